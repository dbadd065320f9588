"""Everything that is known of messages: the ledger's entry, every answer, the use of the links, what came back. And
which of them hold some words.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from modeller.fakta import (
    AvtaleEndret,
    AvtaleOpprettet,
    Hendelse,
    KontaktRegistrert,
    NavnEndret,
    PartRegistrert,
    avtalestroem,
)
from modeller.lager.faktalager import avtaler, les_register, les_stroem
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


async def les_navn(tx: Tx) -> Mapping[str, str]:
    """All that parties, contacts and agreements are and have been called, by stream: mail says what they were then."""
    navn: dict[str, set[str]] = {}
    stroemmer = [await les_register(tx), *[await les_stroem(tx, avtalestroem(avtale)) for avtale in await avtaler(tx)]]
    for faktum in (faktum for fakta in stroemmer for faktum in fakta):
        navn.setdefault(faktum.stroem, set()).update(_navnene_i(faktum.hendelse))
    return {stroem: "\n".join(sorted(alle)) for stroem, alle in navn.items()}


def med_ord(
    journal: Sequence[Journalpost], soek: str, navn: Mapping[str, str], tekst: Callable[[str | None], str]
) -> Sequence[Journalpost]:
    """Those that hold each of the words somewhere, or are to or about something that `navn` calls so; great and small
    letters alike. All for no words. `tekst` reads what a kept copy says, by its file, and is asked where it counts.

    Not asked of the database: SQLite knows no other letters than a to z as great and small, and it has no texts.
    """
    ordene = soek.casefold().split()
    return [en for en in journal if _har_alle(en, ordene, navn, tekst)] if ordene else journal


def _har_alle(
    en: Journalpost, ordene: Iterable[str], navn: Mapping[str, str], tekst: Callable[[str | None], str]
) -> bool:
    ordene = _uten(ordene, "\n".join(_soekbart(en, navn)))
    return not ordene or not _uten(ordene, tekst(en.melding.fil))


def _uten(ordene: Iterable[str], tekst: str) -> Sequence[str]:
    """The words that the text has not."""
    tekst = tekst.casefold()
    return [ordet for ordet in ordene if ordet not in tekst]


def _soekbart(en: Journalpost, navn: Mapping[str, str]) -> Iterator[str]:
    m = en.melding
    yield from (m.emne, m.mottaker, m.message_id)
    for stroem in {f"part/{m.part}", f"kontakt/{m.kontakt}", *(avtalestroem(p.avtale) for p in m.poster)}:
        yield navn.get(stroem, "")
    for p in m.poster:
        yield f"{p.avtale} {p.steg} {p.slag} {' '.join(p.grunn.fakta) if p.grunn else ''}"
    yield from (f"{f.klasse} {f.kode} {f.tekst}" for f in en.forsoek)
    yield from (f"{r.avsender} {r.emne} {r.slag}" for r in en.retur)
    yield from (b.formaal for b in en.lenker)


def _navnene_i(hendelse: Hendelse) -> Iterator[str]:
    match hendelse:
        case PartRegistrert(part=part):
            yield from (part.navn.nb, part.navn.nn)
        case KontaktRegistrert(kontakt=kontakt):
            yield kontakt.navn
        case NavnEndret(navn=navn) | AvtaleOpprettet(navn=navn) | AvtaleEndret(navn=navn) if navn is not None:
            yield from (navn.nb, navn.nn)
