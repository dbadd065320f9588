"""The composition root puts in place what the settings say."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

import pytest

from flyter.motor.valg import LOKAL, PREFECT, Motor, gjeldende_motor
from fristvakt.innstillinger import les_innstillinger
from fristvakt.installasjon import HISTORIKK, aapne
from fristvakt.tjeneste import rydd_etter_forrige
from modeller.lager.kjoeringer import les_kjoeringer
from modeller.lager.tabeller import Utbokstilstand
from modeller.lager.utboks import krev, legg_i, les_koe
from tests.lager.lagerbygg import NAA, rad


@pytest.mark.parametrize(("valg", "motor"), [("prefect", PREFECT), ("lokal", LOKAL)])
async def test_motoren_er_den_som_er_valgt(monkeypatch: pytest.MonkeyPatch, valg: str, motor: Motor) -> None:
    monkeypatch.setenv("FRISTVAKT_MOTOR", valg)
    async with aapne(les_innstillinger()):
        assert gjeldende_motor() is motor
    monkeypatch.setenv("FRISTVAKT_MOTOR", "lokal")
    async with aapne(les_innstillinger()):
        assert gjeldende_motor() is LOKAL


@pytest.mark.parametrize(
    ("innstilling", "verdi", "tilstand"),
    [
        ("FRISTVAKT_MOTOR", "lokal", Utbokstilstand.VENTER),
        ("FRISTVAKT_MOTOR", "prefect", Utbokstilstand.KREVD),
        # Another service may be on the same database: its lock is on a folder of its own.
        ("FRISTVAKT_DATABASE", "sqlite+aiosqlite:///{mappe}/felles.db", Utbokstilstand.KREVD),
    ],
)
async def test_en_start_slipper_det_en_drept_tjeneste_holdt_men_ikke_det_andre_kan_vaere_i_gang_med(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, innstilling: str, verdi: str, tilstand: Utbokstilstand
) -> None:
    """What somebody else is sending would be claimed again, and go twice."""
    monkeypatch.setenv(innstilling, verdi.format(mappe=tmp_path))
    async with aapne(les_innstillinger()) as installasjon:
        async with installasjon.lager.skriving() as tx:
            await legg_i(tx, [rad("n1")], NAA)
            assert await krev(tx, av="en annen", naa=NAA, dag=NAA.date(), til=NAA + timedelta(minutes=15))
        await rydd_etter_forrige(installasjon)
        async with installasjon.lager.lesing() as tx:
            [en] = await les_koe(tx)
    assert en.tilstand is tilstand


async def test_natten_rydder_i_kjoeringene() -> None:
    async with aapne(les_innstillinger()) as installasjon:
        drift, naa = installasjon.drift, installasjon.klokke.naa()
        for start in (naa - HISTORIKK - timedelta(days=1), naa - timedelta(days=1)):
            await drift.kjoeringslogg.start("send", {}, start)
        assert await drift.natt(naa) == 1
        async with installasjon.lager.lesing() as tx:
            assert [k.start for k in await les_kjoeringer(tx)] == [naa - timedelta(days=1)]
