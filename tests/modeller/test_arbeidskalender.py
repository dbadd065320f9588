"""Working-day arithmetic, compared with counting day by day over 2024–2034."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given, strategies as st

from fristvakt.kalender import arbeidskalender
from modeller.arbeidskalender import Arbeidskalender, Rull

KALENDER = arbeidskalender()
DAGER = st.dates(date(2024, 1, 1), date(2034, 12, 31))


def telt_for_haand(fra: date, til: date) -> int:
    """The count as a clerk would do it: every day from the day after `fra`, one at a time."""
    antall, dag = 0, fra
    while dag < til:
        dag += timedelta(days=1)
        antall += dag.isoweekday() <= 5 and dag not in KALENDER.fridager
    return antall


@given(DAGER, DAGER)
def test_antall_arbeidsdager_er_det_samme_som_aa_telle_for_haand(fra: date, til: date) -> None:
    fra, til = min(fra, til), max(fra, til)
    assert KALENDER.antall(fra, til) == telt_for_haand(fra, til)
    assert KALENDER.antall(til, fra) == -telt_for_haand(fra, til)


@given(DAGER, st.integers(1, 400))
def test_aa_gaa_fram_n_arbeidsdager_krysser_noeyaktig_n_arbeidsdager(dag: date, antall: int) -> None:
    framme = KALENDER.flytt(dag, antall)
    assert KALENDER.er_arbeidsdag(framme)
    assert telt_for_haand(dag, framme) == antall


@given(DAGER, st.integers(1, 400))
def test_fram_og_tilbake_er_hjemme_for_en_arbeidsdag(dag: date, antall: int) -> None:
    dag = KALENDER.rull(dag, Rull.FRAM)
    assert KALENDER.flytt(KALENDER.flytt(dag, antall), -antall) == dag


@given(DAGER)
def test_rulling_gir_naermeste_arbeidsdag_og_lar_arbeidsdager_staa(dag: date) -> None:
    fram, tilbake = KALENDER.rull(dag, Rull.FRAM), KALENDER.rull(dag, Rull.TILBAKE)
    assert tilbake <= dag <= fram
    assert KALENDER.rull(dag, Rull.INGEN) == dag
    mellom = [tilbake + timedelta(days=n) for n in range(1, (fram - tilbake).days)]
    assert not any(KALENDER.er_arbeidsdag(d) for d in mellom)
    if KALENDER.er_arbeidsdag(dag):
        assert fram == tilbake == dag


@pytest.mark.parametrize(
    ("aar", "paaske"),
    [(2024, date(2024, 3, 31)), (2025, date(2025, 4, 20)), (2027, date(2027, 3, 28)), (2038, date(2038, 4, 25))],
)
def test_paasken_finnes_baade_tidlige_og_sene_aar(aar: int, paaske: date) -> None:
    assert KALENDER.paaskedag(aar) == paaske


def test_kalenderen_sier_fra_naar_den_ikke_rekker_til_et_aar() -> None:
    with pytest.raises(ValueError, match="1999"):
        Arbeidskalender().paaskedag(1999)


@pytest.mark.parametrize(
    "fridag", [date(2025, 4, 17), date(2025, 5, 1), date(2026, 5, 14), date(2026, 12, 24), date(2026, 12, 31)]
)
def test_helligdager_og_aftener_er_ikke_arbeidsdager(fridag: date) -> None:
    assert not KALENDER.er_arbeidsdag(fridag)
