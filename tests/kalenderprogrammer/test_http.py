"""A feed of the running service, asked for in every way calendar clients ask."""

from __future__ import annotations

import gzip
from collections.abc import Iterator
from dataclasses import dataclass
from email.utils import parsedate_to_datetime
from http.client import HTTPConnection
from pathlib import Path
from urllib.parse import urlsplit

import pytest

from tests.fristvakt.kommandoproeve import AVTALE, PULJE_2, fristvakt
from tests.fristvakt.tjenesteproeve import Tjeneste, start

pytestmark = pytest.mark.treg
DAG = "2024-10-16"
ET_AAR_SENERE = "2025-12-01"
EN_UKE_TIL = "2025-12-08"


@dataclass(frozen=True, slots=True)
class Svar:
    status: int
    hoder: dict[str, str]
    kropp: bytes

    @property
    def merker(self) -> tuple[str, str]:
        return self.hoder["etag"], self.hoder["last-modified"]


class Feed:
    """One subscription of a service that can be stopped and started on another day."""

    def __init__(self, mappe: Path, *valg: str) -> None:
        self.mappe = mappe
        laget = fristvakt("feed", "part", "aamot", *valg, "--mappe", mappe, "--json").json()
        self.id: str = laget["id"]
        self.sti = urlsplit(laget["adresse"]).path
        self.tjeneste: Tjeneste = start(mappe, "--naa", DAG)

    def hent(self, metode: str = "GET", **hoder: str) -> Svar:
        """With these headers, Host and no others: not even Accept."""
        delt = urlsplit(self.tjeneste.adresse)
        linje = HTTPConnection(delt.hostname or "", delt.port, timeout=30)
        linje.putrequest(metode, self.sti, skip_accept_encoding=True)
        for navn, verdi in hoder.items():
            linje.putheader(navn.replace("_", "-"), verdi)
        linje.endheaders()
        svar = linje.getresponse()
        kropp = svar.read()
        linje.close()
        return Svar(svar.status, {navn.lower(): verdi for navn, verdi in svar.getheaders()}, kropp)

    def hendt(self, *ord_: str) -> None:
        assert fristvakt("registrer", AVTALE, *ord_, "--mappe", self.mappe).kode == 0

    def paa(self, dag: str) -> None:
        """The service begins again on another day."""
        assert self.tjeneste.stopp() == 0
        self.tjeneste = start(self.mappe, "--naa", dag)


@pytest.fixture(scope="module")
def feed(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Feed]:
    mappe = tmp_path_factory.mktemp("http") / "data"
    assert fristvakt("les", PULJE_2, "--mappe", mappe, "--naa", DAG).kode == 0
    feed = Feed(mappe, "--ferdige", "fjern")
    try:
        yield feed
    finally:
        feed.tjeneste.drep()


def test_to_hentinger_er_like_til_siste_byte(feed: Feed) -> None:
    en, to = feed.hent(), feed.hent()
    assert (en.status, en.kropp, en.merker) == (to.status, to.kropp, to.merker)
    assert en.status == 200
    assert en.hoder["content-type"] == "text/calendar; charset=utf-8"
    assert en.kropp.startswith(b"BEGIN:VCALENDAR\r\n")


def test_kommandoen_ved_siden_av_sier_adressen_tjenesten_svarer_paa(feed: Feed) -> None:
    vist = fristvakt("feed", "--vis", feed.id, "--mappe", feed.mappe, "--json").json()
    assert vist["adresse"] == f"{feed.tjeneste.adresse}{feed.sti}"
    lenke = fristvakt("feed", "part", "aamot", "--lenke", "--mappe", feed.mappe, "--json").json()["lenke"]
    assert lenke.startswith(f"{feed.tjeneste.adresse}/mitt/")
    side = feed.tjeneste.hent(urlsplit(lenke).path)
    assert side.status_code == 200
    assert vist["adresse"] in side.text


def test_authorization_og_accept_betyr_ingenting(feed: Feed) -> None:
    vanlig = feed.hent()
    for hoder in ({"Authorization": "Bearer abc"}, {"Authorization": "Basic eDp5"}, {"Accept": "application/json"}):
        svar = feed.hent(**hoder)
        assert (svar.status, svar.kropp, svar.merker) == (200, vanlig.kropp, vanlig.merker)
    assert "set-cookie" not in vanlig.hoder
    assert "location" not in vanlig.hoder


def test_head_sier_det_samme_uten_kropp(feed: Feed) -> None:
    get, head = feed.hent(), feed.hent("HEAD")
    uten_klokke = [{n: v for n, v in svar.hoder.items() if n != "date"} for svar in (get, head)]
    assert uten_klokke[0] == uten_klokke[1]
    assert (head.status, head.kropp) == (200, b"")
    assert feed.hent("POST").status == feed.hent("DELETE").status == 405


def test_gzip_er_de_samme_bytene_pakket(feed: Feed) -> None:
    vanlig, pakket = feed.hent(), feed.hent(Accept_Encoding="gzip, deflate")
    assert pakket.hoder["content-encoding"] == "gzip"
    assert gzip.decompress(pakket.kropp) == vanlig.kropp
    assert pakket.kropp == feed.hent(Accept_Encoding="gzip").kropp
    assert len(pakket.kropp) < len(vanlig.kropp) / 4
    for svar in (vanlig, pakket):
        assert svar.hoder["vary"] == "Accept-Encoding"
        assert feed.hent(Accept_Encoding="gzip", If_None_Match=svar.hoder["etag"]).status == 304


def test_det_klienten_har_sendes_ikke_igjen(feed: Feed) -> None:
    etag, sist = feed.hent().merker
    assert feed.hent(If_None_Match=etag).status == 304
    assert feed.hent(If_Modified_Since=sist).status == 304
    assert feed.hent(If_None_Match='"annet"', If_Modified_Since=sist).status == 200


def test_det_som_endres_forsvinner_eller_blir_gammelt_flytter_merket_og_tidspunktet(feed: Feed) -> None:
    def nytt_etter(foer: Svar) -> Svar:
        etter = feed.hent(If_None_Match=foer.hoder["etag"])
        assert etter.status == 200
        assert etter.hoder["etag"] != foer.hoder["etag"]
        assert feed.hent(If_Modified_Since=foer.hoder["last-modified"]).status == 200
        tidspunkt = [parsedate_to_datetime(svar.hoder["last-modified"]) for svar in (foer, etter)]
        assert tidspunkt[0] < tidspunkt[1]
        return etter

    foerst = feed.hent()
    feed.hendt("frist_utsatt", "steg=innsending", "til=2024-12-06", "grunn=Mer tid")
    endret = nytt_etter(foerst)
    assert b"20241206" in endret.kropp

    feed.hendt("steg_utfoert", "steg=forpliktelser.d1")
    fjernet = nytt_etter(endret)
    assert fjernet.kropp.count(b"BEGIN:VEVENT") < endret.kropp.count(b"BEGIN:VEVENT")

    feed.paa(ET_AAR_SENERE)
    senere = nytt_etter(fjernet)
    assert b"DTSTART;VALUE=DATE:20241206" in senere.kropp, "not yet a year old"
    feed.paa(EN_UKE_TIL)
    assert b"DTSTART;VALUE=DATE:20241206" not in nytt_etter(senere).kropp


def test_feil_og_trukket_adresse_faar_samme_svar(feed: Feed) -> None:
    rett = feed.sti
    feed.sti = f"/kalender/{'x' * 43}.ics"
    feil = feed.hent()
    feed.sti = rett
    assert feed.hent().status == 200
    assert fristvakt("feed", "--trekk", feed.id, "--mappe", feed.mappe).kode == 0
    trukket = feed.hent()
    assert (trukket.status, trukket.kropp) == (feil.status, feil.kropp) == (404, feil.kropp)
    uten_klokke = [{n: v for n, v in svar.hoder.items() if n != "date"} for svar in (feil, trukket)]
    assert uten_klokke[0] == uten_klokke[1]
    koder = [feed.hent().status for _ in range(40)]
    assert set(koder) == {404, 429}
