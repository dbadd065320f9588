"""How far up the ladder of what is overdue it has come: the weeks count that a party was told in itself. Pure."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from datetime import date, timedelta
from typing import NamedTuple

from varsler.mottakere import Mottaker
from varsler.regler import Slag
from varsler.tidspunkter import gjeldende
from varsler.varselpunkt import Varselpunkt

EN_UKE = timedelta(weeks=1)
PURRINGER = frozenset({Slag.FORFALT, Slag.HOLDER_OPP})
"""Kinds that tell a party week after week that its step is late, or that it holds up others."""
FLERE = 2
LENGST_USAGT = 5
"""So many weeks in a row are left out of the count, as many as a July has: those above must hear of it in the end, also
when nothing gets through to the party.
"""


class Partsstand(NamedTuple):
    """How one of a step's parties stands on the ladder: those who are told for it, what each of them has to be told and
    was, `punkter`, and the words it has had of the step on days before, as (kind, day).
    """

    part: str
    mottakere: Sequence[Mottaker]
    punkter: Sequence[tuple[Varselpunkt, ...]]
    sagt: frozenset[tuple[str, date]]

    def har_hoert(self, punkt: Varselpunkt, dag: date) -> bool:
        """Whether the party has heard itself, on a day before, what now may go on to those above; or nobody there is to
        be told. A Monday of theirs hangs on the days before it, whichever day it is looked at on.
        """
        if punkt.forekomst and any(p.slag is punkt.slag for _, p in self.naa(dag)):
            foerst = self.foerst(punkt.slag)
            return foerst is not None and foerst < punkt.forfaller
        return bool(self.sagt) or all(p.forbi for punkter in self.punkter for p in punkter)

    def kan_ikke_ventes_paa(self, punkt: Varselpunkt, dag: date, andre: Iterable[Partsstand]) -> bool:
        """Whether one that has not heard holds up what another has heard: it wants to hear later, or what it has to be
        told has not got through for long.
        """
        slag, lenge = (punkt.slag, LENGST_USAGT * EN_UKE) if punkt.forekomst else (None, EN_UKE)
        dager = [foerst for annen in andre if (foerst := annen.foerst(slag)) is not None]
        return bool(dager) and (not self.naa(dag) or min(dager) + lenge <= dag)

    def usagte(self, dag: date, *, noen_hoerte: bool) -> frozenset[str]:
        """The Mondays, as occurrences are named, of weeks gone by that it should have been told in and was not: its
        reminder was laid aside when a quiet period was taken away, say. Before anybody has heard (`noen_hoerte`), there
        is no end to them.
        """
        alle = self._mandager
        egne = {mandag for mandag, forfaller in alle.items() if forfaller < dag}
        ute = self._foer_den_foerste(min(alle, default=date.max))
        paa_rad = 0
        mandag = min(egne, default=date.max)
        while mandag <= max(egne, default=date.min) and mandag + EN_UKE <= dag:
            # One that came too soon after another is none of its own, and went with that one.
            skulle = mandag in egne or paa_rad > 0
            hoert = any(mandag <= en < mandag + EN_UKE for _, en in self.sagt)
            paa_rad = paa_rad + 1 if skulle and not hoert else 0
            if paa_rad and (paa_rad <= LENGST_USAGT or not noen_hoerte):
                ute.add(mandag.isoformat())
            mandag += EN_UKE
        return frozenset(ute)

    @property
    def _mandager(self) -> dict[date, date]:
        """The Mondays that it is told on that it is late, with the days they fall on."""
        alle = (p for punkter in self.punkter for p in punkter if p.paa_trappen and not p.forbi)
        return {date.fromisoformat(p.forekomst): p.forfaller for p in alle}

    def _foer_den_foerste(self, foerste: date) -> set[str]:
        """The Monday before the first of its own, when that was left out since another word had only just gone."""
        if foerste == date.max:
            return set()
        mandag = foerste - EN_UKE
        nylig = any(mandag - EN_UKE <= dag < foerste for _, dag in self.sagt)
        minnet = any(slag in PURRINGER and dag < foerste for slag, dag in self.sagt)
        return {mandag.isoformat()} if nylig and not minnet else set()

    def minnes(self, dag: date) -> bool:
        """Whether those who are told for it are reminded by the week, also when another word overtakes one."""
        alle = (p for punkter in self.punkter for p in punkter if p.forfaller <= dag and not p.forbi)
        return any(p.regel.gjentas and p.slag in PURRINGER for p in alle)

    @property
    def er_minnet(self) -> bool:
        """Whether they have been."""
        return any(slag in PURRINGER for slag, _ in self.sagt)

    @property
    def er_minnet_i_flere_uker(self) -> bool:
        """Whether they have been in more weeks than one."""
        return len({dag.isocalendar()[:2] for slag, dag in self.sagt if slag in PURRINGER}) >= FLERE

    @property
    def foerste_uke(self) -> date | None:
        """The Monday of the week it first heard of the step; None when it has not."""
        foerst = self.foerst(None)
        return foerst - timedelta(days=foerst.weekday()) if foerst else None

    def foerst(self, slag: Slag | None) -> date | None:
        """The first day it was told this, or anything at all."""
        return min((dag for kjent, dag in self.sagt if slag is None or kjent == slag), default=None)

    def naa(self, dag: date) -> list[tuple[Mottaker, Varselpunkt]]:
        """What each of those who are told for it is owed on `dag`."""
        hver = zip(self.mottakere, self.punkter, strict=True)
        return [(m, p) for m, punkter in hver if (p := gjeldende(punkter, dag)) is not None]


class Leder(NamedTuple):
    """One above those who have a step at a party, with all there is to tell of it."""

    mottaker: Mottaker
    parten: Partsstand
    punkter: tuple[Varselpunkt, ...]


class Tur(NamedTuple):
    """The coordinator's turn: all there is to tell her of a step, what is told now (None when nothing is), of which
    parties, and the day to look again when those must hear of it first.
    """

    mottaker: Mottaker | None
    punkter: tuple[Varselpunkt, ...]
    punkt: Varselpunkt | None = None
    om: Sequence[Partsstand] = ()
    igjen: date | None = None

    def tar(self, leder: Leder, punkt: Varselpunkt) -> bool:
        """Whether it is as coordinator that this leader of a party is told this of it."""
        if self.mottaker is None or self.punkt is None or leder.mottaker.epost != self.mottaker.epost:
            return False
        return punkt.slag is self.punkt.slag and any(en.part == leder.parten.part for en in self.om)


def kan_gaa_videre(punkt: Varselpunkt, dag: date, partene: Collection[Partsstand]) -> bool:
    """Whether those above may be told, of all these parties: nobody hears of a party what it has not heard itself on a
    day before, but no party holds up for good what is to be said of the others.
    """
    return all(en.har_hoert(punkt, dag) or en.kan_ikke_ventes_paa(punkt, dag, partene) for en in partene)
