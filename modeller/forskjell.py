"""What a fact changes: one plan held against another of the same agreement and day, told before anything is stored."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from modeller.fakta import Fristart
from modeller.plan import FERDIG, Plan, Plansteg, Status


class Endringsslag(StrEnum):
    """What has become of a step."""

    NYTT = "nytt"
    """The step is there now, or is relevant again."""
    BORTE = "borte"
    """The step is not there any more, or nobody is to do it."""
    UTFOERT = "utfoert"
    GJENAAPNET = "gjenaapnet"
    """The step was done and must be done again."""
    DATO = "dato"
    """Its date moved, came or went."""
    ART = "art"
    """The same day is another kind of date."""
    BALL = "ball"
    """Others have the ball."""
    PARTER = "parter"
    """Others are to do it, or take part in it, when its turn comes."""
    MERKNAD = "merknad"
    """Something else is to be known about it: its meeting was called off, its matter turned down."""
    PROGNOSE = "prognose"
    """It can be done on another day, or in another body, than before."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Endring:
    """One change of one step; `foer` is None for a step that came, `etter` for one that went."""

    slag: Endringsslag
    foer: Plansteg | None
    etter: Plansteg | None

    @property
    def steg(self) -> Plansteg:
        """The step as it is now, or as it was."""
        steg = self.etter or self.foer
        assert steg is not None, "a change is of a step"
        return steg


@dataclass(frozen=True, slots=True, kw_only=True)
class Varselendring:
    """The next reminder of a step on either side; None where there is none."""

    steg: str
    foer: date | None
    etter: date | None


def forskjell(foer: Plan, etter: Plan) -> tuple[Endring, ...]:
    """Every change of every step, in the order of the plan; what went comes last."""
    return tuple(_endringer(foer, etter))


def nylig_sene(foer: Plan, etter: Plan) -> tuple[Plansteg, ...]:
    """The unfinished steps that cannot keep their date any more, by the prognosis, and could before.

    Only a date that somebody set or counts on can be missed: our own advice moves by itself.
    """
    return tuple(steg for steg in etter if _er_sen(steg) and not ((gammelt := foer.finn(steg.id)) and _er_sen(gammelt)))


def nye_parter(foer: Plansteg, etter: Plansteg) -> tuple[frozenset[str], frozenset[str]]:
    """Those who have come to the step, and those who have left it, whether they do it or take part in it."""
    da, naa = frozenset((*foer.parter, *foer.deltar)), frozenset((*etter.parter, *etter.deltar))
    return naa - da, da - naa


def varselforskjell(foer: Mapping[str, date], etter: Mapping[str, date]) -> tuple[Varselendring, ...]:
    """The steps whose next reminder (by step id) comes on another day, comes anew or falls away, by the day it was to
    come.
    """
    endret = (
        Varselendring(steg=steg, foer=foer.get(steg), etter=etter.get(steg))
        for steg in {**foer, **etter}
        if foer.get(steg) != etter.get(steg)
    )
    return tuple(sorted(endret, key=lambda e: (e.foer or e.etter or date.max, e.steg)))


def _endringer(foer: Plan, etter: Plan) -> Iterator[Endring]:
    for steg in etter:
        gammelt = foer.finn(steg.id)
        yield from (Endring(slag=slag, foer=gammelt, etter=steg) for slag in _slag(gammelt, steg))
    for gammelt in foer:
        if etter.finn(gammelt.id) is None and gammelt.status not in _UTE_AV_BILDET:
            yield Endring(slag=Endringsslag.BORTE, foer=gammelt, etter=None)


_UTE_AV_BILDET = frozenset({Status.IKKE_AKTUELL, Status.BORTFALT})


def _slag(foer: Plansteg | None, etter: Plansteg) -> Iterable[Endringsslag]:
    var_ute, er_ute = foer is None or foer.status in _UTE_AV_BILDET, etter.status in _UTE_AV_BILDET
    if foer is None or var_ute:
        return () if er_ute else (Endringsslag.NYTT,)
    if er_ute:
        return (Endringsslag.BORTE,)
    if etter.status is Status.UTFOERT:
        return () if foer.status is Status.UTFOERT else (Endringsslag.UTFOERT,)
    return tuple(_av_uferdig(foer, etter))


def _av_uferdig(foer: Plansteg, etter: Plansteg) -> Iterator[Endringsslag]:
    if foer.status is Status.UTFOERT:
        yield Endringsslag.GJENAAPNET
    if (foer.frist, foer.bare_maaned) != (etter.frist, etter.bare_maaned):
        yield Endringsslag.DATO
    elif foer.art is not etter.art:
        yield Endringsslag.ART
    if foer.ball != etter.ball:
        yield Endringsslag.BALL
    if not _fortalt_med_ballen(foer, etter):
        yield Endringsslag.PARTER
    if {ledd.setning for ledd in foer.merknader} != {ledd.setning for ledd in etter.merknader}:
        yield Endringsslag.MERKNAD
    if (foer.tidligst, foer.avgjoeres_i) != (etter.tidligst, etter.avgjoeres_i) and foer.status is not Status.UTFOERT:
        yield Endringsslag.PROGNOSE


def _fortalt_med_ballen(foer: Plansteg, etter: Plansteg) -> bool:
    """Whether those who came to the step and those who left it are the ones who got and lost the ball."""
    kom, gikk = nye_parter(foer, etter)
    return kom <= set(etter.ball) - set(foer.ball) and gikk <= set(foer.ball) - set(etter.ball)


def _er_sen(steg: Plansteg) -> bool:
    kan_brytes = steg.art in {Fristart.FRIST, Fristart.VENTET} and steg.status not in FERDIG
    return kan_brytes and steg.slakk is not None and steg.slakk < 0
