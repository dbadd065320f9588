"""`hva-om`: what facts that have not happened would lead to, from a data folder or a file; nothing is stored."""

from __future__ import annotations

import sqlite3
from pathlib import Path

import pytest

from tests.fristvakt.kommandoproeve import AVTALE, PULJE_2, fristvakt

DIALOG = "moete_innkalt steg=politisk_dialog.2026 dato=2026-11-19"
NAA = ("--naa", "2026-10-08")


def test_den_som_setter_dialogen_ser_hvem_som_ikke_rekker_aa_behandle_saken() -> None:
    [svar] = fristvakt("hva-om", PULJE_2, "--faktum", DIALOG, *NAA, "--json").json()
    assert (svar["avtale"], svar["per"], svar["maal"]) == (AVTALE, "2026-10-08", "politisk_dialog.2026")
    assert "status_politisk.2026.engerdal" in svar["nylig_sene"]
    [dialog] = [e for e in svar["endringer"] if e["id"] == "politisk_dialog.2026" and e["slag"] == "dato"]
    assert dialog["etter"]["frist"] == "2026-11-19"
    assert dialog["etter"]["begrunnelse"]["nn"].endswith("har kalla inn til møte 19.11.2026")
    assert svar["kritisk_vei"][0]["avgjoeres_i"] == "engerdal-kommunestyre"
    assert svar["kritisk_vei"][-1]["id"] == "politisk_dialog.2026"
    assert {en["organ"] for en in svar["siste_vedtak"]} >= {"trysil-kommunestyre", "engerdal-kommunestyre"}


def test_svaret_i_ord_sier_hva_som_blir_for_sent_og_veien_fram() -> None:
    svar = fristvakt("hva-om", PULJE_2, "--faktum", DIALOG, *NAA)
    assert (svar.kode, svar.feil) == (0, "")
    assert "  Blir for sent:" in svar.ut
    assert "Engerdal, Politisk behandling av status 2026: kan tidligst være gjort" in svar.ut
    assert "  Veien fram til «Politisk dialog 2026»:" in svar.ut
    assert svar.ut.splitlines()[-1] == "Ingenting er lagret."


def test_det_som_aapnes_igjen_naar_neste_aar_er_i_gang_sies_aa_bortfalle_med_grunnen() -> None:
    igjen = "steg_gjenaapnet steg=handlingsplan.2025 grunn='feil tall'"
    linjer = fristvakt("hva-om", PULJE_2, "--faktum", igjen, "--naa", "2026-09-01").ut.splitlines()
    assert linjer[1:3] == [
        "  Var gjort, men bortfaller når det åpnes igjen, for tiden til det er ute:",
        "  • Revisjon av handlingsplanen 2025",
    ]
    assert "  Steg som faller bort:" not in linjer


def test_flere_fakta_kan_ligge_fram_i_tid_og_gjelde_baade_avtalen_og_registeret(data: Path) -> None:
    vedtak = "vedtak_fattet steg=forankring.engerdal utfall=vedtatt skjedde=2024-11-07"
    avlyst = "moete_avlyst organ=vaaler-kommunestyre moete=2024-11-07 grunn='for faa saker' skjedde=2024-11-05"
    ord_ = ("--faktum", vedtak, "--faktum", avlyst, "--naa", "2024-10-16")
    [svar] = fristvakt("hva-om", AVTALE, *ord_, "--mappe", data, "--json").json()
    assert svar["per"] == "2024-11-07"
    assert "forankring.engerdal" in {e["id"] for e in svar["endringer"] if e["slag"] == "utfoert"}
    with sqlite3.connect(data / "fristvakt.db") as kobling:
        typer = {rad[0] for rad in kobling.execute("SELECT type FROM faktum")}
    assert "MoeteAvlyst" not in typer


@pytest.mark.parametrize(
    ("faktum", "grunn"),
    [
        ("steg_utfoert steg=innsendin", "Mente du «innsending»"),
        ("steg_gjort steg=innsending", "type: "),
        ("moete_avlyst organ=ukjent moete=2026-01-01", "Finner ikke organet «ukjent»"),
        ("steg_utfoert 'steg=innsending", "er ikke et faktum"),
        ("vedtak_fattet steg=signering.trysil utfall=vedtatt", "avgjøres ikke ved vedtak"),
        ("steg_utfoert steg=innsending skjedde=i-morgen", "«i-morgen» er ikke en dato"),
    ],
)
def test_et_faktum_som_ikke_kan_vaere_avvises_med_grunnen(faktum: str, grunn: str) -> None:
    svar = fristvakt("hva-om", PULJE_2, "--faktum", faktum, "--naa", "2024-10-16")
    assert (svar.kode, svar.ut) == (2, "")
    assert grunn in svar.feil


def test_det_som_ikke_endrer_planen_sies_foer_veien_fram() -> None:
    svar = fristvakt("hva-om", PULJE_2, "--faktum", "stedfortreder_satt kontakt=trysil-prosjektleder", *NAA)
    assert svar.ut.splitlines()[1] == "  Planen er som før."


@pytest.mark.parametrize("parter", ["trysil", "trysil,kdd", '["trysil","kdd"]', "[trysil, kdd]"])
def test_en_liste_kan_skrives_med_komma_ogsaa_uten_hermetegn(parter: str) -> None:
    faktum = f"steg_lagt_til id=hoering tittel=Høring 'parter={parter}'"
    [svar] = fristvakt("hva-om", PULJE_2, "--faktum", faktum, *NAA, "--json").json()
    [ny] = [e for e in svar["endringer"] if e["slag"] == "nytt"]
    assert ny["id"] == "tillegg.hoering"
    assert ny["etter"]["ball"] == ["trysil", "kdd"][: 1 + parter.count("kdd")]


def test_et_ukjent_maal_faar_forslag() -> None:
    svar = fristvakt("hva-om", PULJE_2, "--faktum", DIALOG, "--mot", "politisk_dialog.2062", *NAA)
    assert svar.kode == 2
    assert "Mente du «politisk_dialog.20" in svar.feil


def test_nye_steg_har_dato_og_hvem_som_faar_ballen() -> None:
    faktum = "steg_lagt_til id=hoering tittel=Høring parter=trysil frist=2026-12-01"
    svar = fristvakt("hva-om", PULJE_2, "--faktum", faktum, *NAA)
    assert "  • Trysil, Høring: 1.12.2026, ballen går til Trysil" in svar.ut.splitlines()
    rolle = "rolle_endret part=husbanken rolle=hovedpart"
    svar = fristvakt("hva-om", PULJE_2, "--faktum", rolle, "--naa", "2024-10-16")
    assert "  • Husbanken, Formell godkjenning: 11.4.2025 (ventet)" in svar.ut.splitlines()


def test_en_part_som_gaar_ut_er_borte_fra_steg_som_ikke_er_aapne() -> None:
    svar = fristvakt("hva-om", PULJE_2, "--faktum", "rolle_endret part=engerdal rolle=ingen", *NAA, "--alt")
    hvem = svar.ut.splitlines()[svar.ut.splitlines().index("  Hvem som er med:") :]
    assert "  • Politisk dialog 2027: Engerdal går ut" in hvem


def test_et_avlyst_moete_sier_naar_saken_da_kan_vaere_avgjort() -> None:
    avlyst = "moete_avlyst organ=trysil-kommunestyre moete=2025-04-24"
    linjer = fristvakt("hva-om", PULJE_2, "--faktum", avlyst, "--naa", "2025-03-05").ut.splitlines()
    assert linjer[1] == "  Kan tidligst være gjort:"
    i_kommunestyret = "i kommunestyret i Trysil"
    assert linjer[2] == (
        f"  • Trysil, Formell godkjenning: 12.6.2025 {i_kommunestyret}, ikke 24.4.2025 {i_kommunestyret}"
    )
    assert linjer[3] == "  • Avtalen gjelder: 12.6.2025, ikke 24.4.2025"


def test_et_annet_organ_gir_et_annet_moete() -> None:
    valgt = "organ_valgt steg=godkjenning.trysil organ=trysil-formannskap"
    linjer = fristvakt("hva-om", PULJE_2, "--faktum", valgt, "--naa", "2025-03-05").ut.splitlines()
    godkjenning = "  • Trysil, Formell godkjenning: 8.4.2025 i formannskapet i Trysil, ikke 24.4.2025 i kommunestyret"
    assert linjer[1:3] == ["  Kan tidligst være gjort:", f"{godkjenning} i Trysil"]


def test_en_veiledende_dato_som_blir_en_frist_sies_ogsaa_naar_dagen_er_den_samme() -> None:
    svar = fristvakt("hva-om", PULJE_2, "--faktum", DIALOG, "--naa", "2026-06-01").ut
    assert "Trysil, Politisk behandling av status 2026: 17.9.2026 blir 5.11.2026 (frist) – siste møte" in svar
    assert "Engerdal, Politisk behandling av status 2026: 22.10.2026 (frist), ikke lenger veiledende – siste" in svar
    assert "KDD, Politisk dialog 2026: november 2026 blir 19.11.2026 (møte) – " in svar


def test_det_som_bare_gjelder_en_part_sier_hvem_det_er() -> None:
    ute = fristvakt("hva-om", PULJE_2, "--faktum", "rolle_endret part=aamot rolle=ingen", "--naa", "2025-03-05").ut
    assert "  • Åmot, hvert år 2026: Politisk vedtak om handlingsplanen og Politisk behandling av status" in ute
    slutt = fristvakt("hva-om", PULJE_2, "--faktum", "avtale_forlenget til=2030-12-30", "--naa", "2025-03-05").ut
    assert "  • Hvert år 2029: Vurdering av året, " in slutt


def test_en_sak_som_ble_avslaatt_har_ingen_dag_den_kan_vaere_gjort() -> None:
    avslag = "vedtak_fattet steg=godkjenning.trysil utfall=avslaatt"
    svar = fristvakt("hva-om", PULJE_2, "--faktum", avslag, "--naa", "2025-03-05").ut
    assert "Trysil, Formell godkjenning: saken ble ikke vedtatt 5.3" in svar
    assert "Kan tidligst være gjort" not in svar
