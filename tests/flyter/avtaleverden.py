"""A store with an agreement in it, and one of an organisation's own kind, registered as a coordinator would."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import UTC, date, datetime, time
from pathlib import Path

from flyter.drift import Drift
from flyter.grunnlag import Grunnlag
from flyter.livsloep import LIVSLOEP
from flyter.motor.kjoering import Kjoeringslogg
from flyter.oppdatering import oppdater
from fristvakt.filer import livsloep_i
from modeller.fakta import (
    AvtaleOpprettet,
    Avtalepart,
    Datoverdi,
    Hendelse,
    KontaktRegistrert,
    OrganRegistrert,
    PartRegistrert,
    Rolle,
    avtalestroem,
)
from modeller.lager.faktalager import NyttFaktum, tilfoey
from modeller.lager.lager import Lager
from modeller.livsloep import Livsloep
from modeller.tekst import lik
from modeller.varselrad import Varselsutsikt
from tests.rollebesetning import AVTALE, KALENDER, OPPRETTET, REGISTER

OPPRETTET_DAG = date(2024, 3, 1)
EGEN = "trysil-sentrum"
MED_EGNE = livsloep_i(Path(__file__).parents[2] / "eksempler")
"""Every lifecycle there is: the built-in ones and our example of an organisation's own."""


def ingen_varsler(**_: object) -> Varselsutsikt:
    """Reminder rules that owe nobody anything: the steps' own dates are what these tests move on."""
    return Varselsutsikt()


def drift_over(
    lager: Lager,
    naa: Callable[[], datetime],
    kjoeringslogg: Kjoeringslogg,
    livsloep: Mapping[str, Livsloep] = LIVSLOEP,
) -> Drift:
    """A context over a real store."""
    return Drift(
        lager=lager,
        grunnlag=Grunnlag(livsloep=livsloep, kalender=KALENDER, varsle=ingen_varsler),
        naa=naa,
        kjoeringslogg=kjoeringslogg,
    )


async def fyll(lager: Lager) -> str:
    """Store the cast and its agreement as of the day it was made; returns the agreement's id."""
    naa = datetime.combine(OPPRETTET_DAG, time(9), UTC)
    grunnlag = Grunnlag(livsloep=LIVSLOEP, kalender=KALENDER, varsle=ingen_varsler)
    stroemmer: list[tuple[str, Hendelse]] = [
        *((f"part/{part.id}", PartRegistrert(part=part)) for part in REGISTER.parter.values()),
        *((f"organ/{organ.id}", OrganRegistrert(organ=organ)) for organ in REGISTER.organer.values()),
        *((f"kontakt/{kontakt.id}", KontaktRegistrert(kontakt=kontakt)) for kontakt in REGISTER.kontakter.values()),
        (avtalestroem(AVTALE), OPPRETTET),
    ]
    async with lager.skriving() as tx:
        for nr, (stroem, hendelse) in enumerate(stroemmer):
            nytt = NyttFaktum(id=f"f{nr}", skjedde=OPPRETTET_DAG, registrert=naa, av="test", hendelse=hendelse)
            await tilfoey(tx, stroem, [nytt])
        await oppdater(tx, AVTALE, naa=naa, grunnlag=grunnlag)
    return AVTALE


async def fyll_egen(lager: Lager) -> str:
    """Store an agreement of the cast that follows our example of an organisation's own lifecycle, beside the other."""
    naa = datetime.combine(OPPRETTET_DAG, time(9), UTC)
    grunnlag = Grunnlag(livsloep=MED_EGNE, kalender=KALENDER, varsle=ingen_varsler)
    opprettet = AvtaleOpprettet(
        navn=lik("Trysil sentrum"),
        livsloep="tettstedsavtale",
        parter=(Avtalepart("trysil", Rolle.HOVEDPART), Avtalepart("innlandet", Rolle.HOVEDPART)),
        datoer={"soeknadsfrist": Datoverdi(date(2025, 4, 15)), "avtaleslutt": Datoverdi(date(2027, 12, 31))},
    )
    async with lager.skriving() as tx:
        nytt = NyttFaktum(id="egen", skjedde=OPPRETTET_DAG, registrert=naa, av="test", hendelse=opprettet)
        await tilfoey(tx, avtalestroem(EGEN), [nytt])
        await oppdater(tx, EGEN, naa=naa, grunnlag=grunnlag)
    return EGEN
