"""What a step's parties and contacts have said of it while it lies with them: estimates, snoozes, wishes, handovers."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from types import MappingProxyType
from typing import Any

from modeller.fakta import (
    Faktum,
    FerdigAnslaatt,
    FristUtsatt,
    MerTidAvslaatt,
    MerTidOensket,
    PaaminnelserUtsatt,
    StegGjenaapnet,
    StegOverlatt,
    StegPauset,
)

INGEN: Mapping[str, Any] = MappingProxyType({})


@dataclass(frozen=True, slots=True)
class Anslag:
    """A party is on the case and expects to be done about `dato`, as it said on `sagt`."""

    dato: date
    sagt: date
    merknad: str = ""


@dataclass(frozen=True, slots=True)
class Oenske:
    """A party asked on `sagt` for the date to be moved to `til`; `faktum` is the request's id."""

    til: date
    grunn: str
    sagt: date
    faktum: str


@dataclass(frozen=True, slots=True)
class Avslag:
    """The coordinator said no on `sagt` to a party that asked for the date to be moved to `til`."""

    til: date
    grunn: str
    sagt: date
    faktum: str


@dataclass(frozen=True, slots=True)
class Innvilget:
    """The date was moved on `sagt`, to `til`, after a party had asked for `oensket`."""

    oensket: date
    til: date
    sagt: date


@dataclass(frozen=True, slots=True, kw_only=True)
class Oppfoelging:
    """What has been said of one step since it was last opened.

    `anslag`, `oensker` (requests nobody has answered), `avslag` (the last answer, when it was no) and `innvilget` (the
    requests that the last move of the date answered) are by party.
    `utsatt_til` is, by contact, the first day that contact wants to be reminded again; `overlatt` names, by contact,
    the colleague who is told instead, and `overlatt_dag` since when.
    """

    anslag: Mapping[str, Anslag] = field(default_factory=lambda: INGEN)
    utsatt_til: Mapping[str, date] = field(default_factory=lambda: INGEN)
    oensker: Mapping[str, Oenske] = field(default_factory=lambda: INGEN)
    avslag: Mapping[str, Avslag] = field(default_factory=lambda: INGEN)
    innvilget: Mapping[str, Innvilget] = field(default_factory=lambda: INGEN)
    overlatt: Mapping[str, str] = field(default_factory=lambda: INGEN)
    overlatt_dag: Mapping[str, date] = field(default_factory=lambda: INGEN)

    def siden(self, dag: date) -> Oppfoelging:
        """The same without estimates, requests and answers from before the day the step was opened in this round."""
        if not (self.anslag or self.oensker or self.avslag or self.innvilget):
            return self
        return replace(
            self,
            anslag={part: a for part, a in self.anslag.items() if a.sagt >= dag},
            oensker={part: o for part, o in self.oensker.items() if o.sagt >= dag},
            avslag={part: a for part, a in self.avslag.items() if a.sagt >= dag},
            innvilget={part: i for part, i in self.innvilget.items() if i.sagt >= dag},
        )

    @property
    def bare_overlatt(self) -> Oppfoelging:
        """The same without anything but who has handed it over to whom."""
        if not self.overlatt:
            return INGEN_OPPFOELGING
        return Oppfoelging(overlatt=self.overlatt, overlatt_dag=self.overlatt_dag)

    def kontakten(self, kontakt: str) -> str:
        """The contact who is told in place of this one, or itself."""
        sett = {kontakt}
        while (neste := self.overlatt.get(kontakt)) is not None and neste not in sett:
            sett.add(neste)
            kontakt = neste
        return kontakt


INGEN_OPPFOELGING = Oppfoelging()


def brett_oppfoelging(fakta: Iterable[Faktum]) -> Oppfoelging:
    """Fold one step's facts, in order; what was said before the step was done and opened again no longer holds."""
    anslag: dict[str, Anslag] = {}
    utsatt_til: dict[str, date] = {}
    oensker: dict[str, Oenske] = {}
    avslag: dict[str, Avslag] = {}
    innvilget: dict[str, Innvilget] = {}
    overlatt: dict[str, str] = {}
    overlatt_dag: dict[str, date] = {}
    for faktum in fakta:
        match faktum.hendelse:
            case FerdigAnslaatt(part=part, dato=None) | StegPauset(hos=part):  # nothing is said of what is asked now
                anslag.pop(part, None)
            case FerdigAnslaatt(part=part, dato=date() as dato, merknad=merknad):
                anslag[part] = Anslag(dato, faktum.skjedde, merknad)
            case PaaminnelserUtsatt(kontakt=kontakt, til=til):
                utsatt_til[kontakt] = til
            case MerTidOensket(part=part, til=til, grunn=grunn):
                oensker[part] = Oenske(til, grunn, faktum.skjedde, faktum.id)
                avslag.pop(part, None)
            case MerTidAvslaatt(part=part, grunn=grunn) if (oenske := oensker.pop(part, None)) is not None:
                avslag[part] = Avslag(oenske.til, grunn, faktum.skjedde, faktum.id)
            case FristUtsatt(til=til):
                innvilget = {part: Innvilget(o.til, til, faktum.skjedde) for part, o in oensker.items()}
                oensker.clear()
                avslag.clear()
            case StegOverlatt(kontakt=kontakt, til_kontakt=til_kontakt):
                # Handed back, it is one's own again.
                overlatt.pop(til_kontakt, None)
                overlatt[kontakt] = til_kontakt
                overlatt_dag[kontakt] = faktum.skjedde
            case StegGjenaapnet():
                for sagt in (anslag, utsatt_til, oensker, avslag, innvilget, overlatt, overlatt_dag):
                    sagt.clear()
            case _:
                pass
    if not (anslag or utsatt_til or oensker or avslag or innvilget or overlatt):
        return INGEN_OPPFOELGING
    return Oppfoelging(
        anslag=anslag,
        utsatt_til=utsatt_til,
        oensker=oensker,
        avslag=avslag,
        innvilget=innvilget,
        overlatt=overlatt,
        overlatt_dag={kontakt: dag for kontakt, dag in overlatt_dag.items() if kontakt in overlatt},
    )
