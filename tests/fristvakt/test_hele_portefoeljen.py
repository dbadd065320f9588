"""All the examples in one store over the years: few messages to anybody, and every party hears of its step first.

Held against what was sent, so that it holds whatever the rules are.
"""

from __future__ import annotations

import asyncio
import gc
import os
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import chain
from zlib import crc32

import pytest

from fristvakt import simuler
from fristvakt.medspillere import handlinger
from fristvakt.meldingstabell import per_maaned
from fristvakt.simuler import simulering
from modeller.fakta import Avtalehendelse, StegUtfoert, VedtakFattet
from modeller.lager.hovedboker import SendtMelding
from modeller.livsloep import Livsloep
from modeller.plan import Plan
from tests.fristvakt.hva_som_ble_sagt import Samler
from tests.fristvakt.kommandoproeve import ALLE
from varsler.regler import TIL_KOORDINATOR, Slag

pytestmark = pytest.mark.treg

FRA = date(2024, 6, 6)
"""The day after the last of the examples was made."""
TIL = date(2029, 12, 31) if os.environ.get("CI", "").lower() == "true" else date(2025, 6, 30)
SEINT = date(2025, 2, 3)
HOEYST_I_MAANEDEN = 8
Meldinger = Sequence[SendtMelding]


def av_og_til(plan: Plan, livsloep: Livsloep, dag: date) -> list[Avtalehendelse]:
    """Half of what is due is done on the day, the rest when something else happens in the agreement; a meeting that was
    called is held on its day or not at all.
    """
    return [h for h in handlinger(plan, livsloep, dag) if _gjoeres(h, plan, dag)]


def _gjoeres(hendelse: Avtalehendelse, plan: Plan, dag: date) -> bool:
    if not isinstance(hendelse, StegUtfoert | VedtakFattet):
        return True
    steg = plan.finn(hendelse.steg)
    if steg is not None and steg.moete:
        return steg.frist == dag
    return crc32(f"{plan.avtale} {hendelse.steg} {dag:%Y-%m}".encode()) % 2 == 1


@dataclass(frozen=True, slots=True)
class Post:
    """All that went in a simulation, and what it told whom."""

    meldinger: Meldinger
    sagt: Samler


def simulert(fra: date, til: date, *, ingen_svarer: bool = False, handler: Callable[..., object] = handlinger) -> Post:
    sagt = Samler()
    gc.disable()  # as the command does
    try:
        with pytest.MonkeyPatch.context() as m:
            m.setattr(simuler, "handlinger", handler)
            m.setattr(simuler, "Notatlevering", lambda: sagt)
            return Post(asyncio.run(simulering(ALLE, fra, til, fakta=None, ingen_svarer=ingen_svarer).kjoer()), sagt)
    finally:
        gc.enable()


@pytest.fixture(scope="module", params=["alle svarer i tide", "noen svarer av og til", "ingen svarer"])
def post(request: pytest.FixtureRequest) -> Post:
    handler = av_og_til if request.param == "noen svarer av og til" else handlinger
    return simulert(FRA, TIL, ingen_svarer=request.param == "ingen svarer", handler=handler)


@pytest.fixture(scope="module")
def meldinger(post: Post) -> Meldinger:
    return post.meldinger


@pytest.fixture(scope="module")
def lagt_inn_seint() -> Post:
    """All registered on one morning, long after much of it was overdue."""
    return simulert(SEINT, date(2025, 3, 31), ingen_svarer=True)


def test_ingen_faar_mer_enn_aatte_meldinger_i_en_maaned(meldinger: Meldinger) -> None:
    """Also the one who coordinates a dozen agreements, in all of which she is the department's contact too."""
    antall = per_maaned(meldinger)
    assert len(antall) > 40
    assert {m.mottaker for m in meldinger if {p.slag for p in m.poster} & TIL_KOORDINATOR}, "nobody coordinates"
    for_mange = {hvem: maaneder for hvem, maaneder in antall.items() if max(maaneder.values()) > HOEYST_I_MAANEDEN}
    assert for_mange == {}


def test_hver_part_hoerer_om_steget_sitt_en_dag_foer_koordinatoren_og_ledelsen(post: Post) -> None:
    """Itself: that another party of a step they share has heard is not enough."""
    assert post.sagt.over, "nobody was late: nothing is tried"
    assert post.sagt.ikke_hoert_en_dag_foer() == []


def test_ingen_part_er_over_fristen_i_koordinatorens_post_foer_den_har_hoert_det_selv(post: Post) -> None:
    """In items and digests alike; a word in time, that it is due soon or cannot be reached, counts."""
    assert post.sagt.ikke_hoert_at_det_er_for_sent() == []


def test_det_som_var_for_seint_da_det_kom_hoerer_parten_ogsaa_om_foerst(lagt_inn_seint: Post) -> None:
    assert lagt_inn_seint.sagt.over
    assert lagt_inn_seint.sagt.forfalt
    assert lagt_inn_seint.sagt.ikke_hoert_en_dag_foer() == []
    assert lagt_inn_seint.sagt.ikke_hoert_at_det_er_for_sent() == []


def test_hver_melding_er_den_eneste_den_dagen(meldinger: Meldinger) -> None:
    om_moeter = {Slag.MOETE_INNKALT, Slag.MOETE_FLYTTET, Slag.MOETE_AVLYST}
    dager = [(m.mottaker, m.dag) for m in meldinger if not {p.slag for p in m.poster} <= om_moeter]
    assert len(set(dager)) == len(dager)
    noekler = [post.noekkel for post in chain.from_iterable(m.poster for m in meldinger)]
    assert len(set(noekler)) == len(noekler)
