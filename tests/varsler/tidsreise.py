"""A run through time without a store: on each day the service would wake, what is owed is told once."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime

from modeller.arbeidskalender import Rull
from modeller.plan import Plan
from modeller.varselrad import Fortalt as Sagt, Varselsutsikt
from tests.rollebesetning import KALENDER, Historie
from tests.varsler.varselbygg import OPPSETT
from varsler.melding import Melding, skriv
from varsler.sak import Varselsak
from varsler.utsikt import varselsutsikt


@dataclass(frozen=True, slots=True)
class Fortalt:
    """A message and the day it went."""

    dag: date
    melding: Melding

    def __str__(self) -> str:
        return f"{self.dag:%a %d.%m.%y} {self.melding.mottaker}: {self.melding.emne}"


def reis(historie: Historie, fra: date, til: date) -> Sequence[Fortalt]:
    """Every message from `fra` to `til`, in order."""
    return list(_reis(historie, fra, til))


def _reis(historie: Historie, fra: date, til: date) -> Iterator[Fortalt]:
    sendt: set[str] = set()
    fortalt: dict[tuple[str, str], Sagt] = {}
    dag: date | None = fra
    while dag is not None and (dag := KALENDER.rull(dag, Rull.FRAM)) <= til:
        plan = historie.plan(dag)
        utsikt = varselsutsikt(plan=plan, register=historie.register, kalender=KALENDER, fortalt=fortalt)
        nye = [s for s in _saker(plan, utsikt, historie) if s.rad.noekkel not in sendt]
        for mottaker in sorted({s.rad.mottaker for s in nye}):
            egne = [s for s in nye if s.rad.mottaker == mottaker]
            if all(s.rad.forfaller > dag for s in egne):  # it goes with something else, or on its own day
                continue
            naa = datetime(dag.year, dag.month, dag.day, 6, tzinfo=UTC)
            yield Fortalt(dag, skriv(egne, naa=naa, oppsett=OPPSETT))
            sendt.update(s.rad.noekkel for s in egne)
            for s in egne:
                if s.frist_fortalt:
                    foer = fortalt.get((s.rad.steg, mottaker))
                    fortalt[s.rad.steg, mottaker] = Sagt.etter(foer, s.frist_fortalt, str(s.steg.ramme), s.slag, dag)
        dag = min(_dager_aa_se_paa(plan, utsikt, historie), default=None)


def _dager_aa_se_paa(plan: Plan, utsikt: Varselsutsikt, historie: Historie) -> Iterator[date]:
    """The days the service itself would wake on: what time changes, the next reminder, the next happening."""
    yield from utsikt.neste.values()
    yield from (dag for dager in utsikt.ellers.values() for dag in dager)
    yield from (rad.forfaller for rad in utsikt.rader if rad.forfaller > plan.dag)
    yield from (s.neste_skifte for s in plan if s.neste_skifte is not None)
    yield from (f.skjedde for f in historie.fakta if f.skjedde > plan.dag)
    yield from (k.slutter for k in historie.register.kontakter.values() if k.slutter and k.slutter > plan.dag)


def _saker(plan: Plan, utsikt: Varselsutsikt, historie: Historie) -> Iterator[Varselsak]:
    for rad in utsikt.rader:
        steg = plan.finn(rad.steg)
        if steg is not None:
            yield Varselsak(rad=rad, plan=plan, steg=steg, register=historie.register)
