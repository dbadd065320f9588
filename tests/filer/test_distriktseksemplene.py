"""The other district programmes of the sources: I LAG, the county's portfolio, Agder, Regional omstilling, Tett på."""

from __future__ import annotations

from datetime import date

import pytest

from flyter.livsloep import LIVSLOEP
from modeller.fakta import Rolle
from modeller.kontroll import innvendinger
from modeller.plan import Status
from modeller.register import Partsslag
from tests.filer.eksemplene import fakta, innlest, plan, register

I_DAG = date(2026, 11, 21)
I_LAG = ("snaasa", "leka", "hoylandet", "meraaker", "tydal", "rennebu")
ALLE = (
    *(f"i-lag-{kommune}" for kommune in I_LAG),
    "trondelag-distriktsportefoelje",
    "agder-lyngsund",
    "omstilling-nesfjord",
    "tett-paa",
)


@pytest.mark.parametrize("avtale", ALLE)
def test_hvert_faktum_kan_registreres_i_den_rekkefoelgen_det_hendte(avtale: str) -> None:
    rekke, livsloep = fakta()[avtale], LIVSLOEP[innlest().avtaler[avtale].avtale.livsloep]
    for nr, faktum in enumerate(rekke[1:], 1):
        dag = faktum.skjedde
        nei = innvendinger(faktum.hendelse, dag, plan(avtale, dag, rekke[:nr]), register(), livsloep, dag)  # type: ignore[arg-type]
        assert not nei, (faktum, nei)


@pytest.mark.parametrize("avtale", ALLE)
def test_fortellingen_er_hel_til_ut_2028(avtale: str) -> None:
    slutt = plan(avtale, date(2029, 1, 31))
    assert slutt.loese_fakta == ()
    assert [s.id for s in slutt if s.status in {Status.AAPEN, Status.VENTER}] == []


@pytest.mark.parametrize("avtale", ALLE)
def test_alle_parter_og_datoer_har_en_kilde_og_resten_er_merket(avtale: str) -> None:
    vist = plan(avtale, I_DAG)
    assert vist.kilde
    assert set(vist.partskilder) == set(vist.parter)
    assert all(verdi.kilde for verdi in vist.datoer.values())
    assert all(f.oppdiktet or f.kilde for f in fakta()[avtale][1:])


@pytest.mark.parametrize("avtale", ALLE)
def test_det_kilden_ikke_sier_er_vist_som_hull_og_ikke_funnet_paa(avtale: str) -> None:
    vist = plan(avtale, I_DAG)
    assert vist.hull
    assert all(hull.kilde.dokument == "004" for hull in vist.hull)
    assert not [s.id for s in vist if s.moenster], "kilden gjelder avtalen selv"


@pytest.mark.parametrize("kommune", I_LAG)
def test_i_lag_er_en_avtale_mellom_fylket_og_hver_kommune_forlenget_ett_aar(kommune: str) -> None:
    avtale = f"i-lag-{kommune}"
    foer, etter = plan(avtale, date(2025, 11, 19)), plan(avtale, date(2025, 11, 20))
    assert (foer.slutt, etter.slutt) == (date(2025, 12, 31), date(2026, 12, 31))
    assert {p for p, rolle in etter.parter.items() if rolle is Rolle.HOVEDPART} == {kommune, "trondelag"}


@pytest.mark.parametrize("kommune", I_LAG)
def test_nav_kom_inn_i_laget_rundt_i_2025(kommune: str) -> None:
    assert "nav-trondelag" not in plan(f"i-lag-{kommune}", date(2024, 12, 31)).parter
    assert plan(f"i-lag-{kommune}", I_DAG).parter["nav-trondelag"] is Rolle.SAMARBEIDSPART


def test_fylket_legger_fram_en_status_og_ikke_en_for_hver_kommune() -> None:
    rapporter = [
        (avtale, steg.id) for avtale in ALLE for steg in plan(avtale, I_DAG) if "status" in steg.id and steg.aar == 2026
    ]
    assert ("trondelag-distriktsportefoelje", "statusrapport.2026.trondelag") in rapporter
    assert not [avtale for avtale, _ in rapporter if avtale.startswith("i-lag-")]


def test_tett_paa_har_de_fem_kommunene_kilden_navngir() -> None:
    parter = plan("tett-paa", I_DAG).parter
    kommuner = {p for p in parter if register().parter[p].slag is Partsslag.KOMMUNE}
    assert kommuner == {"fjord", "gjemnes", "sande", "stranda", "vanylven"}


@pytest.mark.parametrize("part", ["lyngsund", "nesfjord", "omstillingsstyret-nesfjord"])
def test_en_part_som_er_diktet_opp_heter_det(part: str) -> None:
    navn = register().navn(part)
    assert navn.nb.endswith("(oppdiktet)")
    assert navn.nn.endswith("(oppdikta)")
