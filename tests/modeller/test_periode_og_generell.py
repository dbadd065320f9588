"""A pilot through a council period, and an agreement about anything: all of it advice, nothing overdue."""

from __future__ import annotations

from datetime import date

import pytest

from flyter.livsloep import GENERELL, PERIODE
from modeller.fakta import AvtaleOpprettet, Avtalepart, Datoverdi, Fristart, Rolle
from modeller.livsloep import Krav, Livsloep
from modeller.plan import Status
from modeller.tekst import lik
from tests.rollebesetning import Historie

PARTER = (
    Avtalepart("trysil", Rolle.HOVEDPART),
    Avtalepart("engerdal", Rolle.HOVEDPART),
    Avtalepart("innlandet", Rolle.HOVEDPART),
)
DATOER = {
    "oppstart": Datoverdi(date(2024, 4, 1)),
    "avtaleslutt": Datoverdi(date(2027, 10, 31)),
}


def periode() -> Historie:
    datoer = DATOER | {"midtveis": Datoverdi(date(2025, 12, 31), Fristart.VEILEDENDE, bare_maaned=True)}
    return Historie(PERIODE, AvtaleOpprettet(navn=lik("Tett på"), livsloep="periode", parter=PARTER, datoer=datoer))


def generell() -> Historie:
    opprettet = AvtaleOpprettet(navn=lik("Avtalen"), livsloep="generell", parter=PARTER, datoer=DATOER)
    return Historie(GENERELL, opprettet)


@pytest.mark.parametrize("livsloep", [PERIODE, GENERELL], ids=lambda livsloep: livsloep.navn)
def test_ingenting_er_paakrevd_og_ingen_dato_er_en_frist(livsloep: Livsloep) -> None:
    gjort_av_noen = [steg for _, steg in livsloep if steg.hvem is not None]
    assert gjort_av_noen
    assert {steg.krav for steg in gjort_av_noen} == {Krav.ANBEFALT}
    assert {steg.frist.art for _, steg in livsloep} == {Fristart.VEILEDENDE}


def test_perioden_begynner_med_at_alle_avklarer_forventninger() -> None:
    steg = periode().steg("forventninger", date(2024, 4, 2))
    assert (steg.status, steg.frist) == (Status.AAPEN, date(2024, 6, 3))
    assert set(steg.parter) == {"trysil", "engerdal", "innlandet"}


def test_de_som_veileder_tar_initiativet_og_kommunene_slipper_aa_gjoere_det() -> None:
    samtale = periode().steg("samtale.2025", date(2025, 9, 16))
    assert (samtale.parter, set(samtale.deltar)) == (("innlandet",), {"trysil", "engerdal"})


def test_midtveisvurderingen_kommer_bare_naar_noen_har_satt_en_dato() -> None:
    assert periode().steg("midtveisvurdering", date(2025, 10, 2)).status is Status.AAPEN
    uten = AvtaleOpprettet(navn=lik("Tett på"), livsloep="periode", parter=PARTER, datoer=DATOER)
    assert Historie(PERIODE, uten).steg("midtveisvurdering", date(2026, 10, 1)).status is Status.KOMMENDE


def test_i_siste_aar_avklarer_hver_kommune_overgangen_til_ordinaer_drift() -> None:
    plan = periode().plan(date(2027, 7, 1))
    aapne = {s.id for s in plan if s.status is Status.AAPEN and s.aar is None}
    assert {"overgang.trysil", "overgang.engerdal", "sluttevaluering"} <= aapne
    assert not [s.id for s in plan if s.steg == "samtale" and s.aar == 2027 and s.status is Status.AAPEN]


def test_perioden_slutter_av_seg_selv_og_ingen_mases_paa_etterpaa() -> None:
    etter = periode().plan(date(2027, 11, 2))
    assert [s.id for s in etter if s.status in {Status.AAPEN, Status.VENTER}] == []


def test_perioden_sier_at_kilden_ikke_nevner_noen_avtale() -> None:
    assert [hull.noekkel for hull in periode().plan(date(2025, 1, 1)).hull] == ["avtale"]


def test_en_generell_avtale_har_statusmoete_og_plan_hvert_aar_og_evaluering_til_slutt() -> None:
    plan = generell().plan(date(2026, 10, 1))
    assert {s.id for s in plan if s.status is Status.AAPEN and s.aar == 2026} == {"statusmoete.2026", "plan.2026"}
    siste = generell().plan(date(2027, 9, 15))
    aapne = {s.id for s in siste if s.status is Status.AAPEN}
    assert {"statusmoete.2027", "sluttevaluering"} <= aapne
    assert "plan.2027" not in aapne


def test_statusmoetet_kan_faa_en_dag_uten_egen_innkalling() -> None:
    historie = generell().kaller_inn(date(2026, 9, 10), "statusmoete.2026", date(2026, 11, 19))
    steg = historie.steg("statusmoete.2026", date(2026, 9, 11))
    assert (steg.frist, steg.art) == (date(2026, 11, 19), Fristart.FRIST)
