"""Who waits on whom, read off the plans."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from modeller.plan import Plan, Plansteg, Status, Venting


def hvem_venter(planer: Iterable[Plan]) -> list[Venting]:
    """Each open step with who has the ball and who cannot go on before it is done; the longest open first.

    A step nobody else waits for gives one row with `venter` None. Nobody waits on himself.
    """
    return sorted(
        (venting for plan in planer for venting in _i_plan(plan)),
        key=lambda v: (-v.dager_over, v.siden, v.avtale, v.steg.id, v.paa, v.venter or ""),
    )


def _i_plan(plan: Plan) -> Iterator[Venting]:
    ventende = _ventende(plan)
    for steg in plan:
        for paa in steg.ball:
            andre = [v for v in ventende.get(steg.id, ()) if v not in steg.ball]
            for venter in andre or (None,):
                yield _venting(plan, steg, venter, paa)


def _ventende(plan: Plan) -> dict[str, list[str]]:
    """The waiting parties by open step, in the order of the plan."""
    ventende: dict[str, list[str]] = {}
    for steg in plan:
        if steg.status is Status.VENTER:
            for paa in steg.venter_paa:
                rad = ventende.setdefault(paa, [])
                rad.extend(part for part in steg.parter if part not in rad)
    # A paused step holds up its own party too: the ball is with another.
    for steg in plan:
        if steg.ball and steg.ball != steg.parter:
            rad = ventende.setdefault(steg.id, [])
            rad.extend(part for part in steg.parter if part not in rad)
    return ventende


def _venting(plan: Plan, steg: Plansteg, venter: str | None, paa: str) -> Venting:
    return Venting(
        venter=venter,
        paa=paa,
        avtale=plan.avtale,
        steg=steg,
        siden=steg.aapnet or plan.opprettet,
        frist=steg.frist,
        dager_over=steg.dager_over(plan.dag),
    )
