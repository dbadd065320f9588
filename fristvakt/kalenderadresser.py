"""Making the address of a calendar feed: the one time its token is known."""

from __future__ import annotations

from datetime import datetime

from flyter.oppdatering import oslodag
from modeller.lager import abonnementer, faktalager
from modeller.lager.lager import Lager
from modeller.lager.minne import MINNE
from modeller.lager.tabeller import Maalslag
from modeller.tekst import Maalform
from modeller.ukjent import finnes_ikke
from varsler.kalender.lenker import feedadresse

BESTEMT = {Maalslag.KONTAKT.value: "kontakten", Maalslag.PART.value: "parten", Maalslag.AVTALE.value: "avtalen"}


class UkjentMaal(ValueError):
    """There is nothing by this id to subscribe to; the message suggests the nearest."""


async def ny_adresse(lager: Lager, slag: str, maal: str, naa: datetime, grunnadresse: str) -> str:
    """A new feed address of a contact, party or agreement. Raises `UkjentMaal`."""
    async with lager.skriving() as tx:
        register = MINNE.register(await faktalager.les_register(tx), oslodag(naa))
        kjente = {
            Maalslag.KONTAKT: register.kontakter,
            Maalslag.PART: register.parter,
            Maalslag.AVTALE: dict.fromkeys(await faktalager.avtaler(tx)),
        }[Maalslag(slag)]
        if maal not in kjente:
            raise UkjentMaal(finnes_ikke(BESTEMT[slag], maal, kjente).paa(Maalform.NB))
        _, token = await abonnementer.opprett(tx, Maalslag(slag), maal, naa)
    return feedadresse(grunnadresse, token)


async def fornyet_adresse(lager: Lager, abonnement: str, naa: datetime, grunnadresse: str) -> str | None:
    """A new address of the same feed, the old one closed; None when no live subscription has the id."""
    async with lager.skriving() as tx:
        fornyet = await abonnementer.forny(tx, abonnement, naa)
    return feedadresse(grunnadresse, fornyet[1]) if fornyet else None
