"""The agreement as it stands at the moment of sending: derived anew from the facts, with what is owed."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Collection, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime

from modeller.arbeidskalender import Arbeidskalender
from modeller.fakta import avtalestroem
from modeller.kildestand import Kildestand
from modeller.lager.faktalager import antall, les_register, les_stroem
from modeller.lager.hovedboker import fortalt, uleverbare
from modeller.lager.lager import Tx
from modeller.lager.minne import MINNE
from modeller.lager.moeteplankilder import les_ulager
from modeller.lager.publisertbok import les_publisert_for
from modeller.livsloep import Livsloep
from modeller.plan import Plan
from modeller.publisering import Publisert
from modeller.register import Register
from modeller.varselrad import Fortalt, Varselsutsikt, Varsle
from varsler.grunner import INGEN_FAKTA, Faktagrunnlag, faktagrunnlag
from varsler.melding import OSLO


@dataclass(frozen=True, slots=True, kw_only=True)
class Avtalebilde:
    """A plan with its register, what it owes today, what feeds have published about it, and the facts behind it."""

    plan: Plan
    register: Register
    utsikt: Varselsutsikt
    publisert: Mapping[str, Publisert]
    fakta: Faktagrunnlag = INGEN_FAKTA


TaBilder = Callable[[Tx, Collection[str], datetime], Awaitable[Mapping[str, Avtalebilde]]]
"""Derives agreements anew inside a transaction, by id; those that there are at that instant."""


def bildetaker(livsloep: Mapping[str, Livsloep], kalender: Arbeidskalender, varsle: Varsle) -> TaBilder:
    """The ordinary `TaBilder`: facts and ledgers from the store. Raises `UkjentLivsloep`."""
    return _Bildetaker(livsloep, kalender, varsle).ta


@dataclass(frozen=True, slots=True, kw_only=True)
class _Oeyeblikk:
    """What is known at an instant, with so many facts stored; by agreement, as far as somebody has asked."""

    naa: datetime
    fakta: int
    register: Register
    kilder: Mapping[str, Kildestand]
    planer: dict[str, Plan | None] = field(default_factory=dict)
    fortalt: dict[str, Mapping[tuple[str, str], Fortalt]] = field(default_factory=dict)
    grunnlag: dict[str, Faktagrunnlag] = field(default_factory=dict)


class _Bildetaker:
    """Reads facts once an instant, since a morning's recipients share agreements, and again when a fact has come.

    So too what had been told: what a run tells its other recipients is nothing to the next.
    """

    def __init__(self, livsloep: Mapping[str, Livsloep], kalender: Arbeidskalender, varsle: Varsle) -> None:
        self._livsloep = livsloep
        self._kalender = kalender
        self._varsle = varsle
        self._sist: _Oeyeblikk | None = None

    async def ta(self, tx: Tx, avtaler: Collection[str], naa: datetime) -> Mapping[str, Avtalebilde]:
        """The agreements as of `naa`."""
        dag = naa.astimezone(OSLO).date()
        kjent = await self._oeyeblikk(tx, naa, dag)
        avviser, publisert = await uleverbare(tx), await les_publisert_for(tx, avtaler)
        bilder = {}
        for avtale in avtaler:
            plan = await self._plan(tx, avtale, kjent, dag)
            if plan is None:
                continue
            utsikt = MINNE.utsikt(
                self._varsle,
                plan=plan,
                register=kjent.register,
                kalender=self._kalender,
                fortalt=kjent.fortalt[avtale],
                uleverbare=avviser,
                kilder=kjent.kilder,
            )
            bilder[avtale] = Avtalebilde(
                plan=plan,
                register=kjent.register,
                utsikt=utsikt,
                publisert=publisert.get(avtale, {}),
                fakta=kjent.grunnlag[avtale],
            )
        return bilder

    async def _plan(self, tx: Tx, avtale: str, kjent: _Oeyeblikk, dag: date) -> Plan | None:
        """The agreement's plan, and with it what had been told; None when there is no such agreement."""
        if avtale not in kjent.planer:
            fakta, har_fortalt = await les_stroem(tx, avtalestroem(avtale)), await fortalt(tx, avtale)
            # Several recipients ask at once: what is known is known whole, and the first to know it is believed.
            kjent.fortalt.setdefault(avtale, har_fortalt)
            kjent.grunnlag.setdefault(avtale, faktagrunnlag(fakta, dag))
            if avtale not in kjent.planer:
                kjent.planer[avtale] = MINNE.plan(fakta, self._livsloep, kjent.register, dag, self._kalender)
        return kjent.planer[avtale]

    async def _oeyeblikk(self, tx: Tx, naa: datetime, dag: date) -> _Oeyeblikk:
        lagret = await antall(tx)
        if self._sist is None or (self._sist.naa, self._sist.fakta) != (naa, lagret):
            register = MINNE.register(await les_register(tx), dag)
            kilder = await les_ulager(tx, register, dag)
            self._sist = _Oeyeblikk(naa=naa, fakta=lagret, register=register, kilder=kilder)
        return self._sist
