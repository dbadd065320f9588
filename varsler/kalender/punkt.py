"""The dated points of a plan: each step with a date, and each milestone on the way to a decision."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from modeller.fakta import Fristart
from modeller.moeteramme import INGEN_RAMME, Moeteramme
from modeller.plan import Milepael, Plan, Plansteg, Status
from modeller.register import Register
from varsler.kalender.oppfoering import Tilstand

AVLYST_VISES = timedelta(days=30)
"""How long after its date what was called off is still shown."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Punkt:
    """A step on a day, or one of its milestones. With month precision `dag` is the first of the month.

    A meeting that has been called off stays on the day it was called for (`avlyst`), so that nobody comes. `flere`:
    other parties have the same step. `oppdiktet`: its route leans on a made-up meeting plan.
    """

    plan: Plan
    register: Register
    steg: Plansteg
    dag: date
    milepael: Milepael | None = None
    avlyst: bool = False
    flere: bool = False
    oppdiktet: bool = False

    @property
    def bare_maaned(self) -> bool:
        """Whether only the month is known."""
        av_seg_selv = _skjedde_av_seg_selv(self.steg)
        return self.milepael is None and self.steg.bare_maaned and not av_seg_selv and not self.avlyst

    @property
    def ramme(self) -> Moeteramme:
        """The time and place, of a meeting on the day it was called for."""
        er_moetet = self.milepael is None and (self.avlyst or self.steg.art is Fristart.FRIST)
        return self.steg.ramme if er_moetet else INGEN_RAMME

    @property
    def oppdiktet_dato(self) -> bool:
        """Whether the day itself comes from a made-up plan: not so for a step with a date beside its route."""
        return self.oppdiktet and (self.milepael is not None or self.dag == self.steg.milepaeler[-1].dato)

    @property
    def uferdig(self) -> bool:
        """Whether it is still ahead of somebody."""
        return self.tilstand in {Tilstand.FAST, Tilstand.USIKKER} and self.steg.status is not Status.UTFOERT

    @property
    def tilstand(self) -> Tilstand:
        """How its entry stands."""
        if self.milepael and self.milepael.naadd:
            return Tilstand.FERDIG
        if self.avlyst or self.steg.status in {Status.IKKE_AKTUELL, Status.BORTFALT}:
            return Tilstand.AVLYST
        if self.steg.status is Status.UTFOERT:
            return Tilstand.FERDIG if self.steg.parter else Tilstand.FAST
        return Tilstand.FAST if self.steg.art is Fristart.FRIST and not self.steg.uavklart else Tilstand.USIKKER


def punkter(plan: Plan, register: Register, bare: Collection[str] | None = None) -> Iterator[Punkt]:
    """The plan's points in its own order, or those of the steps with these ids. Steps that have lapsed and steps
    without a date give none.
    """
    flertall = Counter(_likt_steg(s) for s in plan)
    for steg in plan:
        falt_bort = steg.status is Status.BORTFALT and not _kalt_inn_til_senere(steg, plan.dag)
        if falt_bort or (bare is not None and steg.id not in bare):
            continue
        flere = flertall[_likt_steg(steg)] > 1
        # Papers and saksframlegg hang on the meeting after them, so one made-up plan colours the whole route.
        oppdiktet = any(_oppdiktet(m, register) for m in steg.milepaeler)
        for m in steg.milepaeler:
            if not m.avlyst and _vises(m, steg):
                yield Punkt(
                    plan=plan, register=register, steg=steg, dag=m.dato, milepael=m, flere=flere, oppdiktet=oppdiktet
                )
        avlyst = _avlyst_dag(steg, plan.dag)
        if dag := avlyst or _stegets_dag(steg):
            yield Punkt(
                plan=plan,
                register=register,
                steg=steg,
                dag=dag,
                avlyst=avlyst is not None,
                flere=flere,
                oppdiktet=oppdiktet,
            )


def _kalt_inn_til_senere(steg: Plansteg, i_dag: date) -> bool:
    """Whether people have been called to a meeting on a day ahead: when it lapses, they must see that."""
    return steg.er_innkalt and steg.frist is not None and steg.frist >= i_dag


def _likt_steg(steg: Plansteg) -> tuple[str, int | None, str | None]:
    return steg.steg, steg.aar, steg.delmaal


def _vises(milepael: Milepael, steg: Plansteg) -> bool:
    """The deciding meeting is the step's own point; what a finished step never registered tells nobody anything."""
    if steg.status is Status.IKKE_AKTUELL or (milepael.noekkel.startswith("vedtak:") and milepael.dato == steg.frist):
        return False
    return milepael.naadd is not None or steg.status is not Status.UTFOERT


def _avlyst_dag(steg: Plansteg, i_dag: date) -> date | None:
    """The day a meeting was called for, when it is called off and not called anew: for as long as that is of use."""
    dager = (ledd.felt["dato"] for ledd in steg.merknader if steg.moete and ledd.setning.startswith("avlyst"))
    return next((dag for dag in dager if isinstance(dag, date) and i_dag <= dag + AVLYST_VISES), None)


def _stegets_dag(steg: Plansteg) -> date | None:
    if _skjedde_av_seg_selv(steg):
        return steg.utfoert
    return steg.frist.replace(day=1) if steg.frist and steg.bare_maaned else steg.frist


def _skjedde_av_seg_selv(steg: Plansteg) -> bool:
    """What nobody does, such as being in force, stands on the day it came about."""
    return not steg.parter and steg.utfoert is not None


def _oppdiktet(milepael: Milepael, register: Register) -> bool:
    organ = register.organer.get(milepael.noekkel.partition(":")[2])
    return organ is not None and organ.oppdiktet
