"""`POST /api/moeteplan`: what a meeting plan means, as `fristvakt moeteplan les --json` has it, and storing it."""

from __future__ import annotations

from typing import Annotated, Any, Final

from fastapi import APIRouter, Query, Request
from starlette.exceptions import HTTPException

from flyter.moeteplan.lest import Planfeil
from flyter.registrer import Avvist
from fristvakt.konsekvensrad import rad
from fristvakt.moeteplanside import STOERST, Moeteplaner, Opplastet
from fristvakt.moeteplanskjema import (
    ENDRET,
    FOR_STOR,
    FOR_STORT,
    UGYLDIG,
    en_linje,
    grunner,
)
from fristvakt.moeteplantabell import innlesingsrad
from fristvakt.skjemafelt import LENGST, Skjemafeil, rollen
from modeller.register import Register
from modeller.tekst import Maalform
from modeller.ukjent import finnes_ikke
from tavle.side import Sidevisning
from tavle.skjemavern import ForStort, krev_egen_side, kroppen

FEIL_SLAG, I_MELLOMTIDEN = 415, 409
ENKLE: Final = frozenset({"", "text/plain", "multipart/form-data", "application/x-www-form-urlencoded"})
"""What a page of anybody can send without the browser asking us first."""
Id = Annotated[str | None, Query(max_length=200)]


def moeteplanapi(visning: Sidevisning, planer: Moeteplaner) -> APIRouter:
    """The route."""
    ruter = APIRouter(prefix="/api", tags=["moeteplan"])

    @ruter.post("/moeteplan")
    async def moeteplan(
        request: Request,
        part: Id = None,
        organ: Id = None,
        fil: Annotated[str, Query(max_length=LENGST)] = "",
        av: Annotated[str, Query(max_length=LENGST)] = "api",
        alt_er_moeter: bool = False,
        resten_er_ikke_moeter: bool = False,
        lagre: bool = False,
    ) -> dict[str, Any]:
        """What the file in the body means for a body or a party. With `lagre` it is stored as well; with
        `alt_er_moeter` all of it is meetings of the body; with `resten_er_ikke_moeter` what may be is not.
        """
        krev_egen_side(request)
        if request.headers.get("content-type", "").partition(";")[0].strip().lower() in ENKLE:
            raise HTTPException(FEIL_SLAG, "Oppgi hva filen er, for eksempel «Content-Type: text/calendar».")
        hvem = _parten(await visning.kilde.register(visning.dag()), part, organ)
        try:
            innhold = await kroppen(request, STOERST)
            opplastet = Opplastet(
                part=hvem,
                organ=organ,
                innhold=innhold,
                navn=en_linje(fil),
                av=rollen(av),
                alt_er_moeter=alt_er_moeter,
                resten_er_ikke_moeter=resten_er_ikke_moeter,
            )
            vist = await planer.vis(opplastet, Maalform.NB)
            lagret = await planer.lagre(opplastet, vist.avtrykk) if lagre else 0
        except ForStort:
            raise HTTPException(FOR_STORT, FOR_STOR.nb) from None
        except (Planfeil, Avvist, Skjemafeil) as nei:
            raise HTTPException(UGYLDIG, " ".join(grunn.nb for grunn in grunner(nei))) from None
        if lagret is None:
            raise HTTPException(I_MELLOMTIDEN, ENDRET.nb)
        konsekvenser = [rad(en) for en in vist.framlagt.konsekvenser]
        return {**innlesingsrad(vist.framlagt.innlesing), "lagret": lagret, "konsekvenser": konsekvenser}

    return ruter


def _parten(register: Register, part: str | None, organ: str | None) -> str:
    if (organ is None) == (part is None):
        raise HTTPException(400, "Oppgi enten organ eller part, så det er klart hvem møteplanen gjelder.")
    if organ is not None:
        if organ not in register.organer:
            raise HTTPException(404, finnes_ikke("organet", organ, register.organer).nb)
        return register.organer[organ].part
    if part not in register.parter:
        raise HTTPException(404, finnes_ikke("parten", part or "", register.parter).nb)
    return part or ""
