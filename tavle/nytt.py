"""`/nytt`: all that was registered since a day, in all agreements or a coordinator's. The week's digest leads here."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Annotated

from fastapi import APIRouter, Query, Request
from fastapi.responses import HTMLResponse

from tavle.side import Sidevisning, maalform_i
from varsler.mottakere import koordinatoren
from varsler.oversikt.nytt import avtalens_nye
from varsler.oversikt.registernytt import nye_registerfakta, registerlinjer

EN_DAG, EN_UKE = timedelta(days=1), timedelta(weeks=1)
LENGST = timedelta(days=92)
"""What is older is in the logs of the agreements."""


def nyttruter(visning: Sidevisning) -> APIRouter:
    """The page's route."""
    ruter = APIRouter(default_response_class=HTMLResponse, include_in_schema=False)
    kilde = visning.kilde

    @ruter.get("/nytt")
    async def nytt(
        request: Request,
        siden: date | None = None,
        koordinator: Annotated[str, Query(max_length=200)] = "",
    ) -> HTMLResponse:
        dag, maalform = visning.dag(), maalform_i(request)
        fra, til = min(max(siden or dag - EN_UKE, dag - LENGST), dag), dag + EN_DAG
        register = await kilde.register(dag)
        planer = sorted(await kilde.planer(dag), key=lambda plan: plan.navn.paa(maalform))
        hennes = register.kontakter.get(koordinator)
        if hennes is not None:
            planer = [p for p in planer if any(m.kontakt == hennes.id for m in koordinatoren(p, register, dag, ()))]
        om_registeret = [f for plan in planer for f in nye_registerfakta(plan, register, fra, til)]
        linjer = ((plan, [*dict.fromkeys(avtalens_nye(plan, register, fra, til, maalform))]) for plan in planer)
        return visning.vis(
            request,
            "nytt.html",
            meny="avtaler",
            fra=fra,
            hennes=hennes,
            i_registeret=[*dict.fromkeys(registerlinjer(om_registeret, register, maalform, fra))],
            rader=[(plan, nye) for plan, nye in linjer if nye],
        )

    return ruter
