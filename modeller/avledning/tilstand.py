"""Where each step stands on a day: done, lapsed, open, or waiting, and for which open steps."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from modeller.arbeidskalender import EN_DAG
from modeller.avledning.frister import Frister
from modeller.avledning.fullfoering import Fullfoering, registrert_dag
from modeller.avledning.instanser import Instans, Instanser
from modeller.avtalefold import Avtale
from modeller.fakta import Faktum
from modeller.livsloep import Fullfoeres, Krav, KravEtterRolle, Livsloep
from modeller.plan import FERDIG, Status
from modeller.regler import BareSisteAar, IkkeSisteAar


@dataclass(frozen=True, slots=True)
class Aapning:
    """When a step became open, and the day the cause of it was registered."""

    dag: date
    registrert: date


@dataclass(frozen=True, slots=True)
class _HelRunde:
    """A round in which all of these steps were finished, and the day the last of them was."""

    dag: date
    steg: tuple[Instans, ...]
    nr: int


class Tilstand:
    """Status of every step of one agreement on one day."""

    def __init__(
        self,
        avtale: Avtale,
        livsloep: Livsloep,
        instanser: Instanser,
        fullfoering: Fullfoering,
        dag: date,
    ) -> None:
        self._avtale = avtale
        self._livsloep = livsloep
        self._instanser = instanser
        self._fullfoering = fullfoering
        self._dag = dag
        self._frister: Frister
        self._utfoert: dict[str, date | None] = {}
        self._foran: dict[str, tuple[Instans, ...]] = {}
        self._statuser: dict[str, Status] = {}
        self._aapne_foran: dict[str, frozenset[str]] = {}
        self._bortfall: dict[str, date | None] = {}
        self._hele_runder: dict[str, _HelRunde | None] = {}

    def kobl(self, frister: Frister) -> None:
        """Frister and Tilstand need each other: dates follow what is done, windows follow dates."""
        self._frister = frister

    def utfoert(self, instans: Instans) -> date | None:
        """The day the step was finished."""
        if instans.id not in self._utfoert:
            self._utfoert[instans.id] = self._finn_utfoert(instans)
        return self._utfoert[instans.id]

    def krav(self, instans: Instans) -> Krav:
        """How binding the step is here."""
        krav = instans.steg.krav
        if isinstance(krav, KravEtterRolle):
            egne = {part for part, uavklart in self._instanser.velg(krav.utvalg, None) if not uavklart}
            return Krav.PAAKREVD if egne & set(instans.parter) else Krav.ANBEFALT
        return krav

    def status(self, instans: Instans) -> Status:
        """Where the step stands (DESIGN.md section 3)."""
        if instans.id not in self._statuser:
            self._statuser[instans.id] = self._finn_status(instans)
        return self._statuser[instans.id]

    def foran(self, instans: Instans) -> tuple[Instans, ...]:
        """The steps that hold this one back for as long as they are unfinished."""
        if instans.id not in self._foran:
            self._foran[instans.id] = tuple(
                i for i in self._instanser.foran(instans) if not i.uavklart and self.krav(i) is Krav.PAAKREVD
            )
        return self._foran[instans.id]

    def aapne_foran(self, instans: Instans) -> frozenset[str]:
        """Ids of the open steps this one waits for, directly or through others."""
        if instans.id not in self._aapne_foran:
            svar: set[str] = set()
            for foran in self.foran(instans):
                match self.status(foran):
                    case Status.AAPEN:
                        svar.add(foran.id)
                    case status if status not in FERDIG:
                        svar |= self.aapne_foran(foran)
                    case _:
                        pass
            self._aapne_foran[instans.id] = frozenset(svar)
        return self._aapne_foran[instans.id]

    def aapning(self, instans: Instans) -> Aapning:
        """When the step became open: the last of what opened it."""
        grunner = list(self._aapningsgrunner(instans))
        return Aapning(max(dag for dag, _ in grunner), max(registrert for _, registrert in grunner))

    def bortfaller(self, instans: Instans) -> date | None:
        """The day the step lapses or lapsed if it is not done by then."""
        if instans.id not in self._bortfall:
            self._bortfall[instans.id] = self._finn_bortfall(instans)
        return self._bortfall[instans.id]

    def _finn_bortfall(self, instans: Instans) -> date | None:
        dager = [
            utfoert
            for noekkel in instans.steg.bortfaller
            for annen in self._instanser.med_noekkel(noekkel, instans)
            if (utfoert := self.utfoert(annen)) is not None
        ]
        if instans.aar is not None and (neste := self._neste_aar(instans)):
            dager.append(neste)
        slutt = self._avtale.datoer.get(self._livsloep.slutt)
        if slutt and (instans.aar is not None or self.krav(instans) is not Krav.PAAKREVD):
            dager.append(slutt.dato + EN_DAG)
        return min(dager, default=None)

    def _neste_aar(self, instans: Instans) -> date | None:
        """Last year's step lapses when this year's opens."""
        assert instans.aar is not None
        etterfoelger = instans.id.replace(f".{instans.aar}", f".{instans.aar + instans.fase.hvert_aar}", 1)
        neste = self._instanser.alle.get(etterfoelger)
        return self._frister.aapner(neste) if neste else None

    def _finn_utfoert(self, instans: Instans) -> date | None:
        if instans.steg.fullfoeres is not Fullfoeres.BEREGNET:
            faktum = self._fullfoering.faktum(instans)
            return faktum.skjedde if faktum else None
        runde = self._hel_runde(instans)
        if runde is None:
            return None
        dager = [runde.dag, self._frister.aapner(instans) if instans.steg.aapner is not None else runde.dag]
        ferdige = [dag for dag in dager if dag is not None and dag <= self._dag]
        return max(ferdige) if len(ferdige) == len(dager) else None

    def _hel_runde(self, instans: Instans) -> _HelRunde | None:
        """The first round in which all that a computed step waits for was finished."""
        if instans.id not in self._hele_runder:
            foran = tuple(i for i in self.foran(instans) if not self._ikke_aktuell(i))
            runder = (self._hel(foran, nr) for nr in range(1, self._fullfoering.antall_runder + 1))
            self._hele_runder[instans.id] = next((r for r in runder if r is not None), None) if foran else None
        return self._hele_runder[instans.id]

    def _hel(self, foran: tuple[Instans, ...], nr: int) -> _HelRunde | None:
        """What was finished stays so: a party that got its role only after that day is not waited for."""
        fra = {i.id: self._rolle_fra(i) for i in foran}
        grense = min(fra.values())
        while True:
            med = tuple(i for i in foran if fra[i.id] <= grense)
            dager = [dag for i in med if (dag := self._utfoert_i_runde(i, nr)) is not None]
            if len(dager) < len(med):
                return None
            if max(dager) <= grense or len(med) == len(foran):
                return _HelRunde(max(dager), med, nr)
            grense = max(dager)

    def _rolle_fra(self, instans: Instans) -> date:
        fakta = [f for part in instans.parter if (f := self._avtale.rollefakta.get(part)) is not None]
        return max((f.skjedde for f in fakta), default=date.min)

    def _utfoert_i_runde(self, instans: Instans, nr: int) -> date | None:
        if not instans.steg.ny_tekst_aapner:
            return self.utfoert(instans)
        faktum = self._fullfoering.faktum_i_runde(instans, nr)
        return faktum.skjedde if faktum else None

    def _finn_status(self, instans: Instans) -> Status:
        if self.utfoert(instans) is not None:
            return Status.UTFOERT
        if self._ikke_aktuell(instans):
            return Status.IKKE_AKTUELL
        faller = self.bortfaller(instans)
        if faller is not None and faller <= self._dag:
            return Status.BORTFALT
        if instans.steg.aapner is not None:
            aapner = self._frister.aapner(instans)
            # A window counted from a date nobody has set cannot have opened.
            if aapner is None or aapner > self._dag:
                return Status.KOMMENDE
        if instans.uavklart:
            return Status.VENTER
        # Computed steps have nobody to act: they wait for others or for time.
        hindret = instans.steg.fullfoeres is Fullfoeres.BEREGNET
        if hindret or any(self.status(i) not in FERDIG for i in self.foran(instans)):
            return Status.VENTER if self.aapne_foran(instans) else Status.KOMMENDE
        return Status.AAPEN

    def _ikke_aktuell(self, instans: Instans) -> bool:
        match instans.steg.betinget:
            case IkkeSisteAar() if instans.siste_aar:
                return True
            case BareSisteAar() if not instans.siste_aar:
                return True
            case _:
                return self._fullfoering.aldri_aktuell(instans)

    def _aapningsgrunner(self, instans: Instans) -> Iterator[tuple[date, date]]:
        fakta: list[Faktum | None] = [
            self._avtale.opprettet,
            self._fullfoering.runde(instans).fra,
            self._fullfoering.fakta(instans.id).gjenopptatt,
            *(self._avtale.rollefakta.get(part) for part in instans.parter),
        ]
        for foran in self.foran(instans):
            if foran.steg.fullfoeres is Fullfoeres.BEREGNET:
                yield from self._aapningsgrunner_av_beregnet(foran)
            else:
                fakta.append(self._fullfoering.faktum(foran))
        yield from ((f.skjedde, registrert_dag(f)) for f in fakta if f is not None)
        if (aapner := self._frister.aapner(instans)) is not None and aapner <= self._dag:
            yield aapner, aapner

    def _aapningsgrunner_av_beregnet(self, instans: Instans) -> Iterator[tuple[date, date]]:
        runde = self._hel_runde(instans)
        if runde is None:
            return
        for foran in runde.steg:
            if faktum := self._fullfoering.faktum_i_runde(foran, runde.nr):
                yield faktum.skjedde, registrert_dag(faktum)
