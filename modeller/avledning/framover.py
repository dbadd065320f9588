"""The forward pass: the earliest realistic completion of each step, from what is done, meeting plans and lead times."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from modeller.arbeidskalender import EN_DAG, Rull
from modeller.avledning.fullfoering import avslaatt
from modeller.avledning.rute import Rute
from modeller.plan import AAPEN

if TYPE_CHECKING:
    from modeller.avledning.knute import Knute


def start(knute: Knute) -> date:
    """The first day work on the step can begin, or go on."""
    dag, aapner = knute.rom.naa, knute.aapner
    if aapner is not None and aapner > dag:
        dag = aapner
    for foran in knute.uferdige_foran:  # what is finished was so by today
        if foran.klar is not None and foran.klar > dag:
            dag = foran.klar
    return dag


def neste_rute(knute: Knute, start: date) -> Rute | None:
    """The next deciding meeting that an unfinished decision can reach by the ordinary route."""
    ruter, part = knute.rom.ruter, knute.instans.parter[0]
    organ = ruter.organ(part, knute.fakta.organ, foerste=knute.steg.i_foerste_organ)
    if organ is None:
        return None
    utsatt = knute.uavgjort
    if utsatt is not None:
        start = max(start, utsatt.skjedde + EN_DAG)
    # A matter the body has put off is prepared: any later meeting can take it up again. After a no it is not.
    paa_vei = (utsatt is not None or bool(knute.fakta.milepaeler)) and not avslaatt(knute)
    return ruter.neste_fra(part, organ, start, paa_vei=paa_vei, moete_fra=knute.rom.ikke_foer.get(knute.id))


def tidligst(knute: Knute, start: date) -> date:
    """The first day an unfinished step can realistically be done."""
    if knute.neste_rute:
        return knute.neste_rute.moete.dato
    steg, kalender = knute.steg, knute.rom.kalender
    if steg.hvem is None:
        return _av_seg_selv(knute)
    if steg.moete and (satt := knute.frist.tidligst):
        holdes = max(start, satt)
        return kalender.rull(holdes, Rull.FRAM) if knute.frist.bare_maaned else holdes
    # Work on an open step has gone on since it opened.
    begynt = knute.aapning.dag if knute.status is AAPEN else start
    return kalender.rull(max(start, kalender.flytt(begynt, steg.varer_arbeidsdager)), Rull.FRAM)


def klar(knute: Knute) -> date | None:
    """The day others can build on an unfinished step: for a decision, after its saksutskrift."""
    if knute.tidligst is None or knute.neste_rute is None:
        return knute.tidligst
    rom = knute.rom
    return rom.kalender.rull(knute.tidligst + rom.ruter.saksutskrift(knute.instans.parter[0]), Rull.FRAM)


def _av_seg_selv(knute: Knute) -> date:
    """A computed step is done with the last it waits for, on that very day: nobody needs a saksutskrift first."""
    dager = [knute.rom.naa, knute.aapner, *[foran.tidligst for foran in knute.foran]]
    return max([dag for dag in dager if dag is not None])
