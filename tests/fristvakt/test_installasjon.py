"""The composition root puts in place what the settings say."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import timedelta
from pathlib import Path
from shutil import copytree

import pytest

from flyter.motor.valg import LOKAL, PREFECT, Motor, gjeldende_motor
from fristvakt.innstillinger import les_innstillinger
from fristvakt.installasjon import HISTORIKK, aapne, sendernavn
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


FELLES = {"FRISTVAKT_DATABASE": "sqlite+aiosqlite:///{mappe}/felles.db"}


@pytest.mark.parametrize(
    ("innstillingene", "tilstand"),
    [
        ({}, Utbokstilstand.VENTER),
        ({"FRISTVAKT_MOTOR": "prefect"}, Utbokstilstand.KREVD),
        (FELLES, Utbokstilstand.VENTER),
        # Another service on the same database: its lock is on a folder of its own.
        (FELLES | {"FRISTVAKT_MAPPE": "{mappe}/en_annens"}, Utbokstilstand.KREVD),
    ],
)
async def test_en_start_slipper_det_en_drept_tjeneste_holdt_men_ikke_det_andre_kan_vaere_i_gang_med(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, innstillingene: Mapping[str, str], tilstand: Utbokstilstand
) -> None:
    """What somebody else is sending would be claimed again, and go twice."""
    if "FRISTVAKT_DATABASE" in innstillingene:
        monkeypatch.setenv("FRISTVAKT_DATABASE", FELLES["FRISTVAKT_DATABASE"].format(mappe=tmp_path))
    async with aapne(les_innstillinger()) as drept, drept.lager.skriving() as tx:
        await legg_i(tx, [rad("n1")], NAA)
        sender = sendernavn(drept.innstillinger)
        assert await krev(tx, av=f"{sender}/1", naa=NAA, dag=NAA.date(), til=NAA + timedelta(minutes=15))
    for navn, verdi in innstillingene.items():
        monkeypatch.setenv(navn, verdi.format(mappe=tmp_path))
    async with aapne(les_innstillinger()) as installasjon:
        await rydd_etter_forrige(installasjon)
        async with installasjon.lager.lesing() as tx:
            [en] = await les_koe(tx)
    assert en.tilstand is tilstand


@pytest.mark.parametrize(("mappe", "tilstand"), [("", "avbrutt"), ("en_annens", "kjoerer")])
async def test_en_start_avslutter_kjoeringene_til_den_drepte_tjenesten_men_ikke_andres(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, mappe: str, tilstand: str
) -> None:
    monkeypatch.setenv("FRISTVAKT_DATABASE", FELLES["FRISTVAKT_DATABASE"].format(mappe=tmp_path))
    async with aapne(les_innstillinger()) as foerste:
        await foerste.drift.kjoeringslogg.start("send", {}, NAA)
    if mappe:
        monkeypatch.setenv("FRISTVAKT_MAPPE", f"{tmp_path}/{mappe}")
    async with aapne(les_innstillinger()) as installasjon:
        await rydd_etter_forrige(installasjon)
        async with installasjon.lager.lesing() as tx:
            assert [k.tilstand for k in await les_kjoeringer(tx)] == [tilstand]


def test_i_en_felles_database_har_hver_datamappe_sitt_navn_og_beholder_det(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setenv("FRISTVAKT_DATABASE", FELLES["FRISTVAKT_DATABASE"].format(mappe=tmp_path))
    (en, igjen, annen) = (sendernavn(les_innstillinger(mappe=tmp_path / navn)) for navn in ("en", "en", "annen"))
    assert en == igjen != annen
    # A copy has the same key, and may run beside the one it was made of.
    copytree(tmp_path / "en", tmp_path / "kopi")
    assert sendernavn(les_innstillinger(mappe=tmp_path / "kopi")) != en
    assert (tmp_path / "en" / "noekkel").read_text() not in en


async def test_natten_rydder_i_kjoeringene() -> None:
    async with aapne(les_innstillinger()) as installasjon:
        drift, naa = installasjon.drift, installasjon.klokke.naa()
        for start in (naa - HISTORIKK - timedelta(days=1), naa - timedelta(days=1)):
            await drift.kjoeringslogg.start("send", {}, start)
        assert await drift.natt(naa) == 1
        async with installasjon.lager.lesing() as tx:
            assert [k.start for k in await les_kjoeringer(tx)] == [naa - timedelta(days=1)]
