"""Trial mode on the command line and on the board, and how an installation begins in it."""

from __future__ import annotations

import asyncio
import re
from collections.abc import AsyncIterator
from datetime import UTC, date, datetime
from html import unescape
from pathlib import Path
from unittest.mock import patch

import httpx
import pytest

from flyter.livsloep import LIVSLOEP
from fristvakt.innstillinger import les_innstillinger
from fristvakt.installasjon import aapne, grunnlag_med
from fristvakt.kommandoer import moeteplan
from fristvakt.proevemodus import BEGYNNELSEN, begynn_paa_proeve, les_tilstand, sett
from fristvakt.proevemodusrute import proevemodusruter
from modeller.lager import hovedboker
from modeller.lager.hovedboker import SendtMelding
from modeller.lager.lager import I_MINNET, Lager
from tavle.app import lag_app
from tavle.kilde import Tavleinfo
from tavle.lagerkilde import Lagerkilde
from tavle.side import Sidevisning
from tavle.skjemavern import GJELDER
from tavle.visning import miljoe
from tests.fristvakt.kommandoproeve import PULJE_2, fristvakt
from tests.fristvakt.test_koe import DAG, KDD, Postkasse, Stilt
from varsler.levering import Leveringssvar
from varsler.melding import Melding

NAA = datetime(2024, 11, 18, 10, 0, tzinfo=UTC)
I_DAG = ("--naa", "2024-11-18")
NOEKKEL = b"n" * 32
GRUNNLAG = grunnlag_med(LIVSLOEP)


class Innboks(Postkasse):
    """Takes note of where each message went, and whom it was for."""

    def __init__(self) -> None:
        super().__init__()
        self.gikk: list[tuple[str, str]] = []

    async def lever(self, melding: Melding) -> Leveringssvar:
        self.gikk.append((melding.til.epost, melding.mottaker))
        return await super().lever(melding)


def send(tid: datetime = DAG) -> list[tuple[str, str]]:
    innboks = Innboks()

    async def kjoer() -> None:
        async with aapne(les_innstillinger(), Stilt(), levering=innboks) as installasjon:
            await installasjon.drift.send(tid)

    asyncio.run(kjoer())
    return innboks.gikk


@pytest.fixture
def paa_proeve(data: Path) -> Path:
    assert fristvakt("les", PULJE_2, "--naa", "2024-11-18").kode == 0
    assert fristvakt("proevemodus", "paa", "--grunn", "Vi ser på det først", "--av", "koordinator", *I_DAG).kode == 0
    return data


# --- the command line --------------------------------------------------------------------------------------------


def test_av_og_paa_staar_med_hvem_og_hvorfor(paa_proeve: Path) -> None:
    svar = fristvakt("proevemodus")
    assert svar.ut.startswith("Prøvemodus er på siden ")
    assert "(koordinator). All e-post går til koordinatoren. Grunn: Vi ser på det først." in svar.ut
    tilstand = fristvakt("proevemodus", "status", "--json").json()
    assert (tilstand["paa"], tilstand["av"], tilstand["grunn"]) == (True, "koordinator", "Vi ser på det først")
    assert "Prøvemodus ble slått på" in fristvakt("fakta", "register").ut
    assert "Prøvemodus er på" in fristvakt("koe").ut
    assert fristvakt("proevemodus", "av", "--json").json()["paa"] is False
    assert "Prøvemodus er av" in fristvakt("proevemodus").ut
    assert "Prøvemodus" not in fristvakt("koe").ut


def test_uten_at_noen_har_sagt_noe_er_den_av(data: Path) -> None:
    assert fristvakt("les", PULJE_2, "--naa", "2024-11-18").kode == 0
    assert fristvakt("proevemodus").ut == "Prøvemodus er av. E-posten går til mottakerne.\n"


def test_det_som_er_slaatt_paa_fra_foer_blir_ikke_et_nytt_faktum(paa_proeve: Path) -> None:
    foer = len(fristvakt("fakta", "register", "--json").json())
    assert fristvakt("proevemodus", "paa", "--av", "en annen").kode == 0
    assert len(fristvakt("fakta", "register", "--json").json()) == foer


def test_foer_den_slaas_av_sies_hvor_mye_som_gaar_til_hvor_mange(paa_proeve: Path) -> None:
    vist = send()
    assert {til for til, _ in vist} == {KDD}
    andre = {hvem for _, hvem in vist} - {KDD}
    assert len(andre) > 1
    svar = fristvakt("proevemodus", "av", "--ja", *I_DAG)
    assert f"går {len(andre)} meldinger til {len(andre)} mottakere ved neste utsending." in " ".join(svar.ut.split())
    assert sorted(send(DAG.replace(hour=11))) == sorted((til, til) for til in andre)


def test_den_som_svarer_nei_har_den_paa_fortsatt(paa_proeve: Path) -> None:
    with patch.object(moeteplan, "bekreftet", return_value=False):
        assert fristvakt("proevemodus", "av", *I_DAG).ut.endswith("Prøvemodus er fortsatt på.\n")
    assert fristvakt("proevemodus", "--json").json()["paa"] is True


def test_posten_sier_hva_som_gikk_til_en_annen(paa_proeve: Path, tmp_path: Path) -> None:
    vist = send()
    rader = fristvakt("post", "--json").json()
    assert {(r["proeve_til"] or r["til"], r["til"]) for r in rader} == set(vist)
    assert f"Prøve: gikk til {KDD} i stedet" in fristvakt("post").ut
    fristvakt("post", "--eksporter", tmp_path / "arkiv")
    assert KDD in (tmp_path / "arkiv" / "indeks.csv").read_text(encoding="utf-8-sig").splitlines()[1]


# --- the beginning -----------------------------------------------------------------------------------------------


@pytest.fixture
async def lager() -> AsyncIterator[Lager]:
    async with await Lager.aapne(I_MINNET) as lageret:
        yield lageret


def sendt(svar: str | None) -> SendtMelding:
    return SendtMelding(
        message_id="<m>", mottaker="a@a.example", kontakt=None, part="a", sendt_tid=NAA, dag=NAA.date(), emne="E",
        poster=(), svar=svar,
    )  # fmt: skip


async def test_en_ny_installasjon_som_sender_begynner_paa_proeve_og_bare_en_gang(lager: Lager) -> None:
    assert await begynn_paa_proeve(lager, GRUNNLAG, NAA)
    tilstand = await les_tilstand(lager, GRUNNLAG, NAA)
    assert (tilstand.paa, tilstand.siden, tilstand.grunn) == (True, date(2024, 11, 18), BEGYNNELSEN)
    assert not await begynn_paa_proeve(lager, GRUNNLAG, NAA)
    assert await sett(lager, GRUNNLAG, NAA, paa=False, av="koordinator")
    assert not await begynn_paa_proeve(lager, GRUNNLAG, NAA)
    assert not (await les_tilstand(lager, GRUNNLAG, NAA)).paa, "turned off, it stays so at the next start"


async def test_det_som_er_sagt_foer_foerste_start_gjelder_da(lager: Lager) -> None:
    assert (await les_tilstand(lager, GRUNNLAG, NAA, sender=True)).begynner
    assert await sett(lager, GRUNNLAG, NAA, paa=False, av="koordinator"), "it was off, but nobody had said so"
    assert not await sett(lager, GRUNNLAG, NAA, paa=False, av="en annen")
    assert not await begynn_paa_proeve(lager, GRUNNLAG, NAA)
    tilstand = await les_tilstand(lager, GRUNNLAG, NAA, sender=True)
    assert (tilstand.paa, tilstand.av, tilstand.begynner) == (False, "koordinator", False)


def test_foer_foerste_start_sies_det_at_den_blir_slaatt_paa(data: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("FRISTVAKT_SMTP_VERT", "smtp.fylke.example")
    monkeypatch.setenv("FRISTVAKT_AVSENDER", "fristvakt@fylke.example")
    assert fristvakt("proevemodus").ut.startswith("Prøvemodus slås på når tjenesten starter for første gang.")
    assert fristvakt("proevemodus", "--json").json()["slaas_paa_ved_start"] is True
    with patch.object(moeteplan, "bekreftet", return_value=False):
        assert fristvakt("proevemodus", "av").ut.startswith("Prøvemodus slås på når")
    assert re.match(r"Prøvemodus er av siden .* E-posten går", fristvakt("proevemodus", "av", "--ja").ut)
    assert fristvakt("proevemodus", "--json").json()["slaas_paa_ved_start"] is False


@pytest.mark.parametrize(("svar", "begynner"), [("250 OK", False), (None, True)])
async def test_den_som_har_sendt_fra_foer_fortsetter_som_den_var(
    lager: Lager, svar: str | None, begynner: bool
) -> None:
    async with lager.skriving() as tx:
        await hovedboker.bokfoer(tx, sendt(svar))
    assert await begynn_paa_proeve(lager, GRUNNLAG, NAA) is begynner, "what lies in a Maildir has gone nowhere"


# --- the board ---------------------------------------------------------------------------------------------------


class Tavla:
    """The page as a browser without JavaScript meets it."""

    def __init__(self, lager: Lager) -> None:
        self.lager, self.naa = lager, NAA
        kilde = Lagerkilde(lager, GRUNNLAG, naa=lambda: self.naa, info=Tavleinfo(versjon="1"))
        ruter = proevemodusruter(Sidevisning(kilde, miljoe()), lager, GRUNNLAG, lambda: self.naa, NOEKKEL)
        app = lag_app(kilde, rutere=[ruter])
        self.klient = httpx.AsyncClient(transport=httpx.ASGITransport(app), base_url="http://localhost")

    async def hent(self, sti: str) -> str:
        return unescape((await self.klient.get(sti)).text)

    async def bytt(
        self, *, hoder: dict[str, str] | None = None, sti: str = "/proevemodus", **felt: str
    ) -> httpx.Response:
        skjult = dict(re.findall(r'<input type="hidden" name="(\w+)" value="([^"]*)">', await self.hent(sti)))
        return await self.klient.post(sti, data=skjult | felt, headers=hoder)


@pytest.fixture
async def tavla(lager: Lager) -> AsyncIterator[Tavla]:
    tavla = Tavla(lager)
    async with tavla.klient:
        yield tavla


@pytest.mark.parametrize(
    "sti", ["/", "/avtaler", "/parter", "/post", "/om", "/hjelp/kalender", "/finnes-ikke", "/proevemodus"]
)
async def test_merket_staar_paa_hver_side_saa_lenge_den_er_paa(tavla: Tavla, sti: str) -> None:
    merke = "All e-post går til koordinatoren, ikke til dem den er til."
    assert merke not in await tavla.hent(sti)
    await sett(tavla.lager, GRUNNLAG, NAA, paa=True, av="test")
    assert merke in await tavla.hent(sti)
    nynorsk = await tavla.hent(f"{sti}?maal=nn")
    assert "All e-post går til koordinatoren, ikkje til dei han er til." in nynorsk
    await sett(tavla.lager, GRUNNLAG, NAA, paa=False, av="test")
    assert merke not in await tavla.hent(sti)


async def test_den_slaas_paa_og_av_paa_tavla(tavla: Tavla) -> None:
    svar = await tavla.bytt(av="koordinator", grunn=" Vi  prøver ")
    assert (svar.status_code, svar.headers["location"]) == (303, "/proevemodus")
    tilstand = await les_tilstand(tavla.lager, GRUNNLAG, NAA)
    assert (tilstand.paa, tilstand.av, tilstand.grunn) == (True, "koordinator", "Vi prøver")
    siden = await tavla.hent("/proevemodus")
    assert "koordinator: Vi prøver" in siden
    assert "Ingen e-post venter på mottakerne." in siden
    assert "prøvemodus: alt går til koordinatoren" in await tavla.hent("/om")
    svar = await tavla.bytt(sti="/proevemodus?maal=nn")
    assert svar.headers["location"] == "/proevemodus?maal=nn"
    assert not (await les_tilstand(tavla.lager, GRUNNLAG, NAA)).paa


async def test_bare_vaar_egen_side_kan_slaa_den_av(tavla: Tavla) -> None:
    await sett(tavla.lager, GRUNNLAG, NAA, paa=True, av="test")
    fremmed = await tavla.bytt(hoder={"Origin": "https://skurk.example"})
    uten = await tavla.bytt(token="")
    tavla.naa = NAA
    gammelt = re.search(r'name="token" value="([^"]*)"', await tavla.hent("/proevemodus"))
    assert gammelt
    tavla.naa = NAA + 2 * GJELDER
    for_gammel = await tavla.bytt(token=gammelt[1])
    lang = await tavla.bytt(grunn="x" * 501)
    rolle = await tavla.bytt(av="to\nlinjer")
    stor = await tavla.bytt(grunn="x" * 20_000)
    koder = [svar.status_code for svar in (fremmed, uten, for_gammel, lang, rolle, stor)]
    assert koder == [403, 400, 400, 422, 422, 413]
    assert (await les_tilstand(tavla.lager, GRUNNLAG, NAA)).paa
