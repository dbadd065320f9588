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
    it is on, what goes to its own recipients once it is turned off. `begynner`: it is not on yet, but the first start
    turns it on.
    """

    paa: bool
    siden: date | None = None
    av: str | None = None
    grunn: str = ""
    utestaaende: Utestaaende | None = None
    begynner: bool = False


async def les_tilstand(lager: Lager, grunnlag: Grunnlag, naa: datetime, *, sender: bool = False) -> Tilstand:
    """How it stands at `naa` (aware); `sender` is whether the installation sends by SMTP once it is started."""
    dag = oslodag(naa)
    async with lager.lesing() as tx:
        satt = [
            (faktum, faktum.hendelse)
            for faktum in gjeldende(await faktalager.les_stroem(tx, INSTALLASJON), dag)
            if isinstance(faktum.hendelse, ProevemodusSatt)
        ]
        if not satt:
            return Tilstand(paa=False, begynner=sender and await _er_ny(tx))
        faktum, hendelse = satt[-1]
        ta_bilder = bildetaker(grunnlag.livsloep, grunnlag.kalender, grunnlag.varsle)
        igjen = await utestaaende(tx, ta_bilder, naa) if hendelse.paa else None
    return Tilstand(paa=hendelse.paa, siden=faktum.skjedde, av=faktum.av, grunn=hendelse.grunn, utestaaende=igjen)


async def sett(lager: Lager, grunnlag: Grunnlag, naa: datetime, *, paa: bool, av: str, grunn: str = "") -> bool:
    """Turn it on or off; whether that was news. What is owed the recipients goes with the next sending.

    That it is to be off is news also where it is off since nobody has said anything: then the first start leaves it so.
    """
    async with lager.skriving() as tx:
        if await er_paa(tx, oslodag(naa)) is paa and await _er_sagt(tx):
            return False
        await _registrer(tx, grunnlag, naa, paa=paa, av=av, grunn=grunn)
    return True


async def begynn_paa_proeve(lager: Lager, grunnlag: Grunnlag, naa: datetime) -> bool:
    """Turn it on for an installation that is about to send by SMTP for the first time; whether it was.

    One where somebody has said how it is to be, or that has sent mail already, goes on as it was.
    """
    async with lager.skriving() as tx:
        await faktalager.laas(tx, INSTALLASJON)
        if not await _er_ny(tx):
            return False
        await _registrer(tx, grunnlag, naa, paa=True, av=AV_SEG_SELV, grunn=BEGYNNELSEN)
    return True


async def _er_ny(tx: Tx) -> bool:
    return not await _er_sagt(tx) and not await hovedboker.har_sendt_med_smtp(tx)


async def _er_sagt(tx: Tx) -> bool:
    """Whether somebody has ever said how it is to be."""
    return any(isinstance(f.hendelse, ProevemodusSatt) for f in await faktalager.les_stroem(tx, INSTALLASJON))


async def _registrer(tx: Tx, grunnlag: Grunnlag, naa: datetime, *, paa: bool, av: str, grunn: str) -> None:
    hendt = Hendt(stroem=INSTALLASJON, hendelse=ProevemodusSatt(paa=paa, grunn=grunn), skjedde=oslodag(naa))
    await registrer_alle(tx, [hendt], av=av, naa=naa, grunnlag=grunnlag)
