"""A second process that writes messages: the same bytes as here, and every message written whatever becomes of it."""

from __future__ import annotations

import asyncio
import os
import signal
import sys
import threading
from collections.abc import AsyncIterator, Callable
from dataclasses import replace
from io import BytesIO
from select import select
from types import MappingProxyType
from typing import Any

import pytest
from hypothesis import given, strategies as st

from modeller.tekst import Maalform
from tests.varsler.brevbygg import eksempel
from tests.varsler.utsendingsprosess import TAALMODIGHET, nummeret, startet
from varsler.adresse import UgyldigAdresse
from varsler.konvolutt import i_konvolutt
from varsler.melding import Melding
from varsler.regler import Slag
from varsler.skriving import medskriver, pakking
from varsler.skriving.medskriver import NOK, Medskriver
from varsler.skriving.pakking import Pakker, pakk_ut
from varsler.skriving.svarlinje import Svarlinje, med_lengde

pytestmark = pytest.mark.enable_socket

ALLE = [eksempel(slag, maalform) for slag in Slag for maalform in Maalform]
EN, EN_TIL = ALLE[:2]


@pytest.fixture
async def skriver() -> AsyncIterator[Medskriver]:
    async with Medskriver() as skriver:
        yield skriver


@pytest.fixture
def ingen_her(monkeypatch: pytest.MonkeyPatch) -> None:
    """This process writes none."""
    monkeypatch.setattr(medskriver, "i_konvolutt", lambda _: pytest.fail("written in this process"))


async def test_den_andre_prosessen_skriver_hver_melding_byte_for_byte_som_denne(
    skriver: Medskriver, ingen_her: None
) -> None:
    await startet(skriver)
    assert [await skriver.skriv(melding) for melding in ALLE] == [i_konvolutt(melding) for melding in ALLE]
    samtidig = ALLE[:NOK]
    assert await asyncio.gather(*map(skriver.skriv, samtidig)) == [i_konvolutt(melding) for melding in samtidig]


async def test_den_startes_foerst_naar_en_runde_har_mange() -> None:
    async with Medskriver(mange=3) as skriver:
        for _ in range(2):
            for melding in ALLE[:3]:
                await skriver.skriv(melding)
            await skriver.slipp()
        assert skriver._prosess is None
        for melding in ALLE[:4]:
            assert await skriver.skriv(melding) == i_konvolutt(melding), "and until it is there, they are written here"
        assert skriver._prosess is not None


async def test_den_brukes_igjen_i_neste_runde_og_glemmer_det_meldingene_hadde_felles(
    skriver: Medskriver, ingen_her: None
) -> None:
    nummer = await startet(skriver)
    ventet = i_konvolutt(EN)
    for _ in range(3):
        assert await skriver.skriv(EN) == ventet
        await skriver.slipp()
    assert nummeret(skriver) == nummer


async def test_har_den_nok_aa_gjoere_skrives_det_her(skriver: Medskriver, monkeypatch: pytest.MonkeyPatch) -> None:
    os.kill(nummer := await startet(skriver), signal.SIGSTOP)
    venter = [asyncio.create_task(skriver.skriv(EN)) for _ in range(NOK)]
    await asyncio.sleep(0)
    assert await skriver.skriv(EN_TIL) == i_konvolutt(EN_TIL)
    os.kill(nummer, signal.SIGCONT)
    monkeypatch.setattr(medskriver, "i_konvolutt", lambda _: pytest.fail("the others are for the second process"))
    assert await asyncio.gather(*venter) == [i_konvolutt(EN)] * NOK


def drep(nummer: int) -> None:
    os.kill(nummer, signal.SIGKILL)


def be_den_slutte(nummer: int) -> None:
    """As when the whole service is told to stop."""
    os.kill(nummer, signal.SIGTERM)
    os.kill(nummer, signal.SIGCONT)


@pytest.mark.parametrize("ende", [drep, be_den_slutte])
async def test_doer_den_skrives_det_her_og_neste_lange_runde_faar_en_ny(
    skriver: Medskriver, ende: Callable[[int], None]
) -> None:
    os.kill(foerste := await startet(skriver), signal.SIGSTOP)
    venter = [asyncio.create_task(skriver.skriv(EN)) for _ in range(3)]
    await asyncio.sleep(0)
    ende(foerste)
    assert await asyncio.gather(*venter) == [i_konvolutt(EN)] * 3
    assert await skriver.skriv(EN_TIL) == i_konvolutt(EN_TIL)
    assert nummeret(skriver) is None
    await skriver.slipp()
    assert await startet(skriver) != foerste
    assert await skriver.skriv(EN) == i_konvolutt(EN)


async def test_svarer_den_ikke_stanses_den_og_det_skrives_her(
    skriver: Medskriver, monkeypatch: pytest.MonkeyPatch
) -> None:
    os.kill(await startet(skriver), signal.SIGSTOP)
    monkeypatch.setattr(medskriver, "TAALMODIG_SEKUNDER", 0.01)
    assert await skriver.skriv(EN) == i_konvolutt(EN)
    assert nummeret(skriver) is None
    assert await skriver.skriv(EN_TIL) == i_konvolutt(EN_TIL)


async def test_kan_den_ikke_startes_skrives_alt_her(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "executable", "/finnes/ikke")
    async with Medskriver(mange=0) as skriver:
        assert await skriver.skriv(EN) == i_konvolutt(EN)
        assert await skriver.skriv(EN_TIL) == i_konvolutt(EN_TIL)


async def test_mangler_maskinen_noe_annet_skrives_ogsaa_alt_her(monkeypatch: pytest.MonkeyPatch) -> None:
    """Python starts a thread that waits for the process, once that has been started."""

    def ingen_plass(*_: object, **__: object) -> None:
        raise RuntimeError("can't start new thread")

    with monkeypatch.context() as m:
        m.setattr(threading.Thread, "start", ingen_plass)
        async with Medskriver(mange=0) as skriver:
            assert await skriver.skriv(EN) == i_konvolutt(EN)
            assert await skriver.skriv(EN_TIL) == i_konvolutt(EN_TIL)


async def test_er_programmets_filer_byttet_ut_siden_start_skrives_alt_her(monkeypatch: pytest.MonkeyPatch) -> None:
    """The process would read a message by other rules than those it was packed by."""
    monkeypatch.setattr(medskriver, "avtrykk", lambda: "as it was then")
    async with Medskriver() as skriver:
        await skriver.start()
        prosess = skriver._prosess
        assert prosess is not None
        async with asyncio.timeout(TAALMODIGHET):
            await prosess._slutt.wait()
        assert nummeret(skriver) is None
        assert await skriver.skriv(EN) == i_konvolutt(EN)


async def test_den_holdes_ikke_i_live_naar_det_ikke_er_noe_aa_skrive(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(medskriver, "HVILER_SEKUNDER", 0.0)
    async with Medskriver() as skriver:
        nummer = await startet(skriver)
        await skriver.skriv(EN)
        await skriver.slipp()
        await asyncio.sleep(0.001)
        assert await asyncio.to_thread(ender, nummer)
        assert await startet(skriver) != nummer


async def test_en_tom_runde_setter_ikke_en_frist_til_som_gaar_ut_midt_i_den_neste(
    skriver: Medskriver, monkeypatch: pytest.MonkeyPatch
) -> None:
    loekke, frister = asyncio.get_running_loop(), []
    vanlig = loekke.call_later

    def call_later(sekunder: float, *resten: Any) -> asyncio.TimerHandle:  # noqa: ANN401 - as the loop's own
        frister.append(vanlig(sekunder, *resten))
        return frister[-1]

    await startet(skriver)
    await skriver.skriv(EN)
    monkeypatch.setattr(loekke, "call_later", call_later)
    for _ in range(3):
        await skriver.slipp()
    await skriver.skriv(EN)
    assert frister and all(frist.cancelled() for frist in frister)


async def test_den_som_ikke_vil_slutte_holder_ingen_igjen(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(medskriver, "TAALMODIG_SEKUNDER", 0.01)
    async with Medskriver() as skriver:
        os.kill(nummer := await startet(skriver), signal.SIGSTOP)
    assert ender(nummer)


async def test_en_feil_i_en_melding_moeter_den_som_ba_om_den_og_ingen_andre(
    skriver: Medskriver, monkeypatch: pytest.MonkeyPatch
) -> None:
    await startet(skriver)
    rad = replace(EN.alle_saker[0].rad, mottaker="ingen adresse")
    umulig = replace(EN, alle_saker=(replace(EN.alle_saker[0], rad=rad),))
    with pytest.raises(UgyldigAdresse):
        await skriver.skriv(umulig)
    monkeypatch.setattr(medskriver, "i_konvolutt", lambda _: pytest.fail("the process is there still"))
    assert await skriver.skriv(EN) == i_konvolutt(EN)


async def test_den_som_stanses_mens_den_venter_forskyver_ikke_de_andres_svar(skriver: Medskriver) -> None:
    os.kill(nummer := await startet(skriver), signal.SIGSTOP)
    foerst, saa = asyncio.create_task(skriver.skriv(EN)), asyncio.create_task(skriver.skriv(EN_TIL))
    await asyncio.sleep(0)
    foerst.cancel()
    os.kill(nummer, signal.SIGCONT)
    assert await saa == i_konvolutt(EN_TIL)
    assert foerst.cancelled()


def ender(nummer: int) -> bool:
    """Whether the process is gone, now or before long."""
    try:
        prosess = os.pidfd_open(nummer)
    except ProcessLookupError:
        return True
    try:
        return bool(select([prosess], [], [], TAALMODIGHET)[0])
    finally:
        os.close(prosess)


EIER = """
import asyncio, os, signal
from tests.varsler.utsendingsprosess import startet
from varsler.skriving.medskriver import Medskriver

async def main():
    async with Medskriver() as skriver:
        print(await startet(skriver), flush=True)
        os.kill(os.getpid(), signal.SIGKILL)

asyncio.run(main())
"""


async def test_den_ender_naar_den_som_startet_den_er_drept() -> None:
    eier = await asyncio.create_subprocess_exec(sys.executable, "-c", EIER, stdout=asyncio.subprocess.PIPE)
    ut, _ = await eier.communicate()
    assert eier.returncode == -signal.SIGKILL
    assert ender(int(ut))


async def test_den_ender_med_blokken() -> None:
    async with Medskriver() as skriver:
        nummer = await startet(skriver)
    assert ender(nummer)


# --- packing ----------------------------------------------------------------------------------------------------------


SKREVET = {id(melding): i_konvolutt(melding) for melding in ALLE}


@given(st.lists(st.sampled_from([*ALLE, None]), max_size=12))
def test_det_som_pakkes_kommer_ut_likt_hva_som_enn_glemmes_underveis(meldinger: list[Melding | None]) -> None:
    pakker, stroem = Pakker(), BytesIO()
    for melding in meldinger:
        if melding is None:
            pakker.glem()
        else:
            stroem.write(pakker.pakk(melding) or b"")
    stroem.seek(0)
    assert list(map(i_konvolutt, pakk_ut(stroem))) == [SKREVET[id(en)] for en in meldinger if en is not None]


def test_det_som_er_felles_pakkes_bare_en_gang_og_ikke_det_som_er_skrevet_her() -> None:
    pakker = Pakker()
    foerst = pakker.pakk(EN)
    EN.tekst  # noqa: B018 - it is kept on the message
    igjen = pakker.pakk(EN)
    assert foerst is not None and igjen is not None
    assert len(igjen) < len(foerst) / 20


def test_det_som_er_felles_holdes_ikke_for_alltid(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pakking, "HUSKER", 3)
    pakker = Pakker()
    lengder = [len(pakker.pakk(EN) or b"") for _ in range(7)]
    assert [nr for nr, lengde in enumerate(lengder) if lengde > lengder[1]] == [0, 3, 6]


def test_det_som_ikke_kan_pakkes_er_ikke_i_veien_for_de_neste() -> None:
    pakker = Pakker()
    assert pakker.pakk(replace(EN, publisert={"uid": lambda: None})) is None  # type: ignore[dict-item]
    [lest] = pakk_ut(BytesIO(pakker.pakk(EN_TIL) or b""))
    assert i_konvolutt(lest) == SKREVET[id(EN_TIL)]


def test_en_skrivebeskyttet_utsikt_er_det_ogsaa_naar_den_kommer_fram() -> None:
    [lest] = pakk_ut(BytesIO(Pakker().pakk(replace(EN, publisert=MappingProxyType({}))) or b""))
    assert isinstance(lest.publisert, MappingProxyType)


@given(st.data())
def test_meldinger_som_er_brutt_av_hvor_som_helst_er_slutt_paa_meldingene(data: st.DataObject) -> None:
    hel = Pakker().pakk(EN)
    assert hel is not None
    assert list(pakk_ut(BytesIO(hel[: data.draw(st.integers(0, len(hel) - 1))]))) == []


@given(st.lists(st.binary(max_size=30), max_size=5), st.data())
def test_svar_kommer_hele_hvordan_de_enn_deles_opp(svarene: list[bytes], data: st.DataObject) -> None:
    linje, rest = Svarlinje(), b"".join(map(med_lengde, svarene))
    lest: list[bytes] = []
    while rest:
        til = data.draw(st.integers(1, len(rest)))
        lest += linje.les(rest[:til])
        rest = rest[til:]
    assert lest == svarene
