"""The fact streams: append, read, list; and which agreements lean on which register streams."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from itertools import islice
from typing import Any
from weakref import WeakKeyDictionary

from sqlalchemy import (
    ColumnElement,
    Engine,
    Row,
    String,
    TextClause,
    bindparam,
    delete,
    func,
    insert,
    select,
    text,
    type_coerce,
)

from modeller.fakta import Faktum, Hendelse
from modeller.lager.kodek import fra_json, til_json
from modeller.lager.lager import Tx
from modeller.lager.tabeller import AVHENGIGHET, FAKTUM, I_REGISTERET

AVTALEPREFIKS = "avtale/"
HUSKER = 20_000
"""So many facts of a store are kept in memory."""
HUSKER_STROEMMER = 1_000
"""So many streams of a store are kept whole."""


@dataclass(frozen=True, slots=True)
class _Lest:
    """What has been read of a store: by id each fact with its mark, and by stream how it stood, with all its facts."""

    fakta: dict[str, tuple[str, Faktum]] = field(default_factory=dict)
    stroemmer: dict[str, tuple[tuple[object, ...], tuple[Faktum, ...]]] = field(default_factory=dict)


_leste: WeakKeyDictionary[Engine, _Lest] = WeakKeyDictionary()
_MERKE = (FAKTUM.c.id, type_coerce(FAKTUM.c.registrert, String).label("merke"))
"""What tells a fact from all others: a registration that was rolled back may come again with the same id, but later
(`tilfoey` forgets one that comes again in the same instant). The instant is compared as it is stored, which spares
reading it.
"""


class _Utvalg:
    """Some facts: how they stand, what tells which they are, and all of them in full."""

    def __init__(self, vilkaar: ColumnElement[bool] | TextClause) -> None:
        stand = (func.count(), func.max(type_coerce(FAKTUM.c.registrert, String)), func.max(FAKTUM.c.id))
        self.stand = select(*stand).select_from(FAKTUM).where(vilkaar)
        self.merker = select(*_MERKE).where(vilkaar).order_by(FAKTUM.c.stroem, FAKTUM.c.nr)
        self.rader = select(FAKTUM, _MERKE[1]).where(vilkaar)


# Statements asked all day are built once: building one costs more than SQLite's answer.
_I_STROEMMEN = _Utvalg(FAKTUM.c.stroem == bindparam("stroem"))
_I_REGISTERET = _Utvalg(I_REGISTERET)
_REGISTERET = "registeret"
"""What the streams of the register are kept under, together."""
_MED_ID = select(FAKTUM, _MERKE[1]).where(FAKTUM.c.id.in_(bindparam("ider", expanding=True)))
_KJENTE = select(FAKTUM.c.id).where(FAKTUM.c.id.in_(bindparam("ider", expanding=True)))
_SISTE_NR = select(func.max(FAKTUM.c.nr)).where(FAKTUM.c.stroem == bindparam("stroem"))
_ANTALL = select(func.count()).select_from(FAKTUM)
_LENER_SEG_PAA = select(AVHENGIGHET.c.stroem).where(AVHENGIGHET.c.avtale == bindparam("avtale"))
_AVHENGIGE = (
    select(AVHENGIGHET.c.avtale).where(AVHENGIGHET.c.stroem.in_(bindparam("stroemmer", expanding=True))).distinct()
)


class SamtidigEndring(Exception):
    """Somebody else wrote to the stream after it was read; read again and try once more."""


@dataclass(frozen=True, slots=True, kw_only=True)
class NyttFaktum:
    """A fact to append. `id` is the caller's: the same id is stored once however often it is sent.

    `skjedde` is a day in Oslo, `registrert` an aware instant.
    """

    id: str
    skjedde: date
    registrert: datetime
    av: str
    hendelse: Hendelse
    oppdiktet: bool = False
    kilde: str | None = None


async def tilfoey(
    tx: Tx, stroem: str, nye: Sequence[NyttFaktum], *, forventet_nr: int | None = None
) -> tuple[Faktum, ...]:
    """Append to a stream with the next running numbers (from 1); returns what is new, without ids stored before.

    `forventet_nr` is the last number the caller has read (0: an empty stream). Raises `SamtidigEndring` when the
    stream has moved on.
    """
    await laas(tx, stroem)
    siste = await siste_nr(tx, stroem)
    if forventet_nr is not None and siste != forventet_nr:
        raise SamtidigEndring(f"stream {stroem} is at {siste}, expected {forventet_nr}")
    ider = [ny.id for ny in nye]
    kjente = set(await tx.scalars(_KJENTE, {"ider": ider})) if ider else set()
    lagret: list[Faktum] = []
    for ny in nye:
        if ny.id in kjente:
            continue
        kjente.add(ny.id)
        lagret.append(_lagt_til(ny, stroem, siste + len(lagret) + 1))
    await _skriv(tx, lagret)
    return tuple(lagret)


async def fyll(tx: Tx, stroemmer: Mapping[str, Sequence[NyttFaktum]]) -> None:
    """Write whole streams into a store that has none of them, in one statement: much faster than one stream at a time.

    Each id is told once. A stream that exists already is an `IntegrityError`.
    """
    await _skriv(tx, [_lagt_til(ny, id_, nr) for id_, nye in stroemmer.items() for nr, ny in enumerate(nye, start=1)])


async def les_stroem(tx: Tx, stroem: str) -> tuple[Faktum, ...]:
    """All facts of one stream in order; empty when there are none."""
    return await _les(tx, _I_STROEMMEN, stroem)


async def les_register(tx: Tx) -> tuple[Faktum, ...]:
    """All facts of all register streams, by stream and number."""
    return await _les(tx, _I_REGISTERET, _REGISTERET)


async def siste_nr(tx: Tx, stroem: str) -> int:
    """The stream's last running number, 0 when it is empty."""
    return await tx.scalar(_SISTE_NR, {"stroem": stroem}) or 0


async def antall(tx: Tx) -> int:
    """How many facts are stored in all: facts are never taken away, so while it stands still nothing has changed."""
    return await tx.scalar(_ANTALL) or 0


async def avtaler(tx: Tx) -> tuple[str, ...]:
    """Ids of all agreements, sorted."""
    stroemmer = await tx.scalars(
        select(FAKTUM.c.stroem).where(FAKTUM.c.nr == 1, FAKTUM.c.stroem.startswith(AVTALEPREFIKS))
    )
    return tuple(sorted(stroem.removeprefix(AVTALEPREFIKS) for stroem in stroemmer))


async def laas(tx: Tx, hva: str) -> None:
    """Hold `hva` alone until the transaction ends: take it before reading what is to be written on.

    On SQLite the writer is alone already.
    """
    if tx.dialect.name == "postgresql":
        await tx.execute(text("SELECT pg_advisory_xact_lock(hashtextextended(:hva, 0))"), {"hva": hva})


# --- dependencies (projection) -----------------------------------------------------------------------------------


async def sett_avhengigheter(tx: Tx, avtale: str, stroemmer: Iterable[str]) -> None:
    """The register streams the agreement leans on, replacing those of before."""
    foer = set(await tx.scalars(_LENER_SEG_PAA, {"avtale": avtale}))
    naa = set(stroemmer)
    if foer - naa:
        utgaar = AVHENGIGHET.c.stroem.in_(sorted(foer - naa))
        await tx.execute(delete(AVHENGIGHET).where(AVHENGIGHET.c.avtale == avtale, utgaar))
    if naa - foer:
        await tx.execute(insert(AVHENGIGHET), [{"stroem": stroem, "avtale": avtale} for stroem in sorted(naa - foer)])


async def avhengige(tx: Tx, stroemmer: Iterable[str]) -> tuple[str, ...]:
    """Ids of the agreements that lean on any of the streams, sorted."""
    return tuple(sorted(await tx.scalars(_AVHENGIGE, {"stroemmer": sorted(set(stroemmer))})))


async def _skriv(tx: Tx, fakta: Sequence[Faktum]) -> None:
    if not fakta:
        return
    lest = _leste.get(tx.sync_engine, _Lest())
    for faktum in fakta:
        lest.fakta.pop(faktum.id, None)  # read while it was being told before, and rolled back
        lest.stroemmer.pop(faktum.stroem if faktum.stroem.startswith(AVTALEPREFIKS) else _REGISTERET, None)
    await tx.execute(insert(FAKTUM), [_som_rad(faktum) for faktum in fakta])


def _lagt_til(ny: NyttFaktum, stroem: str, nr: int) -> Faktum:
    return Faktum(
        id=ny.id,
        stroem=stroem,
        nr=nr,
        skjedde=ny.skjedde,
        registrert=ny.registrert,
        av=ny.av,
        hendelse=ny.hendelse,
        oppdiktet=ny.oppdiktet,
        kilde=ny.kilde,
    )


def _som_rad(faktum: Faktum) -> dict[str, Any]:
    type_, versjon, data = til_json(faktum.hendelse)
    return {
        "id": faktum.id,
        "stroem": faktum.stroem,
        "nr": faktum.nr,
        "type": type_,
        "versjon": versjon,
        "skjedde": faktum.skjedde,
        "registrert": faktum.registrert,
        "av": faktum.av,
        "oppdiktet": faktum.oppdiktet,
        "kilde": faktum.kilde,
        "data": data,
    }


async def _les(tx: Tx, hvilke: _Utvalg, stroem: str) -> tuple[Faktum, ...]:
    """The facts, by stream and number. They are asked for at every derivation, and seldom change: as long as there are
    as many and the newest is the same, they are those of last time. What this process writes itself is never taken for
    that. Each fact is fetched and parsed once: later, that it is there is enough.
    """
    verdier = {"stroem": stroem}
    lest = _leste.setdefault(tx.sync_engine, _Lest())
    stand = tuple((await tx.execute(hvilke.stand, verdier)).one())
    kjent = lest.stroemmer.get(stroem)
    if kjent is not None and kjent[0] == stand:
        return kjent[1]
    fakta = await _hent(tx, hvilke, verdier, lest.fakta)
    lest.stroemmer.pop(stroem, None)
    lest.stroemmer[stroem] = (stand, fakta)
    _glem_de_eldste(lest.stroemmer, HUSKER_STROEMMER)
    return fakta


async def _hent(
    tx: Tx, hvilke: _Utvalg, verdier: Mapping[str, str], leste: dict[str, tuple[str, Faktum]]
) -> tuple[Faktum, ...]:
    merker = [(id_, merke) for id_, merke in (await tx.execute(hvilke.merker, verdier)).all()]
    kjente = {id_: lest for id_, merke in merker if (lest := leste.get(id_)) and lest[0] == merke}
    if len(kjente) < len(merker):
        ukjente = {"ider": [id_ for id_, _ in merker if id_ not in kjente]}
        nye = await (tx.execute(_MED_ID, ukjente) if kjente else tx.execute(hvilke.rader, verdier))
        kjente |= {rad.id: (rad.merke, _som_faktum(rad)) for rad in nye}
        leste |= kjente
        _glem_de_eldste(leste, HUSKER)
    return tuple(kjente[id_][1] for id_, _ in merker)


def _glem_de_eldste(husket: dict[str, Any], hoeyst: int) -> None:
    for eldst in list(islice(husket, max(len(husket) - hoeyst, 0))):
        del husket[eldst]


def _som_faktum(rad: Row[tuple[object, ...]]) -> Faktum:
    return Faktum(
        id=rad.id,
        stroem=rad.stroem,
        nr=rad.nr,
        skjedde=rad.skjedde,
        registrert=rad.registrert,
        av=rad.av,
        hendelse=fra_json(rad.type, rad.versjon, rad.data),
        oppdiktet=rad.oppdiktet,
        kilde=rad.kilde,
    )
