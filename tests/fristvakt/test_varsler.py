"""`fristvakt varsler` and the pages: rules are set, explained in both written standards, undone and refused."""

from __future__ import annotations

from datetime import UTC, date, datetime
from pathlib import Path

import httpx
import pytest

from flyter.livsloep import LIVSLOEP
from fristvakt.installasjon import grunnlag_med
from fristvakt.varselforklaring import Varselside
from modeller.abonnement import Eier, Maalslag
from modeller.lager.lager import I_MINNET, Lager
from tavle.app import lag_app
from tavle.kilde import Tavleinfo
from tavle.lagerkilde import Lagerkilde
from tavle.mittvarsler import mittvarselruter
from tavle.personlig import lag_lenke
from tavle.side import Sidevisning
from tavle.struping import Struping
from tavle.varselside import varselruter
from tavle.visning import miljoe
from tests.fristvakt.fyltlager import fyll
from tests.fristvakt.kommandoproeve import AVTALE, PULJE_2, fristvakt
from varsler.sendetid import Sendetid

DAG = "2024-10-01"
KONTAKT = "trysil-prosjektleder"
SATT = "Satt 1.10.2024 av kommandolinje"
FOER = "før fristen, eller før første punkt på veien til et vedtak"


@pytest.fixture
def mappe(tmp_path: Path) -> Path:
    assert fristvakt("les", PULJE_2, "--mappe", tmp_path, "--naa", DAG, "--json").kode == 0
    return tmp_path


def test_reglene_kan_settes_forklares_og_angres(mappe: Path) -> None:
    def forklart() -> dict[str, dict[str, object]]:
        svar = fristvakt("varsler", "forklar", KONTAKT, "--mappe", mappe, "--naa", DAG, "--json").json()
        return {rad["regel"]: rad for rad in svar["regler"]}

    for ord_ in (
        ("i_god_tid", "8uker", "--for", "part/trysil"),
        ("like_foer", "av", "--for", f"kontakt/{KONTAKT}"),
        ("fristen_er_ute", "av", "--for", f"avtale/{AVTALE}", "--steg", "forankring"),
    ):
        svar = fristvakt("varsler", "sett", *ord_, "--mappe", mappe, "--naa", DAG)
        assert (svar.kode, svar.feil) == (0, "")
    assert fristvakt("varsler", "samle", KONTAKT, "ukentlig", "--mappe", mappe, "--naa", DAG).kode == 0
    reglene = forklart()
    assert (reglene["i_god_tid"]["hvem"], reglene["like_foer"]["paa"]) == ("satt for Trysil kommune 1.10.2024", False)
    tekst = fristvakt("varsler", "forklar", KONTAKT, "--maal", "nn", "--mappe", mappe, "--naa", DAG).ut
    assert "Det som ikkje hastar, blir samla til måndagar" in tekst
    assert "8 veker før fristen" in tekst
    assert "Fristen er ute: slått av (sett for avtalen 1.10.2024)" in tekst
    fakta = fristvakt("fakta", "register", "--antall", 4, "--mappe", mappe, "--json").json()
    [av] = [f for f in fakta if f["hva"]["nb"].endswith("påminnelsen «like før» ble slått av")]
    assert fristvakt("registrer", "faktum_angret", f"faktum={av['id']}", "--mappe", mappe, "--naa", DAG).kode == 0
    assert forklart()["like_foer"]["paa"] is True


def test_listen_viser_reglene_som_gjelder_og_hvem_som_har_endret_hva(mappe: Path) -> None:
    def listen(*ord_: str) -> str:
        return fristvakt("varsler", "--mappe", mappe, "--naa", DAG, *ord_).ut

    assert "naar_det_naermer_seg: «når det nærmer seg», 2 uker før fristen" in listen()
    assert "Ingen har endret reglene." in listen()
    for ord_ in (
        ("naar_det_naermer_seg", "av", "--for", "installasjon", "--av", "driften", "--grunn", "Mye e-post."),
        ("i_god_tid", "8uker", "--for", "part/trysil"),
        ("fristen_er_ute", "av", "--for", f"avtale/{AVTALE}", "--steg", "forankring"),
        ("like_foer", "av", "--for", f"kontakt/{KONTAKT}"),
        ("like_foer", "som-ellers", "--for", f"kontakt/{KONTAKT}"),
    ):
        assert fristvakt("varsler", "sett", *ord_, "--mappe", mappe, "--naa", DAG).kode == 0
    assert "naar_det_naermer_seg: «når det nærmer seg», slått av (satt for alle 1.10.2024).\n" in listen()
    assert listen().split("Endringer:\n")[1].splitlines() == [
        "  installasjon: påminnelsen «når det nærmer seg» ble slått av. Satt 1.10.2024 av driften: Mye e-post.",
        f"  avtale/{AVTALE}: påminnelsen «fristen er ute» for «forankring» ble slått av. {SATT}.",
        f"  part/trysil: påminnelsen «i god tid» har fått avstanden 8 uker. {SATT}.",
        "En endring tas tilbake med «fristvakt varsler sett REGEL som-ellers --for HVEM».",
    ]
    rader = {rad["regel"]: rad for rad in fristvakt("varsler", "--mappe", mappe, "--naa", DAG, "--json").json()}
    assert (rader["naar_det_naermer_seg"]["paa"], rader["i_god_tid"]["paa"]) == (False, True)
    assert rader["naar_det_naermer_seg"]["hvem"] == "satt for alle 1.10.2024"
    [endring] = rader["i_god_tid"]["endringer"]
    assert endring.pop("faktum")
    assert endring == {
        "gjelder": "part/trysil",
        "steg": None,
        "paa": None,
        "avstand": {"uker": 8},
        "satt": DAG,
        "av": "kommandolinje",
        "grunn": "",
    }
    assert rader["like_foer"]["endringer"] == []


@pytest.mark.parametrize(
    "ord_",
    [
        ("varsler", "--mappe", "en-annen", "samle", KONTAKT, "ukentlig"),
        ("proevemodus", "--mappe", "en-annen", "av"),
        ("koe", "--mappe", "en-annen", "igjen", "id"),
    ],
)
def test_det_som_er_skrevet_foran_kommandoen_blir_ikke_oversett(data: Path, ord_: tuple[str, ...]) -> None:
    svar = fristvakt(*ord_)
    assert (svar.kode, svar.ut) == (2, "")
    assert f"Skriv --mappe etter «{ord_[3]}», ikke foran." in svar.feil


def test_uten_installasjon_vises_standarden(tmp_path: Path) -> None:
    svar = fristvakt("varsler", "--mappe", tmp_path / "ingen", "--json")
    assert svar.kode == 0
    assert {(rad["paa"], rad["hvem"]) for rad in svar.json()} == {(True, "standard")}
    ord_ = fristvakt("varsler", "--mappe", tmp_path / "ingen").ut
    assert ord_.startswith(f"Det er ingen avtaler i datamappen {tmp_path / 'ingen'} ennå. Dette er standarden:\n")
    assert not (tmp_path / "ingen").exists()


@pytest.mark.parametrize(
    ("ord_", "sies"),
    [
        (
            ("sett", "like_foer", "av", "--for", f"kontakt/{KONTAKT}"),
            f"Nå gjelder for kontakt/{KONTAKT}: «like før», slått av (satt for kontakten 1.10.2024).",
        ),
        (
            ("sett", "like_foer", "5arbeidsdager", "--for", "part/trysil"),
            f"Nå gjelder for part/trysil: «like før», 5 arbeidsdager {FOER} (satt for Trysil kommune 1.10.2024).",
        ),
        (
            ("sett", "like_foer", "som-ellers", "--for", "part/trysil"),
            f"Nå gjelder for part/trysil: «like før», 3 arbeidsdager {FOER} (standard).",
        ),
        (
            ("sett", "fristen_er_ute", "av", "--for", f"avtale/{AVTALE}", "--steg", "forankring"),
            "steget «forankring»: «fristen er ute», slått av (satt for avtalen 1.10.2024).",
        ),
        (("samle", KONTAKT, "ukentlig"), "vil ha det som ikke haster, samlet én gang i uka."),
        (
            ("sett", "maanedsoversikt", "av", "--for", f"kontakt/{KONTAKT}"),
            "vil ha påminnelser dag for dag, og ingen oversikter.",
        ),
    ],
)
def test_det_som_er_satt_sies_slik_det_naa_er(mappe: Path, ord_: tuple[str, ...], sies: str) -> None:
    svar = fristvakt("varsler", *ord_, "--mappe", mappe, "--naa", DAG)
    assert (svar.kode, svar.feil) == (0, "")
    naa_er, angres = svar.ut.splitlines()
    assert naa_er.startswith("Registrert. ")
    assert sies in naa_er
    assert angres.startswith("Det angres med «fristvakt registrer ")


def test_er_noe_slaatt_av_for_alle_sies_det_ogsaa_naar_en_part_faar_en_annen_avstand(mappe: Path) -> None:
    assert fristvakt("varsler", "sett", "i_god_tid", "av", "--for", "installasjon", "--mappe", mappe, "--naa", DAG).ut
    svar = fristvakt("varsler", "sett", "i_god_tid", "4uker", "--for", "part/trysil", "--mappe", mappe, "--naa", DAG)
    assert "Nå gjelder for part/trysil: «i god tid», slått av (satt for alle 1.10.2024)." in svar.ut


def test_oversiktene_slaas_av_og_paa_for_en_kontakt_og_resten_staar_som_foer(mappe: Path) -> None:
    def sett(*ord_: str) -> str:
        svar = fristvakt("varsler", *ord_, "--mappe", mappe, "--naa", DAG)
        assert (svar.kode, svar.feil) == (0, "")
        return svar.ut

    def forklart() -> str:
        return fristvakt("varsler", "forklar", KONTAKT, "--maal", "nb", "--mappe", mappe, "--naa", DAG).ut

    assert "Første arbeidsdag i måneden kommer en oversikt" in forklart()
    sett("samle", KONTAKT, "ukentlig")
    sagt = sett("sett", "ukesoversikt", "av", "--for", f"kontakt/{KONTAKT}")
    assert "vil ha det som ikke haster, samlet én gang i uka, og ingen oversikter." in sagt
    assert "Får ingen oversikter. Valgt 1.10.2024." in forklart()
    sett("sett", "maanedsoversikt", "som-ellers", "--for", f"kontakt/{KONTAKT}")
    assert "Første arbeidsdag i måneden kommer en oversikt" in forklart()
    assert "samles til mandager" in forklart()


FOR_LANGT = "«{}» er for langt. Avstanden kan være høyst ett år: 366dager, 261arbeidsdager eller 52uker."


@pytest.mark.parametrize(
    ("ord_", "grunn"),
    [
        (("i_godtid", "av", "--for", "part/trysil"), "Mente du «i_god_tid»?"),
        (("frist_flyttet", "av", "--for", "part/trysil"), "går alltid ut"),
        (("i_god_tid", "2maaneder", "--for", "part/trysil"), "en avstand som 3uker"),
        (("i_god_tid", "-3uker", "--for", "part/trysil"), "Tall skrives uten minus foran: 3, ikke -3."),
        (("i_god_tid", "9999uker", "--for", "part/trysil"), FOR_LANGT.format("9999uker")),
        (("i_god_tid", "53uker", "--for", "part/trysil"), FOR_LANGT.format("53uker")),
        (("i_god_tid", "0dager", "--for", "part/trysil"), "«0dager» er ingen avstand. Den korteste er 1dag. Skriv av"),
        (("ukesoversikt", "av", "--for", "installasjon"), "for én kontakt om gangen: skriv «--for kontakt/ID»"),
        (("maanedsoversikt", "av", "--for", "part/trysil"), "kan også si dem fra seg med lenken nederst i e-posten"),
        (("ukesoversikt", "3uker", "--for", f"kontakt/{KONTAKT}"), "Oversiktene kan bare slås av og på."),
        (
            ("ukesoversikt", "av", "--for", f"kontakt/{KONTAKT}", "--steg", "forankring"),
            "kan ikke slås av for ett steg",
        ),
        (("ukesoversikt", "av", "--for", "kontakt/trysil-prosjektlederr"), f"Mente du «{KONTAKT}»"),
        (("takk", "av", "--for", "part/trysil"), "«takk» er ingen varselregel, og kan ikke slås av."),
        (("i_god_tid", "262arbeidsdager", "--for", "part/trysil"), FOR_LANGT.format("262arbeidsdager")),
        (("i_god_tid", "av", "--for", "part/trysill"), "Finner ikke parten «trysill». Mente du «trysil»"),
        (("i_god_tid", "av", "--for", f"avtale/{AVTALE}", "--steg", "forankringg"), "Finner ikke steget «forankringg»"),
        (("i_god_tid", "av", "--for", "trysil"), "«trysil» sier ikke hvem det gjelder. Skriv «installasjon», eller"),
        (("i_god_tid", "av", "--for", "kommune/trysil"), "«avtale/», «part/» eller «kontakt/» fulgt av id-en."),
    ],
)
def test_det_som_ikke_kan_settes_blir_avvist_og_ingenting_lagret(
    mappe: Path, ord_: tuple[str, ...], grunn: str
) -> None:
    antall = len(fristvakt("fakta", "--antall", 9999, "--mappe", mappe, "--json").json())
    svar = fristvakt("varsler", "sett", *ord_, "--mappe", mappe, "--naa", DAG)
    assert svar.kode == 2
    assert grunn in svar.feil
    assert len(fristvakt("fakta", "--antall", 9999, "--mappe", mappe, "--json").json()) == antall


async def test_siden_om_en_kontakt_staar_paa_tavla_og_bak_den_personlige_lenken() -> None:
    naa, noekkel, kontakt = datetime(2024, 9, 2, 6, tzinfo=UTC), b"n" * 32, "sekretariat.trysil"
    lenke = lag_lenke(noekkel, Eier(Maalslag.KONTAKT, kontakt), naa)
    async with await Lager.aapne(I_MINNET) as lager:
        await fyll(lager, naa)
        grunnlag = grunnlag_med(LIVSLOEP)
        kilde = Lagerkilde(lager, grunnlag, naa=lambda: naa, info=Tavleinfo(versjon="1"))
        visning = Sidevisning(kilde, miljoe())
        hent = Varselside(lager, grunnlag, Sendetid()).forklarer
        rutere = [varselruter(visning, hent), mittvarselruter(visning, noekkel, Struping(), hent)]
        app = lag_app(kilde, rutere=rutere)
        async with httpx.AsyncClient(transport=httpx.ASGITransport(app), base_url="http://localhost") as klient:
            side = await klient.get(f"/kontakt/{kontakt}/varsler")
            assert side.status_code == 200
            assert "Når e-posten kommer" in side.text
            assert "Når e-posten kjem" in (await klient.get(f"/kontakt/{kontakt}/varsler?maal=nn")).text
            assert (await klient.get("/kontakt/hvem/varsler")).status_code == 404
            egen = await klient.get(f"/mitt/{lenke}/varsler")
            assert (egen.status_code, egen.headers["Referrer-Policy"]) == (200, "no-referrer")
            assert "Tilbake til kalenderne" in egen.text
            assert (await klient.get("/mitt/feil/varsler")).status_code == 404
            parten = (await klient.get("/part/trysil")).text
            assert f"/kontakt/{kontakt}/varsler" in parten
        assert (await hent(date(2024, 9, 2))).forklar("hvem") is None
