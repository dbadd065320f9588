"""One reminder about a step, and the restraint between several: quiet periods, snooze, and room to breathe."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date

from modeller.arbeidskalender import Arbeidskalender
from varsler.regler import Slag, Varselregel
from varsler.ro import Ro

LENGE = 5
"""So many calendar days for each working day is more than any holiday takes."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Varselpunkt:
    """One reminder about a step: the working day it falls due, what it counts from and which occurrence it is.

    `dato` is the date the reader is reminded of, with `talt_fra` in its place the day it was counted from where that is
    another, and `utloeper` the last day it makes sense to send it. `koordinator` is what the coordinator is told of it,
    and `til_ledelsen` says that the party's leadership is told too.
    """

    forfaller: date
    regel: Varselregel
    milepael: str = ""
    dato: date | None = None
    talt_fra: date | None = None
    forekomst: str = ""
    utloeper: date | None = None
    koordinator: Slag | None = None
    til_ledelsen: bool = False

    @property
    def slag(self) -> Slag:
        """The kind of message."""
        return self.regel.slag

    @property
    def forbi(self) -> bool:
        """Whether it was due before what it comes by could be known, so that it is never told."""
        return self.forfaller < self.regel.fra

    @property
    def paa_trappen(self) -> bool:
        """Whether it is one of the weeks that are counted until those above are told; what a snooze put off is not."""
        regel = self.regel
        return regel.gjentas is not None and "/" not in self.forekomst and bool(regel.ledelse_fra or regel.koordinator)

    @property
    def maa_fram(self) -> bool:
        """Whether it goes even when another went a few days before; the one that hands over to the coordinator does."""
        return self.regel.maa_fram or (self.koordinator is not None and self.koordinator is self.regel.koordinator_sist)


def i_ro(punkter: list[Varselpunkt], ro: Ro) -> list[Varselpunkt]:
    """The reminders with those that may wait on the day they come instead, the last of them where there are several.

    What would come after the day it is about is left out in a quiet period, and else does not wait; nor does, but in
    a quiet period, what one that hastes would overtake.
    """
    haster = [punkt.forfaller for punkt in punkter if punkt.regel.haster]
    par = []
    for punkt in punkter:
        dag = punkt.forfaller if punkt.regel.haster else ro.dag(punkt.forfaller)
        if any(punkt.forfaller <= h < dag for h in haster) and not ro.er_stille(punkt.forfaller):
            dag = punkt.forfaller
        if punkt.utloeper is None or dag <= punkt.utloeper:
            par.append((dag, punkt))
        elif not ro.er_stille(punkt.forfaller):
            par.append((punkt.forfaller, punkt))
    par.sort(key=lambda p: p[0])
    siste = dict(par)
    return [
        punkt if dag == punkt.forfaller else replace(punkt, forfaller=dag)
        for dag, punkt in par
        if dag == punkt.forfaller or siste[dag] is punkt
    ]


def etter_utsettelsen(punkter: list[Varselpunkt], til: date) -> list[Varselpunkt]:
    """The reminders of one who wants to hear of it again on `til`: then the last of those before, and what comes
    after. It has its own occurrence, so that it is told also when it was told before.
    """
    foer = [p for p in punkter if p.forfaller < til and (p.utloeper is None or p.utloeper >= til)]
    siste = [
        replace(p, forfaller=til, forekomst=f"utsatt/{til}", koordinator=None, til_ledelsen=False)
        for p in foer[-1:]
        if not p.forbi
    ]
    return [*siste, *(p for p in punkter if p.forfaller >= til)]


def med_pusterom(punkter: list[Varselpunkt], kalender: Arbeidskalender, til: date) -> Iterator[Varselpunkt]:
    """The reminders, in order, without those that come too soon after another; no more than the first repeated one
    after `til`.
    """
    forrige: Varselpunkt | None = None
    for punkt in punkter:
        if forrige is not None and not punkt.maa_fram and _for_tett(forrige, punkt, kalender):
            continue
        yield punkt
        forrige = punkt
        if punkt.forfaller > til and punkt.regel.gjentas:
            return  # from here on it only goes on


def _for_tett(forrige: Varselpunkt, punkt: Varselpunkt, kalender: Arbeidskalender) -> bool:
    pusterom = punkt.regel.pusterom_arbeidsdager
    if (punkt.forfaller - forrige.forfaller).days > LENGE * pusterom:  # no stretch of days off makes up for that
        return False
    return kalender.antall(forrige.forfaller, punkt.forfaller) < pusterom
