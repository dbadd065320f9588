"""Where things stand on the wheel: the year clockwise from the top, and marks pushed apart just enough to be read."""

from __future__ import annotations

import math
from collections.abc import Sequence
from datetime import date
from typing import NamedTuple

HELE = 2 * math.pi


class Punkt(NamedTuple):
    """A place on the sheet, in millimetres from its upper left corner."""

    x: float
    y: float

    def ut(self, radius: float, vinkel: float) -> Punkt:
        """The place `radius` away at this angle (radians, clockwise from the top)."""
        return Punkt(self.x + radius * math.sin(vinkel), self.y - radius * math.cos(vinkel))


def vinkel(dag: date, andel: float = 0.5) -> float:
    """The angle of a day; `andel` is how much of it has passed (0 its beginning, 1 its end)."""
    nyttaar = date(dag.year, 1, 1)
    dager = (date(dag.year + 1, 1, 1) - nyttaar).days
    return HELE * ((dag - nyttaar).days + andel) / dager


def bue(midt: Punkt, radius: float, fra: float, til: float) -> str:
    """The path data of an arc; counter-clockwise when `til` is less than `fra`."""
    start, slutt = midt.ut(radius, fra), midt.ut(radius, til)
    stor, med_sola = int(abs(til - fra) > math.pi), int(til > fra)
    return f"M{start.x:.2f} {start.y:.2f}A{radius:.2f} {radius:.2f} 0 {stor} {med_sola} {slutt.x:.2f} {slutt.y:.2f}"


def ringbit(midt: Punkt, inn: float, ut: float, fra: float, til: float) -> str:
    """The path data of a piece of a ring between two radii and two angles less than half a turn apart."""
    a, b = midt.ut(inn, til), midt.ut(inn, fra)
    return f"{bue(midt, ut, fra, til)}L{a.x:.2f} {a.y:.2f}A{inn:.2f} {inn:.2f} 0 0 0 {b.x:.2f} {b.y:.2f}Z"


def spredd(oensket: Sequence[float], avstand: float) -> list[float]:
    """Angles at least `avstand` apart, in the same order, moved as little as may be (least squares) and within the
    year; where the year has no room for that, as far apart as there is.

    `oensket` is sorted. Taking each one's place in the row away leaves values that must not fall, which neighbours
    pooled into their mean give (isotonic regression).
    """
    antall = len(oensket)
    avstand = min(avstand, HELE / antall) if antall else avstand
    bunker: list[tuple[float, int]] = []
    for nr, verdi in enumerate(oensket):
        snitt, tall = verdi - nr * avstand, 1
        while bunker and bunker[-1][0] > snitt:
            forrige, andre = bunker.pop()
            snitt, tall = (snitt * tall + forrige * andre) / (tall + andre), tall + andre
        bunker.append((snitt, tall))
    lavest, hoeyest = avstand / 2, HELE - (antall - 0.5) * avstand
    jevnet = [min(max(snitt, lavest), hoeyest) for snitt, tall in bunker for _ in range(tall)]
    return [verdi + nr * avstand for nr, verdi in enumerate(jevnet)]
