"""SQLite on the caller's own thread, behind as much of the async interface as `Tx` is used for."""

from __future__ import annotations

from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from typing import Any, Self, TypeVar

from sqlalchemy import Connection, CursorResult, Dialect, Engine, Executable, ScalarResult

T = TypeVar("T")


class Direkteforbindelse:
    """One connection that answers before it could have been waited for.

    SQLAlchemy's own async connection goes by way of a thread, and switches between greenlets for every statement and
    every call of the driver. In memory there is nothing to wait for, and a simulation of years asks ten thousand
    questions. On a file all that the thread does stands still while another holds the file's lock: for those who have
    a thread to themselves.
    """

    def __init__(self, egentlig: Connection) -> None:
        self._egentlig = egentlig
        self.info = egentlig.info
        self.dialect: Dialect = egentlig.dialect
        self.sync_engine: Engine = egentlig.engine

    async def __aenter__(self) -> Self:
        return self

    async def __aexit__(self, *_: object) -> None:
        self._egentlig.close()

    async def execute(self, setning: Executable, verdier: Any = None) -> CursorResult[Any]:  # noqa: ANN401 - as SQLAlchemy
        """See `AsyncConnection`."""
        return self._egentlig.execute(setning, verdier)

    async def scalar(self, setning: Executable, verdier: Any = None) -> Any:  # noqa: ANN401 - as SQLAlchemy
        """See `AsyncConnection`."""
        return self._egentlig.scalar(setning, verdier)

    async def scalars(self, setning: Executable, verdier: Any = None) -> ScalarResult[Any]:  # noqa: ANN401 - as SQLAlchemy
        """See `AsyncConnection`."""
        return self._egentlig.scalars(setning, verdier)

    async def run_sync(self, gjoer: Callable[[Connection], T]) -> T:
        """See `AsyncConnection`."""
        return gjoer(self._egentlig)

    async def rollback(self) -> None:
        """See `AsyncConnection`."""
        self._egentlig.rollback()

    @asynccontextmanager
    async def begin(self) -> AsyncIterator[Self]:
        """See `AsyncConnection`."""
        with self._egentlig.begin():
            yield self


class Direktemotor:
    """Stands where an `AsyncEngine` does."""

    def __init__(self, motor: Engine) -> None:
        self.sync_engine = motor
        self.dialect: Dialect = motor.dialect

    def connect(self) -> Direkteforbindelse:
        """See `AsyncEngine`."""
        return Direkteforbindelse(self.sync_engine.connect())

    async def dispose(self) -> None:
        """See `AsyncEngine`."""
        self.sync_engine.dispose()
