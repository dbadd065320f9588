"""All the examples in one store over the years: few messages to anybody, and every party hears of its step first.

Held against the ledger of what was sent, so that it holds whatever the rules are.
"""

from __future__ import annotations

import asyncio
import gc
import os
from collections.abc import Sequence
from datetime import date
from itertools import chain
from zlib import crc32

import pytest

from fristvakt import simuler
from fristvakt.medspillere import handlinger
from fristvakt.meldingstabell import per_maaned
from fristvakt.simuler import simulering
from modeller.fakta import Avtalehendelse, StegUtfoert, VedtakFattet
from modeller.lager.hovedboker import SendtMelding, SendtPost
from modeller.livsloep import Livsloep
from modeller.plan import Plan
from tests.fristvakt.kommandoproeve import ALLE
from varsler.regler import OM_REGISTERET, TIL_KOORDINATOR, UTEN_DATO, Slag

pytestmark = pytest.mark.treg

FRA = date(2024, 6, 6)
"""The day after the last of the examples was made."""
TIL = date(2029, 12, 31) if os.environ.get("CI", "").lower() == "true" else date(2025, 6, 30)
SEINT = date(2025, 2, 3)
HOEYST_I_MAANEDEN = 8
IKKE_OM_FORFALT = OM_REGISTERET | {Slag.AVSLAG, Slag.KOORDINATOR_MOETE_BORTE, Slag.KOORDINATOR_MER_TID}
"""What a coordinator hears first, and is no word on a step that is late; any other kind is taken to be one."""
TIL_DEM_OVER = (TIL_KOORDINATOR - IKKE_OM_FORFALT) | {Slag.LEDELSE_FORFALT, Slag.POSTMOTTAK_FORFALT}

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


@pytest.fixture(scope="module", params=["alle svarer i tide", "noen svarer av og til", "ingen svarer"])
def meldinger(request: pytest.FixtureRequest) -> Meldinger:
    ingen = request.param == "ingen svarer"
    gc.disable()  # as the command does
    try:
        with pytest.MonkeyPatch.context() as m:
            if request.param == "noen svarer av og til":
                m.setattr(simuler, "handlinger", av_og_til)
            return asyncio.run(simulering(ALLE, FRA, TIL, fakta=None, ingen_svarer=ingen).kjoer())
    finally:
        gc.enable()


@pytest.fixture(scope="module")
def lagt_inn_seint() -> Meldinger:
    """All registered on one morning, long after much of it was overdue."""
    return asyncio.run(simulering(ALLE, SEINT, date(2025, 3, 31), fakta=None, ingen_svarer=True).kjoer())


def runde(post: SendtPost) -> tuple[str, str, str]:
    """The step and which time round: the first parts of an item's identity for ever."""
    avtale, steg, nr, *_ = post.noekkel.split("|")
    return avtale, steg, nr


def test_ingen_faar_mer_enn_aatte_meldinger_i_en_maaned(meldinger: Meldinger) -> None:
    """Also the one who coordinates a dozen agreements, in all of which she is the department's contact too."""
    antall = per_maaned(meldinger)
    assert len(antall) > 40
    assert {m.mottaker for m in meldinger if {p.slag for p in m.poster} & TIL_KOORDINATOR}, "nobody coordinates"
    for_mange = {hvem: maaneder for hvem, maaneder in antall.items() if max(maaneder.values()) > HOEYST_I_MAANEDEN}
    assert for_mange == {}


def test_parten_hoerer_om_steget_sitt_en_dag_foer_koordinatoren_og_ledelsen(meldinger: Meldinger) -> None:
    assert ikke_foerst_hos_parten(meldinger) == []


def test_det_som_var_for_seint_da_det_kom_hoerer_parten_ogsaa_om_en_dag_foer(lagt_inn_seint: Meldinger) -> None:
    assert ikke_foerst_hos_parten(lagt_inn_seint) == []


def ikke_foerst_hos_parten(meldinger: Meldinger) -> list[tuple[date, SendtPost]]:
    """What those above were told of a step no later than its party was."""
    til_parten: dict[tuple[str, str, str], date] = {}
    til_dem_over: list[tuple[date, SendtPost]] = []
    for melding in meldinger:
        for post in melding.poster:
            if post.slag in TIL_DEM_OVER:
                til_dem_over.append((melding.dag, post))
            elif post.slag not in TIL_KOORDINATOR | UTEN_DATO:
                til_parten.setdefault(runde(post), melding.dag)
    assert til_dem_over, "nobody was late: nothing is tried"
    return [(dag, post) for dag, post in til_dem_over if til_parten.get(runde(post), date.max) >= dag]


def test_hver_melding_er_den_eneste_den_dagen(meldinger: Meldinger) -> None:
    om_moeter = {Slag.MOETE_INNKALT, Slag.MOETE_FLYTTET, Slag.MOETE_AVLYST}
    dager = [(m.mottaker, m.dag) for m in meldinger if not {p.slag for p in m.poster} <= om_moeter]
    assert len(set(dager)) == len(dager)
    noekler = [post.noekkel for post in chain.from_iterable(m.poster for m in meldinger)]
    assert len(set(noekler)) == len(noekler)
