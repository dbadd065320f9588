"""When reminders about one step fall due: pure arithmetic over the rules."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, timedelta

from modeller.arbeidskalender import Arbeidskalender, Rull
from modeller.avstand import Avstand
from modeller.livsloep import Krav
from modeller.plan import Plansteg, Status
from varsler.ankre import Ankerdag, ankre
from varsler.regler import NAAR_DET_GJELDER, Anker, Gjentas, Retning, Slag, Varselregel, Varselregler
from varsler.ro import Ro, ro_med
from varsler.varselpunkt import Varselpunkt, etter_utsettelsen, i_ro, med_pusterom
from varsler.vedtaksgang import (
    NESTE_MOETE,
    er_pauset,
    loep_er_utgaatt,
    minnes_igjen,
    naermeste_som_venter,
    utsatt_i_moete,
)
from varsler.ventende import Ventefrist

EN_DAG, EN_UKE = timedelta(days=1), timedelta(weeks=1)
SAA_LENGE_ET_ORD = 4 * EN_UKE
"""The coordinator's word is owed so long: the party's own may be late, and old news is none to her successor."""
ET_HALVAAR = 26 * EN_UKE
"""So long a light nudge that the calendar gives is worth saying."""
TID_TIL_ET_MOETE = 2 * EN_UKE
"""So long before its next meeting a body can be called to an extra one that is worth it."""
LENGSTE_STILLHET = 60 * EN_UKE
DAGER_I_MAANEDENS_FOERSTE_UKE = 7


def skal_varsles(steg: Plansteg) -> bool:
    """Whether anybody may be reminded: somebody can act, and neither rest nor an open question of role mutes it."""
    return kan_gjoeres(steg) and not steg.hvilende and not steg.uavklart


def kan_gjoeres(steg: Plansteg) -> bool:
    """Whether the step's parties can act: it is open, or it waits but can be done with a reservation. A meeting they
    have called they can hold, move or call off, whatever is missing before it.
    """
    if steg.status is not Status.VENTER:
        return steg.status is Status.AAPEN
    return steg.kan_ha_forbehold or (steg.er_innkalt and not er_pauset(steg))


@dataclass(frozen=True, slots=True, kw_only=True)
class Omstendigheter:
    """What an agreement says about the reminders of one of its steps.

    `innlest` is the day the agreement was registered here, `slutt` its last day when that is known, and
    `ventendes_frist` the first deadline among the steps that wait for this one. `anslag` is the day the recipient's
    party expects to be done, and `utsatt_til` the first day the recipient wants to hear of the step again. What is
    repeated is counted from `gjentas_fra`, when that is later than its own day, and without the Mondays `usagte`. With
    `koordinator` the recipient is the coordinator, who hears a working day after the party of what it is told once.
    """

    innlest: date
    slutt: date | None = None
    ventendes_frist: Ventefrist | None = None
    anslag: date | None = None
    utsatt_til: date | None = None
    gjentas_fra: date | None = None
    usagte: frozenset[str] = frozenset()
    koordinator: bool = False


def varselpunkter(
    steg: Plansteg, regler: Varselregler, kalender: Arbeidskalender, om: Omstendigheter, *, til: date
) -> tuple[Varselpunkt, ...]:
    """The reminders about an open step, in order; of one that is repeated, the first alone that falls due after `til`.

    Nothing due before the step opened, before that was registered, before the agreement was registered here or after
    its end is among them, nor what comes too soon after the one before, nor what fell due while its recipient had said
    to be on the case.
    """
    fra = max(om.innlest, steg.aapnet or om.innlest, steg.aapnet_registrert or om.innlest)
    ro = ro_med(regler.stille, kalender, ukentlig=regler.ukentlig)
    siste = _siste_dag(steg, om, regler, kalender, ro)
    punkter = sorted(
        (
            punkt
            for regel in regler.regler
            if regel.gjelder(steg) and not (om.koordinator and regel.taus_for_koordinator)
            for punkt in _av_regel(regel, steg, kalender, om, ro, fra=fra, til=til)
            if fra <= punkt.forfaller <= siste and (punkt.koordinator is not None or not om.koordinator)
        ),
        key=lambda p: p.forfaller,
    )
    if any(not p.regel.haster and ro.dag(p.forfaller) != p.forfaller for p in punkter):
        punkter = i_ro(punkter, ro)
    if om.koordinator:
        punkter = [replace(p, utloeper=p.forfaller + SAA_LENGE_ET_ORD) for p in punkter]
    punkter = [p for p in punkter if p.regel.paa or p.forbi]
    if om.anslag is not None:
        punkter = [p for p in punkter if p.forfaller > om.anslag]
    if om.utsatt_til is not None:
        punkter = etter_utsettelsen(punkter, ro.dag(kalender.rull(om.utsatt_til, Rull.FRAM)))
    return tuple(med_pusterom(punkter, kalender, til))


def gjeldende(punkter: tuple[Varselpunkt, ...], dag: date) -> Varselpunkt | None:
    """The one reminder owed on `dag`: the latest that is due. Those before it are overtaken."""
    forfalte = [p for p in punkter if p.forfaller <= dag]
    if not forfalte or forfalte[-1].forbi or ((utloeper := forfalte[-1].utloeper) and dag > utloeper):
        return None
    return forfalte[-1]


def _siste_dag(steg: Plansteg, om: Omstendigheter, regler: Varselregler, kalender: Arbeidskalender, ro: Ro) -> date:
    """The last day anybody is told about the step: the agreement's, or a while after, quiet days not counted, for what
    is due at its end.
    """
    if om.slutt is None:
        return date.max
    if steg.frist is None or steg.frist < om.slutt:
        return om.slutt
    siste = _etter(steg.frist, regler.hale, kalender)
    return siste + timedelta(days=ro.stille_dager(steg.frist, siste))


def _av_regel(
    regel: Varselregel, steg: Plansteg, kalender: Arbeidskalender, om: Omstendigheter, ro: Ro, *, fra: date, til: date
) -> Iterator[Varselpunkt]:
    if regel.anker in {Anker.AAPNET, Anker.INNLEST}:
        # What was open already when the agreement was registered is told as that, not as a turn that came now.
        kom_naa = fra > om.innlest or steg.aapnet == om.innlest
        if steg.aapnet is not None and (regel.anker is Anker.AAPNET) is kom_naa and not _har_hatt_sin_tid(steg, fra):
            dag = kalender.rull(fra, Rull.FRAM)
            utloept = regel.koordinator_utloept if _koordinators_sak(steg, dag) else None
            yield Varselpunkt(forfaller=_etter_parten(dag, om, kalender), regel=regel, koordinator=utloept)
        return
    for anker in ankre(regel, steg, fra, anslag=om.anslag, ventende=om.ventendes_frist):
        yield from _fra_anker(regel, steg, kalender, om, ro, anker, fra=fra, til=til)


def _fra_anker(
    regel: Varselregel,
    steg: Plansteg,
    kalender: Arbeidskalender,
    om: Omstendigheter,
    ro: Ro,
    anker: Ankerdag,
    *,
    fra: date,
    til: date,
) -> Iterator[Varselpunkt]:
    milepael, dato, talt_fra = anker
    if regel.retning is Retning.FOER:
        maaned = _er_bare_maaned(regel, steg, milepael, om)
        if maaned and steg.art not in regel.om_en_maaned:
            return
        tidligst = dato.replace(day=1) if maaned else dato  # it may mean the month's first day
        yield Varselpunkt(
            forfaller=kalender.rull(_foer(tidligst, regel.avstand, kalender), Rull.TILBAKE),
            regel=regel,
            milepael=milepael,
            dato=dato,
            talt_fra=tidligst if maaned else None,
            # Of a meeting that took a matter up again the day after asks what it decided.
            utloeper=None if regel.slag is Slag.PAA_DAGEN and milepael != NESTE_MOETE else dato,
        )
    elif regel.gjentas is None:
        dag = kalender.rull(_etter(talt_fra or dato, regel.avstand, kalender), Rull.FRAM)
        yield Varselpunkt(
            forfaller=_etter_parten(dag, om, kalender),
            regel=regel,
            milepael=milepael,
            dato=dato,
            talt_fra=talt_fra,
            koordinator=regel.koordinator,
        )
    else:
        # Counted from the day somebody could know: what was late already when it came gets its weeks too.
        tidligst = max(fra, om.gjentas_fra or fra)
        foerste = max(_etter(dato, regel.avstand, kalender), tidligst)
        if igjen := minnes_igjen(steg):
            yield from _mens_den_er_utsatt(regel, steg, kalender, ro, anker, fra=tidligst, igjen=igjen)
            foerste = max(foerste, igjen)
        nr = 1
        for mandag in _mandager(regel, kalender, ro, fra=foerste, til=max(til, fra)):
            if _er_sjelden(regel, nr) and not _er_maanedens_foerste(mandag):
                continue
            yield Varselpunkt(
                # Forward: back from Easter Monday would be the second in one week.
                forfaller=kalender.rull(mandag, Rull.FRAM),
                regel=regel,
                milepael=milepael,
                dato=dato,
                forekomst=mandag.isoformat(),
                koordinator=_til_koordinator(regel, nr),
                til_ledelsen=_til_ledelsen(regel, nr),
            )
            nr += mandag.isoformat() not in om.usagte


def _mens_den_er_utsatt(
    regel: Varselregel, steg: Plansteg, kalender: Arbeidskalender, ro: Ro, anker: Ankerdag, *, fra: date, igjen: date
) -> Iterator[Varselpunkt]:
    """What those who have a decision that was put off can do before the body meets again, said once: call it together,
    where that meeting is too late for what waits. It is said while it helps, sooner where what waits is near, and not
    when the body meets soon anyway. Nobody above them hears of it.
    """
    utsatt, venter = utsatt_i_moete(steg), naermeste_som_venter(steg)
    if utsatt is None or venter is None or regel.slag is not Slag.FORFALT:
        return
    milepael, dato, _ = anker
    sist = max(dato, utsatt)
    mandager = [
        next(_mandager(regel, kalender, ro, fra=max(fra, tidligst), til=igjen), igjen)
        for tidligst in (_etter(sist, regel.avstand, kalender), sist + EN_DAG)
    ]
    mandag = next((en for en in mandager if en < venter), mandager[0])
    if mandag + TID_TIL_ET_MOETE <= igjen:
        dag = kalender.rull(mandag, Rull.FRAM)
        yield Varselpunkt(forfaller=dag, regel=regel, milepael=milepael, dato=dato, forekomst=f"utsatt_den/{utsatt}")


def _har_hatt_sin_tid(steg: Plansteg, dag: date) -> bool:
    """Whether a light nudge, which is without date and requirement, is old news: its season was, or its year."""
    if steg.aapner is None or steg.frist is not None or steg.krav is not Krav.UTEN_KRAV:
        return False
    return steg.aapner.year < dag.year or steg.aapner + ET_HALVAAR <= dag


def _er_bare_maaned(regel: Varselregel, steg: Plansteg, milepael: str, om: Omstendigheter) -> bool:
    """Whether what a rule counts from is the date of the step itself, or of those that wait for it, of which only the
    month is known.
    """
    if regel.anker is Anker.DE_SOM_VENTER:
        return om.ventendes_frist is not None and om.ventendes_frist.bare_maaned
    return steg.bare_maaned and not milepael and regel.anker in {Anker.FOERSTE_MILEPAEL, Anker.DATO}


def _etter_parten(dag: date, om: Omstendigheter, kalender: Arbeidskalender) -> date:
    """The day of what is said once: nobody hears of a party on the day the party does."""
    return kalender.flytt(dag, 1) if om.koordinator else dag


def _koordinators_sak(steg: Plansteg, dag: date) -> bool:
    """Whether a decision came to its party too late for its ordinary route, and somebody counts on its date."""
    return loep_er_utgaatt(steg, dag) and steg.forpliktende and steg.art in NAAR_DET_GJELDER


def _til_ledelsen(regel: Varselregel, nr: int) -> bool:
    return regel.ledelse_fra is not None and regel.ledelse_fra <= nr <= (regel.ledelse_til or nr)


def _til_koordinator(regel: Varselregel, nr: int) -> Slag | None:
    if nr < regel.koordinator_fra:
        return None
    if regel.koordinator_ganger is None or nr < regel.koordinator_ganger:
        return regel.koordinator
    return regel.koordinator_sist if nr == regel.koordinator_ganger else None


def _foer(dag: date, avstand: Avstand, kalender: Arbeidskalender) -> date:
    return kalender.flytt(dag - _dager(avstand), -avstand.arbeidsdager)


def _etter(dag: date, avstand: Avstand, kalender: Arbeidskalender) -> date:
    return kalender.flytt(dag + _dager(avstand), avstand.arbeidsdager)


def _dager(avstand: Avstand) -> timedelta:
    if avstand.maaneder:
        raise ValueError("a reminder rule counts in days, working days or weeks, not in months")
    return timedelta(days=avstand.dager, weeks=avstand.uker)


def _er_sjelden(regel: Varselregel, nr: int) -> bool:
    return regel.sjeldnere_etter is not None and nr > regel.sjeldnere_etter


def _er_maanedens_foerste(mandag: date) -> bool:
    return mandag.day <= DAGER_I_MAANEDENS_FOERSTE_UKE


def _mandager(regel: Varselregel, kalender: Arbeidskalender, ro: Ro, *, fra: date, til: date) -> Iterator[date]:
    """The Mondays the rule falls on from `fra`, up to some weeks past `til`, so that the next is always among them;
    quiet weeks are passed over, and not counted.
    """
    mandag = fra + timedelta(days=-fra.weekday() % 7)
    bare_foerste = regel.gjentas is not Gjentas.HVER_MANDAG
    funnet = False
    while mandag <= til + 10 * EN_UKE or (not funnet and mandag <= til + LENGSTE_STILLHET):
        foerste = _er_maanedens_foerste(mandag)
        if foerste or not bare_foerste:
            dag = kalender.rull(mandag, Rull.FRAM)
            if ro.dag(dag) == dag:
                yield mandag
                # Where the rule comes more seldom in the end, one of those must be among them.
                funnet = funnet or (mandag > til and (foerste or regel.sjeldnere_etter is None))
        mandag += EN_UKE
