"""`moeteplan`: a plan read from a file, shown before it is stored; what is wrong with a file stores nothing."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.fristvakt.kommandoproeve import Svar, fristvakt, rad, rader
from tests.fristvakt.test_registrer import antall_fakta
from tests.moeteplan.kalenderfil import hendelse, kalender

NAA = ("--naa", "2024-10-16")
FRA_PAPIRET = ("2024-11-07", "2024-12-12")
"""What is left of Våler's meetings of 2024."""


def ics(mappe: Path, *moeter: tuple[str, str], navn: str = "plan.ics") -> Path:
    """A calendar of the meetings, each a UID and a day."""
    fil = mappe / navn
    deler = (hendelse(f"DTSTART;TZID=Europe/Oslo:{dag.replace('-', '')}T180000", uid=uid) for uid, dag in moeter)
    fil.write_bytes(kalender(*deler))
    return fil


def les(fil: Path, *ord_: str) -> Svar:
    return fristvakt("moeteplan", "les", fil, *(ord_ or ("--organ", "vaaler-kommunestyre")), *NAA)


def datoer(organ: str = "vaaler-kommunestyre") -> object:
    en = rad(fristvakt("moeteplan", *NAA, "--json"), organ=organ)
    return en["neste"], en["siste"], en["kommende"]


def test_en_kalender_leses_inn_og_viser_hva_den_endrer(data: Path, tmp_path: Path) -> None:
    svar = les(ics(tmp_path, ("a", "2024-11-14"), ("b", "2024-12-12")))
    assert (svar.kode, svar.feil) == (0, "")
    assert "│ 7.11.2024  │       │ står ikke i planen lenger │ borte    │" in svar.ut
    assert "│ 14.11.2024 │ 18.00 │ Kommunestyret             │ ny       │" in svar.ut
    assert "Kommunestyret i Våler: 1 uendret." in svar.ut.splitlines()
    assert "  • Våler, Politisk forankring av forslaget: 7.11.2024 blir 14.11.2024 – siste møte i" in svar.ut
    assert svar.ut.splitlines()[-1] == "Lagret. Se «fristvakt fakta register» for de 2 faktaene."
    assert rad(fristvakt("plan", *NAA, "--json"), id="forankring.vaaler")["frist"] == "2024-11-14"
    [fakta] = fristvakt("fakta", "register", "--antall", "1", "--json").json()
    assert (fakta["av"], fakta["kilde"]) == ("kommandolinje", "plan.ics")


def test_aa_lese_den_samme_filen_igjen_endrer_ingenting(data: Path, tmp_path: Path) -> None:
    fil = ics(tmp_path, ("a", "2024-11-14"), ("b", "2024-12-12"))
    les(fil)
    foer = antall_fakta(data)
    svar = les(fil)
    assert svar.ut.splitlines()[-1] == "Møteplanen er som før. Ingenting er lagret."
    assert antall_fakta(data) == foer


def test_et_flyttet_moete_blir_flyttet_og_beholder_id_en(data: Path, tmp_path: Path) -> None:
    les(ics(tmp_path, ("a", "2024-11-07"), ("b", "2024-12-12")))
    lest = les(
        ics(tmp_path, ("a", "2024-11-21"), ("b", "2024-12-12")), "--organ", "vaaler-kommunestyre", "--json"
    ).json()
    [organ] = lest["organer"]
    flyttet = next(en for en in organ["oppfoeringer"] if en["slag"] == "flyttet")
    assert (flyttet["moete"], flyttet["fra"], flyttet["dato"]) == ("2024-11-07", "2024-11-07", "2024-11-21")
    assert lest["lagret"] == 1
    assert [en["avtale"] for en in lest["konsekvenser"]] == ["engerdal-trysil-vaaler-aamot"]
    [sist] = rader(fristvakt("fakta", "register", "--antall", "1", "--json"))
    assert sist["hva"]["nb"] == "Kommunestyret i Våler: møtet 7.11.2024 ble flyttet til 21.11.2024"
    assert sist["grunn"] == "Flyttet i møteplanen"


def test_proev_lagrer_ingenting(data: Path, tmp_path: Path) -> None:
    foer = antall_fakta(data)
    svar = les(ics(tmp_path, ("a", "2024-11-14")), "--organ", "vaaler-kommunestyre", "--proev")
    assert svar.ut.splitlines()[-1] == "Ingenting er lagret."
    assert antall_fakta(data) == foer


def test_en_liste_for_hele_kommunen_deles_paa_organene_og_resten_foeres_opp(data: Path, tmp_path: Path) -> None:
    fil = tmp_path / "politisk.csv"
    fil.write_text(
        "Dato;Utvalg;Tittel\n7.11.2024;Kommunestyret;\n12.12.2024;Kommunestyret;Budsjett\n22.10.2024;Formannskapet;\n"
        "26.11.2024;Formannskapet;\n1.12.2024;Eldrerådet;\n3.12.2024;;Julebord\n",
        encoding="cp1252",
    )
    lest = les(fil, "--part", "vaaler", "--json").json()
    assert {en["organ"]: [e["slag"] for e in en["oppfoeringer"]] for en in lest["organer"]} == {
        "vaaler-formannskap": ["uendret", "uendret"],
        "vaaler-kommunestyre": ["uendret", "uendret"],
    }
    assert [(en["hvor"], en["hva"]) for en in lest["ikke_forstaatt"]] == [(7, "Julebord (3.12.2024)")]
    assert [(en["hvor"], en["hva"]) for en in lest["andre"]] == [(6, "Eldrerådet (1.12.2024)")]


def test_det_som_ikke_ble_forstaatt_kan_vaere_moetet_som_mangler(data: Path, tmp_path: Path) -> None:
    fil = ics(tmp_path, ("b", "2024-12-12"))
    ulest = hendelse("DTSTART;TZID=Midgard:20241107T180000", uid="a")
    fil.write_bytes(fil.read_bytes() + kalender(ulest))
    svar = les(fil)
    assert "Ett møte som ikke er med, blir stående fordi ikke alt ble forstått." in svar.ut.splitlines()
    assert "• linje 13: Kommunestyret: Tidssonen «Midgard» er ukjent. Eksporter kalenderen med Europe/Oslo." in svar.ut
    assert datoer()[0] == "2024-11-07"  # type: ignore[index]


@pytest.mark.parametrize(
    ("innhold", "hvorfor"),
    [
        (b"<html><title>Logg inn</title></html>", "Dette er en nettside, ikke en møteplan."),
        (kalender(hendelse("DTSTART:20241107T180000Z"))[:-15], "Linje 1: Filen er avkortet:"),
        (kalender(), "Ingen av oppføringene er et møte i kommunestyret i Våler. Møteplanen er ikke endret."),
        (kalender(hendelse("DTSTART:20241107", tittel="Ferie")), "Møteplanen er ikke endret. «Ferie (7.11.2024)»"),
        (b"hei", "Finner ingen overskriftsrad med «Dato»"),
    ],
)
def test_en_fil_som_ikke_kan_brukes_avvises_med_en_linje(
    data: Path, tmp_path: Path, innhold: bytes, hvorfor: str
) -> None:
    foer = antall_fakta(data)
    fil = tmp_path / "feil.ics"
    fil.write_bytes(innhold)
    svar = les(fil)
    assert (svar.kode, svar.ut) == (2, "")
    [linje] = svar.linjer
    assert hvorfor in linje
    assert antall_fakta(data) == foer


@pytest.mark.parametrize(
    ("ord_", "hvorfor"),
    [
        ((), "Oppgi enten --organ eller --part"),
        (("--organ", "vaaler-kommunestyre", "--part", "vaaler"), "Oppgi enten --organ eller --part"),
        (("--organ", "vaaler-komunestyre"), "Mente du «vaaler-kommunestyre»"),
        (("--part", "valer"), "Mente du «vaaler»"),
        (("--part", "kdd"), "har ingen organer i registeret"),
    ],
)
def test_hvem_planen_gjelder_maa_vaere_klart(data: Path, tmp_path: Path, ord_: tuple[str, ...], hvorfor: str) -> None:
    svar = fristvakt("moeteplan", "les", ics(tmp_path, ("a", "2024-11-14")), *ord_, *NAA)
    assert svar.kode == 2
    assert hvorfor in svar.feil


def test_lista_viser_hvor_langt_planene_rekker(data: Path) -> None:
    en = rad(fristvakt("moeteplan", "--part", "vaaler", *NAA, "--json"), organ="vaaler-kommunestyre")
    assert (en["neste"], en["oppdiktet"], en["adresse"]) == ("2024-11-07", True, None)
    assert "kommunestyret i Våler, Våler (oppdiktet)" in fristvakt("moeteplan", "--part", "vaaler", *NAA).ut


def test_en_registerfil_lest_paa_nytt_etterpaa_gjoer_ikke_om_planen(data: Path, tmp_path: Path) -> None:
    from tests.fristvakt.kommandoproeve import EKSEMPLER

    les(ics(tmp_path, ("a", "2024-11-14"), ("b", "2024-12-12")))
    staar = datoer()
    assert fristvakt("les", EKSEMPLER / "register.toml", *NAA).kode == 0
    assert datoer() == staar
