"""The engine's run history."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Row, insert, select, update

from modeller.lager.lager import Tx
from modeller.lager.tabeller import KJOERING, Kjoeringstilstand
from modeller.varselrad import Jsonverdi


@dataclass(frozen=True, slots=True, kw_only=True)
class Kjoering:
    """One run of a job: parameters are ids and dates, `oppgaver` what its tasks did."""

    id: str
    jobb: str
    parametre: dict[str, Jsonverdi]
    start: datetime
    slutt: datetime | None
    tilstand: Kjoeringstilstand
    forsoek: int
    feil: str | None
    oppgaver: list[Jsonverdi]


async def start_kjoering(
    tx: Tx, id_: str, jobb: str, parametre: Mapping[str, Jsonverdi], naa: datetime, *, forsoek: int = 1
) -> None:
    """Note that a run has begun."""
    await tx.execute(
        insert(KJOERING).values(
            id=id_,
            jobb=jobb,
            parametre=dict(parametre),
            start=naa,
            tilstand=Kjoeringstilstand.KJOERER,
            forsoek=forsoek,
            oppgaver=[],
        )
    )


async def avslutt_kjoering(
    tx: Tx,
    id_: str,
    tilstand: Kjoeringstilstand,
    naa: datetime,
    *,
    forsoek: int = 1,
    feil: str | None = None,
    oppgaver: Sequence[Jsonverdi] = (),
) -> None:
    """Note how a run ended."""
    await tx.execute(
        update(KJOERING)
        .where(KJOERING.c.id == id_)
        .values(tilstand=tilstand, slutt=naa, forsoek=forsoek, feil=feil, oppgaver=list(oppgaver))
    )


async def avbryt_uferdige(tx: Tx, naa: datetime) -> int:
    """Mark the runs a dead process left running; for the one process that holds the data folder's lock."""
    resultat = await tx.execute(
        update(KJOERING)
        .where(KJOERING.c.tilstand == Kjoeringstilstand.KJOERER)
        .values(tilstand=Kjoeringstilstand.AVBRUTT, slutt=naa)
    )
    return resultat.rowcount


async def les_kjoeringer(tx: Tx, *, jobb: str | None = None, hoeyst: int | None = 50) -> tuple[Kjoering, ...]:
    """The newest runs, of one job or all, newest first."""
    utvalg = select(KJOERING).order_by(KJOERING.c.start.desc(), KJOERING.c.id.desc()).limit(hoeyst)
    if jobb is not None:
        utvalg = utvalg.where(KJOERING.c.jobb == jobb)
    return tuple(map(_som_kjoering, await tx.execute(utvalg)))


async def siste_start(tx: Tx, jobb: str) -> datetime | None:
    """When the job last ended well, as the start of that run; None when it never has. Catch-up asks this."""
    tid: datetime | None = await tx.scalar(
        select(KJOERING.c.start)
        .where(KJOERING.c.jobb == jobb, KJOERING.c.tilstand == Kjoeringstilstand.FERDIG)
        .order_by(KJOERING.c.start.desc())
        .limit(1)
    )
    return tid


def _som_kjoering(rad: Row[tuple[object, ...]]) -> Kjoering:
    return Kjoering(
        id=rad.id,
        jobb=rad.jobb,
        parametre=rad.parametre,
        start=rad.start,
        slutt=rad.slutt,
        tilstand=Kjoeringstilstand(rad.tilstand),
        forsoek=rad.forsoek,
        feil=rad.feil,
        oppgaver=rad.oppgaver,
    )
