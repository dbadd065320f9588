"""A second process that writes messages, for mornings with many: more than half of what one takes is to write it."""

from __future__ import annotations

import asyncio
import os
import pickle
import sys
from collections import deque
from contextlib import suppress
from typing import Self, cast

import structlog

from varsler.konvolutt import Konvolutt, i_konvolutt
from varsler.melding import Melding
from varsler.skriving.avtrykk import avtrykk
from varsler.skriving.pakking import Pakker
from varsler.skriving.svarlinje import Svarlinje

logg = structlog.get_logger(__name__)

MANGE = 48
"""So many messages of a run are written before it is worth a process more: most mornings have fewer."""
NOK = 7
"""While the process has so many to write, the next is written here: neither then waits for the other."""
TAALMODIG_SEKUNDER = 2.0
"""A message takes some milliseconds to write: a process that has not answered by then is in the way."""
HVILER_SEKUNDER = 600.0
"""How long the process is kept for another run: what it has written by then takes memory."""


class Medskriver:
    """Writes messages here until a run has had many, and from then on in a process beside this one as well, until there
    has been nothing to write for a while or the block ends. Whatever becomes of that process, every message is written:
    what it does not answer is written here.

    The process holds no claims and has no connections, and it ends by itself when this one is gone. It is asked for
    nothing when it was not started from the same files as this one (`avtrykk`).
    """

    def __init__(self, mange: int = MANGE) -> None:
        self._mange = mange
        self._skrevet = 0
        self._avtrykk = avtrykk()
        self._prosess: _Prosess | None = None
        self._hviler: asyncio.TimerHandle | None = None

    async def skriv(self, melding: Melding) -> Konvolutt:
        """See `Skriver`."""
        if self._hviler is not None:
            self._hviler.cancel()
            self._hviler = None
        if self._skrevet == self._mange:
            await self.start()
        self._skrevet += 1
        konvolutt = await self._prosess.skriv(melding) if self._prosess is not None else None
        # It may be the message that is at fault: then it is here that the fault must be seen.
        return konvolutt or i_konvolutt(melding)

    async def slipp(self) -> None:
        """The run is over: what its messages shared is let go of."""
        self._skrevet = 0
        if self._prosess is not None and not self._prosess.er_borte and self._hviler is None:
            self._prosess.glem()
            self._hviler = asyncio.get_running_loop().call_later(HVILER_SEKUNDER, self._prosess.be_den_slutte)

    async def start(self) -> None:
        """Begin to start the process, if it is not there."""
        if self._prosess is None or self._prosess.er_borte:
            self._prosess = _Prosess(self._avtrykk)
            await self._prosess.start()

    async def __aenter__(self) -> Self:
        return self

    async def __aexit__(self, *_: object) -> None:
        if self._hviler is not None:
            self._hviler.cancel()
        if self._prosess is not None:
            await self._prosess.avslutt()


class _Prosess(asyncio.SubprocessProtocol):
    """The process, from its start till it is gone. It answers in the order it is asked in."""

    def __init__(self, ventet_avtrykk: str) -> None:
        self.er_borte = False
        self._er_klar = False
        self._ventet_avtrykk = ventet_avtrykk
        self._pakker = Pakker()
        self._svarlinje = Svarlinje()
        self._ventende: deque[asyncio.Future[Konvolutt | None]] = deque()
        self._transport: asyncio.SubprocessTransport | None = None
        self._slutt = asyncio.Event()

    async def start(self) -> None:
        """Begin to start it; it is ready a little later."""
        # What it may import is what this process may, whatever folder they were started in. In a session of its own, it
        # is not told when somebody stops this one from a terminal.
        miljoe = {**os.environ, "PYTHONPATH": os.pathsep.join(map(str, sys.path))}
        try:
            await asyncio.get_running_loop().subprocess_exec(
                lambda: self,
                *(sys.executable, "-P", "-m", __package__),
                stderr=None,
                env=miljoe,
                start_new_session=True,
            )
        except Exception as feil:  # noqa: BLE001 - the machine may be short of anything; the messages go all the same
            logg.warning("no second process to write messages in: they are written in this one", reason=str(feil))
            self._stans()

    async def skriv(self, melding: Melding) -> Konvolutt | None:
        """The message as it wrote it; None when it is not there, has enough to do, or could not."""
        if self.nummer is None or len(self._ventende) >= NOK or (pakket := self._pakker.pakk(melding)) is None:
            return None
        svar: asyncio.Future[Konvolutt | None] = asyncio.get_running_loop().create_future()
        self._ventende.append(svar)
        self._innlinjen.write(pakket)
        try:
            async with asyncio.timeout(TAALMODIG_SEKUNDER):
                return await svar
        except TimeoutError:
            logg.warning("the second process to write messages in does not answer, and is stopped")
            self._stans()
            return None

    def glem(self) -> None:
        """Let go of what messages have shared; the process does when it is next asked for one."""
        self._pakker.glem()

    @property
    def nummer(self) -> int | None:
        """Its number, while it writes."""
        if self._transport is None or self.er_borte or not self._er_klar:
            return None
        return self._transport.get_pid()

    def be_den_slutte(self) -> None:
        """Nobody will ask for more: it ends when it has seen that."""
        if self._transport is not None:
            self._innlinjen.close()

    async def avslutt(self) -> None:
        """End it, and wait till it is gone."""
        if self._transport is None:
            return
        self.be_den_slutte()
        with suppress(TimeoutError):
            async with asyncio.timeout(TAALMODIG_SEKUNDER):
                await self._slutt.wait()
        self._transport.close()  # which kills what has not ended

    @property
    def _innlinjen(self) -> asyncio.WriteTransport:
        assert self._transport is not None
        return cast("asyncio.WriteTransport", self._transport.get_pipe_transport(0))

    def _stans(self) -> None:
        self._gi_slipp()
        if self._transport is not None:
            with suppress(ProcessLookupError):  # it has ended meanwhile
                self._transport.kill()

    def _gi_slipp(self) -> None:
        """Nobody is to wait for it any more."""
        self.er_borte = True
        while self._ventende:
            if not (venter := self._ventende.popleft()).done():
                venter.set_result(None)

    # --- what the transport calls -----------------------------------------------------------------------------------

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        """It has begun to start."""
        self._transport = cast("asyncio.SubprocessTransport", transport)

    def pipe_data_received(self, _fd: int, data: bytes) -> None:
        """Answers, of which the first says what it is written by."""
        for pakket in self._svarlinje.les(data):
            if self.er_borte:
                return
            svar = pickle.loads(pakket)  # noqa: S301 - nobody but the process we started can write it
            if self._er_klar:
                venter = self._ventende.popleft()
                if not venter.done():  # whoever asked may have been stopped
                    venter.set_result(svar)
            elif svar == self._ventet_avtrykk:
                self._er_klar = True
            else:
                logg.warning("the program's files have changed since it was started: start it again to use them")
                self._stans()

    def pipe_connection_lost(self, _fd: int, _exc: Exception | None) -> None:
        """It takes no more, or answers no more: those who wait are told."""
        self._gi_slipp()

    def connection_lost(self, _exc: Exception | None) -> None:
        """It is gone."""
        self._slutt.set()
