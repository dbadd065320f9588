"""Everything that is known of messages: the ledger's entry, every answer, the use of the links, what came back."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from modeller.lager.hovedboker import SendtMelding
from modeller.lager.lager import Tx
from modeller.lager.lenkebruk import Lenkebruk, les_lenkebruk
from modeller.lager.leveringsforsoek import Leveringsforsoek, les_forsoek
from modeller.lager.returpost import Returpost, les_returpost


@dataclass(frozen=True, slots=True, kw_only=True)
class Journalpost:
    """One message with all that came of it, each in the order it came."""

    melding: SendtMelding
    forsoek: tuple[Leveringsforsoek, ...]
    lenker: tuple[Lenkebruk, ...]
    retur: tuple[Returpost, ...]


async def les_journal(tx: Tx, meldinger: Sequence[SendtMelding]) -> tuple[Journalpost, ...]:
    """The record of each message, in the order given."""
    forsoek = await les_forsoek(tx, meldinger)
    lenker = await les_lenkebruk(tx, {m.message_id for m in meldinger})
    retur: dict[str, list[Returpost]] = {}
    for post in reversed(await les_returpost(tx, melding=meldinger[0].message_id if len(meldinger) == 1 else None)):
        if post.melding is not None:
            retur.setdefault(post.melding, []).append(post)
    return tuple(
        Journalpost(
            melding=m,
            forsoek=forsoek[m.message_id],
            lenker=lenker.get(m.message_id, ()),
            retur=tuple(retur.get(m.message_id, ())),
        )
        for m in meldinger
    )
