"""The personal page of a contact or party, `/mitt/<signed link>`: its calendar feeds, and what can be done with them.

GET shows, POST acts and sends the reader back. The link is the key: it is kept out of logs, referrers and caches, and
one that is wrong or too old gets the answer of a page that does not exist.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from typing import Annotated, Final
from urllib.parse import quote

from fastapi import APIRouter, Form, Query, Request
from fastapi.responses import HTMLResponse, RedirectResponse, Response
from starlette.exceptions import HTTPException

from modeller.abonnement import Abonnementsvalg, Detalj, Ferdige, Maalslag
from modeller.tekst import Maalform
from tavle.kalenderklient import PROGRAMMER, klient_i_ord, siden
from tavle.mittlager import Handling, Mittlager, MittValg
from tavle.personlig import Personlig, les_lenke
from tavle.side import Sidevisning, maalform_i
from tavle.sikring import vertsnavn
from tavle.struping import HVER, Struping
from varsler.kalender.ics import INNHOLDSTYPE

HEMMELIG: Final = {"Referrer-Policy": "no-referrer", "X-Robots-Tag": "noindex", "Cache-Control": "no-store"}
VARSELVALG: Final = (0, 1, 7, 14)
"""Alarms that are offered, in days before; others that were chosen are shown beside them."""
MELDINGER: Final = {
    Handling.LAG: "laget",
    Handling.VELG: "lagret",
    Handling.FORNY: "fornyet",
    Handling.TREKK: "trukket",
}
BORTE: Final = "borte"
EGEN: Final = "egen"
_LOKALE: Final = frozenset({"localhost", "127.0.0.1", "[::1]"})


def mittruter(visning: Sidevisning, lager: Mittlager, noekkel: bytes, struping: Struping) -> APIRouter:
    """The routes under `/mitt`; `noekkel` signs the links, `struping` counts those that were wrong."""
    ruter = APIRouter(default_response_class=HTMLResponse, include_in_schema=False)

    def les(request: Request, lenke: str) -> Personlig:
        personlig = les_lenke(noekkel, lenke, visning.naa())
        if personlig is None:
            raise bom(request)
        return personlig

    def bom(request: Request) -> HTTPException:
        return ukjent_lenke(request, struping, visning.naa())

    @ruter.get("/mitt/{lenke}")
    async def vis(request: Request, lenke: str, melding: Annotated[str, Query(max_length=20)] = "") -> HTMLResponse:
        return await siden_selv(request, lenke, les(request, lenke), melding)

    async def siden_selv(request: Request, lenke: str, personlig: Personlig, melding: str) -> HTMLResponse:
        side = await lager.side(personlig.eier, visning.naa())
        if side is None:
            raise bom(request)
        svar = visning.vis(
            request,
            "mitt.html",
            navn=side.navn,
            rader=side.rader,
            egen_maalform=side.maalform.value,
            gjelder_til=personlig.gjelder_til.date(),
            melding=melding if melding in {*MELDINGER.values(), BORTE} else "",
            lokal=vertsnavn(lager.nettadresse.partition("://")[2].partition("/")[0]) in _LOKALE,
            sti=f"/mitt/{lenke}",
            her=her(request, lenke),
            programmer=PROGRAMMER,
            klient_i_ord=klient_i_ord,
            siden=siden,
            varselvalg=_varselvalg,
            varselside=f"/mitt/{lenke}/varsler" if personlig.eier.slag is Maalslag.KONTAKT else "",
        )
        svar.headers.update(HEMMELIG)
        return svar

    @ruter.post("/mitt/{lenke}")
    async def gjoer(  # noqa: PLR0913, PLR0917 - the fields of the forms
        request: Request,
        lenke: str,
        handling: Annotated[Handling, Form()],
        id: Annotated[str, Form(max_length=100)] = "",  # noqa: A002 - the field's name in the form
        slag: Annotated[Maalslag | None, Form()] = None,
        maal: Annotated[str, Form(max_length=200)] = "",
        maalform: Annotated[str, Form(max_length=10)] = EGEN,
        ferdige: Annotated[Ferdige, Form()] = Ferdige.MERK,
        detalj: Annotated[Detalj, Form()] = Detalj.FULL,
        varsel: Annotated[list[int] | None, Form(max_length=10)] = None,
    ) -> Response:
        personlig = les(request, lenke)
        valg = _valgene(maalform, ferdige, detalj, varsel or ())
        bedt_om = MittValg(handling=handling, id=id, hva=(slag, maal) if slag else None, valg=valg)
        gjort = await lager.gjoer(personlig.eier, bedt_om, visning.naa())
        if gjort is None:  # closed in another window, by a second click, or never the reader's
            svar = await siden_selv(request, lenke, personlig, BORTE)
            svar.status_code = 404
            return svar
        til = f"{her(request, lenke, melding=MELDINGER[handling])}#{gjort}"
        return RedirectResponse(til, 303, headers=HEMMELIG)

    @ruter.get("/mitt/{lenke}/{slag}/{maal}.ics")
    async def last_ned(
        request: Request,
        lenke: str,
        slag: Maalslag,
        maal: str,
        abonnement: Annotated[str, Query(max_length=100)] = "",
    ) -> Response:
        personlig = les(request, lenke)
        ics = await lager.fil(personlig.eier, (slag, maal), abonnement, visning.naa())
        if ics is None:
            raise HTTPException(404, headers=HEMMELIG)
        navn = quote(f"fristvakt-{slag.value}-{maal}.ics")
        hoder = {**HEMMELIG, "Content-Disposition": f"attachment; filename*=UTF-8''{navn}"}
        return Response(ics, headers=hoder, media_type=INNHOLDSTYPE)

    return ruter


def _valgene(maalform: str, ferdige: Ferdige, detalj: Detalj, varsel: Iterable[int]) -> Abonnementsvalg:
    """The choices of a form; one that the page does not offer is answered 400."""
    try:
        return Abonnementsvalg(
            maalform=None if maalform == EGEN else Maalform(maalform),
            ferdige=ferdige,
            detalj=detalj,
            varsel_dager=tuple(varsel),
        )
    except ValueError:
        raise HTTPException(400, headers=HEMMELIG) from None


def ukjent_lenke(request: Request, struping: Struping, naa: datetime) -> HTTPException:
    """The answer to a link that opens nothing, counted against whoever tries many."""
    if struping.bom(request.client.host if request.client else None, naa):
        return HTTPException(429, headers={**HEMMELIG, "Retry-After": str(round(HVER.total_seconds()))})
    return HTTPException(404, headers=HEMMELIG)


def her(request: Request, lenke: str, **sporring: str) -> str:
    """The page's own address, in the reader's written standard."""
    ledd = {**sporring, **({"maal": Maalform.NN.value} if maalform_i(request) is Maalform.NN else {})}
    etter = "&".join(f"{navn}={verdi}" for navn, verdi in ledd.items())
    return f"/mitt/{quote(lenke)}" + (f"?{etter}" if etter else "")


def _varselvalg(valgte: Iterable[int]) -> list[int]:
    return sorted({*VARSELVALG, *valgte})
