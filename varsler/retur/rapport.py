"""Reports of delivery (RFC 3464, RFC 6533) as Postfix, Exchange and Gmail write them."""

from __future__ import annotations

import re
from binascii import a2b_base64
from collections.abc import Iterator
from email import message_from_bytes
from email.message import Message

from varsler.adresse import en_linje
from varsler.retur.hoder import TEKST_MAKS, deler_av, hode, ider_i, tekst_i
from varsler.retur.innkommet import Leveringsstatus

STATUSDEL = frozenset({"message/delivery-status", "message/global-delivery-status"})
HELE = frozenset({"message/rfc822", "message/global"})
HODENE = frozenset({"text/rfc822-headers", "message/global-headers"})
MOTTAKERE_MAKS = 100
"""What we send has one recipient, and perhaps an archive; a report of thousands is not about that."""
_STATUS = re.compile(r"[245]\.\d{1,3}\.\d{1,3}")
_UTF8TEGN = re.compile(r"\\x\{([0-9A-Fa-f]{2,6})\}")
_OM_INNHOLDET = re.compile(r"in reply to (?:end of )?DATA command")


def statuser(melding: Message) -> tuple[Leveringsstatus, ...]:
    """What the report says of each recipient; empty when it has no such part."""
    return tuple(status for del_ in _deler(melding, STATUSDEL) for status in _statuser(del_))[:MOTTAKERE_MAKS]


def opprinnelige_ider(melding: Message) -> tuple[str, ...]:
    """The Message-ID of what the report is about: of the message that was returned with it, or its headers."""
    funnet: list[str] = []
    for del_ in _deler(melding, HELE | HODENE):
        inni = _innmat(del_)
        funnet += ider_i(hode(inni, "Message-ID")) if inni else _ider_i_tekst(tekst_i(del_))
    return tuple(dict.fromkeys(funnet))


def er_om_innholdet(melding: Message) -> bool:
    """Whether the words of the report say that the message was refused after it had been given.

    Only Postfix says so, in words; the fields of a report have no place for it.
    """
    return any(_OM_INNHOLDET.search(" ".join(tekst_i(d).split())) for d in _deler(melding, frozenset({"text/plain"})))


def _deler(melding: Message, typer: frozenset[str]) -> Iterator[Message]:
    """The report's own parts of these types; what is inside a returned message is not the report's."""
    return (del_ for del_ in deler_av(melding) if del_.get_content_type() in typer)


def _statuser(del_: Message) -> Iterator[Leveringsstatus]:
    blokker = deler_av(del_)
    if len(blokker) <= 1:  # the parser knows only the older of the two types, and takes the other for a message
        inni = _innmat(del_)
        blokker += _blokker(tekst_i(inni or del_))
    for blokk in blokker:
        handling = hode(blokk, "Action").split(" ")[0].split("(")[0].lower()
        if not handling:
            continue
        funnet = _STATUS.search(hode(blokk, "Status"))
        yield Leveringsstatus(
            opprinnelig=_adresse(hode(blokk, "Original-Recipient")),
            endelig=_adresse(hode(blokk, "Final-Recipient")),
            handling=handling,
            status=funnet[0] if funnet else "",
            diagnose=_diagnose(hode(blokk, "Diagnostic-Code")),
        )


def _innmat(del_: Message) -> Message | None:
    """What a part of type message holds; None when it is given as text, or holds nothing."""
    inni = next(iter(deler_av(del_)), None)
    if inni is None or inni.is_multipart() or hode(del_, "Content-Transfer-Encoding").lower() != "base64":
        return inni
    try:  # allowed for the newer types, and not looked for by the parser
        return message_from_bytes(a2b_base64(str(inni.get_payload())[: 4 * TEKST_MAKS]))
    except (ValueError, LookupError):
        return None


def _blokker(tekst: str) -> Iterator[Message]:
    for avsnitt in re.split(r"\n[ \t]*\n", tekst.replace("\r\n", "\n")):
        blokk = Message()
        felter: list[str] = []
        for linje in avsnitt.splitlines():
            if linje[:1] in {" ", "\t"} and felter:
                felter[-1] += " " + linje.strip()
            elif ":" in linje:
                felter.append(linje)
        for felt in felter:
            navn, _, verdi = felt.partition(":")
            if navn.strip():
                blokk[navn.strip()] = en_linje(verdi)
        yield blokk


def _adresse(felt: str) -> str | None:
    r"""`rfc822; a@b` or `utf-8; \x{E5}@b` as an address of ours would be written."""
    slag, skille, adresse = felt.partition(";")
    if not skille or slag.strip().lower() not in {"rfc822", "utf-8"}:
        return None
    ren = _UTF8TEGN.sub(_tegn, adresse.strip().strip("<>"))
    return ren if "@" in ren else None


def _tegn(funnet: re.Match[str]) -> str:
    try:
        tegn = chr(int(funnet[1], 16))
        tegn.encode()
    except (ValueError, OverflowError):
        return funnet[0]
    return tegn


def _diagnose(felt: str) -> str:
    slag, skille, tekst = felt.partition(";")
    return tekst.strip() if skille and "@" not in slag else felt.strip()


def _ider_i_tekst(tekst: str) -> list[str]:
    hodene = re.split(r"\n[ \t]*\r?\n", tekst.lstrip(), maxsplit=1)[0]
    funnet = re.search(r"(?im)^message-id:((?:[^\n]|\n[ \t])*)", hodene)
    return list(ider_i(funnet[1])) if funnet else []
