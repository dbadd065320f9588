"""A clock that jumps, a machine that sleeps, nights when the clocks are changed: no flood, and nothing forgotten.

The same agreement is served twice over the same weeks with real stores, once by a clock that never missed a quarter of
an hour. Nobody answers, so all that is ever owed is told.
"""

from __future__ import annotations

import asyncio
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from datetime import date, datetime, time, timedelta
from functools import cache
from itertools import pairwise

import pytest
from hypothesis import given, settings, strategies as st

from flyter.drift import med_drift
from flyter.flyter import FLYTER
from flyter.klokke import forsoemte
from flyter.motor.kjoering import Minnelogg
from flyter.motor.valg import med_motor
from flyter.registrer import registrer_alle
from fristvakt.filer import AV_FIL, endringer, les_avtalefiler
from fristvakt.innlasting import som_hendt
from fristvakt.installasjon import grunnlag_med
from fristvakt.kalender import arbeidskalender
from fristvakt.klokke import OSLO, Staaende, i_oslo
from fristvakt.simuler import UTEN_NYE_FORSOEK, simulert_drift
from modeller.arbeidskalender import EN_DAG
from modeller.lager import hovedboker, utboks
from modeller.lager.hovedboker import SendtMelding, SendtPost
from modeller.lager.lager import I_MINNET, Lager
from modeller.lager.tabeller import Utbokstilstand
from tests.fristvakt.kommandoproeve import PULJE_2
from varsler.oppsett import Meldingsoppsett

KVARTER, TIME = timedelta(minutes=15), timedelta(hours=1)
HOESTEN = (date(2024, 10, 1), date(2024, 10, 31))
"""With the night of 27 October, and the last days for the papers of the councils."""
PAASKEN = (date(2025, 3, 24), date(2025, 4, 25))
"""With the night of 30 March, and Easter from 17 to 21 April."""
OPPSETT = Meldingsoppsett(avsender="fristvakt@fristvakt.example", nettadresse="http://127.0.0.1:8710")


async def _gaa(naar: Sequence[datetime]) -> tuple[SendtMelding, ...]:
    innlest = les_avtalefiler([PULJE_2])
    grunnlag, klokke = grunnlag_med(innlest.livsloep), Staaende(naar[0])
    async with await Lager.aapne(I_MINNET) as lager:
        drift = simulert_drift(lager, klokke.naa, grunnlag, oppsett=OPPSETT)
        drift = replace(drift, kjoeringslogg=(logg := Minnelogg()))
        with med_drift(drift), med_motor(UTEN_NYE_FORSOEK):
            nye = [som_hendt(endring) for endring in endringer(innlest, (), naar[0].astimezone(OSLO).date())]
            async with lager.skriving() as tx:
                await registrer_alle(tx, nye, av=AV_FIL, naa=naar[0], grunnlag=grunnlag)
            for klokke.tid in naar:
                for jobb in await forsoemte(logg, klokke.naa()):
                    await FLYTER[jobb.flyt](**jobb.parametre)
                del logg.rader[:-200]  # some days of it: it is looked through for every job, each time
        async with lager.lesing() as tx:
            assert await utboks.les_koe(tx, Utbokstilstand.KREVD, Utbokstilstand.DOED) == ()
            return await hovedboker.les_sendt(tx)


def gaa(naar: Iterable[datetime]) -> tuple[SendtMelding, ...]:
    """Serve the agreement at these instants, in this order; returns all that was sent."""
    return asyncio.run(_gaa(list(naar)))


def hvert_kvarter(fra: datetime, til: datetime) -> Iterator[datetime]:
    while fra < til:
        yield fra
        fra += KVARTER


def i_arbeidstiden(fra: date, til: date) -> list[datetime]:
    """Early and late on each day: what a service that is always there would do nothing between."""
    dager = (fra + n * EN_DAG for n in range((til - fra).days + 1))
    return [i_oslo(dag, klokka) for dag in dager for klokka in (time(6, 30), time(7, 30), time(15, 30))]


@cache
def idealet(uker: tuple[date, date]) -> tuple[SendtMelding, ...]:
    fra, til = (i_oslo(dag, time(4)) for dag in uker)
    return gaa(hvert_kvarter(fra, til + 20 * TIME))


def poster(meldinger: Iterable[SendtMelding]) -> list[tuple[date, str, SendtPost]]:
    return [(m.dag, m.mottaker, post) for m in meldinger for post in m.poster]


def krev_ro_og_orden(meldinger: Sequence[SendtMelding], uker: tuple[date, date], bakover: int = 0) -> None:
    """No flood, and nothing forgotten, beside what a clock that never jumped would have sent."""
    ideelt = idealet(uker)
    assert len(ideelt) > 10
    assert {m.dag for m in meldinger if not arbeidskalender().er_arbeidsdag(m.dag)} == set()
    paa_dagen = [(m.mottaker, m.dag) for m in meldinger if not m.poster[0].slag.startswith("moete_")]
    assert len(set(paa_dagen)) == len(paa_dagen), "more than one message to somebody on a day"
    noekler = [post.noekkel for _, _, post in poster(meldinger)]
    assert len(set(noekler)) == len(noekler), "told twice"
    for mottaker in {m.mottaker for m in ideelt}:
        faatt = sum(m.mottaker == mottaker for m in meldinger)
        assert 0 < faatt <= sum(m.mottaker == mottaker for m in ideelt) + bakover, f"a flood to {mottaker}"
    sagt = {(mottaker, p.avtale, p.steg): (dag, p.slag) for dag, mottaker, p in poster(meldinger)}
    for dag, mottaker, post in poster(ideelt):
        sist = sagt.get((mottaker, post.avtale, post.steg))
        assert sist is not None, f"{mottaker} was never told of {post.steg}"
        fortalt = post.noekkel in noekler
        assert fortalt or sist[0] >= dag, f"{mottaker} has not been told {post.noekkel}, nor anything since"


def siste_i_hver_sak(meldinger: Iterable[SendtMelding]) -> dict[tuple[str, str], str]:
    return {(mottaker, post.steg): post.noekkel for _, mottaker, post in poster(meldinger)}


@pytest.mark.parametrize("uker", [HOESTEN, PAASKEN], ids=["hosten", "pasken"])
def test_den_som_bare_ser_paa_klokka_tre_ganger_om_dagen_sender_det_samme(uker: tuple[date, date]) -> None:
    meldinger = gaa([i_oslo(uker[0], time(4)), *i_arbeidstiden(*uker)])
    assert {p.noekkel for _, _, p in poster(meldinger)} == {p.noekkel for _, _, p in poster(idealet(uker))}
    krev_ro_og_orden(meldinger, uker)


@pytest.mark.parametrize(
    ("uker", "sovnet", "vaaknet"),
    [
        (HOESTEN, datetime(2024, 10, 4, 16, tzinfo=OSLO), datetime(2024, 10, 8, 8, tzinfo=OSLO)),
        (HOESTEN, datetime(2024, 10, 27, 1, 59, tzinfo=OSLO), datetime(2024, 10, 27, 2, 30, tzinfo=OSLO, fold=1)),
        (HOESTEN, datetime(2024, 10, 25, 15, tzinfo=OSLO), datetime(2024, 10, 29, 12, tzinfo=OSLO)),
        (PAASKEN, datetime(2025, 3, 30, 1, 59, tzinfo=OSLO), datetime(2025, 3, 30, 3, 1, tzinfo=OSLO)),
        (PAASKEN, datetime(2025, 4, 16, 11, tzinfo=OSLO), datetime(2025, 4, 22, 9, tzinfo=OSLO)),
    ],
    ids=["fredag til tirsdag", "timen som er to", "over natta med to timer", "timen som mangler", "over paasken"],
)
def test_maskinen_sov(uker: tuple[date, date], sovnet: datetime, vaaknet: datetime) -> None:
    naar = [i_oslo(uker[0], time(4)), *i_arbeidstiden(*uker)]
    meldinger = gaa([*(n for n in naar if n <= sovnet), vaaknet, *(n for n in naar if n > vaaknet)])
    krev_ro_og_orden(meldinger, uker)
    assert siste_i_hver_sak(meldinger) == siste_i_hver_sak(idealet(uker))


hopp = st.lists(
    st.sampled_from(
        [timedelta(minutes=m) for m in (1, 20, 300)]
        + [timedelta(hours=h) for h in (12, 30, 70)]
        + [31 * EN_DAG, -EN_DAG]
    ),
    max_size=30,
)


@settings(deadline=None, max_examples=10)
@given(hopp)
def test_hvordan_klokka_enn_hopper_er_det_ro_og_orden(hopp: list[timedelta]) -> None:
    fra, til = i_oslo(HOESTEN[0], time(4)), i_oslo(HOESTEN[1], time(15, 30))
    naar = [fra]
    for ett in hopp:
        naar.append(min(max(naar[-1] + ett, fra), til))
    # In the end the clock is right, and goes on for some ordinary days.
    naar += [n for n in i_arbeidstiden(*HOESTEN) if n > max(naar[-1], til - 5 * EN_DAG)]
    bakover = sum(etter < foer for foer, etter in pairwise(naar))
    meldinger = gaa(naar)
    krev_ro_og_orden(meldinger, HOESTEN, bakover)
