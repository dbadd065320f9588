"""What was laid aside is sent again from the board: from our own page, once, and only what lies there still."""

from __future__ import annotations

from collections.abc import AsyncIterator
from datetime import UTC, datetime, timedelta

import httpx
import pytest

from flyter.livsloep import LIVSLOEP
from fristvakt.installasjon import grunnlag_med
from fristvakt.koehandling import lagt_til_side
from fristvakt.koerute import koeruter
from fristvakt.proevemodus import sett
from modeller.lager import hovedboker, utboks
from modeller.lager.lager import I_MINNET, Lager
from modeller.lager.tabeller import Utbokstilstand
from tavle.app import lag_app
from tavle.kilde import Tavleinfo
from tavle.lagerkilde import Lagerkilde
from tavle.side import Sidevisning
from tavle.skjemavern import GJELDER, lag_token
from tavle.visning import miljoe
from tests.fristvakt.fyltlager import fyll
from tests.fristvakt.test_moeteplan_paa_tavla import tekst
from varsler.proevemodus import avvist_paa_proeve

NAA = datetime(2024, 10, 1, 6, 15, tzinfo=UTC)
NOEKKEL = b"n" * 32
TRYSIL = "sekretariat@trysil.example"
KOORDINATOR = "sekretariat@innlandet.example"
SEND = "/post/send-paa-nytt"


class Tavla:
    def __init__(self, lager: Lager) -> None:
        self.lager, self.naa = lager, NAA
        kilde = Lagerkilde(lager, grunnlag_med(LIVSLOEP), naa=lambda: self.naa, info=Tavleinfo(versjon="1"))
        visning = Sidevisning(kilde, miljoe())
        app = lag_app(
            kilde,
            rutere=[koeruter(visning, lager, NOEKKEL)],
            skjematoken=lambda skjema: lag_token(NOEKKEL, skjema, self.naa),
        )
        self.klient = httpx.AsyncClient(transport=httpx.ASGITransport(app), base_url="http://localhost")

    async def legg_til_side(self, grunn: str = "550 5.1.1 nobody", adresse: str = TRYSIL) -> int:
        """What Trysil is to be told is laid aside, as when the address turned it away."""
        async with self.lager.skriving() as tx:
            koe = await utboks.les_koe(tx, Utbokstilstand.VENTER)
            noekler = [k.rad.noekkel for k in koe if k.rad.mottaker == TRYSIL]
            await utboks.gi_opp(tx, noekler, grunn)
            await hovedboker.merk_uleverbar(tx, adresse, NAA.date(), grunn)
        return len(noekler)

    async def lagt_til_side(self) -> list[str]:
        async with self.lager.lesing() as tx:
            return sorted(await lagt_til_side(tx))

    async def uleverbare(self) -> set[str]:
        async with self.lager.lesing() as tx:
            return set(await hovedboker.uleverbare(tx))

    async def send(self, **felt: str) -> httpx.Response:
        utfylt = {"token": lag_token(NOEKKEL, "koe", NAA), "ider": " ".join(await self.lagt_til_side())}
        return await self.klient.post(SEND, data=utfylt | felt)


@pytest.fixture
async def tavla() -> AsyncIterator[Tavla]:
    async with await Lager.aapne(I_MINNET) as lager:
        await fyll(lager, NAA)
        yield Tavla(lager)


async def test_det_som_er_lagt_til_side_sendes_paa_nytt_med_ett_trykk(tavla: Tavla) -> None:
    antall = await tavla.legg_til_side()
    assert antall
    side = (await tavla.klient.get("/post")).text
    assert f'action="{SEND}"' in side
    assert all(id_ in side for id_ in await tavla.lagt_til_side())
    svar = await tavla.send()
    assert svar.status_code == 303
    assert await tavla.lagt_til_side() == []
    assert TRYSIL not in await tavla.uleverbare()
    assert "med neste utsending" in tekst(await tavla.klient.get(svar.headers["location"]))
    assert SEND not in (await tavla.klient.get("/post")).text


async def test_det_som_ble_avvist_paa_proeve_vises_koordinatoren_paa_nytt(tavla: Tavla) -> None:
    await sett(tavla.lager, grunnlag_med(LIVSLOEP), NAA, paa=True, av="test")
    await tavla.legg_til_side(avvist_paa_proeve(KOORDINATOR, "550 5.7.1 blocked"), KOORDINATOR)
    assert KOORDINATOR in await tavla.uleverbare()
    side = tekst(await tavla.klient.get("/post"))
    assert f"Prøvemodus: {KOORDINATOR} tok ikke imot e-posten: 550 5.7.1 blocked" in side
    await tavla.send()
    assert await tavla.lagt_til_side() == []
    assert KOORDINATOR not in await tavla.uleverbare(), "she must be believed to be reached again"


async def test_to_som_trykker_sender_det_en_gang(tavla: Tavla) -> None:
    await tavla.legg_til_side()
    ider = " ".join(await tavla.lagt_til_side())
    await tavla.send()
    assert (await tavla.send(ider=ider)).headers["location"] == "/post?sendes=0"


@pytest.mark.parametrize("felt", [{"token": "tull"}, {"token": lag_token(NOEKKEL, "annet", NAA)}])
async def test_uten_sidens_eget_tegn_sendes_ingenting(tavla: Tavla, felt: dict[str, str]) -> None:
    await tavla.legg_til_side()
    svar = await tavla.send(**felt)
    assert "Siden har stått åpen for lenge" in tekst(await tavla.klient.get(svar.headers["location"]))
    assert await tavla.lagt_til_side()


async def test_en_fremmed_side_eller_en_gammel_side_sender_ingenting(tavla: Tavla) -> None:
    await tavla.legg_til_side()
    utfylt = {"token": lag_token(NOEKKEL, "koe", NAA), "ider": " ".join(await tavla.lagt_til_side())}
    fremmed = await tavla.klient.post(SEND, data=utfylt, headers={"Origin": "https://andre.example"})
    assert fremmed.status_code == 403
    tavla.naa = NAA + GJELDER + timedelta(seconds=1)
    await tavla.klient.post(SEND, data=utfylt)
    assert await tavla.lagt_til_side()
