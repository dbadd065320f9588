"""What a calendar shows: one entry per date, first in both written standards, then in the subscriber's own."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from datetime import date, datetime, time
from enum import StrEnum

from modeller.tekst import Tekst


class Tilstand(StrEnum):
    """How an entry stands."""

    FAST = "fast"
    """A date somebody set."""
    USIKKER = "usikker"
    """A date a source expects, a tentative one, or our own default."""
    FERDIG = "ferdig"
    AVLYST = "avlyst"


def uid_for(avtale: str, steg: str, milepael: str | None = None) -> str:
    """The entry's UID: from the agreement, the step's permanent id and the milestone's key, and nothing else.

    Hashed, because step ids hold characters that some clients cannot have in a file name, and because a UID must not
    tell what an agreement is called.
    """
    navn = "/".join((avtale, steg, milepael) if milepael else (avtale, steg))
    return f"{hashlib.sha256(navn.encode()).hexdigest()[:40]}@fristvakt"


@dataclass(frozen=True, slots=True, kw_only=True)
class Oppfoering:
    """One dated thing of an agreement, the same for every subscriber.

    `kort` is the least of `beskrivelse` that an entry must say. `dag` is the day in Europe/Oslo (the first of the month
    when `bare_maaned`); `start` and `slutt` are Oslo wall-clock times, given together, for a meeting whose time is
    known.
    """

    avtale: str
    steg: str
    milepael: str | None
    dag: date
    tilstand: Tilstand
    tittel: Tekst
    beskrivelse: Tekst
    kort: Tekst
    url: Tekst
    bare_maaned: bool = False
    start: time | None = None
    slutt: time | None = None
    sted: str | None = None
    kategori: Tekst | None = None
    farge: str | None = None

    @property
    def uid(self) -> str:
        """The UID, the same in every feed and e-mail."""
        return uid_for(self.avtale, self.steg, self.milepael)


@dataclass(frozen=True, slots=True, kw_only=True)
class Kalenderpost:
    """An entry as one subscriber gets it: one written standard, with the version the ledger gave it.

    `sekvens` counts changes of date, time, place and status; `endret` is the aware instant of the last change of any
    kind. `varsel_dager` are days before on which the calendar shall remind. Equal entries give equal bytes.
    """

    uid: str
    dag: date
    tilstand: Tilstand
    tittel: str
    beskrivelse: str
    url: str
    sekvens: int
    endret: datetime
    start: time | None = None
    slutt: time | None = None
    sted: str | None = None
    kategori: str | None = None
    farge: str | None = None
    varsel_dager: tuple[int, ...] = ()
