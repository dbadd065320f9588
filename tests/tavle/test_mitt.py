"""The personal page: what its reader may see and change, and what nobody else may."""

from __future__ import annotations

import re
from collections.abc import AsyncIterator, Sequence
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import httpx
import icalendar
import pytest
from fastapi import FastAPI

from flyter.livsloep import LIVSLOEP
from fristvakt.installasjon import grunnlag_med
from modeller.abonnement import Eier, Maalslag
from modeller.lager.abonnementer import les_abonnementer, opprett
from modeller.lager.lager import I_MINNET, Lager
from modeller.plan import Plan
from modeller.register import Register
from tavle.abonnementskilde import Lagerabonnement
from tavle.app import lag_app
from tavle.kilde import Tavleinfo
from tavle.lagerkilde import Lagerkilde
from tavle.mitt import mittruter
from tavle.mittlager import Mittlager
from tavle.personlig import GJELDER, lag_lenke
from tavle.side import Sidevisning
from tavle.struping import BOMMER, Struping
from tavle.visning import miljoe
from tests.rollebesetning import AVTALE, REGISTER, Historie

NAA = datetime(2024, 9, 2, 6, 15, tzinfo=UTC)
NOEKKEL = b"n" * 32
KONTAKT = Eier(Maalslag.KONTAKT, "sekretariat.aamot")
KOORDINATOR = Eier(Maalslag.KONTAKT, "sekretariat.innlandet")
LENKE = f"/mitt/{lag_lenke(NOEKKEL, KONTAKT, NAA)}"


class Planer:
    """The cast's one agreement, and a register that can change."""

    def __init__(self) -> None:
        self.historie = Historie()

    async def planer(self, dag: date) -> Sequence[Plan]:
        return [self.historie.plan(dag)]

    async def register(self, dag: date) -> Register:
        return self.historie.register


class Side:
    """The page as a browser without JavaScript meets it."""

    def __init__(self, lager: Lager, nettadresse: str = "https://fristvakt.example") -> None:
        self.lager, self.planer, self.naa = lager, Planer(), NAA
        kilde = Lagerkilde(lager, grunnlag_med(LIVSLOEP), naa=lambda: self.naa, info=Tavleinfo(versjon="1"))
        feeder = Lagerabonnement(lager, self.planer, nettadresse)
        mitt = Mittlager(lager, self.planer, feeder, noekkel=NOEKKEL, nettadresse=nettadresse)
        self.app: FastAPI = lag_app(kilde, rutere=[mittruter(Sidevisning(kilde, miljoe()), mitt, NOEKKEL, Struping())])
        self.klient = httpx.AsyncClient(
            transport=httpx.ASGITransport(self.app), base_url="http://localhost", follow_redirects=True
        )

    async def hent(self, sti: str = LENKE) -> httpx.Response:
        return await self.klient.get(sti)

    async def gjoer(self, sti: str = LENKE, /, **felt: str | list[str]) -> httpx.Response:
        return await self.klient.post(sti, data=felt)

    async def laget(self) -> str:
        """The address of the contact's own feed, made on the page."""
        return adresser((await self.gjoer(handling="lag", slag="kontakt", maal=KONTAKT.id)).text)[0]


@pytest.fixture
async def side() -> AsyncIterator[Side]:
    async with await Lager.aapne(I_MINNET) as lager:
        yield Side(lager)


def adresser(html: str) -> list[str]:
    return re.findall(r'value="(https://fristvakt\.example/kalender/[^"]+\.ics)"', html)


async def test_siden_viser_feedene_kontakten_kan_ha(side: Side) -> None:
    svar = await side.hent()
    assert svar.status_code == 200
    for ord_ in (
        "Alt som gjelder deg",
        "Alt som gjelder Åmot kommune",
        "Bygdevekstavtale for fire kommuner",
        "Outlook",
    ):
        assert ord_ in svar.text
    assert "du koordinerer" not in svar.text
    koordinator = await side.hent(f"/mitt/{lag_lenke(NOEKKEL, KOORDINATOR, NAA)}")
    assert "Alt i avtalene du koordinerer" in koordinator.text
    assert "Alt i avtalane du koordinerer" in (await side.hent(f"{koordinator.url.path}?maal=nn")).text


async def test_en_adresse_lages_og_vises_med_alle_maater_aa_legge_den_inn_paa(side: Side) -> None:
    assert adresser((await side.hent()).text) == []
    svar = await side.gjoer(handling="lag", slag="kontakt", maal=KONTAKT.id)
    assert [r.status_code for r in svar.history] == [303], "asked for again, the page makes nothing"
    [adresse] = adresser(svar.text)
    assert f'href="webcal://{adresse.removeprefix("https://")}"' in svar.text
    assert "https://calendar.google.com/calendar/render?cid=webcal" in svar.text
    assert "https://outlook.office.com/calendar/0/addfromweb?url=https" in svar.text
    assert "Ikke hentet ennå" in svar.text
    await side.gjoer(handling="lag", slag="kontakt", maal=KONTAKT.id)
    assert adresser((await side.hent()).text) == [adresse], "two clicks make one"


async def test_valgene_lagres_og_vises_som_valgt(side: Side) -> None:
    await side.laget()
    async with side.lager.lesing() as tx:
        [en] = await les_abonnementer(tx, eier=KONTAKT)
    valgt: dict[str, str | list[str]] = {"maalform": "nn", "ferdige": "fjern", "detalj": "kort", "varsel": ["1", "7"]}
    svar = await side.gjoer(handling="velg", id=en.id, **valgt)
    assert "Valgene er lagret." in svar.text
    async with side.lager.lesing() as tx:
        [en] = await les_abonnementer(tx, eier=KONTAKT)
    assert (en.valg.maalform, en.valg.varsel_dager) == ("nn", (7, 1))
    for verdi in ("nn", "fjern", "kort"):
        assert f'<option value="{verdi}" selected>' in svar.text
    assert svar.text.count(" checked") == 2
    assert (await side.gjoer(handling="velg", id=en.id, varsel="99")).status_code == 400
    assert (await side.gjoer(handling="velg", id=en.id, maalform="xx")).status_code == 400


async def test_en_ny_adresse_og_en_stengt(side: Side) -> None:
    foerste = await side.laget()
    async with side.lager.lesing() as tx:
        [en] = await les_abonnementer(tx)
    [andre] = adresser((await side.gjoer(handling="forny", id=en.id)).text)
    assert andre != foerste
    assert adresser((await side.gjoer(handling="trekk", id=en.id)).text) == []
    for handling in ("trekk", "forny"):  # a second click, or a window that was open all the while
        svar = await side.gjoer(handling=handling, id=en.id)
        assert svar.status_code == 404
        assert "Adressen kan være stengt i et annet vindu." in svar.text
        assert "Lag adresse" in svar.text


async def test_en_adresse_som_ikke_er_ens_egen_kan_ingen_ta_i(side: Side) -> None:
    async with side.lager.skriving() as tx:
        andres = await opprett(tx, Maalslag.PART, "aamot", NAA, noekkel=NOEKKEL, eier=Eier(Maalslag.PART, "aamot"))
    assert adresser((await side.hent()).text) == []
    for handling in ("forny", "trekk", "velg"):
        assert (await side.gjoer(handling=handling, id=andres.id)).status_code == 404
    for slag, maal in (("part", "trysil"), ("koordinator", KONTAKT.id), ("kontakt", KOORDINATOR.id), ("avtale", "x")):
        assert (await side.gjoer(handling="lag", slag=slag, maal=maal)).status_code == 404
        assert (await side.hent(f"{LENKE}/{slag}/{maal}.ics")).status_code == 404
    async with side.lager.lesing() as tx:
        assert await les_abonnementer(tx) == (andres,)


async def test_kalenderen_lastes_ned_en_gang(side: Side) -> None:
    svar = await side.hent(f"{LENKE}/avtale/{AVTALE}.ics")
    assert svar.headers["content-disposition"].startswith("attachment;")
    assert len(icalendar.Calendar.from_ical(svar.content).walk("VEVENT")) > 20
    async with side.lager.lesing() as tx:
        assert await les_abonnementer(tx) == ()


async def test_feil_utgaatt_og_forlatt_lenke_faar_samme_svar(side: Side) -> None:
    def uten_lenken(svar: httpx.Response) -> tuple[int, str, httpx.Headers]:
        return svar.status_code, svar.text.replace(svar.url.path, "/mitt/…"), svar.headers

    utgaatt = f"/mitt/{lag_lenke(NOEKKEL, KONTAKT, NAA - GJELDER - timedelta(minutes=1))}"
    fremmed = f"/mitt/{lag_lenke(b'x' * 32, KONTAKT, NAA)}"
    ukjent = f"/mitt/{lag_lenke(NOEKKEL, Eier(Maalslag.KONTAKT, 'finnes.ikke'), NAA)}"
    svar = [uten_lenken(await side.hent(sti)) for sti in (utgaatt, fremmed, ukjent, "/mitt/gjetning", f"{LENKE}x")]
    assert {kode for kode, _, _ in svar} == {404}
    assert len({tekst for _, tekst, _ in svar}) == 1
    assert "Be sekretariatet om en ny." in svar[0][1]
    sluttet = replace(REGISTER.kontakter[KONTAKT.id], slutter=NAA.date())
    side.planer.historie.register = replace(REGISTER, kontakter={KONTAKT.id: sluttet})
    assert uten_lenken(await side.hent())[:2] == svar[0][:2]
    assert (await side.gjoer("/mitt/gjetning", handling="lag", slag="part", maal="aamot")).status_code == 404


async def test_lenken_virker_til_siste_dag(side: Side) -> None:
    side.naa = NAA + GJELDER - timedelta(minutes=1)
    svar = await side.hent()
    assert svar.status_code == 200
    assert "virker til 1.12.2024" in svar.text


async def test_den_som_gjetter_lenker_blir_stanset(side: Side) -> None:
    koder = [(await side.hent(f"/mitt/gjetning{nr}")).status_code for nr in range(BOMMER + 2)]
    assert koder == [404] * BOMMER + [429] * 2
    assert "For mange forsøk" in (await side.hent("/mitt/gjetning")).text
    assert (await side.hent()).status_code == 200


async def test_lenken_kommer_ikke_videre(side: Side) -> None:
    for svar in (
        await side.hent(),
        await side.hent("/mitt/feil"),
        await side.hent(f"{LENKE}/kontakt/{KONTAKT.id}.ics"),
    ):
        assert svar.headers["referrer-policy"] == "no-referrer"
        assert svar.headers["x-robots-tag"] == "noindex"
        assert svar.headers["cache-control"] == "no-store"
    await side.laget()
    html = (await side.hent()).text
    ut = re.findall(r'<a [^>]*href="https://(?:calendar\.google|outlook\.office)[^>]*>', html)
    assert len(ut) == 2
    assert all('rel="noopener noreferrer"' in lenke for lenke in ut)


async def test_en_lokal_installasjon_sier_at_andre_ikke_naar_den(side: Side) -> None:
    assert "bare på denne maskinen" not in (await side.hent()).text
    lokal = Side(side.lager, "http://127.0.0.1:8710")
    assert "bare på denne maskinen" in (await lokal.hent()).text


async def test_hvert_program_har_en_veiledning_paa_begge_maalformer(side: Side) -> None:
    for program in ("outlook", "google", "apple", "thunderbird", "nextcloud"):
        nb, nn = [await side.hent(f"/hjelp/kalender/{program}{maal}") for maal in ("", "?maal=nn")]
        assert (nb.status_code, nn.status_code) == (200, 200)
        assert "Slik gjør du i" in nb.text
        assert "Slik gjer du i" in nn.text
    assert (await side.hent("/hjelp/kalender/finnes-ikke")).status_code == 404
    oversikt = (await side.hent("/hjelp/kalender")).text
    assert oversikt.count("/hjelp/kalender/") >= 5


def test_siden_trenger_ikke_skript() -> None:
    mal = Path("maler/tavle/mitt.html").read_text(encoding="utf-8")
    assert "onclick" not in mal
    assert re.search(r"<button[^>]*data-kopier[^>]* hidden>", mal), "shown by the script alone"
