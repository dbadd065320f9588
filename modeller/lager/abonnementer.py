"""Feed subscriptions by secret token. The token is shown once, when made; only its SHA-256 is stored."""

from __future__ import annotations

import hashlib
import secrets
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import ColumnElement, Row, insert, select, update

from modeller.lager.lager import Tx
from modeller.lager.tabeller import ABONNEMENT, Maalslag

TOKEN_BYTES = 32


@dataclass(frozen=True, slots=True, kw_only=True)
class Abonnement:
    """A subscription to the feed of a contact, a party or an agreement (`maal` is its id)."""

    id: str
    slag: Maalslag
    maal: str
    opprettet: datetime
    trukket: datetime | None
    sist_hentet: datetime | None
    klient: str | None


async def opprett(tx: Tx, slag: Maalslag, maal: str, naa: datetime) -> tuple[Abonnement, str]:
    """A new subscription and its token, which cannot be read back later."""
    token = secrets.token_urlsafe(TOKEN_BYTES)
    abonnement = Abonnement(
        id=secrets.token_hex(8), slag=slag, maal=maal, opprettet=naa, trukket=None, sist_hentet=None, klient=None
    )
    await tx.execute(
        insert(ABONNEMENT).values(id=abonnement.id, token_hash=_sum(token), slag=slag, maal=maal, opprettet=naa)
    )
    return abonnement, token


async def forny(tx: Tx, id_: str, naa: datetime) -> tuple[Abonnement, str] | None:
    """Revoke the subscription and make a new one for the same feed; None when there is no live one with the id."""
    gammelt = next(iter(await _les(tx, ABONNEMENT.c.id == id_, ABONNEMENT.c.trukket.is_(None))), None)
    if gammelt is None:
        return None
    await trekk_tilbake(tx, id_, naa)
    return await opprett(tx, gammelt.slag, gammelt.maal, naa)


async def trekk_tilbake(tx: Tx, id_: str, naa: datetime) -> bool:
    """Revoke; says whether there was a live one to revoke."""
    resultat = await tx.execute(
        update(ABONNEMENT).where(ABONNEMENT.c.id == id_, ABONNEMENT.c.trukket.is_(None)).values(trukket=naa)
    )
    return resultat.rowcount > 0


async def finn_abonnement(tx: Tx, token: str) -> Abonnement | None:
    """The live subscription the token opens; revoked, wrong and guessed all give None."""
    funnet = await _les(tx, ABONNEMENT.c.token_hash == _sum(token), ABONNEMENT.c.trukket.is_(None))
    return next(iter(funnet), None)


async def les_abonnementer(
    tx: Tx, *, slag: Maalslag | None = None, maal: str | None = None, med_trukne: bool = False
) -> tuple[Abonnement, ...]:
    """Subscriptions, oldest first."""
    vilkaar: list[ColumnElement[bool]] = [] if med_trukne else [ABONNEMENT.c.trukket.is_(None)]
    if slag is not None:
        vilkaar.append(ABONNEMENT.c.slag == slag)
    if maal is not None:
        vilkaar.append(ABONNEMENT.c.maal == maal)
    return await _les(tx, *vilkaar)


async def merk_hentet(tx: Tx, id_: str, naa: datetime, klient: str | None) -> None:
    """Note that the feed was fetched, and by which program."""
    await tx.execute(update(ABONNEMENT).where(ABONNEMENT.c.id == id_).values(sist_hentet=naa, klient=klient))


def _sum(token: str) -> str:
    return hashlib.sha256(token.encode()).hexdigest()


async def _les(tx: Tx, *vilkaar: ColumnElement[bool]) -> tuple[Abonnement, ...]:
    rader = await tx.execute(select(ABONNEMENT).where(*vilkaar).order_by(ABONNEMENT.c.opprettet, ABONNEMENT.c.id))
    return tuple(map(_som_abonnement, rader))


def _som_abonnement(rad: Row[tuple[object, ...]]) -> Abonnement:
    return Abonnement(
        id=rad.id,
        slag=Maalslag(rad.slag),
        maal=rad.maal,
        opprettet=rad.opprettet,
        trukket=rad.trukket,
        sist_hentet=rad.sist_hentet,
        klient=rad.klient,
    )
