"""`fakta`: what has been registered, by whom and why, with the ids it takes to undo it."""

from __future__ import annotations

from pathlib import Path

from tests.fristvakt.kommandoproeve import AVTALE, Svar, fristvakt, rad

NAA = ("--naa", "2024-10-16")


def registrer(*ord_: str) -> Svar:
    svar = fristvakt("registrer", *ord_, *NAA)
    assert svar.kode == 0
    return svar


def test_det_siste_staar_foerst_med_id_hvem_og_kilde(data: Path) -> None:
    ord_ = ("steg_utfoert", "steg=mandat.trysil", "merknad=Muntlig avklart", "kilde=Referat 3/24")
    registrer(AVTALE, *ord_, "--av", "sekretær")
    svar = fristvakt("fakta", AVTALE)
    foerste, andre, *_, slutt = svar.ut.splitlines()
    assert foerste == "16.10.2024  Trysil kommune, mandat til dialogen: utført"
    assert andre.endswith("  registrert 16.10.2024 av sekretær. Muntlig avklart. Kilde: Referat 3/24")
    assert slutt == f"Et faktum angres med «fristvakt registrer {AVTALE} faktum_angret faktum=ID»."


def test_det_som_vises_kan_angres_og_staar_da_som_angret(data: Path) -> None:
    registrer(AVTALE, "steg_utfoert", "steg=mandat.trysil")
    utfoert = rad(fristvakt("fakta", AVTALE, "--json"), type="steg_utfoert")
    assert utfoert["angret"] is False
    registrer(AVTALE, "faktum_angret", f"faktum={utfoert['id']}", "grunn=Feil kommune")
    angret = fristvakt("fakta", AVTALE, "--json")
    assert rad(angret, id=utfoert["id"])["angret"] is True
    angring = rad(angret, type="faktum_angret")
    assert (angring["angrer"], angring["grunn"]) == (utfoert["id"], "Feil kommune")
    assert angring["hva"]["nn"] == "Angra: Trysil kommune, mandat til dialogen: utført"
    assert "16.10.2024  Trysil kommune, mandat til dialogen: utført (angret)" in fristvakt("fakta", AVTALE).ut


def test_registerets_fakta_er_med_for_seg_og_sammen_med_avtalenes(data: Path) -> None:
    registrer("moete_avlyst", "organ=vaaler-kommunestyre", "moete=2024-11-07", "grunn=For få saker")
    [siste] = fristvakt("fakta", "register", "--antall", "1", "--json").json()
    assert (siste["type"], siste["avtale"], siste["grunn"]) == ("moete_avlyst", None, "For få saker")
    alt = fristvakt("fakta", "--antall", "1")
    assert alt.ut.splitlines()[0] == "16.10.2024  registeret: Kommunestyret i Våler: møtet 7.11.2024 ble avlyst"
    registrer("faktum_angret", f"faktum={siste['id']}")


def test_en_avtale_som_er_tatt_ut_har_fortsatt_faktaene_sine(data: Path) -> None:
    opprettet = rad(fristvakt("fakta", AVTALE, "--json"), type="avtale_opprettet")
    registrer(AVTALE, "faktum_angret", f"faktum={opprettet['id']}")
    assert "Angret: Avtalen ble lagt inn" in fristvakt("fakta", AVTALE).ut.splitlines()[0]
    assert (
        "Engerdal kommune, politisk forankring av forslaget: milepælen «Saksframlegg klart» ble nådd"
        in fristvakt("fakta", AVTALE).ut
    )


def test_en_ukjent_avtale_faar_forslag(data: Path) -> None:
    svar = fristvakt("fakta", "engerdal-trysil")
    assert (svar.kode, len(svar.linjer)) == (2, 1)
    assert f"Mente du «{AVTALE}»?" in svar.feil
