"""Asking for the meeting plans that are missing: once early in November and once more, one message for each party."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date, timedelta

from modeller.arbeidskalender import Arbeidskalender, Rull
from modeller.moeteplanmangel import planmangler
from modeller.plan import Plan
from modeller.register import Register
from modeller.varselrad import Jsonverdi, Utboksrad, Varselsutsikt
from varsler.mottakere import partens_mottaker
from varsler.rader import noekkel_av, rad_med
from varsler.regler import Slag, Varselregler
from varsler.ro import ro_med

STILLE_FOER = timedelta(days=7)
"""What is first missed so shortly before the party is asked anyway waits for that day."""


def planvarsler(
    plan: Plan, register: Register, kalender: Arbeidskalender, regler: Varselregler, uleverbare: Collection[str]
) -> Varselsutsikt:
    """What one agreement has to ask its parties for on the plan's day, and the days to come on which it may.

    The identity is the party's and the year's, not the agreement's: others that miss the same plan add nothing.
    """
    rader: list[Utboksrad] = []
    kommer: dict[str, tuple[date, ...]] = {}
    ro = ro_med(regler.stille, kalender, ukentlig=False)
    for mangel in planmangler(plan, register):
        dager = [ro.dag(kalender.rull(date(mangel.aar - 1, *dag), Rull.FRAM)) for dag in regler.planer]
        kommer[mangel.steg.id] = tuple(
            sorted({*kommer.get(mangel.steg.id, ()), *(dag for dag in dager if dag > plan.dag)})
        )
        forfalte = [(nr, dag) for nr, dag in enumerate(dager, start=1) if plan.registrert <= dag <= plan.dag]
        mottaker = partens_mottaker(mangel.part, register, plan.dag, uleverbare)
        # What was not said in its month is not said in another.
        if not forfalte or mottaker is None or plan.dag.month != forfalte[-1][1].month:
            continue
        if any(plan.dag < dag <= plan.dag + STILLE_FOER for dag in dager):
            continue
        nr, dag = forfalte[-1]
        noekkel = noekkel_av(f"part/{mangel.part}/moeteplan/{mangel.aar}", str(nr), mottaker.epost)
        data: dict[str, Jsonverdi] = {"om_part": mangel.part, "aar": mangel.aar, "organer": list(mangel.organer)}
        rader.append(rad_med(noekkel, plan, mangel.steg, Slag.MOETEPLAN_MANGLER, mottaker, dag, data))
    return Varselsutsikt(rader=tuple(rader), kommer={steg: dager for steg, dager in kommer.items() if dager})
