"""Run history: what is noted about a run and its task runs, and the log it is written to."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Mapping, Sequence
from contextlib import asynccontextmanager
from contextvars import ContextVar
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from typing import Any, Protocol

FEIL_LENGDE = 2000
"""Characters of an error that are kept."""


class Tilstand(StrEnum):
    """How a run or a task run ended, or that it has not."""

    KJOERER = "kjoerer"
    FULLFOERT = "fullfoert"
    FEILET = "feilet"
    TIDSAVBRUDD = "tidsavbrudd"
    AVBRUTT = "avbrutt"


@dataclass(slots=True, kw_only=True)
class Oppgavekjoering:
    """One task run while it goes on. `forsoek` counts the calls of its body, so 1 means no retry. Instants are UTC."""

    navn: str
    start: datetime
    slutt: datetime | None = None
    tilstand: Tilstand = Tilstand.KJOERER
    forsoek: int = 0
    feil: str | None = None

    def som_json(self) -> dict[str, Any]:
        """Plain values for storage."""
        return {
            "navn": self.navn,
            "tilstand": self.tilstand.value,
            "forsoek": self.forsoek,
            "start": self.start.isoformat(),
            "slutt": self.slutt.isoformat() if self.slutt else None,
            "feil": self.feil,
        }


@dataclass(slots=True)
class Loep:
    """The run the current code is part of, with its task runs in the order they began."""

    jobb: str
    oppgaver: list[Oppgavekjoering] = field(default_factory=list)


class Kjoeringslogg(Protocol):
    """Where run history is kept; `modeller.lager` has it in SQL. Instants are aware UTC."""

    async def start(self, jobb: str, parametre: Mapping[str, object], naa: datetime) -> str:
        """Note that a run has begun; returns its id. `parametre` are JSON values."""
        ...

    async def slutt(
        self,
        kjoering: str,
        tilstand: str,
        feil: str | None,
        oppgaver: Sequence[Mapping[str, Any]],
        naa: datetime,
    ) -> None:
        """Note how the run ended, with its task runs (`Oppgavekjoering.som_json`)."""
        ...

    async def siste_fullfoerte(self, jobb: str) -> datetime | None:
        """When the job's last run that ended well began; None when it never has."""
        ...


class Minnelogg:
    """Run history in memory, for simulations and tests: `rader` are the runs in the order they began."""

    def __init__(self) -> None:
        self.rader: list[dict[str, Any]] = []

    async def start(self, jobb: str, parametre: Mapping[str, object], naa: datetime) -> str:
        """See `Kjoeringslogg`."""
        rad = {"jobb": jobb, "parametre": dict(parametre), "start": naa, "tilstand": Tilstand.KJOERER.value}
        self.rader.append(rad)
        return str(len(self.rader) - 1)

    async def slutt(
        self,
        kjoering: str,
        tilstand: str,
        feil: str | None,
        oppgaver: Sequence[Mapping[str, Any]],
        naa: datetime,
    ) -> None:
        """See `Kjoeringslogg`."""
        self.rader[int(kjoering)] |= {"tilstand": tilstand, "feil": feil, "oppgaver": list(oppgaver), "slutt": naa}

    async def siste_fullfoerte(self, jobb: str) -> datetime | None:
        """See `Kjoeringslogg`."""
        fullfoerte = (r["start"] for r in self.rader if r["jobb"] == jobb and r["tilstand"] == Tilstand.FULLFOERT)
        return max(fullfoerte, default=None)


loep: ContextVar[Loep | None] = ContextVar("loep", default=None)
"""The run of the flow whose body is executing, whoever runs it."""

oppgavekjoering: ContextVar[Oppgavekjoering | None] = ContextVar("oppgavekjoering", default=None)
"""The task run whose body is executing."""


class TidsavbruddError(TimeoutError):
    """A run or a task run took longer than it may."""


@asynccontextmanager
async def innen(navn: str, sekunder: float | None) -> AsyncIterator[None]:
    """Raise `TidsavbruddError` when the block takes longer than this; None is no limit.

    The limit is ours and part of the body, so that both engines keep it and the history can tell it from a stop.
    """
    grense = asyncio.timeout(sekunder)
    try:
        async with grense:
            yield
    except TimeoutError as feil:
        if grense.expired():
            raise TidsavbruddError(f"{navn} took more than {sekunder} s") from feil
        raise


def tilstand_etter(feil: BaseException) -> Tilstand:
    """How what raised this has ended. A cancellation is a stop from outside, nobody's failure."""
    if isinstance(feil, TidsavbruddError):
        return Tilstand.TIDSAVBRUDD
    return Tilstand.FEILET if isinstance(feil, Exception) else Tilstand.AVBRUTT


def kort_feil(feil: BaseException) -> str:
    """The error as one storable text: its kind and what it says; of a group, what each member says."""
    if isinstance(feil, BaseExceptionGroup):
        deler = "; ".join(kort_feil(del_) for del_ in feil.exceptions)
        return f"{feil.message}: {deler}"[:FEIL_LENGDE]
    return f"{type(feil).__name__}: {feil}"[:FEIL_LENGDE]
