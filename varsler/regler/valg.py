"""Which rules hold for whom: the standard, with what has been said for everybody here and for each, nearest last."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum
from typing import NamedTuple

from modeller.fakta import INSTALLASJON
from modeller.plan import Plan
from modeller.regelvalg import Regelvalg, Samling, SattRegel
from modeller.register import Register
from varsler.regler.regel import Varselregel, Varselregler


class Lag(StrEnum):
    """Who has set what holds, from the most general to the nearest."""

    STANDARD = "standard"
    STEG = "steg"
    INSTALLASJON = "installasjon"
    AVTALE = "avtale"
    PART = "part"
    KONTAKT = "kontakt"


class Lagvalg(NamedTuple):
    """A choice of rule with where it stands."""

    lag: Lag
    valg: Regelvalg | SattRegel

    @property
    def fra(self) -> date:
        """The day it could first be known; what a lifecycle says has always been so."""
        return self.valg.fra if isinstance(self.valg, SattRegel) else date.min


@dataclass(frozen=True, slots=True)
class Opphav:
    """What decides one rule for one recipient: whether it is on, and its distance; None for the standard."""

    paa: Lagvalg | None = None
    avstand: Lagvalg | None = None
    fra: date = date.min


class Regelsett:
    """The rules of one agreement's steps and their recipients, worked out when asked for.

    The same object is given to all for whom the same holds, so that what follows from it need be worked out once.
    """

    def __init__(self, plan: Plan, register: Register, regler: Varselregler) -> None:
        self._plan = plan
        self._register = register
        self._standard = regler
        self._noe_er_sagt = bool(plan.stegvarsler or plan.varselregler or register.varselregler)
        vikar = register.kontakt_naa(plan.koordinator, plan.dag)
        self._koordinatorer = {plan.koordinator, *((vikar.id,) if vikar else ())}
        self._kjente: dict[tuple[tuple[Lagvalg, ...], bool], Varselregler] = {}

    def for_mottaker(self, steg: str, part: str, kontakt: str | None) -> Varselregler:
        """What holds for a contact of a party (None for its postmottak) in steps of this key of the lifecycle."""
        return self._finn(self.valgene(steg, part, kontakt) if self._noe_er_sagt else (), kontakt)

    def for_koordinator(self, steg: str, kontakt: str | None) -> Varselregler:
        """What the coordinator is told by: no party has a say in that."""
        return self._finn(self.valgene(steg) if self._noe_er_sagt else (), kontakt)

    def valgene(self, steg: str, part: str | None = None, kontakt: str | None = None) -> tuple[Lagvalg, ...]:
        """All that has been said, the nearest last: what is for all steps before what is for this one."""
        satt = self._register.varselregler
        return (
            *(Lagvalg(Lag.STEG, valg) for valg in self._plan.stegvarsler.get(steg, ())),
            *_om_steget(Lag.INSTALLASJON, satt.get(INSTALLASJON, ()), steg),
            *_om_steget(Lag.AVTALE, self._plan.varselregler, steg),
            *_om_steget(Lag.PART, satt.get(f"part/{part}", ()), steg),
            *_om_steget(Lag.KONTAKT, satt.get(f"kontakt/{kontakt}", ()), steg),
        )

    def er_ukentlig(self, kontakt: str | None) -> bool:
        """Whether what does not press is gathered by the week for the contact: whoever coordinates the agreement, and
        whoever has asked for it.
        """
        if kontakt is None:
            return False
        if self._standard.koordinator_ukentlig and kontakt in self._koordinatorer:
            return True
        valgt = self._register.varselvalg.get(kontakt)
        return valgt is not None and valgt.samling is Samling.UKENTLIG

    def _finn(self, valgene: tuple[Lagvalg, ...], kontakt: str | None) -> Varselregler:
        ukentlig = self.er_ukentlig(kontakt)
        if not valgene and not ukentlig:
            return self._standard
        if (valgene, ukentlig) not in self._kjente:
            regler = tuple(gjeldende_regel(regel, valgene) for regel in self._standard.regler)
            self._kjente[valgene, ukentlig] = replace(self._standard, regler=regler, ukentlig=ukentlig)
        return self._kjente[valgene, ukentlig]


def valg_uten_avtale(register: Register, part: str, kontakt: str) -> tuple[Lagvalg, ...]:
    """What has been said for all steps of all agreements of a contact, the nearest last."""
    satt = register.varselregler
    return (
        *_om_steget(Lag.INSTALLASJON, satt.get(INSTALLASJON, ()), ""),
        *_om_steget(Lag.PART, satt.get(f"part/{part}", ()), ""),
        *_om_steget(Lag.KONTAKT, satt.get(f"kontakt/{kontakt}", ()), ""),
    )


def valg_for(
    register: Register, gjelder: str, *, steg: str = "", avtalens: Iterable[SattRegel] = ()
) -> tuple[Lagvalg, ...]:
    """What has been said that holds for all in a scope, `installasjon`, `avtale/ID`, `part/ID` or `kontakt/ID`, the
    nearest last: for all steps, and for the one named. `avtalens` are the choices of the agreement.
    """
    satt, slag = register.varselregler, gjelder.partition("/")[0]
    kontakt = register.kontakter.get(gjelder.partition("/")[2]) if slag == Lag.KONTAKT else None
    part = gjelder if slag == Lag.PART else f"part/{kontakt.part}" if kontakt else ""
    return (
        *_om_steget(Lag.INSTALLASJON, satt.get(INSTALLASJON, ()), steg),
        *_om_steget(Lag.AVTALE, avtalens, steg),
        *_om_steget(Lag.PART, satt.get(part, ()), steg),
        *_om_steget(Lag.KONTAKT, satt.get(gjelder, ()) if kontakt else (), steg),
    )


def gjeldende_regel(regel: Varselregel, valgene: Sequence[Lagvalg]) -> Varselregel:
    """The rule as it holds with these choices, the nearest last."""
    opphav = opphavet(regel.navn, valgene)
    if opphav == Opphav():
        return regel
    paa, avstand = opphav.paa and opphav.paa.valg.paa, opphav.avstand and opphav.avstand.valg.avstand
    return replace(
        regel,
        paa=regel.paa if paa is None else paa,
        avstand=regel.avstand if avstand is None else avstand,
        fra=opphav.fra,
    )


def opphavet(regel: str, valgene: Sequence[Lagvalg]) -> Opphav:
    """What decides the rule of this name, and the day that came to be so: choices it has to look past count too, for
    they may have been other choices before.
    """
    egne = [valgt for valgt in reversed(valgene) if valgt.valg.regel == regel]
    paa, sett = _foerste(egne, "paa")
    avstand, sett_avstand = _foerste(egne, "avstand")
    return Opphav(paa=paa, avstand=avstand, fra=max((v.fra for v in (*sett, *sett_avstand)), default=date.min))


def _foerste(egne: Sequence[Lagvalg], felt: str) -> tuple[Lagvalg | None, Sequence[Lagvalg]]:
    """The first that says something of the field, and all that were looked at on the way."""
    for nr, valgt in enumerate(egne):
        if getattr(valgt.valg, felt) is not None:
            return valgt, egne[: nr + 1]
    return None, egne


def _om_steget(lag: Lag, valg: Iterable[SattRegel], steg: str) -> tuple[Lagvalg, ...]:
    aktuelle = [Lagvalg(lag, v) for v in valg if v.steg is None or v.steg == steg]
    return tuple(sorted(aktuelle, key=lambda v: isinstance(v.valg, SattRegel) and v.valg.steg is not None))
