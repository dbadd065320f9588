"""What a reader should know beyond the date: a route that has run out, a matter postponed, and whom it delays."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from modeller.avledning.framover import Framover
from modeller.avledning.frister import Frister
from modeller.avledning.fullfoering import Fullfoering
from modeller.avledning.instanser import Instans, Instanser
from modeller.avledning.tilstand import Tilstand
from modeller.begrunnelse import Begrunnelse, Ledd, Verdi
from modeller.fakta import Fristart, Utfall, VedtakFattet
from modeller.plan import FERDIG, Status
from modeller.tekst import dager

MANGE = 3
"""So many delayed steps are named; the rest are counted."""


class Merknader:
    """Remarks about unfinished steps on one day."""

    def __init__(
        self,
        instanser: Instanser,
        frister: Frister,
        tilstand: Tilstand,
        fullfoering: Fullfoering,
        framover: Framover,
        dag: date,
    ) -> None:
        self._instanser = instanser
        self._frister = frister
        self._tilstand = tilstand
        self._fullfoering = fullfoering
        self._framover = framover
        self._dag = dag
        self._etter: dict[str, list[Instans]] | None = None

    def om(self, instans: Instans) -> Begrunnelse:
        """The remarks about one unfinished step."""
        if instans.uavklart:
            return (Ledd("rolle_uavklart"),)
        pauset = self._fullfoering.fakta(instans.id).pauset
        ledd = [Ledd("pauset", {"dato": pauset.skjedde})] if pauset else []
        ledd += self._senere_enn_ventet(instans)
        if instans.steg.vedtak and self._tilstand.status(instans) is Status.AAPEN:
            ledd += self._om_vedtak(instans)
        return tuple(ledd)

    def _senere_enn_ventet(self, instans: Instans) -> Iterator[Ledd]:
        frist = self._frister.frist(instans)
        ventet_av = instans.steg.frist.ventet_av
        if ventet_av and frist.art is Fristart.VENTET and frist.dato and frist.dato < self._dag:
            yield Ledd("senere_enn_ventet", {"hvem": ventet_av, "dato": frist.dato})

    def _om_vedtak(self, instans: Instans) -> Iterator[Ledd]:
        sist = self._fullfoering.uavgjort(instans)
        vedtak = sist.hendelse if sist else None
        if sist and isinstance(vedtak, VedtakFattet) and vedtak.utfall is Utfall.AVSLAATT:
            yield Ledd("avslaatt", {"dato": sist.skjedde})
            return
        if sist:
            yield Ledd("utsatt_i_moete", {"dato": sist.skjedde})
        elif (utgaatt := self._utgaatt(instans)) is not None:
            yield utgaatt
        else:
            return
        if rute := self._framover.neste_rute(instans):
            klart = rute.foerste
            felt: dict[str, Verdi] = {"organ": rute.organ.navn, "dato": rute.moete.dato}
            if not sist and not self._paa_vei(instans):
                yield Ledd("neste_moete_med_milepael", {**felt, "milepael": klart.tittel, "klart": klart.dato})
            else:
                yield Ledd("neste_moete", felt)
        else:
            yield Ledd("ingen_flere_moeter")
        yield from self._forsinker(instans)

    def _utgaatt(self, instans: Instans) -> Ledd | None:
        """The route to the meeting in the plan has run out: its saksframlegg is not in, or the meeting is past."""
        rute = self._frister.frist(instans).rute
        if rute is None:
            return None
        if rute.moete.dato < self._dag:
            return Ledd("moetet_er_passert", {"moete": rute.moete.dato})
        if self._paa_vei(instans) or rute.foerste.dato >= self._dag:
            return None
        return Ledd("loep_utgaatt", {"moete": rute.moete.dato, "dato": rute.foerste.dato})

    def _paa_vei(self, instans: Instans) -> bool:
        """Whether a milestone has been reached: the matter has been handed over."""
        return bool(self._fullfoering.fakta(instans.id).milepaeler)

    def _forsinker(self, instans: Instans) -> Iterator[Ledd]:
        """The later steps this one alone makes late, and by how much at the least."""
        klar = self._framover.klar(instans)
        if klar is None:
            return
        sene = [
            (annen, frist)
            for annen in self._som_venter(instans)
            if (frist := self._frister.frist(annen).dato) is not None and klar > frist
        ]
        for annen, frist in sene[:MANGE]:
            felt: dict[str, Verdi] = {"hva": annen.steg.tittel, "frist": frist}
            yield Ledd("forsinker", {**felt, "tidligst": klar, "dager": dager((klar - frist).days)})
            if annen.steg.kan_ha_forbehold and frist >= self._dag:
                yield Ledd("med_forbehold", felt)
        if len(sene) > MANGE:
            yield Ledd("forsinker_flere", {"antall": len(sene) - MANGE})

    def _som_venter(self, instans: Instans) -> list[Instans]:
        """Unfinished steps behind this one, nearest first, each kind of step once."""
        if self._etter is None:
            self._etter = {}
            for annen in self._instanser.alle.values():
                for foran in self._tilstand.foran(annen):
                    self._etter.setdefault(foran.id, []).append(annen)
        funnet: dict[str, Instans] = {}
        koe = list(self._etter.get(instans.id, ()))
        sett = set()
        while koe:
            annen = koe.pop(0)
            if annen.id in sett:
                continue
            sett.add(annen.id)
            if self._tilstand.status(annen) not in FERDIG:
                funnet.setdefault(annen.steg.noekkel, annen)
            koe.extend(self._etter.get(annen.id, ()))
        return list(funnet.values())
