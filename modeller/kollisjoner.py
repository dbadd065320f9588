"""Where too much meets: meetings of one party in one week, matters in one meeting, case documents due together."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from modeller.plan import Plansteg
from modeller.register import Register


class Innslagsslag(StrEnum):
    """What happens on a day of the year: a step's own date, a meeting between parties, or a milestone of a decision."""

    STEG = "steg"
    MOETE = "moete"
    SAKSFRAMLEGG = "saksframlegg"
    PAPIRER = "papirer"
    BEHANDLING = "behandling"
    VEDTAK = "vedtak"


@dataclass(frozen=True, slots=True, kw_only=True)
class Innslag:
    """One date of one step of one agreement. Dates are days in Europe/Oslo."""

    avtale: str
    steg: Plansteg
    slag: Innslagsslag
    dag: date
    bare_maaned: bool = False
    """Month precision: `dag` is the month's last day."""
    organ: str | None = None
    """The body that gets the papers or treats the matter."""
    utfoert: date | None = None
    prognose: bool = False
    """The meeting a late decision must go to, by the prognosis; the planned one stands as well."""
    naas: bool = True
    """False when the planned route to the decision has run out."""


class Kollisjonsslag(StrEnum):
    """What there is too much of."""

    MOETER_I_UKA = "moeter_i_uka"
    MOETER_I_MAANEDEN = "moeter_i_maaneden"
    SAKER_I_MOETET = "saker_i_moetet"
    SAKSFRAMLEGG_I_UKA = "saksframlegg_i_uka"


@dataclass(frozen=True, slots=True, kw_only=True)
class Grenser:
    """From how many on something is a collision."""

    moeter_i_uka: int = 3
    moeter_i_maaneden: int = 4
    """Counted when at least one of them has not got its day, so that no week can tell."""
    saker_i_moetet: int = 4
    saksframlegg_i_uka: int = 3


@dataclass(frozen=True, slots=True, kw_only=True)
class Kollisjon:
    """Too much for one party (or one of its bodies) from `fra` through `til`: a week, a month or a meeting's day."""

    slag: Kollisjonsslag
    part: str
    organ: str | None
    fra: date
    til: date
    innslag: tuple[Innslag, ...]


Hvor = tuple[str, str | None, date, date]
"""Party, body, first and last day."""


def finn_kollisjoner(
    innslag: Sequence[Innslag], register: Register, dag: date, grenser: Grenser
) -> tuple[Kollisjon, ...]:
    """Every collision that is not over by `dag`, by first day. What is done collides with nothing."""
    igjen = [en for en in innslag if en.utfoert is None]
    moeter = [en for en in igjen if en.slag is Innslagsslag.MOETE]
    framlegg = [en for en in igjen if en.slag is Innslagsslag.SAKSFRAMLEGG]
    med_dag = [en for en in moeter if not en.bare_maaned]
    funnet = (
        *_samlet(Kollisjonsslag.MOETER_I_UKA, med_dag, _per_deltaker(uke), grenser.moeter_i_uka),
        *(
            k
            for k in _samlet(
                Kollisjonsslag.MOETER_I_MAANEDEN, moeter, _per_deltaker(_maaned), grenser.moeter_i_maaneden
            )
            if any(en.bare_maaned for en in k.innslag)
        ),
        *_samlet(Kollisjonsslag.SAKER_I_MOETET, igjen, _organmoete(register), grenser.saker_i_moetet),
        *_samlet(Kollisjonsslag.SAKSFRAMLEGG_I_UKA, framlegg, _per_part_og_uke, grenser.saksframlegg_i_uka),
    )
    return tuple(sorted((k for k in funnet if k.til >= dag), key=lambda k: (k.fra, k.slag, k.part, k.organ or "")))


def uke(dag: date) -> tuple[date, date]:
    """Monday and Sunday of the ISO week."""
    mandag = dag - timedelta(days=dag.weekday())
    return mandag, mandag + timedelta(days=6)


def _samlet(
    slag: Kollisjonsslag, innslag: Iterable[Innslag], hvor: Callable[[Innslag], Iterator[Hvor]], grense: int
) -> Iterator[Kollisjon]:
    """What meets in the same place, from `grense` matters on; a step is one matter however many dates it has there."""
    steder: dict[Hvor, dict[tuple[str, str], Innslag]] = defaultdict(dict)
    for en in innslag:
        for sted in hvor(en):
            steder[sted].setdefault((en.avtale, en.steg.id), en)
    for (part, organ, fra, til), saker in steder.items():
        if len(saker) >= grense:
            yield Kollisjon(slag=slag, part=part, organ=organ, fra=fra, til=til, innslag=tuple(saker.values()))


def _per_deltaker(spenn: Callable[[date], tuple[date, date]]) -> Callable[[Innslag], Iterator[Hvor]]:
    def hvor(en: Innslag) -> Iterator[Hvor]:
        for part in dict.fromkeys((*en.steg.parter, *en.steg.deltar)):
            yield part, None, *spenn(en.dag)

    return hvor


def _per_part_og_uke(en: Innslag) -> Iterator[Hvor]:
    for part in en.steg.parter:
        yield part, None, *uke(en.dag)


def _organmoete(register: Register) -> Callable[[Innslag], Iterator[Hvor]]:
    """The meeting that must treat the matter; not one it cannot reach any more."""
    behandler = {Innslagsslag.BEHANDLING, Innslagsslag.VEDTAK}

    def hvor(en: Innslag) -> Iterator[Hvor]:
        organ = register.organer.get(en.organ or "")
        if organ is not None and en.slag in behandler and en.naas:
            yield organ.part, organ.id, en.dag, en.dag

    return hvor


def _maaned(dag: date) -> tuple[date, date]:
    foerste = dag.replace(day=1)
    return foerste, (foerste + timedelta(days=31)).replace(day=1) - timedelta(days=1)
