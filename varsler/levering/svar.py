"""What came of a delivery, and what an SMTP server's answer means for the message, its address and the others.

The table for readers is `docs/levering.md`, held against this file by a test.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from datetime import timedelta
from enum import StrEnum
from typing import Protocol

from varsler.konvolutt import Konvolutt
from varsler.melding import Melding


class Hvem(StrEnum):
    """Whom a hindrance concerns."""

    MELDINGEN = "meldingen"
    """This one alone: the server breaks off when it is given it, and is there for the others."""
    ADRESSEN = "adressen"
    DOMENET = "domenet"
    """All addresses of the recipient's domain."""
    TJENEREN = "tjeneren"
    """Everybody: the server we hand mail to, or our own set-up."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Sendt:
    """The message is out: `svar` is what the server said, `fil` its name in the Maildir, `konvolutt` what went; None
    where nothing was written.
    """

    svar: str | None = None
    fil: str | None = None
    konvolutt: Konvolutt | None = field(default=None, repr=False, compare=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class Senere:
    """Not now: to be tried again. `full` when a mailbox must be emptied first, which takes its owner longer than it
    takes a server to come back; `underveis` when the server broke off while it was given this message.
    """

    svar: str
    kode: int | None = None
    hvem: Hvem = Hvem.ADRESSEN
    full: bool = False
    underveis: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Avvist:
    """Never: this address takes no mail."""

    svar: str
    kode: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Nektet:
    """Not this message: the address may be as good as any. Somebody must look at it."""

    svar: str
    kode: int | None = None


Leveringssvar = Sendt | Senere | Avvist | Nektet


class Levering(Protocol):
    """A way to get messages to their addresses. It answers rather than raises, whatever the other side does."""

    async def lever(self, melding: Melding) -> Leveringssvar:
        """Deliver to the recipient; several may be on their way at once. The same Message-ID again must do no harm.

        Raises `UgyldigAdresse` when the recipient's address is none.
        """
        ...

    async def slipp(self) -> None:
        """Let go of what is held between messages: the run is over."""
        ...


class Trinn(StrEnum):
    """How far a delivery had come when the server said no."""

    FORBINDELSE = "forbindelse"
    """Connecting, the greeting, STARTTLS and sign-in."""
    AVSENDER = "avsender"
    """MAIL FROM."""
    MOTTAKER = "mottaker"
    """RCPT TO."""
    INNHOLD = "innhold"
    """DATA and the message itself."""


ENDELIG = 500
STENGER = 421
PLASSMANGEL = 452
_UTVIDET = re.compile(r"^[245]\.(\d{1,3})\.(\d{1,3})\b")
"""The enhanced status code a reply may begin with (RFC 3463): class, subject, detail."""
_OM_ADRESSEN, _OM_POSTKASSEN, _OM_SYSTEMET, _OM_VEIEN, _OM_REGLER = 1, 2, 3, 4, 7
_KASSEN_ER_FULL = 2
_FOR_STORT_FOR_KASSEN = 3


def tolk(trinn: Trinn, kode: int, tekst: str) -> Leveringssvar:
    """What a reply that is no yes means (RFC 5321 section 4.2, RFC 3463 section 3)."""
    svar = f"{kode} {tekst}"
    if trinn in {Trinn.FORBINDELSE, Trinn.AVSENDER}:
        return Senere(svar=svar, kode=kode, hvem=Hvem.TJENEREN)
    emne, detalj = _utvidet(tekst)
    if kode < ENDELIG:
        return _midlertidig(svar, kode, emne, detalj)
    return _endelig(trinn, svar, kode, emne, detalj)


def _midlertidig(svar: str, kode: int, emne: int | None, detalj: int | None) -> Senere:
    full = kode == PLASSMANGEL or (emne, detalj) == (_OM_POSTKASSEN, _KASSEN_ER_FULL)
    travelt = kode == STENGER or emne in {_OM_SYSTEMET, _OM_VEIEN}
    hvem = Hvem.DOMENET if travelt and not full else Hvem.ADRESSEN
    return Senere(svar=svar, kode=kode, hvem=hvem, full=full)


def _endelig(trinn: Trinn, svar: str, kode: int, emne: int | None, detalj: int | None) -> Avvist | Nektet:
    """Whether a no for good is about the address or about what was sent to it.

    A server that only says so much as a number means the address when it is asked about the address, and the message
    when it has been given that. So does one that finds no way there: some say so of an address they do not know.
    """
    if emne == _OM_REGLER or (emne, detalj) == (_OM_POSTKASSEN, _FOR_STORT_FOR_KASSEN):
        return Nektet(svar=svar, kode=kode)
    om_adressen = emne in {_OM_ADRESSEN, _OM_POSTKASSEN} or (emne in {None, _OM_VEIEN} and trinn is Trinn.MOTTAKER)
    return Avvist(svar=svar, kode=kode) if om_adressen else Nektet(svar=svar, kode=kode)


def _utvidet(tekst: str) -> tuple[int | None, int | None]:
    funnet = _UTVIDET.match(tekst)
    return (int(funnet[1]), int(funnet[2])) if funnet else (None, None)


TRAVEL = tuple(timedelta(minutes=m) for m in (5, 10, 15, 30, 60, 120, 240, 480, 720, 1440, 1440))
"""After a busy or greylisting server, which wants to see the message again soon; some three days together."""
FULL = tuple(timedelta(hours=t) for t in (1, 4, 12, 24, 24, 24))
"""While a mailbox is full; some four days together."""


def ventetid(svar: Senere, forsoek: int) -> timedelta | None:
    """How long to wait after so many attempts (one at the least); None when it is time to give up.

    Our own server's troubles are no attempt at anybody's address: it is left alone as `varsler.bryter` says.
    """
    ventetider = FULL if svar.full else TRAVEL
    return ventetider[forsoek - 1] if forsoek <= len(ventetider) else None


def ventetid_siden(svar: Senere, siden: timedelta) -> timedelta | None:
    """How long to wait when it is `siden` since the first attempt, and others have made those since; None when it is
    time to give up on the address.
    """
    brukt = timedelta()
    for ventetid_ in FULL if svar.full else TRAVEL:
        brukt += ventetid_
        if brukt > siden:
            return ventetid_
    return None
