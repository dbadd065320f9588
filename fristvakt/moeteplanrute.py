"""`/part/<id>/moeteplan`: a meeting plan given on the board, shown before it is stored. Works without JavaScript."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from functools import partial
from typing import Annotated, Any, Final, NamedTuple
from urllib.parse import quote, urlencode

from fastapi import APIRouter, Query, Request
from fastapi.responses import HTMLResponse, RedirectResponse, Response
from starlette.datastructures import FormData
from starlette.exceptions import HTTPException

from flyter.moeteplan.lest import Planfeil
from flyter.registrer import Avvist
from fristvakt.moeteplankildeside import Hentevalg, Moeteplankilder
from fristvakt.moeteplanlesing import partens_organer
from fristvakt.moeteplanside import STOERST, Forhaandsvisning, Moeteplaner, Opplastet
from fristvakt.moeteplanskjema import (
    ENDRET,
    FOR_STOR,
    FOR_STORT,
    UGYLDIG,
    UTLOEPT,
    grunner,
    hentevalg_i,
    opplastet_i,
)
from fristvakt.skjemafelt import Skjemafeil, felt
from modeller.register import Organ, Register
from modeller.tekst import Maalform, Tekst
from modeller.ukjent import finnes_ikke
from tavle.planord import om_moeteplanen
from tavle.side import Sidevisning, maalform_i
from tavle.skjemavern import ForStort, er_vaart, krev_egen_side, kroppen, lag_token, med_kropp

SKJEMA_STOERST: Final = 2 * STOERST
"""Bytes of a whole form: the file, as it is or folded into text, and the fields around it."""


def moeteplanruter(visning: Sidevisning, planer: Moeteplaner, kilder: Moeteplankilder, noekkel: bytes) -> APIRouter:
    """The page's routes: a plan from a file, or from a body's address; `noekkel` signs the forms' tokens."""
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
            kilder=await _partens_kilder(visning, register, part, felter.get("valgt")),
            token=lag_token(noekkel, _skjema(part), visning.naa()),
            her=_adresse(request, part),
            **{
                "feil": (),
                "vist": None,
                "gitt": None,
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
        try:
            gitt, vis, lagre = await _det_gitte(skjema, part, await registeret(part), planer, kilder)
            feil = []
            if felt(skjema, "handling") == "lagre":
                lagret = await lagre(felt(skjema, "avtrykk"))
                if lagret is not None:
                    return RedirectResponse(_adresse(request, part, lagret=str(lagret)), 303)
                feil = [ENDRET]
            vist = await vis(maalform_i(request))
        except (Planfeil, Avvist, Skjemafeil) as nei:
            return await side(request, part, status=UGYLDIG, feil=grunner(nei), **utfylt)
        return await side(request, part, feil=feil, vist=vist, gitt=gitt, **utfylt)

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


class _Gitt(NamedTuple):
    """What a form is about, how that is shown, and how it is stored, given the `avtrykk` of what was shown."""

    hva: Opplastet | Hentevalg
    vis: Callable[[Maalform], Awaitable[Forhaandsvisning]]
    lagre: Callable[[str], Awaitable[int | None]]


async def _det_gitte(
    skjema: FormData, part: str, register: Register, planer: Moeteplaner, kilder: Moeteplankilder
) -> _Gitt:
    """Raises `Skjemafeil` or `ForStort`."""
    if felt(skjema, "kilde"):
        valg = hentevalg_i(skjema, part, register)
        return _Gitt(valg, partial(kilder.vis, valg), partial(kilder.lagre, valg))
    opplastet = await opplastet_i(skjema, part, register)
    return _Gitt(opplastet, partial(planer.vis, opplastet), partial(planer.lagre, opplastet))


async def _partens_kilder(
    visning: Sidevisning, register: Register, part: str, valgt: object
) -> list[tuple[Organ, list[Tekst]]]:
    """The party's bodies whose plan is fetched, the chosen one first, and how that goes, in sentences."""
    hentes = [organ for organ in partens_organer(register, part) if organ.kalenderkilde is not None]
    hentes.sort(key=lambda organ: organ.id != valgt)
    hentinger = await visning.kilde.planhentinger() if hentes else {}
    return [(organ, list(om_moeteplanen(organ, hentinger.get(organ.id), visning.dag()))) for organ in hentes]


def _skjema(part: str) -> str:
    return f"moeteplan/{part}"


def _adresse(request: Request, part: str, **sporring: str) -> str:
    """The page's own address, in the reader's written standard."""
    ledd = {**sporring, **({"maal": Maalform.NN.value} if maalform_i(request) is Maalform.NN else {})}
    sti = f"/part/{quote(part, safe='')}/moeteplan"
    return f"{sti}?{urlencode(ledd)}" if ledd else sti
