"""Feeds out of the store: from a token to the subscriber's plans, their published versions and the bytes."""

from __future__ import annotations

import asyncio
import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Protocol
from zoneinfo import ZoneInfo

from modeller.avloesning import arvinger
from modeller.lager.abonnementer import Abonnement, finn_abonnement, merk_hentet
from modeller.lager.lager import Lager
from modeller.lager.tabeller import Maalslag
from modeller.plan import Plan
from modeller.register import Kontakt, Register
from modeller.tekst import Maalform
from tavle.abonnement import Abonnementsinnhold, Feedforesporsel
from varsler.kalender.abonnent import Valg, maalform_for, poster
from varsler.kalender.ics import feed
from varsler.kalender.lenker import tavlelenker
from varsler.kalender.oppfoering import Oppfoering
from varsler.kalender.publisering import publiser, publiser_feed
from varsler.kalender.sammensetting import oppfoeringer

OSLO = ZoneInfo("Europe/Oslo")
MERKES_HVER = timedelta(hours=1)
"""How often a fetch is noted: clients poll more often than anybody asks when they last did."""
KLIENT_MAKS = 200


class Plankilde(Protocol):
    """Derived plans and the register (the board's source has these). Dates are days in Oslo."""

    async def planer(self, dag: date) -> Sequence[Plan]:
        """Every agreement's plan as of `dag`."""
        ...

    async def plan(self, avtale: str, dag: date) -> Plan | None:
        """One agreement's plan; None when no agreement has the id."""
        ...

    async def register(self, dag: date) -> Register:
        """Parties, contacts and bodies as of `dag`."""
        ...


@dataclass(frozen=True, slots=True, kw_only=True)
class _Abonnent:
    """What a subscription is about: its plans, the parties they are seen from (None: everyone), name and language."""

    planer: Sequence[Plan]
    parter: tuple[str | None, ...]
    navn: str
    maalform: Maalform


class Lagerabonnement:
    """The feeds of one installation. `nettadresse` is the board's address, `demo` labels the calendars' names."""

    def __init__(self, lager: Lager, planer: Plankilde, nettadresse: str, *, demo: bool = False) -> None:
        self._lager = lager
        self._planer = planer
        self._lenke = tavlelenker(nettadresse)
        self._demo = demo

    async def innhold(self, foresporsel: Feedforesporsel, naa: datetime) -> Abonnementsinnhold | None:
        """The feed the token opens; None when it opens none, or its contact has left.

        Raises LookupError when a live subscription is about something that cannot be found.
        """
        async with self._lager.lesing() as tx:
            abonnement = await finn_abonnement(tx, foresporsel.token)
        if abonnement is None:
            return None
        dag = naa.astimezone(OSLO).date()
        register = await self._planer.register(dag)
        abonnent = await self._abonnent(abonnement, foresporsel, register, dag)
        if abonnent is None:
            return None
        alle = await asyncio.to_thread(self._oppfoeringer, abonnent, register)
        versjoner = await publiser(self._lager, alle, naa)
        valg = Valg(maalform=abonnent.maalform, ferdige=foresporsel.ferdige)
        navn = f"{abonnent.navn} (demo)" if self._demo else abonnent.navn
        ics = await asyncio.to_thread(lambda: feed(navn, poster(alle, versjoner, valg, dag)))
        utgave = f"{abonnement.id}/{valg.maalform}/{valg.ferdige}"
        endret = await publiser_feed(self._lager, utgave, hashlib.sha256(ics).hexdigest(), naa)
        await self._merk_hentet(abonnement, foresporsel, naa)
        return Abonnementsinnhold(ics=ics, endret=endret)

    async def _abonnent(
        self, abonnement: Abonnement, foresporsel: Feedforesporsel, register: Register, dag: date
    ) -> _Abonnent | None:
        match abonnement.slag:
            case Maalslag.KONTAKT:
                kontakt = register.kontakter.get(abonnement.maal)
                if kontakt is None or (kontakt.slutter is not None and kontakt.slutter <= dag):
                    return None
                maalform = foresporsel.maalform or maalform_for(kontakt.part, kontakt, register)
                return await self._for_part(kontakt.part, kontakt, register, maalform, dag)
            case Maalslag.PART:
                if abonnement.maal not in register.parter:
                    raise LookupError(f"the register has no party {abonnement.maal}")
                maalform = foresporsel.maalform or maalform_for(abonnement.maal, None, register)
                return await self._for_part(abonnement.maal, None, register, maalform, dag)
            case Maalslag.AVTALE:
                plan = await self._planer.plan(abonnement.maal, dag)
                if plan is None:
                    raise LookupError(f"there is no agreement {abonnement.maal}")
                maalform = foresporsel.maalform or Maalform.NB
                navn = f"Fristvakt – {plan.navn.paa(maalform)}"
                return _Abonnent(planer=[plan], parter=(None,), navn=navn, maalform=maalform)

    async def _for_part(
        self, part: str, kontakt: Kontakt | None, register: Register, maalform: Maalform, dag: date
    ) -> _Abonnent:
        parter = arvinger(part, register.avloest)
        planer = [
            plan
            for plan in await self._planer.planer(dag)
            if not plan.parter.keys().isdisjoint(parter)
            and (kontakt is None or _foelger(kontakt, plan.avtale, register, dag))
        ]
        navn = f"Fristvakt – {register.navn(part).paa(maalform)}"
        if kontakt is not None:
            navn = f"{navn} ({kontakt.navn})"
        return _Abonnent(planer=planer, parter=parter, navn=navn, maalform=maalform)

    def _oppfoeringer(self, abonnent: _Abonnent, register: Register) -> list[Oppfoering]:
        alle = (
            oppfoering
            for plan in abonnent.planer
            for part in abonnent.parter
            for oppfoering in oppfoeringer(plan, register, self._lenke, part=part)
        )
        return list({oppfoering.uid: oppfoering for oppfoering in alle}.values())

    async def _merk_hentet(self, abonnement: Abonnement, foresporsel: Feedforesporsel, naa: datetime) -> None:
        if abonnement.sist_hentet is not None and naa - abonnement.sist_hentet < MERKES_HVER:
            return
        async with self._lager.skriving() as tx:
            await merk_hentet(tx, abonnement.id, naa, foresporsel.klient[:KLIENT_MAKS] if foresporsel.klient else None)


def _foelger(kontakt: Kontakt, avtale: str, register: Register, dag: date) -> bool:
    """Whether the agreement is the contact's: its own, or that of one it stands in for or has taken over from."""
    if kontakt.avtaler is None or avtale in kontakt.avtaler:
        return True
    return any(k.id == kontakt.id for k in register.kontakter_for(kontakt.part, avtale, dag))
