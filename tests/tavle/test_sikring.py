"""The board's outer wall: who may ask, and what a page may do in the browser."""

import httpx
import pytest

from tavle.sikring import LOKALE_NAVN, vertsnavn


@pytest.mark.parametrize("vert", ["localhost", "localhost:8000", "127.0.0.1:8000", "[::1]:8000", "[::1]", "LOCALHOST"])
async def test_maskinens_egne_navn_slipper_inn(tavla: httpx.AsyncClient, vert: str) -> None:
    assert (await tavla.get("/", headers={"host": vert})).status_code == 200


@pytest.mark.parametrize(
    "vert", ["ond.example", "localhost.ond.example", "127.0.0.1.ond.example:8000", "[::2]", "", "[::1].ond.example"]
)
async def test_fremmede_navn_blir_avvist_paa_alle_adresser(tavla: httpx.AsyncClient, vert: str) -> None:
    for sti in ("/", "/api/planer", "/statisk/fristvakt.css"):
        svar = await tavla.get(sti, headers={"host": vert})
        assert svar.status_code == 400
        assert "Bygdevekst" not in svar.text


def test_vertsnavn_taaler_det_som_ikke_er_et_navn() -> None:
    assert vertsnavn("[::1") not in LOKALE_NAVN
    assert vertsnavn("[") not in LOKALE_NAVN
    assert vertsnavn("localhost:80:80") not in LOKALE_NAVN
    assert vertsnavn("localhost:ond.example") not in LOKALE_NAVN


@pytest.mark.parametrize("sti", ["/", "/avtale/pulje2", "/finnes-ikke", "/api/hvem", "/statisk/fristvakt.css"])
async def test_hvert_svar_har_sikre_hoder(tavla: httpx.AsyncClient, sti: str) -> None:
    hoder = (await tavla.get(sti)).headers
    assert "default-src 'self'" in hoder["content-security-policy"]
    assert "frame-ancestors 'none'" in hoder["content-security-policy"]
    assert "unsafe-inline" not in hoder["content-security-policy"]
    assert hoder["x-content-type-options"] == "nosniff"
    assert hoder["x-frame-options"] == "DENY"
    assert hoder["referrer-policy"] == "same-origin"


async def test_bytte_av_maalform_kan_ikke_lede_til_en_annen_tjener(tavla: httpx.AsyncClient) -> None:
    svar = await tavla.get("//ond.example/")
    assert 'href="//' not in svar.text


async def test_statiske_filer_kommer_ikke_utenfra_mappa(tavla: httpx.AsyncClient) -> None:
    assert (await tavla.get("/statisk/..%2fapp.py")).status_code == 404
    assert (await tavla.get("/statisk/fristvakt.css")).status_code == 200
