"""What a Prefect worker's process imports: the flows, and how their context is built from the settings."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from flyter.motor import miljoe  # isort: skip - must come before Prefect

from flyter.drift import Drift, ved_foerste_bruk
from flyter.flyter import (
    bygdevekst,
    demo,
    distriktssatsing,
    egne,
    generell,
    moeteplaner,
    natt,
    omstilling,
    periode,
    portefoelje,
    samarbeid,
    send,
    utviklingsavtale,
)
from fristvakt.innstillinger import les_innstillinger
from fristvakt.installasjon import aapne

__all__ = [
    "bygdevekst",
    "demo",
    "distriktssatsing",
    "egne",
    "generell",
    "moeteplaner",
    "natt",
    "omstilling",
    "periode",
    "portefoelje",
    "samarbeid",
    "send",
    "utviklingsavtale",
]

miljoe.klargjoer()  # once more: it now checks what Prefect has made of it


@asynccontextmanager
async def fra_innstillinger() -> AsyncIterator[Drift]:
    """The context of an installation with the settings of this process, open while a run goes on."""
    async with aapne(les_innstillinger()) as installasjon:
        yield installasjon.drift


ved_foerste_bruk(fra_innstillinger)
