"""The engine's run history."""

from __future__ import annotations

import secrets
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Row, delete, func, insert, select, update

from modeller.lager.lager import Lager, Tx
from modeller.lager.tabeller import KJOERING

KJOERER, FULLFOERT, AVBRUTT = "kjoerer", "fullfoert", "avbrutt"
"""The states this file asks about; the engine has more, stored as it names them."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Kjoering:
    """One run of a job: parameters are ids and dates, `oppgaver` what its tasks did. `forsoek` counts from 1."""

    id: str
    jobb: str
    parametre: dict[str, Any]
    start: datetime
    slutt: datetime | None
    tilstand: str
    forsoek: int
    feil: str | None
    oppgaver: list[dict[str, Any]]


class Kjoeringsbok:
    """Run history in the database, each call in a transaction of its own. Instants are aware UTC.

    `sender` is whose runs are noted: the name the service has in its claims, by which `avbryt_uferdige` knows them.
    """

    def __init__(self, lager: Lager, sender: str) -> None:
        self._lager = lager
        self._sender = sender

    async def start(self, jobb: str, parametre: Mapping[str, object], naa: datetime) -> str:
        """Note that a run has begun; returns its id. `parametre` are JSON values."""
        kjoering = secrets.token_hex(8)
        async with self._lager.skriving() as tx:
            await tx.execute(
                insert(KJOERING).values(
                    id=kjoering,
                    jobb=jobb,
                    av=self._sender,
                    parametre=dict(parametre),
                    start=naa,
                    tilstand=KJOERER,
                    forsoek=1,
                    oppgaver=[],
                )
            )
        return kjoering

    async def slutt(
        self,
        kjoering: str,
        tilstand: str,
        feil: str | None,
        oppgaver: Sequence[Mapping[str, Any]],
        naa: datetime,
    ) -> None:
        """Note how the run ended, with its task runs as JSON values; the run's tries are the most any task needed."""
        forsoek = max((int(oppgave.get("forsoek", 1)) for oppgave in oppgaver), default=1)
        async with self._lager.skriving() as tx:
            await tx.execute(
                update(KJOERING)
                .where(KJOERING.c.id == kjoering)
                .values(tilstand=tilstand, slutt=naa, forsoek=forsoek, feil=feil, oppgaver=[dict(o) for o in oppgaver])
            )

    async def siste_fullfoerte(self, jobb: str) -> datetime | None:
        """When the job's last completed run began; None when none ever was."""
        async with self._lager.lesing() as tx:
            tid: datetime | None = await tx.scalar(
                select(KJOERING.c.start)
                .where(KJOERING.c.jobb == jobb, KJOERING.c.tilstand == FULLFOERT)
                .order_by(KJOERING.c.start.desc())
                .limit(1)
            )
        return tid


async def avbryt_uferdige(tx: Tx, sender: str, naa: datetime) -> int:
    """Mark the runs that `sender` left running, for whoever knows that it has stopped; what others run is theirs.

    A run of an earlier version does not say whose it is. The service that takes over from that version ends it.
    """
    resultat = await tx.execute(
        update(KJOERING)
        .where(KJOERING.c.tilstand == KJOERER, KJOERING.c.av.in_([sender, ""]))
        .values(tilstand=AVBRUTT, slutt=naa)
    )
    return resultat.rowcount


async def slett_eldre(tx: Tx, foer: datetime) -> int:
    """Drop the runs that began before an instant, save each job's last completed one, which catching up leans on."""
    siste = select(func.max(KJOERING.c.start)).where(KJOERING.c.tilstand == FULLFOERT).group_by(KJOERING.c.jobb)
    resultat = await tx.execute(delete(KJOERING).where(KJOERING.c.start < foer, KJOERING.c.start.not_in(siste)))
    return resultat.rowcount


async def les_kjoeringer(tx: Tx, *, jobb: str | None = None, hoeyst: int | None = 50) -> tuple[Kjoering, ...]:
    """The newest runs, of one job or all, newest first."""
    utvalg = select(KJOERING).order_by(KJOERING.c.start.desc(), KJOERING.c.id.desc()).limit(hoeyst)
    if jobb is not None:
        utvalg = utvalg.where(KJOERING.c.jobb == jobb)
    return tuple(map(_som_kjoering, await tx.execute(utvalg)))


def _som_kjoering(rad: Row[tuple[object, ...]]) -> Kjoering:
    return Kjoering(
        id=rad.id,
        jobb=rad.jobb,
        parametre=rad.parametre,
        start=rad.start,
        slutt=rad.slutt,
        tilstand=rad.tilstand,
        forsoek=rad.forsoek,
        feil=rad.feil,
        oppgaver=rad.oppgaver,
    )
