"""The working calendar, built from the `holidays` library for the years the service looks at."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from functools import cache

import holidays

from modeller.arbeidskalender import Arbeidskalender

FOERSTE_AAR = 2020
SISTE_AAR = 2045
JULAFTEN = "Julaften"
NYTTAARSAFTEN = "Nyttårsaften"


@cache
def arbeidskalender(foerste: int = FOERSTE_AAR, siste: int = SISTE_AAR) -> Arbeidskalender:
    """Norwegian public holidays, with Christmas Eve and New Year's Eve, which no public office is staffed on.

    Sundays are left out: the week itself makes them days off, and Easter is looked up by its name.
    """
    return Arbeidskalender(dict(_norske_fridager(range(foerste, siste + 1))))


def _norske_fridager(aar: Iterable[int]) -> Mapping[date, str]:
    fridager = dict(holidays.country_holidays("NO", years=aar, language="no"))
    for ett in aar:
        fridager.setdefault(date(ett, 12, 24), JULAFTEN)
        fridager.setdefault(date(ett, 12, 31), NYTTAARSAFTEN)
    return fridager
