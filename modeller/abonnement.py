"""A subscription to a calendar feed: what it is of, whose it is, what was chosen, and the token that opens it."""

from __future__ import annotations

import base64
import hashlib
import hmac
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from typing import NamedTuple

from modeller.tekst import Maalform

VARSEL_DAGER = range(31)
"""So many days before a date an alarm may ring."""
FLEST_VARSLER = 8


class Maalslag(StrEnum):
    """What a feed is of."""

    KONTAKT = "kontakt"
    """What concerns one contact, in all its agreements."""
    PART = "part"
    """What concerns one party, in all its agreements."""
    AVTALE = "avtale"
    """All of one agreement."""
    KOORDINATOR = "koordinator"
    """All of every agreement that one contact coordinates; its id is the contact's."""


class Ferdige(StrEnum):
    """What becomes of entries that are done."""

    MERK = "merk"
    """They stay, marked with a tick."""
    FJERN = "fjern"


class Detalj(StrEnum):
    """How much an entry says."""

    FULL = "full"
    KORT = "kort"
    """Who has the ball, why this date, and the link."""


class Eier(NamedTuple):
    """Whose a subscription is: of a contact or a party, who then sees it on its page."""

    slag: Maalslag
    id: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Abonnementsvalg:
    """What a subscriber chose. None of it changes what an entry is, or its version.

    `maalform` None is the subscriber's own: the contact's, else the party's. `varsel_dager` are days before a date on
    which the calendar shall remind, in falling order; none is no alarm.
    """

    maalform: Maalform | None = None
    ferdige: Ferdige = Ferdige.MERK
    varsel_dager: tuple[int, ...] = ()
    detalj: Detalj = Detalj.FULL

    def __post_init__(self) -> None:
        """Alarms in one order only. Raises ValueError for more of them, or earlier ones, than calendars stand."""
        dager = tuple(sorted(set(self.varsel_dager), reverse=True))
        if len(dager) > FLEST_VARSLER or any(dag not in VARSEL_DAGER for dag in dager):
            raise ValueError(f"at most {FLEST_VARSLER} alarms, {VARSEL_DAGER[0]}-{VARSEL_DAGER[-1]} days before")
        object.__setattr__(self, "varsel_dager", dager)


@dataclass(frozen=True, slots=True, kw_only=True)
class Abonnement:
    """A subscription. `maal` is the id of what it is of; `eier` None is the installation's own.

    `utgave` counts how often its address was renewed; None is an address from before that was counted, which works
    until it is renewed and cannot be shown again. Instants are aware.
    """

    id: str
    slag: Maalslag
    maal: str
    eier: Eier | None
    valg: Abonnementsvalg
    utgave: int | None
    opprettet: datetime
    trukket: datetime | None = None
    sist_hentet: datetime | None = field(default=None, compare=False)
    klient: str | None = field(default=None, compare=False)


def lag_token(noekkel: bytes, abonnement: str, utgave: int) -> str:
    """The token of a subscription's address: 256 bits that nobody can work out without the installation's key."""
    sum_ = hmac.digest(noekkel, f"abonnement:{abonnement}:{utgave}".encode(), hashlib.sha256)
    return base64.urlsafe_b64encode(sum_).rstrip(b"=").decode()


def tokensum(token: str) -> str:
    """What is stored of a token."""
    return hashlib.sha256(token.encode(errors="surrogatepass")).hexdigest()
