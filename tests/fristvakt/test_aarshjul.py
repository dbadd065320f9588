"""`fristvakt aarshjul`: the year of all the examples as tables, as JSON and as a wheel."""

from __future__ import annotations

import re
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from fristvakt.utskrift import UT
from tests.fristvakt.kommandoproeve import ALLE, AVTALE, PULJE_2, Svar, fristvakt

NAA = ("--naa", "2026-03-01")


@pytest.fixture(scope="module")
def aaret() -> Svar:
    return fristvakt("aarshjul", *ALLE, "--aar", 2026, *NAA, "--json")


def alle_innslag(svar: Svar) -> list[dict[str, Any]]:
    return [en for maaned in svar.json()["maaneder"] for en in maaned["innslag"]]


def test_aaret_samler_alle_avtalene_maaned_for_maaned(aaret: Svar) -> None:
    rad = aaret.json()
    assert (rad["aar"], rad["per"], rad["part"]) == (2026, "2026-03-01", None)
    assert {en["avtale"] for en in rad["avtaler"]} == {fil.stem for fil in ALLE}
    for nr, maaned in enumerate(rad["maaneder"], start=1):
        datoer = [date.fromisoformat(en["dato"]) for en in maaned["innslag"]]
        assert {(dato.year, dato.month) for dato in datoer} <= {(2026, nr)}
    assert len(alle_innslag(aaret)) > 300


def test_ti_dialoger_som_ikke_har_faatt_dag_er_en_kollisjon_for_departementet(aaret: Svar) -> None:
    (kollisjon,) = [k for k in aaret.json()["kollisjoner"] if k["part"] == "kdd"]
    assert (kollisjon["slag"], kollisjon["fra"], kollisjon["antall"]) == ("moeter_i_maaneden", "2026-11-01", 10)
    assert kollisjon["forklaring"]["nb"] == "KDD har 10 møter i november. Ingen av dem har fått dag ennå."


def test_med_en_part_er_bare_det_parten_er_med_paa_igjen(aaret: Svar) -> None:
    svar = fristvakt("aarshjul", *ALLE, "--aar", 2026, *NAA, "--part", "trysil", "--json")
    trysils = [en for en in alle_innslag(aaret) if "trysil" in (*en["parter"], *en["deltar"])]
    assert alle_innslag(svar) == trysils
    assert [en["avtale"] for en in svar.json()["avtaler"]] == [AVTALE]


def test_med_en_avtale_er_bare_den_med() -> None:
    svar = fristvakt("aarshjul", *ALLE, "--aar", 2026, *NAA, "--avtale", "tett-paa", "--avtale", AVTALE, "--json")
    assert {en["avtale"] for en in alle_innslag(svar)} == {"tett-paa", AVTALE}


def test_uten_aar_er_det_aaret_vi_er_i() -> None:
    assert fristvakt("aarshjul", PULJE_2, "--naa", "2027-05-01", "--json").json()["aar"] == 2027


def test_uten_filer_gjelder_det_som_er_lagret(data: Path) -> None:
    fra_lager = fristvakt("aarshjul", "--aar", 2025, "--naa", "2024-10-16", "--json").json()
    assert fra_lager == fristvakt("aarshjul", PULJE_2, "--aar", 2025, "--naa", "2024-10-16", "--json").json()


def test_tabellene_viser_hver_maaned_kollisjonene_og_det_som_er_utenfor() -> None:
    ut = fristvakt("aarshjul", *ALLE, "--aar", 2026, *NAA).ut
    assert ut.startswith("Årshjul 2026 – 21 avtaler, per 1.3.2026\n")
    assert "November 2026" in ut
    assert "Kollisjoner:\n• KDD har 10 møter i november." in ut
    senere = fristvakt("aarshjul", *ALLE, "--aar", 2031, *NAA).ut
    assert "Ingen datoer i 2031." in senere
    assert re.search(r"\d+ avtaler har ingen kjent slutt og er planlagt til og med 2027\.", senere)


def test_tabellene_faar_plass_i_en_smal_terminal_med_hele_datoer_og_hel_status(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(UT, "width", 80)
    ut = fristvakt("aarshjul", *ALLE, "--aar", 2026, *NAA).ut
    rader = [linje for linje in ut.splitlines() if linje.startswith("│")]
    assert len(rader) > 60
    assert {len(rad) for rad in rader} <= set(range(60, 81))
    assert all(rad.endswith("│") for rad in rader)
    statuser = {rad.split("│")[4].strip() for rad in rader}
    assert {"kommende", "forfalt", "utført", "8 av 10 utført"} <= statuser


@pytest.mark.parametrize(
    ("valg", "feil"),
    [
        (("--part", "tryssil"), "Finner ikke parten «tryssil». Mente du «trysil»"),
        (("--avtale", "engerdal"), "Finner ikke avtalen «engerdal»."),
        (("--aar", "1900"), "--aar: må være minst 2020."),
        (("--maalform", "en"), "--maalform: «en» finnes ikke. Velg mellom nb, nn."),
    ],
)
def test_det_som_ikke_finnes_avvises_med_det_naermeste(valg: tuple[str, str], feil: str) -> None:
    svar = fristvakt("aarshjul", PULJE_2, *NAA, *valg)
    assert (svar.kode, svar.ut) == (2, "")
    assert svar.feil.startswith(feil)


def test_hjulet_tegnes_i_en_fil_paa_den_maalformen_en_ber_om(tmp_path: Path) -> None:
    fil = tmp_path / "hjul.svg"
    svar = fristvakt("aarshjul", PULJE_2, "--aar", 2026, *NAA, "--svg", fil, "--maalform", "nn")
    assert (svar.kode, svar.ut) == (0, f"Hjulet er teikna i {fil}.\n")
    svg = fil.read_text(encoding="utf-8")
    assert svg.startswith("<svg ")
    assert "rettleiande dato" in svg


def test_tabellene_er_paa_den_maalformen_en_ber_om() -> None:
    valg = (*ALLE, "--aar", 2026, "--naa", "2026-06-01")
    nb, nn = (fristvakt("aarshjul", *valg, "--maalform", maalform).ut for maalform in ("nb", "nn"))
    par = [
        ("Hva", "Kva"),
        ("Hvem og avtale", "Kven og avtale"),
        ("kommende", "komande"),
        ("(veiledende)", "(rettleiande)"),
        ("Kollisjoner:", "Kollisjonar:"),
        ("i måneden ", "i månaden "),
        ("fått dag ennå", "fått dag enno"),
    ]
    for paa_bokmaal, paa_nynorsk in par:
        assert paa_bokmaal in nb
        assert paa_nynorsk in nn
        assert paa_bokmaal not in nn


def test_en_fil_som_ikke_kan_skrives_sies_det_fra_om(tmp_path: Path) -> None:
    svar = fristvakt("aarshjul", PULJE_2, *NAA, "--svg", tmp_path / "finnes" / "ikke.svg")
    assert svar.kode == 1
    assert svar.feil.startswith("Får ikke brukt ")
