"""Trial mode of an installation: how it stands, turning it on and off, and beginning in it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from flyter.grunnlag import Grunnlag
from flyter.innfoering import Hendt
from flyter.oppdatering import oslodag
from flyter.registrer import registrer_alle
from modeller.fakta import INSTALLASJON, ProevemodusSatt
from modeller.faktaliste import gjeldende
from modeller.lager import faktalager, hovedboker
from modeller.lager.lager import Lager, Tx
from varsler.bilde import bildetaker
from varsler.proevemodus import Utestaaende, er_paa, utestaaende

AV_SEG_SELV = "fristvakt"
BEGYNNELSEN = "Ny installasjon som sender e-post"


@dataclass(frozen=True, slots=True, kw_only=True)
class Tilstand:
    """Whether trial mode is on, since when, by whom and why (None and empty when nobody has said anything), and, while
    it is on, what goes to its own recipients once it is turned off.
    """

    paa: bool
    siden: date | None = None
    av: str | None = None
    grunn: str = ""
    utestaaende: Utestaaende | None = None


async def les_tilstand(lager: Lager, grunnlag: Grunnlag, naa: datetime) -> Tilstand:
    """How it stands at `naa` (aware)."""
    dag = oslodag(naa)
    async with lager.lesing() as tx:
        satt = [
            (faktum, faktum.hendelse)
            for faktum in gjeldende(await faktalager.les_stroem(tx, INSTALLASJON), dag)
            if isinstance(faktum.hendelse, ProevemodusSatt)
        ]
        if not satt:
            return Tilstand(paa=False)
        faktum, hendelse = satt[-1]
        ta_bilder = bildetaker(grunnlag.livsloep, grunnlag.kalender, grunnlag.varsle)
        igjen = await utestaaende(tx, ta_bilder, naa) if hendelse.paa else None
    return Tilstand(paa=hendelse.paa, siden=faktum.skjedde, av=faktum.av, grunn=hendelse.grunn, utestaaende=igjen)


async def sett(lager: Lager, grunnlag: Grunnlag, naa: datetime, *, paa: bool, av: str, grunn: str = "") -> bool:
    """Turn it on or off; whether that changed anything. What is owed the recipients goes with the next sending."""
    async with lager.skriving() as tx:
        if await er_paa(tx, oslodag(naa)) is paa:
            return False
        await _registrer(tx, grunnlag, naa, paa=paa, av=av, grunn=grunn)
    return True


async def begynn_paa_proeve(lager: Lager, grunnlag: Grunnlag, naa: datetime) -> bool:
    """Turn it on for an installation that is about to send by SMTP for the first time; whether it was.

    One where somebody has said how it is to be, or that has sent mail already, goes on as it was.
    """
    async with lager.skriving() as tx:
        await faktalager.laas(tx, INSTALLASJON)
        fakta = await faktalager.les_stroem(tx, INSTALLASJON)
        if any(isinstance(f.hendelse, ProevemodusSatt) for f in fakta) or await hovedboker.har_sendt_med_smtp(tx):
            return False
        await _registrer(tx, grunnlag, naa, paa=True, av=AV_SEG_SELV, grunn=BEGYNNELSEN)
    return True


async def _registrer(tx: Tx, grunnlag: Grunnlag, naa: datetime, *, paa: bool, av: str, grunn: str) -> None:
    hendt = Hendt(stroem=INSTALLASJON, hendelse=ProevemodusSatt(paa=paa, grunn=grunn), skjedde=oslodag(naa))
    await registrer_alle(tx, [hendt], av=av, naa=naa, grunnlag=grunnlag)
