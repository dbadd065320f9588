"""The flows: one per lifecycle with its phases as tasks, and the jobs beside them. All are batches over what is due."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Mapping
from datetime import date, datetime, timedelta
from typing import Any

from flyter.drift import Drift, drift
from flyter.livsloep import (
    BYGDEVEKST,
    DISTRIKTSSATSING,
    GENERELL,
    LIVSLOEP,
    OMSTILLING,
    PERIODE,
    PORTEFOELJE,
    SAMARBEID,
    UTVIKLINGSAVTALE,
)
from flyter.motor.artefakt import vis_flyttede
from flyter.motor.flyt import Flyt, flyt
from flyter.motor.oppgave import Oppgave, oppgave
from flyter.oppdatering import oppdater
from modeller.lager.projeksjon import avtaler_som_er_forfalt, faser_som_er_forfalt
from modeller.livsloep import Fase, Livsloep
from modeller.tillegg import FASE, FASENAVN

Faseoppgaver = dict[tuple[str, str], Oppgave[[date], int]]
"""Phases by lifecycle and key."""
Arbeid = Callable[[datetime], Awaitable[int]]

FORSOEK_IGJEN = (5.0, 30.0)
"""Seconds before each new attempt of a task: a database that is busy is not for long."""

TIDSGRENSE = 3600.0
"""Seconds a flow may take; a morning's work is seconds, so an hour means that something hangs."""


def livsloepflyt(livsloep: Livsloep) -> Flyt[..., int]:
    """The flow of a lifecycle. Its tasks are the phases, each moving every agreement that is due in that phase.

    A phase in which nothing is due has no run. One that fails does not stop those after it; the run fails when all
    have had their turn.
    """
    faser = _faseoppgaver(livsloep)

    @flyt(navn=livsloep.navn, beskrivelse=livsloep.tittel.nb, tidsgrense=TIDSGRENSE)
    async def livsloepets_dag(dag: date | None = None) -> int:
        return await _gjennom(faser, dag or drift().dag())

    return livsloepets_dag


def _faseoppgaver(livsloep: Livsloep, prefiks: str = "") -> Faseoppgaver:
    """The tasks of a lifecycle's phases, and last of the phase that coordinators add steps to."""
    faser = (*livsloep.faser, Fase(FASE, FASENAVN, ()))
    return {(livsloep.navn, fase.noekkel): _faseoppgave(livsloep, fase, prefiks + fase.noekkel) for fase in faser}


async def _gjennom(faser: Faseoppgaver, dag: date) -> int:
    """Run the phases that have something due."""
    forfalte = await forfalte_faser(dag)
    flyttet, feil = 0, []
    for fase in (fase for noekkel, fase in faser.items() if noekkel in forfalte):
        try:
            flyttet += await fase(dag)
        except Exception as e:  # noqa: BLE001 - gathered and raised below
            feil.append(e)
    if feil:
        raise ExceptionGroup(f"{len(feil)} of {len(faser)} phases failed", feil)
    return flyttet


@oppgave(navn="forfalte-faser", forsoek_igjen=FORSOEK_IGJEN)
async def forfalte_faser(dag: date) -> frozenset[tuple[str, str]]:
    """The phases in which something is due, each as (lifecycle, phase): most mornings none or one."""
    async with drift().lager.lesing() as tx:
        return await faser_som_er_forfalt(tx, dag)


def _faseoppgave(livsloep: Livsloep, fase: Fase, navn: str) -> Oppgave[[date], int]:
    @oppgave(navn=navn, forsoek_igjen=FORSOEK_IGJEN)
    async def flytt_fase(dag: date) -> int:
        flyttet = await flytt_forfalte(dag, livsloep=livsloep.navn, fase=fase.noekkel)
        await vis_flyttede(f"{livsloep.navn}-{fase.noekkel}", flyttet, f"{livsloep.tittel.nb}: {fase.tittel.nb}")
        return len(flyttet)

    return flytt_fase


async def flytt_forfalte(dag: date, *, livsloep: str | None = None, fase: str | None = None) -> list[str]:
    """Derive anew the agreements with something due by `dag`, each in its own transaction; returns their ids.

    One that fails does not stop the others; what has been moved is no longer due when the rest is tried again.
    """
    her = drift()
    async with her.lager.lesing() as tx:
        forfalte = await avtaler_som_er_forfalt(tx, dag, livsloep=livsloep, fase=fase)
    flyttet, feil = [], []
    for avtale in forfalte:
        try:
            await _flytt(her, avtale)
        except Exception as e:  # noqa: BLE001 - gathered and raised below
            e.add_note(f"agreement {avtale}")
            feil.append(e)
        else:
            flyttet.append(avtale)
    if feil:
        raise ExceptionGroup(f"{len(feil)} of {len(forfalte)} agreements could not be moved", feil)
    return flyttet


async def _flytt(her: Drift, avtale: str) -> None:
    async with her.lager.skriving() as tx:
        # The register is read again each time: one kept for the batch could be older than a change made meanwhile.
        await oppdater(tx, avtale, naa=her.naa(), grunnlag=her.grunnlag)


def _jobbflyt(navn: str, beskrivelse: str, arbeid: Callable[[Drift], Arbeid]) -> Flyt[[], int]:
    """A flow of one task, whose work the composition root has put into the context."""

    @oppgave(navn=navn, forsoek_igjen=FORSOEK_IGJEN)
    async def gjoer() -> int:
        her = drift()
        return await arbeid(her)(her.naa())

    @flyt(navn=navn, beskrivelse=beskrivelse, tidsgrense=TIDSGRENSE)
    async def jobb() -> int:
        return await gjoer()

    return jobb


@oppgave(navn="etterslep", forsoek_igjen=FORSOEK_IGJEN)
async def etterslep(dag: date) -> int:
    """Move what was due before this day and still is: a morning that failed, a phase that no lifecycle has any more."""
    return len(await flytt_forfalte(dag - timedelta(days=1)))


@oppgave(navn="opprydding", forsoek_igjen=FORSOEK_IGJEN)
async def opprydding() -> int:
    """The installation's own housekeeping."""
    her = drift()
    return await her.natt(her.naa())


@flyt(navn="natt", beskrivelse="Tar igjen det morgenen ikke fikk gjort, og rydder.", tidsgrense=TIDSGRENSE)
async def natt() -> int:
    """Catch up with what the mornings left, then housekeeping."""
    return await etterslep(drift().dag()) + await opprydding()


@flyt(navn="egne", beskrivelse="Livsløpene virksomheten har laget selv.", tidsgrense=TIDSGRENSE)
async def egne(dag: date | None = None) -> int:
    """The lifecycles of this installation that are not built in; their phases are its tasks.

    One flow for all of them: the job table, and what is deployed from it, is the same whatever files there are.
    """
    faser: Faseoppgaver = {}
    for navn, livsloep in drift().grunnlag.livsloep.items():
        if navn not in LIVSLOEP:
            faser |= _faseoppgaver(livsloep, f"{navn}-")
    return await _gjennom(faser, dag or drift().dag())


bygdevekst = livsloepflyt(BYGDEVEKST)
samarbeid = livsloepflyt(SAMARBEID)
distriktssatsing = livsloepflyt(DISTRIKTSSATSING)
portefoelje = livsloepflyt(PORTEFOELJE)
utviklingsavtale = livsloepflyt(UTVIKLINGSAVTALE)
omstilling = livsloepflyt(OMSTILLING)
periode = livsloepflyt(PERIODE)
generell = livsloepflyt(GENERELL)
send = _jobbflyt("send", "Sender det som ligger i utboksen.", lambda d: d.send)
demo = _jobbflyt("demo", "Registrerer eksempelhendelser når dagen deres er kommet.", lambda d: d.demo)
retur = _jobbflyt("retur", "Leser e-posten som er kommet tilbake til avsenderadressen.", lambda d: d.retur)
moeteplaner = _jobbflyt("moeteplaner", "Henter møteplaner fra adressene det abonneres på.", lambda d: d.moeteplaner)

FLYTER: Mapping[str, Flyt[..., Any]] = {
    f.navn: f
    for f in (
        bygdevekst,
        samarbeid,
        distriktssatsing,
        portefoelje,
        utviklingsavtale,
        omstilling,
        periode,
        generell,
        egne,
        send,
        retur,
        demo,
        moeteplaner,
        natt,
    )
}
"""Every flow by name."""


def flyt_for(livsloep: str) -> Flyt[..., int]:
    """The flow that moves the agreements of a lifecycle."""
    return FLYTER[livsloep] if livsloep in LIVSLOEP else egne
