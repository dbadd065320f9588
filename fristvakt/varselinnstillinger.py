"""How the settings say when mail is sent: hours of the day and quiet periods of the year, as people write them."""

from __future__ import annotations

import re
from datetime import date

from modeller.tekst import MAANEDER
from varsler.regler import Stilleperiode
from varsler.sendetid import Sendetid

INGEN = "ingen"
SKUDDAAR = 2024
TIDLIGST, SENEST = 6, 22
"""The hours the send job runs in (`flyter.jobber`)."""
LENGST_STILLE = 120
"""Days in all: with more, what waits would be forgotten."""


def les_sendetid(ord_: object) -> object:
    """`07-16`: from seven until four. Raises ValueError with what would be right."""
    if not isinstance(ord_, str):
        return ord_
    treff = re.fullmatch(r"\s*(\d{1,2})(?::?00)?\s*[-–]\s*(\d{1,2})(?::?00)?\s*", ord_)
    fra, til = (int(treff[1]), int(treff[2])) if treff else (0, 0)
    if not TIDLIGST <= fra < til <= SENEST:
        raise ValueError(
            f"«{ord_}» er ikke en sendetid. Skriv hele klokketimer fra og til, mellom {TIDLIGST:02} og {SENEST}, for "
            "eksempel 07-16."
        )
    return Sendetid(fra, til)


def les_stille(ord_: object) -> object:
    """`1.7-31.7, 23.12-1.1`, or `ingen`. Raises ValueError with what would be right."""
    if not isinstance(ord_, str):
        return ord_
    if ord_.strip().lower() == INGEN:
        return ()
    perioder = tuple(_periode(del_.strip()) for del_ in ord_.split(","))
    if sum(map(_dager, perioder)) > LENGST_STILLE:
        raise ValueError(f"De stille periodene kan være høyst {LENGST_STILLE} dager til sammen i året.")
    return perioder


def _periode(ord_: str) -> Stilleperiode:
    treff = re.fullmatch(r"(\d{1,2})\.(\d{1,2})\.?\s*[-–]\s*(\d{1,2})\.(\d{1,2})\.?", ord_)
    dag, maaned, siste_dag, siste_maaned = map(int, treff.groups()) if treff else (0, 0, 0, 0)
    try:
        fra, til = date(SKUDDAAR, maaned, dag), date(SKUDDAAR, siste_maaned, siste_dag)
    except ValueError:
        raise ValueError(
            f"«{ord_}» er ikke en stille periode. Skriv første og siste dag, for eksempel 1.7-31.7, eller «{INGEN}»."
        ) from None
    if (til.month, til.day) == (2, 29):
        raise ValueError("En stille periode kan ikke slutte 29. februar, som ikke finnes hvert år. Skriv 28.2.")
    return Stilleperiode((fra.month, fra.day), (til.month, til.day))


def _dager(periode: Stilleperiode) -> int:
    fra, til = date(SKUDDAAR, *periode.fra), date(SKUDDAAR, *periode.til)
    return ((til - fra).days if til >= fra else (til - fra).days + 366) + 1


def periode_i_ord(periode: Stilleperiode) -> str:
    """`1. juli–31. juli`."""
    return "–".join(f"{dag}. {MAANEDER[maaned - 1]}" for maaned, dag in (periode.fra, periode.til))
