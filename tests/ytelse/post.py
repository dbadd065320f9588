"""Sending measured: from outbox to accepted, beside Postfix's own `smtp-source`, over loopback and over a slow line."""

from __future__ import annotations

import asyncio
import os
import subprocess
import sys
import tempfile
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from itertools import count
from pathlib import Path
from time import perf_counter

from modeller.lager.lager import Lager
from tests.varsler.utsendingsprosess import legg_i_koe, send_med, smtp
from varsler.konvolutt import i_konvolutt
from varsler.levering.svar import Levering, Leveringssvar, Sendt
from varsler.melding import Melding
from varsler.skriving import Selvskriver
from varsler.skriving.medskriver import Medskriver

PROGRAMMER = Path(__file__).parents[2] / ".venv" / "postfix"
FORBINDELSER = 8
FOERST = 8
"""So many go unmeasured, since a service reads its templates once."""
MELDINGER = 4000
EN_MORGENS_MELDINGER = 1000
TREGE_MELDINGER = 400
BYTE = 9000
"""About what one of our messages takes."""
FORSINKELSE = 0.010
"""Seconds to the slow server, there and back."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Postevne:
    """Messages per second: `smtp-source`'s and ours, to a sink on loopback and to one some milliseconds away.

    Each run of ours begins without a second process. `vi` is of as many messages as `kilde`, `morgen` of a thousand.
    `alene` is one process that writes all itself, in which a message takes so many seconds before and after it is
    written and handed over (`regnskap`), and to write (`skriving`).
    """

    kilde: float
    vi: float
    morgen: float
    alene: float
    regnskap: float
    skriving: float
    treg_kilde: float
    treg_vi: float


def postevne() -> Postevne | None:
    """Measure, each in turn; None where Postfix's programs are not."""
    if not (PROGRAMMER / "usr" / "sbin" / "smtp-source").exists():
        return None
    return asyncio.run(_maal())


async def _maal() -> Postevne:
    nye = count(start=MELDINGER, step=MELDINGER)
    async with _avloep() as port, _treg_linje(port) as treg:
        alene, til_ingen = smtp(port, Selvskriver()), _TilIngen()
        await _vi(alene, FOERST, fra=0)
        kilde = await _kilden(port, MELDINGER)
        vi = await _som_en_tjeneste(port, MELDINGER, fra=next(nye))
        morgen = await _som_en_tjeneste(port, EN_MORGENS_MELDINGER, fra=next(nye))
        en_alene = await _vi(alene, EN_MORGENS_MELDINGER, fra=next(nye))
        en_til_ingen = await _vi(til_ingen, EN_MORGENS_MELDINGER, fra=next(nye))
        treg_kilde = await _kilden(treg, TREGE_MELDINGER)
        treg_vi = await _som_en_tjeneste(treg, TREGE_MELDINGER, fra=next(nye))
    skriving = til_ingen.skrev / EN_MORGENS_MELDINGER
    return Postevne(
        kilde=kilde,
        vi=1 / vi,
        morgen=1 / morgen,
        alene=1 / en_alene,
        regnskap=en_til_ingen - skriving,
        skriving=skriving,
        treg_kilde=treg_kilde,
        treg_vi=1 / treg_vi,
    )


class _TilIngen:
    """A delivery that writes each message, in so many seconds (`skrev`) altogether, and hands it to nobody."""

    def __init__(self) -> None:
        self.skrev = 0.0

    async def lever(self, melding: Melding) -> Leveringssvar:
        begynte = perf_counter()
        i_konvolutt(melding)
        self.skrev += perf_counter() - begynte
        return Sendt(svar="250 OK")

    async def slipp(self) -> None: ...


async def _som_en_tjeneste(port: int, antall: int, *, fra: int) -> float:
    """Seconds that a message takes in a service that has had no long morning yet."""
    async with Medskriver() as skriver:
        return await _vi(smtp(port, skriver), antall, fra=fra)


async def _vi(levering: Levering, antall: int, *, fra: int) -> float:
    """Seconds that a message takes; `fra` is the first agreement's number, for nothing to be known from before."""
    with tempfile.TemporaryDirectory(prefix="fristvakt-ytelse-") as mappe:
        adresse = f"sqlite+aiosqlite:///{mappe}/fristvakt.db"
        async with await Lager.aapne(adresse, direkte=True) as lager:
            await legg_i_koe(lager, antall, fra=fra)
            begynte = perf_counter()
            sendt = await send_med(lager, levering, "ytelse")
            return (perf_counter() - begynte) / sendt


async def _kilden(port: int, antall: int) -> float:
    ord_ = ("-d", "-s", str(FORBINDELSER), "-m", str(antall), "-l", str(BYTE), "-f", "a@x.example", "-t", "b@y.example")
    begynte = perf_counter()
    prosess = await asyncio.create_subprocess_exec(
        str(PROGRAMMER / "usr" / "sbin" / "smtp-source"), *ord_, f"127.0.0.1:{port}", env=_miljoe()
    )
    assert await prosess.wait() == 0
    return antall / (perf_counter() - begynte)


@asynccontextmanager
async def _avloep() -> AsyncIterator[int]:
    """`smtp-sink` on a free port, which takes all mail and keeps none."""
    proeve = await asyncio.start_server(lambda *_: None, "127.0.0.1", 0)
    port: int = proeve.sockets[0].getsockname()[1]
    proeve.close()
    (PROGRAMMER / "main.cf").touch()
    som = ("-u", "nobody") if os.geteuid() == 0 else ()
    with subprocess.Popen(  # noqa: ASYNC220 - it is only started here
        [str(PROGRAMMER / "usr" / "sbin" / "smtp-sink"), *som, f"127.0.0.1:{port}", "100"], env=_miljoe()
    ) as sluk:
        try:
            while sluk.poll() is None:
                try:
                    _, skriver = await asyncio.open_connection("127.0.0.1", port)
                except ConnectionRefusedError:
                    continue
                skriver.close()
                break
            yield port
        finally:
            sluk.terminate()


@asynccontextmanager
async def _treg_linje(port: int) -> AsyncIterator[int]:
    """A port that hands all on to another, half of `FORSINKELSE` later each way."""
    modul = ("-m", "tests.ytelse.treglinje", str(port), str(FORSINKELSE))
    prosess = await asyncio.create_subprocess_exec(
        sys.executable, *modul, cwd=Path(__file__).parents[2], stdout=asyncio.subprocess.PIPE
    )
    try:
        assert prosess.stdout is not None
        yield int(await prosess.stdout.readline())
    finally:
        prosess.terminate()
        await prosess.wait()


def _miljoe() -> dict[str, str]:
    return {**os.environ, "LD_LIBRARY_PATH": str(PROGRAMMER / "usr/lib/postfix"), "MAIL_CONFIG": str(PROGRAMMER)}
