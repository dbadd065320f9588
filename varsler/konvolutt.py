"""A message as a mail server takes it: the envelope's two addresses, and headers and parts as bytes."""

from __future__ import annotations

import hashlib
from binascii import b2a_qp
from collections.abc import Iterable, Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime
from email.headerregistry import Address
from email.utils import format_datetime, formataddr

from varsler.adresse import UgyldigAdresse, en_linje, rett_fram, som_adresse
from varsler.hode import Hode, fritekst, skriv_hode
from varsler.kalender.epostdel import Kalenderdel, Metode
from varsler.melding import OSLO, Melding

KALENDERFIL = "frister.ics"
PROEVEKALENDER = "kalender.ics.txt"
"""A name that no calendar opens: on trial, an invitation is to somebody else than the reader."""
PROEVEHODE = "X-Fristvakt-Proeve-Til"
"""On trial, whom the message was for."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Konvolutt:
    """What goes to the server. `fra` and `til` are bare addresses, `tid` is the message's own, aware UTC; `proeve` says
    that it goes to another than it was for. `emne` and `sagt_i_kalender` (what the calendar part says, by agreement and
    UID) are in `innhold` too, for those who keep account of it.
    """

    fra: str
    til: str
    message_id: str
    tid: datetime
    emne: str
    innhold: bytes
    sagt_i_kalender: Mapping[str, Mapping[str, str]]
    proeve: bool = False

    @property
    def utf8(self) -> bool:
        """Whether the address can be written in UTF-8 only, which not every server takes."""
        return not self.til.isascii()


@dataclass(frozen=True, slots=True, kw_only=True)
class _Del:
    """A part of a message (RFC 2045): its own headers, and its body with CRLF at the end of each line.

    Written by us, as the messages are few in kind: Python's own writer takes longer for it than for all the rest of
    a message, text and calendar included.
    """

    hoder: tuple[Hode, ...]
    kropp: bytes

    def skrevet(self, oevrige: Iterable[Hode] = ()) -> bytes:
        """The part with these headers too."""
        return b"".join((*(skriv_hode(hode) for hode in (*self.hoder, *oevrige)), b"\r\n", self.kropp))


def i_konvolutt(melding: Melding) -> Konvolutt:
    """Compose the message. Raises `UgyldigAdresse` when the recipient's address is none."""
    til = som_adresse(melding.til.epost, melding.til.navn)
    fra = som_adresse(melding.oppsett.avsender, melding.oppsett.avsendernavn)
    return Konvolutt(
        fra=fra.addr_spec,
        til=til.addr_spec,
        message_id=melding.message_id,
        tid=melding.tid,
        emne=melding.emne,
        innhold=_delene(melding).skrevet(_hodene(melding, fra, til)),
        sagt_i_kalender=melding.kalender.hasher if melding.kalender else {},
        proeve=melding.proeve_til is not None,
    )


def _hodene(melding: Melding, fra: Address, til: Address) -> Iterator[Hode]:
    yield Hode("MIME-Version", "1.0")
    yield Hode("From", _adresse(fra))
    yield Hode("To", _adresse(til))
    if svar_til := list(_brukbare(melding.svar_til)):
        yield Hode("Reply-To", ", ".join(a.addr_spec for a in svar_til))
    yield Hode("Subject", fritekst(en_linje(melding.emne)))
    yield Hode("Date", format_datetime(melding.tid.astimezone(OSLO)))
    yield Hode("Message-ID", melding.message_id)
    yield Hode("In-Reply-To", melding.traad)
    yield Hode("References", melding.traad)
    yield Hode("Auto-Submitted", "auto-generated")
    yield Hode("X-Auto-Response-Suppress", "OOF, AutoReply")
    yield Hode("Content-Language", melding.maalform.value)
    if melding.proeve_til is not None:
        yield Hode(PROEVEHODE, fritekst(en_linje(melding.mottaker)))
    if (avmelding := melding.avmelding) is not None:
        yield Hode("List-Unsubscribe", f"<{avmelding}>")
        yield Hode("List-Unsubscribe-Post", "List-Unsubscribe=One-Click")


def _delene(melding: Melding) -> _Del:
    """The text in two forms and, when there is one, the calendar: a third form of an invitation, else an attachment."""
    spraak = Hode("Content-Language", melding.maalform.value)
    former = [
        _del("text/plain", rett_fram(melding.tekst), spraak),
        _del("text/html", rett_fram(melding.html), spraak),
    ]
    kalender = melding.kalender
    if kalender is None:
        return _samlet("alternative", former, melding)
    if kalender.metode is not Metode.TIL_ORIENTERING and melding.proeve_til is not None:
        vist = _del(
            "text/plain", kalender.innhold, Hode("Content-Disposition", f'attachment; filename="{PROEVEKALENDER}"')
        )
        return _samlet("mixed", [_samlet("alternative", former, melding), vist], melding)
    if kalender.metode is not Metode.TIL_ORIENTERING:  # the reader's calendar takes it for what it is
        return _samlet("alternative", [*former, _kalenderdel(kalender)], melding)
    vedlegg = _kalenderdel(kalender, Hode("Content-Disposition", f'attachment; filename="{KALENDERFIL}"'))
    return _samlet("mixed", [_samlet("alternative", former, melding), vedlegg], melding)


def _samlet(slag: str, deler: Iterable[_Del], melding: Melding) -> _Del:
    # Named after the message, so that the same message has the same bytes however often it is written.
    skille = f"=_{hashlib.sha256(f'{slag} {melding.message_id}'.encode()).hexdigest()[:24]}"
    strek = f"--{skille}".encode()
    kropp = b"".join(strek + b"\r\n" + del_.skrevet() + b"\r\n" for del_ in deler)
    return _Del(
        hoder=(Hode("Content-Type", f'multipart/{slag}; boundary="{skille}"'),), kropp=kropp + strek + b"--\r\n"
    )


def _kalenderdel(kalender: Kalenderdel, *hoder: Hode) -> _Del:
    return _del("text/calendar", kalender.innhold, *hoder, parametre=f'; method="{kalender.metode}"')


def _del(slag: str, tekst: str, *hoder: Hode, parametre: str = "") -> _Del:
    linjer = "\r\n".join((*tekst.splitlines(), ""))
    return _Del(
        hoder=(
            Hode("Content-Type", f'{slag}; charset="utf-8"{parametre}'),
            Hode("Content-Transfer-Encoding", "quoted-printable"),
            *hoder,
        ),
        kropp=b2a_qp(linjer.encode(), istext=True),
    )


def _adresse(adresse: Address) -> str:
    navn, epost = adresse.display_name, adresse.addr_spec
    if not epost.isascii():  # UTF-8 as it stands (SMTPUTF8, RFC 6531)
        return str(adresse)
    skrevet = fritekst(navn)
    return formataddr((navn, epost)) if skrevet == navn else f"{skrevet} <{epost}>"


def _brukbare(adresser: Iterable[str]) -> Iterator[Address]:
    """Those that can stand in a header: a coordinator's bad address must not stop a recipient's mail."""
    for adresse in adresser:
        if adresse.isascii():
            with suppress(UgyldigAdresse):
                yield som_adresse(adresse)
