"""What is done: from the facts about a step to the day it was finished, and in which round it stands."""

from __future__ import annotations

from datetime import date
from itertools import takewhile
from typing import TYPE_CHECKING, NamedTuple

from modeller.fakta import Faktum, Rolle, StegUtfoert, TekstversjonLaget, Utfall, VedtakFattet
from modeller.livsloep import ROLLE, Fullfoeres

if TYPE_CHECKING:
    from modeller.avledning.knute import Knute, Rom


class Runde(NamedTuple):
    """A stretch in which a step had to be done; a new text after an approval begins the next. `fra` began it."""

    nr: int
    fra: Faktum | None


FOERSTE_RUNDE = Runde(1, None)


def faktum(knute: Knute) -> Faktum | None:
    """The fact that finished the step; None when it is unfinished or finishes by computation."""
    match knute.steg.fullfoeres:
        case Fullfoeres.UTFOERT:
            utfoert = knute.fakta.utfoert
            return utfoert if utfoert and _i_runden(knute.runde, utfoert) else None
        case Fullfoeres.VEDTAK:
            return _vedtak(knute)
        case Fullfoeres.INNKALLING:
            moete = knute.rom.stegfakta.get(knute.naboer.moetested or "")
            return moete.innkallinger[0] if moete and moete.innkallinger else knute.fakta.utfoert
        case Fullfoeres.ROLLE:
            return knute.rom.avtale.rolleavgjoerelser.get(knute.instans.parter[0])
        case Fullfoeres.TEKST:
            tekster = knute.rom.avtale.tekster
            return tekster[-1] if tekster else None
        case Fullfoeres.BEREGNET:
            return None


def antall_runder(rom: Rom) -> int:
    """How many rounds there have been of the steps that a new text opens again."""
    return max(len(rom.tekstrunder), 1)


def runde(knute: Knute) -> Runde:
    """The step's present round."""
    return _runde(knute, antall_runder(knute.rom)) if knute.steg.ny_tekst_aapner else FOERSTE_RUNDE


def faktum_i_runde(knute: Knute, nr: int) -> Faktum | None:
    """The fact that finished the step in that round, whatever has happened since."""
    if not knute.steg.ny_tekst_aapner or nr == antall_runder(knute.rom):
        return knute.faktum
    denne, neste = _runde(knute, nr), _runde(knute, nr + 1)
    alle = knute.fakta.vedtak if knute.steg.vedtak else knute.fakta.utfoerte
    i_runden = [faktum for faktum in alle if _i_runden(denne, faktum) and not _i_runden(neste, faktum)]
    return _vedtatt(i_runden) if knute.steg.vedtak else next(reversed(i_runden), None)


def aldri_aktuell(knute: Knute) -> bool:
    """Whether the step is not to be done: declared irrelevant, for other years, or a role settled from the start."""
    if knute.fakta.ikke_aktuelt or knute.instans.utenfor_aaret:
        return True
    if knute.steg.fullfoeres is not ROLLE:
        return False
    part = knute.instans.parter[0]
    avtale = knute.rom.avtale
    return avtale.parter.get(part) is not Rolle.UAVKLART and part not in avtale.rolleavgjoerelser


def uaktuelt_maal(knute: Knute) -> Knute | None:
    """The step that this one only is there for, when that is not to be done."""
    maal = None
    for id_ in knute.naboer.gjelder:
        annen = knute.rom.knuter.get(id_)
        if annen is not None and not aldri_aktuell(annen):
            return None
        maal = maal or annen
    return maal


def forbehold(knute: Knute) -> str | None:
    """What the step was done subject to."""
    siste = next((v for v in reversed(knute.fakta.vedtak) if _i_runden(knute.runde, v)), knute.faktum)
    match siste.hendelse if siste else None:
        case StegUtfoert(forbehold=forbehold):
            return forbehold
        case VedtakFattet(utfall=Utfall.VEDTATT_MED_FORBEHOLD, merknad=merknad):
            return merknad or "forbehold"
        case _:
            return None


def avslaatt(knute: Knute) -> bool:
    """Whether the latest decision of the round was a no."""
    sist = knute.uavgjort.hendelse if knute.uavgjort else None
    return isinstance(sist, VedtakFattet) and sist.utfall is Utfall.AVSLAATT


def uavgjort(knute: Knute) -> Faktum | None:
    """The latest decision of the present round when it did not approve: postponed or turned down."""
    if not knute.fakta.vedtak or knute.faktum is not None:
        return None
    vedtak = [v for v in knute.fakta.vedtak if _i_runden(knute.runde, v)]
    return vedtak[-1] if vedtak else None


def tekstrunder(tekster: list[Faktum]) -> list[Faktum]:
    """The text versions that each began a round: the first, and every later one that is not redaksjonell."""
    return [
        faktum
        for nr, faktum in enumerate(tekster)
        if isinstance(faktum.hendelse, TekstversjonLaget) and (nr == 0 or not faktum.hendelse.redaksjonell)
    ]


def registrert_dag(faktum: Faktum) -> date:
    """The day a fact was registered. In UTC, which near midnight is a day early in Oslo: mail never goes then."""
    return faktum.registrert.date()


def _runde(knute: Knute, nr: int) -> Runde:
    runder = knute.rom.tekstrunder
    return Runde(nr, runder[nr - 1]) if knute.steg.ny_tekst_aapner and runder else FOERSTE_RUNDE


def _vedtak(knute: Knute) -> Faktum | None:
    if not knute.fakta.vedtak:
        return None if knute.steg.ny_tekst_aapner else knute.fakta.utfoert
    vedtak = [v for v in knute.fakta.vedtak if _i_runden(knute.runde, v)]
    return _vedtatt(vedtak) if vedtak or knute.steg.ny_tekst_aapner else knute.fakta.utfoert


def _vedtatt(vedtak: list[Faktum]) -> Faktum | None:
    """The decision that approved, when the latest does: one that only confirms it, or lifts its reservation, moves no
    date.
    """
    godkjente = list(takewhile(_godkjenner, reversed(vedtak)))
    return godkjente[-1] if godkjente else None


def _godkjenner(vedtak: Faktum) -> bool:
    return isinstance(vedtak.hendelse, VedtakFattet) and vedtak.hendelse.utfall.avgjort


def _i_runden(runde: Runde, faktum: Faktum) -> bool:
    """Whether a decision counts in the round: it had that round's text, or a later one."""
    if runde.fra is None:
        return True
    assert isinstance(runde.fra.hendelse, TekstversjonLaget)
    versjon = faktum.hendelse.tekstversjon if isinstance(faktum.hendelse, VedtakFattet) else None
    if versjon is not None:
        return versjon >= runde.fra.hendelse.nummer
    return faktum.skjedde >= runde.fra.skjedde
