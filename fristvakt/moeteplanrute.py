"""`/part/<id>/moeteplan`: a meeting plan given on the board, shown before it is stored. Works without JavaScript."""

from __future__ import annotations

from typing import Annotated, Any, Final
from urllib.parse import quote, urlencode

from fastapi import APIRouter, Query, Request
from fastapi.responses import HTMLResponse, RedirectResponse, Response
from starlette.datastructures import FormData
from starlette.exceptions import HTTPException

from flyter.moeteplan.lest import Planfeil
from flyter.registrer import Avvist
from fristvakt.moeteplanlesing import partens_organer
from fristvakt.moeteplanside import STOERST, Moeteplaner
from fristvakt.moeteplanskjema import (
    ENDRET,
    FOR_STOR,
    FOR_STORT,
    UGYLDIG,
    UTLOEPT,
    grunner,
    opplastet_i,
)
from fristvakt.skjemafelt import Skjemafeil, felt
from modeller.register import Register
from modeller.tekst import Maalform
from modeller.ukjent import finnes_ikke
from tavle.side import Sidevisning, maalform_i
from tavle.skjemavern import ForStort, er_vaart, krev_egen_side, kroppen, lag_token, med_kropp

SKJEMA_STOERST: Final = 2 * STOERST
"""Bytes of a whole form: the file, as it is or folded into text, and the fields around it."""


def moeteplanruter(visning: Sidevisning, planer: Moeteplaner, noekkel: bytes) -> APIRouter:
    """The page's routes; `noekkel` signs the forms' tokens."""
    ruter = APIRouter(default_response_class=HTMLResponse, include_in_schema=False)

    async def registeret(part: str) -> Register:
        register = await visning.kilde.register(visning.dag())
        if part not in register.parter:
            raise HTTPException(404, finnes_ikke("parten", part, register.parter).nb)
        return register

    async def side(request: Request, part: str, *, status: int = 200, **felter: object) -> HTMLResponse:
        register = await registeret(part)
        return visning.vis(
            request,
            "moeteplan.html",
            meny="parter",
            status=status,
            id=part,
            register=register,
            organer=partens_organer(register, part),
            token=lag_token(noekkel, _skjema(part), visning.naa()),
            her=_adresse(request, part),
            **{
                "feil": (),
                "vist": None,
                "opplastet": None,
                "valgt": None,
                "rolle": "",
                "alt_er_moeter": False,
                "lagret": None,
                **felter,
            },
        )

    async def behandle(request: Request, part: str, skjema: FormData) -> Response:
        """Show what the form's file means, or store what was shown."""
        utfylt: dict[str, Any] = {
            "valgt": felt(skjema, "organ"),
            "rolle": felt(skjema, "av"),
            "alt_er_moeter": felt(skjema, "alt_er_moeter") == "ja",
        }
        if not er_vaart(noekkel, _skjema(part), felt(skjema, "token"), visning.naa()):
            return await side(request, part, status=400, feil=[UTLOEPT], **utfylt)
        feil = []
        try:
            opplastet = await opplastet_i(skjema, part, await registeret(part))
            if felt(skjema, "handling") == "lagre":
                lagret = await planer.lagre(opplastet, felt(skjema, "avtrykk"))
                if lagret is not None:
                    return RedirectResponse(_adresse(request, part, lagret=str(lagret)), 303)
                feil = [ENDRET]
            vist = await planer.vis(opplastet)
        except (Planfeil, Avvist, Skjemafeil) as nei:
            return await side(request, part, status=UGYLDIG, feil=grunner(nei), **utfylt)
        return await side(request, part, feil=feil, vist=vist, opplastet=opplastet, **utfylt)

    @ruter.get("/part/{part}/moeteplan")
    async def vis(
        request: Request,
        part: str,
        lagret: Annotated[int | None, Query(ge=0)] = None,
        organ: Annotated[str | None, Query(max_length=200)] = None,
    ) -> HTMLResponse:
        return await side(request, part, lagret=lagret, valgt=organ)

    @ruter.post("/part/{part}/moeteplan")
    async def gjoer(request: Request, part: str) -> Response:
        krev_egen_side(request)
        await registeret(part)
        try:
            kropp = await kroppen(request, SKJEMA_STOERST)
            skjema = await med_kropp(request, kropp).form(max_files=1, max_fields=10, max_part_size=SKJEMA_STOERST)
            return await behandle(request, part, skjema)
        except ForStort:
            return await side(request, part, status=FOR_STORT, feil=[FOR_STOR])

    return ruter


def _skjema(part: str) -> str:
    return f"moeteplan/{part}"


def _adresse(request: Request, part: str, **sporring: str) -> str:
    """The page's own address, in the reader's written standard."""
    ledd = {**sporring, **({"maal": Maalform.NN.value} if maalform_i(request) is Maalform.NN else {})}
    sti = f"/part/{quote(part, safe='')}/moeteplan"
    return f"{sti}?{urlencode(ledd)}" if ledd else sti
