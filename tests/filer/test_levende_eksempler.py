"""A newcomer's board is alive on whatever day it is opened: something is open, something late, something waits."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date, timedelta
from functools import cache

import pytest

from modeller.plan import Plan, Status
from tests.filer.eksemplene import AVTALER, FOERSTE_DAG, fakta, plan

DEMODAGER = [FOERSTE_DAG + timedelta(days=n) for n in range((date(2029, 1, 1) - FOERSTE_DAG).days)]


def dag_for_dag(avtale: str) -> Iterator[tuple[date, Plan]]:
    """The plan on each day, derived anew only where a fact falls or time alone changes something.

    In between it is the same; that `neste_skifte` can be trusted is shown in tests/modeller/test_egenskaper.py.
    """
    faktadager = {f.skjedde for f in fakta()[avtale]}
    gjeldende = plan(avtale, FOERSTE_DAG)
    for dag in DEMODAGER:
        if dag in faktadager or any(s.neste_skifte == dag for s in gjeldende):
            gjeldende = plan(avtale, dag)
        yield dag, gjeldende


@cache
def portefoelje() -> Mapping[str, set[date]]:
    """The days on which some step of some agreement stands so."""
    dager: dict[str, set[date]] = {"åpent": set(), "for sent": set(), "venter": set()}
    for avtale in AVTALER:
        for dag, gjeldende in dag_for_dag(avtale):
            for steg in gjeldende:
                if steg.status is Status.AAPEN:
                    dager["åpent"].add(dag)
                if steg.status is Status.VENTER:
                    dager["venter"].add(dag)
                # A computed step that is late is nobody's to do.
                if steg.parter and steg.forfalt(dag):
                    dager["for sent"].add(dag)
    return dager


@pytest.mark.parametrize("slik", ["åpent", "for sent", "venter"])
def test_alltid_er_noe_aapent_noe_for_sent_og_noe_som_venter(slik: str) -> None:
    assert [str(dag) for dag in DEMODAGER if dag not in portefoelje()[slik]] == []
