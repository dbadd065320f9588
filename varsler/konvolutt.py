"""A message as a mail server takes it: the envelope's two addresses, and headers and parts as bytes."""

from __future__ import annotations

import hashlib
from binascii import b2a_qp
from collections.abc import Iterable, Iterator
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime
from email.header import Header
from email.headerregistry import Address
from email.message import Message
from email.mime.multipart import MIMEMultipart
from email.mime.nonmultipart import MIMENonMultipart
from email.policy import compat32
from email.utils import format_datetime, formataddr

from modeller.tekst import Maalform
from varsler.adresse import UgyldigAdresse, en_linje, rett_fram, som_adresse
from varsler.kalender.epostdel import Kalenderdel, Metode
from varsler.melding import OSLO, Melding

KALENDERFIL = "frister.ics"
PROEVEKALENDER = "kalender.ics.txt"
"""A name that no calendar opens: on trial, an invitation is to somebody else than the reader."""
PROEVEHODE = "X-Fristvakt-Proeve-Til"
"""On trial, whom the message was for."""
POLICY = compat32.clone(linesep="\r\n", cte_type="8bit")
"""Python's older way of writing messages: a fifth of the time of the newer one, which reads each header it is given.

What is put in is encoded already: 7-bit bodies, and headers of encoded words. Only the headers of a message to an
address in other letters than a to z are UTF-8 as they stand (SMTPUTF8, RFC 6531).
"""


@dataclass(frozen=True, slots=True, kw_only=True)
class Konvolutt:
    """What goes to the server. `fra` and `til` are bare addresses, `tid` is the message's own, aware UTC; `proeve` says
    that it goes to another than it was for.
    """

    fra: str
    til: str
    message_id: str
    tid: datetime
    innhold: bytes
    proeve: bool = False

    @property
    def utf8(self) -> bool:
        """Whether the address can be written in UTF-8 only, which not every server takes."""
        return not self.til.isascii()


def i_konvolutt(melding: Melding) -> Konvolutt:
    """Compose the message. Raises `UgyldigAdresse` when the recipient's address is none."""
    til = som_adresse(melding.til.epost, melding.til.navn)
    fra = som_adresse(melding.oppsett.avsender, melding.oppsett.avsendernavn)
    hele = _delene(melding)
    for navn, verdi in _hodene(melding, fra, til):
        hele[navn] = verdi  # type: ignore[assignment]  # typeshed knows of text only
    return Konvolutt(
        fra=fra.addr_spec,
        til=til.addr_spec,
        message_id=melding.message_id,
        tid=melding.tid,
        innhold=hele.as_bytes(policy=POLICY),
        proeve=melding.proeve_til is not None,
    )


def _hodene(melding: Melding, fra: Address, til: Address) -> Iterator[tuple[str, str | Header]]:
    yield "From", _adresse("From", fra)
    yield "To", _adresse("To", til)
    if svar_til := list(_brukbare(melding.svar_til)):
        yield "Reply-To", ", ".join(a.addr_spec for a in svar_til)
    yield "Subject", Header(en_linje(melding.emne), None if melding.emne.isascii() else "utf-8", header_name="Subject")
    yield "Date", format_datetime(melding.tid.astimezone(OSLO))
    yield "Message-ID", melding.message_id
    yield "In-Reply-To", melding.traad
    yield "References", melding.traad
    yield "Auto-Submitted", "auto-generated"
    yield "X-Auto-Response-Suppress", "OOF, AutoReply"
    yield "Content-Language", melding.maalform.value
    if melding.proeve_til is not None:
        mottaker = en_linje(melding.mottaker)
        yield PROEVEHODE, Header(mottaker, None if mottaker.isascii() else "utf-8", header_name=PROEVEHODE)


def _delene(melding: Melding) -> Message:
    """The text in two forms and, when there is one, the calendar: a third form of an invitation, else an attachment."""
    former: list[Message] = [
        _tekstdel(melding.tekst, "plain", melding.maalform),
        _tekstdel(melding.html, "html", melding.maalform),
    ]
    kalender = melding.kalender
    if kalender is None:
        return _samlet("alternative", former, melding)
    if kalender.metode is not Metode.TIL_ORIENTERING and melding.proeve_til is not None:
        vist = _del("text", "plain", kalender.innhold, charset="utf-8")
        vist["Content-Disposition"] = f'attachment; filename="{PROEVEKALENDER}"'
        return _samlet("mixed", [_samlet("alternative", former, melding), vist], melding)
    if kalender.metode is not Metode.TIL_ORIENTERING:  # the reader's calendar takes it for what it is
        return _samlet("alternative", [*former, _kalenderdel(kalender)], melding)
    vedlegg = _kalenderdel(kalender)
    vedlegg["Content-Disposition"] = f'attachment; filename="{KALENDERFIL}"'
    return _samlet("mixed", [_samlet("alternative", former, melding), vedlegg], melding)


def _samlet(slag: str, deler: Iterable[Message], melding: Melding) -> Message:
    # Named after the message, so that the same message has the same bytes however often it is written.
    merke = hashlib.sha256(f"{slag} {melding.message_id}".encode()).hexdigest()[:24]
    samlet = MIMEMultipart(slag, boundary=f"=_{merke}", policy=POLICY)
    for del_ in deler:
        samlet.attach(del_)
    return samlet


def _tekstdel(tekst: str, slag: str, maalform: Maalform) -> Message:
    del_ = _del("text", slag, rett_fram(tekst), charset="utf-8")
    del_["Content-Language"] = maalform.value
    return del_


def _kalenderdel(kalender: Kalenderdel) -> Message:
    return _del("text", "calendar", kalender.innhold, charset="utf-8", method=kalender.metode.value)


def _del(hoved: str, under: str, tekst: str, **parametre: str) -> Message:
    del_ = MIMENonMultipart(hoved, under, policy=POLICY, **parametre)
    del_["Content-Transfer-Encoding"] = "quoted-printable"
    linjer = "\n".join(tekst.splitlines()) + "\n"
    del_.set_payload(b2a_qp(linjer.encode(), istext=True).decode("ascii"))
    return del_


def _adresse(hode: str, adresse: Address) -> str | Header:
    if not adresse.addr_spec.isascii():
        return str(adresse).encode().decode("ascii", "surrogateescape")
    if adresse.display_name.isascii():
        return formataddr((adresse.display_name, adresse.addr_spec))
    kodet = Header(adresse.display_name, "utf-8", header_name=hode)
    kodet.append(f"<{adresse.addr_spec}>", "us-ascii")
    return kodet


def _brukbare(adresser: Iterable[str]) -> Iterator[Address]:
    """Those that can stand in a header: a coordinator's bad address must not stop a recipient's mail."""
    for adresse in adresser:
        if adresse.isascii():
            with suppress(UgyldigAdresse):
                yield som_adresse(adresse)
