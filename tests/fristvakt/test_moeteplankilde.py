"""`moeteplan abonner`, `hent` and `stopp`: against a calendar served on this machine."""

from __future__ import annotations

from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread

import pytest

from tests.fristvakt.kommandoproeve import Svar, fristvakt, rad
from tests.fristvakt.test_registrer import antall_fakta
from tests.moeteplan.kalenderfil import hendelse, kalender

NAA = ("--naa", "2024-10-16")
ORGAN = "vaaler-kommunestyre"


class Kalendertjener(ThreadingHTTPServer):
    """Serves one calendar, whatever is asked for."""

    innhold = kalender(hendelse("DTSTART:20241114T170000Z", uid="a"), hendelse("DTSTART;VALUE=DATE:20241212", uid="b"))

    @property
    def adresse(self) -> str:
        return f"http://127.0.0.1:{self.server_address[1]}/hemmelig.ics"


class _Svarer(BaseHTTPRequestHandler):
    def do_GET(self) -> None:
        assert isinstance(self.server, Kalendertjener)
        self.send_response(200)
        self.send_header("Content-Type", "text/calendar")
        self.end_headers()
        self.wfile.write(self.server.innhold)

    def log_message(self, *_: object) -> None:
        pass


@pytest.fixture
def tjener() -> Iterator[Kalendertjener]:
    with Kalendertjener(("127.0.0.1", 0), _Svarer) as tjener:
        traad = Thread(target=tjener.serve_forever, daemon=True)
        traad.start()
        yield tjener
        tjener.shutdown()
        traad.join()


@pytest.fixture
def indre(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("FRISTVAKT_INDRE_ADRESSER", "true")


def moeteplan(*ord_: str) -> Svar:
    return fristvakt("moeteplan", *ord_, *NAA)


def test_en_adresse_paa_denne_maskinen_hentes_ikke_uten_at_drift_har_sagt_det(
    data: Path, tjener: Kalendertjener
) -> None:
    foer = antall_fakta(data)
    svar = moeteplan("abonner", ORGAN, tjener.adresse)
    assert svar.kode == 2
    [linje] = svar.linjer
    assert linje.startswith("Adressen ligger i et indre nett eller på denne maskinen, og hentes derfor ikke.")
    assert "FRISTVAKT_INDRE_ADRESSER" in linje
    assert antall_fakta(data) == foer


@pytest.mark.usefixtures("indre")
def test_et_abonnement_viser_hva_det_endrer_og_staar_i_lista(data: Path, tjener: Kalendertjener) -> None:
    foer = antall_fakta(data)
    svar = moeteplan("abonner", ORGAN, tjener.adresse, "--grunn", "Ny kalender", "--proev")
    assert svar.ut.splitlines()[-1] == "Ingenting er lagret."
    assert antall_fakta(data) == foer

    svar = moeteplan("abonner", ORGAN, tjener.adresse, "--grunn", "Ny kalender", "--av", "sekretariatet")
    assert (svar.kode, svar.feil) == (0, "")
    assert "Våler, Politisk forankring av forslaget: 7.11.2024 blir 14.11.2024" in svar.ut
    assert svar.ut.splitlines()[-1] == "Lagret. Se «fristvakt fakta register» for de 3 faktaene."
    en = rad(moeteplan("--json"), organ=ORGAN)
    assert (en["adresse"], en["feil"], en["foreldet"], en["hentet"][:10]) == (
        tjener.adresse,
        None,
        False,
        "2024-10-16",
    )
    fakta = fristvakt("fakta", "register", "--antall", "3", "--json").json()
    assert {(f["type"], f["av"], f["kilde"]) for f in fakta} == {
        ("kalenderkilde_satt", "sekretariatet", None),
        ("moete_avlyst", "kalenderkilden", "127.0.0.1"),
        ("moeteplan_fastsatt", "kalenderkilden", "127.0.0.1"),
    }
    assert "127.0.0.1, sist hentet 16.10.2024" in moeteplan().ut
    assert "hemmelig" not in moeteplan().ut, "the address may be as good as a key"


@pytest.mark.usefixtures("indre")
def test_hent_leser_inn_det_kilden_naa_sier(data: Path, tjener: Kalendertjener) -> None:
    moeteplan("abonner", ORGAN, tjener.adresse)
    assert moeteplan("hent", ORGAN).ut.splitlines()[-1] == "Møteplanen er som før. Ingenting er lagret."
    tjener.innhold = tjener.innhold.replace(b"20241114T170000Z", b"20241121T170000Z")
    svar = moeteplan("hent", ORGAN, "--json").json()
    assert svar["lagret"] == 1
    assert rad(moeteplan("--json"), organ=ORGAN)["neste"] == "2024-11-21"


@pytest.mark.usefixtures("indre")
def test_en_kan_si_at_alt_kilden_har_er_moeter_og_det_huskes(data: Path, tjener: Kalendertjener) -> None:
    tjener.innhold += kalender(hendelse("DTSTART;VALUE=DATE:20241219", uid="s", tittel="Samling"))
    svar = moeteplan("abonner", ORGAN, tjener.adresse)
    assert "Samling (19.12.2024): Tittelen nevner verken organet eller et møte." in svar.ut
    assert "--alt-er-moeter" in svar.ut
    assert rad(moeteplan("--json"), organ=ORGAN)["ikke_forstaatt"] == 0, "somebody has just seen it"
    svar = moeteplan("hent", ORGAN, "--alt-er-moeter", "--json").json()
    assert ([en["slag"] for en in svar["organer"][0]["oppfoeringer"]][-1], svar["lagret"]) == ("ny", 2)
    en = rad(moeteplan("--json"), organ=ORGAN)
    assert en["ikke_forstaatt"] == 0
    assert "og alt der er møter" in fristvakt("fakta", "register", "--antall", "2").ut.replace("\n", " ")
    assert moeteplan("hent", ORGAN).ut.splitlines()[-1] == "Møteplanen er som før. Ingenting er lagret."


@pytest.mark.usefixtures("indre")
def test_en_kan_si_at_resten_ikke_er_moeter_saa_gamle_moeter_gaar_ut(data: Path, tjener: Kalendertjener) -> None:
    tjener.innhold = tjener.innhold.replace(b"20241114T170000Z", b"20241121T170000Z")
    tjener.innhold += kalender(hendelse("DTSTART;VALUE=DATE:20241220", uid="s", tittel="Julebord"))
    svar = moeteplan("abonner", ORGAN, tjener.adresse, "--proev")
    assert "blir stående" in svar.ut
    assert "skriv --resten-er-ikke-moeter" in svar.ut.replace("\n", " ")
    svar = moeteplan("abonner", ORGAN, tjener.adresse, "--resten-er-ikke-moeter", "--json").json()
    slag = [en["slag"] for en in svar["organer"][0]["oppfoeringer"]]
    assert ("borte" in slag, svar["blir_staaende"]) == (True, 0)
    assert [en["hva"] for en in svar["ikke_forstaatt"]] == ["Julebord (20.12.2024)"]


@pytest.mark.usefixtures("indre")
def test_stopp_lar_planen_staa(data: Path, tjener: Kalendertjener) -> None:
    moeteplan("abonner", ORGAN, tjener.adresse)
    staar = rad(moeteplan("--json"), organ=ORGAN)["neste"]
    assert moeteplan("stopp", ORGAN).ut == "Møteplanen hentes ikke lenger. Møtene blir stående.\n"
    en = rad(moeteplan("--json"), organ=ORGAN)
    assert (en["adresse"], en["neste"], en["hentet"]) == (None, staar, None)
    assert "Begynn med «fristvakt moeteplan abonner" in moeteplan("stopp", ORGAN).feil


@pytest.mark.parametrize(
    ("ord_", "hvorfor"),
    [
        (("abonner", "vaaler-komunestyre", "https://vaaler.example/a.ics"), "Mente du «vaaler-kommunestyre»"),
        (("abonner", ORGAN, "vaaler.example"), "Adressen må begynne med https://"),
        (("hent", ORGAN), "hentes ikke fra noe sted"),
    ],
)
def test_det_som_ikke_kan_hentes_sies_paa_en_linje(data: Path, ord_: tuple[str, ...], hvorfor: str) -> None:
    svar = moeteplan(*ord_)
    assert svar.kode == 2
    [linje] = svar.linjer
    assert hvorfor in linje
