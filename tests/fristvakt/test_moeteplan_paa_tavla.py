"""A meeting plan given on the board: shown before it is stored, turned away with reasons, only from our own page."""

from __future__ import annotations

import base64
import re
import zlib
from collections.abc import AsyncIterator, Mapping
from datetime import UTC, date, datetime, timedelta
from html import unescape

import httpx
import pytest

from flyter.livsloep import LIVSLOEP
from flyter.moeteplan.henting import Henter
from flyter.registrer import Hendt, registerstroem, registrer_alle
from fristvakt.installasjon import grunnlag_med
from fristvakt.moeteplanapi import moeteplanapi
from fristvakt.moeteplankildeside import Moeteplankilder
from fristvakt.moeteplanrute import moeteplanruter
from fristvakt.moeteplanside import STOERST, Moeteplaner, UkjentInnhold, pakk_ut
from modeller.fakta import MoeteplanFastsatt
from modeller.lager.faktalager import antall, les_register
from modeller.lager.lager import I_MINNET, Lager
from modeller.register import Moete
from tavle.app import lag_app
from tavle.kilde import Tavleinfo
from tavle.lagerkilde import Lagerkilde
from tavle.side import Sidevisning
from tavle.skjemavern import GJELDER
from tavle.visning import miljoe
from tests.fristvakt.fyltlager import fyll
from tests.moeteplan.kalenderfil import hendelse, kalender
from tests.rollebesetning import AVTALE

NAA = datetime(2024, 10, 1, 6, 15, tzinfo=UTC)
NOEKKEL = b"n" * 32
ORGAN, SIDE = "trysil-kommunestyre", "/part/trysil/moeteplan"
KALENDERFIL = {"Content-Type": "text/calendar"}


def plan(*dager: date, ekstra: tuple[str, ...] = ()) -> bytes:
    deler = [hendelse(f"DTSTART;TZID=Europe/Oslo:{dag:%Y%m%d}T180000", uid=f"{dag}") for dag in dager]
    return kalender(*deler, *(hendelse(linje, uid=linje) for linje in ekstra))


FLYTTET = plan(date(2024, 11, 14), date(2024, 12, 12))
"""The council meets 14.11 in place of 7.11."""


class Tavla:
    """The board's page as a browser without JavaScript meets it."""

    def __init__(self, lager: Lager) -> None:
        self.lager, self.naa = lager, NAA
        grunnlag = grunnlag_med(LIVSLOEP)
        kilde = Lagerkilde(lager, grunnlag, naa=lambda: self.naa, info=Tavleinfo(versjon="1"))
        visning = Sidevisning(kilde, miljoe())
        planer = Moeteplaner(lager, lambda: self.naa, grunnlag)
        kilder = Moeteplankilder(lager, lambda: self.naa, grunnlag, Henter)
        rutere = [moeteplanruter(visning, planer, kilder, NOEKKEL), moeteplanapi(visning, planer)]
        app = lag_app(kilde, rutere=rutere)
        self.klient = httpx.AsyncClient(transport=httpx.ASGITransport(app), base_url="http://localhost")

    async def token(self, side: str = SIDE) -> str:
        return skjult((await self.klient.get(side)).text)["token"]

    async def vis(
        self, fil: bytes, hoder: Mapping[str, str] | None = None, navn: str = "plan.ics", **felt: str
    ) -> httpx.Response:
        utfylt = {"token": felt.pop("token", None) or await self.token(), "handling": "vis", "organ": ORGAN} | felt
        return await self.klient.post(SIDE, data=utfylt, files={"fil": (navn, fil)}, headers=hoder)

    async def lagre(self, vist: httpx.Response, **felt: str) -> httpx.Response:
        """Send the form of a preview."""
        return await self.klient.post(SIDE, data=skjult(vist.text) | felt, files={"ingen": b""})

    async def fakta(self) -> int:
        async with self.lager.lesing() as tx:
            return await antall(tx)


def skjult(html: str) -> dict[str, str]:
    """The hidden fields of the page's first form."""
    skjema = html.partition("<form")[2].partition("</form>")[0]
    return {navn: unescape(verdi) for navn, verdi in re.findall(r'type="hidden" name="(\w+)" value="([^"]*)"', skjema)}


def tekst(svar: httpx.Response) -> str:
    return " ".join(unescape(re.sub(r"<[^>]+>", " ", svar.text)).split())


@pytest.fixture
async def tavla() -> AsyncIterator[Tavla]:
    async with await Lager.aapne(I_MINNET) as lager:
        await fyll(lager, NAA)
        yield Tavla(lager)


async def test_siden_er_lenket_fra_parten_og_lar_en_velge_organ(tavla: Tavla) -> None:
    assert f'href="{SIDE}"' in (await tavla.klient.get("/part/trysil")).text
    side = (await tavla.klient.get(SIDE)).text
    assert '<option value="trysil-formannskap">Trysil formannskap</option>' in side
    assert "aamot-kommunestyre" not in side
    assert "selected" not in side
    assert f'<option value="{ORGAN}" selected>' in (await tavla.klient.get(f"{SIDE}?organ={ORGAN}")).text
    assert "Flere organer – filen sier hvilket" in side
    assert "Fleire organ – fila seier" in (await tavla.klient.get(f"{SIDE}?maal=nn")).text
    assert (await tavla.klient.get("/part/ingen/moeteplan")).status_code == 404
    assert f'href="{SIDE.replace("trysil", "kdd")}"' not in (await tavla.klient.get("/part/kdd")).text
    assert "har ingen organer" in (await tavla.klient.get(SIDE.replace("trysil", "kdd"))).text


async def test_filen_vises_med_det_den_endrer_foer_noe_lagres(tavla: Tavla) -> None:
    foer = await tavla.fakta()
    svar = await tavla.vis(FLYTTET)
    sagt = tekst(svar)
    assert svar.status_code == 200
    assert "7.11.2024 står ikke i planen lenger borte 14.11.2024 18.00 Kommunestyret ny" in sagt
    assert "Trysil, Politisk forankring av forslaget: 7.11.2024 blir 14.11.2024" in sagt
    assert "Ingenting er lagret ennå." in sagt
    assert await tavla.fakta() == foer


async def test_forhaandsvisningen_er_paa_leserens_maalform(tavla: Tavla) -> None:
    fil = plan(date(2024, 10, 31), date(2024, 11, 14), ekstra=("DTSTART;TZID=Mars/Base:20241212T180000",))
    felter = {"token": await tavla.token(), "handling": "vis", "organ": ORGAN}
    paa = {
        maal: tekst(await tavla.klient.post(f"{SIDE}?maal={maal}", data=felter, files={"fil": ("p.ics", fil)}))
        for maal in ("nb", "nn")
    }
    for nb, nn in [
        ("Dato Kl. Oppføring Lest som", "Dato Kl. Oppføring Lesen som"),
        ("2 møter som ikke er med, blir stående", "2 møte som ikkje er med, blir ståande"),
        ("Tidssonen «Mars/Base» er ukjent. Eksporter kalenderen", "Tidssona «Mars/Base» er ukjend. Eksporter kalend"),
        ("Datoer:", "Datoar:"),
    ]:
        assert nb in paa["nb"]
        assert nn in paa["nn"]
        assert nb not in paa["nn"]


async def test_det_som_ble_vist_lagres_med_rollen_og_filnavnet(tavla: Tavla) -> None:
    svar = await tavla.lagre(await tavla.vis(FLYTTET, av="politisk sekretariat", navn="C:\\møter\\plan 2024.ics"))
    assert (svar.status_code, svar.headers["location"]) == (303, f"{SIDE}?lagret=2")
    assert "Møteplanen er lagret: 2 endringer." in tekst(await tavla.klient.get(svar.headers["location"]))
    assert "14.11.2024" in (await tavla.klient.get("/part/trysil")).text
    async with tavla.lager.lesing() as tx:
        nye = [faktum for faktum in await les_register(tx) if faktum.av != "test"]
    assert [(f.av, f.kilde) for f in nye] == [("politisk sekretariat", "plan 2024.ics")] * 2
    igjen = await tavla.vis(FLYTTET)
    assert "Møteplanen er som før. Det er ingenting å lagre." in tekst(igjen)
    assert "Lagre møteplanen" not in igjen.text


async def test_det_som_ikke_ble_forstaatt_staar_med_linjen_og_grunnen(tavla: Tavla) -> None:
    sagt = tekst(await tavla.vis(plan(date(2024, 11, 14), ekstra=("DTSTART;TZID=Mars/Base:20241212T180000",))))
    assert "linje 9: Kommunestyret: Tidssonen «Mars/Base» er ukjent. Eksporter kalenderen med Europe/Oslo." in sagt
    assert "2 møter som ikke er med, blir stående fordi ikke alt ble forstått." in sagt


@pytest.mark.parametrize(
    ("fil", "ventet"),
    [
        (b"%PDF-1.7", "Gamle Excel-filer (.xls) og PDF kan ikke leses. Lagre møteplanen som .xlsx, .csv eller .ics."),
        (b"<!doctype html>", "Dette er en nettside, ikke en møteplan."),
        (b"", "Filen er tom."),
        (b"BEGIN:VCALENDAR\r\nBEGIN:VEVENT\r\n", "Linje 2: "),
        (kalender(hendelse("DTSTART;VALUE=DATE:20241114", tittel="Julebord")), "Ingen av oppføringene er et møte"),
    ],
)
async def test_en_fil_som_ikke_kan_brukes_avvises_med_grunnen(tavla: Tavla, fil: bytes, ventet: str) -> None:
    foer = await tavla.fakta()
    svar = await tavla.vis(fil, organ="", av="sekretariatet")
    assert svar.status_code == 422
    assert ventet in tekst(svar)
    assert "Ingenting er lagret." in tekst(svar)
    assert 'value="sekretariatet"' in svar.text, "what was filled in is kept"
    assert await tavla.fakta() == foer


async def test_uten_fil_eller_med_gale_felt_sies_det_hva_som_skal_til(tavla: Tavla) -> None:
    uten = await tavla.klient.post(SIDE, data={"token": await tavla.token(), "handling": "vis", "organ": ORGAN})
    assert (uten.status_code, "Velg en fil først." in tekst(uten)) == (422, True)
    assert "Skriv rollen din" in tekst(await tavla.vis(FLYTTET, av="x" * 101))
    fremmed = await tavla.vis(FLYTTET, organ="aamot-kommunestyre")
    assert fremmed.status_code == 422
    assert "aamot-kommunestyre" in tekst(fremmed)


@pytest.mark.parametrize("stoerrelse", [STOERST + 1, 3 * STOERST])
async def test_en_for_stor_fil_avvises_med_det_som_kan_gjoeres(tavla: Tavla, stoerrelse: int) -> None:
    svar = await tavla.vis(b"x" * stoerrelse)
    assert svar.status_code == 413
    assert "Filen er over 1 MB. Eksporter bare møteplanen" in tekst(svar)


@pytest.mark.parametrize(
    "hoder",
    [
        {"Origin": "http://ond.example"},
        {"Origin": "null"},
        {"Sec-Fetch-Site": "cross-site"},
        {"Sec-Fetch-Site": "same-site", "Origin": "http://localhost"},
    ],
)
async def test_en_annens_side_faar_ikke_sende_skjemaet(tavla: Tavla, hoder: dict[str, str]) -> None:
    foer = await tavla.fakta()
    assert (await tavla.vis(FLYTTET, hoder)).status_code == 403
    svar = await tavla.klient.post(
        "/api/moeteplan", params={"organ": ORGAN, "lagre": True}, content=FLYTTET, headers=hoder | KALENDERFIL
    )
    assert svar.status_code == 403
    assert await tavla.fakta() == foer


async def test_nettleserens_egen_innsending_slipper_fram(tavla: Tavla) -> None:
    svar = await tavla.vis(FLYTTET, {"Origin": "http://localhost", "Sec-Fetch-Site": "same-origin"})
    assert svar.status_code == 200


async def test_uten_gyldig_token_lagres_ingenting(tavla: Tavla) -> None:
    vist = await tavla.vis(FLYTTET)
    foer = await tavla.fakta()
    annens = await tavla.token(SIDE.replace("trysil", "aamot"))
    for token in ("gjettet", annens):
        svar = await tavla.lagre(vist, token=token)
        assert (svar.status_code, "Siden har stått åpen for lenge." in tekst(svar)) == (400, True)
    tavla.naa = NAA + GJELDER + timedelta(seconds=2)
    assert (await tavla.lagre(vist)).status_code == 400
    assert await tavla.fakta() == foer


async def test_er_planen_endret_siden_den_ble_vist_maa_en_se_over_paa_nytt(tavla: Tavla) -> None:
    vist = await tavla.vis(FLYTTET)
    await tavla.lagre(await tavla.vis(plan(date(2024, 11, 14))))
    foer = await tavla.fakta()
    paa_nytt = await tavla.lagre(vist)
    assert "Noe i planen er endret siden du så på den." in tekst(paa_nytt)
    assert await tavla.fakta() == foer
    assert (await tavla.lagre(paa_nytt)).status_code == 303


@pytest.mark.parametrize(
    "pakke",
    [
        "ikke base64!",
        base64.b64encode(b"ikke pakket").decode(),
        base64.b64encode(zlib.compress(b"x" * 100 * STOERST)).decode(),
        base64.b64encode(zlib.compress(FLYTTET)[:-4]).decode(),
    ],
)
async def test_et_innhold_som_ikke_er_helt_blir_ikke_pakket_ut(tavla: Tavla, pakke: str) -> None:
    with pytest.raises(UkjentInnhold):
        pakk_ut(pakke)
    svar = await tavla.lagre(await tavla.vis(FLYTTET), innhold=pakke)
    assert (svar.status_code, "Filen kom ikke fram hel." in tekst(svar)) == (422, True)


async def test_api_et_svarer_som_kommandoen_og_lagrer_bare_naar_det_bes_om_det(tavla: Tavla) -> None:
    async def spoer(**sporring: str) -> httpx.Response:
        return await tavla.klient.post("/api/moeteplan", params=sporring, content=FLYTTET, headers=KALENDERFIL)

    foer = await tavla.fakta()
    svar = (await spoer(organ=ORGAN)).json()
    assert [(en["slag"], en["dato"]) for en in svar["organer"][0]["oppfoeringer"]] == [
        ("borte", "2024-11-07"),
        ("ny", "2024-11-14"),
        ("uendret", "2024-12-12"),
    ]
    assert [en["avtale"] for en in svar["konsekvenser"]] == [AVTALE]
    assert (svar["lagret"], await tavla.fakta()) == (0, foer)
    lagret = (await spoer(part="trysil", lagre="true", fil="plan.ics", av="sekretariatet")).json()
    assert lagret["lagret"] == 2
    assert await tavla.fakta() == foer + 2
    assert (await spoer(part="trysil", organ=ORGAN)).status_code == 400
    ukjent = await spoer(organ="trysil-komunestyre")
    assert ukjent.status_code == 404
    assert ukjent.json()["feil"].startswith("Finner ikke organet «trysil-komunestyre». Mente du «trysil-kommunestyre»")
    assert (await spoer(part="ingen")).status_code == 404


@pytest.mark.parametrize(
    ("innhold", "slag", "kode"),
    [
        (b"%PDF-1.7", "text/calendar", 422),
        (b"x" * (STOERST + 1), "text/calendar", 413),
        (FLYTTET, "text/plain", 415),
        (FLYTTET, "application/x-www-form-urlencoded", 415),
        (FLYTTET, "", 415),
    ],
)
async def test_api_et_avviser_med_grunn_og_lagrer_ingenting(tavla: Tavla, innhold: bytes, slag: str, kode: int) -> None:
    foer = await tavla.fakta()
    svar = await tavla.klient.post(
        "/api/moeteplan", params={"organ": ORGAN, "lagre": True}, content=innhold, headers={"Content-Type": slag}
    )
    assert svar.status_code == kode
    assert svar.json()["feil"]
    assert await tavla.fakta() == foer


async def test_en_kan_si_at_alt_i_filen_er_moeter_og_se_paa_nytt(tavla: Tavla) -> None:
    samling = kalender(hendelse("DTSTART;VALUE=DATE:20241128", uid="s", tittel="Samling"))
    vist = await tavla.vis(plan(date(2024, 11, 7), date(2024, 12, 12)) + samling)
    assert "Samling (28.11.2024): Tittelen nevner verken organet eller et møte." in tekst(vist)
    paa_nytt = await tavla.klient.post(SIDE, data=skjult(vist.text), files={"ingen": b""})
    assert "28.11.2024 Samling ny" in tekst(paa_nytt)
    assert "Tittelen nevner" not in tekst(paa_nytt)
    svar = await tavla.lagre(paa_nytt)
    assert svar.status_code == 303


async def test_en_kan_si_at_resten_ikke_er_moeter_saa_det_som_mangler_gaar_ut(tavla: Tavla) -> None:
    julebord = kalender(hendelse("DTSTART;VALUE=DATE:20241220", uid="s", tittel="Julebord"))
    vist = await tavla.vis(plan(date(2024, 11, 7)) + julebord)
    assert "Ett møte som ikke er med, blir stående" in tekst(vist)
    assert "Ingen av disse er møter – se på nytt" in tekst(vist)
    felter = skjult(vist.text) | {"resten_er_ikke_moeter": "ja"}
    del felter["alt_er_moeter"]
    paa_nytt = await tavla.klient.post(SIDE, data=felter, files={"ingen": b""})
    assert "blir stående" not in tekst(paa_nytt)
    assert "Ingen av disse er møter" not in tekst(paa_nytt)
    assert "står ikke i planen lenger" in tekst(paa_nytt)
    skjema = "<form" + paa_nytt.text.rpartition('value="lagre"')[0].rpartition("<form")[2]
    lagres = skjult(skjema + paa_nytt.text.rpartition('value="lagre"')[2].join(['value="lagre"', ""]))
    assert lagres["resten_er_ikke_moeter"] == "ja"
    assert (await tavla.klient.post(SIDE, data=lagres, files={"ingen": b""})).status_code == 303


async def test_siden_sier_fra_naar_de_fleste_moetene_blir_borte(tavla: Tavla) -> None:
    async with tavla.lager.skriving() as tx:
        moeter = tuple(Moete(id=f"2025-0{nr}-06", dato=date(2025, nr, 6)) for nr in (2, 3, 5, 6))
        plan_2025 = MoeteplanFastsatt(organ=ORGAN, aar=2025, moeter=moeter)
        hendt = Hendt(stroem=registerstroem(plan_2025), hendelse=plan_2025, skjedde=date(2024, 9, 1))
        await registrer_alle(tx, [hendt], av="test", naa=NAA, grunnlag=grunnlag_med(LIVSLOEP))
    vist = tekst(await tavla.vis(plan(date(2025, 2, 6))))
    assert "OBS: 3 av 4 møter i 2025 i Trysil kommunestyre blir borte. Sjekk at hele møteplanen er med" in vist
