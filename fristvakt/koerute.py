"""`POST /post/send-paa-nytt`: the board's button for mail that was laid aside. Works without JavaScript."""

from __future__ import annotations

from typing import Final
from urllib.parse import urlencode

from fastapi import APIRouter, Request
from fastapi.responses import HTMLResponse, RedirectResponse, Response
from starlette.exceptions import HTTPException

from fristvakt.koehandling import lagt_til_side, send_paa_nytt
from fristvakt.skjemafelt import felt
from modeller.lager.lager import Lager
from modeller.tekst import Maalform
from tavle.post import SKJEMA
from tavle.side import Sidevisning, maalform_i
from tavle.skjemavern import ForStort, er_vaart, krev_egen_side, kroppen, med_kropp

STOERST: Final = 200_000
"""Bytes of a form: some thousand ids."""


def koeruter(visning: Sidevisning, lager: Lager, noekkel: bytes) -> APIRouter:
    """The route; `noekkel` signs the tokens of the forms on `/post`."""
    ruter = APIRouter(default_response_class=HTMLResponse, include_in_schema=False)

    @ruter.post("/post/send-paa-nytt")
    async def send(request: Request) -> Response:
        krev_egen_side(request)
        try:
            skjema = await med_kropp(request, await kroppen(request, STOERST)).form(max_files=0, max_fields=10)
        except ForStort:
            raise HTTPException(400) from None
        if not er_vaart(noekkel, SKJEMA, felt(skjema, "token"), visning.naa()):
            return _tilbake(request, utloept="ja")
        async with lager.skriving() as tx:
            doede = await lagt_til_side(tx)
            # What somebody else has sent meanwhile is passed over.
            valgte = [doede[id_] for id_ in felt(skjema, "ider").split() if id_ in doede]
            antall = await send_paa_nytt(tx, valgte, visning.dag())
        return _tilbake(request, sendes=str(antall))

    return ruter


def _tilbake(request: Request, **sporring: str) -> Response:
    nynorsk = {"maal": Maalform.NN.value} if maalform_i(request) is Maalform.NN else {}
    return RedirectResponse(f"/post?{urlencode({**sporring, **nynorsk})}", 303)
