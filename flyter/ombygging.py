"""Everything derived anew: after a change of lifecycles, days off or reminder rules, applied or only tried."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta

from flyter.forbigaatt import FOER_REGLENE, Rader, foer_reglene, regelverket, ventende
from flyter.grunnlag import Grunnlag
from flyter.oppdatering import Avledning, Registerstand, avled_dagen, hent_register, oppdater, oslodag
from modeller.lager import faktalager, projeksjon, utboks
from modeller.lager.lager import Lager, Tx
from modeller.lager.projeksjon import Planstegrad
from modeller.plan import Plan
from modeller.register import Register
from modeller.varselrad import Utboksrad

EN_DAG = timedelta(days=1)


@dataclass(frozen=True, slots=True, kw_only=True)
class Flytting:
    """A day that is another than before; None for none. `milepael` is the key of the step's milestone it is the day of,
    None for the step's own date.
    """

    avtale: str
    steg: str
    fra: date | None
    til: date | None
    milepael: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Varselflytting:
    """The days from now on that a step is reminded on and was not, and the other way round, as things stand.

    Of a reminder that is repeated until the step is done, only the first day is counted.
    """

    avtale: str
    steg: str
    kommer: tuple[date, ...]
    gaar: tuple[date, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Tidsvirkning:
    """What the days that have gone since the stored dates were derived have changed by themselves, whatever the rules:
    the mornings would have come to the same.
    """

    datoer: tuple[Flytting, ...] = ()
    nye: tuple[Utboksrad, ...] = ()
    trukne: tuple[Utboksrad, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Ombygging:
    """What deriving everything anew changed: by the rules, and in `tiden` what only time did.

    `datoer` are the dates of steps and of their milestones, `varsler` the days of their reminders to come. `nye` are
    the reminders that are owed now and were not, `trukne` those that are not owed any more, `forbigaatte` those that
    will not be sent, since their day was over. `planer` (by agreement) and `register` are as of today.
    """

    avtaler: tuple[str, ...]
    endrede_steg: int
    datoer: tuple[Flytting, ...]
    varsler: tuple[Varselflytting, ...]
    nye: tuple[Utboksrad, ...]
    trukne: tuple[Utboksrad, ...]
    forbigaatte: tuple[Utboksrad, ...]
    tiden: Tidsvirkning = Tidsvirkning()
    planer: Mapping[str, Plan] = field(compare=False)
    register: Register = field(compare=False)


async def bygg_om(
    lager: Lager,
    *,
    naa: datetime,
    grunnlag: Grunnlag,
    proev: bool = False,
    fremdrift: Callable[[int, int], None] = lambda _gjort, _alle: None,
) -> Ombygging:
    """Drop the whole projection and derive it again from the facts, in one transaction (rolled back with `proev`).

    `fremdrift` is told after each agreement how many are done, and of how many. `naa` is aware UTC.
    """
    dag = oslodag(naa)
    async with lager.proeving() if proev else lager.skriving() as tx:
        foer, venter = await foer_reglene(tx, grunnlag.kalender), await ventende(tx)
        stegene = foer.stegene
        siden_sist = await _siden_sist(tx, stegene, dag, grunnlag)
        await projeksjon.slett_alt(tx)
        stand = await hent_register(tx, dag)
        avtaler = await faktalager.avtaler(tx)
        planer = {}
        for nr, avtale in enumerate(avtaler, start=1):
            plan = await oppdater(tx, avtale, naa=naa, grunnlag=grunnlag, stand=stand)
            if plan is not None:
                planer[avtale] = plan
            fremdrift(nr, len(avtaler))
        etter, koe = await _rader(tx), await ventende(tx)
        nye = [rad for noekkel, rad in koe.items() if noekkel not in venter]
        trukne = [rad for noekkel, rad in venter.items() if noekkel not in koe]
        forbi = [rad for rad in nye if foer.er_forbi(rad, dag)]
        await utboks.gaa_forbi(tx, [rad.noekkel for rad in forbi], FOER_REGLENE)
        await projeksjon.sett_regelverk(tx, regelverket(grunnlag), naa)
    med_reglene = {noekkel: rad for noekkel, rad in etter.items() if noekkel[0] not in siden_sist}
    for avledet in siden_sist.values():
        med_reglene |= {(rad.avtale, rad.steg_id): rad for rad in avledet.rader}
    skyldig_da = {avtale: {rad.noekkel for rad in da.skyldig} for avtale, da in siden_sist.items()}
    tidens_nye = [rad for rad in nye if _er_tidens(rad, stegene, skyldig_da) and not foer.er_forbi(rad, dag)]
    tidens_trukne = [rad for rad in trukne if rad.noekkel in skyldig_da.get(rad.avtale, ())]
    utenom = {rad.noekkel for rad in (*forbi, *tidens_nye, *tidens_trukne)}
    return Ombygging(
        avtaler=avtaler,
        endrede_steg=len({(rad.avtale, rad.steg_id) for rad in {*stegene.values()} ^ {*med_reglene.values()}}),
        datoer=tuple(_flyttede(stegene, med_reglene)),
        varsler=tuple(_varsler(stegene, med_reglene, dag)),
        nye=tuple(rad for rad in nye if rad.noekkel not in utenom),
        trukne=tuple(rad for rad in trukne if rad.noekkel not in utenom),
        forbigaatte=tuple(forbi),
        tiden=Tidsvirkning(
            datoer=tuple(_flyttede(med_reglene, etter)), nye=tuple(tidens_nye), trukne=tuple(tidens_trukne)
        ),
        planer=planer,
        register=stand.register,
    )


async def sist_regnet_ut(lager: Lager) -> date | None:
    """The day up to which what is stored has been kept: by a registration, a job or a rebuild; None when by none."""
    async with lager.lesing() as tx:
        sist = await projeksjon.sist_holdt_ved_like(tx)
    return oslodag(sist) if sist else None


async def ta_i_bruk_nye_regler(lager: Lager, *, naa: datetime, grunnlag: Grunnlag) -> Ombygging | None:
    """Derive everything anew when the rules are others than those the stored dates came of; None when they are not.

    `naa` is aware UTC.
    """
    async with lager.lesing() as tx:
        kjent = await projeksjon.regelverk(tx)
    return None if kjent == regelverket(grunnlag) else await bygg_om(lager, naa=naa, grunnlag=grunnlag)


async def _siden_sist(tx: Tx, stegene: Rader, dag: date, grunnlag: Grunnlag) -> Mapping[str, Avledning]:
    """The agreements that no morning has got round to, derived with these rules for the last day their stored dates
    hold for: what is another then is so by the rules alone.
    """
    neste: dict[str, date] = {}
    for rad in stegene.values():
        for kommer in (rad.neste_skifte, rad.neste_varsel):
            if kommer is not None:
                neste[rad.avtale] = min(neste.get(rad.avtale, kommer), kommer)
    register: dict[date, Registerstand] = {}
    avledet: dict[str, Avledning] = {}
    for avtale in sorted(avtale for avtale, kommer in neste.items() if kommer <= dag):
        gjaldt = neste[avtale] - EN_DAG
        if gjaldt not in register:
            register[gjaldt] = await hent_register(tx, gjaldt)
        da = await avled_dagen(tx, avtale, dag=gjaldt, grunnlag=grunnlag, stand=register[gjaldt])
        if da is not None:
            avledet[avtale] = da
    return avledet


def _er_tidens(rad: Utboksrad, stegene: Rader, skyldig_da: Mapping[str, Collection[str]]) -> bool:
    """Whether a reminder is owed now only because its day has come: the rules of before would have asked for it."""
    if rad.avtale not in skyldig_da or rad.noekkel in skyldig_da[rad.avtale]:
        return False
    foer = stegene.get((rad.avtale, rad.steg))
    return foer is not None and foer.neste_varsel is not None and foer.neste_varsel <= rad.forfaller


async def _rader(tx: Tx) -> Rader:
    return {(rad.avtale, rad.steg_id): rad for rad in await projeksjon.les_plan(tx)}


def _flyttede(foer: Rader, etter: Rader) -> Iterator[Flytting]:
    for noekkel in sorted({**foer, **etter}):
        avtale, steg = noekkel
        gammel, ny = foer.get(noekkel), etter.get(noekkel)
        fra, til = (rad.frist if rad else None for rad in (gammel, ny))
        if fra != til:
            yield Flytting(avtale=avtale, steg=steg, fra=fra, til=til)
        gamle, nye = (rad.milepaelsdager() if rad else {} for rad in (gammel, ny))
        if gamle is None or nye is None:
            continue  # a projection from before milestones were noted
        for milepael in {**gamle, **nye}:
            if gamle.get(milepael) != nye.get(milepael):
                dager = {"fra": gamle.get(milepael), "til": nye.get(milepael)}
                yield Flytting(avtale=avtale, steg=steg, milepael=milepael, **dager)


def _varsler(foer: Rader, etter: Rader, dag: date) -> Iterator[Varselflytting]:
    for noekkel in sorted({**foer, **etter}):
        gamle, nye = (_framover(rader.get(noekkel), dag) for rader in (foer, etter))
        if gamle is not None and nye is not None and gamle != nye:
            avtale, steg = noekkel
            yield Varselflytting(
                avtale=avtale, steg=steg, kommer=tuple(sorted(nye - gamle)), gaar=tuple(sorted(gamle - nye))
            )


def _framover(rad: Planstegrad | None, dag: date) -> set[date] | None:
    dager = rad.varselsdager() if rad else ()
    return None if dager is None else {varsel for varsel in dager if varsel > dag}
