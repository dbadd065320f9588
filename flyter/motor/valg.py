"""Which engine runs flows: chosen once by the composition root, or forced for a stretch of code."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Lokalmotor:
    """Runs flows and tasks in this process, on this event loop. `vent` waits so many seconds between attempts; without
    `nye_forsoek` the first failure is the last.
    """

    vent: Callable[[float], Awaitable[object]] = asyncio.sleep
    nye_forsoek: bool = True


@dataclass(frozen=True, slots=True)
class Prefectmotor:
    """Leaves calls to Prefect, which needs `PREFECT_API_URL`: each call becomes a flow run there."""


Motor = Lokalmotor | Prefectmotor

LOKAL = Lokalmotor()
PREFECT = Prefectmotor()

_valgt: Motor = LOKAL
_tvunget: ContextVar[Motor | None] = ContextVar("tvunget_motor", default=None)


def velg_motor(motor: Motor) -> None:
    """Choose the engine of this process."""
    global _valgt  # noqa: PLW0603 - one process has one engine, chosen by the composition root
    _valgt = motor


def gjeldende_motor() -> Motor:
    """The engine a call to a flow goes to now."""
    return _tvunget.get() or _valgt


@contextmanager
def med_motor(motor: Motor) -> Iterator[None]:
    """Force an engine inside the block, and in what is called from it."""
    merke = _tvunget.set(motor)
    try:
        yield
    finally:
        _tvunget.reset(merke)
