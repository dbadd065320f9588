"""A store with one agreement in it, registered as a coordinator would, for tests of the flows."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, date, datetime, time

from flyter.drift import Drift
from flyter.livsloep import LIVSLOEP
from flyter.motor.kjoering import Kjoeringslogg
from flyter.oppdatering import Grunnlag, oppdater
from modeller.fakta import Hendelse, KontaktRegistrert, OrganRegistrert, PartRegistrert, avtalestroem
from modeller.lager.faktalager import NyttFaktum, tilfoey
from modeller.lager.lager import Lager
from modeller.varselrad import Varselsutsikt
from tests.rollebesetning import AVTALE, KALENDER, OPPRETTET, REGISTER

OPPRETTET_DAG = date(2024, 3, 1)


def ingen_varsler(**_: object) -> Varselsutsikt:
    """Reminder rules that owe nobody anything: the steps' own dates are what these tests move on."""
    return Varselsutsikt()


def drift_over(lager: Lager, naa: Callable[[], datetime], kjoeringslogg: Kjoeringslogg) -> Drift:
    """A context over a real store."""
    return Drift(
        lager=lager,
        kalender=KALENDER,
        naa=naa,
        livsloep=LIVSLOEP,
        varsle=ingen_varsler,
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
