"""A newcomer's board is alive on whatever day it is opened: something is open, something late, something waits."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date, timedelta
from functools import cache

import pytest

from modeller.plan import Plan, Status
from modeller.venting import hvem_venter
from tests.filer.eksemplene import AVTALER, FOERSTE_DAG, fakta, plan

ETTER_SISTE = date(2029, 1, 1)
DEMODAGER = [FOERSTE_DAG + timedelta(days=n) for n in range((ETTER_SISTE - FOERSTE_DAG).days)]
SLIK = ("åpent", "for sent", "må vente", "en part venter på en annen")


def spenn(avtale: str) -> Iterator[tuple[Plan, list[date]]]:
    """Each plan of the agreement, and the days it stands: until a fact falls or time alone changes something.

    That `neste_skifte` can be trusted for this is shown in tests/modeller/test_egenskaper.py.
    """
    faktadager = {f.skjedde for f in fakta()[avtale]}
    dag = FOERSTE_DAG
    while dag < ETTER_SISTE:
        gjeldende = plan(avtale, dag)
        skifter = [s.neste_skifte for s in gjeldende if s.neste_skifte] + [d for d in faktadager if d > dag]
        neste = min([*skifter, ETTER_SISTE])
        yield gjeldende, [d for d in DEMODAGER if dag <= d < neste]
        dag = neste


@cache
def portefoelje() -> Mapping[str, set[date]]:
    """The days on which some agreement stands so."""
    dager: dict[str, set[date]] = {slik: set() for slik in SLIK}
    for avtale in AVTALER:
        for gjeldende, dagene in spenn(avtale):
            statuser = {steg.status for steg in gjeldende}
            if Status.AAPEN in statuser:
                dager["åpent"].update(dagene)
            if Status.VENTER in statuser:
                dager["må vente"].update(dagene)
            if any(venting.venter for venting in hvem_venter([gjeldende])):
                dager["en part venter på en annen"].update(dagene)
            # A computed step that is late is nobody's to do.
            noens = [steg for steg in gjeldende if steg.parter]
            dager["for sent"].update(dag for dag in dagene if any(steg.forfalt(dag) for steg in noens))
    return dager


@pytest.mark.parametrize("slik", SLIK)
def test_alltid_er_noe_aapent_noe_for_sent_og_noe_som_venter(slik: str) -> None:
    assert [str(dag) for dag in DEMODAGER if dag not in portefoelje()[slik]] == []
