"""A reader of returned mail in a process of its own, which tests may kill."""

from __future__ import annotations

import asyncio
from pathlib import Path

from modeller.lager.lager import Lager
from tests.varsler.utsendingsprosess import NAA, ta_bilder
from varsler.retur.behandling import Returbehandling
from varsler.retur.mappe import Returmappe


def les_i_prosess(adresse: str, mappe: Path) -> None:
    """Read what has come, once."""

    async def kjoer() -> None:
        async with await Lager.aapne(adresse) as lager:
            await Returbehandling(lager=lager, mappe=Returmappe(mappe), ta_bilder=ta_bilder).les_inn(NAA)

    asyncio.run(kjoer())
