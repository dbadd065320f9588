"""The answer app over a real store with the cast's agreement, and its links as the mails make them."""

from __future__ import annotations

import re
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import UTC, date, datetime
from html import unescape

import httpx
from fastapi import FastAPI

from flyter.livsloep import LIVSLOEP
from flyter.oppdatering import avled_plan
from flyter.registrer import registrer
from fristvakt.installasjon import grunnlag_med
from modeller.fakta import Avtalehendelse, Faktum, Hendelse, MoeteplanFastsatt, avtalestroem
from modeller.faktaliste import gjeldende
from modeller.lager import faktalager
from modeller.lager.lager import I_MINNET, Lager
from modeller.plan import Plan, Plansteg
from modeller.register import Kontakt
from modeller.registerfold import brett_register
from tavle.svar.app import lag_svarapp
from tavle.svar.tjeneste import Svartjeneste
from tests.flyter.avtaleverden import OPPRETTET_DAG, fyll
from tests.rollebesetning import AVTALE, REGISTER
from varsler.svarlenke import EGNE, STI, Formaal, Svarlenke, mottakermerke, siste_dag, skriv_token

NOEKKEL = b"n" * 32
NAA = datetime(2024, 11, 8, 8, tzinfo=UTC)
GRUNNLAG = grunnlag_med(LIVSLOEP)
VERT = "svar.fristvakt.example"
STEG = "forankring.trysil"


class Svarverden:
    """The app, its clock and what it has stored."""

    def __init__(self, lager: Lager) -> None:
        self.lager, self.naa = lager, NAA
        self.tjeneste = Svartjeneste(
            lager=lager, grunnlag=GRUNNLAG, noekkel=NOEKKEL, naa=lambda: self.naa, domene="fristvakt.example"
        )
        self.app: FastAPI = lag_svarapp(self.tjeneste, vertsnavn=VERT)
        self.klient = httpx.AsyncClient(
            transport=httpx.ASGITransport(self.app, raise_app_exceptions=False), base_url=f"https://{VERT}"
        )

    def lenke(
        self,
        formaal: Formaal,
        steg: str = STEG,
        part: str = "trysil",
        kontakt: str | None = "",
        gjelder: str = "",
        runde: int = 1,
        epost: str = "",
    ) -> str:
        """A link as a mail of now would have it; `kontakt` None for the postmottak."""
        hvem = f"sekretariat.{part}" if kontakt == "" else kontakt
        epost = epost or f"{'postmottak' if hvem is None else 'sekretariat'}@{part}.example"
        lenke = Svarlenke(
            formaal=formaal,
            part=part,
            mottaker=mottakermerke(NOEKKEL, hvem, epost),
            melding="ab" * 16,
            siste_dag=siste_dag(self.naa.date(), None, eget=formaal in EGNE),
            avtale=AVTALE,
            steg=steg,
            runde=runde,
            gjelder=gjelder,
        )
        return STI + skriv_token(NOEKKEL, lenke, self.naa)

    async def hent(self, sti: str) -> httpx.Response:
        return await self.klient.get(sti)

    async def send(self, sti: str, **felt: str) -> httpx.Response:
        return await self.klient.post(sti, data=felt)

    async def fakta(self, stroem: str = "") -> list[Faktum]:
        """What has been registered since the agreement was made, in one stream, the agreement's if none is named."""
        async with self.lager.lesing() as tx:
            alle = await faktalager.les_stroem(tx, stroem or avtalestroem(AVTALE))
        return [f for f in alle if f.av != "test"]

    async def antall(self) -> int:
        """So many facts are stored."""
        async with self.lager.lesing() as tx:
            return await faktalager.antall(tx)

    async def kontakter(self) -> list[Kontakt]:
        """The contacts of the register today."""
        async with self.lager.lesing() as tx:
            return list(brett_register(await faktalager.les_register(tx), self.naa.date()).kontakter.values())

    async def plan(self) -> Plan:
        dag = self.naa.date()
        async with self.lager.lesing() as tx:
            register = brett_register(await faktalager.les_register(tx), dag)
            fakta = await faktalager.les_stroem(tx, avtalestroem(AVTALE))
        plan = avled_plan(gjeldende(fakta, dag), register, dag, GRUNNLAG)
        assert plan is not None
        return plan

    async def steg(self, steg_id: str = STEG) -> Plansteg:
        steg = (await self.plan()).finn(steg_id)
        assert steg is not None
        return steg

    async def skjer(
        self, *hendelser: Avtalehendelse | Hendelse, dag: date | None = None, register: bool = False
    ) -> None:
        """What others register meanwhile."""
        avtale = None if register else AVTALE
        await registrer(
            self.lager, hendelser, avtale=avtale, skjedde=dag or self.naa.date(), av="koordinator, på tavla",
            naa=self.naa, grunnlag=GRUNNLAG,
        )  # fmt: skip


@asynccontextmanager
async def svarverden() -> AsyncIterator[Svarverden]:
    async with await Lager.aapne(I_MINNET) as lager:
        await fyll(lager)
        planer = [
            MoeteplanFastsatt(
                organ=organ, aar=2024, moeter=tuple(m for m in REGISTER.organer[organ].moeter if m.dato.year == 2024)
            )
            for organ in ("trysil-formannskap", "trysil-kommunestyre")
        ]
        await registrer(lager, planer, skjedde=OPPRETTET_DAG, av="test", naa=NAA, grunnlag=GRUNNLAG)
        yield Svarverden(lager)


def ordene(svar: httpx.Response) -> str:
    """What a reader of the page reads, in one line."""
    kropp = svar.text.partition("<main")[2].partition("</main>")[0]
    return " ".join(unescape(re.sub(r"<[^>]*>", " ", kropp.partition(">")[2])).split())


def feltet(svar: httpx.Response, navn: str) -> str:
    """What stands in a box of a form."""
    treff = re.search(rf'<input[^>]* name="{navn}" value="([^"]*)"', svar.text)
    assert treff, f"no field {navn}"
    return unescape(treff[1])
