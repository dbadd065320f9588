"""All the examples in one store over the years: few messages to anybody, and no party is the last to hear of its step.

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
from varsler.regler import OM_REGISTERET, TIL_KOORDINATOR, Slag

pytestmark = pytest.mark.treg

FRA = date(2024, 6, 6)
"""The day after the last of the examples was made."""
TIL = date(2029, 12, 31) if os.environ.get("CI", "").lower() == "true" else date(2025, 6, 30)
HOEYST_I_MAANEDEN, HOEYST_FOR_KOORDINATOREN = 8, 11
IKKE_OM_FORFALT = OM_REGISTERET | {Slag.AVSLAG, Slag.KOORDINATOR_MOETE_BORTE, Slag.KOORDINATOR_MER_TID}
"""What a coordinator hears first, and is no word on a step that is late; any other kind is taken to be one."""
OM_FORFALT = TIL_KOORDINATOR - IKKE_OM_FORFALT

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


@pytest.fixture(scope="module", params=["ingen svarer", "noen svarer av og til"])
def meldinger(request: pytest.FixtureRequest) -> Meldinger:
    ingen = request.param == "ingen svarer"
    gc.disable()  # as the command does
    try:
        with pytest.MonkeyPatch.context() as m:
            m.setattr(simuler, "handlinger", av_og_til)
            return asyncio.run(simulering(ALLE, FRA, TIL, fakta=None, ingen_svarer=ingen).kjoer())
    finally:
        gc.enable()


def runde(post: SendtPost) -> tuple[str, str, str]:
    """The step and which time round: the first parts of an item's identity for ever."""
    avtale, steg, nr, *_ = post.noekkel.split("|")
    return avtale, steg, nr


def test_ingen_faar_mer_enn_aatte_meldinger_i_en_maaned(meldinger: Meldinger) -> None:
    """But for those who coordinate: in these examples one person does so for a dozen agreements, in all of which she is
    the department's contact too. She has hers on every second working day at the most.
    """
    antall = per_maaned(meldinger)
    assert len(antall) > 40
    koordinatorer = {m.mottaker for m in meldinger if {p.slag for p in m.poster} & TIL_KOORDINATOR}
    for hvem, maaneder in antall.items():
        grense = HOEYST_FOR_KOORDINATOREN if hvem in koordinatorer else HOEYST_I_MAANEDEN
        assert max(maaneder.values()) <= grense, (hvem, maaneder)


def test_parten_hoerer_om_steget_sitt_foer_koordinatoren(meldinger: Meldinger) -> None:
    til_parten: dict[tuple[str, str, str], date] = {}
    til_koordinatoren: list[tuple[date, SendtPost]] = []
    for melding in meldinger:
        for post in melding.poster:
            if post.slag in OM_FORFALT:
                til_koordinatoren.append((melding.dag, post))
            elif post.slag not in TIL_KOORDINATOR | OM_REGISTERET:
                til_parten.setdefault(runde(post), melding.dag)
    assert til_koordinatoren, "nobody was late: nothing is tried"
    for_seint = [(dag, post) for dag, post in til_koordinatoren if til_parten.get(runde(post), date.max) > dag]
    assert for_seint == []


def test_hver_melding_er_den_eneste_den_dagen(meldinger: Meldinger) -> None:
    om_moeter = {Slag.MOETE_INNKALT, Slag.MOETE_FLYTTET, Slag.MOETE_AVLYST}
    dager = [(m.mottaker, m.dag) for m in meldinger if not {p.slag for p in m.poster} <= om_moeter]
    assert len(set(dager)) == len(dager)
    noekler = [post.noekkel for post in chain.from_iterable(m.poster for m in meldinger)]
    assert len(set(noekler)) == len(noekler)
