"""Messages per recipient per month: as a table for people, and as CSV for spreadsheets."""

from __future__ import annotations

import csv
from collections import Counter
from collections.abc import Iterable, Sequence
from io import StringIO

from rich.table import Table

from fristvakt.postarkiv import trygg
from modeller.lager.hovedboker import SendtMelding

MAANEDER = "JFMAMJJASOND"
"""A letter each, so that a year fits on a line beside an address."""

Maaned = tuple[int, int]
"""A year and a month of it, from 1."""


def per_maaned(meldinger: Iterable[SendtMelding]) -> dict[str, Counter[Maaned]]:
    """The number of messages each recipient got in each month, by address in order; the day in Oslo decides."""
    tabell: dict[str, Counter[Maaned]] = {}
    for m in sorted(meldinger, key=lambda m: m.mottaker):
        tabell.setdefault(m.mottaker, Counter())[m.dag.year, m.dag.month] += 1
    return tabell


def som_tabell(meldinger: Sequence[SendtMelding]) -> Table:
    """A line for each recipient and year, a column for each month."""
    tittel = f"{len(meldinger)} meldinger, per måned"
    tabell = Table(title=tittel, title_justify="left", header_style="bold", box=None, padding=(0, 1, 0, 0))
    tabell.add_column("Mottaker", overflow="fold")
    for kolonne in ("År", *MAANEDER, "I alt"):
        tabell.add_column(kolonne, justify="right", no_wrap=True)
    for mottaker, antall in per_maaned(meldinger).items():
        for nr, aar in enumerate(sorted({aar for aar, _ in antall})):
            i_aaret = [antall[aar, maaned] for maaned in range(1, 13)]
            tall = ("" if ett == 0 else str(ett) for ett in i_aaret)
            tabell.add_row("" if nr else mottaker, str(aar), *tall, str(sum(i_aaret)))
    return tabell


def som_csv(meldinger: Sequence[SendtMelding]) -> str:
    """A line for each recipient, a column for each month from the first message to the last; semicolons between."""
    dager = [m.dag for m in meldinger]
    foerste, siste = (
        (min(dager).year * 12 + min(dager).month - 1, max(dager).year * 12 + max(dager).month) if dager else (0, 0)
    )
    maaneder = [(nr // 12, nr % 12 + 1) for nr in range(foerste, siste)]
    ut = StringIO()
    skriver = csv.writer(ut, delimiter=";", lineterminator="\n")
    skriver.writerow(["mottaker", *(f"{aar}-{maaned:02}" for aar, maaned in maaneder), "i alt"])
    for mottaker, antall in per_maaned(meldinger).items():
        skriver.writerow([trygg(mottaker), *(antall[maaned] for maaned in maaneder), antall.total()])
    return ut.getvalue()
