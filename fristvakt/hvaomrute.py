"""`POST /api/hva-om`: the JSON of `fristvakt hva-om`, from the service that runs. Nothing is stored."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from typing import Annotated, Any

import typer
from fastapi import APIRouter, HTTPException
from pydantic import BaseModel, ConfigDict, Field

from flyter.grunnlag import Grunnlag
from flyter.hvaom import UkjentSteg, hva_om
from flyter.oppdatering import oslodag
from flyter.registrer import Avvist
from fristvakt.faktaord import Faktafeil
from fristvakt.fortalt import les_setning, som_hendt
from fristvakt.konsekvensrad import rad
from modeller.lager.lager import Lager

UGYLDIG = 422
MANGE = 50
"""So many facts may be asked about at once."""


class Spoersmaal(BaseModel):
    """What is asked: facts in words, as on the command line (`moete_innkalt steg=politisk_dialog.2026 dato=…`)."""

    model_config = ConfigDict(extra="forbid")

    avtale: str
    fakta: Annotated[list[str], Field(min_length=1, max_length=MANGE)]
    maal: str | None = None


def hvaomruter(lager: Lager, naa: Callable[[], datetime], grunnlag: Grunnlag) -> APIRouter:
    """The route over a store; `naa` gives the instant, aware UTC."""
    ruter = APIRouter(prefix="/api", tags=["hva-om"])

    @ruter.post("/hva-om")
    async def svar(spoersmaal: Spoersmaal) -> list[dict[str, Any]]:
        """One object per agreement the facts concern; 422 with the reasons for a fact that cannot be."""
        tid = naa()
        try:
            fortalte = [les_setning(spoersmaal.avtale, setning, oslodag(tid)) for setning in spoersmaal.fakta]
            async with lager.proeving() as tx:
                hendte = [await som_hendt(tx, fortalt) for fortalt in fortalte]
                konsekvenser = await hva_om(tx, hendte, naa=tid, grunnlag=grunnlag, maal=spoersmaal.maal)
        except Avvist as avvist:
            raise HTTPException(UGYLDIG, " ".join(tekst.nb for tekst in avvist.innvendinger)) from None
        except (Faktafeil, UkjentSteg, typer.BadParameter) as feil:
            raise HTTPException(UGYLDIG, str(feil)) from None
        return [rad(en) for en in konsekvenser]

    return ruter
