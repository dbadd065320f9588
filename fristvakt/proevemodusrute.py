"""`/proevemodus`: how trial mode stands, and the form that turns it on and off. Works without JavaScript."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from typing import Final

from fastapi import APIRouter, Request
from fastapi.responses import HTMLResponse, RedirectResponse, Response

from flyter.grunnlag import Grunnlag
from fristvakt.moeteplanskjema import FOR_STORT, UGYLDIG
from fristvakt.proevemodus import les_tilstand, sett
from fristvakt.skjemafelt import Skjemafeil, felt, rollen
from modeller.lager.lager import Lager
from modeller.tekst import Maalform, Tekst
from tavle.side import Sidevisning, maalform_i
from tavle.skjemavern import ForStort, er_vaart, krev_egen_side, kroppen, lag_token, med_kropp

SKJEMA: Final = "proevemodus"
STOERST: Final = 10_000
"""Bytes of a form."""
LENGST: Final = 500
UTLOEPT = Tekst(
    "Siden har stått åpen for lenge. Les den på nytt, og prøv igjen.",
    "Sida har stått open for lenge. Les ho på nytt, og prøv igjen.",
)
FOR_LANGT = Tekst(f"Skriv grunnen med høyst {LENGST} tegn.", f"Skriv grunnen med høgst {LENGST} teikn.")


def proevemodusruter(
    visning: Sidevisning, lager: Lager, grunnlag: Grunnlag, klokke: Callable[[], datetime], noekkel: bytes
) -> APIRouter:
    """The page's routes; `klokke` is the installation's (aware), `noekkel` signs the form's token."""
    ruter = APIRouter(default_response_class=HTMLResponse, include_in_schema=False)

    async def side(request: Request, *, status: int = 200, **felter: object) -> HTMLResponse:
        return visning.vis(
            request,
            "proevemodus.html",
            meny="post",
            status=status,
            tilstand=await les_tilstand(lager, grunnlag, klokke()),
            token=lag_token(noekkel, SKJEMA, visning.naa()),
            her=_adresse(request),
            **{"feil": (), "rolle": "", "grunn": "", **felter},
        )

    @ruter.get("/proevemodus")
    async def vis(request: Request) -> HTMLResponse:
        return await side(request)

    @ruter.post("/proevemodus")
    async def gjoer(request: Request) -> Response:
        krev_egen_side(request)
        try:
            skjema = await med_kropp(request, await kroppen(request, STOERST)).form(max_files=0, max_fields=10)
        except ForStort:
            return await side(request, status=FOR_STORT, feil=[FOR_LANGT])
        utfylt = {"rolle": felt(skjema, "av"), "grunn": felt(skjema, "grunn")}
        if not er_vaart(noekkel, SKJEMA, felt(skjema, "token"), visning.naa()):
            return await side(request, status=400, feil=[UTLOEPT], **utfylt)
        try:
            av, grunn = rollen(utfylt["rolle"] or "tavla"), _grunnen(utfylt["grunn"])
        except Skjemafeil as nei:
            return await side(request, status=UGYLDIG, feil=[nei.grunn], **utfylt)
        await sett(lager, grunnlag, klokke(), paa=felt(skjema, "paa") == "ja", av=av, grunn=grunn)
        return RedirectResponse(_adresse(request), 303)

    return ruter


def _grunnen(tekst: str) -> str:
    """Why, on one line. Raises `Skjemafeil`."""
    if len(tekst) > LENGST:
        raise Skjemafeil(FOR_LANGT)
    return " ".join(tekst.split())


def _adresse(request: Request) -> str:
    """The page's own address, in the reader's written standard."""
    return "/proevemodus?maal=nn" if maalform_i(request) is Maalform.NN else "/proevemodus"
