"""Every answer to a message: what mail servers said, and what they later reported. Only added to."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from sqlalchemy import Row, insert, select

from modeller.lager.hovedboker import SendtMelding
from modeller.lager.lager import Tx
from modeller.lager.posttabeller import LEVERINGSFORSOEK
from modeller.lager.utboks import kort_id


class Klasse(StrEnum):
    """What an answer came to; the first four are a server's while it was offered the message, the others reports."""

    SENDT = "sendt"
    SENERE = "senere"
    AVVIST = "avvist"
    NEKTET = "nektet"
    RETUR = "retur"
    """It was taken, and came back."""
    FORSINKET = "forsinket"
    """It was taken, and is being tried still."""
    FRAMME = "framme"
    """It was taken, and has been handed on or delivered."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Leveringsforsoek:
    """One answer. `tid` is aware UTC, `kode` the SMTP or status code ("" for none), `tekst` has no address but the
    recipient's. `saker` are the short names (`utboks.kort_id`) of the items the message held.
    """

    message_id: str
    mottaker: str
    tid: datetime
    klasse: Klasse
    kode: str
    tekst: str
    saker: tuple[str, ...] = ()

    @property
    def ord(self) -> str:
        """Its code and its words; empty when nothing was said."""
        return self.tekst if self.kode in self.tekst else f"{self.kode} {self.tekst}".strip()


NAVNGITTE = 500
"""So many recipients are asked for by name; for more, all there is is read."""
_NOTER = insert(LEVERINGSFORSOEK)


async def noter(tx: Tx, *alle: Leveringsforsoek) -> None:
    """Add answers."""
    if alle:
        await tx.execute(
            _NOTER,
            [
                {
                    "message_id": forsoek.message_id,
                    "mottaker": forsoek.mottaker,
                    "tid": forsoek.tid,
                    "klasse": forsoek.klasse.value,
                    "kode": forsoek.kode,
                    "tekst": forsoek.tekst,
                    "saker": list(forsoek.saker),
                }
                for forsoek in alle
            ],
        )


async def les_forsoek(tx: Tx, meldinger: Collection[SendtMelding]) -> Mapping[str, tuple[Leveringsforsoek, ...]]:
    """By Message-ID, in the order they came, the answers to each message and to its items when they were tried as part
    of another, which then never went.
    """
    alle: dict[str, list[Leveringsforsoek]] = {}
    utvalg = select(LEVERINGSFORSOEK).order_by(LEVERINGSFORSOEK.c.tid, LEVERINGSFORSOEK.c.id)
    mottakere = {melding.mottaker for melding in meldinger}
    if len(mottakere) <= NAVNGITTE:
        utvalg = utvalg.where(LEVERINGSFORSOEK.c.mottaker.in_(sorted(mottakere)))
    for rad in await tx.execute(utvalg):
        alle.setdefault(rad.mottaker, []).append(_som_forsoek(rad))
    sendte = {melding.message_id for melding in meldinger}
    svar: dict[str, tuple[Leveringsforsoek, ...]] = {}
    for melding in meldinger:
        egne = {kort_id(post.noekkel) for post in melding.poster}
        svar[melding.message_id] = tuple(
            f
            for f in alle.get(melding.mottaker, ())
            if f.message_id == melding.message_id or (f.message_id not in sendte and egne.intersection(f.saker))
        )
    return svar


def _som_forsoek(rad: Row[tuple[object, ...]]) -> Leveringsforsoek:
    return Leveringsforsoek(
        message_id=rad.message_id,
        mottaker=rad.mottaker,
        tid=rad.tid,
        klasse=Klasse(rad.klasse),
        kode=rad.kode,
        tekst=rad.tekst,
        saker=tuple(rad.saker),
    )
