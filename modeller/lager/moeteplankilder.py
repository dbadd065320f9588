"""How it goes with fetching meeting plans: when it was tried, when it went well, and the last good copy."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, replace
from datetime import date

from sqlalchemy import Row, delete, insert, select

from modeller.kildestand import Kildestand, Kildetilstand, i_ulage_siden, kildestand
from modeller.lager.lager import Tx
from modeller.lager.tabeller import MOETEPLANKILDE
from modeller.register import Register
from modeller.tekst import Tekst


async def les_kilder(tx: Tx, *, med_kopi: bool = False) -> dict[str, Kildetilstand]:
    """By body. The copies are large, and left out unless asked for."""
    kolonner = [kolonne for kolonne in MOETEPLANKILDE.c if med_kopi or kolonne.name != "kopi"]
    tilstander = [_som_tilstand(rad) for rad in await tx.execute(select(*kolonner))]
    return {en.organ: en for en in tilstander}


async def les_kilde(tx: Tx, organ: str) -> Kildetilstand | None:
    """One body's, with its copy."""
    rad = (await tx.execute(select(MOETEPLANKILDE).where(MOETEPLANKILDE.c.organ == organ))).one_or_none()
    return _som_tilstand(rad) if rad is not None else None


async def les_ulager(tx: Tx, register: Register, dag: date) -> Mapping[str, Kildestand]:
    """By body, the sources that somebody should see to on `dag`: those of the register, where it has any."""
    adresser = {organ.id: organ.kalenderkilde for organ in register.organer.values() if organ.kalenderkilde}
    if not adresser:
        return {}
    kilder = (en for en in (await les_kilder(tx)).values() if adresser.get(en.organ) == en.adresse)
    return {stand.organ: stand for en in kilder if (stand := kildestand(en, dag)) is not None}


async def skriv_kilde(tx: Tx, tilstand: Kildetilstand) -> None:
    """Replace what was known of the body's source; since when it has been in trouble is known from that."""
    tilstand = replace(tilstand, siden=i_ulage_siden(await les_kilde(tx, tilstand.organ), tilstand))
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
