"""Meeting plans that are missing: which bodies have none for a year, and the decisions of an agreement that miss it."""

from __future__ import annotations

from datetime import date
from functools import lru_cache
from typing import NamedTuple

from modeller.livsloep import Krav
from modeller.plan import FERDIG, Plan, Plansteg
from modeller.register import Organ, Register

NOVEMBER = 11
"""From then on the councils' plans for the next year are decided, and are missed here."""
_VEDTAK = "vedtak:"


class Planmangel(NamedTuple):
    """A party whose bodies have no meetings in `aar`, and the first of its steps that is to be decided then."""

    part: str
    aar: int
    organer: tuple[str, ...]
    steg: Plansteg


def er_planlagt(organ: Organ, aar: int) -> bool:
    """Whether the body has a meeting that year."""
    return any(moete.dato.year == aar and not moete.avlyst for moete in organ.moeter)


def mangler_neste_aar(organ: Organ, dag: date) -> bool:
    """Whether it is so late in the year that the next year's plan is missed."""
    return dag.month >= NOVEMBER and not er_planlagt(organ, dag.year + 1)


def planmangler(plan: Plan, register: Register) -> tuple[Planmangel, ...]:
    """What is missing of the years after the plan's, by party and year. A party without bodies misses nothing."""
    mangler: dict[tuple[str, int], dict[str, None]] = {}
    foerste: dict[tuple[str, int], tuple[date, Plansteg]] = {}
    for steg in plan:
        if steg.status in FERDIG or not (sist := _avgjoeres_i(steg, register)):
            continue
        if steg.hvilende or steg.uavklart or steg.krav is Krav.UTEN_KRAV:
            continue
        foer = _avgjoeres_foer(steg, plan.dag)
        if foer is None or not (organer := _uten_plan(register, sist.id, foer.year)):
            continue
        noekkel = (steg.parter[0], foer.year)
        mangler.setdefault(noekkel, {}).update(dict.fromkeys(organer))
        if noekkel not in foerste or foer < foerste[noekkel][0]:
            foerste[noekkel] = (foer, steg)
    return tuple(
        Planmangel(part, aar, tuple(organer), foerste[part, aar][1]) for (part, aar), organer in mangler.items()
    )


@lru_cache(maxsize=8)
def _kjente_svar(_: Register) -> dict[tuple[str, int], tuple[str, ...]]:
    """What has been answered of a register. The last registers' are kept, so that a batch looks each up only once."""
    return {}


def _uten_plan(register: Register, sist: str, aar: int) -> tuple[str, ...]:
    """Ids of the bodies without a plan for the year, of those a decision passes and the one that decides."""
    kjente = _kjente_svar(register)
    if (sist, aar) not in kjente:
        part = register.parter.get(register.organer[sist].part)
        rute = part.rute if part else ()
        veien = [register.organer.get(id_) for id_ in (*(rute[: rute.index(sist)] if sist in rute else ()), sist)]
        kjente[sist, aar] = tuple(organ.id for organ in veien if organ and not er_planlagt(organ, aar))
    return kjente[sist, aar]


def _avgjoeres_i(steg: Plansteg, register: Register) -> Organ | None:
    """The body that decides: of a date without a meeting, the one whose plan its derivation misses. None for any other
    step, and where the register has no body that decides.
    """
    if steg.milepaeler:
        return register.organer.get(steg.milepaeler[-1].noekkel.removeprefix(_VEDTAK))
    for ledd in steg.begrunnelse:
        if ledd.setning.startswith("moeteplan_mangler"):
            navn = ledd.felt["organ"]
            return next((o for o in register.organer.values() if o.part == steg.parter[0] and o.navn == navn), None)
    return None


def _avgjoeres_foer(steg: Plansteg, dag: date) -> date | None:
    """The day in a year after the day's that the step is to be decided by; None when it is another, or nobody knows.

    What must be decided before a day in the new year may have its last meeting in the old one only because the new
    year's are not known. What has no more meetings in the old one is decided at some time in the new.
    """
    grense = steg.frist
    for ledd in steg.begrunnelse:
        if isinstance(maa_foer := ledd.felt.get("foer"), date):
            grense = maa_foer
    if grense is not None and grense.year > dag.year:
        return grense
    ingen_flere = any(ledd.setning == "ingen_flere_moeter" for ledd in steg.merknader)
    return date(dag.year + 1, 12, 31) if ingen_flere else None
