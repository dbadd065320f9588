"""`kjoeringer` shows what ran when, how long it took and how it went."""

from __future__ import annotations

import asyncio
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from fristvakt.innstillinger import les_innstillinger
from fristvakt.installasjon import aapne
from tests.fristvakt.kommandoproeve import fristvakt

START = datetime(2024, 10, 16, 3, 5, tzinfo=UTC)


@pytest.fixture
def kjoert(data: Path) -> None:
    """A run that went well, one that failed after three tries, and one that goes on."""

    async def kjoer() -> None:
        async with aapne(les_innstillinger()) as installasjon:
            bok = installasjon.drift.kjoeringslogg
            fullfoert = await bok.start("bygdevekst", {}, START)
            await bok.slutt(fullfoert, "fullfoert", None, [], START + timedelta(seconds=1.5))
            feilet = await bok.start("send", {}, START + timedelta(hours=2))
            feil = "ConnectionRefusedError: [Errno 111] nei"
            await bok.slutt(feilet, "feilet", feil, [{"forsoek": 3}], START + timedelta(hours=2, minutes=2))
            await bok.start("natt", {}, START + timedelta(hours=3))

    asyncio.run(kjoer())


def test_hver_kjoering_staar_med_tid_varighet_utfall_forsoek_og_feil(kjoert: None) -> None:
    svar = fristvakt("kjoeringer")
    assert (svar.kode, svar.feil) == (0, "")
    natt, send, bygdevekst = [[felt.strip() for felt in linje.split("│")[1:-1]] for linje in svar.ut.splitlines()[4:-1]]
    assert natt == ["natt", "16.10.2024 08:05:00", "–", "kjører", "1", ""]
    assert send == [
        "send",
        "16.10.2024 07:05:00",
        "2 min 0 s",
        "feilet",
        "3",
        "ConnectionRefusedError: [Errno 111] nei",
    ]
    assert bygdevekst == ["bygdevekst", "16.10.2024 05:05:00", "1,5 s", "fullført", "1", ""]


def test_svaret_som_json_har_kontraktens_noekler(kjoert: None) -> None:
    rader = fristvakt("kjoeringer", "--json").json()
    assert {tuple(rad) for rad in rader} == {
        ("id", "jobb", "start", "slutt", "sekunder", "tilstand", "forsoek", "feil")
    }
    assert [(r["jobb"], r["start"], r["sekunder"], r["tilstand"], r["forsoek"]) for r in rader] == [
        ("natt", "2024-10-16T08:05:00+02:00", None, "kjoerer", 1),
        ("send", "2024-10-16T07:05:00+02:00", 120.0, "feilet", 3),
        ("bygdevekst", "2024-10-16T05:05:00+02:00", 1.5, "fullfoert", 1),
    ]


def test_en_jobb_for_seg_og_bare_saa_mange_man_ber_om(kjoert: None) -> None:
    assert [r["jobb"] for r in fristvakt("kjoeringer", "send", "--json").json()] == ["send"]
    assert [r["jobb"] for r in fristvakt("kjoeringer", "--antall", 1, "--json").json()] == ["natt"]


def test_en_jobb_som_ikke_finnes_sies_det_fra_om(data: Path) -> None:
    svar = fristvakt("kjoeringer", "sendt")
    assert (svar.kode, svar.linjer) == (2, ["Finner ikke jobben «sendt». Mente du «send»?"])


def test_foer_noe_er_kjoert_sies_det(data: Path) -> None:
    assert fristvakt("kjoeringer").ut.startswith("Ingenting er kjørt ennå.")
    assert fristvakt("kjoeringer", "--json").json() == []
