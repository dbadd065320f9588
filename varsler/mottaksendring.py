"""Who is told otherwise than before: how parties and the coordinator are reached, held against how they were."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from modeller.plan import FERDIG, Plan, Plansteg
from modeller.register import Register
from varsler.mottakere import Mottaker, dekning, koordinatoren


@dataclass(frozen=True, slots=True, kw_only=True)
class Mottaksbilde:
    """One side: a plan, the register it was derived with, the addresses that turn mail away, and by step id the next
    day after the plan's with a reminder.
    """

    plan: Plan
    register: Register
    uleverbare: Collection[str]
    neste: Mapping[str, date]


@dataclass(frozen=True, slots=True, kw_only=True)
class Mottakssak:
    """A step that those who are told now hear of: `straks` with the next mail, `neste` on that day."""

    steg: Plansteg
    straks: bool
    neste: date | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Mottaksendring:
    """A party, or the coordinator of that party, that is reached otherwise; nobody is reached where a side is empty.

    `overtatt` are those the party takes over from, whose mail it gets now: `foer` has how they were reached too.
    """

    part: str
    koordinator: bool
    foer: tuple[Mottaker, ...]
    etter: tuple[Mottaker, ...]
    saker: tuple[Mottakssak, ...]
    overtatt: tuple[str, ...] = ()

    @property
    def nye(self) -> tuple[Mottaker, ...]:
        """Those who are told now and were not before."""
        kjente = {m.epost for m in self.foer}
        return tuple(m for m in self.etter if m.epost not in kjente)

    @property
    def slipper(self) -> tuple[Mottaker, ...]:
        """Those who were told before and are not any more."""
        naa = {m.epost for m in self.etter}
        return tuple(m for m in self.foer if m.epost not in naa)


def mottaksendringer(
    foer: Mottaksbilde, etter: Mottaksbilde, i_koe: Collection[tuple[str, str]]
) -> tuple[Mottaksendring, ...]:
    """Every party of the agreement that is reached otherwise, then the coordinator.

    `i_koe` are the step id and the address of every message that waits to be sent after the change. A party that has
    taken over is held against those it took over from. Another that was not there before is no change of who is told:
    its steps are new.
    """
    return tuple(_endringer(foer, etter, i_koe))


def _endringer(foer: Mottaksbilde, etter: Mottaksbilde, i_koe: Collection[tuple[str, str]]) -> Iterator[Mottaksendring]:
    kjente, parter = _parter(foer.plan), _parter(etter.plan)
    for part in parter:
        borte = sorted(etter.register.forgjengere([part]) & (kjente.keys() - parter.keys()))
        gamle = [*([part] if part in kjente else []), *borte]
        da, naa = tuple(m for gammel in gamle for m in _for_part(foer, gammel)), _for_part(etter, part)
        if gamle and not _er_like(da, naa):
            saker = tuple(_saker(part, naa, etter, i_koe))
            yield Mottaksendring(part=part, koordinator=False, foer=da, etter=naa, saker=saker, overtatt=tuple(borte))
    da, naa = _koordinatoren(foer), _koordinatoren(etter)
    if not _er_like(da, naa):
        nye = {m.epost for m in naa} - {m.epost for m in da}
        koe = {steg for steg, epost in i_koe if epost in nye}
        saker = tuple(Mottakssak(steg=s, straks=True, neste=None) for s in etter.plan if s.id in koe)
        yield Mottaksendring(part=(naa or da)[0].part, koordinator=True, foer=da, etter=naa, saker=saker)


def _parter(plan: Plan) -> dict[str, None]:
    return dict.fromkeys([*plan.parter, *(part for steg in plan for part in (*steg.parter, *steg.ball))])


def _for_part(bilde: Mottaksbilde, part: str) -> tuple[Mottaker, ...]:
    return dekning(part, bilde.plan.avtale, bilde.register, bilde.plan.dag, bilde.uleverbare).mottakere


def _koordinatoren(bilde: Mottaksbilde) -> tuple[Mottaker, ...]:
    return koordinatoren(bilde.plan, bilde.register, bilde.plan.dag, bilde.uleverbare)


def _er_like(da: tuple[Mottaker, ...], naa: tuple[Mottaker, ...]) -> bool:
    return {m.epost for m in da} == {m.epost for m in naa}


def _saker(
    part: str, mottakere: tuple[Mottaker, ...], bilde: Mottaksbilde, i_koe: Collection[tuple[str, str]]
) -> Iterator[Mottakssak]:
    """What the party has the ball for now, and what else it is to hear of."""
    for steg in bilde.plan:
        if steg.status in FERDIG or part not in (*(steg.ball or steg.parter), *steg.deltar):
            continue
        straks = any((steg.id, m.epost) in i_koe for m in mottakere)
        neste = bilde.neste.get(steg.id) if part in (steg.ball or steg.parter) else None
        if straks or neste or part in steg.ball:
            yield Mottakssak(steg=steg, straks=straks, neste=neste)
