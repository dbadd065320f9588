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


def med_ord(journal: Sequence[Journalpost], soek: str) -> Sequence[Journalpost]:
    """Those that hold the words anywhere but in the message's own text, great and small letters alike; all for none.

    Not asked of the database: SQLite knows no other letters than a to z as great and small.
    """
    ordene = soek.strip().casefold()
    return [en for en in journal if ordene in _soekbart(en).casefold()] if ordene else journal


def _soekbart(en: Journalpost) -> str:
    m = en.melding
    saker = (f"{p.avtale} {p.steg} {p.slag} {' '.join(p.grunn.fakta) if p.grunn else ''}" for p in m.poster)
    svar = (f"{f.klasse} {f.kode} {f.tekst}" for f in en.forsoek)
    retur = (f"{r.avsender} {r.emne} {r.slag}" for r in en.retur)
    return "\n".join((m.emne, m.mottaker, m.message_id, *saker, *svar, *retur, *(b.formaal for b in en.lenker)))
