"""The parties in a simulation: what each would register on the day it is due."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta

from fristvakt.kalender import arbeidskalender
from modeller.arbeidskalender import Rull
from modeller.fakta import (
    Avtalehendelse,
    MilepaelNaadd,
    MoeteInnkalt,
    Rolle,
    RolleEndret,
    StegUtfoert,
    TekstversjonLaget,
    Utfall,
    VedtakFattet,
)
from modeller.livsloep import Fullfoeres, Krav, Livsloep, Steg
from modeller.plan import Plan, Plansteg, Status
from modeller.tillegg import med_tillegg

UTEN_DATO = timedelta(weeks=4)
"""How long the parties take over what nobody has set a date for."""


def handlinger(plan: Plan, livsloep: Livsloep, dag: date) -> list[Avtalehendelse]:
    """What everyone with the ball does on `dag` when each acts on the last day: open steps that are due, and the
    saksframlegg of decisions to come. What has no date is done after `UTEN_DATO` when it holds others back, else never.
    """
    gjort: list[Avtalehendelse] = []
    livsloep = med_tillegg(livsloep, plan.tillegg)
    for steg in plan:
        mal = livsloep.finn(steg.steg)
        if mal is not None and _kan_handle(steg):
            gjort += _saksframlegg(steg, dag)
            siste_dag = _siste_dag(steg)
            if siste_dag is not None and siste_dag <= dag:
                gjort += _fullfoer(plan, steg, mal, dag)
    return gjort


def handledager(plan: Plan) -> set[date]:
    """The days on which `handlinger` may find something, as the plan stands: time alone may open a step on some."""
    dager = {steg.neste_skifte for steg in plan}
    for steg in plan:
        if _kan_handle(steg):
            dager |= {_siste_dag(steg), *(m.dato for m in steg.milepaeler[:1])}
    return {dag for dag in dager if dag is not None}


def _kan_handle(steg: Plansteg) -> bool:
    return steg.status is Status.AAPEN and not steg.hvilende


def _siste_dag(steg: Plansteg) -> date | None:
    # A body decides in its meeting, which may come well before the date a decision is expected by.
    if steg.milepaeler:
        return steg.milepaeler[-1].dato
    if steg.frist is None and steg.aapnet is not None and steg.krav is Krav.PAAKREVD:
        return steg.aapnet + UTEN_DATO
    return steg.frist


def _saksframlegg(steg: Plansteg, dag: date) -> Iterator[Avtalehendelse]:
    foerste = steg.milepaeler[0] if steg.milepaeler else None
    if foerste and foerste.naadd is None and foerste.dato == dag:
        yield MilepaelNaadd(steg=steg.id, milepael=foerste.noekkel)


def _fullfoer(plan: Plan, steg: Plansteg, mal: Steg, dag: date) -> Iterator[Avtalehendelse]:
    match mal.fullfoeres:
        case Fullfoeres.UTFOERT:
            yield StegUtfoert(steg=steg.id)
        case Fullfoeres.VEDTAK:
            versjon = plan.tekstversjon if mal.ny_tekst_aapner else None
            yield VedtakFattet(steg=steg.id, utfall=Utfall.VEDTATT, tekstversjon=versjon)
        case Fullfoeres.ROLLE:
            yield RolleEndret(part=steg.parter[0], rolle=Rolle.HOVEDPART)
        case Fullfoeres.TEKST:
            yield TekstversjonLaget(nummer=(plan.tekstversjon or 0) + 1)
        case Fullfoeres.INNKALLING:
            yield from _kall_inn(plan, steg, mal, dag)
        case Fullfoeres.BEREGNET:
            pass


def _kall_inn(plan: Plan, steg: Plansteg, mal: Steg, dag: date) -> Iterator[Avtalehendelse]:
    """The meeting is called for the last working day it is expected on, when that is still ahead."""
    moete = plan.finn(steg.id.replace(mal.noekkel, mal.setter or "", 1))
    if moete is not None:
        ventet = moete.frist if moete.frist is not None and moete.frist >= dag else dag + UTEN_DATO
        yield MoeteInnkalt(steg=moete.id, dato=arbeidskalender().rull(ventet, Rull.TILBAKE))
