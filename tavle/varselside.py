"""`/kontakt/<id>/varsler`: what one contact is told and why, for whoever looks after its party."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from datetime import date

from fastapi import APIRouter, Request
from fastapi.responses import HTMLResponse
from starlette.exceptions import HTTPException

from tavle.side import Sidevisning, maalform_i
from varsler.forklaring import Forklarer, Varselforklaring
from varsler.stegord import tittel_med_dato

HentForklarer = Callable[[date], Awaitable[Forklarer]]
"""Reads how things are on a day in Oslo."""


def varselruter(visning: Sidevisning, hent: HentForklarer) -> APIRouter:
    """The route of the page."""
    ruter = APIRouter(default_response_class=HTMLResponse, include_in_schema=False)

    @ruter.get("/kontakt/{kontakt_id}/varsler")
    async def varsler(request: Request, kontakt_id: str) -> HTMLResponse:
        forklart = (await hent(visning.dag())).forklar(kontakt_id)
        if forklart is None:
            raise HTTPException(404)
        return vis_varsler(visning, request, forklart, meny="parter")

    return ruter


def vis_varsler(
    visning: Sidevisning, request: Request, forklart: Varselforklaring, *, meny: str = "", tilbake: str = ""
) -> HTMLResponse:
    """The explanation as a page; `tilbake` is the personal page it was opened from, which links to no other pages."""
    maalform = maalform_i(request)
    return visning.vis(
        request,
        "varsler.html",
        meny=meny,
        f=forklart,
        tilbake=tilbake,
        stegtittel=lambda plan, steg: tittel_med_dato(plan, steg, maalform),
    )
