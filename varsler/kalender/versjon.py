"""When an entry has changed: its version, decided from what the ledger says was published before."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime

from varsler.kalender.oppfoering import Oppfoering, Tilstand


@dataclass(frozen=True, slots=True, kw_only=True)
class Publisert:
    """A row of the ledger: the hash last published under a UID, its SEQUENCE and when it last changed (aware UTC)."""

    hash: str
    sekvens: int
    endret: datetime


def innholdshash(oppfoering: Oppfoering) -> str:
    """Two halves with a colon between: what a change of counts in SEQUENCE, and everything a reader sees.

    Both written standards go in and no subscriber's choice does, so the hash is the same whoever asks.
    """
    tid_sted_status = (
        oppfoering.dag,
        oppfoering.bare_maaned,
        oppfoering.start,
        oppfoering.slutt,
        oppfoering.sted,
        oppfoering.tilstand.value,
    )
    lest = (
        oppfoering.tittel,
        oppfoering.beskrivelse,
        oppfoering.url,
        oppfoering.kategori,
        oppfoering.farge,
    )
    return f"{_hash(tid_sted_status)}:{_hash(lest)}"


def neste_versjon(forrige: Publisert | None, ny_hash: str, naa: datetime) -> Publisert:
    """The version of an entry with this hash at `naa` (aware).

    Unchanged content keeps its row. A change of date, time, place or status raises SEQUENCE; a change of words alone
    only moves the time of change.
    """
    if forrige is None:
        return Publisert(hash=ny_hash, sekvens=0, endret=_hele_sekunder(naa))
    if forrige.hash == ny_hash:
        return forrige
    flyttet = forrige.hash.partition(":")[0] != ny_hash.partition(":")[0]
    # The clock of a demo may run backwards; what a client has seen must never grow younger.
    endret = max(_hele_sekunder(naa), forrige.endret)
    return Publisert(hash=ny_hash, sekvens=forrige.sekvens + flyttet, endret=endret)


def versjoner(
    oppfoeringer: Iterable[Oppfoering], forrige: Mapping[str, Publisert], naa: datetime
) -> dict[str, Publisert]:
    """The version of each entry by UID. One called off that was never published gets none: nobody need hear of it."""
    return {
        o.uid: neste_versjon(forrige.get(o.uid), innholdshash(o), naa)
        for o in oppfoeringer
        if o.tilstand is not Tilstand.AVLYST or o.uid in forrige
    }


def _hash(felt: tuple[object, ...]) -> str:
    return hashlib.sha256(repr(felt).encode()).hexdigest()[:24]


def _hele_sekunder(tid: datetime) -> datetime:
    return tid.replace(microsecond=0)  # iCalendar has no finer time
