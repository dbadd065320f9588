"""The forward pass: the earliest realistic completion of each step, from what is done, meeting plans and lead times."""

from __future__ import annotations

from datetime import date, timedelta

from modeller.arbeidskalender import Arbeidskalender, Rull
from modeller.avledning.frister import Frister
from modeller.avledning.fullfoering import Fullfoering
from modeller.avledning.instanser import Instans
from modeller.avledning.rute import Rute, Ruter
from modeller.avledning.tilstand import Tilstand
from modeller.plan import FERDIG, Status


class Framover:
    """Prognosis for every step, each worked out once and only when asked for."""

    def __init__(
        self,
        frister: Frister,
        tilstand: Tilstand,
        fullfoering: Fullfoering,
        ruter: Ruter,
        kalender: Arbeidskalender,
        dag: date,
    ) -> None:
        self._frister = frister
        self._tilstand = tilstand
        self._fullfoering = fullfoering
        self._ruter = ruter
        self._kalender = kalender
        self._dag = dag
        self._kjente: dict[str, date | None] = {}

    def tidligst(self, instans: Instans) -> date | None:
        """The done date, or the first day the step can realistically be done; None for steps that never will be."""
        if instans.id not in self._kjente:
            self._kjente[instans.id] = self._regn(instans)
        return self._kjente[instans.id]

    def neste_rute(self, instans: Instans) -> Rute | None:
        """The next deciding meeting an unfinished decision can reach by the ordinary route."""
        if not instans.steg.vedtak:
            return None
        fakta = self._fullfoering.fakta(instans.id)
        organ = self._ruter.organ(instans.parter[0], fakta.organ)
        if organ is None:
            return None
        start = self._start(instans)
        utsatt = self._fullfoering.uavgjort(instans)
        if utsatt is not None:
            start = max(start, utsatt.skjedde + timedelta(days=1))
        # A matter the body has had before is prepared: any later meeting can take it up again.
        paa_vei = utsatt is not None or bool(fakta.milepaeler)
        return self._ruter.neste_fra(instans.parter[0], organ, start, paa_vei=paa_vei)

    def _regn(self, instans: Instans) -> date | None:
        utfoert = self._tilstand.utfoert(instans)
        if utfoert is not None:
            return utfoert
        if self._tilstand.status(instans) in FERDIG:
            return None
        if rute := self.neste_rute(instans):
            return rute.moete.dato
        start = self._start(instans)
        if instans.steg.moete and (satt := self._frister.frist(instans).tidligst):
            holdes = max(start, satt)
            return self._kalender.rull(holdes, Rull.FRAM) if self._frister.frist(instans).bare_maaned else holdes
        if instans.steg.hvem is None:
            return self._av_seg_selv(instans)
        return self._kalender.rull(self._kalender.flytt(start, instans.steg.varer_arbeidsdager), Rull.FRAM)

    def _av_seg_selv(self, instans: Instans) -> date:
        """A computed step is done with the last it waits for, on that very day: nobody needs a saksutskrift first."""
        dager = [self._dag, self._frister.aapner(instans)]
        dager += [self.tidligst(foran) for foran in self._tilstand.foran(instans)]
        return max(dag for dag in dager if dag is not None)

    def _start(self, instans: Instans) -> date:
        """The first day work on the step can begin, or go on."""
        dager = [self._dag]
        if (aapner := self._frister.aapner(instans)) is not None:
            dager.append(aapner)
        dager += [dag for foran in self._tilstand.foran(instans) if (dag := self.klar(foran)) is not None]
        return max(dager)

    def klar(self, instans: Instans) -> date | None:
        """The day others can build on the step: for a decision still to come, after its saksutskrift."""
        tidligst = self.tidligst(instans)
        venter_paa_utskrift = instans.steg.vedtak and self._tilstand.status(instans) is not Status.UTFOERT
        if tidligst is None or not venter_paa_utskrift or self.neste_rute(instans) is None:
            return tidligst
        return self._kalender.rull(tidligst + self._ruter.saksutskrift(instans.parter[0]), Rull.FRAM)
