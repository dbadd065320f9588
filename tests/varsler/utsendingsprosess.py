"""A sender in a process of its own, which tests may kill: the real send job over a store on disk and a real server."""

from __future__ import annotations

import asyncio
from dataclasses import replace
from datetime import UTC, date, datetime

from modeller.lager import utboks
from modeller.lager.lager import Lager, Tx
from modeller.register import Kontakt
from tests.varsler.varselbygg import KALENDER, OPPSETT, REGISTER, kommune, plan, steg
from varsler.bilde import Avtalebilde
from varsler.levering import Kryptering, SmtpLevering
from varsler.utsending import Utsending
from varsler.utsikt import varselsutsikt

NAA = datetime(2024, 9, 2, 6, 0, tzinfo=UTC)
DAG = date(2024, 9, 2)
AVTALE = "hedmark"


def bildet(antall: int) -> Avtalebilde:
    """One agreement in which so many parties have a step each, and a contact who is to hear of it."""
    ider = [f"k{nr:04}" for nr in range(antall)]
    register = replace(
        REGISTER,
        parter={**REGISTER.parter, **{id_: kommune(id_, f"Kommune {id_}") for id_ in ider}},
        kontakter={
            **REGISTER.kontakter,
            **{id_: Kontakt(id=id_, part=id_, navn="Rådgiver", epost=f"{id_}@{id_}.example") for id_ in ider},
        },
    )
    avtalen = plan(*(steg(part=id_) for id_ in ider), dag=DAG, avtale=AVTALE)
    utsikt = varselsutsikt(plan=avtalen, register=register, kalender=KALENDER, fortalt={}, uleverbare={})
    return Avtalebilde(plan=avtalen, register=register, utsikt=utsikt, publisert={})


async def legg_i_koe(lager: Lager, antall: int) -> None:
    """Queue a message to each of so many recipients."""
    async with lager.skriving() as tx:
        await utboks.legg_i(tx, bildet(antall).utsikt.rader, NAA)


def send_i_prosess(adresse: str, port: int, antall: int, av: str, *, frigi: bool) -> None:
    """Send what is queued, in a process of its own. With `frigi` as a service does that starts when another was killed:
    what was claimed is let go of first.
    """
    asyncio.run(_send(adresse, port, antall, av, frigi=frigi))


async def _send(adresse: str, port: int, antall: int, av: str, *, frigi: bool) -> None:
    bilde = bildet(antall)

    async def ta_bilde(_tx: Tx, _avtale: str, _naa: datetime) -> Avtalebilde | None:
        return bilde

    async with await Lager.aapne(adresse) as lager:
        if frigi:
            async with lager.skriving() as tx:
                await utboks.frigi(tx)
        utsending = Utsending(
            lager=lager,
            levering=SmtpLevering(vert="127.0.0.1", port=port, kryptering=Kryptering.INGEN),
            ta_bilde=ta_bilde,
            kalender=KALENDER,
            oppsett=OPPSETT,
            klokke=lambda: NAA,
            av=av,
        )
        await utsending.send(NAA)
