"""Entries of the annual cycle gathered into lines for reading: the same thing for many parties and agreements once."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from enum import IntEnum

from modeller.fakta import Fristart
from modeller.kollisjoner import Innslag, Innslagsslag
from modeller.tekst import Tekst
from tavle.aarshjulord import tittel

VISES_IKKE = frozenset({Innslagsslag.PAPIRER, Innslagsslag.BEHANDLING})
"""On the way from case document to decision: told by the plan of the agreement, too much for a year."""


class Ring(IntEnum):
    """What kind of thing a line is, from the rim of the wheel inwards."""

    VEILEDENDE = 0
    VEDTAK = 1
    SAKSFRAMLEGG = 2
    MOETE = 3
    FRIST = 4


@dataclass(frozen=True, slots=True, kw_only=True)
class Linje:
    """What happens from `fra` through `til` within one month, in one or more agreements."""

    ring: Ring
    tittel: Tekst
    innslag: tuple[Innslag, ...]
    avtaler: tuple[str, ...]
    """The agreements, each once."""
    parter: tuple[str, ...]
    """Those who act, each once."""
    moeter_med: tuple[str, ...]
    """Those who take part in a meeting besides, each once."""
    gjort: int
    """How many of the steps are done."""

    @property
    def fra(self) -> date:
        """The first day."""
        return self.innslag[0].dag

    @property
    def til(self) -> date:
        """The last day."""
        return self.innslag[-1].dag

    @property
    def bare_maaned(self) -> bool:
        """Month precision."""
        return self.innslag[0].bare_maaned

    @property
    def prognose(self) -> bool:
        """The meetings late decisions must go to."""
        return self.innslag[0].prognose

    @property
    def ventet(self) -> bool:
        """What a source expects, beside the deadlines somebody has set."""
        return self.innslag[0].steg.art is Fristart.VENTET

    @property
    def ferdig(self) -> bool:
        """Whether all of it is done."""
        return self.gjort == len(self.innslag)

    def forfalt(self, dag: date) -> bool:
        """Whether a deadline in it has passed with the step still to be done."""
        return any(en.steg.forfalt(dag) and en.utfoert is None and not en.prognose for en in self.innslag)


def linjer(innslag: Iterable[Innslag], *, hver_dag: bool = True) -> list[Linje]:
    """The entries in order of date, what is alike gathered: by day, or (`hver_dag` false) over the whole month."""
    samlet: dict[object, list[Innslag]] = {}
    for en in innslag:
        if en.slag not in VISES_IKKE:
            naar = en.dag if hver_dag else en.dag.month
            noekkel = (naar, en.bare_maaned, en.slag, en.prognose, ring(en), en.steg.art is Fristart.VENTET, tittel(en))
            samlet.setdefault(noekkel, []).append(en)
    return sorted(
        (_linje(tuple(like)) for like in samlet.values()),
        key=lambda linje: (linje.fra.month, linje.bare_maaned, linje.fra, linje.til, linje.ring),
    )


def _linje(like: tuple[Innslag, ...]) -> Linje:
    parter = dict.fromkeys(part for en in like for part in en.steg.parter)
    er_moete = like[0].slag is Innslagsslag.MOETE
    andre = dict.fromkeys(part for en in like for part in en.steg.deltar if part not in parter) if er_moete else ()
    return Linje(
        ring=ring(like[0]),
        tittel=tittel(like[0]),
        innslag=like,
        avtaler=tuple(dict.fromkeys(en.avtale for en in like)),
        parter=tuple(parter),
        moeter_med=tuple(andre),
        gjort=sum(en.utfoert is not None for en in like),
    )


def ring(en: Innslag) -> Ring:
    """Where an entry stands."""
    match en.slag:
        case Innslagsslag.VEDTAK:
            return Ring.VEDTAK
        case Innslagsslag.SAKSFRAMLEGG | Innslagsslag.PAPIRER | Innslagsslag.BEHANDLING:
            return Ring.SAKSFRAMLEGG
        case Innslagsslag.MOETE:
            return Ring.MOETE
        case Innslagsslag.STEG:
            return Ring.FRIST if en.steg.art in {Fristart.FRIST, Fristart.VENTET} else Ring.VEILEDENDE
