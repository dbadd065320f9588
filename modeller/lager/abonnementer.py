"""Feed subscriptions, found by what is stored of their tokens: the SHA-256, from which no token can be read."""

from __future__ import annotations

import secrets
from datetime import datetime
from hmac import compare_digest
from typing import Any

from sqlalchemy import ColumnElement, Row, bindparam, insert, select, update

from modeller.abonnement import (
    Abonnement,
    Abonnementsvalg,
    Detalj,
    Eier,
    Ferdige,
    Maalslag,
    lag_token,
    tokensum,
)
from modeller.lager.lager import Tx
from modeller.lager.tabeller import ABONNEMENT
from modeller.tekst import Maalform

# A revoked row is not even read: that would take longer than finding none.
_MED_SUM = select(ABONNEMENT).where(ABONNEMENT.c.token_hash == bindparam("sum"), ABONNEMENT.c.trukket.is_(None))
_STANDARD = Abonnementsvalg()


async def opprett(
    tx: Tx,
    slag: Maalslag,
    maal: str,
    naa: datetime,
    *,
    noekkel: bytes,
    eier: Eier | None = None,
    valg: Abonnementsvalg = _STANDARD,
) -> Abonnement:
    """A new subscription; its token is `lag_token` of the key, its id and its edition."""
    abonnement = Abonnement(
        id=secrets.token_hex(8), slag=slag, maal=maal, eier=eier, valg=valg, utgave=1, opprettet=naa
    )
    await tx.execute(
        insert(ABONNEMENT).values(
            id=abonnement.id,
            token_hash=tokensum(lag_token(noekkel, abonnement.id, 1)),
            slag=slag,
            maal=maal,
            eier=_som_felt(eier),
            utgave=1,
            opprettet=naa,
            **_valgfelt(valg),
        )
    )
    return abonnement


async def forny(tx: Tx, id_: str, noekkel: bytes) -> Abonnement | None:
    """The subscription with its next edition: its old address opens nothing. None when no live one has the id."""
    gammelt = await les_abonnement(tx, id_)
    if gammelt is None:
        return None
    utgave = (gammelt.utgave or 0) + 1
    await _sett(tx, id_, utgave=utgave, token_hash=tokensum(lag_token(noekkel, id_, utgave)))
    return await les_abonnement(tx, id_)


async def velg(tx: Tx, id_: str, valg: Abonnementsvalg) -> bool:
    """Set what the subscriber chose; says whether there was a live one."""
    return await _sett(tx, id_, **_valgfelt(valg))


async def trekk_tilbake(tx: Tx, id_: str, naa: datetime) -> bool:
    """Revoke; says whether there was a live one to revoke."""
    return await _sett(tx, id_, trukket=naa)


async def finn_abonnement(tx: Tx, sum_: str) -> Abonnement | None:
    """The live subscription with this `tokensum`. Revoked, wrong and guessed all give None, by the same work."""
    rad = (await tx.execute(_MED_SUM, {"sum": sum_})).one_or_none()
    return _som_abonnement(rad) if rad else None


async def les_abonnement(tx: Tx, id_: str) -> Abonnement | None:
    """The live subscription with the id."""
    return next(iter(await _les(tx, ABONNEMENT.c.id == id_, ABONNEMENT.c.trukket.is_(None))), None)


async def kan_vises(tx: Tx, id_: str, noekkel: bytes) -> str | None:
    """The live subscription's token; None when another key, or none, made the one that is in use."""
    rad = (
        await tx.execute(select(ABONNEMENT).where(ABONNEMENT.c.id == id_, ABONNEMENT.c.trukket.is_(None)))
    ).one_or_none()
    if rad is None or rad.utgave is None:
        return None
    token = lag_token(noekkel, id_, rad.utgave)
    return token if compare_digest(tokensum(token), rad.token_hash) else None


async def les_abonnementer(
    tx: Tx,
    *,
    slag: Maalslag | None = None,
    maal: str | None = None,
    eier: Eier | None = None,
    med_trukne: bool = False,
) -> tuple[Abonnement, ...]:
    """Subscriptions, oldest first."""
    vilkaar: list[ColumnElement[bool]] = [] if med_trukne else [ABONNEMENT.c.trukket.is_(None)]
    if slag is not None:
        vilkaar.append(ABONNEMENT.c.slag == slag)
    if maal is not None:
        vilkaar.append(ABONNEMENT.c.maal == maal)
    if eier is not None:
        vilkaar.append(ABONNEMENT.c.eier == _som_felt(eier))
    return await _les(tx, *vilkaar)


async def merk_hentet(tx: Tx, id_: str, naa: datetime, klient: str | None) -> None:
    """Note that the feed was fetched, and by which program."""
    await tx.execute(update(ABONNEMENT).where(ABONNEMENT.c.id == id_).values(sist_hentet=naa, klient=klient))


async def _sett(tx: Tx, id_: str, **felt: object) -> bool:
    resultat = await tx.execute(
        update(ABONNEMENT).where(ABONNEMENT.c.id == id_, ABONNEMENT.c.trukket.is_(None)).values(**felt)
    )
    return resultat.rowcount > 0


async def _les(tx: Tx, *vilkaar: ColumnElement[bool]) -> tuple[Abonnement, ...]:
    rader = await tx.execute(select(ABONNEMENT).where(*vilkaar).order_by(ABONNEMENT.c.opprettet, ABONNEMENT.c.id))
    return tuple(map(_som_abonnement, rader))


def _som_felt(eier: Eier | None) -> str:
    return f"{eier.slag}/{eier.id}" if eier else ""


def _valgfelt(valg: Abonnementsvalg) -> dict[str, Any]:
    return {
        "maalform": valg.maalform,
        "ferdige": valg.ferdige,
        "varsel_dager": ",".join(map(str, valg.varsel_dager)),
        "detalj": valg.detalj,
    }


def _som_abonnement(rad: Row[tuple[object, ...]]) -> Abonnement:
    eierslag, _, eier = rad.eier.partition("/")
    return Abonnement(
        id=rad.id,
        slag=Maalslag(rad.slag),
        maal=rad.maal,
        eier=Eier(Maalslag(eierslag), eier) if eier else None,
        valg=Abonnementsvalg(
            maalform=Maalform(rad.maalform) if rad.maalform else None,
            ferdige=Ferdige(rad.ferdige),
            varsel_dager=tuple(map(int, filter(None, rad.varsel_dager.split(",")))),
            detalj=Detalj(rad.detalj),
        ),
        utgave=rad.utgave,
        opprettet=rad.opprettet,
        trukket=rad.trukket,
        sist_hentet=rad.sist_hentet,
        klient=rad.klient,
    )
