"""The version of what feeds publish: when a change counts as one, decided from the ledger and nothing else."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Publisert:
    """What feeds have said about one UID. `endret` is DTSTAMP and LAST-MODIFIED; `fjernet` when it left the feeds.

    `hash` may have two halves with a colon between: what a change of counts in `sekvens`, and all the rest a reader
    sees.
    """

    uid: str
    avtale: str
    hash: str
    sekvens: int
    foerst: datetime
    endret: datetime
    fjernet: datetime | None


def neste_publisert(foer: Publisert | None, uid: str, avtale: str, ny_hash: str, naa: datetime) -> Publisert:
    """The ledger's next row for a UID, seen with this hash at `naa` (aware); the same row when nothing changed.

    A new UID starts at sequence 0. A change before the hash's colon (the whole hash when it has none) or a return
    after removal adds one; a change behind it only moves `endret`, which never goes backwards: the clock of a
    demonstration may, but what a client has seen must not grow younger.
    """
    if foer is None:
        return Publisert(uid=uid, avtale=avtale, hash=ny_hash, sekvens=0, foerst=naa, endret=naa, fjernet=None)
    if foer.hash == ny_hash and foer.fjernet is None:
        return foer
    teller = foer.fjernet is not None or foer.hash.partition(":")[0] != ny_hash.partition(":")[0]
    return replace(
        foer,
        avtale=avtale,
        hash=ny_hash,
        sekvens=foer.sekvens + teller,
        endret=max(naa, foer.endret),
        fjernet=None,
    )
