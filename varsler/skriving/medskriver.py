"""A second process that writes messages, for mornings with many: more than half of what one takes is to write it."""

from __future__ import annotations

import asyncio
import os
import pickle
import sys
from collections import deque
from typing import Self, cast

import structlog

from varsler.konvolutt import Konvolutt, i_konvolutt
from varsler.melding import Melding
from varsler.skriving.pakking import Pakker
from varsler.skriving.svarlinje import Svarlinje

logg = structlog.get_logger(__name__)

MANGE = 48
"""So many messages of a run are written before it is worth a process more: most mornings have fewer."""
TAALMODIG_SEKUNDER = 30.0
"""A message takes a millisecond to write: a process that has not answered by then never will."""


class Medskriver:
    """Writes the first messages of a run here, and the others in a process beside this one, which is there till the
    block ends. Whatever becomes of that process, every message is written: what it does not answer is written here.

    The process holds no claims and has no connections; it ends by itself when this one is gone.
    """

    def __init__(self, mange: int = MANGE) -> None:
        self._mange = mange
        self._skrevet = 0
        self._prosess: _Prosess | None = None

    async def skriv(self, melding: Melding) -> Konvolutt:
        """See `Skriver`."""
        self._skrevet += 1
        if self._prosess is None and self._skrevet > self._mange:
            self._prosess = _Prosess()
            await self._prosess.start()
        konvolutt = await self._prosess.skriv(melding) if self._prosess is not None else None
        # It may be the message that is at fault: then it is here that the fault must be seen.
        return konvolutt or i_konvolutt(melding)

    async def slipp(self) -> None:
        """The run is over: what its messages shared is let go of, and a process that is gone may be had anew."""
        self._skrevet = 0
        if self._prosess is not None:
            self._prosess.glem()
            if self._prosess.er_borte:
                self._prosess = None

    async def __aenter__(self) -> Self:
        return self

    async def __aexit__(self, *_: object) -> None:
        if self._prosess is not None:
            await self._prosess.avslutt()
            self._prosess = None


class _Prosess(asyncio.SubprocessProtocol):
    """The process, from its start till it is gone. It answers in the order it is asked in."""

    def __init__(self) -> None:
        self.er_borte = False
        self._er_klar = False
        self._pakker = Pakker()
        self._svarlinje = Svarlinje()
        self._ventende: deque[asyncio.Future[Konvolutt | None]] = deque()
        self._transport: asyncio.SubprocessTransport | None = None
        self._slutt = asyncio.get_running_loop().create_future()

    async def start(self) -> None:
        """Begin to start it; it is ready a little later."""
        # What it may import is what this process may, whatever folder they were started in.
        miljoe = {**os.environ, "PYTHONPATH": os.pathsep.join(sys.path)}
        try:
            await asyncio.get_running_loop().subprocess_exec(
                lambda: self, sys.executable, "-P", "-m", __package__, stderr=None, env=miljoe
            )
        except OSError as feil:
            logg.warning("no second process to write messages in: they are written in this one", reason=str(feil))
            self.er_borte = True

    async def skriv(self, melding: Melding) -> Konvolutt | None:
        """The message as it wrote it; None when it is not there, or could not."""
        if not self._er_klar:
            return None
        pakket = self._pakker.pakk(melding)
        if pakket is None:
            return None
        svar: asyncio.Future[Konvolutt | None] = asyncio.get_running_loop().create_future()
        self._ventende.append(svar)
        self._innlinjen.write(pakket)
        try:
            async with asyncio.timeout(TAALMODIG_SEKUNDER):
                return await svar
        except TimeoutError:
            self._gi_opp()
            return None

    def glem(self) -> None:
        """Let go of what messages have shared; the process does when it is next asked for one."""
        self._pakker.glem()

    async def avslutt(self) -> None:
        """Nobody will ask for more; waits till it is gone."""
        if self._transport is None:
            return
        self._innlinjen.close()
        try:
            async with asyncio.timeout(TAALMODIG_SEKUNDER):
                await self._slutt
        except TimeoutError:
            self._gi_opp()
            await self._slutt
        self._transport.close()

    @property
    def _innlinjen(self) -> asyncio.WriteTransport:
        assert self._transport is not None
        return cast("asyncio.WriteTransport", self._transport.get_pipe_transport(0))

    def _gi_opp(self) -> None:
        logg.warning("the second process that writes messages does not answer, and is stopped")
        self._er_klar = False
        if self._transport is not None:
            self._transport.kill()

    # --- what the transport calls -----------------------------------------------------------------------------------

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        """It has begun to start."""
        self._transport = cast("asyncio.SubprocessTransport", transport)

    def pipe_data_received(self, _fd: int, data: bytes) -> None:
        """Answers, of which the first says that it is ready."""
        for svar in self._svarlinje.les(data):
            if not self._er_klar:
                self._er_klar = True
                continue
            venter = self._ventende.popleft()
            if not venter.done():  # whoever asked may have been stopped
                venter.set_result(pickle.loads(svar))  # noqa: S301 - nobody but the process we started can write it

    def pipe_connection_lost(self, _fd: int, _exc: Exception | None) -> None:
        """It takes no more, or answers no more: those who wait are told."""
        self.er_borte, self._er_klar = True, False
        while self._ventende:
            if not (venter := self._ventende.popleft()).done():
                venter.set_result(None)

    def connection_lost(self, _exc: Exception | None) -> None:
        """It is gone."""
        if not self._slutt.done():
            self._slutt.set_result(None)
