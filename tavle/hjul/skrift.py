"""Text on the sheet: about how wide it is, and broken into lines that fit. No font is at hand to ask."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from html import escape
from typing import NamedTuple

SMALE, BREDE = frozenset("iljtfrI.,:;!|'()-/ "), frozenset("mwMWÅÆØOQGDCHNUAVR@%")
SKRIFT = "Arial, Helvetica, 'Liberation Sans', sans-serif"


class Ord(NamedTuple):
    """A word, or some that stay together, with the class it is written in."""

    tekst: str
    klasse: str = ""


Linje = tuple[Ord, ...]


def tekstbredde(tekst: str, stoerrelse: float, *, fet: bool = False) -> float:
    """The width in the size's own unit, rather too much than too little."""
    bredde = sum(0.34 if tegn in SMALE else 0.8 if tegn in BREDE else 0.57 for tegn in tekst)
    return bredde * stoerrelse * (1.1 if fet else 1)


def ord_i(tekst: str, klasse: str = "") -> Iterator[Ord]:
    """Each word of a text; a space that must not break is part of its word."""
    return (Ord(ord_, klasse) for ord_ in tekst.split(" ") if ord_)


def brutt(ord_: Iterable[Ord], bredde: float, stoerrelse: float) -> list[Linje]:
    """The words in lines that fit; a word too long for a line is divided with a hyphen."""
    linjer: list[list[Ord]] = [[]]
    brukt, mellomrom = 0.0, tekstbredde(" ", stoerrelse)
    for en in (del_ for helt in ord_ for del_ in _delt(helt, bredde, stoerrelse)):
        plass = _bredde(en, stoerrelse)
        if linjer[-1] and brukt + mellomrom + plass > bredde:
            linjer.append([])
            brukt = 0
        brukt += plass + (mellomrom if linjer[-1] else 0)
        linjer[-1].append(en)
    return [tuple(linje) for linje in linjer if linje]


def _bredde(ord_: Ord, stoerrelse: float) -> float:
    return tekstbredde(ord_.tekst, stoerrelse, fet=ord_.klasse == "fet")


def _delt(ord_: Ord, bredde: float, stoerrelse: float) -> Iterator[Ord]:
    rest = ord_
    while _bredde(rest, stoerrelse) > bredde and len(rest.tekst) > 2:
        passer = (
            n
            for n in range(len(rest.tekst) - 1, 1, -1)
            if _bredde(Ord(f"{rest.tekst[:n]}-", rest.klasse), stoerrelse) <= bredde
        )
        lengde = next(passer, 2)
        yield Ord(f"{rest.tekst[:lengde]}-", rest.klasse)
        rest = Ord(rest.tekst[lengde:], rest.klasse)
    yield rest


def skrevet(linje: Linje, x: float, y: float, klasse: str) -> str:
    """One line as SVG, its words in their classes."""
    biter: list[tuple[str, str]] = []
    for ord_ in linje:
        if biter and biter[-1][1] == ord_.klasse:
            biter[-1] = (f"{biter[-1][0]} {ord_.tekst}", ord_.klasse)
        else:
            biter.append((ord_.tekst, ord_.klasse))
    inne = " ".join(f'<tspan class="{k}">{escape(t)}</tspan>' if k else escape(t) for t, k in biter)
    return f'<text class="{klasse}" x="{x:.2f}" y="{y:.2f}">{inne}</text>'
