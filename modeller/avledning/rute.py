"""A party's route to a decision: the meetings of its bodies, counted back from the one that decides."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Hashable, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from functools import lru_cache
from typing import Any

from modeller.arbeidskalender import EN_DAG, Arbeidskalender, Rull
from modeller.plan import Milepael
from modeller.register import Forlatt, Moete, Organ, Part, Register
from modeller.tekst import Tekst

SAKSFRAMLEGG = "saksframlegg"
HUSKER = 64
"""So many agreements are remembered; a batch of thousands goes through them once."""
LENGSTE_OPPHOLD = timedelta(days=120)
"""Bodies seldom go longer than this without a meeting: over the summer, or from December."""


@dataclass(frozen=True, slots=True)
class Rute:
    """A deciding meeting with the milestones that lead to it, in order of date."""

    organ: Organ
    moete: Moete
    milepaeler: tuple[Milepael, ...]
    flyttet_til: date | None = None
    """The day the meeting is held instead, when it has been moved."""

    @property
    def foerste(self) -> Milepael:
        """The milestone all hangs on: the saksframlegg. Once it is in, the rest is the secretariat's routine."""
        return self.milepaeler[0]


class Ruter:
    """Routes through one register, each worked out once: a batch of agreements shares them (`ruter_gjennom`).

    `organ` is asked first: the others are for the party and a body it gave.
    """

    def __init__(self, register: Register, kalender: Arbeidskalender) -> None:
        self._register = register
        self._kalender = kalender
        self._moeter: dict[str, tuple[list[date], list[Moete]]] = {}
        self._forlatte: dict[str, list[tuple[Forlatt, Moete]]] = {}
        self._ruter: dict[tuple[str, str, str, date], Rute] = {}
        self._husket: dict[Hashable, tuple[object, dict[str, Any]]] = {}

    def husket(self, skjelett: object, av: Hashable) -> dict[str, Any]:
        """A place to remember what was found of an agreement's steps through these routes, by step id.

        The same place again for the same `skjelett`, known as the object it is, and the same else that decided (`av`).
        """
        noekkel = (id(skjelett), av)
        if noekkel not in self._husket:
            if len(self._husket) >= HUSKER:
                self._husket.clear()
            self._husket[noekkel] = (skjelett, {})  # held, so that no other can take its place
        return self._husket[noekkel][1]

    def organ(self, part: str, valgt: str | None, *, foerste: bool = False) -> Organ | None:
        """The body that decides for a party: the chosen one, else the last (or `foerste`) of its route; None when it
        has none, or the register does not know the party (its registration may have been undone).
        """
        kjent = self._register.parter.get(part)
        if kjent is None:
            return None
        organ = valgt or (kjent.rute[0 if foerste else -1] if kjent.rute else None)
        return self._register.organer.get(organ) if organ else None

    def siste_foer(self, part: str, organ: Organ, grense: date) -> Rute | None:
        """The route to the body's last meeting strictly before `grense` that leaves time for saksutskrift; None when
        its meeting plan does not reach that far.
        """
        senest = self._senest(part, grense)
        moete = self._siste(organ.id, senest)
        rute = self._rute(part, organ, moete) if moete and self._planlagt(organ.id, moete, grense) else None
        return self._forlatt_for_sent(part, organ, rute, grense) or rute

    def neste_fra(
        self, part: str, organ: Organ, start: date, *, paa_vei: bool, moete_fra: date | None = None
    ) -> Rute | None:
        """The route to the body's first meeting that can still be reached from `start`: any, when the matter is under
        way already (`paa_vei`), else one whose saksframlegg is still ahead. None before `moete_fra` is asked about.
        """
        datoer, moeter = self._plan(organ.id)
        for moete in moeter[bisect_left(datoer, max(start, moete_fra) if moete_fra else start) :]:
            rute = self._rute(part, organ, moete)
            if paa_vei or rute.foerste.dato >= start:
                return rute
        return None

    def siste_moete(self, organ: Organ, grense: date) -> Moete | None:
        """The body's last meeting before `grense` that was to be held."""
        return self._siste(organ.id, grense)

    def foerste_moete(self, organ: Organ, etter: date) -> Moete | None:
        """The body's first meeting after `etter` that is to be held, or was."""
        datoer, moeter = self._plan(organ.id)
        plass = bisect_right(datoer, etter)
        return moeter[plass] if plass < len(moeter) else None

    def tapt(self, part: str, organ: Organ, rute: Rute, grense: date) -> Rute | None:
        """The route to the last meeting before `grense` that is not to be, where the last that is to be is `rute`'s."""
        senest = self._senest(part, grense)
        dager = ((forlatt, moete) for forlatt, moete in self._forlatt(organ) if forlatt.dato < senest)
        return next((self._til_forlatt(part, organ, *en) for en in dager if en[0].dato > rute.moete.dato), None)

    def _forlatt_for_sent(self, part: str, organ: Organ, rute: Rute | None, grense: date) -> Rute | None:
        """The route to a later day that a meeting was set to, when it was called off or moved from that day so late
        that the way to the meeting that is the last now had run out.

        Nobody could have known then: a deadline does not move back to a day that was over (DESIGN.md section 4). But
        where the plan does not reach, a day left in an earlier year was not the last before `grense` either.
        """
        senest = self._senest(part, grense)
        for forlatt, moete in self._forlatt(organ):
            if rute is not None and forlatt.dato <= rute.moete.dato:
                return None
            if rute is None and not (grense - forlatt.dato <= LENGSTE_OPPHOLD or forlatt.dato.year == grense.year):
                continue
            if forlatt.dato < senest and (rute is None or rute.foerste.dato < forlatt.dag):
                return self._til_forlatt(part, organ, forlatt, moete)
        return None

    def _forlatt(self, organ: Organ) -> list[tuple[Forlatt, Moete]]:
        """The days that meetings have left, the last first."""
        if organ.id not in self._forlatte:
            alle = [(forlatt, moete) for moete in organ.moeter for forlatt in moete.forlatt]
            self._forlatte[organ.id] = sorted(alle, key=lambda par: par[0].dato, reverse=True)
        return self._forlatte[organ.id]

    def _til_forlatt(self, part: str, organ: Organ, forlatt: Forlatt, moete: Moete) -> Rute:
        gammel = self._rute(part, organ, replace(moete, dato=forlatt.dato, avlyst=True))
        return gammel if moete.avlyst else replace(gammel, flyttet_til=moete.dato)

    def _senest(self, part: str, grense: date) -> date:
        """The first day that is too late for a meeting whose decision is to be used on `grense`."""
        return min(grense, grense - self.saksutskrift(part) + EN_DAG)

    def saksutskrift(self, part: str) -> timedelta:
        """How long after the meeting the decision can be sent on."""
        return timedelta(days=self._register.parter[part].saksutskrift_dager)

    def _plan(self, organ: str) -> tuple[list[date], list[Moete]]:
        if organ not in self._moeter:
            kjent = self._register.organer.get(organ)
            moeter = [m for m in kjent.moeter if not m.avlyst] if kjent else []
            self._moeter[organ] = ([m.dato for m in moeter], moeter)
        return self._moeter[organ]

    def _siste(self, organ: str, grense: date) -> Moete | None:
        datoer, moeter = self._plan(organ)
        plass = bisect_left(datoer, grense)
        return moeter[plass - 1] if plass else None

    def _planlagt(self, organ: str, moete: Moete, grense: date) -> bool:
        """Whether the last meeting known before `grense` can be the last there is. Plans are made a year at a time: far
        ahead of a year nobody has planned yet, it is only the last of an earlier year's.
        """
        if grense - moete.dato <= LENGSTE_OPPHOLD:
            return True
        return any(m.dato.year == grense.year for m in self._plan(organ)[1])

    def _rute(self, part: str, organ: Organ, moete: Moete) -> Rute:
        noekkel = (part, organ.id, moete.id, moete.dato)
        if noekkel not in self._ruter:
            self._ruter[noekkel] = Rute(organ, moete, self._milepaeler(self._register.parter[part], organ, moete))
        return self._ruter[noekkel]

    def _milepaeler(self, part: Part, organ: Organ, moete: Moete) -> tuple[Milepael, ...]:
        """Built backward: a body's papers go out before its meeting, and an earlier body meets before that day."""
        return self._gjennom(part, self._tidligere(part, organ), organ, moete, "vedtak")

    def _gjennom(
        self, part: Part, tidligere: Sequence[Organ], organ: Organ, moete: Moete, slag: str
    ) -> tuple[Milepael, ...]:
        papirer = self._papirer(organ, moete)
        foran = self._foran(part, tidligere, papirer)
        return (*foran, _papirpael(organ, papirer, moete), _moetepael(organ, moete, slag))

    def _foran(self, part: Part, tidligere: Sequence[Organ], papirer: date) -> tuple[Milepael, ...]:
        """The way to the day the papers go out: the saksframlegg, then the bodies before, each in its last meeting.

        One that was called off or moved so late that the way to the one that is the last now had run out stays: the
        saksframlegg is not due on a day that was over when somebody told of it.
        """
        if not tidligere:
            klart = self._kalender.rull(papirer - timedelta(days=part.saksframlegg_dager), Rull.TILBAKE)
            tittel = Tekst("Saksframlegg klart", "Saksframlegg klart")
            return (Milepael(noekkel=SAKSFRAMLEGG, tittel=tittel, dato=klart),)
        *foerst, organ = tidligere
        moete = self._siste(organ.id, papirer)
        if moete is None or not self._planlagt(organ.id, moete, papirer):
            return self._foran(part, foerst, papirer)
        veien = self._gjennom(part, foerst, organ, moete, "behandling")
        for forlatt, borte in self._forlatt(organ):
            if forlatt.dato <= moete.dato:
                break
            if forlatt.dato < papirer and veien[0].dato < forlatt.dag:
                gammelt = replace(borte, dato=forlatt.dato, avlyst=True)
                return self._gjennom(part, foerst, organ, gammelt, "behandling")
        return veien

    def _tidligere(self, part: Part, organ: Organ) -> list[Organ]:
        if organ.id not in part.rute:
            return []
        foer = part.rute[: part.rute.index(organ.id)]
        return [self._register.organer[o] for o in foer if o in self._register.organer]

    def _papirer(self, organ: Organ, moete: Moete) -> date:
        return self._kalender.rull(moete.dato - timedelta(days=organ.papirer_dager), Rull.TILBAKE)


@lru_cache(maxsize=8)
def ruter_gjennom(register: Register, kalender: Arbeidskalender) -> Ruter:
    """The routes through a register. The last registers' are kept, so that a batch works each out only once; what they
    say follows from the two arguments alone.
    """
    return Ruter(register, kalender)


def _moetepael(organ: Organ, moete: Moete, slag: str) -> Milepael:
    if slag == "vedtak":
        tittel = Tekst(f"Vedtak i {organ.navn.nb}", f"Vedtak i {organ.navn.nn}")
    else:
        tittel = Tekst(f"Behandling i {organ.navn.nb}", f"Behandling i {organ.navn.nn}")
    return Milepael(f"{slag}:{organ.id}", tittel, moete.dato, moete=moete.id, avlyst=moete.avlyst)


def _papirpael(organ: Organ, dag: date, moete: Moete) -> Milepael:
    return Milepael(
        noekkel=f"papirer:{organ.id}",
        tittel=Tekst(f"Sakspapirer til {organ.navn.nb}", f"Sakspapir til {organ.navn.nn}"),
        dato=dag,
        moete=moete.id,
    )
