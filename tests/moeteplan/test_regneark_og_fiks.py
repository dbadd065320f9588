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
    ["7.11.2026", "7.11.26", "07.11.2026", "7. november 2026", "7. nov. 2026", "2026-11-07", "lørdag 7.11.2026",
     "Lør. 7. november 2026", "laurdag 7.11.2026", "2026-11-07 18:00",
     "07.11.2026 18:00", "7.11.2026 kl. 18", "lørdag 7. november 2026, kl. 18.00–20.00"],
)  # fmt: skip
def test_en_dag_kan_skrives_paa_mange_vis(skrevet: str) -> None:
    [en] = les(linjer("Dato;Organ", f"{skrevet};Kommunestyret")).oppfoeringer
    assert (en.dato, en.klokkeslett) == (date(2026, 11, 7), time(18) if "18" in skrevet else None)


@pytest.mark.parametrize(
    ("skrevet", "hvorfor"),
    [
        ("11/7/2026", "er ikke en dato"),
        ("31.11.2026", "er ikke en dato"),
        ("fredag 7.11.2026", "7.11.2026 er en lørdag, ikke «fredag»"),
        ("7. m 2026", "er ikke en dato"),
        ("46333", "er ikke en dato"),
        ("7.11.2206", "Sjekk årstallet"),
        ("", "Datoen mangler"),
        ("mandag 07.12", "«mandag 07.12» mangler årstall"),
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


def test_skilletegnet_er_det_overskriften_har_ogsaa_naar_titlene_har_flere_komma() -> None:
    [en] = les(linjer("Dato;Tittel", "7.11.2026;Kommunestyret, budsjett, økonomiplan, eventuelt")).oppfoeringer
    assert en.tittel == "Kommunestyret, budsjett, økonomiplan, eventuelt"


def test_et_hermetegn_som_ikke_er_lukket_sluker_ikke_radene_etter() -> None:
    rader = ("Dato;Organ", "7.11.2026;Kommunestyret", '8.11.2026;"Kommunestyret', "9.11.2026;Kommunestyret")
    with pytest.raises(Planfeil) as feil:
        les(linjer(*rader))
    assert (feil.value.linje, feil.value.grunn.nb) == (3, "Raden kan ikke leses som CSV. Sjekk at hermetegn er lukket.")


@pytest.mark.parametrize(
    ("status", "avlyst"),
    [("Avlyst grunnet få saker", True), ("UTGÅR", True), ("Kansellert", True), ("ja", True), ("nei", False),
     ("Ikke avlyst", False), ("Vedtatt", False)],
)  # fmt: skip
def test_et_moete_er_avlyst_naar_statusen_sier_det(status: str, *, avlyst: bool) -> None:
    [en] = les(linjer("Dato;Organ;Status", f"7.11.2026;Kommunestyret;{status}")).oppfoeringer
    assert en.avlyst is avlyst


@pytest.mark.parametrize("status", ["Flyttet til 14.11.", "flytta", "Utsatt"])
def test_et_moete_som_er_flyttet_har_to_dager_og_raden_bare_en(status: str) -> None:
    lest = les(linjer("Dato;Organ;Status", f"7.11.2026;Kommunestyret;{status}"))
    [en] = lest.uforstaatt
    assert (lest.oppfoeringer, en.hvor) == ((), 2)
    assert f"Statusen er «{status}»" in en.grunn.nb


def test_organet_kan_staa_i_en_kolonne_vi_ikke_kjenner_navnet_paa() -> None:
    [en] = les(linjer("Dato;Møte i", "7.11.2026;Formannskapet")).oppfoeringer
    assert en.utvalg == "Formannskapet"


def test_alle_arkene_i_en_arbeidsbok_leses_og_ingen_forbigaas_i_stillhet() -> None:
    bok = Workbook()
    bok.active.title = "2026"
    arkene: dict[str, list[list[object]]] = {
        "2026": [["Dato", "Organ"], [date(2026, 11, 7), "Kommunestyret"], [None, "Formannskapet"]],
        "2027": [["Dato", "Organ"], [date(2027, 1, 9), "Kommunestyret"]],
        "Resten": [["Neste møte", "9. februar 2027"]],
        "Forklaring": [["Med forbehold om endringer"]],
    }
    for navn, rader in arkene.items():
        ark = bok[navn] if navn in bok.sheetnames else bok.create_sheet(navn)
        for rad in rader:
            ark.append(rad)
    ut = io.BytesIO()
    bok.save(ut)
    lest = les(ut.getvalue())
    assert [en.dato for en in lest.oppfoeringer] == [date(2026, 11, 7), date(2027, 1, 9)]
    assert [(en.hvor, en.hva) for en in lest.uforstaatt] == [
        (3, "Formannskapet (arket «2026»)"),
        (None, "Arket «Resten»"),
    ]


def test_et_ark_leses_helt_ogsaa_naar_det_sier_at_det_er_mindre() -> None:
    innhold = arbeidsbok(["Dato"], [date(2026, 11, 7)], [date(2026, 11, 9)])
    ut = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(innhold)) as fra, zipfile.ZipFile(ut, "w") as til:
        for navn in fra.namelist():
            til.writestr(navn, fra.read(navn).replace(b'<dimension ref="A1:A3"', b'<dimension ref="A1:A2"'))
    assert len(les(ut.getvalue()).oppfoeringer) == 2


def test_en_formel_som_ikke_er_regnet_ut_avvises_for_datoen_er_ikke_der() -> None:
    with pytest.raises(Planfeil, match="formler som ikke er regnet ut"):
        les(arbeidsbok(["Dato"], [date(2026, 11, 7)], ["=A2+7"]))


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


def test_et_utvalg_uten_navn_er_uklart_naar_det_er_flere() -> None:
    moete = {"moeteid": "1", "moetedato": "2026-11-07T12:00:00Z"}
    ett, to = ([{"moete": [moete]}], [{"moete": [moete]}, {"utvalgsnavn": "Formannskapet", "moete": []}])
    assert len(les(json.dumps({"utvalg": ett}).encode()).oppfoeringer) == 1
    lest = les(json.dumps({"utvalg": to}).encode())
    assert (len(lest.oppfoeringer), [en.grunn.nb[:22] for en in lest.uforstaatt]) == (0, ["Filen har flere utvalg"])


def test_et_utvalg_med_moetene_under_et_annet_navn_foeres_opp() -> None:
    utvalg = [{"utvalgsNavn": "Kommunestyret", "moeter": [{"moeteid": "1"}]}, {"utvalgNavn": "Eldrerådet"}]
    lest = les(json.dumps({"utvalg": utvalg}).encode())
    assert [(en.hva, en.grunn.nb) for en in lest.uforstaatt] == [("Kommunestyret", "Utvalget har ikke feltet «moete».")]
