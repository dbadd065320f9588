"""The stories the issue names, told by the command: Våler in October, Åmot's postponement, Easter, in force."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from tests.fristvakt.kommandoproeve import AVTALE, EKSEMPLER, PULJE_2, fristvakt, rad, rader

PARTER = {"engerdal", "trysil", "vaaler", "aamot", "innlandet", "kdd"}


@pytest.fixture
def egen_kopi(tmp_path: Path) -> Path:
    """The examples in a folder of their own; returns the fact file."""
    shutil.copytree(EKSEMPLER, tmp_path / "eksempler")
    return tmp_path / "eksempler" / "fakta" / f"{AVTALE}.toml"


def uten(faktafil: Path, *steg: str) -> Path:
    """Take the facts about some steps out of the file; returns the agreement file."""
    hode, *fakta = faktafil.read_text(encoding="utf-8").split("[[faktum]]")
    beholdt = [f for f in fakta if not any(f'steg = "{s}' in f for s in steg)]
    assert len(beholdt) < len(fakta)
    faktafil.write_text("[[faktum]]".join([hode, *beholdt]), encoding="utf-8")
    return faktafil.parents[1] / PULJE_2.name


def test_vaaler_16_oktober_uten_saksframlegg() -> None:
    svar = fristvakt("plan", PULJE_2, "--naa", "2024-10-16", "--json")
    vaaler = rad(svar, id="forankring.vaaler")
    assert [(m["noekkel"].partition(":")[0], m["dato"], m["naadd"]) for m in vaaler["milepaeler"]] == [
        ("saksframlegg", "2024-10-08", None),
        ("papirer", "2024-10-15", None),
        ("behandling", "2024-10-22", None),
        ("papirer", "2024-10-28", None),
        ("vedtak", "2024-11-07", None),
    ]
    assert (vaaler["frist"], vaaler["status"], vaaler["forfalt"]) == ("2024-11-07", "aapen", False)
    assert "saksframlegget til møtet 7.11 skulle vært klart 8.10" in vaaler["merknader"]["nb"]
    assert "12.12" in vaaler["merknader"]["nb"]
    assert (vaaler["tidligst"], vaaler["slakk"]) == ("2024-12-12", -35)
    # How late it makes everyone: the submission, after the days for saksutskrift.
    innsending = rad(svar, id="innsending")
    assert (innsending["frist"], innsending["tidligst"]) == ("2024-11-29", "2024-12-17")
    assert innsending["slakk"] == -18
    # Those whose saksframlegg is ready are not late themselves.
    assert rad(svar, id="forankring.trysil")["merknader"]["nb"] == ""


def test_tabellen_sier_ogsaa_at_loepet_er_ute() -> None:
    ut = fristvakt("plan", PULJE_2, "--naa", "2024-10-16").ut
    assert (
        "Våler kommune, Politisk forankring av forslaget: saksframlegget til møtet 7.11 skulle vært klart 8.10"
        in " ".join(ut.split())
    )


def test_aamot_utsetter_saken_og_har_fortsatt_ballen() -> None:
    svar = fristvakt("plan", PULJE_2, "--naa", "2024-11-07", "--json")
    aamot = rad(svar, id="forankring.aamot")
    assert (aamot["status"], aamot["frist"], aamot["tidligst"]) == ("aapen", "2024-11-07", "2024-12-12")
    assert rad(svar, id="innsending")["venter_paa"] == ["aamot"]
    hvem = fristvakt("hvem", PULJE_2, "--naa", "2024-11-07", "--json")
    assert {r["venter"] for r in rader(hvem, id="forankring.aamot", paa="aamot")} == PARTER - {"aamot"}


def test_forslaget_kan_sendes_inn_med_forbehold_om_aamot(data: Path, egen_kopi: Path) -> None:
    assert fristvakt("les", uten(egen_kopi, "innsending"), "--naa", "2024-11-28").kode == 0
    forbehold = "forbehold=Åmot vedtar 12. desember"
    svar = fristvakt("registrer", AVTALE, "steg_utfoert", "steg=innsending", forbehold, "--naa", "2024-11-29")
    assert (svar.kode, svar.feil) == (0, "")
    assert "Skriftlig respons fra staten: går til KDD" in svar.ut
    plan = fristvakt("plan", "--naa", "2024-11-29", "--json")
    assert rad(plan, id="innsending")["status"] == "utfoert"
    assert rad(plan, id="forankring.aamot")["status"] == "aapen", "the ball stays where it was"


def test_22_april_med_godkjenninger_som_mangler_er_senere_enn_ventet_og_aldri_forfalt(egen_kopi: Path) -> None:
    avtalefil = uten(egen_kopi, "godkjenning.trysil", "godkjenning.kdd", "signering")
    plan = fristvakt("plan", avtalefil, "--naa", "2025-04-22", "--json")
    mangler = [r for r in rader(plan, steg="godkjenning") if r["status"] == "aapen"]
    assert {r["part"] for r in mangler} == {"trysil", "kdd"}
    assert {(r["frist"], r["frist_art"], r["forfalt"]) for r in mangler} == {("2025-04-11", "ventet", False)}
    assert all("senere enn KDD regnet med" in r["merknader"]["nb"] for r in mangler)
    assert all("seinare enn KDD rekna med" in r["merknader"]["nn"] for r in mangler)
    assert not any(r["dager_over"] for r in fristvakt("hvem", avtalefil, "--naa", "2025-04-22", "--json").json())
    tabell = fristvakt("plan", avtalefil, "--naa", "2025-04-22").ut
    assert "11.4.2025, senere enn ventet" in tabell
    assert "11.4.2025, forfalt" not in tabell


def test_meldingene_etter_paaske_sier_senere_enn_ventet_og_aldri_forfalt(egen_kopi: Path) -> None:
    avtalefil = uten(egen_kopi, "godkjenning.trysil", "godkjenning.kdd", "signering")
    spenn = ("--fra", "2025-04-11", "--til", "2025-05-09", "--fakta", egen_kopi, "--json")
    meldinger = [m for m in fristvakt("simuler", avtalefil, *spenn).json() if m["steg"] == "godkjenning"]
    sene = [m for m in meldinger if m["slag"] == "senere_enn_ventet"]
    assert {m["part"] for m in sene} == {"trysil", "kdd"}
    assert all(m["emne"].startswith("Senere enn ventet (11.4.2025)") for m in sene)
    assert not any("forfalt" in m["emne"].lower() or "forfalt" in m["slag"] for m in meldinger)


def test_avtalen_er_i_kraft_den_dagen_den_siste_godkjente_og_ikke_ved_signering() -> None:
    foer = fristvakt("plan", PULJE_2, "--naa", "2025-03-27", "--json")
    assert rad(foer, steg="ikraft")["status"] != "utfoert"
    etter = fristvakt("plan", PULJE_2, "--naa", "2025-04-25", "--json")
    ikraft = rad(etter, steg="ikraft")
    assert (ikraft["status"], ikraft["tidligst"], ikraft["part"]) == ("utfoert", "2025-03-28", None)
    signert = rader(etter, steg="signering")
    assert {r["part"] for r in signert} == PARTER
    assert {(r["status"], r["tidligst"]) for r in signert} == {("utfoert", "2025-04-25")}
