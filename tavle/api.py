"""The board's JSON: the same rows as `fristvakt plan --json` and `fristvakt hvem --json`."""

from __future__ import annotations

from typing import Annotated, Any

from fastapi import APIRouter, HTTPException, Path

from modeller.aarshjul import aarshjul as samle, kjente_parter
from modeller.ukjent import finnes_ikke
from modeller.venting import hvem_venter
from tavle.aarshjulrader import aarshjulrad
from tavle.rader import Rad, hullrad, oppsummering, planrader, prognoserader, ventingrader
from tavle.side import Sidevisning


def apiruter(visning: Sidevisning) -> APIRouter:
    """The routes under `/api`."""
    ruter = APIRouter(prefix="/api", tags=["tavle"])
    kilde = visning.kilde

    @ruter.get("/planer")
    async def planer() -> list[Rad]:
        """Every step of every agreement, one row per step and party."""
        dag = visning.dag()
        register = await kilde.register(dag)
        return [rad for plan in await kilde.planer(dag) for rad in planrader(plan, register)]

    @ruter.get("/hvem")
    async def hvem() -> list[Rad]:
        """Who waits on whom, one row per waiting party and open step."""
        return ventingrader(hvem_venter(await kilde.planer(visning.dag())))

    @ruter.get("/hvem/oppsummert")
    async def hvem_oppsummert() -> Rad:
        """The same summed up: per party, per pair, and the chains in words."""
        dag = visning.dag()
        return oppsummering(await kilde.planer(dag), await kilde.register(dag))

    @ruter.get("/prognose")
    async def prognose() -> list[Rad]:
        """When each open phase can be finished, and the body that decides it."""
        return [rad for plan in await kilde.planer(visning.dag()) for rad in prognoserader(plan)]

    @ruter.get("/aarshjul/{aar}")
    async def aarshjul(aar: Annotated[int, Path(ge=1900, le=2200)], part: str | None = None) -> Rad:
        """All agreements in one year, or only what `part` does or takes part in; 404 when nobody has that id."""
        dag = visning.dag()
        planer, register = await kilde.planer(dag), await kilde.register(dag)
        if part is not None and part not in (kjente := kjente_parter(planer, register)):
            raise HTTPException(404, finnes_ikke("parten", part, kjente).nb)
        return aarshjulrad(samle(planer, register, aar, dag, part=part), register)

    @ruter.get("/avtaler/{avtale_id}")
    async def avtale(avtale_id: str) -> dict[str, Any]:
        """One agreement with its rows; 404 when no agreement has the id."""
        dag = visning.dag()
        plan = await kilde.plan(avtale_id, dag)
        if plan is None:
            raise HTTPException(404, f"Ingen avtale heter «{avtale_id}».")
        return {
            "avtale": plan.avtale,
            "navn": {"nb": plan.navn.nb, "nn": plan.navn.nn},
            "livsloep": plan.livsloep,
            "dag": plan.dag.isoformat(),
            "slutt": plan.slutt.isoformat() if plan.slutt else None,
            "parter": [{"part": part, "rolle": rolle.value} for part, rolle in plan.parter.items()],
            "tekstversjon": plan.tekstversjon,
            "hull": [hullrad(hull) for hull in plan.hull],
            "plan": planrader(plan, await kilde.register(dag)),
            "hvem": ventingrader(hvem_venter([plan])),
        }

    return ruter
