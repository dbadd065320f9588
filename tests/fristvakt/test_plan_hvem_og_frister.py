"""`plan`, `hvem` and `frister`: the contracts other programs call, from files and from what is stored."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import pytest

from tests.fristvakt.kommandoproeve import ALLE, AVTALE, EKSEMPLER, PULJE_2, Svar, fristvakt, rad, rader

PLANKONTRAKT: dict[str, type | tuple[type, ...]] = {
    "avtale": str,
    "steg": str,
    "fase": str,
    "aar": (int, type(None)),
    "part": (str, type(None)),
    "tittel": str,
    "frist": (str, type(None)),
    "frist_art": str,
    "tidligst": (str, type(None)),
    "slakk": (int, type(None)),
    "status": str,
    "forfalt": bool,
    "venter_paa": list,
    "krav": str,
    "milepaeler": list,
    "begrunnelse": dict,
    "kilde": (str, type(None)),
}
HVEMKONTRAKT: dict[str, type | tuple[type, ...]] = {
    "venter": (str, type(None)),
    "paa": str,
    "avtale": str,
    "steg": str,
    "siden": str,
    "frist": (str, type(None)),
    "dager_over": int,
}


@pytest.fixture(scope="module")
def planen() -> Svar:
    return fristvakt("plan", *ALLE, "--naa", "2024-11-08", "--json")


def foelger(rad: dict[str, Any], kontrakt: dict[str, type | tuple[type, ...]]) -> bool:
    return all(navn in rad and isinstance(rad[navn], slag) for navn, slag in kontrakt.items())


def test_planen_har_kontraktens_noekler_og_typer(planen: Svar) -> None:
    svar = planen.json()
    assert len(svar) > 300
    assert [rad for rad in svar if not foelger(rad, PLANKONTRAKT)] == []


def test_planen_har_bare_de_verdiene_kontrakten_nevner(planen: Svar) -> None:
    svar = planen.json()
    assert {rad["frist_art"] for rad in svar} <= {"frist", "ventet", "tentativ", "veiledende"}
    assert {rad["krav"] for rad in svar} == {"paakrevd", "anbefalt", "uten_krav"}
    assert {rad["status"] for rad in svar} <= {
        "kommende", "venter", "aapen", "utfoert", "ikke_aktuell", "bortfalt",
    }  # fmt: skip
    for en in svar:
        assert set(en["begrunnelse"]) == {"nb", "nn"}
        for dato in (en["frist"], en["tidligst"], *(m["dato"] for m in en["milepaeler"])):
            assert dato is None or date.fromisoformat(dato).year >= 2023


def test_planen_har_en_rad_for_hvert_steg_og_hver_part(planen: Svar) -> None:
    noekler = [(rad["avtale"], rad["id"], rad["part"]) for rad in planen.json()]
    assert len(set(noekler)) == len(noekler)
    assert {rad["avtale"] for rad in planen.json()} == {fil.stem for fil in ALLE}
    felles = rader(planen, avtale=AVTALE, id="forpliktelser.d1")
    assert [rad["part"] for rad in felles] == ["engerdal", "trysil", "vaaler", "aamot"]
    assert len({rad["frist"] for rad in felles}) == 1


def test_ingen_venter_paa_seg_selv_i_planen(planen: Svar) -> None:
    assert [rad for rad in planen.json() if rad["part"] in rad["venter_paa"]] == []


def test_hver_dato_har_en_begrunnelse_paa_begge_maalformer(planen: Svar) -> None:
    uten = [
        rad["id"]
        for rad in planen.json()
        if rad["frist"] and not all(ord_.strip() for ord_ in rad["begrunnelse"].values())
    ]
    assert uten == []


def test_uten_fakta_er_ingenting_gjort_av_det_faktafila_sier(planen: Svar) -> None:
    assert rad(planen, id="forankring.trysil")["status"] == "utfoert"
    uten = fristvakt("plan", PULJE_2, "--naa", "2024-11-08", "--uten-fakta", "--json")
    assert rader(uten, status="utfoert") == []
    assert rad(uten, id="forankring.trysil")["status"] == "aapen"
    assert rader(uten, id="forankring_fylket.innlandet")[0]["status"] == "venter"


@pytest.mark.parametrize("dag", ["2024-10-16", "16.10.2024"])
def test_fakta_etter_naa_teller_ikke_og_dagen_kan_skrives_paa_to_maater(dag: str) -> None:
    svar = fristvakt("plan", PULJE_2, "--naa", dag, "--json")
    assert rad(svar, id="forankring_fylket.innlandet")["status"] == "utfoert"
    assert rad(svar, id="forankring.trysil")["status"] == "aapen"


def test_en_avtale_som_ikke_er_opprettet_sies_det_fra_om() -> None:
    svar = fristvakt("plan", PULJE_2, "--naa", "2023-05-01", "--json")
    assert (svar.kode, svar.ut.strip()) == (0, "[]")
    assert svar.linjer == [f"{AVTALE}: avtalen er ikke opprettet per 1.5.2023."]


def test_uten_filer_gjelder_det_som_er_lagret(data: Path) -> None:
    fra_lager = fristvakt("plan", "--naa", "2024-10-16", "--json")
    assert fra_lager.json() == fristvakt("plan", PULJE_2, "--naa", "2024-10-16", "--json").json()


def test_hvem_har_kontraktens_noekler_og_aldri_en_part_paa_seg_selv() -> None:
    svar = fristvakt("hvem", *ALLE, "--naa", "2024-11-08", "--json").json()
    assert svar
    assert [rad for rad in svar if not foelger(rad, HVEMKONTRAKT)] == []
    assert [rad for rad in svar if rad["venter"] == rad["paa"]] == []
    noekler = [(rad["avtale"], rad["id"], rad["venter"], rad["paa"]) for rad in svar]
    assert len(set(noekler)) == len(noekler)


def test_venter_er_null_naar_ingen_venter_og_da_er_det_den_eneste_raden() -> None:
    svar = fristvakt("hvem", PULJE_2, "--naa", "2024-11-08", "--json")
    ingen = rader(svar, venter=None)
    assert "forpliktelser.d1" not in {rad["id"] for rad in svar.json()}, "done, so nobody has that ball"
    assert ingen
    for alene in ingen:
        assert rader(svar, id=alene["id"], paa=alene["paa"]) == [alene]


def test_hvem_foelger_planen() -> None:
    """Everyone a plan row waits on stands in `hvem` with the waiting party."""
    plan = fristvakt("plan", PULJE_2, "--naa", "2024-11-08", "--json")
    par = {(rad["venter"], rad["paa"]) for rad in fristvakt("hvem", PULJE_2, "--naa", "2024-11-08", "--json").json()}
    ventende = {(rad["part"], paa) for rad in plan.json() if rad["part"] for paa in rad["venter_paa"]}
    assert ventende
    assert ventende <= par


def test_frister_viser_det_som_kommer_tidligst_foerst() -> None:
    svar = fristvakt("frister", *ALLE, "--naa", "2024-10-16", "--dager", 60, "--json").json()
    datoer = [rad["frist"] for rad in svar]
    assert datoer == sorted(datoer)
    assert max(datoer) <= "2024-12-15"
    assert {rad["status"] for rad in svar} <= {"aapen", "venter", "kommende"}
    assert {"innsending", "forankring.aamot"} <= {rad["id"] for rad in svar}
    assert [rad for rad in svar if not foelger(rad, PLANKONTRAKT)] == []


def test_tabellene_er_paa_norsk() -> None:
    plan = fristvakt("plan", PULJE_2, "--naa", "2024-11-08").ut
    assert "Bygdevekstavtale for Engerdal, Trysil, Våler og Åmot – per 8.11.2024" in plan
    assert "7.11.2024, forfalt" in plan
    hvem = fristvakt("hvem", PULJE_2, "--naa", "2024-11-08").ut
    assert "Hvem venter på hvem" in hvem
    assert "Åmot" in hvem
    frister = fristvakt("frister", PULJE_2, "--naa", "2024-11-08").ut
    assert "Datoer fram til 6.2.2025" in frister


def test_planen_sier_hva_kilden_ikke_sier() -> None:
    svar = fristvakt("plan", str(EKSEMPLER / "i-lag-leka.toml"), "--naa", "2026-11-21")
    assert (
        "Ikke bestemt: Avtalen sier ikke entydig hvordan den følges opp. "
        "(Oxford Researchs sluttrapport om I LAG, punkt 6.3)"
    ) in " ".join(svar.ut.split())


def test_oppsummert_viser_hvem_hva_hver_part_skylder_og_kjedene_i_ord() -> None:
    svar = fristvakt("hvem", PULJE_2, "--oppsummert", "--naa", "2024-10-16", "--json").json()
    assert {s["part"] for s in svar["parter"]} >= {"aamot", "engerdal", "trysil", "vaaler"}
    assert all(p["venter"] != p["paa"] for p in svar["par"])
    [kdd] = [k for k in svar["kjeder"] if k["steg"][0] == "respons"]
    assert kdd["i_ord"]["nb"].startswith("KDD venter med «Skriftlig respons fra staten» på «Innsending av forslaget»")
    ut = fristvakt("hvem", PULJE_2, "--oppsummert", "--naa", "2024-10-16").ut
    assert "Hva hver part skylder" in ut
    assert "• KDD venter med" in ut


def test_prognosen_sier_naar_hver_fase_kan_bli_ferdig_og_hvilket_organ_som_avgjoer() -> None:
    svar = fristvakt("prognose", PULJE_2, "--naa", "2024-10-16", "--json")
    forslag = rad(svar, fase="forslag")
    assert (forslag["steg"], forslag["ferdig"], forslag["slakk"]) == ("innsending", "2024-12-17", -18)
    assert (forslag["organ"], forslag["moete"]) == ("vaaler-kommunestyre", "2024-12-12")
    assert "Tidligst ferdig" in fristvakt("prognose", PULJE_2, "--naa", "2024-10-16").ut


def test_naar_det_ikke_er_noe_sier_en_setning_det() -> None:
    """An agreement that is over has no phase under way, nobody with the ball and no date ahead."""
    over = (PULJE_2, "--naa", "2031-01-02")
    assert fristvakt("prognose", *over).ut == (
        "Bygdevekstavtale for Engerdal, Trysil, Våler og Åmot: Ingen fase er i gang 2.1.2031, så det er ingenting å "
        "regne ut.\n"
    )
    assert fristvakt("hvem", *over).ut == "Ingen har ballen nå.\n"
    assert fristvakt("hvem", *over, "--oppsummert").ut == "Ingen har ballen nå.\n"
    assert fristvakt("frister", *over).ut == "Ingenting har dato fram til 2.4.2031.\n"


def test_naar_ingen_fase_er_i_gang_sier_prognosen_hva_som_kommer() -> None:
    agder = EKSEMPLER / "agder-lyngsund.toml"
    assert "Det neste som åpner, er «" in fristvakt("prognose", agder, "--naa", "2026-07-01").ut


def test_det_som_er_aa_merke_seg_ved_et_steg_under_flere_delmaal_sies_med_delmaalet() -> None:
    svar = fristvakt("plan", EKSEMPLER / "vestre-varanger.toml", "--naa", "2026-03-01")
    linjer = [linje for linje in svar.ut.replace("\n", " ").split("• ") if "Kartlegging av lovverket" in linje]
    kartlegging = [linje for linje in linjer if "ikke aktuelt fra" in linje]
    assert len(set(kartlegging)) == len(kartlegging) == 6
