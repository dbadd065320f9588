"""`Drift`, what the flows work with: store, calendar, clock and the like, which must never be parameters of a run."""

from __future__ import annotations

from collections.abc import AsyncIterator, Awaitable, Callable, Iterator
from contextlib import AbstractAsyncContextManager, asynccontextmanager, contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from datetime import date, datetime
from zoneinfo import ZoneInfo

from flyter.grunnlag import Grunnlag
from flyter.motor.kjoering import Kjoeringslogg
from modeller.lager.lager import Lager

OSLO = ZoneInfo("Europe/Oslo")


async def ingenting(_: datetime) -> int:
    """The body of a flow that this installation has no work for."""
    return 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Drift:
    """The operation context, made by the composition root.

    `naa` gives the instant, aware UTC; nothing in the flows looks at another clock. `send`, `retur`, `demo`,
    `moeteplaner` and `natt` are the bodies of the flows of those names; each gets the instant and returns how many
    messages, facts, plans or rows it handled.
    """

    lager: Lager
    grunnlag: Grunnlag
    naa: Callable[[], datetime]
    kjoeringslogg: Kjoeringslogg
    send: Callable[[datetime], Awaitable[int]] = ingenting
    retur: Callable[[datetime], Awaitable[int]] = ingenting
    demo: Callable[[datetime], Awaitable[int]] = ingenting
    moeteplaner: Callable[[datetime], Awaitable[int]] = ingenting
    natt: Callable[[datetime], Awaitable[int]] = ingenting

    def dag(self) -> date:
        """The day it is in Oslo."""
        return self.naa().astimezone(OSLO).date()


Driftbygger = Callable[[], AbstractAsyncContextManager[Drift]]
"""Opens a context for one run and closes it after."""

_drift: ContextVar[Drift | None] = ContextVar("drift", default=None)
_prosessens: Drift | None = None
_bygger: Driftbygger | None = None


def drift() -> Drift:
    """The context of the code now running; RuntimeError when nobody has set one."""
    gjeldende = _drift.get() or _prosessens
    if gjeldende is None:
        raise RuntimeError("no operation context: the composition root must call sett_drift or ved_foerste_bruk first")
    return gjeldende


def sett_drift(ny: Drift | None) -> None:
    """Set the context of this process (None takes it away)."""
    global _prosessens  # noqa: PLW0603 - one process serves one installation
    _prosessens = ny


def ved_foerste_bruk(bygger: Driftbygger | None) -> None:
    """Set how a run gets its context in a process nobody has set one for: a worker's, which starts with a flow."""
    global _bygger  # noqa: PLW0603 - as above
    _bygger = bygger


@contextmanager
def med_drift(denne: Drift) -> Iterator[Drift]:
    """Use this context inside the block, and in what is called from it: a simulation has its own clock and store."""
    merke = _drift.set(denne)
    try:
        yield denne
    finally:
        _drift.reset(merke)


@asynccontextmanager
async def drift_i_bruk() -> AsyncIterator[Drift]:
    """The context that is set, or one built for the block and closed after it."""
    if _drift.get() is None and _prosessens is None and _bygger is not None:
        async with _bygger() as bygget:
            with med_drift(bygget):
                yield bygget
    else:
        yield drift()
