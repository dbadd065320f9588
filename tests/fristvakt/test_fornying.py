"""A calendar address that has gone astray is replaced: the old one is closed, the new one serves the same feed."""

from __future__ import annotations

import asyncio
from pathlib import Path

import pytest

from fristvakt.innstillinger import les_innstillinger
from fristvakt.installasjon import aapne
from modeller.abonnement import tokensum
from modeller.lager.abonnementer import finn_abonnement
from tests.fristvakt.kommandoproeve import fristvakt


def maalet_bak(adresse: str) -> str | None:
    async def finn() -> str | None:
        async with aapne(les_innstillinger()) as installasjon, installasjon.lager.lesing() as tx:
            abonnement = await finn_abonnement(tx, tokensum(adresse.rpartition("/")[2].removesuffix(".ics")))
            return abonnement.maal if abonnement else None

    return asyncio.run(finn())


def test_en_fornyet_adresse_gjelder_det_samme_og_den_gamle_er_stengt(data: Path) -> None:
    gammel = fristvakt("feed", "part", "aamot", "--json").json()["adresse"]
    (abonnement,) = fristvakt("feed", "--json").json()
    ny = fristvakt("feed", "--forny", abonnement["id"], "--json").json()["adresse"]
    assert ny != gammel
    assert (maalet_bak(ny), maalet_bak(gammel)) == ("aamot", None)
    nyest = fristvakt("feed", "--forny", abonnement["id"], "--json").json()["adresse"]
    assert (maalet_bak(nyest), maalet_bak(ny)) == ("aamot", None)


def test_en_adresse_som_er_stengt_kan_ikke_fornyes(data: Path) -> None:
    fristvakt("feed", "part", "aamot")
    (abonnement,) = fristvakt("feed", "--json").json()
    assert fristvakt("feed", "--trekk", abonnement["id"]).kode == 0
    igjen = fristvakt("feed", "--forny", abonnement["id"])
    assert (igjen.kode, igjen.ut) == (2, "")
    assert abonnement["id"] in igjen.feil


@pytest.mark.parametrize("ord_", [("--trekk", "a", "--forny", "b"), ("part", "aamot", "--forny", "a")])
def test_ett_om_gangen(data: Path, ord_: tuple[str, ...]) -> None:
    svar = fristvakt("feed", *ord_)
    assert (svar.kode, svar.ut) == (2, "")
    assert "ett om gangen" in svar.feil
    assert fristvakt("feed", "--json").json() == []
