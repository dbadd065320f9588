"""The answer app as an ASGI application of its own: signed links and style sheets, nothing that reads the board."""

from __future__ import annotations

from fastapi import FastAPI, Request
from fastapi.responses import HTMLResponse, Response
from fastapi.staticfiles import StaticFiles
from starlette.exceptions import HTTPException
from starlette.requests import ClientDisconnect

from modeller.tekst import Maalform
from tavle.app import STATISK
from tavle.sikring import LOKALE_NAVN, Sikring, legg_til_hoder
from tavle.struping import Struping
from tavle.svar.ruter import FOR_MANGE, for_mange_hoder, svarruter
from tavle.svar.side import Sider, Svarinfo
from tavle.svar.sikring import AVVIST, SVARHODER
from tavle.svar.tjeneste import Svartjeneste
from tavle.visning import miljoe


def lag_svarapp(tjeneste: Svartjeneste, *, vertsnavn: str = "", info: Svarinfo | None = None) -> FastAPI:
    """The app over `tjeneste`. It answers to `vertsnavn`, the host of its own address, and to this machine's names."""
    # An address that is almost right is wrong: to be sent on would tell the link anew, and without encryption.
    app = FastAPI(title="Fristvakt", docs_url=None, redoc_url=None, openapi_url=None, redirect_slashes=False)
    sider = Sider(miljoe(), info or Svarinfo())
    app.include_router(svarruter(tjeneste, sider, Struping(), Struping()))
    app.mount("/statisk", StaticFiles(directory=STATISK), name="statisk")
    app.add_middleware(Sikring, navn=LOKALE_NAVN | {vertsnavn} - {""}, hoder=SVARHODER, avvist=AVVIST)

    @app.exception_handler(HTTPException)
    async def kjent_feil(request: Request, feil: HTTPException) -> HTMLResponse:
        svar = sider.feil(feil.status_code, tjeneste.naa(), _oensket_maalform(request))
        svar.headers.update(feil.headers or {})
        if feil.status_code == FOR_MANGE:
            svar.headers.update(for_mange_hoder())
        return svar

    @app.exception_handler(ClientDisconnect)
    async def gikk(_: Request, __: Exception) -> Response:
        # Nobody is there to read it, and nothing went wrong here.
        return Response(status_code=400)

    @app.exception_handler(Exception)
    async def uventet(request: Request, __: Exception) -> HTMLResponse:
        # The server writes the traceback to its log. This answer is made outside the middleware.
        svar = sider.feil(500, tjeneste.naa(), _oensket_maalform(request))
        legg_til_hoder(svar.headers, SVARHODER)
        return svar

    return app


def _oensket_maalform(request: Request) -> Maalform:
    """The written standard a browser asks for first, where no link tells whose page it is."""
    spraak = (ledd.strip()[:2].lower() for ledd in request.headers.get("accept-language", "").split(","))
    foerst = next((kode for kode in spraak if kode in {"nb", "nn", "no"}), "nb")
    return Maalform.NN if foerst == "nn" else Maalform.NB
