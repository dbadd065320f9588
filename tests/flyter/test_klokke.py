"""The job table and the embedded clock: what is missed is run once, and no cron falls where clocks change."""

from __future__ import annotations

import asyncio
import re
from collections.abc import Awaitable, Callable
from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from flyter.drift import Drift
from flyter.jobber import JOBBER, Jobb
from flyter.klokke import ForskjoevetCron, Jobbklokke, forsoemte, neste_gang
from flyter.motor.flyt import flyt
from flyter.motor.kjoering import Minnelogg, Tilstand
from tests.flyter.kulisser import Stilleklokke

OSLO = ZoneInfo("Europe/Oslo")
MORGEN = Jobb(navn="morgen", cron="5 5 * * *", flyt="morgen")


async def fullfoert(loggbok: Minnelogg, flyt: str, naa: datetime) -> None:
    await loggbok.slutt(await loggbok.start(flyt, {}, naa), Tilstand.FULLFOERT, None, [], naa)


def tellende(navn: str, *, feiler: bool = False) -> tuple[Callable[[], Awaitable[None]], list[str]]:
    kall: list[str] = []

    @flyt(navn=navn)
    async def kropp() -> None:
        kall.append(navn)
        if feiler:
            raise RuntimeError("the disk is full")

    return kropp, kall


@pytest.mark.parametrize("jobb", JOBBER, ids=lambda j: j.navn)
def test_ingen_jobb_er_satt_til_timen_som_mangler_eller_er_dobbel(jobb: Jobb) -> None:
    gang = datetime(2024, 1, 1, tzinfo=OSLO)
    timer = set()
    for _ in range(1500):
        neste = neste_gang(jobb, gang)
        assert neste is not None
        timer.add(neste.astimezone(OSLO).hour)
        gang = neste
    assert timer
    assert 2 not in timer


@pytest.mark.parametrize("jobb", JOBBER, ids=lambda j: j.navn)
def test_ukedager_er_navngitt_fordi_de_to_klokkene_teller_dem_ulikt(jobb: Jobb) -> None:
    ukedager = jobb.cron.split()[4]
    assert re.fullmatch(r"\*|[a-z]{3}([,-][a-z]{3})*", ukedager)


def test_en_flyt_har_bare_en_jobb() -> None:
    assert len({jobb.flyt for jobb in JOBBER}) == len({jobb.navn for jobb in JOBBER}) == len(JOBBER)


def test_utsendingen_gaar_hvert_tiende_minutt_paa_virkedager_i_alle_timer_post_kan_gaa_i() -> None:
    send = next(jobb for jobb in JOBBER if jobb.navn == "send")
    ganger, gang = [], datetime(2024, 9, 6, tzinfo=OSLO)
    while (neste := neste_gang(send, gang)) is not None and neste < datetime(2024, 9, 10, tzinfo=OSLO):
        ganger.append(neste.astimezone(OSLO))
        gang = neste
    assert {g.date() for g in ganger} == {date(2024, 9, 6), date(2024, 9, 9)}
    fredag = [g.strftime("%H:%M") for g in ganger if g.day == 6]
    assert (fredag[0], fredag[-1], len(fredag)) == ("06:00", "21:50", 96)


def test_klokkeslettet_er_oslos_ogsaa_etter_at_klokken_er_stilt() -> None:
    foer, etter = datetime(2024, 10, 26, 12, tzinfo=OSLO), datetime(2024, 10, 27, 12, tzinfo=OSLO)
    assert neste_gang(MORGEN, foer) == datetime(2024, 10, 27, 4, 5, tzinfo=UTC)
    assert neste_gang(MORGEN, etter) == datetime(2024, 10, 28, 4, 5, tzinfo=UTC)
    assert neste_gang(MORGEN, datetime(2024, 7, 1, 12, tzinfo=OSLO)) == datetime(2024, 7, 2, 3, 5, tzinfo=UTC)


async def test_det_som_er_forsoemt_mange_ganger_tas_igjen_en_gang(loggbok: Minnelogg) -> None:
    await fullfoert(loggbok, "morgen", datetime(2024, 8, 1, 3, 5, tzinfo=UTC))
    assert await forsoemte(loggbok, datetime(2024, 9, 2, 9, tzinfo=UTC), [MORGEN]) == [MORGEN]


async def test_det_som_er_kjoert_i_dag_tas_ikke_igjen(loggbok: Minnelogg) -> None:
    await fullfoert(loggbok, "morgen", datetime(2024, 9, 2, 3, 5, tzinfo=UTC))
    assert await forsoemte(loggbok, datetime(2024, 9, 2, 9, tzinfo=UTC), [MORGEN]) == []
    assert await forsoemte(loggbok, datetime(2024, 9, 3, 3, 4, tzinfo=UTC), [MORGEN]) == []
    assert await forsoemte(loggbok, datetime(2024, 9, 3, 3, 5, tzinfo=UTC), [MORGEN]) == [MORGEN]


async def test_en_kjoering_som_feilet_eller_ble_drept_tas_igjen(loggbok: Minnelogg) -> None:
    igaar, idag = datetime(2024, 9, 1, 3, 5, tzinfo=UTC), datetime(2024, 9, 2, 3, 5, tzinfo=UTC)
    await fullfoert(loggbok, "morgen", igaar)
    await loggbok.start("morgen", {}, idag)
    assert await forsoemte(loggbok, idag + timedelta(hours=1), [MORGEN]) == [MORGEN]


async def test_det_som_aldri_er_kjoert_kjoeres_ved_start(loggbok: Minnelogg, klokke: Stilleklokke) -> None:
    assert await forsoemte(loggbok, klokke(), [MORGEN]) == [MORGEN]


async def test_klokken_tar_igjen_i_tabellens_rekkefoelge_selv_om_en_jobb_feiler(
    sammenheng: Drift, loggbok: Minnelogg
) -> None:
    foerste, kall_1 = tellende("foerste", feiler=True)
    andre, kall_2 = tellende("andre")
    jobber = [Jobb(navn=n, cron="5 5 * * *", flyt=n) for n in ("foerste", "andre")]
    klokke = Jobbklokke(sammenheng, {"foerste": foerste, "andre": andre}, jobber=jobber)
    assert await klokke.start() == ["foerste", "andre"]
    await klokke.stopp()
    assert (kall_1, kall_2) == (["foerste"], ["andre"])
    assert [(r["jobb"], r["tilstand"]) for r in loggbok.rader] == [("foerste", "feilet"), ("andre", "fullfoert")]


async def test_startet_paa_nytt_samme_dag_kjoerer_klokken_ingenting(sammenheng: Drift) -> None:
    morgen, kall = tellende("morgen")
    for _ in range(2):
        klokke = Jobbklokke(sammenheng, {"morgen": morgen}, jobber=[MORGEN])
        await klokke.start()
        await klokke.stopp()
    assert kall == ["morgen"]


async def test_stopp_venter_paa_jobben_som_gaar_og_tar_ikke_fatt_paa_den_neste(
    sammenheng: Drift, loggbok: Minnelogg
) -> None:
    begynt, slipp = asyncio.Event(), asyncio.Event()

    @flyt(navn="foerste")
    async def foerste() -> None:
        begynt.set()
        await slipp.wait()

    andre, kall = tellende("andre")
    jobber = [Jobb(navn=n, cron="5 5 * * *", flyt=n) for n in ("foerste", "andre")]
    klokke = Jobbklokke(sammenheng, {"foerste": foerste, "andre": andre}, jobber=jobber)
    start = asyncio.create_task(klokke.start())
    await begynt.wait()
    stopp = asyncio.create_task(klokke.stopp())
    await asyncio.sleep(0)
    assert not stopp.done()
    slipp.set()
    await stopp
    assert await start == ["foerste"]
    assert kall == []
    assert loggbok.rader[0]["tilstand"] == "fullfoert"


def test_en_klokke_som_gaar_foran_gir_tidene_sine_paa_maskinens_klokke() -> None:
    maskinen, demo = datetime(2026, 3, 4, 12, tzinfo=UTC), datetime(2024, 9, 2, 3, 4, tzinfo=UTC)
    cron = ForskjoevetCron.for_jobb(MORGEN, demo - maskinen)
    foerste = cron.get_next_fire_time(None, maskinen)
    assert foerste == maskinen + timedelta(minutes=1)
    assert cron.get_next_fire_time(foerste, maskinen + timedelta(minutes=2)) == foerste + timedelta(days=1)


@pytest.mark.parametrize("hopp", [timedelta(days=3), timedelta(days=31), -timedelta(days=1), -timedelta(days=400)])
async def test_naar_klokka_hopper_tas_det_forsoemte_igjen_og_tidene_regnes_paa_nytt(
    sammenheng: Drift, klokke: Stilleklokke, hopp: timedelta
) -> None:
    """A machine that slept over Easter, or whose clock was wrong and is put right."""
    morgen, kall = tellende("morgen")
    jobbklokke = Jobbklokke(sammenheng, {"morgen": morgen}, jobber=[MORGEN])
    await jobbklokke.start()
    jobb = jobbklokke._planlegger.get_job("morgen")
    jobb.modify(next_run_time=datetime(2099, 1, 1, tzinfo=UTC))  # as reckoned by a clock that was wrong
    for _ in range(3):
        klokke.naa += timedelta(minutes=1)
        assert await jobbklokke.se_paa_klokka() == []
    klokke.naa += hopp
    assert await jobbklokke.se_paa_klokka() == ["morgen"]
    assert jobbklokke._planlegger.get_job("morgen").next_run_time < datetime(2099, 1, 1, tzinfo=UTC)
    klokke.naa += timedelta(minutes=1)
    assert await jobbklokke.se_paa_klokka() == []
    await jobbklokke.stopp()
    assert kall == ["morgen", "morgen"]


async def test_det_som_ble_kjoert_av_en_klokke_som_gikk_foran_regnes_ikke_som_kjoert(loggbok: Minnelogg) -> None:
    await fullfoert(loggbok, "morgen", datetime(2025, 9, 2, 3, 5, tzinfo=UTC))
    assert await forsoemte(loggbok, datetime(2024, 9, 2, 9, tzinfo=UTC), [MORGEN]) == [MORGEN]
