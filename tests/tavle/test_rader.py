"""The machine-readable contracts: exactly these keys, ISO dates, and never a party waiting on itself."""

from datetime import date

import httpx

from modeller.venting import hvem_venter
from tavle.rader import planrader, ventingrader
from tests.tavlebesetning import Proevekilde

PLANKONTRAKT = {
    "avtale", "steg", "fase", "aar", "part", "tittel", "frist", "frist_art", "tidligst", "slakk", "status", "forfalt",
    "venter_paa", "krav", "milepaeler", "begrunnelse", "kilde",
}  # fmt: skip
HVEMKONTRAKT = {"venter", "paa", "avtale", "steg", "siden", "frist", "dager_over"}


def test_planrader_har_kontraktens_noekler_og_bare_avtalte_tillegg(kilde: Proevekilde) -> None:
    rader = planrader(kilde.planene[0], kilde.registeret)
    assert {frozenset(rad) for rad in rader} == {
        frozenset(PLANKONTRAKT | {"merknader", "id", "delmaal", "runde", "moenster"})
    }


def test_felles_steg_gir_en_rad_for_hver_part_og_beregnede_steg_en_uten(kilde: Proevekilde) -> None:
    rader = planrader(kilde.planene[0], kilde.registeret)
    assert [rad["part"] for rad in rader if rad["id"] == "aarsvurdering.2025"] == ["engerdal", "vaaler"]
    assert [rad["part"] for rad in rader if rad["steg"] == "ikraft"] == [None]


def test_raden_sier_det_planen_sier(kilde: Proevekilde) -> None:
    rad = next(r for r in planrader(kilde.planene[0], kilde.registeret) if r["id"] == "forankring.vaaler")
    assert rad["frist"] == "2024-11-07"
    assert rad["frist_art"] == "frist"
    assert rad["forfalt"] is True
    assert rad["slakk"] == -35
    assert rad["status"] == "aapen"
    assert rad["kilde"] == "003: KDDs brev, «Tidsplan»"
    assert rad["moenster"] is None
    assert set(rad["begrunnelse"]) == {"nb", "nn"}
    assert rad["milepaeler"][1] == {
        "noekkel": "vedtak:vaaler-kommunestyre",
        "tittel": "Kommunestyret vedtar",
        "dato": "2024-11-07",
        "naadd": None,
        "moete": "m1",
        "oppdiktet": True,
    }


def test_venter_paa_er_partene_med_de_aapne_stegene_og_aldri_en_selv(kilde: Proevekilde) -> None:
    rader = planrader(kilde.planene[0], kilde.registeret)
    innsending = next(rad for rad in rader if rad["steg"] == "innsending")
    assert innsending["venter_paa"] == ["aamot", "vaaler"]
    assert all(rad["part"] not in rad["venter_paa"] for rad in rader)


def test_bare_frist_gir_forfalt_i_radene(kilde: Proevekilde) -> None:
    rader = planrader(kilde.planene[0], kilde.registeret)
    assert {rad["id"] for rad in rader if rad["forfalt"]} == {"forankring.vaaler"}


def test_ventingrader_har_kontraktens_noekler(kilde: Proevekilde) -> None:
    rader = ventingrader(hvem_venter(kilde.planene))
    assert {frozenset(rad) for rad in rader} == {frozenset(HVEMKONTRAKT | {"id", "aar"})}
    assert all(rad["venter"] != rad["paa"] for rad in rader)
    assert rader[0] == {
        "venter": "engerdal",
        "paa": "vaaler",
        "avtale": "pulje2",
        "steg": "forankring",
        "siden": "2024-10-01",
        "frist": "2024-11-07",
        "dager_over": 1,
        "id": "forankring.vaaler",
        "aar": None,
    }


async def test_api_gir_de_samme_radene(kilde: Proevekilde, tavla: httpx.AsyncClient) -> None:
    plan = kilde.planene[0]
    assert (await tavla.get("/api/planer")).json() == planrader(plan, kilde.registeret)
    assert (await tavla.get("/api/hvem")).json() == ventingrader(hvem_venter([plan]))
    en = (await tavla.get("/api/avtaler/pulje2")).json()
    assert en["plan"] == planrader(plan, kilde.registeret)
    assert en["hvem"] == ventingrader(hvem_venter([plan]))
    assert en["slutt"] is None


async def test_api_spoer_om_dagen_i_oslo(kilde: Proevekilde, tavla: httpx.AsyncClient) -> None:
    await tavla.get("/api/planer")
    assert kilde.spurt_om == [date(2024, 11, 8)]


async def test_ukjent_avtale_gir_404_som_json(tavla: httpx.AsyncClient) -> None:
    svar = await tavla.get("/api/avtaler/pulje3")
    assert svar.status_code == 404
    assert svar.json() == {"feil": "Ingen avtale heter «pulje3»."}
