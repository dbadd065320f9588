"""The last look before sending: what of the claimed rows is owed still, each as it reads now."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from datetime import date, datetime
from typing import NamedTuple

from modeller.lager import hovedboker
from modeller.lager.lager import Tx
from modeller.lager.utboks import Koerad
from modeller.publisering import Publisert
from modeller.varselrad import Utboksrad
from varsler.bilde import Avtalebilde, TaBilder
from varsler.nylenke import staar
from varsler.sak import Varselsak


class Mottakersaker(NamedTuple):
    """What a recipient was claimed for, what of it is owed still (`saker`) with what feeds have said about it, whether
    the day's message has gone already, and the addresses that turn mail away.
    """

    krevde: list[Koerad]
    saker: list[Varselsak]
    publisert: Mapping[str, Publisert]
    har_faatt: bool
    uleverbare: Collection[str]


async def sjekk(
    tx: Tx, krevde: Sequence[list[Koerad]], ta_bilder: TaBilder, naa: datetime, dag: date
) -> list[Mottakersaker]:
    """Look at the rows of several recipients, at `naa` (aware UTC) on `dag` in Oslo; each agreement is derived once."""
    avtaler = sorted({koerad.rad.avtale for rader in krevde for koerad in rader})
    bilder = {avtale: _Bilde(bilde) for avtale, bilde in (await ta_bilder(tx, avtaler, naa)).items()}
    sjekket = []
    uleverbare = await hovedboker.uleverbare(tx)
    for rader in krevde:
        saker: list[Varselsak] = []
        publisert: dict[str, Publisert] = {}
        for avtale in sorted({koerad.rad.avtale for koerad in rader} & bilder.keys()):
            # What is asked of a party is owed by each of its agreements, and told by the one that queued it.
            saker += bilder[avtale].saker([k.rad for k in rader if k.rad.avtale == avtale], dag)
            publisert.update(bilder[avtale].publisert)
        sjekket.append(Mottakersaker(rader, saker, publisert, har_faatt=False, uleverbare=uleverbare))
    faatt = await _har_faatt(tx, sjekket, dag)
    return [m._replace(har_faatt=m.krevde[0].rad.mottaker in faatt) for m in sjekket]


async def _har_faatt(tx: Tx, sjekket: Sequence[Mottakersaker], dag: date) -> set[str]:
    """Those who have had the day's message; on trial, also those for whom another has had it."""
    i_proeve = {m.krevde[0].rad.mottaker for m in sjekket if any(sak.register.proevemodus for sak in m.saker)}
    andre = {m.krevde[0].rad.mottaker for m in sjekket} - i_proeve
    return await hovedboker.har_faatt(tx, andre, dag) | await hovedboker.har_faatt(tx, i_proeve, dag, i_proeve=True)


class _Bilde:
    """An agreement at the moment of sending, with what it owes by key."""

    def __init__(self, bilde: Avtalebilde) -> None:
        self._bilde = bilde
        self._rader = {rad.noekkel: rad for rad in bilde.utsikt.rader}
        self.publisert = bilde.publisert

    def saker(self, rader: Iterable[Utboksrad], dag: date) -> Iterator[Varselsak]:
        """The items of these rows that are owed, as they are owed now; and those that somebody has asked for."""
        bilde = self._bilde
        for koet in rader:
            rad = koet if staar(koet, bilde.register, dag) else self._rader.get(koet.noekkel)
            steg = bilde.plan.finn(rad.steg) if rad else None
            if rad and steg:
                yield Varselsak(rad=rad, plan=bilde.plan, steg=steg, register=bilde.register, fakta=bilde.fakta)
