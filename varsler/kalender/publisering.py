"""Publishing: the ledger is asked which version each entry has, and told of what has changed."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta
from itertools import groupby

from modeller.lager.lager import Lager, Tx
from modeller.lager.publisertbok import les_publisert, publiser as bokfoer
from modeller.publisering import Publisert
from varsler.kalender.oppfoering import Oppfoering
from varsler.kalender.versjon import som_publiseres


async def publiser(lager: Lager, oppfoeringer: Sequence[Oppfoering], naa: datetime) -> dict[str, Publisert]:
    """The version of every entry that belongs in feeds, by UID; `naa` (aware) is when a change was first published.

    Writes only when something has changed, so that a feed nobody touched never waits for the write lock.
    """
    per_avtale = {
        avtale: list(gruppe)
        for avtale, gruppe in groupby(sorted(oppfoeringer, key=lambda o: o.avtale), key=lambda o: o.avtale)
    }
    async with lager.lesing() as tx:
        kjente, hasher = await _sammenlign(tx, per_avtale)
    publisert = {uid: kjente[uid] for summer in hasher.values() for uid in summer if uid in kjente}
    if endrede := {avtale: nye for avtale, summer in hasher.items() if (nye := _endrede(kjente, summer))}:
        async with lager.skriving() as tx:
            for avtale, nye in endrede.items():
                publisert |= await bokfoer(tx, avtale, nye, naa)
    return publisert


async def publiser_feed(lager: Lager, feed: str, sum_: str, naa: datetime) -> datetime:
    """When the feed's bytes, known by their hash, last changed: also when something was removed from it.

    No two changes within a second, which is as fine as Last-Modified tells: clients that go by it alone would miss one.
    """
    uid = f"feed/{feed}"
    async with lager.lesing() as tx:
        kjent = (await les_publisert(tx, avtale=uid)).get(uid)
    if kjent is not None and kjent.hash == sum_:
        return kjent.endret
    tid = naa if kjent is None else max(naa, kjent.endret + timedelta(seconds=1))
    async with lager.skriving() as tx:
        return (await bokfoer(tx, uid, {uid: sum_}, tid))[uid].endret


async def _sammenlign(
    tx: Tx, per_avtale: Mapping[str, Sequence[Oppfoering]]
) -> tuple[dict[str, Publisert], dict[str, dict[str, str]]]:
    kjente: dict[str, Publisert] = {}
    hasher: dict[str, dict[str, str]] = {}
    for avtale, egne in per_avtale.items():
        rader = await les_publisert(tx, avtale=avtale)
        kjente |= rader
        hasher[avtale] = som_publiseres(egne, rader.keys())
    return kjente, hasher


def _endrede(kjente: Mapping[str, Publisert], summer: Mapping[str, str]) -> dict[str, str]:
    """Those that are new or are not what the ledger says; what another has published meanwhile is decided there."""
    return {
        uid: sum_
        for uid, sum_ in summer.items()
        if (kjent := kjente.get(uid)) is None or kjent.hash != sum_ or kjent.fjernet is not None
    }
