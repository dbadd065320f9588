"""`/avtale/<id>/mertid`: the coordinator's answer to a party that has asked for more time. Works without JavaScript."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime
from typing import Annotated, Final, NamedTuple
from urllib.parse import urlencode

from fastapi import APIRouter, Query, Request
from fastapi.responses import HTMLResponse, RedirectResponse, Response
from starlette.datastructures import FormData
from starlette.exceptions import HTTPException

from flyter.grunnlag import Grunnlag
from flyter.oppdatering import oslodag
from flyter.registrer import Avvist, registrer
from fristvakt.skjemafelt import Skjemafeil, felt, rollen
from modeller.fakta import FristUtsatt, MerTidAvslaatt
from modeller.lager.lager import Lager
from modeller.oppfoelging import Oenske
from modeller.plan import Plan, Plansteg
from modeller.register import Register
from modeller.tekst import Maalform, Tekst
from tavle.nydato import innvending_mot_ja, merk_fridag
from tavle.oppfoelgingstekster import SKRIV_AVSLAG
from tavle.side import Sidevisning, maalform_i
from tavle.skjemavern import ForStort, er_vaart, krev_egen_side, kroppen, lag_token, med_kropp
from varsler.stegord import stegtittel

STOERST: Final = 20_000
"""Bytes of the form."""
LENGSTE_GRUNN: Final = 1000
UGYLDIG: Final = 422
UTLOEPT = Tekst("Siden har stått åpen for lenge. Svar på nytt.", "Sida har stått open for lenge. Svar på nytt.")
UTEN_SVAR = Tekst("Velg om svaret er ja eller nei.", "Vel om svaret er ja eller nei.")
UTEN_DATO = Tekst("Skriv datoen steget skal flyttes til.", "Skriv datoen steget skal flyttast til.")
FOR_LANG = Tekst(
    f"Begrunnelsen er for lang. Den kan ha høyst {LENGSTE_GRUNN} tegn.",
    f"Grunngjevinga er for lang. Ho kan ha høgst {LENGSTE_GRUNN} teikn.",
)


class Oensket(NamedTuple):
    """A request as the page shows it; `oenske` is None when it has been answered."""

    plan: Plan
    register: Register
    steg: Plansteg
    part: str
    oenske: Oenske | None


def mertidruter(
    visning: Sidevisning, lager: Lager, grunnlag: Grunnlag, naa: Callable[[], datetime], noekkel: bytes
) -> APIRouter:
    """The page's routes; `naa` is the service's clock (aware), `noekkel` signs the forms' tokens."""
    ruter = APIRouter(default_response_class=HTMLResponse, include_in_schema=False)

    async def oensket(avtale: str, steg_id: str, part: str) -> Oensket:
        plan, register = await visning.kilde.plan(avtale, visning.dag()), await visning.kilde.register(visning.dag())
        steg = plan.finn(steg_id) if plan else None
        if plan is None or steg is None or part not in register.parter:
            raise HTTPException(404)
        return Oensket(plan, register, steg, part, steg.oppfoelging.oensker.get(part))

    def side(request: Request, hva: Oensket, *, status: int = 200, **felter: object) -> HTMLResponse:
        return visning.vis(
            request,
            "mertid.html",
            meny="avtaler",
            status=status,
            **hva._asdict(),
            tittel=stegtittel(hva.plan, hva.steg),
            token=lag_token(noekkel, _skjema(hva), visning.naa()),
            her=_adresse(request, hva),
            fridag=_fridag(hva.steg, felter.get("svart"), grunnlag),
            **{"feil": (), "svart": "", "utfylt": {}, **felter},
        )

    async def svar(request: Request, hva: Oensket, skjema: FormData) -> Response:
        utfylt = {navn: felt(skjema, navn) for navn in ("svar", "til", "grunn", "av")}
        if not er_vaart(noekkel, _skjema(hva), felt(skjema, "token"), visning.naa()):
            return side(request, hva, status=400, feil=[("", UTLOEPT)], utfylt=utfylt)
        if hva.oenske is None:  # answered by somebody else meanwhile, or sent twice
            return side(request, hva)
        try:
            hendelse, av = _svaret(hva, utfylt, oslodag(naa())), rollen(utfylt["av"] or "tavla")
            await registrer(
                lager,
                [hendelse],
                avtale=hva.plan.avtale,
                skjedde=oslodag(naa()),
                av=av,
                naa=naa(),
                grunnlag=grunnlag,
            )
        except Avvist as nei:
            return side(request, hva, status=UGYLDIG, feil=[("", grunn) for grunn in nei.innvendinger], utfylt=utfylt)
        except Skjemafeil as nei:
            return side(request, hva, status=UGYLDIG, feil=[(nei.felt, nei.grunn)], utfylt=utfylt)
        return RedirectResponse(_adresse(request, hva, svart=utfylt["svar"]), 303)

    @ruter.get("/avtale/{avtale}/mertid")
    async def vis(
        request: Request,
        avtale: str,
        steg: Annotated[str, Query(max_length=200)],
        part: Annotated[str, Query(max_length=200)],
        svart: Annotated[str, Query(max_length=5)] = "",
    ) -> HTMLResponse:
        return side(request, await oensket(avtale, steg, part), svart=svart if svart in {"ja", "nei"} else "")

    @ruter.post("/avtale/{avtale}/mertid")
    async def gjoer(
        request: Request,
        avtale: str,
        steg: Annotated[str, Query(max_length=200)],
        part: Annotated[str, Query(max_length=200)],
    ) -> Response:
        krev_egen_side(request)
        hva = await oensket(avtale, steg, part)
        try:
            skjema = await med_kropp(request, await kroppen(request, STOERST)).form(max_files=0, max_fields=10)
        except ForStort:
            return side(request, hva, status=UGYLDIG, feil=[("grunn", FOR_LANG)])
        return await svar(request, hva, skjema)

    return ruter


def _svaret(hva: Oensket, utfylt: dict[str, str], dag: date) -> FristUtsatt | MerTidAvslaatt:
    """The fact the form asks for, answered on `dag`. Raises `Skjemafeil`."""
    grunn = utfylt["grunn"].strip()
    if len(grunn) > LENGSTE_GRUNN:
        raise Skjemafeil(FOR_LANG, "grunn")
    match utfylt["svar"]:
        case "ja":
            try:
                til = date.fromisoformat(utfylt["til"])
            except ValueError:
                raise Skjemafeil(UTEN_DATO, "til") from None
            if (innvending := innvending_mot_ja(til, hva.steg, dag)) is not None:
                raise Skjemafeil(innvending, "til")
            return FristUtsatt(steg=hva.steg.id, til=til, grunn=grunn)
        case "nei" if not grunn:
            raise Skjemafeil(SKRIV_AVSLAG, "grunn")
        case "nei":
            return MerTidAvslaatt(steg=hva.steg.id, part=hva.part, grunn=grunn)
        case _:
            raise Skjemafeil(UTEN_SVAR, "svar-ja")


def _fridag(steg: Plansteg, svart: object, grunnlag: Grunnlag) -> Tekst | None:
    """That the date it was moved to is no working day, for whoever has just said yes to it."""
    return merk_fridag(steg.frist, grunnlag.kalender) if svart == "ja" and steg.frist is not None else None


def _skjema(hva: Oensket) -> str:
    """What the form's token is for: the one request that was shown."""
    return f"mertid/{hva.plan.avtale}/{hva.steg.id}/{hva.part}/{hva.oenske.faktum if hva.oenske else ''}"


def _adresse(request: Request, hva: Oensket, **sporring: str) -> str:
    """The page's own address, in the reader's written standard."""
    nynorsk = {"maal": Maalform.NN.value} if maalform_i(request) is Maalform.NN else {}
    ledd = {"steg": hva.steg.id, "part": hva.part, **sporring, **nynorsk}
    return f"/avtale/{hva.plan.avtale}/mertid?{urlencode(ledd)}"
