"""When reminders about one step fall due: pure arithmetic over the rules, with the restraint between reminders."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from modeller.arbeidskalender import Arbeidskalender, Rull
from modeller.plan import Milepael, Plansteg, Status
from modeller.regler import Avstand
from varsler.regler import Anker, Gjentas, Retning, Slag, Varselregel, Varselregler

EN_UKE = timedelta(weeks=1)
DAGER_I_MAANEDENS_FOERSTE_UKE = 7


@dataclass(frozen=True, slots=True, kw_only=True)
class Varselpunkt:
    """One reminder about a step: the working day it falls due, what it counts from and which occurrence it is.

    `dato` is the date the reader is reminded of and `utloeper` the last day it makes sense to send it.
    """

    forfaller: date
    regel: Varselregel
    milepael: str = ""
    dato: date | None = None
    forekomst: str = ""
    utloeper: date | None = None

    @property
    def slag(self) -> Slag:
        """The kind of message."""
        return self.regel.slag


def skal_varsles(steg: Plansteg) -> bool:
    """Whether anybody may be reminded: somebody can act, and neither rest nor an open question of role mutes it."""
    return kan_gjoeres(steg) and not steg.hvilende and not steg.uavklart


def kan_gjoeres(steg: Plansteg) -> bool:
    """Whether the step's parties can act: it is open, or it waits but can be done with a reservation."""
    return steg.status is Status.AAPEN or (steg.status is Status.VENTER and steg.kan_ha_forbehold)


def varselpunkter(
    steg: Plansteg, regler: Varselregler, kalender: Arbeidskalender, *, innlest: date, til: date
) -> tuple[Varselpunkt, ...]:
    """The reminders about an open step, in order, up to and including the first that falls due after `til`.

    Nothing due before the step opened, before that was registered or before `innlest` (the day the agreement was
    registered here) is among them, nor what comes too soon after the one before.
    """
    fra = max(innlest, steg.aapnet or innlest, steg.aapnet_registrert or innlest)
    punkter = sorted(
        (
            punkt
            for regel in regler.regler
            if steg.art in regel.arter and steg.krav in regel.krav and regel.gjelder_naa(steg.status)
            for punkt in _av_regel(regel, steg, kalender, fra=fra, innlest=innlest, til=til)
            if punkt.forfaller >= fra
        ),
        key=lambda p: p.forfaller,
    )
    return tuple(_med_pusterom(punkter, regler.pusterom_arbeidsdager, kalender, til))


def gjeldende(punkter: tuple[Varselpunkt, ...], dag: date) -> Varselpunkt | None:
    """The one reminder owed on `dag`: the latest that is due. Those before it are overtaken."""
    forfalte = [p for p in punkter if p.forfaller <= dag]
    if not forfalte or ((utloeper := forfalte[-1].utloeper) and dag > utloeper):
        return None
    return forfalte[-1]


def loep_er_utgaatt(steg: Plansteg, dag: date) -> bool:
    """Whether the first milestone of a decision has passed on `dag` without being reached."""
    foerste = _unaadd_foerste(steg)
    return foerste is not None and foerste.dato < dag


def _unaadd_foerste(steg: Plansteg) -> Milepael | None:
    """The first milestone, unless it or any later one is reached: few register every point on the way."""
    if not steg.milepaeler or any(m.naadd for m in steg.milepaeler):
        return None
    return steg.milepaeler[0]


def _med_pusterom(
    punkter: list[Varselpunkt], arbeidsdager: int, kalender: Arbeidskalender, til: date
) -> Iterator[Varselpunkt]:
    forrige: Varselpunkt | None = None
    for punkt in punkter:
        for_tett = forrige is not None and kalender.antall(forrige.forfaller, punkt.forfaller) < arbeidsdager
        if for_tett and not punkt.regel.maa_fram:
            continue
        yield punkt
        if punkt.forfaller > til:
            return
        forrige = punkt


def _av_regel(
    regel: Varselregel, steg: Plansteg, kalender: Arbeidskalender, *, fra: date, innlest: date, til: date
) -> Iterator[Varselpunkt]:
    if regel.anker is Anker.AAPNET:
        # What was open already when the agreement was read in is nobody's news.
        if steg.aapnet is not None and steg.aapnet >= innlest:
            yield Varselpunkt(forfaller=kalender.rull(fra, Rull.FRAM), regel=regel)
        return
    anker = _anker(regel, steg, fra)
    if anker is None:
        return
    milepael, dato = anker
    if regel.retning is Retning.FOER:
        # A date of month precision may mean the month's first day.
        tidligst = dato.replace(day=1) if steg.bare_maaned else dato
        yield Varselpunkt(
            forfaller=kalender.rull(_foer(tidligst, regel.avstand, kalender), Rull.TILBAKE),
            regel=regel,
            milepael=milepael,
            dato=dato,
            utloeper=None if regel.slag is Slag.PAA_DAGEN else dato,
        )
    elif regel.gjentas is None:
        dag = kalender.rull(_etter(dato, regel.avstand, kalender), Rull.FRAM)
        yield Varselpunkt(forfaller=dag, regel=regel, milepael=milepael, dato=dato)
    else:
        for mandag in _mandager(_etter(dato, regel.avstand, kalender), max(til, fra), regel.gjentas):
            yield Varselpunkt(
                forfaller=kalender.rull(mandag, Rull.TILBAKE),
                regel=regel,
                milepael=milepael,
                dato=dato,
                forekomst=mandag.isoformat(),
            )


def _anker(regel: Varselregel, steg: Plansteg, fra: date) -> tuple[str, date] | None:
    """The milestone key ('' for the step as a whole) and the date the rule counts from, if it applies now."""
    if steg.frist is None or (regel.bare_vedtak and not steg.milepaeler):
        return None
    match regel.anker:
        case Anker.VEDTAKSMOETE:
            siste = steg.milepaeler[-1]
            gaar_sin_gang = any(m.naadd for m in steg.milepaeler) or steg.milepaeler[0].dato >= siste.dato
            ventes = len(steg.milepaeler) > 1 and gaar_sin_gang and not _utsatt(steg)
            return (siste.noekkel, siste.dato) if ventes else None
        case Anker.MOETET:
            moetet = steg.milepaeler[-1]
            return None if moetet.dato < fra or _utsatt(steg) else (moetet.noekkel, moetet.dato)
        case Anker.FOERSTE_MILEPAEL if steg.milepaeler:
            foerste = _unaadd_foerste(steg)
            if foerste is None or (regel.retning is Retning.ETTER and foerste.dato < fra):
                return None
            return foerste.noekkel, foerste.dato
        case _:
            return "", steg.frist


def _utsatt(steg: Plansteg) -> bool:
    """Whether the deciding body has met already and put the matter off."""
    return any(ledd.setning == "utsatt_i_moete" for ledd in steg.merknader)


def _foer(dag: date, avstand: Avstand, kalender: Arbeidskalender) -> date:
    return kalender.flytt(dag - _dager(avstand), -avstand.arbeidsdager)


def _etter(dag: date, avstand: Avstand, kalender: Arbeidskalender) -> date:
    return kalender.flytt(dag + _dager(avstand), avstand.arbeidsdager)


def _dager(avstand: Avstand) -> timedelta:
    if avstand.maaneder:
        raise ValueError("a reminder rule counts in days, working days or weeks, not in months")
    return timedelta(days=avstand.dager, weeks=avstand.uker)


def _mandager(fra: date, til: date, gjentas: Gjentas) -> Iterator[date]:
    """The Mondays from `fra`, up to some weeks past `til`, so that the next one is always among them."""
    mandag = fra + timedelta(days=-fra.weekday() % 7)
    while mandag <= til + 10 * EN_UKE:
        if gjentas is Gjentas.HVER_MANDAG or mandag.day <= DAGER_I_MAANEDENS_FOERSTE_UKE:
            yield mandag
        mandag += EN_UKE
