"""The answer app as it runs: beside the board on a socket of its own, alone, and refused where it cannot be."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
from collections.abc import Iterator
from email import message_from_bytes
from email.policy import default
from html import unescape
from pathlib import Path

import httpx
import pytest

from tests.fristvakt.kommandoproeve import PULJE_2, ROT, fristvakt
from tests.fristvakt.tjenesteproeve import Tjeneste, start, vent_til

pytestmark = pytest.mark.treg
LENKE = re.compile(r'href="([^"]+/s/[^"]+)"[^>]*>Vi er på saken<')


@pytest.fixture(scope="module")
def demoen(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Tjeneste]:
    tjeneste = start(tmp_path_factory.mktemp("svar") / "demo", "--naa", "2024-10-16", "--demo")
    yield tjeneste
    if tjeneste.prosess.poll() is None:
        tjeneste.drep()


def spoer(metode: str, adresse: str, **felt: str) -> httpx.Response:
    return httpx.request(metode, adresse, data=felt or None, timeout=30, trust_env=False)


def test_en_lenke_i_posten_foerer_til_et_faktum_som_tavla_viser(demoen: Tjeneste) -> None:
    fortalt = json.loads(demoen.ut.read_text(encoding="utf-8"))
    post = Path(fortalt["mappe"]) / "post" / "new"

    def dagens() -> list[str]:
        filer = sorted(post.iterdir(), key=lambda fil: fil.stat().st_mtime) if post.exists() else []
        brev = [message_from_bytes(fil.read_bytes(), policy=default) for fil in filer]
        delene = [del_ for en in brev if "16 Oct 2024" in en["Date"] and (del_ := en.get_body(("html",)))]
        return [adresse for del_ in delene for adresse in LENKE.findall(del_.get_content())]

    assert vent_til(lambda: bool(dagens()), 60), "the demo's own mail of the day"
    lenke = dagens()[0]
    assert lenke.startswith(fortalt["svaradresse"])
    skjema = spoer("GET", lenke)
    assert (skjema.status_code, "Når regner dere med å være ferdige?" in skjema.text) == (200, True)
    svar = spoer("POST", lenke, dato="2024-10-23", merknad="")
    assert svar.status_code == 200, svar.text
    assert "er på saken og regner med å være ferdig 23.10.2024" in unescape(svar.text)
    avtaler = re.findall(r'href="(/avtale/[\w-]+)"', demoen.hent("/avtaler").text)
    assert any("fra e-post" in demoen.hent(sti).text for sti in dict.fromkeys(avtaler))


def test_svarsidene_viser_ikke_tavla_og_tavla_ikke_svarsidene(demoen: Tjeneste) -> None:
    svaradresse = json.loads(demoen.ut.read_text(encoding="utf-8"))["svaradresse"]
    assert spoer("GET", f"{svaradresse}/avtaler").status_code == 404
    assert spoer("GET", f"{svaradresse}/statisk/fristvakt.css").status_code == 200
    assert demoen.hent("/s/noe").status_code == 404


def test_svarsidene_kan_kjoere_alene_paa_samme_database(tmp_path: Path) -> None:
    mappe = tmp_path / "data"
    assert fristvakt("les", PULJE_2, "--mappe", mappe).kode == 0
    miljoe = {navn: verdi for navn, verdi in os.environ.items() if not navn.startswith("FRISTVAKT_")}
    satt_opp = {"FRISTVAKT_SVAR_ADRESSE": "127.0.0.1", "FRISTVAKT_SVAR_PORT": "0", "PYTHONPATH": str(ROT)}
    kommando = [sys.executable, "-m", "fristvakt.cli", "svar", "--mappe", str(mappe), "--json"]
    uten = subprocess.run(kommando, env=miljoe | {"PYTHONPATH": str(ROT)}, capture_output=True, text=True, check=False)
    assert (uten.returncode, "Svarsidene er ikke satt opp" in uten.stderr) == (2, True)
    ut = tmp_path / "ut"
    with ut.open("wb") as til:
        prosess = subprocess.Popen(kommando, env=miljoe | satt_opp, stdout=til, stderr=subprocess.DEVNULL)
    try:
        assert vent_til(lambda: ut.read_text(encoding="utf-8").endswith("}\n"), 60)
        adresse = json.loads(ut.read_text(encoding="utf-8"))["adresse"]

        def svarer() -> bool:
            try:
                return spoer("GET", f"{adresse}/robots.txt").status_code == 200
            except httpx.TransportError:
                return False

        assert vent_til(svarer, 30)
        prosess.terminate()
        assert prosess.wait(timeout=30) == 0
    finally:
        prosess.kill()
        prosess.wait()
