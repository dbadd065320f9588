"""A subscribed plan fetched and taken in on the board: what the night held back, seen and stored without a terminal."""

from __future__ import annotations

import asyncio
import re
from collections.abc import AsyncIterator
from datetime import UTC, date, datetime, timedelta

import httpx
import pytest

from flyter.livsloep import LIVSLOEP
from flyter.moeteplan.henting import Henter
from flyter.moeteplan.kilder import AV, hent_moeteplaner
from flyter.registrer import registrer
from fristvakt.installasjon import grunnlag_med
from fristvakt.moeteplankildeside import Moeteplankilder
from fristvakt.moeteplanrute import moeteplanruter
from fristvakt.moeteplanside import Moeteplaner
from modeller.fakta import KalenderkildeFjernet, KalenderkildeSatt, MoeteplanFastsatt
from modeller.kildestand import Kildetilstand
from modeller.lager.faktalager import antall, les_stroem
from modeller.lager.lager import I_MINNET, Lager
from modeller.lager.moeteplankilder import les_kilde
from modeller.register import Moete
from tavle.app import lag_app
from tavle.kilde import Tavleinfo
from tavle.lagerkilde import Lagerkilde
from tavle.side import Sidevisning
from tavle.visning import miljoe
from tests.fristvakt.fyltlager import fyll
from tests.fristvakt.test_moeteplan_paa_tavla import NOEKKEL, ORGAN, SIDE, plan, skjult, tekst
from tests.moeteplan.kalenderfil import hendelse, kalender

NAA = datetime(2024, 10, 1, 6, 15, tzinfo=UTC)
ADRESSE = "https://trysil.example/hemmelig/moeter.ics"
NESTE_AAR = tuple(date(2025, maaned, 6) for maaned in (2, 3, 5, 6))
HELE = (date(2024, 11, 7), date(2024, 12, 12), *NESTE_AAR)
GRUNNLAG = grunnlag_med(LIVSLOEP)
JULEBORD = kalender(hendelse("DTSTART;VALUE=DATE:20241220", uid="s", tittel="Julebord"))
VARSEL = "Møteplanen til ett organ må ses på"


class Tavla:
    """The board, and the council's calendar on the net as it is when it is asked."""

    def __init__(self, lager: Lager) -> None:
        self.lager, self.naa = lager, NAA
        self.innhold, self.status, self.spurt = plan(*HELE), 200, 0
        self.i_gang, self.slipp = asyncio.Event(), asyncio.Event()
        self.slipp.set()
        kilde = Lagerkilde(lager, GRUNNLAG, naa=lambda: self.naa, info=Tavleinfo(versjon="1"))
        visning = Sidevisning(kilde, miljoe())
        planer = Moeteplaner(lager, lambda: self.naa, GRUNNLAG)
        kilder = Moeteplankilder(lager, lambda: self.naa, GRUNNLAG, self.henter)
        app = lag_app(kilde, rutere=[moeteplanruter(visning, planer, kilder, NOEKKEL)])
        self.klient = httpx.AsyncClient(transport=httpx.ASGITransport(app), base_url="http://localhost")

    def henter(self) -> Henter:
        async def oppslag(*_: object) -> list[str]:
            return ["93.184.215.14"]

        async def svar(_: httpx.Request) -> httpx.Response:
            self.spurt += 1
            self.i_gang.set()
            await self.slipp.wait()
            return httpx.Response(self.status, content=self.innhold)

        return Henter(oppslag=oppslag, overfoering=httpx.MockTransport(svar))

    async def natt(self) -> None:
        self.naa += timedelta(days=1)
        await hent_moeteplaner(self.lager, self.henter(), GRUNNLAG, self.naa)

    async def fortell(self, hendelse: KalenderkildeSatt | KalenderkildeFjernet | MoeteplanFastsatt) -> None:
        dag = self.naa.date()
        await registrer(self.lager, [hendelse], skjedde=dag, av="test", naa=self.naa, grunnlag=GRUNNLAG)

    async def hent(self, **felt: str) -> httpx.Response:
        """Press the button on the page."""
        [skjema] = skjemaer((await self.klient.get(SIDE)).text, "vis")
        return await self.send(skjema | felt)

    async def send(self, felter: dict[str, str]) -> httpx.Response:
        return await self.klient.post(SIDE, data=felter, files={"ingen": b""})

    async def lagre(self, vist: httpx.Response, **felt: str) -> httpx.Response:
        [skjema] = skjemaer(vist.text, "lagre")
        return await self.send(skjema | felt)

    async def forsiden(self) -> str:
        return (await self.klient.get("/")).text

    async def tilstand(self) -> Kildetilstand | None:
        async with self.lager.lesing() as tx:
            return await les_kilde(tx, ORGAN)

    async def fakta(self) -> int:
        async with self.lager.lesing() as tx:
            return await antall(tx)


def skjemaer(html: str, handling: str) -> list[dict[str, str]]:
    """The hidden fields of the forms about the source that do this."""
    funnet = [skjult(f"<form{del_}") for del_ in html.split("<form")[1:]]
    return [felter for felter in funnet if felter.get("kilde") and felter["handling"] == handling]


@pytest.fixture
async def tavla() -> AsyncIterator[Tavla]:
    async with await Lager.aapne(I_MINNET) as lager:
        await fyll(lager, NAA)
        tavla = Tavla(lager)
        await tavla.fortell(KalenderkildeSatt(organ=ORGAN, adresse=ADRESSE))
        moeter = tuple(Moete(id=dag.isoformat(), dato=dag) for dag in NESTE_AAR)
        await tavla.fortell(MoeteplanFastsatt(organ=ORGAN, aar=2025, moeter=moeter))
        await tavla.natt()
        yield tavla


@pytest.fixture
async def holdt_igjen(tavla: Tavla) -> Tavla:
    """Most of next year's meetings have gone from the calendar, and the night has not believed it."""
    tavla.innhold = plan(*HELE[:3])
    await tavla.natt()
    return tavla


async def test_forsiden_lenker_rett_til_planen_som_noen_maa_se_paa(holdt_igjen: Tavla) -> None:
    forsiden = await holdt_igjen.forsiden()
    assert VARSEL in forsiden
    [lenke] = re.findall(rf'href="([^"]+)">{VARSEL}', forsiden)
    assert lenke == f"{SIDE}?organ={ORGAN}#kilder"
    side = await holdt_igjen.klient.get(lenke)
    assert 'id="kilder"' in side.text
    sagt = tekst(side)
    assert "Trysil kommunestyre" in sagt
    assert "trysil.example" in sagt
    assert "Kilden mangler eller avlyser 3 av 4 møter i 2025 som står i planen. Planen er ikke endret." in sagt
    assert "Hent nå og se" in sagt
    assert "hemmelig" not in side.text


async def test_organet_lenken_gjelder_staar_foerst_blant_kildene_og_er_valgt(tavla: Tavla) -> None:
    for organ in ("trysil-formannskap", ORGAN):
        await tavla.fortell(KalenderkildeSatt(organ=organ, adresse=ADRESSE))
    for organ, navn in (("trysil-formannskap", "Trysil formannskap"), (ORGAN, "Trysil kommunestyre")):
        side = (await tavla.klient.get(f"{SIDE}?organ={organ}")).text
        assert f'id="kilde-1">{navn}' in side
        assert f'<option value="{organ}" selected>' in side


async def test_den_som_henter_ser_advarselen_foer_noe_lagres(holdt_igjen: Tavla) -> None:
    foer = await holdt_igjen.fakta()
    svar = await holdt_igjen.hent()
    sagt = tekst(svar)
    assert svar.status_code == 200
    assert "OBS: 3 av 4 møter i 2025 i Trysil kommunestyre blir borte." in sagt
    assert "6.3.2025 står ikke i planen lenger borte" in sagt
    assert "Slik ble kalenderen lest" in sagt
    assert await holdt_igjen.fakta() == foer
    assert VARSEL in await holdt_igjen.forsiden()
    assert "hemmelig" not in svar.text


async def test_det_som_ble_vist_lagres_og_varselet_blir_borte(holdt_igjen: Tavla) -> None:
    svar = await holdt_igjen.lagre(await holdt_igjen.hent())
    assert (svar.status_code, svar.headers["location"]) == (303, f"{SIDE}?lagret=3")
    tilstand = await holdt_igjen.tilstand()
    assert tilstand is not None
    assert (tilstand.feil, tilstand.hentet, tilstand.kopi) == (None, holdt_igjen.naa, holdt_igjen.innhold)
    assert VARSEL not in await holdt_igjen.forsiden()
    async with holdt_igjen.lager.lesing() as tx:
        nye = [(faktum.av, faktum.kilde) for faktum in (await les_stroem(tx, f"organ/{ORGAN}"))[-3:]]
    assert nye == [(AV, "trysil.example")] * 3


async def test_er_kalenderen_en_annen_naar_det_lagres_maa_en_se_over_paa_nytt(holdt_igjen: Tavla) -> None:
    vist = await holdt_igjen.hent()
    foer = await holdt_igjen.fakta()
    holdt_igjen.innhold = plan(*HELE[:4])
    paa_nytt = await holdt_igjen.lagre(vist)
    assert "Noe i planen er endret siden du så på den." in tekst(paa_nytt)
    assert "OBS: " not in tekst(paa_nytt), "it is the new one that is shown"
    assert await holdt_igjen.fakta() == foer
    assert (await holdt_igjen.lagre(paa_nytt)).status_code == 303


async def test_noe_nytt_som_ikke_ble_forstaatt_maa_ogsaa_ses_foer_det_lagres(tavla: Tavla) -> None:
    """It changes nothing in the plan, but to store is to say that it has been looked at."""
    tavla.innhold = plan(*HELE, date(2025, 9, 4))
    vist = await tavla.hent()
    tavla.innhold += JULEBORD
    paa_nytt = tekst(await tavla.lagre(vist))
    assert "Noe i planen er endret siden du så på den." in paa_nytt
    assert "Julebord (20.12.2024)" in paa_nytt


async def test_blir_adressen_en_annen_imens_lagres_ingenting(holdt_igjen: Tavla) -> None:
    vist = await holdt_igjen.hent()
    await holdt_igjen.fortell(KalenderkildeFjernet(organ=ORGAN))
    foer = await holdt_igjen.fakta()
    svar = await holdt_igjen.lagre(vist)
    assert svar.status_code == 422
    assert "Møteplanen hentes ikke fra noe sted." in tekst(svar)
    assert await holdt_igjen.fakta() == foer


async def test_det_ingen_har_sett_paa_blir_sett_paa_ved_aa_hente(tavla: Tavla) -> None:
    tavla.innhold += JULEBORD
    await tavla.natt()
    assert VARSEL in await tavla.forsiden()
    vist = await tavla.hent()
    assert "Julebord (20.12.2024): Tittelen nevner verken organet eller et møte." in tekst(vist)
    assert "Alt i kalenderen er møter – se på nytt" in tekst(vist)
    assert "Møteplanen er som før. Det er ingenting å lagre." in tekst(vist)
    assert VARSEL not in await tavla.forsiden(), "somebody has just seen it"


async def test_en_kan_si_at_alt_i_kalenderen_er_moeter_og_det_huskes(tavla: Tavla) -> None:
    tavla.innhold += JULEBORD
    [alt] = [felter for felter in skjemaer((await tavla.hent()).text, "vis") if felter.get("alt_er_moeter")]
    vist = await tavla.send(alt)
    assert "20.12.2024 Julebord ny" in tekst(vist)
    assert (await tavla.lagre(vist)).status_code == 303
    async with tavla.lager.lesing() as tx:
        sist = (await les_stroem(tx, f"organ/{ORGAN}"))[-1]
    assert isinstance(sist.hendelse, KalenderkildeSatt)
    assert (sist.hendelse.bare_moeter, sist.hendelse.adresse, sist.av) == (True, ADRESSE, "tavla")
    assert "Julebord" not in tekst(await tavla.hent())


@pytest.mark.parametrize("netter", [0, 2])
async def test_en_kan_si_at_ingen_av_dem_er_moeter_saa_det_som_mangler_gaar_ut(tavla: Tavla, netter: int) -> None:
    """Also after the nights that held it back."""
    tavla.innhold = plan(*HELE[:1], *HELE[2:]) + JULEBORD
    for _ in range(netter):
        await tavla.natt()
    foerst = await tavla.hent()
    assert "Ett møte som ikke er med, blir stående fordi ikke alt ble forstått." in tekst(foerst)
    [ingen] = [felter for felter in skjemaer(foerst.text, "vis") if felter.get("resten_er_ikke_moeter")]
    vist = await tavla.send(ingen)
    assert "12.12.2024 står ikke i planen lenger borte" in tekst(vist)
    assert (await tavla.lagre(vist)).status_code == 303
    assert VARSEL not in await tavla.forsiden()
    assert "12.12.2024 står ikke i planen lenger" not in tekst(await tavla.hent())


async def test_en_kilde_som_ikke_svarer_gir_grunnen_og_alt_blir_staaende(holdt_igjen: Tavla) -> None:
    vist = await holdt_igjen.hent()
    foer, tilstand = await holdt_igjen.fakta(), await holdt_igjen.tilstand()
    holdt_igjen.status = 404
    for svar in (await holdt_igjen.hent(), await holdt_igjen.lagre(vist)):
        assert svar.status_code == 422
        assert "Kilden svarte 404. Kalenderen er flyttet eller borte. Finn den nye adressen." in tekst(svar)
        assert "Ingenting er lagret." in tekst(svar)
    assert (await holdt_igjen.fakta(), await holdt_igjen.tilstand()) == (foer, tilstand)


async def test_det_hentes_bare_en_gang_om_gangen_og_sidene_svarer_imens(tavla: Tavla) -> None:
    [skjema] = skjemaer((await tavla.klient.get(SIDE)).text, "vis")
    tavla.i_gang.clear()
    tavla.slipp.clear()
    foer = tavla.spurt
    foerste = asyncio.create_task(tavla.send(skjema))
    await tavla.i_gang.wait()
    assert (await tavla.klient.get("/")).status_code == 200
    andre = await tavla.send(skjema)
    assert (andre.status_code, "Møteplanen blir hentet akkurat nå." in tekst(andre)) == (422, True)
    tavla.slipp.set()
    assert (await foerste).status_code == 200
    assert tavla.spurt == foer + 1
    assert (await tavla.send(skjema)).status_code == 200, "it may be fetched again after that"


async def test_bare_vaart_eget_skjema_henter_noe(tavla: Tavla) -> None:
    [skjema] = skjemaer((await tavla.klient.get(SIDE)).text, "vis")
    foer = tavla.spurt
    assert (await tavla.send(skjema | {"token": "gjettet"})).status_code == 400
    fremmed = await tavla.klient.post(SIDE, data=skjema, headers={"Origin": "http://ond.example"})
    assert fremmed.status_code == 403
    for organ in ("trysil-formannskap", "aamot-kommunestyre", "", "ingen"):
        assert (await tavla.send(skjema | {"organ": organ})).status_code == 422
    assert tavla.spurt == foer


async def test_uten_adresse_er_det_ingenting_aa_hente(tavla: Tavla) -> None:
    side = (await tavla.klient.get(SIDE.replace("trysil", "aamot"))).text
    assert 'id="kilder"' not in side
    assert "Hent nå og se" not in side


async def test_siden_sier_det_samme_paa_nynorsk(holdt_igjen: Tavla) -> None:
    side = await holdt_igjen.klient.get(f"{SIDE}?maal=nn")
    assert "Hent no og sjå" in side.text
    [skjema] = skjemaer(side.text, "vis")
    svar = await holdt_igjen.klient.post(f"{SIDE}?maal=nn", data=skjema)
    assert "Slik vart kalenderen lesen" in tekst(svar)
    assert "OBS: 3 av 4 møte i 2025 i Trysil kommunestyre blir borte. Sjekk at heile møteplanen" in tekst(svar)
    assert f'action="{SIDE}?maal=nn"' in svar.text
