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
