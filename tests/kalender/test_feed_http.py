"""Feeds over HTTP, as calendar clients ask for them."""

from __future__ import annotations

import gzip
import logging
from datetime import UTC, datetime, timedelta

import httpx
import pytest
from fastapi import FastAPI

from tavle.abonnement import Feedforesporsel, Kalenderfeeder, SkjulToken
from tavle.feedsvar import Feed, lag_feed
from tavle.struping import BOMMER, Struping

NAA = datetime(2024, 9, 2, 6, 15, tzinfo=UTC)
TOKEN = "t" * 43
STI = f"/kalender/{TOKEN}.ics"
INNHOLD = lag_feed("BEGIN:VCALENDAR\r\nNAME:Åmot\r\nEND:VCALENDAR\r\n".encode() * 20, NAA)


class Kilde:
    """One subscription, told what to answer; it remembers what it was asked."""

    def __init__(self) -> None:
        self.svar = INNHOLD
        self.feil: Exception | None = None
        self.spurt: list[Feedforesporsel] = []

    async def innhold(self, foresporsel: Feedforesporsel, naa: datetime) -> Feed | None:
        self.spurt.append(foresporsel)
        if self.feil:
            raise self.feil
        return self.svar if foresporsel.token == TOKEN else None


@pytest.fixture
def kilde() -> Kilde:
    return Kilde()


@pytest.fixture
def klient(kilde: Kilde) -> httpx.AsyncClient:
    app = Kalenderfeeder(FastAPI(), kilde, lambda: NAA, Struping())
    transport = httpx.ASGITransport(app=app, raise_app_exceptions=False)
    klient = httpx.AsyncClient(transport=transport, base_url="http://localhost")
    klient.headers = httpx.Headers({"accept-encoding": "identity"})
    return klient


async def test_feeden_hentes_uten_accept_og_uten_innlogging(klient: httpx.AsyncClient) -> None:
    svar = await klient.get(STI)
    assert svar.status_code == 200
    assert svar.content == INNHOLD.ics
    assert svar.headers["content-type"] == "text/calendar; charset=utf-8"
    assert svar.headers["cache-control"] == "private, max-age=900"
    assert svar.headers["x-robots-tag"] == "noindex"
    assert svar.headers["vary"] == "Accept-Encoding"
    assert svar.headers["last-modified"] == "Mon, 02 Sep 2024 06:15:00 GMT"
    assert svar.headers["content-length"] == str(len(INNHOLD.ics))
    assert "set-cookie" not in svar.headers
    assert "content-encoding" not in svar.headers


async def test_authorization_blir_oversett(klient: httpx.AsyncClient) -> None:
    assert (await klient.get(STI, headers={"Authorization": "Basic feil"})).status_code == 200


async def test_head_har_samme_hoder_og_ingen_kropp(klient: httpx.AsyncClient) -> None:
    hent, hode = await klient.get(STI), await klient.head(STI)
    assert hode.status_code == 200
    assert hode.content == b""
    assert hode.headers == hent.headers


async def test_samme_merke_gir_304_uten_kropp(klient: httpx.AsyncClient) -> None:
    merke = (await klient.get(STI)).headers["etag"]
    for gitt in (merke, f"W/{merke}", f'"annet", {merke}', "*"):
        svar = await klient.get(STI, headers={"If-None-Match": gitt})
        assert (svar.status_code, svar.content, svar.headers["etag"]) == (304, b"", merke)
        assert svar.headers["cache-control"] == "private, max-age=900"
        assert "vary" in svar.headers
    assert (await klient.head(STI, headers={"If-None-Match": merke})).status_code == 304


async def test_merket_gaar_foran_tidspunktet(klient: httpx.AsyncClient) -> None:
    svar = await klient.get(
        STI, headers={"If-None-Match": '"gammelt"', "If-Modified-Since": "Mon, 02 Sep 2024 06:15:00 GMT"}
    )
    assert svar.status_code == 200


@pytest.mark.parametrize(
    ("siden", "status"),
    [
        ("Mon, 02 Sep 2024 06:15:00 GMT", 304),
        ("Mon, 02 Sep 2024 06:14:59 GMT", 200),
        ("Tue, 03 Sep 2024 06:15:00 GMT", 304),
        ("i går", 200),
        ("Mon, 02 Sep 2024 06:15:00 -0000", 304),
    ],
)
async def test_tidspunktet_avgjoer_naar_merket_mangler(klient: httpx.AsyncClient, siden: str, status: int) -> None:
    svar = await klient.get(STI, headers=[(b"If-Modified-Since", siden.encode())])
    assert svar.status_code == status


async def test_nytt_innhold_gir_nytt_merke_og_nytt_tidspunkt(klient: httpx.AsyncClient, kilde: Kilde) -> None:
    foer = await klient.get(STI)
    kilde.svar = lag_feed(b"BEGIN:VCALENDAR\r\nEND:VCALENDAR\r\n", NAA + timedelta(days=1))
    etter = await klient.get(STI, headers={"If-None-Match": foer.headers["etag"]})
    assert etter.status_code == 200
    assert etter.headers["etag"] != foer.headers["etag"]
    assert etter.headers["last-modified"] != foer.headers["last-modified"]


async def test_pakket_svar_har_sitt_eget_merke_og_samme_innhold(klient: httpx.AsyncClient) -> None:
    plain = await klient.get(STI)
    async with klient.stream("GET", STI, headers={"Accept-Encoding": "gzip, deflate, br"}) as svar:
        raa = b"".join([bit async for bit in svar.aiter_raw()])
    assert svar.headers["content-encoding"] == "gzip"
    assert svar.headers["vary"] == "Accept-Encoding"
    assert gzip.decompress(raa) == INNHOLD.ics
    assert int(svar.headers["content-length"]) == len(raa) < len(INNHOLD.ics)
    assert svar.headers["etag"] != plain.headers["etag"]
    for merke in (svar.headers["etag"], plain.headers["etag"]):
        igjen = await klient.get(STI, headers={"Accept-Encoding": "gzip", "If-None-Match": merke})
        assert (igjen.status_code, igjen.headers["etag"]) == (304, merke)


@pytest.mark.parametrize(
    ("godtar", "pakket"),
    [("gzip;q=0", False), ("*", True), ("*;q=0", False), ("br", False), ("", False), ("gzip;q=0.5, br", True)],
)
async def test_bare_den_som_vil_ha_gzip_faar_det(klient: httpx.AsyncClient, godtar: str, pakket: bool) -> None:
    svar = await klient.get(STI, headers={"Accept-Encoding": godtar})
    assert ("content-encoding" in svar.headers) is pakket
    assert svar.content == INNHOLD.ics


async def test_feil_token_og_rart_navn_faar_samme_svar(klient: httpx.AsyncClient) -> None:
    feil = await klient.get(f"/kalender/{'x' * 43}.ics")
    assert feil.status_code == 404
    assert "trukket tilbake" in feil.text
    for navn in ("x", "..", f"{TOKEN}.xx", f"{TOKEN}.nn", f"{TOKEN}.uten-ferdige", f"{TOKEN}.", "å" * 30):
        svar = await klient.get(f"/kalender/{navn}.ics")
        assert (svar.status_code, svar.content, svar.headers) == (404, feil.content, feil.headers), navn


async def test_kilden_faar_vite_hvilken_klient_som_henter(klient: httpx.AsyncClient, kilde: Kilde) -> None:
    await klient.get(STI, headers={"User-Agent": "Kalender/1"})
    assert kilde.spurt == [Feedforesporsel(token=TOKEN, klient="Kalender/1")]


async def test_den_som_gjetter_blir_stanset_men_ikke_den_som_har_en_adresse(klient: httpx.AsyncClient) -> None:
    feil = [await klient.get(f"/kalender/gjetning{nr}.ics") for nr in range(BOMMER + 5)]
    assert [svar.status_code for svar in feil] == [404] * BOMMER + [429] * 5
    assert len({svar.content for svar in feil[:BOMMER]}) == len({svar.content for svar in feil[BOMMER:]}) == 1
    assert int(feil[-1].headers["retry-after"]) > 0
    assert (await klient.get(STI)).status_code == 200, "others may sit behind the same address"


async def test_sporrestrengen_kan_ikke_utvide_noe(klient: httpx.AsyncClient, kilde: Kilde) -> None:
    assert (await klient.get(f"{STI}?part=kdd&token=annet")).content == INNHOLD.ics
    assert kilde.spurt[0].token == TOKEN


async def test_en_feil_gir_503_og_aldri_en_tom_kalender(
    klient: httpx.AsyncClient, kilde: Kilde, caplog: pytest.LogCaptureFixture
) -> None:
    kilde.feil = RuntimeError("lageret er nede")
    svar = await klient.get(STI)
    assert svar.status_code == 503
    assert int(svar.headers["retry-after"]) > 0
    assert "VCALENDAR" not in svar.text
    assert "no-store" in svar.headers["cache-control"]
    assert "lageret er nede" in caplog.text
    assert TOKEN not in caplog.text


def test_token_kommer_ikke_i_loggen(caplog: pytest.LogCaptureFixture) -> None:
    logger = logging.getLogger("test.tilgang")
    logger.addFilter(SkjulToken())
    with caplog.at_level(logging.INFO, "test.tilgang"):
        logger.info('%s - "%s %s HTTP/%s" %d', "127.0.0.1", "GET", f"{STI}?a=b", "1.1", 200)
        logger.info("hentet /kalender/%s.ics" % TOKEN)  # noqa: G002, UP031 - a whole message, without arguments
        logger.info("%(sti)s", {"sti": STI})
        logger.info("%s", f"/mitt/{TOKEN}/ny")
    assert TOKEN not in caplog.text
    assert (caplog.text.count("/kalender/***"), caplog.text.count("/mitt/***/ny")) == (3, 1)


async def test_en_fremmed_vert_faar_ingen_kalender(klient: httpx.AsyncClient, kilde: Kilde) -> None:
    svar = await klient.get(STI, headers={"Host": "angriper.example"})
    assert svar.status_code == 404, "handed on to the board, which has no such page and turns the host away"
    assert kilde.spurt == []
