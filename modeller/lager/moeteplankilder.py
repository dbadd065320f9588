"""How it goes with fetching meeting plans: when it was tried, when it went well, and the last good copy."""

from __future__ import annotations

from dataclasses import asdict, dataclass, replace
from datetime import datetime

from sqlalchemy import Row, delete, insert, select

from modeller.lager.lager import Tx
from modeller.lager.tabeller import MOETEPLANKILDE
from modeller.tekst import Tekst


@dataclass(frozen=True, slots=True, kw_only=True)
class Kildetilstand:
    """A source as it stands. Instants are aware UTC: the last try, and the last one that went well (None: never).

    `feil` is why the last try failed. `etag` and `sist_endret` are those of `kopi`, the last content that could be
    used; `uforstaatt` counts the entries in it that were not understood and that somebody should look at.
    """

    organ: str
    adresse: str
    forsoekt: datetime
    hentet: datetime | None = None
    feil: Tekst | None = None
    uforstaatt: int = 0
    etag: str | None = None
    sist_endret: str | None = None
    kopi: bytes | None = None


async def les_kilder(tx: Tx, *, med_kopi: bool = False) -> dict[str, Kildetilstand]:
    """By body. The copies are large, and left out unless asked for."""
    kolonner = [kolonne for kolonne in MOETEPLANKILDE.c if med_kopi or kolonne.name != "kopi"]
    tilstander = [_som_tilstand(rad) for rad in await tx.execute(select(*kolonner))]
    return {en.organ: en for en in tilstander}


async def les_kilde(tx: Tx, organ: str) -> Kildetilstand | None:
    """One body's, with its copy."""
    rad = (await tx.execute(select(MOETEPLANKILDE).where(MOETEPLANKILDE.c.organ == organ))).one_or_none()
    return _som_tilstand(rad) if rad is not None else None


async def skriv_kilde(tx: Tx, tilstand: Kildetilstand) -> None:
    """Replace what was known of the body's source."""
    await slett_kilde(tx, tilstand.organ)
    verdier = asdict(replace(tilstand, feil=None))
    del verdier["feil"]
    feil = tilstand.feil
    verdier |= {"feil_nb": feil.nb if feil else None, "feil_nn": feil.nn if feil else None}
    await tx.execute(insert(MOETEPLANKILDE).values(**verdier))


async def slett_kilde(tx: Tx, organ: str) -> None:
    """Forget a source that is fetched no more, copy and all."""
    await tx.execute(delete(MOETEPLANKILDE).where(MOETEPLANKILDE.c.organ == organ))


def _som_tilstand(rad: Row[tuple[object, ...]]) -> Kildetilstand:
    felter = dict(rad._mapping)  # noqa: SLF001 - SQLAlchemy's own public name for it
    nb, nn = felter.pop("feil_nb"), felter.pop("feil_nn")
    return Kildetilstand(**felter, feil=Tekst(nb, nn) if nb is not None and nn is not None else None)
