"""Who waits on whom, summed up over all agreements: what each party owes, each pair, and the chains behind it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from modeller.kritisk import kritisk_vei
from modeller.plan import Plan, Plansteg, Venting


@dataclass(frozen=True, slots=True, kw_only=True)
class Partssum:
    """What one party owes: so many open steps in so many agreements, and how many other parties wait for them."""

    part: str
    steg: int
    avtaler: int
    venter: tuple[str, ...]
    """The parties that wait, by id."""
    forfalt: int
    lengst: Venting
    """The step it has had the longest."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Parsum:
    """What one party waits for from another, the longest open first."""

    venter: str
    paa: str
    ventinger: tuple[Venting, ...]

    @property
    def siden(self) -> date:
        """Since when the oldest of the steps has been open."""
        return self.ventinger[0].siden


@dataclass(frozen=True, slots=True, kw_only=True)
class Kjede:
    """Why a step cannot begin: each of the steps waits for the next, and the last is open."""

    avtale: str
    steg: tuple[Plansteg, ...]


def per_part(ventinger: Sequence[Venting]) -> tuple[Partssum, ...]:
    """One for each party with an open step; those with the most waiting for them first."""
    egne: dict[str, list[Venting]] = {}
    for venting in ventinger:
        egne.setdefault(venting.paa, []).append(venting)
    return tuple(
        sorted(
            (_partssum(part, rader) for part, rader in egne.items()),
            key=lambda s: (-len(s.venter), -s.forfalt, -s.steg, s.part),
        )
    )


def per_par(ventinger: Sequence[Venting]) -> tuple[Parsum, ...]:
    """One for each party that waits on another; the longest wait first."""
    parene: dict[tuple[str, str], list[Venting]] = {}
    for venting in ventinger:
        if venting.venter is not None:
            parene.setdefault((venting.venter, venting.paa), []).append(venting)
    summer = (
        Parsum(venter=venter, paa=paa, ventinger=tuple(sorted(rader, key=lambda v: (v.siden, v.avtale, v.steg.id))))
        for (venter, paa), rader in parene.items()
    )
    return tuple(sorted(summer, key=lambda s: (s.siden, s.venter, s.paa)))


def kjeder(planer: Iterable[Plan]) -> tuple[Kjede, ...]:
    """For each party that waits through others, the way from the first step it cannot begin to the open one behind it.

    Where several open steps hold it up, it is the one that will be ready last. A chain that ends with those it begins
    with is none: nobody waits on himself.
    """
    return tuple(kjede for plan in planer for kjede in _i_plan(plan))


def _i_plan(plan: Plan) -> Iterator[Kjede]:
    fortalt: set[str] = set()
    for steg in plan:
        if not steg.venter_paa or fortalt.issuperset(steg.parter):
            continue
        vei = tuple(s for s in reversed(kritisk_vei(plan, steg)) if s.parter)
        if len(vei) > _DIREKTE and (ballen := set(vei[-1].ball)) and not ballen.issuperset(steg.parter):
            fortalt.update(steg.parter)
            yield Kjede(avtale=plan.avtale, steg=vei)


_DIREKTE = 2
"""A step and the open one it waits for: who waits on whom says that already."""


def _partssum(part: str, rader: Sequence[Venting]) -> Partssum:
    steg = {(v.avtale, v.steg.id): v for v in rader}
    return Partssum(
        part=part,
        steg=len(steg),
        avtaler=len({v.avtale for v in rader}),
        venter=tuple(sorted({v.venter for v in rader if v.venter is not None})),
        forfalt=sum(v.dager_over > 0 for v in steg.values()),
        lengst=min(rader, key=lambda v: (v.siden, v.avtale, v.steg.id)),
    )
