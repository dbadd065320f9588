"""Phases × parties: the steps of a plan arranged as one table per phase and year."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from modeller.plan import FERDIG, Plan, Plansteg, Status
from modeller.tekst import Tekst


@dataclass(frozen=True, slots=True, kw_only=True)
class Matriserad:
    """One step across the parties. A cell holds its steps (one, or one per delmål); `uten_part` are computed ones."""

    tittel: Tekst
    delmaal: str | None
    celler: Mapping[str, tuple[Plansteg, ...]]
    uten_part: tuple[Plansteg, ...]
    felles: bool
    """All the cells show one and the same step, which the parties share."""

    @property
    def steg(self) -> tuple[Plansteg, ...]:
        """The row's steps, each once."""
        return tuple({s.id: s for celle in (*self.celler.values(), self.uten_part) for s in celle}.values())


@dataclass(frozen=True, slots=True, kw_only=True)
class Faseblokk:
    """One phase, for one year when it is yearly."""

    noekkel: str
    tittel: Tekst
    aar: int | None
    rader: tuple[Matriserad, ...]
    parter: tuple[str, ...] = field(default=())
    """The columns: parties with a step here, hovedparter first as the agreement lists them."""
    aapen: bool = False
    """Shown unfolded."""

    @property
    def steg(self) -> tuple[Plansteg, ...]:
        """The phase's steps, each once, in the plan's order."""
        return tuple({s.id: s for rad in self.rader for s in rad.steg}.values())

    @property
    def aktuelle(self) -> tuple[Plansteg, ...]:
        """The phase's steps without those that never were relevant here."""
        return tuple(steg for steg in self.steg if steg.status is not Status.IKKE_AKTUELL)

    @property
    def ferdige(self) -> int:
        """How many of the relevant steps need nothing more."""
        return sum(1 for steg in self.aktuelle if steg.status in FERDIG)


def faseblokker(plan: Plan) -> list[Faseblokk]:
    """The plan's phases in the lifecycle's order, the years of a yearly phase one after the other.

    Unfolded are phases with an open step, except that of the years only this year's is (else the nearest one).
    """
    samlet: dict[tuple[str, int | None], list[Plansteg]] = {}
    for steg in plan:
        samlet.setdefault((steg.fase, steg.aar), []).append(steg)
    aapne = _aapne(samlet, plan)
    rekkefoelge = list(dict.fromkeys(fase for fase, _ in samlet))
    i_orden = sorted(samlet.items(), key=lambda par: (rekkefoelge.index(par[0][0]), par[0][1] or 0))
    return [_blokk(noekkel, steg, plan, aapen=noekkel in aapne) for noekkel, steg in i_orden]


def _aapne(samlet: Mapping[tuple[str, int | None], list[Plansteg]], plan: Plan) -> set[tuple[str, int | None]]:
    uten_aar = {
        noekkel
        for noekkel, steg in samlet.items()
        if noekkel[1] is None and any(s.status is Status.AAPEN for s in steg)
    }
    naermest: dict[str, int] = {}
    for fase, aar in samlet:
        if aar is not None:
            naermest[fase] = min(naermest.get(fase, aar), aar, key=lambda a: (abs(a - plan.dag.year), a))
    return uten_aar | set(naermest.items())


def _blokk(noekkel: tuple[str, int | None], steg: list[Plansteg], plan: Plan, *, aapen: bool) -> Faseblokk:
    rader: dict[tuple[str, str | None], list[Plansteg]] = {}
    for s in steg:
        rader.setdefault((s.steg, s.delmaal), []).append(s)
    med_steg = {part for s in steg for part in s.parter}
    kjente = [part for part in plan.parter if part in med_steg]
    return Faseblokk(
        noekkel=noekkel[0],
        aar=noekkel[1],
        tittel=steg[0].fasetittel,
        rader=tuple(_rad(gruppe) for gruppe in rader.values()),
        parter=(*kjente, *sorted(med_steg.difference(kjente))),
        aapen=aapen,
    )


def _rad(steg: Iterable[Plansteg]) -> Matriserad:
    steg = tuple(steg)
    celler: dict[str, list[Plansteg]] = {}
    for s in steg:
        for part in s.parter:
            celler.setdefault(part, []).append(s)
    return Matriserad(
        tittel=steg[0].tittel,
        delmaal=steg[0].delmaal,
        celler={part: tuple(gruppe) for part, gruppe in celler.items()},
        uten_part=tuple(s for s in steg if not s.parter),
        felles=len(steg) == 1 and len(steg[0].parter) > 1,
    )
