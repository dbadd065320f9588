"""The service: pages and feeds over HTTP, one to a data folder, on this machine only, and a clean stop."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from pathlib import Path

import httpx
import pytest

from fristvakt.demo import eksempelfiler
from tests.fristvakt.kommandoproeve import AVTALE, PULJE_2, fristvakt
from tests.fristvakt.tjenesteproeve import Tjeneste, start

pytestmark = pytest.mark.treg


@pytest.fixture(scope="module")
def mappe(tmp_path_factory: pytest.TempPathFactory) -> Path:
    mappe = tmp_path_factory.mktemp("tjeneste") / "data"
    assert fristvakt("les", PULJE_2, "--mappe", mappe, "--naa", "2024-10-16").kode == 0
    return mappe


@pytest.fixture(scope="module")
def feedadresse(mappe: Path) -> str:
    """The path of Åmot's feed, made while no service runs."""
    adresse: str = fristvakt("feed", "part", "aamot", "--mappe", mappe, "--json").json()["adresse"]
    return adresse[adresse.index("/kalender/") :]


@pytest.fixture(scope="module")
def tjenesten(mappe: Path, feedadresse: str) -> Iterator[Tjeneste]:
    tjeneste = start(mappe, "--naa", "2024-10-16")
    yield tjeneste
    if tjeneste.prosess.poll() is None:
        tjeneste.drep()


def test_forste_side_og_avtalesiden_blir_vist(tjenesten: Tjeneste) -> None:
    forsiden = tjenesten.hent("/")
    assert forsiden.status_code == 200
    assert forsiden.headers["content-type"] == "text/html; charset=utf-8"
    assert "Åmot kommune" in forsiden.text
    assert "16. oktober 2024" in forsiden.text, "the clock that was set is told on every page"
    assert tjenesten.hent(f"/avtale/{AVTALE}").status_code == 200
    assert tjenesten.hent("/finnes-ikke").status_code == 404


def test_api_gir_det_samme_som_kommandoen(tjenesten: Tjeneste, mappe: Path) -> None:
    for sti, kommando in (("/api/planer", "plan"), ("/api/hvem", "hvem")):
        assert (
            tjenesten.hent(sti).json() == fristvakt(kommando, "--mappe", mappe, "--naa", "2024-10-16", "--json").json()
        )


def test_hva_om_kan_spoerres_over_http_og_lagrer_ingenting(tjenesten: Tjeneste) -> None:
    foer = tjenesten.hent(f"/api/avtaler/{AVTALE}").json()
    spoersmaal = {"avtale": AVTALE, "fakta": ["frist_utsatt steg=innsending til=2024-12-13 grunn=mer-tid"]}

    def spoer(**felt: object) -> httpx.Response:
        return httpx.post(f"{tjenesten.adresse}/api/hva-om", json=spoersmaal | felt, timeout=30, trust_env=False)

    [svar] = spoer().json()
    assert {"avtale": AVTALE, "per": "2024-10-16"}.items() <= svar.items()
    assert "innsending" in {e["id"] for e in svar["endringer"] if e["slag"] == "dato"}
    assert tjenesten.hent(f"/api/avtaler/{AVTALE}").json() == foer
    for felt, grunn in (
        ({"fakta": ["steg_utfoert steg=innsendin"]}, "Mente du «innsending»"),
        ({"fakta": ["steg_gjort steg=innsending"]}, "type: "),
        ({"maal": "ukjent"}, "Finner ikke steget «ukjent»"),
        ({"avtale": "ukjent"}, "Finner ikke avtalen «ukjent»"),
        ({"fakta": ["steg_utfoert steg=innsending skjedde=i-morgen"]}, "er ikke en dato"),
    ):
        avvist = spoer(**felt)
        assert avvist.status_code == 422
        assert grunn in avvist.json()["feil"]
    assert spoer(fakta=[]).status_code == 400


def test_kommandoer_ved_siden_av_bruker_klokka_og_adressen_til_tjenesten(tjenesten: Tjeneste, mappe: Path) -> None:
    uten_dag, med_dag = (
        fristvakt("hvem", "--mappe", mappe, "--json", *naa).json() for naa in ((), ("--naa", "2024-10-16"))
    )
    assert uten_dag == med_dag != fristvakt("hvem", "--mappe", mappe, "--json", "--naa", "2026-10-16").json()
    adresse: str = fristvakt("feed", "part", "engerdal", "--mappe", mappe, "--json").json()["adresse"]
    assert adresse.startswith(f"{tjenesten.adresse}/kalender/")


def test_feeden_gaar_over_http(tjenesten: Tjeneste, feedadresse: str) -> None:
    svar = tjenesten.hent(feedadresse)
    assert svar.status_code == 200
    assert svar.headers["content-type"] == "text/calendar; charset=utf-8"
    assert svar.text.startswith("BEGIN:VCALENDAR\r\n")
    assert "set-cookie" not in svar.headers
    hode = httpx.head(f"{tjenesten.adresse}{feedadresse}", timeout=30, trust_env=False)
    assert (hode.status_code, hode.content) == (200, b"")
    assert hode.headers["etag"] == svar.headers["etag"]
    igjen = tjenesten.hent(feedadresse, **{"If-None-Match": svar.headers["etag"]})
    assert (igjen.status_code, igjen.content) == (304, b"")


def test_gjettet_og_stengt_feed_gir_den_samme_404(tjenesten: Tjeneste, mappe: Path) -> None:
    ny = fristvakt("feed", "part", "vaaler", "--mappe", mappe, "--json").json()["adresse"]
    sti = ny[ny.index("/kalender/") :]
    assert tjenesten.hent(sti).status_code == 200
    [abonnement] = [a for a in fristvakt("feed", "--mappe", mappe, "--json").json() if a["maal"] == "vaaler"]
    assert fristvakt("feed", "--trekk", abonnement["id"], "--mappe", mappe).kode == 0
    stengt, gjettet = tjenesten.hent(sti), tjenesten.hent("/kalender/gjettet.ics")
    assert stengt.status_code == gjettet.status_code == 404
    assert stengt.content == gjettet.content


def test_det_som_registreres_mens_tjenesten_gaar_vises_med_en_gang(tjenesten: Tjeneste, mappe: Path) -> None:
    ord_ = ("milepael_naadd", "steg=forankring.vaaler", "milepael=saksframlegg", "--naa", "2024-10-16")
    assert fristvakt("registrer", AVTALE, *ord_, "--mappe", mappe).kode == 0
    [vaaler] = [rad for rad in tjenesten.hent("/api/planer").json() if rad["id"] == "forankring.vaaler"]
    assert vaaler["milepaeler"][0]["naadd"] == "2024-10-16"


def test_en_start_til_paa_samme_mappe_sier_fra_og_ender_med_3(tjenesten: Tjeneste, mappe: Path) -> None:
    svar = fristvakt("start", "--mappe", mappe, "--port", 0, "--json")
    assert (svar.kode, svar.ut) == (3, "")
    [linje] = svar.linjer
    assert f"Fristvakt kjører allerede på datamappen {mappe} (prosess {tjenesten.prosess.pid})." in linje
    assert tjenesten.hent("/").status_code == 200


def test_en_port_som_er_i_bruk_sies_det_fra_om(tjenesten: Tjeneste, tmp_path: Path) -> None:
    port = tjenesten.adresse.rpartition(":")[2]
    svar = fristvakt("start", "--mappe", tmp_path / "annen", "--port", port)
    assert (svar.kode, svar.ut) == (3, "")
    assert f"Noe annet bruker allerede port {port} på 127.0.0.1." in svar.feil


@pytest.mark.parametrize("adresse", ["0.0.0.0", "::", "192.0.2.1", "fristvakt.kommunen.example"])  # noqa: S104
def test_andre_adresser_enn_maskinens_egen_avvises_med_grunnen(tmp_path: Path, adresse: str) -> None:
    svar = fristvakt("start", "--mappe", tmp_path / "annen", "--adresse", adresse)
    assert (svar.kode, svar.ut) == (2, "")
    [linje] = svar.linjer
    assert f"«{adresse}» er ikke en lokal adresse." in linje
    assert "pålogging" in linje
    assert not (tmp_path / "annen").exists()


def test_stilt_klokke_uten_datamappe_er_demoen_paa_den_dagen(tmp_path: Path) -> None:
    demo = start(tmp_path / "demo", "--naa", "2024-09-02", navngi=False)
    try:
        assert {rad["avtale"] for rad in demo.hent("/api/planer").json()} == {f.stem for f in eksempelfiler()}
        assert "2. september 2024" in demo.hent("/").text
    finally:
        demo.stopp()
    assert (tmp_path / "demo" / "2024-09-02" / "fristvakt.db").exists()


def test_tjenesten_stopper_rent(tjenesten: Tjeneste, mappe: Path) -> None:
    """The last test here: the store is closed (no journal is left behind) and the folder is free."""
    assert tjenesten.stopp() == 0
    assert tjenesten.feil.read_text(encoding="utf-8") == ""
    assert not list(mappe.glob("fristvakt.db-*"))
    with sqlite3.connect(mappe / "fristvakt.db") as kobling:
        assert kobling.execute("PRAGMA integrity_check").fetchone() == ("ok",)
    assert (mappe / "fristvakt.laas").read_text(encoding="utf-8") == ""
