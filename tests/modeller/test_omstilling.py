"""Regional omstilling: four phases, a status each year before its end, a seminar that makes next year's plan."""

from __future__ import annotations

from datetime import date

from flyter.livsloep import OMSTILLING
from modeller.fakta import AvtaleOpprettet, Avtalepart, Datoverdi, Fristart, Rolle
from modeller.plan import Status
from modeller.setninger import i_ord
from modeller.tekst import Maalform, lik
from modeller.venting import hvem_venter
from tests.rollebesetning import Historie

FYLKET, KOMMUNEN, STYRET = "innlandet", "trysil", "omstillingsstyret"
OPPRETTET = AvtaleOpprettet(
    navn=lik("Regional omstilling i Trysil"),
    livsloep="omstilling",
    parter=(
        Avtalepart(KOMMUNEN, Rolle.HOVEDPART),
        Avtalepart(STYRET, Rolle.HOVEDPART),
        Avtalepart(FYLKET, Rolle.HOVEDPART),
        Avtalepart("kdd", Rolle.SAERLIG),
    ),
    datoer={"avtaleslutt": Datoverdi(date(2028, 12, 31))},
)


def program() -> Historie:
    return Historie(OMSTILLING, OPPRETTET)


def i_gjennomfoering() -> Historie:
    historie = program().gjoer(date(2024, 5, 2), "konsekvensanalyse").gjoer(date(2024, 6, 6), f"ramme.{FYLKET}")
    return historie.gjoer(date(2024, 11, 14), "strategi")


def test_utregningen_ender_i_datoen_som_vises_ogsaa_naar_dagen_ikke_er_arbeidsdag() -> None:
    status = i_gjennomfoering().steg("programstatus.2025", date(2025, 10, 20))
    assert status.frist == date(2025, 12, 30)
    assert i_ord(status.begrunnelse, Maalform.NB) == (
        "standarden i Fristvakt, til samme tid hvert år: 31.12.2025; siste arbeidsdag innen da er 30.12"
    )
    assert i_ord(status.begrunnelse, Maalform.NN) == (
        "standarden i Fristvakt, til same tid kvart år: 31.12.2025; siste arbeidsdag innan då er 30.12"
    )


def test_det_gjelder_ogsaa_det_som_regnes_fra_en_annen_dato() -> None:
    historie = i_gjennomfoering().gjoer(date(2025, 12, 6), "styringsseminar.2025")
    plan = historie.steg("handlingsplan.2025", date(2025, 12, 8))
    assert plan.frist == date(2025, 12, 22)
    flyttet = [ledd for ledd in plan.begrunnelse if ledd.setning.startswith("arbeidsdagen_")]
    assert [ledd.felt["dato"] for ledd in flyttet] == [plan.frist]


def test_fylket_venter_paa_konsekvensanalysen_og_kommunen_paa_rammen() -> None:
    historie = program()
    assert historie.steg(f"ramme.{FYLKET}", date(2024, 4, 1)).venter_paa == ("konsekvensanalyse",)
    historie.gjoer(date(2024, 5, 2), "konsekvensanalyse")
    (rad,) = [v for v in hvem_venter([historie.plan(date(2024, 5, 3))]) if v.paa == FYLKET and v.venter == KOMMUNEN]
    assert rad.steg.id == f"ramme.{FYLKET}"


def test_gjennomfoeringen_begynner_naar_strategien_er_klar_og_gir_aarene() -> None:
    historie = i_gjennomfoering()
    assert historie.steg("ikraft", date(2024, 11, 15)).utfoert == date(2024, 11, 14)
    aar = {s.aar for s in historie.plan(date(2024, 11, 15)) if s.steg == "programstatus"}
    assert aar == {2024, 2025, 2026, 2027, 2028}


def test_programstatus_er_ventet_foer_nyttaar_og_er_senere_enn_ventet_men_ikke_forfalt() -> None:
    dag = date(2026, 1, 12)
    steg = i_gjennomfoering().steg("programstatus.2025", dag)
    assert (steg.status, steg.ball, steg.art) == (Status.AAPEN, (STYRET,), Fristart.VENTET)
    assert steg.frist is not None
    assert steg.frist.year == 2025
    assert not steg.forfalt(dag)
    assert steg.dager_etter_ventet(dag) > 0


def test_seminaret_kommer_etter_programstatus_og_gir_neste_aars_handlingsplan() -> None:
    historie = i_gjennomfoering()
    assert historie.steg("styringsseminar.2025", date(2025, 11, 3)).venter_paa == ("programstatus.2025",)
    historie.gjoer(date(2025, 12, 11), "programstatus.2025").gjoer(date(2026, 1, 22), "styringsseminar.2025")
    planen = historie.steg("handlingsplan.2025", date(2026, 1, 23))
    assert (planen.status, planen.tittel.nb) == (Status.AAPEN, "Handlingsplan for 2026")


def test_i_siste_aar_er_det_sluttevaluering_og_ingen_ny_handlingsplan() -> None:
    historie = i_gjennomfoering()
    for aar in (2024, 2025, 2026, 2027):
        historie.gjoer(date(aar, 12, 11), f"programstatus.{aar}").gjoer(date(aar + 1, 1, 20), f"styringsseminar.{aar}")
        historie.gjoer(date(aar + 1, 2, 3), f"handlingsplan.{aar}")
    plan = historie.plan(date(2028, 11, 1))
    aapne = {s.id for s in plan if s.status is Status.AAPEN}
    assert {"programstatus.2028", "sluttevaluering", "viderefoering"} <= aapne
    assert not [id_ for id_ in aapne if id_.startswith(("styringsseminar.2028", "handlingsplan.2028"))]


def test_programmet_er_avsluttet_foerst_naar_sluttevalueringen_er_gjort() -> None:
    historie = i_gjennomfoering()
    assert historie.steg("programslutt", date(2029, 1, 5)).utfoert is None
    historie.gjoer(date(2029, 1, 10), "sluttevaluering")
    assert historie.steg("programslutt", date(2029, 1, 11)).utfoert == date(2029, 1, 10)
