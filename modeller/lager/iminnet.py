"""An in-memory SQLite connection that answers on the caller's own thread: nothing waits for a disk there."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable
from functools import partial
from typing import TypeVar

import aiosqlite

T = TypeVar("T")


class Minnekobling(aiosqlite.Connection):
    """aiosqlite hands every call to a thread of its own, three or four times a statement. In memory a call is over
    before the thread would have woken, so a simulation of years takes a fraction of the time without it.
    """

    async def _execute(self, fn: Callable[..., T], *args: object, **kwargs: object) -> T:
        return fn(*args, **kwargs)


def koble(database: str, **valg: object) -> Minnekobling:
    """What SQLAlchemy asks for a new connection (`async_creator_fn`); `valg` are sqlite3's own."""
    valg["check_same_thread"] = False  # opened by aiosqlite's thread, used on the loop's
    aapne = partial(sqlite3.connect, database, **valg)
    return Minnekobling(aapne, iter_chunk_size=64)
