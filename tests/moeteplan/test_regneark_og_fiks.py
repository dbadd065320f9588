"""Lists and sheets, and the JSON of Fiks Politisk Behandling: days as people write them, and what is refused."""

from __future__ import annotations

import io
import json
import zipfile
from datetime import date, datetime, time

import pytest
from openpyxl import Workbook

from flyter.moeteplan.les import les_moeteplan
from flyter.moeteplan.lest import Lest, Planfeil
from tests.moeteplan.kalenderfil import DAG


def les(innhold: bytes) -> Lest:
    return les_moeteplan(innhold, DAG)


def linjer(*rader: str) -> bytes:
    return "\r\n".join(rader).encode()


def arbeidsbok(*rader: list[object]) -> bytes:
    bok = Workbook()
    for rad in rader:
        bok.active.append(rad)
    ut = io.BytesIO()
    bok.save(ut)
    return ut.getvalue()


@pytest.mark.parametrize("skille", [";", ",", "\t"])
@pytest.mark.parametrize("koding", ["utf-8", "utf-8-sig", "cp1252", "utf-16"])
def test_en_liste_leses_med_ethvert_skilletegn_og_enhver_koding(skille: str, koding: str) -> None:
    rader = [["Møteplan 2026", "", ""], ["Dato", "Råd/utvalg", "Kl"], ["7.11.2026", "Formannskapet på Åmot", "18.00"]]
    [en] = les("\r\n".join(skille.join(rad) for rad in rader).encode(koding)).oppfoeringer
    assert (en.dato, en.utvalg, en.klokkeslett) == (date(2026, 11, 7), "Formannskapet på Åmot", time(18))
    assert (en.hvor, en.kilde_id) == (3, None)


@pytest.mark.parametrize(
    "skrevet",
    ["7.11.2026", "07.11.2026", "7. november 2026", "7. nov. 2026", "2026-11-07", "lørdag 7.11.2026",
     "Lør. 7. november 2026", "laurdag 7.11.2026", "2026-11-07 18:00"],
)  # fmt: skip
def test_en_dag_kan_skrives_paa_mange_vis(skrevet: str) -> None:
    [en] = les(linjer("Dato;Organ", f"{skrevet};Kommunestyret")).oppfoeringer
    assert en.dato == date(2026, 11, 7)


@pytest.mark.parametrize(
    ("skrevet", "hvorfor"),
    [
        ("7.11.26", "er ikke en dato"),
        ("11/7/2026", "er ikke en dato"),
        ("31.11.2026", "er ikke en dato"),
        ("fredag 7.11.2026", "7.11.2026 er en lørdag, ikke «fredag»"),
        ("7. m 2026", "er ikke en dato"),
        ("46333", "er ikke en dato"),
        ("7.11.2206", "Sjekk årstallet"),
        ("", "er ikke en dato"),
    ],
)
def test_en_dag_som_kan_leses_paa_to_vis_leses_ikke(skrevet: str, hvorfor: str) -> None:
    lest = les(linjer("Dato;Organ", f"{skrevet};Kommunestyret", "8.11.2026;Kommunestyret"))
    assert [en.dato for en in lest.oppfoeringer] == [date(2026, 11, 8)]
    [en] = lest.uforstaatt
    assert (en.hvor, en.hva) == (2, "Kommunestyret")
    assert hvorfor in en.grunn.nb


def test_et_regneark_leses_med_datoene_excel_har() -> None:
    innhold = arbeidsbok(
        ["Politisk møteplan"],
        ["Dato", "Utvalg", "Møte", "Tid", "Status"],
        [datetime(2026, 11, 7), "Kommunestyret", "Budsjett", time(18, 30), None],  # noqa: DTZ001 - Excel has no zones
        ["12. desember 2026", "Kommunestyret", None, "10-15", "Avlyst"],
        [46333, "Kommunestyret", "Et tall er ingen dato", None, None],
        [None, None, None, None, None],
    )
    lest = les(innhold)
    assert lest.i_ark
    assert [(en.dato, en.klokkeslett, en.avlyst, en.hvor) for en in lest.oppfoeringer] == [
        (date(2026, 11, 7), time(18, 30), False, 3),
        (date(2026, 12, 12), time(10), True, 4),
    ]
    assert [(en.hvor, en.hva) for en in lest.uforstaatt] == [(5, "Et tall er ingen dato")]


def pakket(navn: str, innhold: bytes) -> bytes:
    ut = io.BytesIO()
    with zipfile.ZipFile(ut, "w", zipfile.ZIP_DEFLATED) as arkiv:
        arkiv.writestr(navn, innhold)
    return ut.getvalue()


@pytest.mark.parametrize(
    ("innhold", "hvorfor"),
    [
        (linjer("Navn;Sted", "Kommunestyret;Trysil"), "ingen overskriftsrad med «Dato»"),
        (b"bare noen ord", "ingen overskriftsrad"),
        (b"PK\x03\x04tull", "ikke en Excel-arbeidsbok"),
        (pakket("word/document.xml", b"<x/>"), "ikke en Excel-arbeidsbok"),
        (pakket("xl/workbook.xml", b'<!DOCTYPE x [<!ENTITY a "b">]><x>&a;</x>'), "ikke en Excel-arbeidsbok"),
        (pakket("xl/workbook.xml", b" " * 110_000_000), "Arbeidsboken er for stor"),
        (arbeidsbok(["Navn"], ["Kommunestyret"]), "ingen overskriftsrad"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1", "Gamle Excel-filer"),
        (b'{"utvalg": [', "ikke gyldig JSON"),
        (b"[" * 100_000, "ikke gyldig JSON"),
        (b'{"moeter": []}', "ikke feltet «utvalg»"),
        (b'{"utvalg": {"moete": []}}', "ikke feltet «utvalg»"),
    ],
)
def test_det_som_ikke_er_en_moeteplan_avvises(innhold: bytes, hvorfor: str) -> None:
    with pytest.raises(Planfeil) as feil:
        les(innhold)
    assert hvorfor in feil.value.grunn.nb


def fiks(*moeter: object, navn: str = "Kommunestyret") -> bytes:
    return json.dumps({"utvalg": [{"utvalgId": "1", "utvalgNavn": navn, "moete": list(moeter)}]}).encode()


def test_fiks_gir_moeteid_utvalg_og_dagen_i_oslo() -> None:
    lest = les(
        fiks(
            {"moeteid": "17", "moetedato": "2026-11-06T23:00:00Z", "tittel": "Møte i kommunestyret"},
            {"moeteid": "18", "moetedato": "2026-12-12T10:00:00+01:00"},
            {"moeteid": "19", "moetedato": "2026-12-17T18:00:00", "tittel": "Avlyst"},
        )
    )
    assert [(en.kilde_id, en.dato, en.klokkeslett, en.utvalg, en.avlyst) for en in lest.oppfoeringer] == [
        ("17", date(2026, 11, 7), None, "Kommunestyret", False),
        ("18", date(2026, 12, 12), time(10), "Kommunestyret", False),
        ("19", date(2026, 12, 17), time(18), "Kommunestyret", True),
    ]


@pytest.mark.parametrize(
    "moete",
    [
        {"moetedato": "2026-11-07T12:00:00Z"},
        {"moeteid": "1"},
        {"moeteid": "1", "moetedato": "7.11.2026"},
        {"moeteid": "1", "moetedato": 1793000000},
        {"moeteid": "1", "moetedato": "0001-01-01T00:00:00+14:00"},
        {"moeteid": "x" * 300, "moetedato": "2026-11-07T12:00:00Z"},
        "tull",
        None,
    ],
)
def test_et_fiksmoete_uten_id_eller_dato_foeres_opp(moete: object) -> None:
    lest = les(fiks(moete))
    assert (len(lest.oppfoeringer), len(lest.uforstaatt)) == (0, 1)


def test_to_fiksmoeter_med_samme_id_er_uklare_begge() -> None:
    lest = les(fiks(*({"moeteid": "1", "moetedato": f"2026-11-{dag}T12:00:00Z"} for dag in ("07", "09"))))
    assert (lest.oppfoeringer, [en.kilde_id for en in lest.uforstaatt]) == ((), ["1"])
