"""Plans as secretariats lay them out: a year as a table, several days in a cell, the year said once above."""

from __future__ import annotations

import io
from collections.abc import Sequence
from datetime import date, time

import pytest
from openpyxl import Workbook

from flyter.moeteplan.les import les_moeteplan
from flyter.moeteplan.lest import Lest, Planfeil
from tests.moeteplan.kalenderfil import DAG


def ark(navn: str, *rader: Sequence[object]) -> bytes:
    bok = Workbook()
    bok.active.title = navn
    for rad in rader:
        bok.active.append(rad)
    ut = io.BytesIO()
    bok.save(ut)
    return ut.getvalue()


def les(innhold: bytes) -> Lest:
    return les_moeteplan(innhold, DAG)


def dager(lest: Lest) -> dict[str, list[str]]:
    """What was read, as `day.month.year` by body."""
    ut: dict[str, list[str]] = {}
    for en in lest.oppfoeringer:
        ut.setdefault(en.utvalg or en.kalender, []).append(f"{en.dato.day}.{en.dato.month}.{en.dato.year}")
    return ut


def grunner(lest: Lest) -> list[tuple[int | None, str, str]]:
    return [(en.hvor, en.hva, en.grunn.nb) for en in lest.uforstaatt]


MAANEDER_BORTOVER: list[list[object]] = [
    ["Møteplan 2027 for Våler kommune"],
    ["Vedtatt i kommunestyret 12.11.2026"],
    ["Utvalg", "Kl.", "Jan", "Feb.", "Mars", "April"],
    ["Kommunestyret", "18.00", None, "5.", 18, "22. og 29."],
    ["Formannskapet", "09.00", "14, 28", "11.2", "4.\n18.", "-"],
]


@pytest.mark.parametrize("som_csv", [False, True])
def test_en_tabell_med_maanedene_bortover_leses(som_csv: bool) -> None:
    if som_csv:
        rader = [";".join("" if c is None else f'"{c}"' for c in rad) for rad in MAANEDER_BORTOVER]
        lest = les("\r\n".join(rader).encode("cp1252"))
    else:
        lest = les(ark("Plan", *MAANEDER_BORTOVER))
    assert dager(lest) == {
        "Kommunestyret": ["5.2.2027", "18.3.2027", "22.4.2027", "29.4.2027"],
        "Formannskapet": ["14.1.2027", "28.1.2027", "11.2.2027", "4.3.2027", "18.3.2027"],
    }
    assert {(en.utvalg, en.klokkeslett) for en in lest.oppfoeringer} == {
        ("Kommunestyret", time(18)),
        ("Formannskapet", time(9)),
    }
    assert grunner(lest) == []


def test_en_tabell_med_maanedene_nedover_leses() -> None:
    lest = les(
        ark(
            "2027",
            ["Måned", "Formannskap", "Kommunestyre"],
            ["Januar", "14. og 28.", None],
            ["Februar", 11, "torsdag 25."],
            [None, 18, None],
            ["Mars", None, "18. (budsjett)"],
        )
    )
    assert dager(lest) == {
        "Formannskap": ["14.1.2027", "28.1.2027", "11.2.2027", "18.2.2027"],
        "Kommunestyre": ["25.2.2027", "18.3.2027"],
    }
    assert [en.tittel for en in lest.oppfoeringer if en.tittel] == ["budsjett"]
    assert {(en.utvalg, en.dato.month, en.hvor) for en in lest.oppfoeringer} >= {
        ("Formannskap", 2, 3),
        ("Formannskap", 2, 4),
    }


def test_to_halvaar_under_hverandre_leses_begge() -> None:
    lest = les(
        ark(
            "Møteplan",
            ["", "Januar 2027", "Februar 2027", "Mars 2027"],
            ["Kommunestyret", None, 25, None],
            [],
            ["", "August 2027", "September 2027", "Oktober 2027"],
            ["Kommunestyret", 26, None, 21],
        )
    )
    assert dager(lest) == {"Kommunestyret": ["25.2.2027", "26.8.2027", "21.10.2027"]}


def test_maaneder_som_excel_har_gjort_til_datoer_leses() -> None:
    lest = les(
        ark(
            "Møteplan",
            ["", *(date(2027, maaned, 1) for maaned in (1, 2, 3))],
            ["Kommunestyret", date(2027, 1, 21), 25, None],
        )
    )
    assert dager(lest) == {"Kommunestyret": ["21.1.2027", "25.2.2027"]}


def test_det_som_ikke_er_dager_i_en_aarstabell_listes_med_rad_og_organ() -> None:
    lest = les(
        ark(
            "2027",
            ["Utvalg", "Januar", "Februar", "Mars"],
            ["Kommunestyret", "uke 8", "30", "11.4"],
            ["Formannskapet", "fredag 14.", "14", 14.1],
        )
    )
    assert dager(lest) == {"Formannskapet": ["14.2.2027"]}
    assert [(hvor, hva) for hvor, hva, _ in grunner(lest)] == [
        (2, "Kommunestyret, januar"),
        (2, "Kommunestyret, februar"),
        (2, "Kommunestyret, mars"),
        (3, "Formannskapet, januar"),
        (3, "Formannskapet, mars"),
    ]
    assert "«uke 8» er ikke en dato" in grunner(lest)[0][2]
    assert "«11.4» står under mars" in grunner(lest)[2][2]
    assert "er en torsdag, ikke «fredag»" in grunner(lest)[3][2]


def test_en_aarstabell_uten_aarstall_gjetter_ikke_aaret() -> None:
    lest = les(ark("Plan", ["Utvalg", "Januar", "Februar", "Mars"], ["Kommunestyret", "14.", None, None]))
    assert lest.oppfoeringer == ()
    assert "mangler årstall" in grunner(lest)[0][2]
    to_aar = les(
        ark(
            "Plan",
            ["Møteplan 2026/2027"],
            ["Utvalg", "Januar", "Februar", "Mars"],
            ["Kommunestyret", "14.", None, None],
        )
    )
    assert "mangler årstall" in grunner(to_aar)[0][2]


def test_avlyste_og_flyttede_dager_i_en_celle() -> None:
    lest = les(
        ark(
            "2027", ["Utvalg", "Jan", "Feb", "Mars"], ["Kommunestyret", "14. (avlyst)", "11. (flyttet)", "4. (seminar)"]
        )
    )
    assert [(en.dato.month, en.avlyst) for en in lest.oppfoeringer] == [(1, True), (3, False)]
    assert "flyttet" in grunner(lest)[0][2]


@pytest.mark.parametrize(
    ("skrevet", "ventet"),
    [
        ("14.1, 28.1, 11.2", ["14.1.2027", "28.1.2027", "11.2.2027"]),
        ("14. og 28. januar", ["14.1.2027", "28.1.2027"]),
        ("to. 14. jan", ["14.1.2027"]),
        ("torsdag 14. januar kl. 18.00", ["14.1.2027"]),
        ("torsdag, 14. januar", ["14.1.2027"]),
        ("torsdag den 14. januar 2027", ["14.1.2027"]),
        ("14.1.\n28.1.", ["14.1.2027", "28.1.2027"]),
        ("to. 14. jan\nto. 28. jan", ["14.1.2027", "28.1.2027"]),
        ("14.01.2027; 28.01.2027", ["14.1.2027", "28.1.2027"]),
        ("14. jan., 11. feb. og 4. mars 2028", ["14.1.2028", "11.2.2028", "4.3.2028"]),
        ("6.–7. mai", ["6.5.2027"]),
        ("6.-7.5.2027", ["6.5.2027"]),
        ("31. mai - 1. juni", ["31.5.2027"]),
        ("14.01.27", ["14.1.2027"]),
        ("14.01.27 kl 18:00", ["14.1.2027"]),
        ("14.1.2027 kl. 1800", ["14.1.2027"]),
        ("14/1-2027", ["14.1.2027"]),
        ("14/1", ["14.1.2027"]),
    ],
)
def test_en_celle_kan_ha_flere_dager_og_aaret_kan_staa_i_arkets_navn(skrevet: str, ventet: list[str]) -> None:
    lest = les(ark("Møteplan 2027", ["Organ", "Datoer"], ["Kommunestyret", skrevet]))
    assert grunner(lest) == []
    assert dager(lest) == {"Kommunestyret": ventet}


@pytest.mark.parametrize(
    "skrevet",
    ["14.1 28.1", "14.1.2027, 11.02", "14.01.2027 11.02", "7.-5. mai", "14/1/2027", "14-01-2027", "28.1, 32.1",
     "14.1, kanskje 28.1", "14.1, ", "2.-20. mai", "uke 3", "14.1 (flyttes)"],
)  # fmt: skip
def test_en_celle_som_ikke_sikkert_er_dager_listes_hel(skrevet: str) -> None:
    lest = les(ark("2027", ["Organ", "Datoer"], ["Kommunestyret", skrevet], ["Kommunestyret", "4.3"]))
    if skrevet == "14.1, ":  # a comma too many is none the worse
        assert dager(lest) == {"Kommunestyret": ["14.1.2027", "4.3.2027"]}
        return
    assert dager(lest) == {"Kommunestyret": ["4.3.2027"]}
    assert len(lest.uforstaatt) == 1


def test_arkets_navn_sier_hvilket_organ_det_er() -> None:
    lest = les(ark("Kommunestyret 2027", ["Dato", "Kl"], ["14.1", "18:00"]))
    [en] = lest.oppfoeringer
    assert (en.kalender, en.dato, en.klokkeslett) == ("Kommunestyret 2027", date(2027, 1, 14), time(18))


def test_organene_kan_staa_som_overskrifter_over_hele_datoer() -> None:
    lest = les(b"Formannskapet;Kommunestyret\r\n14.01.2027;04.02.2027\r\n28.01.2027;\r\n11.02.2027;uke 9\r\n")
    assert dager(lest) == {
        "Formannskapet": ["14.1.2027", "28.1.2027", "11.2.2027"],
        "Kommunestyret": ["4.2.2027"],
    }
    assert grunner(lest)[0][:2] == (4, "Kommunestyret")


def test_et_organ_delt_over_to_linjer_er_ett_ord() -> None:
    [en] = les(ark("Plan", ["Dato", "Organ"], ["14.1.2027", "Kommune-\nstyret"])).oppfoeringer
    assert en.utvalg == "Kommunestyret"


def test_en_fil_uten_moeter_sier_hvordan_en_plan_kan_se_ut() -> None:
    with pytest.raises(Planfeil, match="en kolonne for hver måned"):
        les(ark("Ark1", ["Navn"], ["Kommunestyret"]))


def test_kolonnen_dag_foran_kolonnen_dato_er_ukedagen() -> None:
    lest = les(ark("Plan", ["Dag", "Dato", "Organ"], ["Torsdag", date(2027, 1, 14), "Kommunestyret"]))
    assert dager(lest) == {"Kommunestyret": ["14.1.2027"]}


def test_en_maaned_i_egen_kolonne_gjelder_radene_under() -> None:
    lest = les(
        ark(
            "Møteplan 2027",
            ["Måned", "Dato", "Organ"],
            ["Januar", 14, "Kommunestyret"],
            [None, "28.", "Formannskapet"],
            ["Februar", "to. 11.", "Kommunestyret"],
            [None, "30.", "Kommunestyret"],
        )
    )
    assert dager(lest) == {"Kommunestyret": ["14.1.2027", "11.2.2027"], "Formannskapet": ["28.1.2027"]}
    assert [en.hvor for en in lest.uforstaatt] == [5]


def test_et_organ_som_overskrift_over_sine_datoer_gjelder_til_det_neste() -> None:
    lest = les(
        ark(
            "2027",
            ["Kommunestyret"],
            ["Dato", "Kl"],
            ["14.1", "18:00"],
            ["4.2", "18:00"],
            ["Formannskapet"],
            ["Dato", "Kl"],
            ["28.1", "09:00"],
        )
    )
    assert dager(lest) == {"Kommunestyret": ["14.1.2027", "4.2.2027"], "Formannskapet": ["28.1.2027"]}
    assert grunner(lest) == []


def test_kryss_under_organene_sier_hvem_som_har_moete_den_dagen() -> None:
    lest = les(
        ark(
            "2027",
            ["Uke", "Dato", "Formannskapet", "Kommunestyret"],
            [2, "14.1", "X", None],
            [6, "11.2", "09.00", "18.00"],
            [7, "18.2", None, "avlyst"],
        )
    )
    assert [(en.utvalg, en.dato.day, en.klokkeslett, en.avlyst) for en in lest.oppfoeringer] == [
        ("Formannskapet", 14, None, False),
        ("Formannskapet", 11, time(9), False),
        ("Kommunestyret", 11, time(18), False),
        ("Kommunestyret", 18, None, True),
    ]


def test_to_dager_med_bare_mellomrom_imellom_under_en_maaned() -> None:
    lest = les(ark("2027", ["", "Januar", "Februar", "Mars"], ["Kommunestyret", "7. 21.", "11 25", "7. 3."]))
    assert dager(lest) == {"Kommunestyret": ["7.1.2027", "21.1.2027", "11.2.2027", "25.2.2027"]}
    assert [hva for _, hva, _ in grunner(lest)] == ["Kommunestyret, mars"]


def test_klokkeslettet_foran_organet_er_ikke_organets_navn() -> None:
    lest = les(
        ark("2027", ["Ukedag", "Organ", "Jan", None, "Feb", None, "Mars"], ["Tors. 18.00", "KST", 14, 28, None, 11, 4])
    )
    assert dager(lest) == {"KST": ["14.1.2027", "28.1.2027", "11.2.2027", "4.3.2027"]}


def test_komma_mellom_dager_er_ikke_skilletegnet() -> None:
    lest = les(b"Plan 2027\nUtvalg;Jan;Feb;Mars\nKommunestyret;7,14,21,28;4,11,18,25;4,11,18,25\n")
    assert len(lest.oppfoeringer) == 12


def test_en_merknad_gjelder_dagen_den_staar_ved() -> None:
    lest = les(
        ark("2027", ["", "Jan", "Feb", "Mars"], ["Kommunestyret", "14. (avlyst), 28.", "11. og 25. (budsjett)", "4."])
    )
    assert [(en.dato.day, en.avlyst, en.tittel) for en in lest.oppfoeringer] == [
        (14, True, "avlyst"),
        (28, False, ""),
        (11, False, ""),
        (25, False, "budsjett"),
        (4, False, ""),
    ]


def test_aaret_kan_staa_i_overskriften_over_datoene() -> None:
    lest = les(b"Utvalg;M\xf8tedatoer i 2027\r\nKommunestyret;14.1, 11.2\r\n")
    assert dager(lest) == {"Kommunestyret": ["14.1.2027", "11.2.2027"]}


def test_et_organ_og_dagene_dets_bortover_i_raden() -> None:
    lest = les(ark("Ark1", ["Møteplan 2027"], ["Kommunestyret", "14.1", "11.2"], ["Formannskapet", "28.1", "uke 9"]))
    assert dager(lest) == {"Kommunestyret": ["14.1.2027", "11.2.2027"], "Formannskapet": ["28.1.2027"]}
    assert [(hvor, hva) for hvor, hva, _ in grunner(lest)] == [(3, "Formannskapet")]


def test_en_aarstabell_er_ikke_tusenvis_av_rader_men_kan_ha_tomme() -> None:
    hode, rad = ["Utvalg", "Jan 2027", "Feb 2027", "Mars 2027"], ["Kommunestyret", "14.", "", ""]
    med_tomme = "\n".join(";".join(r) for r in [hode, *[["", "", "", ""]] * 3000, rad])
    assert dager(les(med_tomme.encode())) == {"Kommunestyret": ["14.1.2027"]}
    with pytest.raises(Planfeil, match="Finner ingen overskriftsrad"):
        les("\n".join(";".join(r) for r in [hode, *[rad] * 3000]).encode())


def test_en_celle_med_altfor_mye_leses_ikke() -> None:
    lest = les(ark("2027", ["Organ", "Datoer"], ["Kommunestyret", ", ".join(["14.1"] * 500)], ["Kommunestyret", "4.3"]))
    assert dager(lest) == {"Kommunestyret": ["4.3.2027"]}


def test_et_ark_med_belop_per_maaned_i_samme_arbeidsbok_er_ikke_en_moeteplan() -> None:
    bok = Workbook()
    bok.active.title = "2027"
    for rad in (["Dato", "Organ"], ["14.1", "Kommunestyret"]):
        bok.active.append(rad)
    budsjett = bok.create_sheet("Budsjett")
    for rad_ in (["Post", "Jan", "Feb", "Mars"], ["Lønn", 12000, 12000, 12500]):
        budsjett.append(rad_)
    ut = io.BytesIO()
    bok.save(ut)
    lest = les(ut.getvalue())
    assert (dager(lest), grunner(lest)) == ({"Kommunestyret": ["14.1.2027"]}, [])
