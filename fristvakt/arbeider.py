"""What a Prefect worker's process imports: the flows, and how their context is built from the settings."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from flyter.drift import Drift, ved_foerste_bruk
from flyter.flyter import FLYTER
from flyter.motor.prefekt import som_attributter
from fristvakt.innstillinger import les_innstillinger
from fristvakt.installasjon import aapne
from fristvakt.loggoppsett import sett_opp_logg
from fristvakt.proevemodus import begynn_paa_proeve

sett_opp_logg()
__getattr__ = som_attributter(FLYTER)
"""A deployment names its flow as an attribute of this module."""


@asynccontextmanager
async def fra_innstillinger() -> AsyncIterator[Drift]:
    """The context of an installation with the settings of this process, open while a run goes on."""
    innstillinger = les_innstillinger()
    async with aapne(innstillinger) as installasjon:
        if innstillinger.smtp_vert:  # a worker may be there before the service
            await begynn_paa_proeve(installasjon.lager, installasjon.grunnlag, installasjon.klokke.naa())
        yield installasjon.drift


ved_foerste_bruk(fra_innstillinger)
