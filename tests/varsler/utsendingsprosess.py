"""A sender in a process of its own, which tests may kill: the real send job over a store on disk and a real server."""

from __future__ import annotations

import asyncio
from collections.abc import Collection, Mapping
from dataclasses import replace
from datetime import UTC, date, datetime
from functools import cache

from modeller.fakta import INSTALLASJON, ProevemodusSatt
from modeller.lager import utboks
from modeller.lager.faktalager import NyttFaktum, tilfoey
from modeller.lager.lager import Lager, Tx
from modeller.register import Kontakt
from tests.varsler.varselbygg import KALENDER, OPPSETT, REGISTER, kommune, plan, steg
from varsler.bilde import Avtalebilde
from varsler.levering import Kryptering, SmtpLevering
from varsler.levering.svar import Levering
from varsler.proevemodus import er_paa
from varsler.skriving import Skriver
from varsler.skriving.medskriver import Medskriver
from varsler.utsending import Utsending
from varsler.utsikt import varselsutsikt

NAA = datetime(2024, 9, 2, 6, 0, tzinfo=UTC)
DAG = date(2024, 9, 2)
PARTER = 4
TAALMODIGHET = 240.0
"""Seconds to wait for anything before it is given up."""


@cache
def bildet(avtale: str, *, proeve: bool = False) -> Avtalebilde:
    """An agreement in which four parties have a step each, and a contact who is to hear of it; `proeve` on trial."""
    ider = [f"{avtale}-{nr}" for nr in range(PARTER)]
    register = replace(
        REGISTER,
        proevemodus=proeve,
        parter={**REGISTER.parter, **{id_: kommune(id_, f"Kommune {id_}") for id_ in ider}},
        kontakter={
            **REGISTER.kontakter,
            **{id_: Kontakt(id=id_, part=id_, navn="Rådgiver", epost=f"{id_}@{id_}.example") for id_ in ider},
        },
    )
    avtalen = plan(*(steg(part=id_) for id_ in ider), dag=DAG, avtale=avtale)
    utsikt = varselsutsikt(plan=avtalen, register=register, kalender=KALENDER, fortalt={}, uleverbare={})
    return Avtalebilde(plan=avtalen, register=register, utsikt=utsikt, publisert={})


async def ta_bilder(tx: Tx, avtaler: Collection[str], naa: datetime) -> Mapping[str, Avtalebilde]:
    """The agreements as they are all through."""
    proeve = await er_paa(tx, naa.date())
    return {avtale: bildet(avtale, proeve=proeve) for avtale in avtaler}


async def sett_proevemodus(lager: Lager, *, paa: bool) -> None:
    """Turn trial mode on or off for every sender."""
    async with lager.skriving() as tx:
        faktum = NyttFaktum(id=f"{paa}", skjedde=DAG, registrert=NAA, av="test", hendelse=ProevemodusSatt(paa=paa))
        await tilfoey(tx, INSTALLASJON, [faktum])


async def legg_i_koe(lager: Lager, antall: int, *, fra: int = 0) -> None:
    """Queue a message to each of so many recipients, four in an agreement; `fra` is the first agreement's number."""
    async with lager.skriving() as tx:
        for nr in range(fra, fra + antall // PARTER):
            # As the send job asks for it, which then knows it, as a service does.
            await utboks.legg_i(tx, bildet(f"a{nr:04}", proeve=False).utsikt.rader, NAA)


def send_i_prosess(adresse: str, port: int, sender: str, *, frigi: bool, to_skriver: bool) -> None:
    """Send what is queued, in a process of its own. With `frigi` as a service does that starts when another was killed:
    what was claimed is let go of first. With `to_skriver` as in a long morning: a second process writes messages too.
    """

    async def kjoer() -> None:
        async with await Lager.aapne(adresse, direkte=True) as lager, Medskriver() as skriver:
            if to_skriver:
                await startet(skriver)
            if frigi:
                async with lager.skriving() as tx:
                    await utboks.frigi(tx, sender)
            await send_med(lager, smtp(port, skriver), sender)

    asyncio.run(kjoer())


async def startet(skriver: Medskriver) -> int:
    """The number of the second process, once it writes."""
    await skriver.start()
    async with asyncio.timeout(TAALMODIGHET):
        while (nummer := nummeret(skriver)) is None:  # noqa: ASYNC110 - a process tells nobody that it is there
            await asyncio.sleep(0.001)
    return nummer


def nummeret(skriver: Medskriver) -> int | None:
    """The number of the second process, if it is there and writes."""
    return skriver._prosess.nummer if skriver._prosess else None


def smtp(port: int, skriver: Skriver) -> SmtpLevering:
    """To the server on the port, as a service hands over what is written."""
    return SmtpLevering(vert="127.0.0.1", port=port, kryptering=Kryptering.INGEN, skriver=skriver)


async def send_med(lager: Lager, levering: Levering, sender: str) -> int:
    """Send what is queued by that delivery; returns how many messages went."""
    utsending = Utsending(
        lager=lager,
        levering=levering,
        ta_bilder=ta_bilder,
        kalender=KALENDER,
        oppsett=OPPSETT,
        klokke=lambda: NAA,
        sender=sender,
    )
    return await utsending.antall_sendt(NAA)
