"""What other rules than before ask for of days gone by: laid aside, whoever is the first to derive with them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from flyter.grunnlag import Grunnlag
from modeller.arbeidskalender import Arbeidskalender
from modeller.lager import projeksjon, utboks
from modeller.lager.lager import Tx
from modeller.lager.projeksjon import Planstegrad, Regelverk
from modeller.lager.tabeller import Utbokstilstand
from modeller.varselrad import BESTILTE, Utboksrad
from varsler.regler import STANDARDREGLER, Stilleperiode
from varsler.ro import Ro, dag_med, ro_med

FOER_REGLENE = "Gjaldt en dag før reglene ble endret."

Rader = Mapping[tuple[str, str], Planstegrad]
"""What is stored of steps, by agreement and step id."""


async def ventende(tx: Tx, avtale: str | None = None) -> dict[str, Utboksrad]:
    """The reminders of one agreement or of all that wait to be sent, by key; not what somebody has asked for."""
    koe = await utboks.les_koe(tx, Utbokstilstand.VENTER, avtale=avtale)
    return {koerad.rad.noekkel: koerad.rad for koerad in koe if koerad.rad.slag not in BESTILTE}


@dataclass(frozen=True, slots=True)
class FoerReglene:
    """How things stood with the rules of before: their rows of steps, and how their quiet periods moved days (None:
    nothing is noted of any rules).
    """

    stegene: Rader
    ro: Ro | None

    def er_forbi(self, rad: Utboksrad, dag: date) -> bool:
        """Whether the day of a reminder was over before the rules that ask for it came.

        One that the rules of before asked for too is owed as ever: one that no morning has got round to, or that a
        quiet period held back.
        """
        if rad.forfaller >= dag or not any(avtale == rad.avtale for avtale, _ in self.stegene):
            return False
        foer = self.stegene.get((rad.avtale, rad.steg))
        skulle = dag_med(rad, self.ro) if self.ro else rad.forfaller
        return foer is None or foer.neste_varsel is None or foer.neste_varsel > skulle


async def foer_reglene(tx: Tx, kalender: Arbeidskalender, avtale: str | None = None) -> FoerReglene:
    """How one agreement or all stand in the store, which the rules of now have not been taken into use for."""
    stegene = {(rad.avtale, rad.steg_id): rad for rad in await projeksjon.les_plan(tx, avtale)}
    kjent = await projeksjon.regelverk(tx)
    if kjent is None:
        return FoerReglene(stegene, None)
    # Before they were noted they were nearly always the usual ones.
    perioder = (
        STANDARDREGLER.stille
        if kjent.stille is None
        else tuple(Stilleperiode((fm, fd), (tm, td)) for fm, fd, tm, td in kjent.stille)
    )
    # By the week for whoever has chosen that; the others have had theirs when it comes to the days between.
    return FoerReglene(stegene, ro_med(perioder, kalender, ukentlig=True))


def regelverket(grunnlag: Grunnlag) -> Regelverk:
    """What is noted of the rules that rows are derived with."""
    stille = tuple((*periode.fra, *periode.til) for periode in grunnlag.regler.stille)
    return Regelverk(grunnlag.fingeravtrykk, stille)
