"""A contact may be for some agreements only: for agreements that there are, or that come with the same files."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.filer.filproeve import AVTALE, REGISTER, Mappe
from tests.fristvakt.kommandoproeve import Svar, fristvakt

NAA = ("--naa", "2024-10-16")
MED_FEIL = REGISTER.replace(
    'epost = "koordinator@kdd.example"', 'epost = "koordinator@kdd.example"\navtaler = ["proev"]'
)


@pytest.fixture
def mappe(tmp_path: Path) -> Mappe:
    (tmp_path / "filer").mkdir()
    return Mappe(tmp_path / "filer")


def les(mappe: Mappe, *navn: str) -> Svar:
    return fristvakt("les", *(mappe.sti / n for n in navn), *NAA)


def test_en_avtale_som_ikke_finnes_avvises_med_fil_linje_og_det_som_ligner(mappe: Mappe) -> None:
    mappe.skriv("register.toml", MED_FEIL)
    svar = les(mappe, "avtale.toml")
    assert (svar.kode, svar.ut) == (2, "")
    linje = MED_FEIL.splitlines().index('avtaler = ["proev"]') + 1
    assert svar.feil == (
        f"{mappe.sti}/register.toml:{linje}: kontakt[1].avtaler[1]: Kontakten «kdd-koordinator» er bare for avtalen "
        "«proev», som ikke finnes. Mente du «proeve»? Er avtalen ny, leser du filen med den i samme omgang.\n"
    )


ANDRE_AVTALER = """
[[kontakt]]
id = "trysil-{nr}"
part = "trysil"
navn = "Saksbehandler {nr}"
epost = "saksbehandler{nr}@trysil.example"
avtaler = ["helt-annen-{avtale}"]
"""


def test_et_felles_register_uten_de_andre_avtalene_avvises_med_en_linje(mappe: Mappe) -> None:
    felles = REGISTER + "".join(ANDRE_AVTALER.format(nr=nr, avtale=avtale) for nr, avtale in enumerate("aabc"))
    mappe.skriv("register.toml", felles)
    svar = les(mappe, "avtale.toml")
    linje = felles.splitlines().index('avtaler = ["helt-annen-a"]') + 1
    assert svar.kode == 2
    assert svar.feil == (
        f"{mappe.sti}/register.toml:{linje}: Noen kontakter er bare for avtaler som ikke finnes: «helt-annen-a», "
        "«helt-annen-b» og «helt-annen-c». Les filene med avtalene i samme omgang, eller legg dem i samme mappe som "
        "registeret.\n"
    )
    for avtale in "abc":
        mappe.skriv(f"{avtale}.toml", AVTALE.replace('id = "proeve"', f'id = "helt-annen-{avtale}"', 1))
    assert les(mappe, "avtale.toml").kode == 0, "what it said helps"


def test_en_avtale_flere_kontakter_er_for_sies_en_gang_med_det_som_ligner(mappe: Mappe) -> None:
    begge = "".join(ANDRE_AVTALER.format(nr=nr, avtale="a") for nr in range(2)).replace("helt-annen-a", "proev")
    mappe.skriv("register.toml", REGISTER + begge)
    svar = les(mappe, "avtale.toml")
    assert (svar.kode, len(svar.linjer)) == (2, 1)
    assert "Noen kontakter er bare for avtalen «proev», som ikke finnes. Mente du «proeve»?" in svar.feil


def test_et_register_kan_leses_foer_avtalene(mappe: Mappe) -> None:
    mappe.skriv("register.toml", MED_FEIL)
    assert les(mappe, "register.toml").kode == 0


def test_et_register_som_leses_naar_avtalene_er_der_holdes_mot_dem(mappe: Mappe) -> None:
    assert les(mappe, "avtale.toml").kode == 0
    mappe.skriv("register.toml", MED_FEIL)
    svar = les(mappe, "register.toml")
    assert (svar.kode, svar.linjer[0].endswith("leser du filen med den i samme omgang.")) == (2, True)


@pytest.mark.parametrize("hvor", ["ved siden av", "lest foer"])
def test_avtaler_som_deler_register_kan_leses_hver_for_seg(mappe: Mappe, tmp_path: Path, hvor: str) -> None:
    annen = AVTALE.replace('id = "proeve"', 'id = "proev"', 1)
    mappe.skriv("register.toml", MED_FEIL)
    if hvor == "ved siden av":
        mappe.skriv("annen.toml", annen)
    else:
        (tmp_path / "annet").mkdir()
        andre = Mappe(tmp_path / "annet")
        andre.skriv("annen.toml", annen)
        assert les(andre, "annen.toml").kode == 0
    assert les(mappe, "avtale.toml").kode == 0


def test_en_kontakt_som_registreres_for_en_ukjent_avtale_avvises(data: Path) -> None:
    ny = ("kontakt_registrert", "id=trysil-ny", "part=trysil", "navn=Ny", "epost=ny@trysil.example")
    svar = fristvakt("registrer", *ny, "avtaler=engerdal-trysil-vaaler", *NAA)
    assert (svar.kode, svar.ut) == (2, "")
    assert (
        "avtaler: Avtalen «engerdal-trysil-vaaler» finnes ikke. Mente du «engerdal-trysil-vaaler-aamot»?" in svar.feil
    )
    assert fristvakt("registrer", *ny, "avtaler=engerdal-trysil-vaaler-aamot", *NAA).kode == 0
