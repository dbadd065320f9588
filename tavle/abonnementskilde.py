"""Feeds out of the store: from a token to the subscriber's plans, their published versions and the bytes."""

from __future__ import annotations

import asyncio
import hashlib
from collections import OrderedDict
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from typing import Protocol
from zoneinfo import ZoneInfo

from modeller.abonnement import Abonnement, Abonnementsvalg, Detalj, Eier, Maalslag, tokensum
from modeller.lager import faktalager
from modeller.lager.abonnementer import finn_abonnement, merk_hentet
from modeller.lager.lager import Lager
from modeller.plan import Plan
from modeller.register import Register
from tavle.abonnement import Feedforesporsel
from tavle.feedsvar import Feed, lag_feed
from tavle.feedutvalg import Feedutvalg, feedutvalg
from varsler.kalender.abonnent import poster
from varsler.kalender.ics import feed as skriv_feed
from varsler.kalender.lenker import tavlelenker
from varsler.kalender.oppfoering import Oppfoering
from varsler.kalender.publisering import publiser, publiser_feed
from varsler.kalender.sammensetting import oppfoeringer

OSLO = ZoneInfo("Europe/Oslo")
MERKES_HVER = timedelta(hours=1)
"""How often a fetch is noted: clients poll more often than anybody asks when they last did."""
KLIENT_MAKS = 200
MAKS_BYTE = 1_000_000
"""Some clients give up on more: a feed that would be longer says less in each entry."""
HUSKER_BYTE = 32_000_000
"""Feeds that are remembered take at most so much, packed and not; what was asked for longest ago goes first."""


class Plankilde(Protocol):
    """Derived plans and the register (the board's source has these). Dates are days in Oslo."""

    async def planer(self, dag: date) -> Sequence[Plan]:
        """Every agreement's plan as of `dag`."""
        ...

    async def register(self, dag: date) -> Register:
        """Parties, contacts and bodies as of `dag`."""
        ...


@dataclass(slots=True, kw_only=True)
class _Husket:
    """A feed as it was made: from this subscription, so many facts, on this day. Plans follow from facts and day, and
    the ledger's versions from the plans. `stand` is the store's when that was last seen to hold; `feed` is None when
    whom it was for has left: then it is looked up each time, as what never was.
    """

    abonnement: Abonnement
    fakta: int
    dag: date
    stand: int | None
    merket: datetime | None
    feed: Feed | None

    @property
    def byte(self) -> int:
        return self.feed.stoerrelse if self.feed else 0


class Lagerabonnement:
    """The feeds of one installation. `nettadresse` is the board's address, `demo` labels the calendars' names."""

    def __init__(self, lager: Lager, planer: Plankilde, nettadresse: str, *, demo: bool = False) -> None:
        self._lager = lager
        self._planer = planer
        self._lenke = tavlelenker(nettadresse)
        self._demo = demo
        self._husket: OrderedDict[str, _Husket] = OrderedDict()

    async def innhold(self, foresporsel: Feedforesporsel, naa: datetime) -> Feed | None:
        """The feed the token opens; None when it opens none, or its contact has left.

        Raises LookupError when a live subscription is about something that cannot be found.
        """
        sum_, dag, stand = tokensum(foresporsel.token), naa.astimezone(OSLO).date(), self._lager.stand()
        husket = self._husket.get(sum_)
        if husket is None or husket.feed is None or stand is None or (husket.stand, husket.dag) != (stand, dag):
            fra_foer, husket = husket, await self._slik_det_er(sum_, husket, dag, naa)
            if husket is None:
                self._husket.pop(sum_, None)
                return None
            husket.stand = stand
            if husket is not fra_foer:
                self._husk(sum_, husket)
        if husket.feed is None:
            return None
        if husket.merket is None or naa - husket.merket >= MERKES_HVER:
            husket.merket = naa
            klient = foresporsel.klient[:KLIENT_MAKS] if foresporsel.klient else None
            async with self._lager.skriving() as tx:
                await merk_hentet(tx, husket.abonnement.id, naa, klient)
        return husket.feed

    async def fil(
        self, hva: tuple[Maalslag, str], eier: Eier | None, valg: Abonnementsvalg, naa: datetime
    ) -> bytes | None:
        """The feed as a file to keep once: the same entries, without being noted as fetched."""
        laget = await self._ics(hva, eier, valg, naa)
        return laget[0] if laget else None

    async def _slik_det_er(self, sum_: str, husket: _Husket | None, dag: date, naa: datetime) -> _Husket | None:
        async with self._lager.lesing() as tx:
            abonnement = await finn_abonnement(tx, sum_)
            fakta = await faktalager.antall(tx)
        if abonnement is None:
            return None
        if husket and (husket.abonnement, husket.fakta, husket.dag) == (abonnement, fakta, dag):
            return husket
        laget = await self._ics((abonnement.slag, abonnement.maal), abonnement.eier, abonnement.valg, naa)
        feed = None
        if laget is not None:
            ics, sum_av_ics = laget
            endret = await publiser_feed(self._lager, abonnement.id, sum_av_ics, naa)
            feed = await asyncio.to_thread(lag_feed, ics, endret)
        return _Husket(
            abonnement=abonnement,
            fakta=fakta,
            dag=dag,
            stand=None,
            merket=abonnement.sist_hentet,
            feed=feed,
        )

    async def _ics(
        self, hva: tuple[Maalslag, str], eier: Eier | None, valg: Abonnementsvalg, naa: datetime
    ) -> tuple[bytes, str] | None:
        dag = naa.astimezone(OSLO).date()
        register, planer = await self._planer.register(dag), await self._planer.planer(dag)
        utvalg = feedutvalg(hva, eier, valg.maalform, planer, register, dag)
        if utvalg is None:
            return None
        alle = await asyncio.to_thread(self._oppfoeringer, utvalg, register)
        versjoner = await publiser(self._lager, alle, naa)
        navn = f"{utvalg.navn} (demo)" if self._demo else utvalg.navn
        valgt = replace(valg, maalform=utvalg.maalform)

        def skriv() -> tuple[bytes, str]:
            ics = skriv_feed(navn, poster(alle, versjoner, valgt, dag))
            if len(ics) > MAKS_BYTE:
                ics = skriv_feed(navn, poster(alle, versjoner, replace(valgt, detalj=Detalj.KORT), dag))
            return ics, hashlib.sha256(ics).hexdigest()

        return await asyncio.to_thread(skriv)

    def _oppfoeringer(self, utvalg: Feedutvalg, register: Register) -> list[Oppfoering]:
        alle = (
            oppfoering
            for plan in utvalg.planer
            for part in utvalg.parter
            for oppfoering in oppfoeringer(plan, register, self._lenke, part=part)
        )
        return list({oppfoering.uid: oppfoering for oppfoering in alle}.values())

    def _husk(self, sum_: str, husket: _Husket) -> None:
        self._husket[sum_] = husket
        self._husket.move_to_end(sum_)
        byte = sum(en.byte for en in self._husket.values())
        while byte > HUSKER_BYTE and len(self._husket) > 1:
            byte -= self._husket.popitem(last=False)[1].byte
