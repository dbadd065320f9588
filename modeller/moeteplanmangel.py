"""Meeting plans that are missing: which bodies have none for a year, and the decisions of an agreement that miss it."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
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
        if steg.status in FERDIG or steg.hvilende or steg.uavklart or steg.krav is Krav.UTEN_KRAV:
            continue
        if not (organer := tuple(_veien(steg, register))) or (foer := _avgjoeres_foer(steg, plan.dag)) is None:
            continue
        noekkel = (steg.parter[0], foer.year)
        mangler.setdefault(noekkel, {}).update(dict.fromkeys(o.id for o in organer if not er_planlagt(o, foer.year)))
        if noekkel not in foerste or foer < foerste[noekkel][0]:
            foerste[noekkel] = (foer, steg)
    return tuple(
        Planmangel(part, aar, tuple(organer), foerste[part, aar][1])
        for (part, aar), organer in mangler.items()
        if organer
    )


def _veien(steg: Plansteg, register: Register) -> Iterator[Organ]:
    """The bodies a decision passes; nothing for any other step, and where the register has no body that decides."""
    if (sist := _avgjoeres_i(steg, register)) is None:
        return
    part = register.parter.get(sist.part)
    rute = part.rute if part else ()
    tidligere = rute[: rute.index(sist.id)] if sist.id in rute else ()
    yield from (register.organer[organ] for organ in tidligere if organ in register.organer)
    yield sist


def _avgjoeres_i(steg: Plansteg, register: Register) -> Organ | None:
    """The body that decides: of a date without a meeting, the one whose plan its derivation misses."""
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
    maa_foer = (ledd.felt.get("foer") for ledd in steg.begrunnelse)
    grense = next((verdi for verdi in maa_foer if isinstance(verdi, date)), steg.frist)
    if grense is not None and grense.year > dag.year:
        return grense
    ingen_flere = any(ledd.setning == "ingen_flere_moeter" for ledd in steg.merknader)
    return date(dag.year + 1, 12, 31) if ingen_flere else None
