"""The ledger of what was sent, truth and never dropped; and the addresses that have turned mail away."""

from __future__ import annotations

from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from datetime import date, datetime
from typing import NamedTuple

from sqlalchemy import Boolean, ColumnElement, Table, and_, bindparam, delete, func, or_, select
from sqlalchemy.dialects import postgresql, sqlite

from modeller.lager.lager import Tx
from modeller.lager.tabeller import SENDT, SENDT_POST, ULEVERBAR
from modeller.varselgrunn import Varselgrunn, varselgrunn
from modeller.varselrad import ER_DERES, Fortalt

# Statements asked all day are built once: building one costs more than SQLite's answer.
_HAR_FAATT = select(SENDT.c.mottaker).where(
    SENDT.c.mottaker.in_(bindparam("mottakere", expanding=True)),
    SENDT.c.dag == bindparam("dag"),
    or_(SENDT.c.proeve_til == "", bindparam("i_proeve", type_=Boolean)),
)
_HAR_SENDT_MED_SMTP = select(SENDT.c.message_id).where(SENDT.c.svar.is_not(None)).limit(1)
_UTEN_KOPI = select(func.count(), func.max(SENDT.c.dag)).where(SENDT.c.fil.is_(None))
_FORTALT = (
    select(
        SENDT_POST.c.steg, SENDT_POST.c.mottaker, SENDT_POST.c.frist, SENDT_POST.c.ramme, SENDT_POST.c.slag, SENDT.c.dag
    )
    .join(SENDT, SENDT.c.message_id == SENDT_POST.c.message_id)
    .where(
        SENDT_POST.c.avtale == bindparam("avtale"),
        or_(SENDT_POST.c.frist.is_not(None), and_(SENDT_POST.c.slag.in_(sorted(ER_DERES)), SENDT.c.proeve_til == "")),
    )
    .order_by(SENDT_POST.c.sendt_tid, SENDT_POST.c.message_id, SENDT_POST.c.noekkel)
)
_ULEVERBARE = select(ULEVERBAR.c.mottaker, ULEVERBAR.c.siden).order_by(ULEVERBAR.c.mottaker)
_BOKFOER = {
    dialekt.dialect.name: (inn := dialekt.insert(SENDT)).on_conflict_do_update(
        index_elements=["message_id"], set_={felt: inn.excluded[felt] for felt in ("dag", "emne", "fil", "svar")}
    )
    for dialekt in (sqlite, postgresql)
}
_BOKFOER_POST = {
    dialekt.dialect.name: (inn := dialekt.insert(SENDT_POST)).on_conflict_do_update(
        index_elements=["message_id", "noekkel"], set_={felt: inn.excluded[felt] for felt in ("frist", "ramme")}
    )
    for dialekt in (sqlite, postgresql)
}


@dataclass(frozen=True, slots=True, kw_only=True)
class SendtPost:
    """One reminder item of a sent message; `frist` is the deadline it told its recipient, None when it told none, and
    `ramme` the time and place of a meeting, in words. `grunn` is why it was owed, None where that was not noted then.
    """

    noekkel: str
    avtale: str
    steg: str
    slag: str
    frist: date | None
    ramme: str = ""
    grunn: Varselgrunn | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class SendtMelding:
    """A message that is out. `dag` is the day in Oslo, `fil` its file name in the Maildir, `svar` what SMTP said.

    A trial message went to `proeve_til` instead of to `mottaker`, who has been told nothing.
    """

    message_id: str
    mottaker: str
    kontakt: str | None
    part: str
    sendt_tid: datetime
    dag: date
    emne: str
    poster: tuple[SendtPost, ...]
    fil: str | None = None
    svar: str | None = None
    proeve_til: str = ""

    @property
    def gikk_til(self) -> str:
        """The address it went to."""
        return self.proeve_til or self.mottaker


class UtenKopi(NamedTuple):
    """So many messages are kept no copy of, the last of them sent on that day in Oslo."""

    antall: int
    sist: date


async def bokfoer(tx: Tx, *meldinger: SendtMelding) -> None:
    """Enter messages in the ledger. One that goes again, after it came back, stands there as it went the last time, on
    that day, and with the instant it first went.
    """
    if not meldinger:
        return
    felt = ("message_id", "mottaker", "kontakt", "part", "sendt_tid", "dag", "emne", "fil", "svar", "proeve_til")
    await tx.execute(_BOKFOER[tx.dialect.name], [{navn: getattr(m, navn) for navn in felt} for m in meldinger])
    poster = [
        {
            "message_id": melding.message_id,
            "noekkel": post.noekkel,
            "mottaker": melding.mottaker,
            "avtale": post.avtale,
            "steg": post.steg,
            "slag": post.slag,
            "frist": post.frist,
            "ramme": post.ramme,
            "grunn": post.grunn.som_json() if post.grunn else None,
            "sendt_tid": melding.sendt_tid,
        }
        for melding in meldinger
        for post in melding.poster
    ]
    if poster:
        await tx.execute(_BOKFOER_POST[tx.dialect.name], poster)


async def les_sendt(
    tx: Tx,
    *,
    message_id: str | None = None,
    avtale: str | None = None,
    part: str | None = None,
    hoeyst: int | None = None,
) -> tuple[SendtMelding, ...]:
    """Sent messages in the order they went, narrowed by what is given; `hoeyst` keeps only the newest so many."""
    vilkaar: list[ColumnElement[bool]] = []
    if message_id is not None:
        vilkaar.append(SENDT.c.message_id == message_id)
    if avtale is not None:
        vilkaar.append(SENDT.c.message_id.in_(select(SENDT_POST.c.message_id).where(SENDT_POST.c.avtale == avtale)))
    if part is not None:
        vilkaar.append(SENDT.c.part == part)
    nyeste = select(SENDT).where(*vilkaar).order_by(SENDT.c.sendt_tid.desc(), SENDT.c.message_id.desc()).limit(hoeyst)
    rader = (await tx.execute(nyeste)).all()[::-1]
    utvalg = nyeste.with_only_columns(SENDT.c.message_id)
    poster: dict[str, list[SendtPost]] = {rad.message_id: [] for rad in rader}
    for post in await tx.execute(
        select(SENDT_POST).where(SENDT_POST.c.message_id.in_(utvalg)).order_by(SENDT_POST.c.noekkel)
    ):
        if post.message_id in poster:
            poster[post.message_id].append(
                SendtPost(
                    noekkel=post.noekkel,
                    avtale=post.avtale,
                    steg=post.steg,
                    slag=post.slag,
                    frist=post.frist,
                    ramme=post.ramme,
                    grunn=varselgrunn(post.grunn) if post.grunn else None,
                )
            )
    return tuple(
        SendtMelding(
            message_id=rad.message_id,
            mottaker=rad.mottaker,
            kontakt=rad.kontakt,
            part=rad.part,
            sendt_tid=rad.sendt_tid,
            dag=rad.dag,
            emne=rad.emne,
            poster=tuple(poster[rad.message_id]),
            fil=rad.fil,
            svar=rad.svar,
            proeve_til=rad.proeve_til,
        )
        for rad in rader
    )


async def sist_sendt_til(tx: Tx, adresse: str) -> SendtMelding | None:
    """The last message an address got, however its letters a to z are written; None when it has had none."""
    siste = (
        select(SENDT.c.message_id)
        .where(func.lower(SENDT.c.mottaker) == adresse.lower(), SENDT.c.proeve_til == "")
        .order_by(SENDT.c.sendt_tid.desc(), SENDT.c.message_id.desc())
        .limit(1)
    )
    message_id: str | None = await tx.scalar(siste)
    return (await les_sendt(tx, message_id=message_id))[0] if message_id else None


async def har_faatt(tx: Tx, mottakere: AbstractSet[str], dag: date, *, i_proeve: bool = False) -> set[str]:
    """Those of the addresses that have been sent a message on that day in Oslo; on trial, also one that went to
    another.
    """
    if not mottakere:
        return set()
    return set(await tx.scalars(_HAR_FAATT, {"mottakere": sorted(mottakere), "dag": dag, "i_proeve": i_proeve}))


async def har_sendt_med_smtp(tx: Tx) -> bool:
    """Whether a mail server has ever taken a message from us."""
    return await tx.scalar(_HAR_SENDT_MED_SMTP) is not None


async def uten_kopi(tx: Tx) -> UtenKopi | None:
    """The sent messages that no copy could be kept of; None when there are none."""
    antall, sist = (await tx.execute(_UTEN_KOPI)).one()
    return UtenKopi(antall, sist) if antall else None


async def fortalt(tx: Tx, avtale: str) -> dict[tuple[str, str], Fortalt]:
    """By step id and e-mail address, what that address was last told of the step."""
    rader = (await tx.execute(_FORTALT, {"avtale": avtale})).all()
    sagt: dict[tuple[str, str], Fortalt] = {}
    for steg, mottaker, frist, ramme, slag, dag in rader:
        sagt[steg, mottaker] = Fortalt.etter(sagt.get((steg, mottaker)), frist, ramme, slag, dag)
    return sagt


async def merk_uleverbar(tx: Tx, mottaker: str, dag: date, svar: str) -> None:
    """An SMTP server has refused the address for good, from `dag` on; the first refusal counts."""
    await tx.execute(
        _sett_inn(tx, ULEVERBAR).on_conflict_do_nothing(index_elements=["mottaker"]),
        {"mottaker": mottaker, "siden": dag, "svar": svar},
    )


async def merk_leverbar(tx: Tx, mottaker: str) -> None:
    """The address works again (it was corrected, or the coordinator says so)."""
    await tx.execute(delete(ULEVERBAR).where(ULEVERBAR.c.mottaker == mottaker))


async def uleverbare(tx: Tx) -> dict[str, date]:
    """The addresses that have turned mail away for good, and since when."""
    return {rad.mottaker: rad.siden for rad in await tx.execute(_ULEVERBARE)}


def _sett_inn(tx: Tx, tabell: Table) -> sqlite.Insert | postgresql.Insert:
    return (postgresql.insert if tx.dialect.name == "postgresql" else sqlite.insert)(tabell)
