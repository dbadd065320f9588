"""How a command waits for what is asynchronous."""

from __future__ import annotations

import asyncio
from collections.abc import Coroutine
from typing import Any, TypeVar

T = TypeVar("T")


def vent_paa(arbeid: Coroutine[Any, Any, T]) -> T:
    """Run it to its end; returns what it gives.

    Not by `asyncio.run` alone: as it puts the handler of Ctrl+C back, Python words the task with its result and throws
    the words away (`signal.getsignal`), and to word all plans takes longer than most commands do.
    """
    svar: list[T] = []

    async def med_svaret_ved_siden_av() -> None:
        svar.append(await arbeid)

    asyncio.run(med_svaret_ved_siden_av())
    return svar[0]
