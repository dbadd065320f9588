"""Thanks: those who were told that a step was theirs hear that it is done, and who is waited for now."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date, timedelta

from modeller.arbeidskalender import Arbeidskalender, Rull
from modeller.plan import AAPEN, FERDIG, UTFOERT, VENTER, Plan, Plansteg
from modeller.varselrad import Fortalt, Jsonverdi, Utboksrad
from varsler.dekninger import Dekninger, alle_mottakere
from varsler.oversikt.tider import OSLO
from varsler.rader import stegrad
from varsler.regler import Slag, Varselregler

BARE_STEGET = "bare_steget"
"""The field of a row's data that says that its reader is told of the step alone, and so not of what comes next."""


def takk(
    plan: Plan,
    dekninger: Dekninger,
    fortalt: Mapping[tuple[str, str], Fortalt],
    kalender: Arbeidskalender,
    regler: Varselregler,
) -> Iterator[Utboksrad]:
    """The thanks that are owed on the plan's day. Nobody is thanked for what he was never told was his.

    Each waits for the Monday after, and goes before that with whatever else goes to the same address
    (`FOELGER_MED`): a thank-you is no errand. One that says nothing of what comes next goes in no mail of its own, nor
    does one to somebody who wanted to hear no more of the step till later.
    """
    if not regler.takk_arbeidsdager or not fortalt:
        return
    eldste = kalender.flytt(plan.dag, -regler.takk_arbeidsdager)
    koordinator = {m.epost for m in dekninger.koordinator()}
    for steg in plan:
        if steg.status is not UTFOERT or steg.utfoert is None or steg.utfoert < eldste:
            continue
        fortalte = {epost for steg_id, epost in fortalt if steg_id == steg.id}
        if not fortalte:
            continue
        registrert = max(_registrert(plan, steg), steg.utfoert)
        for mottaker in alle_mottakere(dekninger.for_ballen(steg)):
            if mottaker.epost not in fortalte or mottaker.epost in koordinator:
                continue
            dag = neste_mandag(registrert, kalender)
            vil_ha_fred = steg.oppfoelging.utsatt_til.get(mottaker.kontakt or "", dag) > dag
            bare = mottaker.kontakt is not None and not dekninger.er_kontakt(mottaker.kontakt, mottaker.part)
            neste = None if bare else neste_hos(plan, mottaker.part)
            if vil_ha_fred or not (venter_naa(plan, steg, mottaker.part) or neste):
                dag = kalender.flytt(registrert, _ALDRI_ALENE)
            utfoert = steg.utfoert.isoformat()
            data: dict[str, Jsonverdi] = {"dato": utfoert, BARE_STEGET: True} if bare else {"dato": utfoert}
            yield stegrad(plan, steg, Slag.TAKK, mottaker, dag, data, utfoert)


_ALDRI_ALENE = 60
"""So many working days on, long after it has ceased to be owed."""


def neste_mandag(dag: date, kalender: Arbeidskalender) -> date:
    """The first Monday after the day, or the working day that comes in its place."""
    return kalender.rull(dag + timedelta(days=7 - dag.weekday()), Rull.FRAM)


def venter_naa(plan: Plan, steg: Plansteg, part: str) -> list[str]:
    """The other parties that what comes after the step now waits for, in the order of the plan."""
    paa: dict[str, None] = {}
    for etter in plan:
        if steg.id not in etter.foran:
            continue
        aapne = [etter] if etter.status is AAPEN else []
        if etter.status is VENTER:
            aapne = [foran for foran in map(plan.finn, etter.venter_paa) if foran]
        paa |= dict.fromkeys(hvem for en in aapne for hvem in en.ball if hvem != part)
    return list(paa)


def neste_hos(plan: Plan, part: str) -> Plansteg | None:
    """The party's own next step that it must do, with the nearest date; None when no date is known of any, or the
    nearest is past: what is late is no longer next.
    """
    egne = [
        s for s in plan if part in s.parter and s.status not in FERDIG and s.forpliktende and not s.uavklart and s.frist
    ]
    neste = min(egne, key=lambda s: s.frist or date.max, default=None)
    return neste if neste and neste.frist and neste.frist >= plan.dag else None


def har_mer(plan: Plan, part: str) -> bool:
    """Whether anything that the party must do lies with it, or will by a date that is known."""
    egne = (s for s in plan if part in (*s.parter, *s.ball) and s.status not in FERDIG and not s.uavklart)
    return any(s.forpliktende and (s.status is AAPEN or s.frist) for s in egne)


def _registrert(plan: Plan, steg: Plansteg) -> date:
    """The day the last word about the step was registered here."""
    om = (f for f in reversed(plan.fakta) if getattr(f.hendelse, "steg", None) == steg.id)
    siste = next(om, None)
    return siste.registrert.astimezone(OSLO).date() if siste else date.min
