"""The composition root puts in place what the settings say."""

from __future__ import annotations

from datetime import timedelta

import pytest

from flyter.motor.valg import LOKAL, PREFECT, Motor, gjeldende_motor
from fristvakt.innstillinger import les_innstillinger
from fristvakt.installasjon import HISTORIKK, aapne
from modeller.lager.kjoeringer import les_kjoeringer


@pytest.mark.parametrize(("valg", "motor"), [("prefect", PREFECT), ("lokal", LOKAL)])
async def test_motoren_er_den_som_er_valgt(monkeypatch: pytest.MonkeyPatch, valg: str, motor: Motor) -> None:
    monkeypatch.setenv("FRISTVAKT_MOTOR", valg)
    async with aapne(les_innstillinger()):
        assert gjeldende_motor() is motor
    monkeypatch.setenv("FRISTVAKT_MOTOR", "lokal")
    async with aapne(les_innstillinger()):
        assert gjeldende_motor() is LOKAL


async def test_natten_rydder_i_kjoeringene() -> None:
    async with aapne(les_innstillinger()) as installasjon:
        drift, naa = installasjon.drift, installasjon.klokke.naa()
        for start in (naa - HISTORIKK - timedelta(days=1), naa - timedelta(days=1)):
            await drift.kjoeringslogg.start("send", {}, start)
        assert await drift.natt(naa) == 1
        async with installasjon.lager.lesing() as tx:
            assert [k.start for k in await les_kjoeringer(tx)] == [naa - timedelta(days=1)]
