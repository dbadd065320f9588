"""Everything derived anew: after a change of lifecycles, days off or reminder rules, applied or only tried."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime

from flyter.oppdatering import Grunnlag, hent_register, oppdater, oslodag
from flyter.regelverk import fingeravtrykk
from modeller.lager import faktalager, projeksjon, utboks
from modeller.lager.lager import Lager, Tx
from modeller.lager.projeksjon import Planstegrad
from modeller.lager.tabeller import Utbokstilstand
from modeller.plan import Plan
from modeller.register import Register
from modeller.varselrad import Utboksrad

FOER_REGLENE = "Gjaldt en dag før reglene ble endret."

Rader = Mapping[tuple[str, str], Planstegrad]


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
class Ombygging:
    """What deriving everything anew changed.

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
    async with lager.proeving() if proev else lager.skriving() as tx:
        stegene, venter = await _rader(tx), await _koe(tx)
        await projeksjon.slett_alt(tx)
        stand = await hent_register(tx, oslodag(naa))
        avtaler = await faktalager.avtaler(tx)
        planer = {}
        for nr, avtale in enumerate(avtaler, start=1):
            plan = await oppdater(tx, avtale, naa=naa, grunnlag=grunnlag, stand=stand)
            if plan is not None:
                planer[avtale] = plan
            fremdrift(nr, len(avtaler))
        etter, koe = await _rader(tx), await _koe(tx)
        nye = [rad for noekkel, rad in koe.items() if noekkel not in venter]
        forbi = [rad for rad in nye if _er_forbi(rad, stegene, oslodag(naa))]
        await utboks.gaa_forbi(tx, [rad.noekkel for rad in forbi], FOER_REGLENE)
        await projeksjon.sett_regelverk(tx, fingeravtrykk(grunnlag), naa)
    return Ombygging(
        avtaler=avtaler,
        endrede_steg=len({(rad.avtale, rad.steg_id) for rad in {*stegene.values()} ^ {*etter.values()}}),
        datoer=tuple(_flyttede(stegene, etter)),
        varsler=tuple(_varsler(stegene, etter, oslodag(naa))),
        nye=tuple(rad for rad in nye if rad not in forbi),
        trukne=tuple(rad for noekkel, rad in venter.items() if noekkel not in koe),
        forbigaatte=tuple(forbi),
        planer=planer,
        register=stand.register,
    )


async def ta_i_bruk_nye_regler(lager: Lager, *, naa: datetime, grunnlag: Grunnlag) -> Ombygging | None:
    """Derive everything anew when the rules are others than those the stored dates came of; None when they are not.

    `naa` is aware UTC.
    """
    async with lager.lesing() as tx:
        kjent = await projeksjon.regelverk(tx) == fingeravtrykk(grunnlag)
    return None if kjent else await bygg_om(lager, naa=naa, grunnlag=grunnlag)


def _er_forbi(rad: Utboksrad, stegene: Rader, dag: date) -> bool:
    """Whether the day of a reminder was over before the rules that ask for it came.

    One that the rules of before asked for too, and that no morning has got round to, is owed as ever.
    """
    if rad.forfaller >= dag or not any(avtale == rad.avtale for avtale, _ in stegene):
        return False
    foer = stegene.get((rad.avtale, rad.steg))
    return foer is None or foer.neste_varsel is None or foer.neste_varsel > rad.forfaller


async def _rader(tx: Tx) -> Rader:
    return {(rad.avtale, rad.steg_id): rad for rad in await projeksjon.les_plan(tx)}


async def _koe(tx: Tx) -> dict[str, Utboksrad]:
    return {koerad.rad.noekkel: koerad.rad for koerad in await utboks.les_koe(tx, Utbokstilstand.VENTER)}


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
