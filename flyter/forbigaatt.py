"""What other rules than before ask for of days gone by: laid aside, whoever is the first to derive with them."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from modeller.lager import utboks
from modeller.lager.lager import Tx
from modeller.lager.projeksjon import Planstegrad
from modeller.lager.tabeller import Utbokstilstand
from modeller.varselrad import BESTILTE, Utboksrad

FOER_REGLENE = "Gjaldt en dag før reglene ble endret."

Rader = Mapping[tuple[str, str], Planstegrad]
"""What is stored of steps, by agreement and step id."""


async def ventende(tx: Tx, avtale: str | None = None) -> dict[str, Utboksrad]:
    """The reminders of one agreement or of all that wait to be sent, by key; not what somebody has asked for."""
    koe = await utboks.les_koe(tx, Utbokstilstand.VENTER, avtale=avtale)
    return {koerad.rad.noekkel: koerad.rad for koerad in koe if koerad.rad.slag not in BESTILTE}


def er_forbi(rad: Utboksrad, stegene: Rader, dag: date) -> bool:
    """Whether the day of a reminder was over before the rules that ask for it came. `stegene` are as derived before.

    One that the rules of before asked for too, and that no morning has got round to, is owed as ever.
    """
    if rad.forfaller >= dag or not any(avtale == rad.avtale for avtale, _ in stegene):
        return False
    foer = stegene.get((rad.avtale, rad.steg))
    return foer is None or foer.neste_varsel is None or foer.neste_varsel > rad.forfaller
