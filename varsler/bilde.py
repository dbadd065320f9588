"""The agreement as it stands at the moment of sending: derived anew from the facts, with what is owed."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from modeller.arbeidskalender import Arbeidskalender
from modeller.avtalefold import UkjentAvtale, brett_avtale
from modeller.fakta import Faktum, avtalestroem
from modeller.lager.faktalager import antall, les_register, les_stroem
from modeller.lager.hovedboker import fortalt, les_publisert, uleverbare
from modeller.lager.lager import Tx
from modeller.lager.minne import MINNE
from modeller.livsloep import Livsloep
from modeller.plan import Plan
from modeller.publisering import Publisert
from modeller.register import Register
from modeller.varselrad import Varselsutsikt, Varsle
from varsler.melding import OSLO


@dataclass(frozen=True, slots=True, kw_only=True)
class Avtalebilde:
    """A plan with its register, what it owes today and what feeds have published about it."""

    plan: Plan
    register: Register
    utsikt: Varselsutsikt
    publisert: Mapping[str, Publisert]


HUSKER = 32
"""Plans remembered at once: a few megabytes."""

_Stempel = tuple[date, int]

TaBilde = Callable[[Tx, str, datetime], Awaitable[Avtalebilde | None]]
"""Derives an agreement anew inside a transaction; None when there is no such agreement at that instant."""


def bildetaker(livsloep: Mapping[str, Livsloep], kalender: Arbeidskalender, varsle: Varsle) -> TaBilde:
    """The ordinary `TaBilde`: facts and ledgers from the store, the lifecycles by name (KeyError for another)."""
    return _Bildetaker(livsloep, kalender, varsle).ta


class _Bildetaker:
    """Remembers the last plans, since a morning's recipients share agreements.

    Facts are append-only, so a plan stands as long as the day and the number of facts do. What had been told is asked
    once an instant: what a run tells its other recipients is nothing to the next.
    """

    def __init__(self, livsloep: Mapping[str, Livsloep], kalender: Arbeidskalender, varsle: Varsle) -> None:
        self._livsloep = livsloep
        self._kalender = kalender
        self._varsle = varsle
        self._registre: dict[_Stempel, Register] = {}
        self._planer: dict[tuple[str, _Stempel], Plan | None] = {}
        self._fortalt: dict[tuple[str, datetime], Mapping[tuple[str, str], date]] = {}

    async def ta(self, tx: Tx, avtale: str, naa: datetime) -> Avtalebilde | None:
        """The agreement as of `naa`."""
        stempel = (naa.astimezone(OSLO).date(), await antall(tx))
        register = await self._register(tx, stempel)
        plan = await self._plan(tx, avtale, register, stempel)
        if plan is None:
            return None
        utsikt = MINNE.utsikt(
            self._varsle,
            plan=plan,
            register=register,
            kalender=self._kalender,
            fortalt=await self._fortalt_foer(tx, avtale, naa),
            uleverbare=await uleverbare(tx),
        )
        return Avtalebilde(plan=plan, register=register, utsikt=utsikt, publisert=await les_publisert(tx, avtale))

    async def _register(self, tx: Tx, stempel: _Stempel) -> Register:
        if stempel not in self._registre:
            register = MINNE.register(await les_register(tx), stempel[0])
            self._registre.clear()
            self._registre[stempel] = register
        return self._registre[stempel]

    async def _plan(self, tx: Tx, avtale: str, register: Register, stempel: _Stempel) -> Plan | None:
        noekkel = (avtale, stempel)
        if noekkel not in self._planer:
            plan = self._avled(await les_stroem(tx, avtalestroem(avtale)), register, stempel[0])
            while len(self._planer) >= HUSKER:
                self._planer.pop(next(iter(self._planer)))
            self._planer[noekkel] = plan
        return self._planer[noekkel]

    async def _fortalt_foer(self, tx: Tx, avtale: str, naa: datetime) -> Mapping[tuple[str, str], date]:
        noekkel = (avtale, naa)
        if noekkel not in self._fortalt:
            for gammel in [n for n in self._fortalt if n[1] != naa]:
                del self._fortalt[gammel]
            self._fortalt[noekkel] = await fortalt(tx, avtale)
        return self._fortalt[noekkel]

    def _avled(self, fakta: Sequence[Faktum], register: Register, dag: date) -> Plan | None:
        try:
            livsloep = brett_avtale(fakta, dag).livsloep
        except UkjentAvtale:
            return None
        return MINNE.plan(fakta, self._livsloep[livsloep], register, dag, self._kalender)
