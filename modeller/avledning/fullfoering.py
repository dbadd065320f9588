"""What is done: from the facts about a step to the day it was finished, and in which round it stands."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from modeller.avledning.instanser import Instans
from modeller.avtalefold import Avtale, Stegfakta, brett_steg
from modeller.fakta import Faktum, Rolle, StegUtfoert, TekstversjonLaget, Utfall, VedtakFattet
from modeller.livsloep import Fullfoeres, Livsloep

TOM = Stegfakta()


@dataclass(frozen=True, slots=True)
class Runde:
    """A stretch in which a step had to be done; a new text after an approval begins the next. `fra` began it."""

    nr: int
    fra: Faktum | None


class Fullfoering:
    """Facts per step, and what they say is finished."""

    def __init__(self, avtale: Avtale, livsloep: Livsloep) -> None:
        self._avtale = avtale
        self._livsloep = livsloep
        self._stegfakta: Mapping[str, Stegfakta] = {steg: brett_steg(fakta) for steg, fakta in avtale.stegfakta.items()}
        self._tekstrunder = _tekstrunder(avtale.tekster)
        self._fullfoert: dict[str, Faktum | None] = {}

    def fakta(self, steg_id: str) -> Stegfakta:
        """The facts about one step, none for a step nothing has happened to."""
        return self._stegfakta.get(steg_id, TOM)

    def faktum(self, instans: Instans) -> Faktum | None:
        """The fact that finished the step; None when it is unfinished or finishes by computation."""
        if instans.id not in self._fullfoert:
            self._fullfoert[instans.id] = self._finn_faktum(instans)
        return self._fullfoert[instans.id]

    def _finn_faktum(self, instans: Instans) -> Faktum | None:
        fakta = self.fakta(instans.id)
        match instans.steg.fullfoeres:
            case Fullfoeres.UTFOERT:
                return fakta.utfoert
            case Fullfoeres.VEDTAK:
                return self._vedtak(instans, fakta)
            case Fullfoeres.INNKALLING:
                innkalt = self.fakta(self._moetesteg(instans)).innkallinger
                return innkalt[0] if innkalt else fakta.utfoert
            case Fullfoeres.ROLLE:
                return self._avtale.rolleavgjoerelser.get(instans.parter[0])
            case Fullfoeres.TEKST:
                return self._avtale.tekster[-1] if self._avtale.tekster else None
            case Fullfoeres.BEREGNET:
                return None

    @property
    def antall_runder(self) -> int:
        """How many rounds there have been of the steps that a new text opens again."""
        return max(len(self._tekstrunder), 1)

    def runde(self, instans: Instans) -> Runde:
        """The step's present round."""
        return self._runde(instans, self.antall_runder)

    def faktum_i_runde(self, instans: Instans, nr: int) -> Faktum | None:
        """The fact that finished the step in that round, whatever has happened since."""
        if not instans.steg.ny_tekst_aapner or nr == self.antall_runder:
            return self.faktum(instans)
        runde, neste = self._runde(instans, nr), self._runde(instans, nr + 1)
        vedtak = [v for v in self.fakta(instans.id).vedtak if _i_runden(runde, v) and not _i_runden(neste, v)]
        return _vedtatt(vedtak)

    def _runde(self, instans: Instans, nr: int) -> Runde:
        if instans.steg.ny_tekst_aapner and self._tekstrunder:
            return Runde(nr, self._tekstrunder[nr - 1])
        return Runde(1, None)

    def aldri_aktuell(self, instans: Instans) -> bool:
        """Whether the facts make the step irrelevant: declared so, or a role that was settled from the start."""
        if self.fakta(instans.id).ikke_aktuelt:
            return True
        return (
            instans.steg.fullfoeres is Fullfoeres.ROLLE
            and self._avtale.parter.get(instans.parter[0]) is not Rolle.UAVKLART
            and instans.parter[0] not in self._avtale.rolleavgjoerelser
        )

    def forbehold(self, instans: Instans) -> str | None:
        """What the step was done subject to."""
        faktum = self.faktum(instans)
        match faktum.hendelse if faktum else None:
            case StegUtfoert(forbehold=forbehold):
                return forbehold
            case VedtakFattet(utfall=Utfall.VEDTATT_MED_FORBEHOLD, merknad=merknad):
                return merknad or "forbehold"
            case _:
                return None

    def uavgjort(self, instans: Instans) -> Faktum | None:
        """The latest decision of the present round when it did not approve: postponed or turned down."""
        runde = self.runde(instans)
        vedtak = [v for v in self.fakta(instans.id).vedtak if _i_runden(runde, v)]
        if not vedtak or self.faktum(instans) is not None:
            return None
        return vedtak[-1]

    def _vedtak(self, instans: Instans, fakta: Stegfakta) -> Faktum | None:
        runde = self.runde(instans)
        vedtak = [v for v in fakta.vedtak if _i_runden(runde, v)]
        return _vedtatt(vedtak) if vedtak or instans.steg.ny_tekst_aapner else fakta.utfoert

    def _moetesteg(self, instans: Instans) -> str:
        return instans.id.replace(instans.steg.noekkel, instans.steg.setter or "", 1)


def _vedtatt(vedtak: list[Faktum]) -> Faktum | None:
    """The latest decision, when it approves."""
    siste = vedtak[-1].hendelse if vedtak else None
    return vedtak[-1] if isinstance(siste, VedtakFattet) and siste.utfall.avgjort else None


def _i_runden(runde: Runde, faktum: Faktum) -> bool:
    """Whether a decision counts in the round: it had that round's text, or a later one."""
    if runde.fra is None:
        return True
    assert isinstance(runde.fra.hendelse, TekstversjonLaget)
    versjon = faktum.hendelse.tekstversjon if isinstance(faktum.hendelse, VedtakFattet) else None
    if versjon is not None:
        return versjon >= runde.fra.hendelse.nummer
    return faktum.skjedde >= runde.fra.skjedde


def _tekstrunder(tekster: list[Faktum]) -> list[Faktum]:
    """The text versions that each began a round: the first, and every later one that is not redaksjonell."""
    return [
        faktum
        for nr, faktum in enumerate(tekster)
        if isinstance(faktum.hendelse, TekstversjonLaget) and (nr == 0 or not faktum.hendelse.redaksjonell)
    ]


def registrert_dag(faktum: Faktum) -> date:
    """The day a fact was registered. In UTC, which near midnight is a day early in Oslo: mail never goes then."""
    return faktum.registrert.date()
