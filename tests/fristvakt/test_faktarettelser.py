"""A fact file read again: a changed line takes effect as an undo and a new fact, or is told of. Never passed over."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.fristvakt.kommandoproeve import AVTALE, PULJE_2, Svar, fristvakt, rad, rader
from tests.fristvakt.test_les_og_bygg_om import bytt, kopi

__all__ = ["kopi"]

HOERING = """
[[faktum]]
skjedde = 2024-10-10
type = "steg_lagt_til"
id = "hoering"
tittel = "Høring"
parter = ["trysil"]
frist = 2024-11-01

[[faktum]]
skjedde = 2024-10-12
type = "frist_utsatt"
id = "mer-tid"
steg = "innsending"
til = 2024-12-06
"""


@pytest.fixture
def faktafil(data: Path, kopi: Path) -> Path:
    """The fact file with a step added and a fact that has an id, read once."""
    fil = kopi.parent / "fakta" / PULJE_2.name
    fil.write_text(fil.read_text(encoding="utf-8") + HOERING, encoding="utf-8")
    assert les(kopi).json()["nye_fakta"] == 2
    return fil


def les(fil: Path, dag: str = "2024-10-17") -> Svar:
    return fristvakt("les", fil, "--naa", dag, "--json")


def hoeringen() -> list[dict[str, object]]:
    return rader(fristvakt("plan", "--naa", "2024-10-17", "--json"), id="tillegg.hoering")


def test_et_rettet_steg_gjelder_slik_det_er_naa_og_rettes_bare_en_gang(faktafil: Path, kopi: Path) -> None:
    bytt(faktafil, 'tittel = "Høring"\nparter = ["trysil"]', 'tittel = "Høring i Åmot"\nparter = ["aamot"]')
    svar = les(kopi).json()
    rettet = "«steg_lagt_til tillegg.hoering» 10.10.2024 er rettet i faktafilen. Det som sto der før, er angret."
    assert (svar["endringer"], svar["nye_fakta"]) == ([rettet], 1)
    assert [(s["tittel"], s["part"]) for s in hoeringen()] == [("Høring i Åmot", "aamot")]
    assert les(kopi).json()["endringer"] == []


def test_det_som_rettes_tilbake_gjelder_ogsaa(faktafil: Path, kopi: Path) -> None:
    for fra, til in (("2024-11-01", "2024-11-08"), ("2024-11-08", "2024-11-01")):
        bytt(faktafil, f"frist = {fra}", f"frist = {til}")
        assert les(kopi).json()["nye_fakta"] == 1
        assert [s["frist"] for s in hoeringen()] == [til]


def innsending() -> object:
    return rad(fristvakt("plan", "--naa", "2024-10-17", "--json"), id="innsending")["frist"]


def test_et_faktum_med_id_kan_ogsaa_rettes(faktafil: Path, kopi: Path) -> None:
    bytt(faktafil, "til = 2024-12-06", "til = 2024-12-13")
    assert les(kopi).json()["nye_fakta"] == 1
    assert innsending() == "2024-12-13"


def test_et_faktum_som_er_rettet_kan_angres_i_filen(faktafil: Path, kopi: Path) -> None:
    bytt(faktafil, "til = 2024-12-06", "til = 2024-12-13")
    les(kopi)
    angring = '\n[[faktum]]\nskjedde = 2024-10-16\ntype = "faktum_angret"\nfaktum = "mer-tid"\n'
    faktafil.write_text(faktafil.read_text(encoding="utf-8") + angring, encoding="utf-8")
    assert les(kopi).json()["nye_fakta"] == 1
    assert innsending() == "2024-11-29"


def test_det_som_flyttes_fram_i_tid_gjelder_ikke_foer_dagen_kommer(faktafil: Path, kopi: Path) -> None:
    bytt(faktafil, "skjedde = 2024-10-10", "skjedde = 2024-10-18")
    assert les(kopi).json()["nye_fakta"] == 0
    assert hoeringen() == []
    assert les(kopi, "2024-10-18").json()["endringer"] == []
    assert rader(fristvakt("plan", "--naa", "2024-10-18", "--json"), id="tillegg.hoering") != []


def test_det_noen_har_angret_blir_staaende_som_angret_og_det_sies(faktafil: Path, kopi: Path) -> None:
    lagt_til = rad(fristvakt("fakta", AVTALE, "--json"), type="steg_lagt_til")
    assert fristvakt("registrer", AVTALE, "faktum_angret", f"faktum={lagt_til['id']}", "--naa", "2024-10-17").kode == 0
    bytt(faktafil, 'tittel = "Høring"', 'tittel = "Ny høring"')
    svar = les(kopi).json()
    assert svar["endringer"][0].endswith("er endret i faktafilen, men er angret. Endringen er ikke lagret.")
    assert hoeringen() == []


def test_en_tom_tittel_sies_en_gang(data: Path) -> None:
    svar = fristvakt("registrer", AVTALE, "steg_lagt_til", "id=a", "tittel=", "parter=trysil", "--naa", "2024-10-16")
    assert (svar.kode, svar.linjer) == (
        2,
        ["tittel: Teksten er tom. Skriv noe, eller ta bort linjen hvis den ikke trengs."],
    )


def test_en_for_lang_tittel_sies_en_gang(data: Path) -> None:
    lang = ("steg_lagt_til", "id=a", f"tittel={'A' * 300}", "parter=trysil", "--naa", "2024-10-16")
    svar = fristvakt("registrer", AVTALE, *lang)
    assert (svar.kode, svar.linjer) == (
        2,
        ["tittel: Navnet er på 300 tegn. Et navn eller en tittel kan ha høyst 200 tegn."],
    )
