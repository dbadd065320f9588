"""`/s/<signed link>`: GET shows a form and changes nothing, since programs open the links in mail; only POST acts."""

from __future__ import annotations

from urllib.parse import parse_qsl

from fastapi import APIRouter, Request
from fastapi.responses import HTMLResponse, PlainTextResponse, Response
from starlette.exceptions import HTTPException

from tavle.skjemavern import ForStort, kroppen
from tavle.struping import HVER, Struping
from tavle.svar.hinder import Hinder
from tavle.svar.sak import Svarsak
from tavle.svar.side import NY_LENKE, Sider, leseren
from tavle.svar.sikring import FLEST_FELT, KROPP_STOERST, ROBOTER, TOKEN_LENGST
from tavle.svar.tjeneste import Bestilt, Kvittering, Svartjeneste, Utfall, Utfylling
from varsler.svarlenke import STI, Formaal, Lenke, LestLenke, les_token, med_formaal, skriv_token
from varsler.svarmulighet import svarmuligheter
from varsler.svarord import NAVN

IKKE_FUNNET, FOR_MANGE, FOR_STORT = 404, 429, 413


def svarruter(tjeneste: Svartjeneste, sider: Sider, bommer: Struping, svar: Struping) -> APIRouter:
    """The routes. `bommer` counts links that were wrong by client, `svar` those that were acted on by recipient."""
    ruter = APIRouter(default_response_class=HTMLResponse, include_in_schema=False)

    def les(request: Request, token: str) -> LestLenke:
        lest = les_token(tjeneste.noekkel, token, tjeneste.naa()) if len(token) <= TOKEN_LENGST else None
        if lest is None:
            raise HTTPException(FOR_MANGE if bommer.bom(_klient(request), tjeneste.naa()) else IKKE_FUNNET)
        return lest

    @ruter.api_route(f"{STI}{{token}}", methods=["GET", "HEAD"])
    async def vis(request: Request, token: str) -> HTMLResponse:
        lest = les(request, token)
        siden = _side(tjeneste, sider, lest, await tjeneste.vis(lest))
        if request.method == "GET":
            await tjeneste.aapnet(lest)
        return siden

    @ruter.post(f"{STI}{{token}}")
    async def gjoer(request: Request, token: str) -> Response:
        lest = les(request, token)
        # By whom the mail was to, which is signed: everybody may come from one proxy, or one municipality's address.
        if svar.bom(lest.lenke.mottaker, tjeneste.naa()):
            raise HTTPException(FOR_MANGE)
        try:
            kropp = await kroppen(request, KROPP_STOERST)
        except ForStort:
            raise HTTPException(FOR_STORT) from None
        felter = _felter(kropp)
        utfall = await (tjeneste.ny_lenke(lest) if NY_LENKE in felter else tjeneste.svar(lest, felter))
        return _side(tjeneste, sider, lest, utfall)

    @ruter.get("/robots.txt")
    async def roboter() -> PlainTextResponse:
        return PlainTextResponse(ROBOTER)

    return ruter


def _side(tjeneste: Svartjeneste, sider: Sider, lest: LestLenke, utfall: Utfall) -> HTMLResponse:
    naa = tjeneste.naa()
    match utfall:
        case Hinder():
            return sider.hinder(utfall, naa)
        case Bestilt():
            return sider.bestilt(utfall, naa)
        case Utfylling():
            return sider.skjema(utfall, naa)
        case Kvittering():
            return sider.kvittering(utfall, naa, _angrelenke(utfall, lest, tjeneste.noekkel))
        case Svarsak():
            return sider.liste(utfall, _lenker(utfall, lest, tjeneste.noekkel), naa)


def _lenker(sak: Svarsak, lest: LestLenke, noekkel: bytes) -> list[Lenke]:
    """The other answers, each with a link of its own that holds as long as the one that was opened."""
    er_kontakt, maalform = sak.leser.kontakt is not None, sak.leser.maalform
    muligheter = svarmuligheter(sak.plan, sak.steg, sak.part, er_kontakt=er_kontakt, koordinator=sak.er_koordinators)
    lenker = [(m, med_formaal(lest.lenke, m.formaal, m.gjelder)) for m in muligheter]
    return [Lenke(m.navn.paa(maalform), STI + skriv_token(noekkel, lenke, lest.skrevet)) for m, lenke in lenker]


def _angrelenke(kvittering: Kvittering, lest: LestLenke, noekkel: bytes) -> Lenke | None:
    """Where whoever wants no more digests can ask for them again."""
    if lest.lenke.formaal is not Formaal.AVMELD:
        return None
    adresse = STI + skriv_token(noekkel, med_formaal(lest.lenke, Formaal.VALG, ""), lest.skrevet)
    return Lenke(NAVN[Formaal.VALG].paa(leseren(kvittering.sak).maalform), adresse)


def _klient(request: Request) -> str | None:
    return request.client.host if request.client else None


def _felter(kropp: bytes) -> dict[str, str]:
    """The fields of a form; what is no form has none."""
    try:
        ledd = parse_qsl(kropp.decode("utf-8"), keep_blank_values=True, max_num_fields=FLEST_FELT)
    except ValueError:
        return {}
    return dict(ledd)


def for_mange_hoder() -> dict[str, str]:
    """When to try again, for those who have asked too often."""
    return {"Retry-After": str(round(HVER.total_seconds()))}
