"""What the ledger of sent mail says of a message that is out."""

from __future__ import annotations

from datetime import date

from modeller.lager.hovedboker import SendtMelding, SendtPost
from varsler.levering.svar import Sendt
from varsler.melding import Melding


def i_hovedboka(melding: Melding, svar: Sendt, dag: date) -> SendtMelding:
    """The message as sent on `dag` in Oslo. One that was shown on trial has told its recipient no date."""
    return SendtMelding(
        message_id=melding.message_id,
        mottaker=melding.mottaker,
        kontakt=melding.kontakt,
        part=melding.part,
        sendt_tid=melding.tid,
        dag=dag,
        emne=melding.emne,
        poster=tuple(
            SendtPost(
                noekkel=sak.rad.noekkel,
                avtale=sak.rad.avtale,
                steg=sak.rad.steg,
                slag=sak.rad.slag,
                frist=fortalt,
                ramme=str(sak.steg.ramme) if fortalt else "",
            )
            for sak in melding.alle_saker
            for fortalt in (None if melding.proeve_til else sak.frist_fortalt,)
        ),
        fil=svar.fil,
        svar=svar.svar,
        proeve_til=melding.proeve_til.epost if melding.proeve_til else "",
    )
