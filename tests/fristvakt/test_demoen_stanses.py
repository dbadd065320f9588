"""The demo is stopped while it lives through its six weeks: the day it is in is lived to its end, and no day after."""

from __future__ import annotations

import asyncio
from datetime import UTC, datetime

import pytest

from flyter.flyter import FLYTER
from fristvakt.demo import spill_av
from fristvakt.innstillinger import les_innstillinger
from fristvakt.installasjon import aapne

NAA = datetime(2025, 11, 20, 7, 0, tzinfo=UTC)


async def test_det_som_skrives_idet_demoen_stanses_skrives_ferdig_og_laaser_ikke_filen(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    inne, aapent = asyncio.Event(), asyncio.Event()
    ferdig: list[bool] = []
    async with aapne(les_innstillinger()) as installasjon:

        async def send() -> None:
            async with installasjon.lager.skriving():
                inne.set()
                await aapent.wait()
                ferdig.append(True)

        monkeypatch.setattr("fristvakt.demo.FLYTER", {**FLYTER, "send": send})
        arbeid = asyncio.create_task(spill_av(installasjon.drift, NAA))
        await inne.wait()
        arbeid.cancel()
        aapent.set()
        with pytest.raises(asyncio.CancelledError):
            await arbeid
        async with installasjon.lager.skriving():
            assert ferdig == [True]
