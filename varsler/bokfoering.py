"""What is stored of messages that are out: the entries in the ledger, and what their calendars have said."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from modeller.lager import leveringsforsoek, publisertbok, utboks
from modeller.lager.hovedboker import SendtMelding, SendtPost
from modeller.lager.lager import Tx
from modeller.lager.leveringsforsoek import Leveringsforsoek
from varsler.grunner import grunnen
from varsler.levering.forsoek import som_forsoek
from varsler.levering.svar import Sendt
from varsler.melding import Melding


@dataclass(frozen=True, slots=True, kw_only=True)
class Bekreftelse:
    """A message that went on `dag` in Oslo, and what was answered."""

    melding: Melding
    svar: Sendt
    dag: date


async def bekreft(tx: Tx, alle: Sequence[Bekreftelse], naa: datetime) -> None:
    """Store it, for all of them together: at `naa` (aware UTC) their items are told; those on trial are but shown."""
    await utboks.bekreft(tx, *(i_hovedboka(en.melding, en.svar, en.dag) for en in alle))
    await leveringsforsoek.noter(tx, *(_forsoek(en) for en in alle))
    sagt: dict[str, dict[str, str]] = {}
    for en in alle:
        if en.melding.proeve_til is None and en.svar.konvolutt is not None:
            for avtale, summer in en.svar.konvolutt.sagt_i_kalender.items():
                sagt.setdefault(avtale, {}).update(summer)
    if sagt:
        await publisertbok.publiser_alle(tx, sagt, naa)


def i_hovedboka(melding: Melding, svar: Sendt, dag: date) -> SendtMelding:
    """The message as sent on `dag` in Oslo. One that was shown on trial has told its recipient no date."""
    return SendtMelding(
        message_id=melding.message_id,
        mottaker=melding.mottaker,
        kontakt=melding.kontakt,
        part=melding.part,
        sendt_tid=melding.tid,
        dag=dag,
        emne=svar.konvolutt.emne if svar.konvolutt else melding.emne,
        poster=tuple(
            SendtPost(
                noekkel=sak.rad.noekkel,
                avtale=sak.rad.avtale,
                steg=sak.rad.steg,
                slag=sak.rad.slag,
                frist=fortalt,
                ramme=str(sak.steg.ramme) if fortalt else "",
                grunn=grunnen(sak.rad, sak.fakta),
            )
            for sak in melding.alle_saker
            for fortalt in (None if melding.proeve_til else sak.frist_fortalt,)
        ),
        fil=svar.fil,
        svar=svar.svar,
        proeve_til=melding.proeve_til.epost if melding.proeve_til else "",
    )


def _forsoek(en: Bekreftelse) -> Leveringsforsoek:
    return som_forsoek(
        en.svar,
        message_id=en.melding.message_id,
        mottaker=en.melding.mottaker,
        noekler=(sak.rad.noekkel for sak in en.melding.alle_saker),
        naa=en.melding.tid,
    )
