"""The board as an ASGI application: pages, JSON, the feeds' routes and the answers when something is wrong."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from contextlib import AbstractAsyncContextManager
from pathlib import Path

from fastapi import APIRouter, FastAPI, Request
from fastapi.exceptions import RequestValidationError
from fastapi.responses import JSONResponse, Response
from fastapi.staticfiles import StaticFiles
from starlette.exceptions import HTTPException

from tavle.api import apiruter
from tavle.kalenderhjelp import hjelperuter
from tavle.kilde import Tavlekilde
from tavle.nytt import nyttruter
from tavle.post import postruter
from tavle.proevemerke import Proevemerking
from tavle.side import Sidevisning
from tavle.sider import sideruter
from tavle.sikring import LOKALE_NAVN, Sikring, legg_til_hoder
from tavle.visning import miljoe

STATISK = Path(__file__).parent / "statisk"


def lag_app(
    kilde: Tavlekilde,
    *,
    rutere: Sequence[APIRouter] = (),
    livstid: Callable[[FastAPI], AbstractAsyncContextManager[None]] | None = None,
    vertsnavn: frozenset[str] = LOKALE_NAVN,
    skjematoken: Callable[[str], str] | None = None,
) -> FastAPI:
    """The board over `kilde`.

    `rutere` are further routers, `livstid` is what runs as long as the application does (the clock), and `vertsnavn`
    the hosts it answers to.
    """
    app = FastAPI(
        title="Fristvakt",
        version=kilde.info.versjon,
        lifespan=livstid,
        docs_url=None,
        redoc_url=None,
        openapi_url="/api/openapi.json",
    )
    visning = Sidevisning(kilde, miljoe())
    for ruter in (
        *rutere,
        apiruter(visning),
        sideruter(visning),
        nyttruter(visning),
        postruter(visning, skjematoken),
        hjelperuter(visning),
    ):
        app.include_router(ruter)
    app.mount("/statisk", StaticFiles(directory=STATISK), name="statisk")
    app.add_middleware(Proevemerking, kilde=kilde)
    app.add_middleware(Sikring, navn=vertsnavn)
    _svar_paa_feil(app, visning)
    return app


def _svar_paa_feil(app: FastAPI, visning: Sidevisning) -> None:
    @app.exception_handler(HTTPException)
    async def kjent_feil(request: Request, feil: HTTPException) -> Response:
        if _vil_ha_json(request):
            return JSONResponse({"feil": feil.detail}, feil.status_code, headers=feil.headers)
        personlig = request.url.path.startswith("/mitt/")
        side = visning.vis(request, "feil.html", status=feil.status_code, kode=feil.status_code, personlig=personlig)
        side.headers.update(feil.headers or {})
        return side

    @app.exception_handler(RequestValidationError)
    async def ugyldig(request: Request, feil: RequestValidationError) -> Response:
        if _vil_ha_json(request):
            # Its own words are in English and name files of this machine.
            steder = dict.fromkeys(".".join(map(str, en["loc"])) for en in feil.errors())
            return JSONResponse({"feil": f"Forespørselen kan ikke leses: {', '.join(steder)}."}, 400)
        return visning.vis(request, "feil.html", status=400, kode=400)

    @app.exception_handler(Exception)
    async def uventet(request: Request, _: Exception) -> Response:
        # The server writes the traceback to its log; the reader gets none of it. This answer is made outside the
        # middleware, so it brings the headers itself.
        svar: Response
        if _vil_ha_json(request):
            svar = JSONResponse({"feil": "Noe gikk galt. Feilen er skrevet i loggen."}, 500)
        else:
            svar = visning.vis(request, "feil.html", status=500, kode=500)
        legg_til_hoder(svar.headers)
        return svar


def _vil_ha_json(request: Request) -> bool:
    return request.url.path.startswith("/api/")
