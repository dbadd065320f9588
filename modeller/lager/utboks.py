"""The outbox: queue by identity, claim per recipient on a lease, confirm, retry, give up, withdraw."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import ColumnElement, Date, Integer, Row, and_, bindparam, func, or_, select, union, update
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.sql.dml import ReturningUpdate

from modeller.lager.faktalager import laas
from modeller.lager.hovedboker import SendtMelding, bokfoer
from modeller.lager.lager import Tx
from modeller.lager.tabeller import UTBOKS, Tidspunkt, Utbokstilstand
from modeller.varselrad import Utboksrad


@dataclass(frozen=True, slots=True, kw_only=True)
class Koerad:
    """An outbox row as stored: the reminder item, and how far it has come. `forsoek` counts claims."""

    rad: Utboksrad
    opprettet: datetime
    tilstand: Utbokstilstand
    krevd_av: str | None
    krevd_til: datetime | None
    forsoek: int
    neste_forsoek: datetime | None
    merknad: str | None


async def legg_i(tx: Tx, rader: Collection[Utboksrad], naa: datetime) -> None:
    """Queue the rows whose `noekkel` is new.

    A known one is left as it is, except that one withdrawn as no longer owed waits again, since it is owed now.
    """
    if not rader:
        return
    verdier = [
        {
            "noekkel": rad.noekkel,
            "avtale": rad.avtale,
            "steg": rad.steg,
            "slag": rad.slag,
            "mottaker": rad.mottaker,
            "kontakt": rad.kontakt,
            "part": rad.part,
            "forfaller": rad.forfaller,
            "data": rad.data,
            "opprettet": naa,
            "tilstand": Utbokstilstand.VENTER,
            "forsoek": 0,
        }
        for rad in rader
    ]
    await tx.execute(_LEGG_I[tx.dialect.name], verdier)


async def sett_skyldig(tx: Tx, avtale: str, rader: Collection[Utboksrad], naa: datetime, merknad: str) -> None:
    """Make these all that the agreement owes: queue what is new, withdraw (with `merknad`) what waits and is not here.

    Whether the rows have been queued or sent before is looked up, so it costs nothing to name them again.
    """
    noekler = {rad.noekkel for rad in rader}
    kjente = await tx.execute(_NEVNT_ELLER_VENTER, {"noekler": sorted(noekler), "avtale": avtale})
    tilstand = {rad.noekkel: Utbokstilstand(rad.tilstand) for rad in kjente}
    utgaatt = [noekkel for noekkel in tilstand if noekkel not in noekler]
    if utgaatt:
        await trekk(tx, utgaatt, merknad)
    await legg_i(
        tx, [r for r in rader if tilstand.get(r.noekkel, Utbokstilstand.TRUKKET) is Utbokstilstand.TRUKKET], naa
    )


async def krev(tx: Tx, *, av: str, naa: datetime, dag: date, til: datetime, mottakere: int = 1) -> tuple[Koerad, ...]:
    """Claim all rows of the first so many recipients that are due on `dag`, for `av`, until `til`; empty when there
    are none.

    A recipient of whom somebody else holds a live claim is passed over, so that his message is not split in two.
    """
    await laas(tx, "utboks/krev")
    rader = await tx.execute(_KREV, {"av": av, "naa": naa, "dag": dag, "til": til, "antall": mottakere})
    return tuple(sorted(map(_som_koerad, rader), key=lambda koerad: (koerad.rad.forfaller, koerad.rad.noekkel)))


async def bekreft(tx: Tx, melding: SendtMelding) -> None:
    """The message is out: its rows become sent and the ledger holds it, in this one transaction.

    True even if the lease ran out meanwhile: the message *was* sent. Confirmed again, nothing changes.
    """
    await bokfoer(tx, melding)
    await _sett(tx, [post.noekkel for post in melding.poster], Utbokstilstand.SENDT)


async def proev_igjen(tx: Tx, noekler: Collection[str], *, av: str, neste_forsoek: datetime, merknad: str) -> None:
    """Let go of the rows that `av` has claimed until `neste_forsoek`; `merknad` says why.

    One whose lease ran out may be another's by now, and is left to him.
    """
    verdier = {"noekler": sorted(noekler), "av": av, "ny_tid": neste_forsoek, "ny_merknad": merknad}
    await tx.execute(_PROEV_IGJEN, verdier)


async def slipp(tx: Tx, noekler: Collection[str], *, av: str) -> None:
    """Let go of the rows that `av` has claimed and done nothing with, as if they had not been claimed."""
    await tx.execute(_SLIPP, {"noekler": sorted(noekler), "av": av})


async def gi_opp(tx: Tx, noekler: Collection[str], merknad: str) -> None:
    """The rows will not be sent; kept, with the reason, for somebody to see to (`send_paa_nytt`)."""
    await _sett(tx, noekler, Utbokstilstand.DOED, merknad=merknad)


async def send_paa_nytt(tx: Tx, noekler: Collection[str]) -> int:
    """Let rows that were given up wait again, as new; returns how many of these there were.

    Whether they are owed still is looked at when they are sent, as ever.
    """
    svar = await tx.execute(_SEND_PAA_NYTT, {"noekler": sorted(noekler)})
    return svar.rowcount


async def trekk(tx: Tx, noekler: Collection[str], merknad: str) -> None:
    """The rows are no longer owed. Rows sent already stay sent."""
    await _sett(tx, noekler, Utbokstilstand.TRUKKET, merknad=merknad)


async def gaa_forbi(tx: Tx, noekler: Collection[str], merknad: str) -> None:
    """The rows will not be sent, though they are owed: nobody is told of a day that was over when its rule came."""
    if noekler:
        await _sett(tx, noekler, Utbokstilstand.FORBIGAATT, merknad=merknad)


async def frigi(tx: Tx) -> int:
    """Let go of every claim at once, for the one process that holds the data folder's lock; returns how many."""
    resultat = await tx.execute(
        update(UTBOKS)
        .where(UTBOKS.c.tilstand == Utbokstilstand.KREVD)
        .values(tilstand=Utbokstilstand.VENTER, krevd_av=None, krevd_til=None)
    )
    return resultat.rowcount


async def les_koe(
    tx: Tx, *tilstander: Utbokstilstand, avtale: str | None = None, mottaker: str | None = None
) -> tuple[Koerad, ...]:
    """The rows in the given states (all when none is given), by due day, recipient and key."""
    vilkaar: list[ColumnElement[bool]] = []
    if tilstander:
        vilkaar.append(UTBOKS.c.tilstand.in_(tilstander))
    if avtale is not None:
        vilkaar.append(UTBOKS.c.avtale == avtale)
    if mottaker is not None:
        vilkaar.append(UTBOKS.c.mottaker == mottaker)
    rader = await tx.execute(
        select(UTBOKS).where(*vilkaar).order_by(UTBOKS.c.forfaller, UTBOKS.c.mottaker, UTBOKS.c.noekkel)
    )
    return tuple(map(_som_koerad, rader))


async def neste_koedag(tx: Tx) -> date | None:
    """The earliest day any waiting row is due; None when nothing waits."""
    dag: date | None = await tx.scalar(_NESTE_KOEDAG)
    return dag


async def _sett(tx: Tx, noekler: Collection[str], tilstand: Utbokstilstand, *, merknad: str | None = None) -> None:
    await tx.execute(_SETT, {"noekler": sorted(noekler), "ny_tilstand": tilstand, "ny_merknad": merknad})


def _som_koerad(rad: Row[tuple[object, ...]]) -> Koerad:
    return Koerad(
        rad=Utboksrad(
            noekkel=rad.noekkel,
            avtale=rad.avtale,
            steg=rad.steg,
            slag=rad.slag,
            mottaker=rad.mottaker,
            kontakt=rad.kontakt,
            part=rad.part,
            forfaller=rad.forfaller,
            data=rad.data,
        ),
        opprettet=rad.opprettet,
        tilstand=Utbokstilstand(rad.tilstand),
        krevd_av=rad.krevd_av,
        krevd_til=rad.krevd_til,
        forsoek=rad.forsoek,
        neste_forsoek=rad.neste_forsoek,
        merknad=rad.merknad,
    )


# --- statements built once: building one costs more than SQLite's answer ------------------------------------------


def _krev() -> ReturningUpdate[tuple[object, ...]]:
    naa, dag = bindparam("naa", type_=Tidspunkt), bindparam("dag", type_=Date)
    venter = and_(
        UTBOKS.c.tilstand == Utbokstilstand.VENTER,
        or_(UTBOKS.c.neste_forsoek.is_(None), UTBOKS.c.neste_forsoek <= naa),
    )
    sluppet = and_(UTBOKS.c.tilstand == Utbokstilstand.KREVD, UTBOKS.c.krevd_til <= naa)
    krevbar = and_(UTBOKS.c.forfaller <= dag, or_(venter, sluppet))
    andres = UTBOKS.alias("andres")
    opptatt = (
        select(andres.c.noekkel)
        .where(
            andres.c.mottaker == UTBOKS.c.mottaker,
            andres.c.tilstand == Utbokstilstand.KREVD,
            andres.c.krevd_til > naa,
        )
        .exists()
    )
    mottaker = (
        select(UTBOKS.c.mottaker)
        .where(krevbar, ~opptatt)
        .group_by(UTBOKS.c.mottaker)
        .order_by(func.min(UTBOKS.c.forfaller), UTBOKS.c.mottaker)
        .limit(bindparam("antall", type_=Integer))
        .scalar_subquery()
    )
    utvalg = select(UTBOKS.c.noekkel).where(krevbar, UTBOKS.c.mottaker.in_(mottaker)).with_for_update(skip_locked=True)
    return (
        update(UTBOKS)
        .where(UTBOKS.c.noekkel.in_(utvalg))
        .values(
            tilstand=Utbokstilstand.KREVD,
            krevd_av=bindparam("av"),
            krevd_til=bindparam("til"),
            forsoek=UTBOKS.c.forsoek + 1,
        )
        .returning(UTBOKS)
    )


_KREV = _krev()
_LEGG_I = {
    dialekt.dialect.name: (inn := dialekt.insert(UTBOKS)).on_conflict_do_update(
        index_elements=["noekkel"],
        # What one agreement has withdrawn another may owe: a missing meeting plan is asked for once for all of them.
        set_={"tilstand": Utbokstilstand.VENTER, "merknad": None}
        | {felt: inn.excluded[felt] for felt in ("avtale", "steg", "data")},
        where=UTBOKS.c.tilstand == Utbokstilstand.TRUKKET,
    )
    for dialekt in (sqlite, postgresql)
}
# Two lookups in one: with an OR between them SQLite would go through the rows of all agreements.
_NEVNT_ELLER_VENTER = union(
    select(UTBOKS.c.noekkel, UTBOKS.c.tilstand).where(UTBOKS.c.noekkel.in_(bindparam("noekler", expanding=True))),
    select(UTBOKS.c.noekkel, UTBOKS.c.tilstand).where(
        UTBOKS.c.avtale == bindparam("avtale"), UTBOKS.c.tilstand == Utbokstilstand.VENTER
    ),
)
_NESTE_KOEDAG = (
    select(UTBOKS.c.forfaller).where(UTBOKS.c.tilstand == Utbokstilstand.VENTER).order_by(UTBOKS.c.forfaller).limit(1)
)
_KREVD_AV = and_(
    UTBOKS.c.noekkel.in_(bindparam("noekler", expanding=True)),
    UTBOKS.c.tilstand == Utbokstilstand.KREVD,
    UTBOKS.c.krevd_av == bindparam("av"),
)
_SLUPPET: dict[str, object] = {"tilstand": Utbokstilstand.VENTER, "krevd_av": None, "krevd_til": None}
_PROEV_IGJEN = (
    update(UTBOKS)
    .where(_KREVD_AV)
    .values(**_SLUPPET, neste_forsoek=bindparam("ny_tid"), merknad=bindparam("ny_merknad"))
)
_SLIPP = update(UTBOKS).where(_KREVD_AV).values(**_SLUPPET, forsoek=UTBOKS.c.forsoek - 1)
_SEND_PAA_NYTT = (
    update(UTBOKS)
    .where(UTBOKS.c.noekkel.in_(bindparam("noekler", expanding=True)), UTBOKS.c.tilstand == Utbokstilstand.DOED)
    .values(tilstand=Utbokstilstand.VENTER, forsoek=0, neste_forsoek=None, merknad=None)
)
_SETT = (
    update(UTBOKS)
    .where(UTBOKS.c.noekkel.in_(bindparam("noekler", expanding=True)), UTBOKS.c.tilstand != Utbokstilstand.SENDT)
    .values(
        tilstand=bindparam("ny_tilstand"),
        krevd_av=None,
        krevd_til=None,
        neste_forsoek=None,
        merknad=bindparam("ny_merknad"),
    )
)
