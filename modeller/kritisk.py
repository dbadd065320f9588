"""What decides when a step can be done: the chain of steps before it, and how late each decision on it may be made."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from modeller.livsloep import Livsloep
from modeller.plan import FERDIG, Plan, Plansteg
from modeller.register import Organ, Register

MedGrenser = Callable[[Mapping[str, date]], Plan]
"""Derives the plan anew with days that decisions, by step id, are not made before (`avled(ikke_foer=…)`)."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Sistefrist:
    """The last meeting in which a body can decide without making the goal later; None when no meeting can."""

    steg: Plansteg
    organ: Organ
    moete: date | None


def maalet(plan: Plan, livsloep: Livsloep) -> Plansteg | None:
    """The step the work now aims at: the last signature, else the day it is in force, while that is ahead; after that
    the next meeting between the parties, else the end.
    """
    uferdige = [steg for steg in plan if steg.status not in FERDIG and steg.tidligst is not None]
    inngaaelsen = [s for s in uferdige if s.steg in {livsloep.signering, livsloep.ikraft}]
    if inngaaelsen:
        return max(inngaaelsen, key=_tidligst)
    if moeter := [s for s in uferdige if s.moete]:
        return min(moeter, key=_tidligst)
    return max(uferdige, key=_tidligst, default=None)


def kritisk_vei(plan: Plan, maal: Plansteg) -> tuple[Plansteg, ...]:
    """The unfinished steps that together decide when `maal` can be done, the first of them first and `maal` last.

    Of those that must come before a step, it is the one that is ready last.
    """
    vei = [maal]
    while foran := [s for id_ in vei[0].foran if (s := plan.finn(id_)) and s.klar and s.status not in FERDIG]:
        vei.insert(0, max(foran, key=_klar))
    return tuple(vei)


def siste_vedtak(plan: Plan, maal: Plansteg, register: Register, avled_med: MedGrenser) -> tuple[Sistefrist, ...]:
    """For each unfinished decision before `maal`, the last meeting that does not make it later.

    Later than its date, that is, or than the prognosis where that is later already.
    """
    grense = max(dag for dag in (maal.tidligst, maal.frist) if dag is not None)
    svar = []
    for steg in _foran_maalet(plan, maal):
        organ = register.organer.get(steg.avgjoeres_i or "")
        if organ is not None:
            moeter = [m.dato for m in organ.moeter if m.dato >= _tidligst(steg) and not m.avlyst]
            svar.append(Sistefrist(steg=steg, organ=organ, moete=_siste(steg, maal, moeter, grense, avled_med)))
    return tuple(svar)


def _siste(steg: Plansteg, maal: Plansteg, moeter: Sequence[date], grense: date, avled_med: MedGrenser) -> date | None:
    """The later the meeting, the later the goal: so halve the meetings until one is left."""
    lav, hoey = 0, len(moeter)
    while lav < hoey:
        midt = (lav + hoey) // 2
        proevd = avled_med({steg.id: moeter[midt]}).finn(maal.id)
        if proevd is not None and proevd.tidligst is not None and proevd.tidligst <= grense:
            lav = midt + 1
        else:
            hoey = midt
    return moeter[lav - 1] if lav else None


def _foran_maalet(plan: Plan, maal: Plansteg) -> Iterator[Plansteg]:
    foran: set[str] = set()
    koe = [maal]
    while koe:
        nye = {id_ for id_ in koe.pop().foran if id_ not in foran}
        foran |= nye
        koe += [steg for id_ in nye if (steg := plan.finn(id_)) and steg.status not in FERDIG]
    return (steg for steg in plan if steg.id in foran and steg.status not in FERDIG)


def _tidligst(steg: Plansteg) -> date:
    return steg.tidligst or date.max


def _klar(steg: Plansteg) -> date:
    return steg.klar or date.min
