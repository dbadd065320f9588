"""What parties are asked for on days of the year: meeting plans that are missing, and whether the contacts are right.

One message for each party and year, whatever agreements it has.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from modeller.arbeidskalender import Arbeidskalender, Rull
from modeller.moeteplanmangel import planmangler
from modeller.plan import FERDIG, Plan, Plansteg
from modeller.register import Register
from modeller.varselrad import Jsonverdi, Utboksrad, Varselsutsikt
from varsler.dekninger import Dekninger
from varsler.mottakere import Mottaker, partens_mottaker
from varsler.oversikt.tider import foerste_arbeidsdag
from varsler.rader import noekkel_av, rad_med
from varsler.regler import Slag, Varselregler
from varsler.ro import ro_med

STILLE_FOER = timedelta(days=7)
"""What is first missed so shortly before the party is asked anyway waits for that day."""
NYLIG_SETT = timedelta(days=120)
"""A contact list that somebody has looked at so lately is not asked about."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Oppfordring:
    """Something a party is asked for on each of `dager`, in order; `hva` tells it from others for ever."""

    hva: str
    part: str
    steg: Plansteg
    slag: Slag
    dager: tuple[date, ...]
    mottakere: tuple[Mottaker, ...]
    data: dict[str, Jsonverdi]


def partsvarsler(
    plan: Plan,
    register: Register,
    kalender: Arbeidskalender,
    regler: Varselregler,
    dekninger: Dekninger,
    uleverbare: Collection[str],
) -> Varselsutsikt:
    """What one agreement has to ask its parties for on the plan's day, and the days to come on which it may.

    The identity is the party's and the year's, not the agreement's: others that ask the same add nothing.
    """
    alle = (
        *_moeteplaner(plan, register, kalender, regler, uleverbare),
        *_kontaktlister(plan, register, kalender, regler, dekninger),
    )
    kommer: dict[str, tuple[date, ...]] = {}
    ellers: dict[str, tuple[date, ...]] = {}
    for en in alle:
        senere = {dag for dag in en.dager if dag > plan.dag}
        if senere:
            # A plan that is missing holds up the step it hangs on; contacts have nothing to do with theirs.
            hvor = ellers if en.slag is Slag.KONTAKTLISTE else kommer
            hvor[en.steg.id] = tuple(sorted({*hvor.get(en.steg.id, ()), *senere}))
    return Varselsutsikt(rader=tuple(_skyldig(plan, alle)), kommer=kommer, ellers=ellers)


def _skyldig(plan: Plan, alle: Iterable[Oppfordring]) -> Iterator[Utboksrad]:
    for en in alle:
        forfalte = [(nr, dag) for nr, dag in enumerate(en.dager, start=1) if plan.registrert <= dag <= plan.dag]
        # What was not said in its month is not said in another.
        if not forfalte or (plan.dag.year, plan.dag.month) != (forfalte[-1][1].year, forfalte[-1][1].month):
            continue
        if any(plan.dag < dag <= plan.dag + STILLE_FOER for dag in en.dager):
            continue
        nr, dag = forfalte[-1]
        for mottaker in en.mottakere:
            noekkel = noekkel_av(f"part/{en.part}/{en.hva}", str(nr), mottaker.epost)
            yield rad_med(noekkel, plan, en.steg, en.slag, mottaker, dag, en.data)


def _moeteplaner(
    plan: Plan, register: Register, kalender: Arbeidskalender, regler: Varselregler, uleverbare: Collection[str]
) -> Iterator[Oppfordring]:
    """Asking for the meeting plans that are missing, of one at the party."""
    ro = ro_med(regler.stille, kalender, ukentlig=False)
    for mangel in planmangler(plan, register):
        mottaker = partens_mottaker(mangel.part, register, plan.dag, uleverbare)
        yield Oppfordring(
            hva=f"moeteplan/{mangel.aar}",
            part=mangel.part,
            steg=mangel.steg,
            slag=Slag.MOETEPLAN_MANGLER,
            dager=tuple(ro.dag(kalender.rull(date(mangel.aar - 1, *dag), Rull.FRAM)) for dag in regler.planer),
            mottakere=(mottaker,) if mottaker else (),
            data={"om_part": mangel.part, "aar": mangel.aar, "organer": list(mangel.organer)},
        )


def _kontaktlister(
    plan: Plan, register: Register, kalender: Arbeidskalender, regler: Varselregler, dekninger: Dekninger
) -> Iterator[Oppfordring]:
    """Asking the contacts of a party once a year whether they are the right ones; a postmottak cannot know."""
    if regler.kontaktlister is None:
        return
    # With the month's digest.
    dager = [foerste_arbeidsdag(aar, regler.kontaktlister, kalender) for aar in (plan.dag.year, plan.dag.year + 1)]
    foerste: dict[str, Plansteg] = {}
    for steg in reversed(plan.steg):
        if steg.status not in FERDIG and not steg.uavklart:
            for part in steg.parter:
                foerste[part] = steg
    for part, steg in foerste.items():
        if part not in plan.parter:
            continue
        sett = register.kontaktliste_bekreftet.get(part, date.min)
        for dag in dager:
            mottakere = tuple(m for m in dekninger.for_part(part).mottakere if m.kontakt)
            if mottakere and dag - sett > NYLIG_SETT and (plan.slutt is None or dag <= plan.slutt):
                yield Oppfordring(
                    hva=f"kontaktliste/{dag.year}",
                    part=part,
                    steg=steg,
                    slag=Slag.KONTAKTLISTE,
                    dager=(dag,),
                    mottakere=mottakere,
                    data={"om_part": part, "aar": dag.year},
                )
