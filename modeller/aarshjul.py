"""The shared annual cycle: what falls due for whom in one year over many agreements, and where too much meets."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum

from modeller.kollisjoner import Grenser, Innslag, Innslagsslag, Kollisjon, finn_kollisjoner, uke
from modeller.livsloep import Krav
from modeller.plan import FERDIG, Milepael, Plan, Plansteg, Status
from modeller.register import Register
from modeller.tekst import Tekst

UTELATT = frozenset({Status.IKKE_AKTUELL, Status.BORTFALT})


class Utenforgrunn(StrEnum):
    """Why an agreement has nothing, or not all, in the year."""

    FOER = "foer"
    SLUTT = "slutt"
    REKKER_IKKE = "rekker_ikke"
    INGEN_DATOER = "ingen_datoer"


@dataclass(frozen=True, slots=True, kw_only=True)
class Utenfor:
    """An agreement that is not (wholly) in the year. `aar` is the year it began, ended or is planned through; None when
    its plan simply has no date that year.
    """

    avtale: str
    grunn: Utenforgrunn
    aar: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Aarshjul:
    """One year of some agreements. `innslag` stand by date; with a `part` all is seen from there."""

    aar: int
    dag: date
    """The day the plans are as of."""
    part: str | None = None
    avtaler: Mapping[str, Tekst] = field(default_factory=dict)
    """The agreements' names, by id; also of those that are `utenfor`."""
    innslag: tuple[Innslag, ...] = ()
    kollisjoner: tuple[Kollisjon, ...] = ()
    utenfor: tuple[Utenfor, ...] = ()
    uten_dato: tuple[tuple[str, Plansteg], ...] = ()
    """Agreement and step, for unfinished steps of the year that nothing gives a date."""

    def maaned(self, maaned: int) -> tuple[Innslag, ...]:
        """What falls in the month (1–12); what has only a month stands last."""
        return tuple(en for en in self.innslag if en.dag.month == maaned)


def aarshjul(
    planer: Sequence[Plan],
    register: Register,
    aar: int,
    dag: date,
    *,
    part: str | None = None,
    avtaler: Collection[str] = (),
    grenser: Grenser = Grenser(),  # noqa: B008 - frozen
) -> Aarshjul:
    """Gather the plans of one day (`dag`) in a year.

    With `part`, only what that party does or takes part in and its own collisions; with `avtaler`, only those
    agreements. Collisions are looked for in all the plans even so: what an agreement meets is mostly in another.
    Steps without demand (`uten_krav`) are left out: nobody waits for them.
    """
    utvalgte = [p for p in planer if (not avtaler or p.avtale in avtaler) and (part is None or _er_med(p, part))]
    alle = {plan.avtale: tuple(_innslag(plan, aar)) for plan in planer}
    vist = {p.avtale: [en for en in alle[p.avtale] if en.dag.year == aar and _angaar(en.steg, part)] for p in utvalgte}
    kollisjoner = finn_kollisjoner([en for av_planen in alle.values() for en in av_planen], register, dag, grenser)
    return Aarshjul(
        aar=aar,
        dag=dag,
        part=part,
        avtaler={plan.avtale: plan.navn for plan in utvalgte},
        innslag=tuple(sorted((en for av in vist.values() for en in av), key=lambda en: (en.dag, en.bare_maaned))),
        kollisjoner=tuple(
            k
            for k in kollisjoner
            if (part is None or k.part == part) and any(en.dag.year == aar and en.avtale in vist for en in k.innslag)
        ),
        utenfor=tuple(u for plan in utvalgte if (u := _utenfor(plan, aar, tomt=not vist[plan.avtale])) is not None),
        uten_dato=tuple((plan.avtale, steg) for plan in utvalgte for steg in _uten_dato(plan, aar, part)),
    )


def kjente_parter(planer: Iterable[Plan], register: Register) -> list[str]:
    """Every party that can be asked for: of the register, and of agreements that name others."""
    return sorted({*register.parter, *(part for plan in planer for part in plan.parter)})


def _er_med(plan: Plan, part: str) -> bool:
    return part in plan.parter or any(_angaar(steg, part) for steg in plan)


def _angaar(steg: Plansteg, part: str | None) -> bool:
    return part is None or part in steg.parter or part in steg.deltar


def _i_ei_uke_av(dag: date, aar: int) -> bool:
    """Whether the day is in the year, or in a week that is partly in it."""
    return dag.year == aar or (abs(dag.year - aar) == 1 and aar in {en.year for en in uke(dag)})


def _teller(steg: Plansteg) -> bool:
    return steg.status not in UTELATT and steg.krav is not Krav.UTEN_KRAV


def _innslag(plan: Plan, aar: int) -> Iterator[Innslag]:
    """The dates in the year, and in the weeks it shares with others: a collision may lie across new year."""
    for steg in filter(_teller, plan):
        for milepael in steg.milepaeler:
            if _i_ei_uke_av(milepael.dato, aar):
                yield _av_milepaelen(plan.avtale, steg, milepael)
        yield from _av_steget(plan.avtale, steg, aar)
        ventes = _ventes_vedtatt(steg)
        if ventes is not None and _i_ei_uke_av(ventes, aar):
            slag, organ = Innslagsslag.VEDTAK, steg.avgjoeres_i
            yield Innslag(avtale=plan.avtale, steg=steg, slag=slag, dag=ventes, organ=organ, prognose=True)


def _av_milepaelen(avtale: str, steg: Plansteg, milepael: Milepael) -> Innslag:
    slag, _, organ = milepael.noekkel.partition(":")
    return Innslag(
        avtale=avtale,
        steg=steg,
        slag=Innslagsslag(slag),
        dag=milepael.dato,
        organ=organ or None,
        utfoert=milepael.naadd or steg.utfoert,
        naas=_ventes_vedtatt(steg) is None,
    )


def _av_steget(avtale: str, steg: Plansteg, aar: int) -> Iterator[Innslag]:
    """The step's own date, unless the meeting that decides tells it already. What was done in a month that never got
    its day, or had no date at all, stands on the day it was done.
    """
    dag, bare_maaned = steg.frist, steg.bare_maaned
    if steg.utfoert is not None and (dag is None or bare_maaned):
        dag, bare_maaned = steg.utfoert, False
    if dag is None or not _i_ei_uke_av(dag, aar) or (steg.milepaeler and steg.milepaeler[-1].dato == dag):
        return
    slag = Innslagsslag.MOETE if steg.moete else Innslagsslag.STEG
    yield Innslag(avtale=avtale, steg=steg, slag=slag, dag=dag, bare_maaned=bare_maaned, utfoert=steg.utfoert)


def _ventes_vedtatt(steg: Plansteg) -> date | None:
    """The meeting a decision must go to when it cannot reach the planned one any more."""
    if steg.status in FERDIG or steg.avgjoeres_i is None or steg.tidligst is None or not steg.milepaeler:
        return None
    return steg.tidligst if steg.tidligst > steg.milepaeler[-1].dato else None


def _uten_dato(plan: Plan, aar: int, part: str | None) -> Iterator[Plansteg]:
    for steg in plan:
        udatert = steg.aar == aar and steg.frist is None and steg.status not in FERDIG
        if udatert and _teller(steg) and _angaar(steg, part):
            yield steg


def _utenfor(plan: Plan, aar: int, *, tomt: bool) -> Utenfor | None:
    aarene = [steg.aar for steg in plan if steg.aar is not None]
    # Without a known end the yearly steps go on through the year after the plan's own (`avledning`).
    rekker_til = max(*aarene, plan.dag.year + 1) if aarene else None
    if plan.slutt is None and rekker_til is not None and aar > rekker_til:
        return Utenfor(avtale=plan.avtale, grunn=Utenforgrunn.REKKER_IKKE, aar=rekker_til)
    if not tomt:
        return None
    if aar < plan.opprettet.year:
        return Utenfor(avtale=plan.avtale, grunn=Utenforgrunn.FOER, aar=plan.opprettet.year)
    if plan.slutt is not None and aar > plan.slutt.year:
        return Utenfor(avtale=plan.avtale, grunn=Utenforgrunn.SLUTT, aar=plan.slutt.year)
    return Utenfor(avtale=plan.avtale, grunn=Utenforgrunn.INGEN_DATOER)
