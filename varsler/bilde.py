"""The agreement as it stands at the moment of sending: derived anew from the facts, with what is owed."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass
from datetime import datetime

from modeller.arbeidskalender import Arbeidskalender
from modeller.avledning import avled
from modeller.avtalefold import UkjentAvtale, brett_avtale
from modeller.fakta import avtalestroem
from modeller.lager.faktalager import les_register, les_stroem
from modeller.lager.hovedboker import fortalt, les_publisert, uleverbare
from modeller.lager.lager import Tx
from modeller.livsloep import Livsloep
from modeller.plan import Plan
from modeller.publisering import Publisert
from modeller.register import Register
from modeller.registerfold import brett_register
from modeller.varselrad import Varselsutsikt, Varsle
from varsler.melding import OSLO


@dataclass(frozen=True, slots=True, kw_only=True)
class Avtalebilde:
    """A plan with its register, what it owes today and what feeds have published about it."""

    plan: Plan
    register: Register
    utsikt: Varselsutsikt
    publisert: Mapping[str, Publisert]


TaBilde = Callable[[Tx, str, datetime], Awaitable[Avtalebilde | None]]
"""Derives an agreement anew inside a transaction; None when there is no such agreement at that instant."""


def bildetaker(livsloep: Mapping[str, Livsloep], kalender: Arbeidskalender, varsle: Varsle) -> TaBilde:
    """The ordinary `TaBilde`: facts and ledgers from the store, the lifecycles by name (KeyError for another)."""

    async def ta(tx: Tx, avtale: str, naa: datetime) -> Avtalebilde | None:
        dag = naa.astimezone(OSLO).date()
        fakta = await les_stroem(tx, avtalestroem(avtale))
        register = brett_register(await les_register(tx), dag)
        try:
            navn = brett_avtale(fakta, dag).livsloep
        except UkjentAvtale:
            return None
        plan = avled(fakta, livsloep[navn], register, dag, kalender)
        utsikt = varsle(
            plan=plan,
            register=register,
            kalender=kalender,
            fortalt=await fortalt(tx, avtale),
            uleverbare=await uleverbare(tx),
        )
        return Avtalebilde(plan=plan, register=register, utsikt=utsikt, publisert=await les_publisert(tx, avtale))

    return ta
