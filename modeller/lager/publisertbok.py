"""The ledger of what feeds have published, and in which version: truth, and never dropped."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from datetime import datetime

from sqlalchemy import Row, bindparam, select, update
from sqlalchemy.dialects import postgresql, sqlite

from modeller.lager.lager import Tx
from modeller.lager.tabeller import PUBLISERT
from modeller.publisering import Publisert, neste_publisert

# Statements asked all day are built once: building one costs more than SQLite's answer.
_PUBLISERT = select(PUBLISERT).order_by(PUBLISERT.c.uid)
_AVTALENS_PUBLISERTE = _PUBLISERT.where(PUBLISERT.c.avtale == bindparam("avtale"))
_FLERES_PUBLISERTE = _PUBLISERT.where(PUBLISERT.c.avtale.in_(bindparam("avtaler", expanding=True)))
_MED_UID = select(PUBLISERT).where(PUBLISERT.c.uid.in_(bindparam("uider", expanding=True)))
_PUBLISER = {
    dialekt.dialect.name: (inn := dialekt.insert(PUBLISERT)).on_conflict_do_update(
        index_elements=["uid"],
        set_={felt: inn.excluded[felt] for felt in ("avtale", "hash", "sekvens", "endret", "fjernet")},
    )
    for dialekt in (sqlite, postgresql)
}


async def publiser(tx: Tx, avtale: str, innhold: Mapping[str, str], naa: datetime) -> dict[str, Publisert]:
    """Note content hashes by UID, and return how each is to be published.

    `modeller.publisering.neste_publisert` decides; an unchanged UID keeps sequence and date, so that the feed's bytes
    do not move.
    """
    return await publiser_alle(tx, {avtale: innhold}, naa)


async def publiser_alle(tx: Tx, innhold: Mapping[str, Mapping[str, str]], naa: datetime) -> dict[str, Publisert]:
    """`publiser` for several agreements, by agreement and UID."""
    uider = [uid for summer in innhold.values() for uid in summer]
    kjente = {p.uid: p for p in map(_som_publisert, await _rader(tx, uider))}
    resultat: dict[str, Publisert] = {}
    endrede: list[Publisert] = []
    for avtale, summer in innhold.items():
        for uid, sum_ in summer.items():
            foer = kjente.get(uid)
            resultat[uid] = neste_publisert(foer, uid, avtale, sum_, naa)
            if resultat[uid] != foer:
                endrede.append(resultat[uid])
    if endrede:
        await tx.execute(
            _PUBLISER[tx.dialect.name],
            [
                {
                    "uid": p.uid,
                    "avtale": p.avtale,
                    "hash": p.hash,
                    "sekvens": p.sekvens,
                    "foerst": p.foerst,
                    "endret": p.endret,
                    "fjernet": None,
                }
                for p in endrede
            ],
        )
    return resultat


async def fjern(tx: Tx, uider: Collection[str], naa: datetime) -> None:
    """Note that the UIDs left the feeds, so that Last-Modified moves; those removed before keep their time."""
    await tx.execute(
        update(PUBLISERT).where(PUBLISERT.c.uid.in_(sorted(uider)), PUBLISERT.c.fjernet.is_(None)).values(fjernet=naa)
    )


async def les_publisert(tx: Tx, avtale: str | None = None) -> dict[str, Publisert]:
    """The ledger by UID, of one agreement or all, removed ones too."""
    rader = tx.execute(_PUBLISERT) if avtale is None else tx.execute(_AVTALENS_PUBLISERTE, {"avtale": avtale})
    return {p.uid: p for p in map(_som_publisert, await rader)}


async def les_publisert_for(tx: Tx, avtaler: Collection[str]) -> dict[str, dict[str, Publisert]]:
    """The ledger of these agreements, by agreement and UID; one that nothing has been published of is not there."""
    alle: dict[str, dict[str, Publisert]] = {}
    for rad in map(_som_publisert, await tx.execute(_FLERES_PUBLISERTE, {"avtaler": sorted(avtaler)})):
        alle.setdefault(rad.avtale, {})[rad.uid] = rad
    return alle


async def _rader(tx: Tx, uider: Collection[str]) -> list[Row[tuple[object, ...]]]:
    return list(await tx.execute(_MED_UID, {"uider": sorted(uider)}))


def _som_publisert(rad: Row[tuple[object, ...]]) -> Publisert:
    return Publisert(
        uid=rad.uid,
        avtale=rad.avtale,
        hash=rad.hash,
        sekvens=rad.sekvens,
        foerst=rad.foerst,
        endret=rad.endret,
        fjernet=rad.fjernet,
    )
