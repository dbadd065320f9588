"""The outbox: queue by identity, claim per recipient on a lease, confirm, retry, give up, withdraw."""

from __future__ import annotations

import hashlib
from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from sqlalchemy import ColumnElement, Row, select, update

from modeller.lager.faktalager import laas
from modeller.lager.hovedboker import SendtMelding, bokfoer
from modeller.lager.lager import Tx
from modeller.lager.tabeller import UTBOKS, Utbokstilstand
from modeller.lager.utbokssetninger import (
    KREV,
    LEGG_I,
    NESTE_KOEDAG,
    NEVNT_ELLER_VENTER,
    PROEV_IGJEN,
    SEND_DET_PROEVDE,
    SEND_PAA_NYTT,
    SETT,
    SLIPP,
    TA_TILBAKE,
    VENT,
)
from modeller.varselrad import Utboksrad

ID_TEGN = 10
LENGSTE_VENT = timedelta(days=7)
"""Nothing waits so long for its next attempt: a time further ahead was set by a clock that was wrong. Where there are
more days off on end than at Easter, what waits for the next working day is looked at in vain, and waits on.
"""


@dataclass(frozen=True, slots=True, kw_only=True)
class Koerad:
    """An outbox row as stored: the reminder item, and how far it has come. `forsoek` counts
    the claims in which delivery was tried.
    """

    rad: Utboksrad
    opprettet: datetime
    tilstand: Utbokstilstand
    krevd_av: str | None
    krevd_til: datetime | None
    forsoek: int
    neste_forsoek: datetime | None
    merknad: str | None

    @property
    def id(self) -> str:
        """A short name of the row, for people to point at it by; the same for ever, as its key is."""
        return kort_id(self.rad.noekkel)


def kort_id(noekkel: str) -> str:
    """The short name of the row with this key."""
    return hashlib.sha256(noekkel.encode()).hexdigest()[:ID_TEGN]


async def legg_i(tx: Tx, rader: Collection[Utboksrad], naa: datetime) -> None:
    """Queue the rows whose `noekkel` is new.

    A known one is left as it is, except that one withdrawn as no longer owed waits again, since it is owed now, and so
    does one that was passed by for its day when it has a later day. One that waits for its day, and has been tried in
    no message, has an earlier day when it is named with one: what held it back is gone.
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
    await tx.execute(LEGG_I[tx.dialect.name], verdier)


async def sett_skyldig(tx: Tx, avtale: str, rader: Collection[Utboksrad], naa: datetime, merknad: str) -> None:
    """Make these all that the agreement owes: queue what is new, withdraw (with `merknad`) what waits and is not here,
    also what has been shown on trial. What somebody has asked for (`BESTILTE`) is left as it is.

    Whether the rows have been queued or sent before is looked up, so it costs nothing to name them again.
    """
    noekler = {rad.noekkel for rad in rader}
    kjente = await tx.execute(NEVNT_ELLER_VENTER, {"noekler": sorted(noekler), "avtale": avtale})
    kjent = {rad.noekkel: (Utbokstilstand(rad.tilstand), rad.forfaller) for rad in kjente}
    utgaatt = [noekkel for noekkel in kjent if noekkel not in noekler]
    if utgaatt:
        await trekk(tx, utgaatt, merknad)
    await legg_i(tx, [rad for rad in rader if _skal_legges_i(rad, *kjent.get(rad.noekkel, (None, None)))], naa)


def _skal_legges_i(rad: Utboksrad, tilstand: Utbokstilstand | None, forfaller: date | None) -> bool:
    if tilstand is Utbokstilstand.VENTER:
        return forfaller is not None and rad.forfaller < forfaller
    return tilstand in {None, Utbokstilstand.TRUKKET, Utbokstilstand.FORBIGAATT}


async def krev(
    tx: Tx,
    *,
    av: str,
    naa: datetime,
    dag: date,
    til: datetime,
    mottakere: int = 1,
    foelger_med: Collection[str] = (),
) -> tuple[Koerad, ...]:
    """Claim all rows of the first so many recipients that are due on `dag`, for `av`, until `til`; empty when there
    are none. Rows of the kinds in `foelger_med` are claimed with the others, also before their day.

    A recipient of whom somebody holds a live claim is passed over, so that his message is not split in two; what `av`
    holds itself is live until it is let go of, whatever the clock says. What somebody held who was stopped is claimed
    alone, as it may have gone so; then the recipient's other rows are. Those that nothing has hindered come first.
    """
    await laas(tx, "utboks/krev")
    verdier = {"av": av, "naa": naa, "dag": dag, "til": til, "antall": mottakere, "feilsatt": naa + LENGSTE_VENT}
    rader = await tx.execute(KREV, verdier | {"foelger_med": sorted(foelger_med)})
    return tuple(sorted(map(_som_koerad, rader), key=lambda koerad: (koerad.rad.forfaller, koerad.rad.noekkel)))


async def bekreft(tx: Tx, *meldinger: SendtMelding) -> None:
    """The messages are out: their rows become sent (those of a trial message, shown) and the ledger holds them, in this
    one transaction.

    True even if the lease ran out meanwhile: the message *was* sent. Confirmed again, nothing changes.
    """
    await bokfoer(tx, *meldinger)
    for ble, utvalg in (
        (Utbokstilstand.SENDT, [m for m in meldinger if not m.proeve_til]),
        (Utbokstilstand.PROEVD, [m for m in meldinger if m.proeve_til]),
    ):
        if utvalg:
            await _sett(tx, [post.noekkel for melding in utvalg for post in melding.poster], ble)


async def proev_igjen(
    tx: Tx, noekler: Collection[str], *, av: str, neste_forsoek: datetime, merknad: str, forsoekt: bool = True
) -> None:
    """Let go of the rows that `av` has claimed until `neste_forsoek`; `merknad` says why.

    One whose lease ran out may be another's by now, and is left to him. Without `forsoekt` the claim is no attempt:
    nobody has asked the recipient's server about the address.
    """
    verdier = {
        "noekler": sorted(noekler),
        "av": av,
        "ny_tid": neste_forsoek,
        "ny_merknad": merknad,
        "ikke_forsoekt": int(not forsoekt),
    }
    await tx.execute(PROEV_IGJEN, verdier)


async def vent(tx: Tx, noekler: Collection[str], *, av: str, til: datetime, merknad: str) -> None:
    """As `proev_igjen`, for rows that nothing has been tried with: it counts as no attempt."""
    verdier = {"noekler": sorted(noekler), "av": av, "ny_tid": til, "ny_merknad": merknad}
    await tx.execute(VENT, verdier)


async def send_det_proevde(tx: Tx, merknad: str) -> int:
    """Let what has been shown on trial, and what was stopped there (whose note begins with `merknad`), wait for its own
    recipients, as new; returns how many rows.

    Whether they are owed still is looked at when they are sent, as ever.
    """
    return (await tx.execute(SEND_DET_PROEVDE, {"fordi": merknad})).rowcount


async def slipp(tx: Tx, noekler: Collection[str], *, av: str) -> None:
    """Let go of the rows that `av` has claimed and done nothing with, as if they had not been claimed."""
    await tx.execute(SLIPP, {"noekler": sorted(noekler), "av": av})


async def gi_opp(tx: Tx, noekler: Collection[str], merknad: str) -> None:
    """The rows will not be sent; kept, with the reason, for somebody to see to (`send_paa_nytt`)."""
    await _sett(tx, noekler, Utbokstilstand.DOED, merknad=merknad)


async def send_paa_nytt(tx: Tx, noekler: Collection[str]) -> int:
    """Let rows that were given up, or that something has stopped for now, wait again, as new; returns how many of these
    there were.

    Whether they are owed still is looked at when they are sent, as ever.
    """
    svar = await tx.execute(SEND_PAA_NYTT, {"noekler": sorted(noekler)})
    return svar.rowcount


async def ta_tilbake(
    tx: Tx, noekler: Collection[str], *, neste_forsoek: datetime | None = None, merknad: str | None = None
) -> None:
    """What was sent has come back: its rows wait again, until `neste_forsoek`, as if they had not gone."""
    await tx.execute(TA_TILBAKE, {"noekler": sorted(noekler), "ny_tid": neste_forsoek, "ny_merknad": merknad})


async def trekk(tx: Tx, noekler: Collection[str], merknad: str) -> None:
    """The rows are no longer owed. Rows sent already stay sent."""
    await _sett(tx, noekler, Utbokstilstand.TRUKKET, merknad=merknad)


async def gaa_forbi(tx: Tx, noekler: Collection[str], merknad: str) -> None:
    """The rows will not be sent, though they are owed: nobody is told of a day that was over when its rule came."""
    if noekler:
        await _sett(tx, noekler, Utbokstilstand.FORBIGAATT, merknad=merknad)


async def frigi(tx: Tx, sender: str) -> int:
    """Let go at once of every claim that `sender` holds in any of its runs, whose names in claims begin with it and a
    slash; for whoever knows that it has stopped. Returns how many. The rows keep whose they were: they may have gone.
    """
    resultat = await tx.execute(
        update(UTBOKS)
        .where(UTBOKS.c.tilstand == Utbokstilstand.KREVD, UTBOKS.c.krevd_av.startswith(f"{sender}/", autoescape=True))
        .values(tilstand=Utbokstilstand.VENTER, krevd_til=None)
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


async def les_stanset(tx: Tx) -> tuple[Koerad, ...]:
    """The rows that something has stopped: given up, or waiting to be tried again; as `les_koe` orders them."""
    koe = await les_koe(tx, Utbokstilstand.DOED, Utbokstilstand.VENTER)
    return tuple(k for k in koe if k.tilstand is Utbokstilstand.DOED or (k.neste_forsoek and k.merknad))


async def neste_koedag(tx: Tx) -> date | None:
    """The earliest day any waiting row is due; None when nothing waits."""
    dag: date | None = await tx.scalar(NESTE_KOEDAG)
    return dag


async def _sett(tx: Tx, noekler: Collection[str], tilstand: Utbokstilstand, *, merknad: str | None = None) -> None:
    await tx.execute(SETT, {"noekler": sorted(noekler), "ny_tilstand": tilstand, "ny_merknad": merknad})


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
