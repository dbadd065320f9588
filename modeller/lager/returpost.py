"""The mail that came back to the sender's address: what each was held to be, and what it was about."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import asdict, dataclass
from datetime import date, datetime
from enum import StrEnum

from sqlalchemy import ColumnElement, select
from sqlalchemy.dialects import postgresql, sqlite

from modeller.lager.lager import Tx
from modeller.lager.posttabeller import RETURPOST


class Returslag(StrEnum):
    """What came back."""

    IKKE_LEVERT = "ikke_levert"
    """The address takes no mail: it is marked."""
    NEKTET = "nektet"
    """The message was not wanted; the address may be as good as any."""
    PROEVES_IGJEN = "proeves_igjen"
    """It was given up for now, and goes again."""
    FORSINKET = "forsinket"
    FRAMME = "framme"
    FRAVAER = "fravaer"
    """The contact answers to be away."""
    AUTOSVAR = "autosvar"
    """An automatic answer that says nothing of being away, such as a receipt."""
    SVAR = "svar"
    """Somebody has written."""
    UFORSTAATT = "uforstaatt"


@dataclass(frozen=True, slots=True, kw_only=True)
class Returpost:
    """One piece of mail, without its text.

    `id` is the same however often the file is read. `tid` is when it was read (aware UTC), `dag` the day in Oslo it
    was written, as far as it says so. `melding` is the Message-ID of ours it answers, `mottaker`, `kontakt` and `part`
    whom that was to; None where that is not known. `kode` and `svar` are the status and words of a report or, of what
    was not understood, why (a key of `varsler.retur.returord`) and what that is about. `borte_til` and `tilbake` are
    the dates an absence is said to last to and end, as ISO dates, `--08-12` where no year is given.
    """

    id: str
    tid: datetime
    dag: date
    slag: Returslag
    fil: str
    avsender: str = ""
    emne: str = ""
    melding: str | None = None
    mottaker: str | None = None
    kontakt: str | None = None
    part: str | None = None
    kode: str = ""
    svar: str = ""
    borte_til: str | None = None
    tilbake: str | None = None


async def noter(tx: Tx, post: Returpost) -> bool:
    """Note a piece of mail; False when it has been noted before, and nothing is changed."""
    sett_inn = (postgresql.insert if tx.dialect.name == "postgresql" else sqlite.insert)(RETURPOST)
    ny = await tx.execute(
        sett_inn.on_conflict_do_nothing(index_elements=["id"]), asdict(post) | {"slag": post.slag.value}
    )
    return ny.rowcount > 0


async def er_notert(tx: Tx, id_: str) -> bool:
    """Whether the mail has been noted."""
    return await tx.scalar(select(RETURPOST.c.id).where(RETURPOST.c.id == id_)) is not None


async def les_returpost(
    tx: Tx, *, slag: Collection[Returslag] = (), melding: str | None = None, hoeyst: int | None = None
) -> tuple[Returpost, ...]:
    """What came back, newest first, narrowed by what is given."""
    vilkaar: list[ColumnElement[bool]] = []
    if slag:
        vilkaar.append(RETURPOST.c.slag.in_([s.value for s in slag]))
    if melding is not None:
        vilkaar.append(RETURPOST.c.melding == melding)
    utvalg = select(RETURPOST).where(*vilkaar).order_by(RETURPOST.c.tid.desc(), RETURPOST.c.id).limit(hoeyst)
    return tuple(
        Returpost(**{**rad._mapping, "slag": Returslag(rad.slag)})  # noqa: SLF001 - SQLAlchemy's own public name for it
        for rad in await tx.execute(utvalg)
    )
