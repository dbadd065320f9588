"""`/mitt/<signed link>/varsler`: what a contact is told and why, for the contact itself."""

from __future__ import annotations

from fastapi import APIRouter, Request
from fastapi.responses import HTMLResponse

from modeller.abonnement import Maalslag
from tavle.mitt import HEMMELIG, her, ukjent_lenke
from tavle.personlig import les_lenke
from tavle.side import Sidevisning
from tavle.struping import Struping
from tavle.varselside import HentForklarer, vis_varsler


def mittvarselruter(visning: Sidevisning, noekkel: bytes, struping: Struping, hent: HentForklarer) -> APIRouter:
    """The route; `noekkel` signs the links, `struping` counts those that were wrong."""
    ruter = APIRouter(default_response_class=HTMLResponse, include_in_schema=False)

    @ruter.get("/mitt/{lenke}/varsler")
    async def varsler(request: Request, lenke: str) -> HTMLResponse:
        personlig = les_lenke(noekkel, lenke, visning.naa())
        forklart = None
        if personlig is not None and personlig.eier.slag is Maalslag.KONTAKT:
            forklart = (await hent(visning.dag())).forklar(personlig.eier.id)
        if forklart is None:
            raise ukjent_lenke(request, struping, visning.naa())
        svar = vis_varsler(visning, request, forklart, tilbake=her(request, lenke))
        svar.headers.update(HEMMELIG)
        return svar

    return ruter
