"""What each party of each step was told in a simulation, and those above it of that party, read off the messages."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import NamedTuple

from fristvakt.klokke import OSLO
from fristvakt.simuler import Notatlevering
from modeller.plan import Plansteg
from varsler.levering import Leveringssvar
from varsler.melding import Melding
from varsler.mottakere import dekning
from varsler.oversikt.ball import ballene
from varsler.partsrader import partene_i
from varsler.regler import OM_REGISTERET, TIL_KOORDINATOR, UTEN_DATO, Slag
from varsler.sak import Varselsak
from varsler.vedtaksgang import loep_er_utgaatt

SNART = timedelta(days=14)
"""What is due within these days is due soon."""
TIL_LEDELSEN = frozenset({Slag.LEDELSE_FORFALT, Slag.POSTMOTTAK_FORFALT})
IKKE_OM_FORFALT = OM_REGISTERET | {Slag.AVSLAG, Slag.KOORDINATOR_MOETE_BORTE, Slag.KOORDINATOR_MER_TID}
"""What a coordinator hears first, and is no word on a step that is late; any other kind is taken to be one."""
TIL_DEM_OVER = (TIL_KOORDINATOR - IKKE_OM_FORFALT) | TIL_LEDELSEN
FORFALT = frozenset({Slag.KOORDINATOR_FORFALT, Slag.KOORDINATOR_OVERTAR})


class Hos(NamedTuple):
    """A step in one of its rounds, with one of the parties that have it."""

    avtale: str
    steg: str
    runde: int
    part: str


@dataclass(frozen=True, slots=True)
class Sagt:
    """What was said of a party on a day to those above it."""

    dag: date
    om: Hos
    frist: date | None
    slag: Slag


@dataclass(slots=True)
class Samler(Notatlevering):
    """Notes what is said as it goes out: the first day each party was told of a step, the first it was told that the
    step is late with this date, or due soon, or has lost its way to it; and what those above were told.
    """

    foerst: dict[Hos, date] = field(default_factory=dict)
    for_sent: dict[tuple[Hos, date], date] = field(default_factory=dict)
    over: list[Sagt] = field(default_factory=list)
    forfalt: list[Sagt] = field(default_factory=list)

    async def lever(self, melding: Melding) -> Leveringssvar:
        """Note what the message says."""
        dag = melding.tid.astimezone(OSLO).date()
        for sak in melding.alle_saker:
            for om in _til_parten(sak, dag):
                self.foerst.setdefault(om, dag)
                frist = sak.steg.frist
                if frist is not None and (dag >= frist - SNART or loep_er_utgaatt(sak.steg, dag)):
                    self.for_sent.setdefault((om, frist), dag)
            if sak.slag in TIL_DEM_OVER:
                self.over += (Sagt(dag, om, sak.steg.frist, sak.slag) for om in _til_dem_over(sak))
            self.forfalt += (Sagt(dag, om, frist, sak.slag) for om, frist in _forfalt(sak, dag))
        return await Notatlevering.lever(self, melding)

    def ikke_hoert_en_dag_foer(self) -> list[Sagt]:
        """What those above were told of a party no later than the party itself was told of the step."""
        return [en for en in self.over if self.foerst.get(en.om, date.max) >= en.dag]

    def ikke_hoert_at_det_er_for_sent(self) -> list[Sagt]:
        """What the coordinator was told is overdue, by digests too, before the party had heard that or been warned."""
        return [en for en in self.forfalt if self.for_sent.get((en.om, en.frist or date.max), date.max) > en.dag]


def _til_parten(sak: Varselsak, dag: date) -> Iterator[Hos]:
    """The parties that have the step whose own contacts this tells of it."""
    if sak.slag in TIL_KOORDINATOR | UTEN_DATO | TIL_LEDELSEN:
        return
    om = (sak.plan.avtale, sak.register, dag, (), sak.steg.oppfoelging)
    for part in sak.parter:
        if any(m.epost == sak.rad.mottaker for m in dekning(part, *om).mottakere):
            yield _hos(sak, sak.steg, part)


def _til_dem_over(sak: Varselsak) -> Iterator[Hos]:
    egne = sak.parter if sak.slag in TIL_KOORDINATOR else partene_i(sak.rad.data) or (sak.rad.part,)
    yield from (_hos(sak, sak.steg, part) for part in egne)


def _forfalt(sak: Varselsak, dag: date) -> Iterator[tuple[Hos, date | None]]:
    """The parties that this tells the coordinator are overdue. A digest is taken to tell of all that are, but of no
    meeting: its day was set by those who have it.
    """
    if sak.slag in FORFALT and sak.steg.forfalt(dag):
        yield from ((_hos(sak, sak.steg, part), sak.steg.frist) for part in sak.parter)
    elif sak.slag is Slag.UKESOVERSIKT:
        for ball in ballene(sak.plan):
            if ball.over and not ball.steg.er_innkalt:
                yield from ((_hos(sak, ball.steg, part), ball.steg.frist) for part in ball.hos)


def _hos(sak: Varselsak, steg: Plansteg, part: str) -> Hos:
    return Hos(sak.plan.avtale, steg.id, steg.runde, part)
