"""A thread with an event loop of its own, for work that would make the pages wait."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable, Coroutine
from threading import Thread
from typing import Any, TypeVar

T = TypeVar("T")


class Egentraad:
    """A loop that runs on a thread named `navn` from now until `slutt`."""

    def __init__(self, navn: str) -> None:
        self._loekke = asyncio.new_event_loop()
        self._traad = Thread(target=self._loekke.run_forever, name=navn, daemon=True)
        self._traad.start()

    async def gjoer(self, arbeid: Coroutine[Any, Any, T]) -> T:
        """Have it done there, and wait for what comes of it. When the waiting is cancelled, the work is told to stop;
        it ends a little later, which `slutt` waits for.
        """
        return await asyncio.wrap_future(asyncio.run_coroutine_threadsafe(arbeid, self._loekke))

    async def slutt(self, sist: Callable[[], Awaitable[None]]) -> None:
        """End the thread, once all it was given to do has come to its end, and `sist` has been done there."""
        await self.gjoer(self._til_ende(sist))
        self._loekke.call_soon_threadsafe(self._loekke.stop)
        await asyncio.to_thread(self._traad.join)
        self._loekke.close()

    async def _til_ende(self, sist: Callable[[], Awaitable[None]]) -> None:
        if andre := asyncio.all_tasks() - {asyncio.current_task()}:
            await asyncio.wait(andre)
        await sist()
        await self._loekke.shutdown_default_executor()
