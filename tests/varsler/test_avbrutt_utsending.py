"""Senders that are killed, and senders side by side: nothing lost, and nothing sent twice that was known to be sent."""

from __future__ import annotations

import asyncio
import os
import random
import signal
from collections import Counter
from collections.abc import Callable
from email import message_from_bytes
from email.policy import compat32
from functools import partial
from multiprocessing import get_context
from multiprocessing.context import ForkServerProcess
from pathlib import Path

import pytest
from sqlalchemy import select

from modeller.lager import utboks
from modeller.lager.lager import Lager
from modeller.lager.tabeller import SENDT, Utbokstilstand
from tests.varsler.smtpskript import Smtpskript, server
from tests.varsler.utsendingsprosess import TAALMODIGHET, legg_i_koe, send_i_prosess, sett_proevemodus
from tests.varsler.varselbygg import KOORDINATOR
from varsler.konvolutt import PROEVEHODE
from varsler.utsending import SAMTIDIG, SENDER, UBEKREFTET

MELDINGER = 1000
MANGE = 300
DRAP = 200 if os.environ.get("CI", "").lower() == "true" else 20
MED_TO_SKRIVERE = 5
"""One in so many of those that are killed has a second process beside it, which takes a while to start."""

pytestmark = [pytest.mark.treg, pytest.mark.enable_socket]

prosesser = get_context("forkserver")
prosesser.set_forkserver_preload(["tests.varsler.utsendingsprosess", "alembic.command", "modeller.lager.migrering"])


@pytest.fixture
async def adresse(tmp_path: Path) -> str:
    return f"sqlite+aiosqlite:///{tmp_path / 'fristvakt.db'}"


async def koe(adresse: str, antall: int) -> None:
    async with await Lager.aapne(adresse) as lager:
        await legg_i_koe(lager, antall)


def begynn(
    adresse: str, skript: Smtpskript, navn: str, *, frigi: bool = False, to_skriver: bool = False
) -> ForkServerProcess:
    prosess = prosesser.Process(
        target=send_i_prosess,
        args=(adresse, skript.port, navn),
        kwargs={"frigi": frigi, "to_skriver": to_skriver},
        daemon=True,
    )
    prosess.start()
    return prosess


async def til(er_slik: Callable[[], bool]) -> None:
    """Let the server's side go on until it is so."""
    async with asyncio.timeout(TAALMODIGHET):
        while not er_slik():  # noqa: ASYNC110 - other processes set no event
            await asyncio.sleep(0.002)


def kommet_til(skript: Smtpskript, sender: ForkServerProcess, grense: int) -> bool:
    return len(skript.mottatt) >= grense or not sender.is_alive()


async def bokfoerte(lager: Lager) -> set[str]:
    """The Message-IDs in the ledger of what was sent; no more is read, for it is asked at every kill."""
    async with lager.lesing() as tx:
        return set(await tx.scalars(select(SENDT.c.message_id)))


def ider(skript: Smtpskript) -> list[str]:
    """The Message-IDs of what the server has accepted, in order."""
    return [str(message_from_bytes(m, policy=compat32)["Message-ID"]) for m in skript.mottatt]


async def test_drept_naar_som_helst_blir_ingenting_borte_og_bare_det_som_mistet_svaret_gaar_om_igjen(
    adresse: str,
) -> None:
    terning = random.Random(20240902)  # noqa: S311 - chance for a test
    await koe(adresse, MELDINGER)
    kjent_ved_drap: list[tuple[int, set[str]]] = []
    async with await Lager.aapne(adresse) as boeker, server() as skript:
        for nr in range(DRAP):
            sender = begynn(adresse, skript, SENDER, frigi=True, to_skriver=nr % MED_TO_SKRIVERE == 0)
            # Somewhere in its work: after so many messages more, and then a while into the next ones.
            grense = len(skript.mottatt) + terning.randint(1, MELDINGER // DRAP)
            await til(partial(kommet_til, skript, sender, grense))
            await asyncio.sleep(terning.uniform(0, 0.01))
            assert sender.pid is not None
            assert sender.is_alive(), "there was more to send"
            os.kill(sender.pid, signal.SIGKILL)
            sender.join(TAALMODIGHET)
            kjent_ved_drap.append((len(skript.mottatt), await bokfoerte(boeker)))
        siste = begynn(adresse, skript, SENDER, frigi=True)
        await til(lambda: not siste.is_alive())
        til_slutt = await bokfoerte(boeker)
    sendt = ider(skript)
    antall = Counter(sendt)
    assert len(antall) == MELDINGER
    assert set(antall) == til_slutt
    for saa_langt, kjent in kjent_ved_drap:
        assert not kjent & set(sendt[saa_langt:]), "what is in the ledger is never sent again"
    assert len(sendt) - MELDINGER <= DRAP * UBEKREFTET
    async with await Lager.aapne(adresse) as lager, lager.lesing() as tx:
        assert await utboks.les_koe(tx, Utbokstilstand.VENTER, Utbokstilstand.KREVD, Utbokstilstand.DOED) == ()


async def test_to_sendere_paa_en_database_sender_aldri_det_samme(adresse: str) -> None:
    await koe(adresse, MANGE)
    async with server() as skript:
        sendere = [begynn(adresse, skript, navn, to_skriver=True) for navn in ("en", "to")]
        await til(lambda: not any(sender.is_alive() for sender in sendere))
    assert [sender.exitcode for sender in sendere] == [0, 0]
    assert len(set(ider(skript))) == len(skript.mottatt) == MANGE
    assert skript.mest_samtidig > SAMTIDIG, "both were at it"


async def test_drept_og_slaatt_av_i_proevetiden_faar_hver_mottaker_sitt_en_gang(adresse: str) -> None:
    terning = random.Random(20241118)  # noqa: S311 - chance for a test
    await koe(adresse, MANGE)
    async with await Lager.aapne(adresse) as lager:
        await sett_proevemodus(lager, paa=True)
    async with server() as skript:
        for _ in range(4):
            sender = begynn(adresse, skript, SENDER, frigi=True)
            grense = len(skript.mottatt) + terning.randint(1, MANGE // 8)
            await til(partial(kommet_til, skript, sender, grense))
            assert sender.pid is not None
            os.kill(sender.pid, signal.SIGKILL)
            sender.join(TAALMODIGHET)
        await til(lambda: not skript.samtidig)  # what was sent before the last kill has come
        paa_proeve = len(skript.mottatt)
        async with await Lager.aapne(adresse) as lager:
            await sett_proevemodus(lager, paa=False)
            async with lager.skriving() as tx:
                await utboks.frigi(tx, SENDER)
        sendere = [begynn(adresse, skript, navn) for navn in ("en", "to")]
        await til(lambda: not any(sender.is_alive() for sender in sendere))
    meldinger = [message_from_bytes(m, policy=compat32) for m in skript.mottatt]
    assert {(m["To"], bool(m[PROEVEHODE])) for m in meldinger[:paa_proeve]} == {(f"Koordinator <{KOORDINATOR}>", True)}
    ekte = meldinger[paa_proeve:]
    assert not [m for m in ekte if m[PROEVEHODE]]
    assert len({m["To"] for m in ekte}) == len({m["Message-ID"] for m in ekte}) == len(ekte) == MANGE
    assert len(set(ider(skript))) >= MANGE + len({m[PROEVEHODE] for m in meldinger[:paa_proeve]})
    async with await Lager.aapne(adresse) as lager, lager.lesing() as tx:
        assert {k.tilstand for k in await utboks.les_koe(tx)} == {Utbokstilstand.SENDT}
