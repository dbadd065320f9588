"""`les` and `bygg-om`: the difference is shown and stored, and what is derived can be thrown away."""

from __future__ import annotations

import shutil
import sqlite3
from pathlib import Path

import pytest

from tests.fristvakt.kommandoproeve import AVTALE, EKSEMPLER, PULJE_2, fristvakt

TO = (PULJE_2, EKSEMPLER / "innlandet-distriktssenteret.toml")
Rader = list[tuple[object, ...]]


def tabell(data: Path, navn: str) -> Rader:
    with sqlite3.connect(data / "fristvakt.db") as kobling:
        return sorted(kobling.execute(f"SELECT * FROM {navn}"), key=str)  # noqa: S608 - our own table names


@pytest.fixture
def kopi(tom_maskin: Path) -> Path:
    """The examples in a folder where they can be changed; returns the agreement file."""
    return shutil.copytree(EKSEMPLER, tom_maskin / "eksempler") / PULJE_2.name


def bytt(fil: Path, fra: str, til: str) -> None:
    tekst = fil.read_text(encoding="utf-8")
    assert tekst.count(fra) == 1
    fil.write_text(tekst.replace(fra, til), encoding="utf-8")


def test_en_ny_fil_vises_og_lagres(tom_maskin: Path) -> None:
    svar = fristvakt("les", PULJE_2, "--naa", "2024-10-16")
    assert (svar.kode, svar.feil) == (0, "")
    assert "• Ny avtale: Bygdevekstavtale for Engerdal, Trysil, Våler og Åmot, med 11 parter." in svar.ut.splitlines()
    assert svar.ut.splitlines()[-1] == "Lagret. 6 nye fakta fra faktafilene."
    assert len(tabell(tom_maskin / "data", "plansteg")) > 150


def test_flere_avtaler_kan_leses_i_en_omgang(tom_maskin: Path) -> None:
    svar = fristvakt("les", *TO, "--naa", "2024-09-02", "--json").json()
    assert len([linje for linje in svar["endringer"] if linje.startswith("Ny avtale: ")]) == 2
    assert svar["lagret"] is True


def test_den_samme_fila_en_gang_til_endrer_ingenting(data: Path) -> None:
    foer = tabell(data, "faktum"), tabell(data, "plansteg"), tabell(data, "utboks")
    assert fristvakt("les", PULJE_2, "--naa", "2024-10-16").ut == "Ingenting er endret.\n"
    svar = fristvakt("les", PULJE_2, "--naa", "2024-10-16", "--json").json()
    assert svar == {"endringer": [], "nye_fakta": 0, "mottak": [], "lagret": True}
    assert (tabell(data, "faktum"), tabell(data, "plansteg"), tabell(data, "utboks")) == foer


def test_proev_viser_forskjellen_og_lagrer_ingenting(tom_maskin: Path) -> None:
    svar = fristvakt("les", PULJE_2, "--naa", "2024-10-16", "--proev")
    assert "• Ny avtale: " in svar.ut
    assert svar.ut.splitlines()[-1] == "6 nye fakta. Ingenting er lagret."
    assert not list(tom_maskin.iterdir())


def test_en_endret_fil_lagrer_akkurat_endringen(data: Path, kopi: Path) -> None:
    bytt(kopi, "dato = 2024-11-29", "dato = 2024-12-20")
    foer = tabell(data, "faktum")
    svar = fristvakt("les", kopi, "--naa", "2024-10-16", "--json").json()
    assert svar["nye_fakta"] == 0
    assert len(svar["endringer"]) == 1
    assert "20.12.2024" in svar["endringer"][0]
    nye = [rad for rad in tabell(data, "faktum") if rad not in foer]
    assert len(nye) == 1
    assert {"DatoSatt", f"avtale/{AVTALE}"} <= set(map(str, nye[0]))


def test_fakta_fram_i_tid_leses_naar_dagen_kommer(data: Path) -> None:
    svar = fristvakt("les", PULJE_2, "--naa", "2024-10-18", "--json").json()
    assert svar == {"endringer": [], "nye_fakta": 2, "mottak": [], "lagret": True}


def test_bygg_om_gir_den_samme_projeksjonen(data: Path) -> None:
    ord_ = ("milepael_naadd", "steg=forankring.vaaler", "milepael=saksframlegg")
    assert fristvakt("registrer", AVTALE, *ord_, "--naa", "2024-10-16").kode == 0
    foer = {navn: tabell(data, navn) for navn in ("plansteg", "avhengighet", "faktum", "sendt")}
    svar = fristvakt("bygg-om", "--naa", "2024-10-16", "--json").json()
    assert (svar.pop("avtaler"), svar.pop("endrede_steg")) == ([AVTALE], 0)
    assert svar.pop("tiden") == {"datoer": [], "nye": [], "trukne": []}
    assert svar == {"datoer": [], "varsler": [], "nye": [], "trukne": [], "forbigaatte": []}
    assert {navn: tabell(data, navn) for navn in foer} == foer


def test_bygg_om_retter_en_projeksjon_som_er_blitt_feil(data: Path) -> None:
    foer = tabell(data, "plansteg")
    with sqlite3.connect(data / "fristvakt.db") as kobling:
        kobling.execute("DELETE FROM plansteg WHERE steg_id LIKE 'forankring%'")
        kobling.execute("UPDATE plansteg SET frist = '1999-01-01' WHERE steg_id = 'innsending'")
    proevd = fristvakt("bygg-om", "--proev", "--naa", "2024-10-16")
    assert proevd.ut.splitlines()[-1] == "1 avtale er regnet ut på nytt. 6 steg ble endret. Ingenting er lagret."
    assert tabell(data, "plansteg") != foer
    svar = fristvakt("bygg-om", "--naa", "2024-10-16")
    linjer = svar.ut.splitlines()
    assert linjer[0] == f"Bygdevekstavtale for Engerdal, Trysil, Våler og Åmot ({AVTALE})"
    assert "  • Innsending av forslaget (innsending): 1.1.1999 blir 29.11.2024" in linjer
    assert any(
        linje.startswith("  • Politisk forankring av forslaget hos Åmot (forankring.aamot): ")
        and "; saksframlegg klart " in linje
        for linje in linjer
    )
    assert svar.ut.splitlines()[-1] == "1 avtale er regnet ut på nytt. 6 steg ble endret."
    assert tabell(data, "plansteg") == foer


def test_bygg_om_holder_det_tiden_har_endret_utenfor_det_reglene_endrer(data: Path) -> None:
    linjer = fristvakt("bygg-om", "--proev", "--naa", "2024-11-19").ut.splitlines()
    assert linjer[0] == "1 avtale er regnet ut på nytt. 0 steg ble endret. Ingenting er lagret."
    assert linjer[1].startswith("Utenom dette har tiden gått siden det sist ble regnet ut: ")
    assert linjer[1].endswith(" påminnelser i køen skal ikke sendes likevel. Det skyldes ikke reglene.")
    assert len(linjer) == 2
    tiden = fristvakt("bygg-om", "--proev", "--naa", "2024-11-19", "--json").json()["tiden"]
    assert {"avtale", "id", "tittel", "slag", "part", "forfaller"} == set(tiden["nye"][0])


def test_bygg_om_paa_en_dag_foer_det_lagrede_sier_at_reglene_ikke_kan_vises(data: Path) -> None:
    svar = fristvakt("bygg-om", "--proev", "--naa", "2024-09-02")
    assert (svar.kode, svar.ut) == (2, "")
    assert "Det som er lagret, er regnet ut per 16.10.2024." in svar.feil
    assert "Velg en senere dag med --naa." in svar.feil
    svar = fristvakt("bygg-om", "--naa", "2024-09-02")
    assert svar.ut == (
        "1 avtale er regnet ut på nytt per 2.9.2024. Det som var lagret, var regnet ut per 16.10.2024, så forskjellen "
        "sier ikke hva reglene har endret, og er ikke vist.\n"
    )
