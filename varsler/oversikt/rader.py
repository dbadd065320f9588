"""The rows of digests: one for each agreement and receiver, gathered with whatever else goes that day."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping
from datetime import date, timedelta

from modeller.arbeidskalender import Arbeidskalender
from modeller.kildestand import Kildestand
from modeller.plan import FERDIG, Plan, Plansteg
from modeller.register import Register
from modeller.varselrad import Jsonverdi, Utboksrad, Varselsutsikt
from varsler.dekninger import Dekninger
from varsler.mottakere import Mottaker
from varsler.oversikt.innhold import TO_UKER, datoer_framover, er_nylig_forfalt, kommer, krever_noe, overlatte, parten
from varsler.oversikt.kildeord import som_json
from varsler.oversikt.registernytt import nye_registerfakta
from varsler.oversikt.tider import EN_UKE, foerste_arbeidsdag, mandag, nye_fakta
from varsler.rader import noekkel_av, rad_med
from varsler.regler import Slag, Varselregler
from varsler.ro import Ro, ro_med

UKER_I_AARET, MAANEDER_I_AARET = 53, 12
GYLDIG = timedelta(days=4)
"""So long after its day a digest may still go; after that the next one is nearer."""


def oversikter(
    plan: Plan,
    dekninger: Dekninger,
    kalender: Arbeidskalender,
    regler: Varselregler,
    kilder: Mapping[str, Kildestand],
) -> Varselsutsikt:
    """The digests the agreement owes on the plan's day, and by step the next day it may owe one.

    They hang on the agreement's first unfinished step, which has the place for the days. `kilder` are the sources of
    meeting plans that somebody should see to, by body.
    """
    steg = next((s for s in plan if s.status not in FERDIG), None)
    if steg is None or (plan.slutt is not None and plan.dag > plan.slutt):
        return Varselsutsikt()
    rader: list[Utboksrad] = []
    dager: set[date] = set()
    ro = ro_med(regler.stille, kalender, ukentlig=False)
    if regler.ukesoversikt and (koordinator := dekninger.koordinator()):
        rader += _ukens(plan, steg, _som_vil_ha(koordinator, dekninger), dekninger, kalender, ro, kilder)
        dager |= {mandag(plan.dag, kalender), *_neste_uke(plan, dekninger.register, kalender, ro)}
    if regler.maanedsoversikt:
        rader += _maanedens(plan, steg, dekninger, kalender, ro)
        dager.add(foerste_arbeidsdag(plan.dag.year, plan.dag.month + 1, kalender))
        dager.add(foerste_arbeidsdag(plan.dag.year, plan.dag.month, kalender))
    framover = tuple(sorted(dag for dag in dager if dag > plan.dag))
    return Varselsutsikt(rader=tuple(rader), ellers={steg.id: framover} if framover else {})


def _ukens(
    plan: Plan,
    steg: Plansteg,
    koordinator: Collection[Mottaker],
    dekninger: Dekninger,
    kalender: Arbeidskalender,
    ro: Ro,
    kilder: Mapping[str, Kildestand],
) -> Iterator[Utboksrad]:
    """The week's, none in a quiet period: the first after it tells what is new since the last before it. Of an
    agreement with nothing new but something to see to it goes with what else goes that day, and by itself once a month;
    that is owed until its agreement is looked at for the next.
    """
    dag = mandag(plan.dag, kalender)
    if not plan.registrert < dag <= plan.dag or ro.er_stille(dag):
        return
    fra = _oversiktsmandag(plan.dag - EN_UKE, -EN_UKE, kalender, ro)
    i_ulage = [kilder[organ] for organ in _egne_organer(plan, dekninger.register) if organ in kilder]
    nytt = _er_nytt(plan, dekninger.register, fra, dag) or any(fra < kilde.fra <= dag for kilde in i_ulage)
    if not nytt and not _som_paa(dag, plan):
        return
    uendret = not nytt and not kommer(plan, dag + TO_UKER) and not er_nylig_forfalt(plan, fra, dag)
    if not uendret and plan.dag > dag + GYLDIG:
        return
    unaadde = _unaadde(plan, dekninger)
    if uendret and not (i_ulage or any(unaadde.values()) or krever_noe(plan, dag)):
        return
    data: dict[str, Jsonverdi] = {
        "dato": dag.isoformat(),
        "fra": fra.isoformat(),
        **unaadde,
        "kilder": [som_json(kilde) for kilde in i_ulage],
        "uendret": uendret,
    }
    forfaller = _maanedens_mandag(dag, kalender, ro) if uendret else dag
    for mottaker in koordinator:
        noekkel = noekkel_av(plan.avtale, Slag.UKESOVERSIKT, dag.isoformat(), mottaker.epost)
        yield rad_med(noekkel, plan, steg, Slag.UKESOVERSIKT, mottaker, forfaller, data)


def _maanedens_mandag(dag: date, kalender: Arbeidskalender, ro: Ro) -> date:
    """The first day from `dag` on with the week's digest that is the first of a month, quiet periods passed over."""
    for maaned in range(dag.month, dag.month + MAANEDER_I_AARET):
        foerste = date(dag.year + (maaned - 1) // 12, (maaned - 1) % 12 + 1, 1)
        mandagen = foerste + timedelta(days=-foerste.weekday() % 7)
        if (funnet := _oversiktsmandag(mandagen, EN_UKE, kalender, ro)) >= dag:
            return funnet
    return dag


def _som_vil_ha(mottakere: Iterable[Mottaker], dekninger: Dekninger) -> list[Mottaker]:
    """Without those who have asked to be spared digests."""
    valg = dekninger.register.varselvalg
    return [m for m in mottakere if m.kontakt is None or m.kontakt not in valg or valg[m.kontakt].oversikter]


def _som_paa(dag: date, plan: Plan) -> bool:
    """Whether nothing has come since the digest's day: what comes later in the week waits for the next digest."""
    return plan.dag == dag or (plan.dag.year == dag.year and not nye_fakta(plan, dag, plan.dag + EN_UKE))


def _oversiktsmandag(dag: date, steg: timedelta, kalender: Arbeidskalender, ro: Ro) -> date:
    """The Monday of the day's week, or the nearest a whole number of `steg` from it that is in no quiet period."""
    for _ in range(UKER_I_AARET):
        if not ro.er_stille(mandag(dag, kalender)):
            break
        dag += steg
    return mandag(dag, kalender)


def _er_nytt(plan: Plan, register: Register, fra: date, til: date) -> bool:
    return bool(nye_fakta(plan, fra, til) or nye_registerfakta(plan, register, fra, til))


def _egne_organer(plan: Plan, register: Register) -> list[str]:
    """The bodies of the agreement's parties whose plans are fetched."""
    return [o.id for o in register.organer.values() if o.kalenderkilde is not None and o.part in plan.parter]


def _neste_uke(plan: Plan, register: Register, kalender: Arbeidskalender, ro: Ro) -> Iterator[date]:
    """The next Monday with a digest, if there are news for it or something to see to, or news may come from a source,
    which wakes nobody when it fails; and the first on which there is something ahead.
    """
    neste = _oversiktsmandag(plan.dag + EN_UKE, EN_UKE, kalender, ro)
    siste = _oversiktsmandag(plan.dag, -EN_UKE, kalender, ro)
    if krever_noe(plan, neste) or _er_nytt(plan, register, siste, neste) or _egne_organer(plan, register):
        yield neste
    if (foerst := min(datoer_framover(plan), default=None)) is not None:
        yield max(neste, mandag(foerst - TO_UKER + timedelta(days=6), kalender))


def _unaadde(plan: Plan, dekninger: Dekninger) -> dict[str, Jsonverdi]:
    """The parties without a contact, and the addresses that turn mail away, of those with something to do."""
    parter = dict.fromkeys(part for steg in plan if steg.status not in FERDIG for part in steg.ball)
    dekket = [dekninger.for_part(part) for part in parter]
    return {
        "uten_kontakt": [d.part for d in dekket if d.uten_kontakt],
        "uleverbare": [[d.part, kontakt.epost] for d in dekket for kontakt in d.uleverbare],
    }


def _maanedens(
    plan: Plan, steg: Plansteg, dekninger: Dekninger, kalender: Arbeidskalender, ro: Ro
) -> Iterator[Utboksrad]:
    """The month's, none that would come in a quiet period: the next tells how things stand then."""
    dag = foerste_arbeidsdag(plan.dag.year, plan.dag.month, kalender)
    if not plan.registrert < dag <= plan.dag <= dag + GYLDIG or not _som_paa(dag, plan) or ro.er_stille(dag):
        return
    koordinator = {m.epost for m in dekninger.koordinator()}
    for part in plan.parter:
        if not parten(plan, part):
            continue
        dekket = dekninger.for_part(part)
        mottakere = {m.epost: m for m in (*dekket.mottakere, *(m for m in dekket.ledelse if m.kontakt))}
        data: dict[str, Jsonverdi] = {"dato": dag.isoformat(), "om_part": part}
        overlatt = dekninger.bare_overlatt(part)
        for mottaker in _som_vil_ha((*mottakere.values(), *overlatt), dekninger):
            if mottaker.epost in koordinator:  # has the week's
                continue
            uten_kollega, bare = list(_uten_kollega(plan, mottaker, dekninger)), overlatt.get(mottaker)
            if not parten(plan, part, mottaker.kontakt, uten_kollega, bare):  # a colleague has it
                continue
            noekkel = noekkel_av(plan.avtale, Slag.MAANEDSOVERSIKT, part, f"{dag:%Y-%m}", mottaker.epost)
            egne: dict[str, Jsonverdi] = {"uten_kollega": [*uten_kollega]} if uten_kollega else {}
            egne |= {"bare_overlatt": [*bare]} if bare else {}
            yield rad_med(noekkel, plan, steg, Slag.MAANEDSOVERSIKT, mottaker, dag, data | egne)


def _uten_kollega(plan: Plan, mottaker: Mottaker, dekninger: Dekninger) -> Iterator[str]:
    """The steps handed over to a colleague whom mail does not reach, or who has left."""
    for steg, kollega in overlatte(plan, mottaker.kontakt):
        naa = dekninger.register.kontakt_naa(kollega, plan.dag)
        if naa is None or naa.id == mottaker.kontakt or naa.epost in dekninger.uleverbare:
            yield steg.id
