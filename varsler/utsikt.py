"""What a plan owes on its day: the outbox rows, and the next day each step may owe another. A pure function."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from datetime import date
from types import MappingProxyType
from typing import Any

from modeller.arbeidskalender import Arbeidskalender, Rull
from modeller.fakta import Fristart
from modeller.kildestand import Kildestand
from modeller.plan import FERDIG, Plan, Plansteg, Status
from modeller.register import Register
from modeller.varselrad import Fortalt, Jsonverdi, Utboksrad, Varselsutsikt
from varsler.dekninger import Dekninger, alle_mottakere
from varsler.flyttemelding import flyttemeldinger
from varsler.mottakere import Dekning
from varsler.nymottaker import med_ny_mottaker
from varsler.oenskevarsler import oenskevarsler
from varsler.oversikt.innhold import TO_UKER
from varsler.oversikt.rader import oversikter
from varsler.overtakelse import med_overtakelse
from varsler.paaminnelser import INGEN_PAAMINNELSER, Paaminner
from varsler.partsvarsler import partsvarsler
from varsler.rader import iso, noekkel_av, rad_med, stegrad
from varsler.regler import NAAR_DET_GJELDER, STANDARDREGLER, TIL_KOORDINATOR, Slag, Varselregler
from varsler.regler.valg import Regelsett
from varsler.ro import i_ro, ro_med
from varsler.takk import takk
from varsler.tidspunkter import skal_varsles
from varsler.vedtaksgang import naermeste_som_venter, satt_paa_vent, utsatt_i_moete
from varsler.ventende import ventendes_frister

INGEN: Mapping[Any, Any] = MappingProxyType({})
"""Nobody told, nobody unreachable."""


def varselsutsikt(
    *,
    plan: Plan,
    register: Register,
    kalender: Arbeidskalender,
    fortalt: Mapping[tuple[str, str], Fortalt] = INGEN,
    uleverbare: Mapping[str, date] = INGEN,
    kilder: Mapping[str, Kildestand] = INGEN,
    regler: Varselregler = STANDARDREGLER,
) -> Varselsutsikt:
    """All rows owed on the plan's day, queued before or not: `noekkel` tells them apart.

    `fortalt` is, by step id and e-mail address, what that address was last told of the step; `uleverbare` the
    addresses that have turned mail away for good, and since when; `kilder` the sources of meeting plans that somebody
    should see to, by body. `kommer` gives, per step, the days after the plan's
    a reminder could fall due if nothing happens. Nothing due before `plan.registrert` is owed.
    """
    dekninger = Dekninger(plan, register, plan.dag, uleverbare)
    sett = Regelsett(plan, register, regler)
    paaminner = Paaminner(
        plan=plan,
        kalender=kalender,
        sett=sett,
        frister=ventendes_frister(plan),
        fortalt=fortalt,
        koordinatoren=dekninger.koordinator,
        adresser=dekninger.adresser,
    )
    i_dag = kalender.rull(plan.dag, Rull.FRAM)
    rader: dict[str, Utboksrad] = {}
    kommer: dict[str, tuple[date, ...]] = {}
    nevnte = {steg_id for steg_id, _ in fortalt}
    paa_sin_dag: set[str] = set()  # the reminders' days are moved where they are picked
    for steg in plan:
        if not steg.moete and _uten_mottaker(steg, nevnte):
            continue
        om_moetet = [rad for rad in _om_moetet(plan, steg, dekninger, fortalt, i_dag) if rad.slag in regler.moeter]
        if steg.status in FERDIG:
            rader |= {rad.noekkel: rad for rad in om_moetet}
            continue
        paaminnelser = paaminner.om(steg, dekninger.for_ballen(steg)) if skal_varsles(steg) else INGEN_PAAMINNELSER
        paa_sin_dag.update(rad.noekkel for rad in paaminnelser.rader)
        if paaminnelser.kommer:
            kommer[steg.id] = paaminnelser.kommer
        nye = [
            *om_moetet,
            *flyttemeldinger(plan, steg, dekninger, fortalt, i_dag),
            *paaminnelser.rader,
            *_avklaring(plan, steg, dekninger, i_dag),
            *_avslag(plan, steg, dekninger, i_dag),
            *_anslag(plan, steg, dekninger, i_dag),
            *_tapt_moete(plan, steg, dekninger, i_dag),
            *_utsatt(plan, steg, dekninger, i_dag),
            *oenskevarsler(plan, steg, dekninger, fortalt, i_dag),
        ]
        beroerte = dekninger.for_deltakerne(steg) if om_moetet else []
        nye += _til_koordinator_om_huller(plan, steg, dekninger, beroerte, nye, i_dag)
        for rad in nye:
            rader.setdefault(rad.noekkel, rad)
    rader |= {rad.noekkel: rad for rad in takk(plan, dekninger, fortalt, kalender, regler)}
    andre = (
        partsvarsler(plan, register, kalender, regler, dekninger, uleverbare),
        oversikter(plan, dekninger, kalender, regler, kilder),
    )
    ellers: dict[str, tuple[date, ...]] = {}
    for en in andre:
        for samlet, dagene in ((kommer, en.kommer), (ellers, en.ellers)):
            for steg_id, dager in dagene.items():
                samlet[steg_id] = tuple(sorted({*samlet.get(steg_id, ()), *dager}))
    alle = (*rader.values(), *(rad for en in andre for rad in en.rader))
    skyldig = (
        rad
        if rad.noekkel in paa_sin_dag
        else i_ro(rad, ro_med(regler.stille, kalender, ukentlig=sett.er_ukentlig(rad.kontakt)))
        for rad in alle
    )
    fortalte = {epost for _, epost in fortalt}
    med_ny = med_ny_mottaker(skyldig, plan, dekninger, fortalt)
    return Varselsutsikt(rader=tuple(med_overtakelse(med_ny, plan, register, fortalte)), kommer=kommer, ellers=ellers)


def _uten_mottaker(steg: Plansteg, nevnte: Collection[str]) -> bool:
    """Most steps of most plans: done, or to come and never spoken of, so that nobody has anything to be told."""
    if steg.status is Status.KOMMENDE:
        return steg.id not in nevnte and not steg.merknader
    return steg.status in FERDIG


def _om_moetet(
    plan: Plan, steg: Plansteg, dekninger: Dekninger, fortalt: Mapping[tuple[str, str], Fortalt], i_dag: date
) -> Iterator[Utboksrad]:
    """What those who take part in a meeting without calling it are told: that it is called, moved or called off."""
    if not steg.moete or steg.status is Status.UTFOERT:
        return
    innkalt = steg.frist if steg.art is Fristart.FRIST and steg.status not in FERDIG else None
    innkallere = {m.epost for part in steg.parter for m in dekninger.for_part(part).mottakere}
    ramme = str(steg.ramme)
    for mottaker in alle_mottakere(dekninger.for_deltakerne(steg)):
        sagt = fortalt.get((steg.id, mottaker.epost))
        if sagt is not None and sagt.frist is None:
            sagt = None
        gammel = sagt.frist if sagt else None
        data: dict[str, Jsonverdi] = {"dato": iso(innkalt or gammel)}
        if mottaker.epost in innkallere:
            continue
        if innkalt is None:
            if gammel is not None and gammel >= plan.dag and (gammel != steg.frist or steg.art is Fristart.FRIST):
                yield stegrad(plan, steg, Slag.MOETE_AVLYST, mottaker, i_dag, data, iso(gammel))
        elif innkalt < plan.dag:
            continue
        elif sagt is None:
            yield stegrad(plan, steg, Slag.MOETE_INNKALT, mottaker, i_dag, data, iso(innkalt))
        elif sagt[:2] != (innkalt, ramme):
            # Another time or place alone is told too; the ones before it are part of what this word is known by.
            deler = (iso(gammel), iso(innkalt), *([sagt.ramme, ramme] if sagt.ramme != ramme else []))
            flyttet = data | {"gammel_dato": iso(gammel)}
            yield stegrad(plan, steg, Slag.MOETE_FLYTTET, mottaker, i_dag, flyttet, *deler)


def _avklaring(plan: Plan, steg: Plansteg, dekninger: Dekninger, i_dag: date) -> Iterator[Utboksrad]:
    """A pause mutes the reminders, but whoever the step now waits for must hear of it, once."""
    if (pauset := satt_paa_vent(steg)) is None:
        return
    data: dict[str, Jsonverdi] = {"milepael": "", "dato": iso(steg.frist) or None}
    for mottaker in alle_mottakere(dekninger.for_ballen(steg)):
        yield stegrad(plan, steg, Slag.AVKLARING, mottaker, i_dag, data, "", pauset.isoformat())


def _avslag(plan: Plan, steg: Plansteg, dekninger: Dekninger, i_dag: date) -> Iterator[Utboksrad]:
    if steg.avslaatt:
        for mottaker in dekninger.koordinator():
            yield stegrad(plan, steg, Slag.AVSLAG, mottaker, i_dag, {}, "", "", "")


def _anslag(plan: Plan, steg: Plansteg, dekninger: Dekninger, i_dag: date) -> Iterator[Utboksrad]:
    """A party expects to be done after the deadline: the coordinator hears it once, and can act in time."""
    if steg.art is not Fristart.FRIST or steg.frist is None or steg.uavklart:
        return
    for part, anslag in steg.oppfoelging.anslag.items():
        if part not in (steg.ball or steg.parter) or anslag.dato <= steg.frist or anslag.sagt < plan.registrert:
            continue
        data: dict[str, Jsonverdi] = {"milepael": "", "dato": iso(steg.frist), "om_part": part}
        data["anslag"] = iso(anslag.dato)
        for mottaker in dekninger.koordinator():
            yield stegrad(plan, steg, Slag.KOORDINATOR_ANSLAG, mottaker, i_dag, data, part, iso(anslag.dato))


def _tapt_moete(plan: Plan, steg: Plansteg, dekninger: Dekninger, i_dag: date) -> Iterator[Utboksrad]:
    """A decision, open or still to come, has lost the meeting it was to be made in, before that day came: the
    coordinator hears what it means.
    """
    if steg.hvilende or steg.uavklart or not steg.forpliktende or steg.art not in NAAR_DET_GJELDER:
        return
    tapte = (ledd.felt["moete"] for ledd in steg.merknader if ledd.setning in {"moetet_er_avlyst", "moetet_er_flyttet"})
    tapt = next((dag for dag in tapte if isinstance(dag, date)), None)
    if tapt is None or tapt < plan.dag:
        return
    data: dict[str, Jsonverdi] = {"milepael": "", "dato": tapt.isoformat()}
    for mottaker in dekninger.koordinator():
        yield stegrad(plan, steg, Slag.KOORDINATOR_MOETE_BORTE, mottaker, i_dag, data, "", tapt.isoformat())


def _utsatt(plan: Plan, steg: Plansteg, dekninger: Dekninger, i_dag: date) -> Iterator[Utboksrad]:
    """A body put a decision off until after what waits for it, and the digest would tell the coordinator late: she
    hears at once what it means.
    """
    dag = utsatt_i_moete(steg)
    if dag is None or dag < plan.registrert or steg.hvilende or steg.uavklart:
        return
    venter = naermeste_som_venter(steg)
    if venter is None or not plan.dag <= venter <= dag + TO_UKER or not steg.forpliktende:
        return
    if steg.art in NAAR_DET_GJELDER:
        data: dict[str, Jsonverdi] = {"milepael": "", "dato": dag.isoformat()}
        for mottaker in dekninger.koordinator():
            yield stegrad(plan, steg, Slag.KOORDINATOR_MOETE_BORTE, mottaker, i_dag, data, "utsatt", dag.isoformat())


def _til_koordinator_om_huller(
    plan: Plan,
    steg: Plansteg,
    dekninger: Dekninger,
    ogsaa: list[Dekning],
    rader: list[Utboksrad],
    i_dag: date,
) -> Iterator[Utboksrad]:
    """A contact who has left or cannot be reached is never a silent hole: said once for each hole."""
    if not any(rad.slag not in TIL_KOORDINATOR for rad in rader) and not _ingen_naadd(steg, dekninger):
        return
    for dekket in [*dekninger.for_ballen(steg), *ogsaa]:
        felles: dict[str, Jsonverdi] = {
            "om_part": dekket.part,
            "postmottak": dekket.mottakere[0].epost if dekket.mottakere and not dekket.mottakere[0].kontakt else None,
        }
        for koordinator in dekninger.koordinator():
            if dekket.uten_kontakt:
                siden = dekninger.siste_kontakt_sluttet(dekket.part)
                deler = (dekket.part, iso(siden), str(felles["postmottak"] or ""), koordinator.epost)
                noekkel = noekkel_av(plan.avtale, Slag.UTEN_KONTAKT, *deler)
                yield rad_med(noekkel, plan, steg, Slag.UTEN_KONTAKT, koordinator, i_dag, felles)
            for tapt in dekket.uleverbare:
                siden = dekninger.uleverbare[tapt.epost]
                deler = (tapt.id, tapt.epost, iso(siden), koordinator.epost)
                data = {**felles, "adresse": tapt.epost, "navn": tapt.navn}
                noekkel = noekkel_av(plan.avtale, Slag.IKKE_LEVERT, *deler)
                yield rad_med(noekkel, plan, steg, Slag.IKKE_LEVERT, koordinator, i_dag, data)


def _ingen_naadd(steg: Plansteg, dekninger: Dekninger) -> bool:
    """Whether an open step's party has nobody at all to tell, so that no row of its own says so."""
    return skal_varsles(steg) and any(not d.mottakere for d in dekninger.for_ballen(steg))
