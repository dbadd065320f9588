"""The use of the links in what was sent: opened when, how often, and acted on when."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import case, func, select
from sqlalchemy.dialects import postgresql, sqlite

from modeller.lager.lager import Tx
from modeller.lager.posttabeller import LENKEBRUK


@dataclass(frozen=True, slots=True, kw_only=True)
class Lenkebruk:
    """The use of one link: `avtale` and `steg` are empty for one that is about no step. Instants are aware UTC.

    `aapnet` is the first time it was opened; programs that look through mail open links too, people act on them
    (`brukt`, the last time; None: nobody has).
    """

    message_id: str
    avtale: str
    steg: str
    formaal: str
    aapnet: datetime
    aapninger: int
    brukt: datetime | None = None


NAVNGITTE = 500
"""So many messages are asked for by name; for more, all there is is read."""


async def noter(
    tx: Tx, *, message_id: str, formaal: str, naa: datetime, avtale: str = "", steg: str = "", brukt: bool = False
) -> None:
    """Note that the link of a message for a purpose was opened at `naa` or, with `brukt`, acted on.

    The message need not be in the ledger: it may have reached its reader before the answer of his server reached us.
    """
    sett_inn = (postgresql.insert if tx.dialect.name == "postgresql" else sqlite.insert)(LENKEBRUK)
    kjent, ny = LENKEBRUK.c, sett_inn.excluded
    await tx.execute(
        sett_inn.on_conflict_do_update(
            index_elements=["message_id", "avtale", "steg", "formaal"],
            set_={
                "aapnet": case((kjent.aapnet <= ny.aapnet, kjent.aapnet), else_=ny.aapnet),
                "aapninger": kjent.aapninger + ny.aapninger,
                "brukt": func.coalesce(ny.brukt, kjent.brukt),
            },
        ),
        {
            "message_id": message_id,
            "avtale": avtale,
            "steg": steg,
            "formaal": formaal,
            "aapnet": naa,
            "aapninger": 0 if brukt else 1,
            "brukt": naa if brukt else None,
        },
    )


async def les_lenkebruk(tx: Tx, ider: Collection[str]) -> Mapping[str, tuple[Lenkebruk, ...]]:
    """By Message-ID the use of its links, the first opened first; what was not used is not there."""
    utvalg = select(LENKEBRUK).order_by(LENKEBRUK.c.aapnet, LENKEBRUK.c.steg, LENKEBRUK.c.formaal)
    if len(ider) <= NAVNGITTE:
        utvalg = utvalg.where(LENKEBRUK.c.message_id.in_(sorted(ider)))
    funnet: dict[str, list[Lenkebruk]] = {}
    for rad in await tx.execute(utvalg):
        if rad.message_id in ider:
            funnet.setdefault(rad.message_id, []).append(Lenkebruk(**rad._mapping))  # noqa: SLF001 - SQLAlchemy's own public name for it
    return {message_id: tuple(bruk) for message_id, bruk in funnet.items()}
