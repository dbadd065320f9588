"""Mail, readable in the browser: what has not gone, what came back, what was sent, and one message in a sandbox."""

from __future__ import annotations

from collections.abc import Callable
from typing import Annotated, Final

from fastapi import APIRouter, Query, Request
from fastapi.responses import HTMLResponse

from tavle.side import Sidevisning
from tavle.sikring import MELDINGSHODER

PER_SIDE = 50
TILBAKE = 30
"""So much of what came back is shown."""
SKJEMA: Final = "koe"
"""What the form that sends mail again is called in its token."""


def postruter(visning: Sidevisning, token: Callable[[str], str] | None = None) -> APIRouter:
    """The routes under `/post`; `token` makes those of a named form, where forms are taken."""
    ruter = APIRouter(default_response_class=HTMLResponse, include_in_schema=False)
    kilde = visning.kilde

    @ruter.get("/post")
    async def liste(
        request: Request,
        side: Annotated[int, Query(ge=1, le=10_000)] = 1,
        sendes: Annotated[int | None, Query(ge=0)] = None,
        utloept: Annotated[str, Query(max_length=5)] = "",
    ) -> HTMLResponse:
        nyeste = await kilde.sendt(side * PER_SIDE + 1)
        dag = visning.dag()
        return visning.vis(
            request,
            "post.html",
            meny="post",
            stanset=await kilde.stanset() if side == 1 else (),
            tilbake=await kilde.tilbake(TILBAKE) if side == 1 else (),
            planer={plan.avtale: plan for plan in await kilde.planer(dag)} if side == 1 else {},
            meldinger=nyeste[(side - 1) * PER_SIDE : side * PER_SIDE],
            register=await kilde.register(dag),
            side=side,
            sendes=sendes,
            utloept=bool(utloept),
            token=token(SKJEMA) if token else "",
            flere=len(nyeste) > side * PER_SIDE,
        )

    @ruter.get("/post/{melding_id}")
    async def en(request: Request, melding_id: str) -> HTMLResponse:
        melding = await kilde.melding(melding_id)
        if melding is None:
            return _ukjent(request, melding_id)
        register = await kilde.register(visning.dag())
        return visning.vis(request, "melding.html", meny="post", melding=melding, register=register)

    @ruter.get("/post/{melding_id}/html")
    async def html(request: Request, melding_id: str) -> HTMLResponse:
        melding = await kilde.melding(melding_id)
        if melding is None or melding.html is None:
            return _ukjent(request, melding_id)
        return HTMLResponse(melding.html, headers=dict(MELDINGSHODER))

    def _ukjent(request: Request, melding_id: str) -> HTMLResponse:
        return visning.vis(request, "ukjent.html", status=404, slag="post", id=melding_id, forslag=[])

    return ruter
