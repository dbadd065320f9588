"""Messages side by side: so many on their way at once, and so many out that the ledger does not know of."""

from __future__ import annotations

import asyncio
from collections.abc import Coroutine
from types import TracebackType
from typing import Self

from varsler.utsendingsresultat import Utsendingsresultat


class Linjer:
    """Work on one message after the other, begun when there is room for it and added up as it ends.

    Whoever works on one holds `linje` while it is handed over, which `samtidig` may at once; `hoeyst` are at work in
    all, the others storing what went. One that fails stops no other, since that other may be between the server's
    answer and the ledger; `vent` tells of it. Leaving the block waits for those that are at work; when it is left
    because somebody stops the process, they are stopped.
    """

    def __init__(self, samtidig: int, hoeyst: int) -> None:
        self.linje = asyncio.Semaphore(samtidig)
        self.feil: BaseException | None = None
        self._plass = asyncio.Semaphore(hoeyst)
        self._i_arbeid: set[asyncio.Task[Utsendingsresultat]] = set()
        self._resultat = Utsendingsresultat()

    def __len__(self) -> int:
        """How many are at work."""
        return len(self._i_arbeid)

    async def begynn(self, arbeid: Coroutine[None, None, Utsendingsresultat]) -> None:
        """Begin the work as soon as there is room, unless another has failed by then: perhaps the ledger cannot be
        written. Raises what that one raised.
        """
        try:
            await self._plass.acquire()
        except BaseException:
            arbeid.close()
            raise
        if self.feil is not None:
            self._plass.release()
            arbeid.close()
            raise self.feil
        oppgave = asyncio.create_task(arbeid)
        self._i_arbeid.add(oppgave)
        oppgave.add_done_callback(self._ble_ferdig)

    async def vent(self) -> Utsendingsresultat:
        """Wait for all, and return what came of it so far. Raises what the first of them that failed raised."""
        while self._i_arbeid:
            await asyncio.wait(self._i_arbeid)
        if self.feil is not None:
            raise self.feil
        return self._resultat

    async def __aenter__(self) -> Self:
        return self

    async def __aexit__(
        self, slag: type[BaseException] | None, _: BaseException | None, __: TracebackType | None
    ) -> None:
        if slag is not None and not issubclass(slag, Exception):
            for oppgave in self._i_arbeid:
                oppgave.cancel()
        while self._i_arbeid:
            await asyncio.wait(self._i_arbeid)

    def _ble_ferdig(self, oppgave: asyncio.Task[Utsendingsresultat]) -> None:
        self._plass.release()
        self._i_arbeid.discard(oppgave)
        if oppgave.cancelled():
            self.feil = self.feil or asyncio.CancelledError()
        elif (feil := oppgave.exception()) is not None:
            self.feil = self.feil or feil
        else:
            self._resultat += oppgave.result()


async def til_ende(arbeid: Coroutine[None, None, None]) -> None:
    """Do it to its end also when somebody stops us meanwhile, and stop then: what is out must be known to be."""
    oppgave = asyncio.create_task(arbeid)
    try:
        await asyncio.shield(oppgave)
    except asyncio.CancelledError:
        await asyncio.wait([oppgave])
        if not oppgave.cancelled():
            oppgave.exception()  # it is no longer asked for
        raise
