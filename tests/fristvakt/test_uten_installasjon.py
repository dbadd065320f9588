"""Commands that only look leave nothing behind, and say how to begin where nothing has been begun."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.fristvakt.kommandoproeve import AVTALE, PULJE_2, ROT, fristvakt


@pytest.mark.parametrize(
    "ord_",
    [
        ("plan",),
        ("hvem", "--json"),
        ("frister",),
        ("aarshjul",),
        ("post",),
        ("feed",),
        ("kjoeringer",),
        ("feed", "part", "aamot"),
        ("bygg-om",),
        ("registrer", AVTALE, "steg_utfoert", "steg=innsending"),
    ],
    ids=" ".join,
)
def test_der_ingenting_er_begynt_sies_det_hvordan_og_ingenting_lages(tom_maskin: Path, ord_: tuple[str, ...]) -> None:
    svar = fristvakt(*ord_)
    assert (svar.kode, svar.ut, len(svar.linjer)) == (1, "", 1)
    assert f"Det er ingen avtaler i datamappen {tom_maskin / 'data'} ennå." in svar.feil
    assert "«fristvakt les FIL»" in svar.feil
    assert "«fristvakt start»" in svar.feil
    assert not list(tom_maskin.iterdir())


def test_en_fil_som_ikke_gaar_an_lager_ingen_datamappe(tom_maskin: Path) -> None:
    assert fristvakt("les", "borte.toml").kode == 2
    assert not list(tom_maskin.iterdir())


@pytest.mark.parametrize("navn", ["", " "])
def test_en_datamappe_uten_navn_er_ikke_mappen_man_staar_i(
    monkeypatch: pytest.MonkeyPatch, tom_maskin: Path, navn: str
) -> None:
    svar = fristvakt("les", PULJE_2, "--mappe", navn)
    assert (svar.kode, svar.ut, svar.linjer) == (2, "", ["--mappe: navnet på datamappen er tomt."])
    monkeypatch.setenv("FRISTVAKT_MAPPE", navn)
    svar = fristvakt("les", PULJE_2)
    assert (svar.kode, svar.ut, len(svar.linjer)) == (2, "", 1)
    assert "FRISTVAKT_MAPPE: Navnet på datamappen er tomt." in svar.feil
    assert not list(tom_maskin.iterdir())


def test_det_systemet_sier_nei_til_sies_paa_norsk(tmp_path: Path) -> None:
    fil = tmp_path / "fil"
    fil.write_text("noe annet")
    for mappe, grunn in ((fil, "det ligger allerede noe annet der"), (fil / "under", "en del av stien er en fil")):
        svar = fristvakt("les", PULJE_2, "--mappe", mappe)
        assert (svar.kode, svar.ut, len(svar.linjer)) == (1, "", 1)
        assert f"Får ikke brukt {mappe}: {grunn}" in svar.feil


@pytest.mark.skipif(sys.platform != "linux", reason="a folder nobody can write to, also not root")
@pytest.mark.parametrize("ord_", [("hvem",), ("les", str(PULJE_2))], ids=" ".join)
def test_en_mappe_ingen_kan_skrive_i_gir_ett_svar(ord_: tuple[str, ...]) -> None:
    svar = _i_egen_prosess(*ord_, "--mappe", "/proc/1")
    assert (svar.returncode, svar.stdout) == (1, b"")
    assert len(svar.stderr.decode().splitlines()) == 1


@pytest.mark.parametrize(
    "miljoe",
    [
        {"PYTHONIOENCODING": "ascii"},
        {"LC_ALL": "C", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0"},
        {"PYTHONIOENCODING": "latin-1"},
    ],
    ids=lambda m: next(iter(m)),
)
def test_en_terminal_uten_norske_tegn_faar_svaret_likevel(tom_maskin: Path, miljoe: dict[str, str]) -> None:
    tabell = _i_egen_prosess("hvem", str(PULJE_2), "--naa", "2024-10-16", miljoe=miljoe)
    assert (tabell.returncode, tabell.stderr) == (0, b"")
    assert b"Trysil" in tabell.stdout
    feil = _i_egen_prosess("skjema", "tull", miljoe=miljoe)
    assert (feil.returncode, feil.stdout) == (2, b"")
    assert b"Velg mellom avtale" in feil.stderr


def test_json_er_utf_8_ogsaa_der_terminalen_ikke_er_det(tom_maskin: Path) -> None:
    ord_ = ("plan", str(PULJE_2), "--naa", "2024-10-16", "--json")
    som_ellers, ascii_ = (_i_egen_prosess(*ord_, miljoe={"PYTHONIOENCODING": k}) for k in ("utf-8", "ascii"))
    assert "Våler".encode() in som_ellers.stdout
    assert ascii_.stdout.isascii()
    assert _lest(ascii_.stdout) == _lest(som_ellers.stdout)


def _lest(svar: bytes) -> object:
    return json.loads(svar.decode("utf-8"))


def _i_egen_prosess(*ord_: str, miljoe: dict[str, str] | None = None) -> subprocess.CompletedProcess[bytes]:
    uten = {
        navn: verdi for navn, verdi in os.environ.items() if navn not in {"PYTHONIOENCODING", "LC_ALL", "PYTHONUTF8"}
    }
    return subprocess.run(
        [sys.executable, "-m", "fristvakt.cli", *ord_],
        env={**uten, "PYTHONPATH": str(ROT), **(miljoe or {})},
        capture_output=True,
        timeout=60,
        check=False,
    )
