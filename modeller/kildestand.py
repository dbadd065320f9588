"""How it stands with the source of a body's meeting plan: what was fetched last, and what somebody should see to."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum
from typing import NamedTuple
from zoneinfo import ZoneInfo

from modeller.tekst import Tekst

OSLO = ZoneInfo("Europe/Oslo")
FORELDET = timedelta(days=3)
"""A source that has not answered for longer is told of as out of date."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Kildetilstand:
    """A source as it stands. Instants are aware UTC: the last try, and the last one that went well (None: never).

    `feil` is why the last try failed, `holdt` whether that was because nobody should believe what it said without
    having looked. `etag` and `sist_endret` are those of `kopi`, the last content that could be used; `uforstaatt`
    counts the entries in it that were not understood and that somebody should look at. `siden` is when it came to be in
    the trouble it is in; None when it is in order, or nobody noted it.
    """

    organ: str
    adresse: str
    forsoekt: datetime
    hentet: datetime | None = None
    feil: Tekst | None = None
    holdt: bool = False
    uforstaatt: int = 0
    siden: datetime | None = None
    etag: str | None = None
    sist_endret: str | None = None
    kopi: bytes | None = None


class Ulage(StrEnum):
    """What is the matter with a source."""

    HOLDT = "holdt"
    """It takes away so much that it may be broken: the plan stands until somebody has looked."""
    SVIKTER = "svikter"
    """It does not answer, or what it answers cannot be used."""
    UFORSTAATT = "uforstaatt"
    """Some of it was not understood, and may be meetings."""


class Kildestand(NamedTuple):
    """A source that somebody should see to: what the matter is, the day in Oslo it could first be told, the day it last
    went well (None: never), and how many entries were not understood.
    """

    organ: str
    ulage: Ulage
    fra: date
    hentet: date | None = None
    uforstaatt: int = 0


def er_foreldet(tilstand: Kildetilstand, naa: datetime) -> bool:
    """Whether it is so long since the source answered that its plan may be another by now."""
    return tilstand.hentet is None or naa - tilstand.hentet > FORELDET


def ulagen(tilstand: Kildetilstand) -> Ulage | None:
    """What is the matter with it; None when it is in order."""
    if tilstand.feil is not None:
        return Ulage.HOLDT if tilstand.holdt else Ulage.SVIKTER
    return Ulage.UFORSTAATT if tilstand.uforstaatt else None


def i_ulage_siden(foer: Kildetilstand | None, naa: Kildetilstand) -> datetime | None:
    """When `naa` came to be in the trouble it is in, where `foer` is what was known before; None when it is in order.

    The same trouble again is no other, unless more of it is not understood.
    """
    ulage = ulagen(naa)
    if ulage is None:
        return None
    samme = foer is not None and foer.adresse == naa.adresse and ulagen(foer) is ulage
    if foer is not None and samme and naa.uforstaatt <= foer.uforstaatt and foer.siden is not None:
        return foer.siden
    return naa.forsoekt


def kildestand(tilstand: Kildetilstand, dag: date) -> Kildestand | None:
    """What there is to tell of it on `dag`; None when nothing is.

    One that does not answer is given the days until its plan may be out of date: most are back by then.
    """
    ulage = ulagen(tilstand)
    if ulage is None:
        return None
    fra, hentet = _dag(tilstand.siden or tilstand.forsoekt), _dag(tilstand.hentet) if tilstand.hentet else None
    if ulage is Ulage.SVIKTER and hentet is not None:
        fra = max(fra, hentet + FORELDET)
    if fra > dag:
        return None
    return Kildestand(tilstand.organ, ulage, fra, hentet, tilstand.uforstaatt)


def _dag(tid: datetime) -> date:
    return tid.astimezone(OSLO).date()
