"""Which version of an entry is published: the entry's hash, and the ledger's answer to it."""

from __future__ import annotations

import hashlib
from collections.abc import Collection, Iterable, Mapping
from datetime import datetime

from modeller.publisering import Publisert, neste_publisert
from varsler.kalender.oppfoering import Oppfoering, Tilstand

Versjoner = Mapping[str, Publisert]
"""The ledger's rows by UID."""


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
    lest = (oppfoering.tittel, oppfoering.beskrivelse, oppfoering.url, oppfoering.kategori, oppfoering.farge)
    return f"{_hash(tid_sted_status)}:{_hash(lest)}"


def som_publiseres(oppfoeringer: Iterable[Oppfoering], kjente: Collection[str]) -> dict[str, str]:
    """UID → hash of what belongs in feeds. One called off that was never published does not: nobody heard of it."""
    return {o.uid: innholdshash(o) for o in oppfoeringer if o.tilstand is not Tilstand.AVLYST or o.uid in kjente}


def versjoner(avtale: str, hasher: Mapping[str, str], foer: Versjoner, naa: datetime) -> dict[str, Publisert]:
    """The rows the ledger would have after publishing these hashes at `naa` (aware): what storage itself decides."""
    return {uid: neste_publisert(foer.get(uid), uid, avtale, sum_, naa) for uid, sum_ in hasher.items()}


def _hash(felt: tuple[object, ...]) -> str:
    return hashlib.sha256(repr(felt).encode()).hexdigest()[:24]
