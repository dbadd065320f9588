"""`post` shows what was sent; `feed` makes, lists and closes calendar addresses."""

from __future__ import annotations

import asyncio
import hashlib
import re
import sqlite3
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from urllib.parse import urlsplit

import pytest

from fristvakt.innstillinger import les_innstillinger
from fristvakt.installasjon import aapne
from fristvakt.klokke import Klokke
from fristvakt.postjournal import les_navnene, saken
from fristvakt.utskrift import UT
from modeller.lager.hovedboker import les_sendt
from modeller.lager.postjournal import les_journal
from tests.fristvakt.kommandoproeve import AVTALE, PULJE_2, fristvakt

NAVNET = "Bygdevekstavtale for Engerdal, Trysil, Våler og Åmot"
POSTDAG = datetime(2024, 11, 18, 10, 0, tzinfo=UTC)


class Stilt(Klokke):
    """A clock that stands on the day of the mail."""

    def naa(self) -> datetime:
        return POSTDAG


@pytest.fixture
def sendt(data: Path) -> Path:
    """The data folder after the mail of 18.11.2024 has gone into its Maildir."""
    send_posten()
    return data


def send_posten() -> None:
    """Send the mail of that day."""
    assert fristvakt("les", PULJE_2, "--naa", "2024-11-18").kode == 0

    async def send() -> None:
        async with aapne(les_innstillinger(), Stilt()) as installasjon:
            assert await installasjon.drift.send(POSTDAG) > 0

    asyncio.run(send())


def test_ingen_post_er_en_tom_liste(data: Path) -> None:
    assert fristvakt("post", "--json").json() == []


def test_posten_har_kontraktens_noekler_og_stemmer_med_maildir(sendt: Path) -> None:
    meldinger = fristvakt("post", "--json").json()
    assert {frozenset(m) for m in meldinger} == {
        frozenset(
            {"id", "tid", "til", "part", "emne", "fil", "svar", "saker", "proeve_til", "svarene", "lenker", "retur"}
        )
    }
    assert {frozenset(sak) for m in meldinger for sak in m["saker"]} == {frozenset({"avtale", "steg", "slag", "grunn"})}
    assert {m["fil"] for m in meldinger} == {fil.name for fil in (sendt / "post" / "new").iterdir()}
    assert {m["tid"] for m in meldinger} == {"2024-11-18T11:00:00+01:00"}
    assert len(fristvakt("post", "--antall", 1, "--json").json()) == 1


def test_en_melding_kan_leses_som_mottakeren_saa_den(sendt: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    [melding] = fristvakt("post", "--antall", 1, "--json").json()
    monkeypatch.setattr(UT, "width", 60)
    svar = fristvakt("post", melding["id"])
    assert svar.kode == 0
    assert svar.ut.startswith("Hei")
    assert re.search(r"http://127\.0\.0\.1:8710/\S+#\S+$", svar.ut, re.MULTILINE), "the link to the step, unbroken"
    assert melding["emne"] in fristvakt("post").ut


def test_terminalen_sier_hva_meldingen_gjaldt_med_ord(sendt: Path) -> None:
    for melding in fristvakt("post", "--json").json():
        vist = fristvakt("post", melding["id"]).ut
        hvorfor = vist.partition("Hvorfor meldingen gikk:\n")[2]
        bare_oversikt = {sak["slag"] for sak in melding["saker"]} == {"ukesoversikt"}
        assert (f"({NAVNET}): " in hvorfor) is not bare_oversikt
        linjene = hvorfor.partition("Svar fra")[0].splitlines()
        assert len(linjene) == len(set(linjene)), "each reason once"
        for sak in melding["saker"]:
            assert sak["steg"] not in hvorfor
            assert AVTALE not in hvorfor
            assert sak["slag"] not in hvorfor


def test_et_steg_som_ikke_er_med_lenger_sies_i_terminalen_med_id_en(sendt: Path) -> None:
    [melding] = fristvakt("post", "--antall", 1, "--json").json()
    with sqlite3.connect(sendt / "fristvakt.db") as db:
        db.execute("UPDATE sendt_post SET steg = 'borte.2025', grunn = NULL, slag = 'aatte_uker'")
    hvorfor = fristvakt("post", melding["id"]).ut.partition("Hvorfor meldingen gikk:\n")[2].splitlines()[0]
    assert hvorfor == (
        f"  Et steg som ikke er med lenger ({NAVNET}, borte.2025): En påminnelse Fristvakt ikke "
        "sender lenger (aatte_uker). Grunnen ble ikke tatt vare på da meldingen gikk."
    )
    with sqlite3.connect(sendt / "fristvakt.db") as db:
        db.execute("UPDATE sendt_post SET avtale = 'en-avtale'")
    hvorfor = fristvakt("post", melding["id"]).ut.partition("Hvorfor meldingen gikk:\n")[2].splitlines()[0]
    assert (
        "Et steg som ikke er med lenger for 2025 (En avtale som ikke er med lenger: en-avtale/borte.2025): " in hvorfor
    )


def test_posten_kan_leses_ogsaa_naar_livsloepet_er_borte(sendt: Path) -> None:
    async def navnet() -> str:
        async with aapne(les_innstillinger(), Stilt()) as installasjon, installasjon.lager.lesing() as tx:
            uten = replace(installasjon.grunnlag, livsloep={})
            navn = await les_navnene(tx, await les_journal(tx, await les_sendt(tx)), uten, POSTDAG.date())
            return saken(navn, AVTALE, "forankring.vaaler")

    borte = f"avtalen er ikke med lenger: {AVTALE}/forankring.vaaler"
    assert asyncio.run(navnet()) == f"Våler kommune, et steg som ikke er med lenger ({NAVNET}, {borte})"


def test_terminalen_viser_ikke_de_personlige_lenkene_men_kopiene_er_som_de_ble_sendt(
    data: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("FRISTVAKT_SVAR_NETTADRESSE", "https://svar.fylke.example")
    send_posten()
    kopier = [(data / "post" / "new" / m["fil"]).read_text() for m in fristvakt("post", "--json").json()]
    assert all("/s/" in kopi for kopi in kopier)
    monkeypatch.setenv("FRISTVAKT_SVAR_NETTADRESSE", "https://et-annet.fylke.example")
    for melding in fristvakt("post", "--json").json():
        vist = fristvakt("post", melding["id"]).ut
        assert "(personlig lenke)" in vist
        assert "/s/" not in vist
        assert "svar.fylke.example" not in vist
    fristvakt("post", "--eksporter", tmp_path / "ut")
    assert [fil.read_text() for fil in sorted((tmp_path / "ut").glob("*.eml"))] == kopier


def test_en_ukjent_melding_sies_det_fra_om(data: Path) -> None:
    svar = fristvakt("post", "finnes-ikke")
    assert svar.kode == 2
    assert "Finner ingen melding med id «finnes-ikke»." in svar.linjer[-1]


NOEKLER = {"id", "slag", "maal", "eier", "opprettet", "trukket", "sist_hentet", "klient", "hentet_i_ord", "valg"}


def test_en_adresse_lages_vises_fornyes_og_stenges(data: Path) -> None:
    assert fristvakt("feed").ut == "Ingen abonnerer ennå. Lag en adresse med «fristvakt feed part ID».\n"
    laget = fristvakt("feed", "part", "aamot", "--json").json()
    adresse = laget["adresse"]
    delt = urlsplit(adresse)
    token = delt.path.removeprefix("/kalender/").removesuffix(".ics")
    assert delt.hostname == "127.0.0.1"
    assert delt.path == f"/kalender/{token}.ics"
    assert len(token) >= 22, "128 bits take 22 characters"
    assert len(adresse) <= 256

    liste = fristvakt("feed", "--json")
    [abonnement] = liste.json()
    assert set(abonnement) == NOEKLER
    assert (abonnement["slag"], abonnement["maal"], abonnement["trukket"]) == ("part", "aamot", None)
    assert abonnement["eier"] == {"slag": "part", "id": "aamot"}
    assert abonnement["id"] == laget["id"]
    assert token not in liste.ut + fristvakt("feed").ut

    vist = fristvakt("feed", "--vis", laget["id"], "--json").json()
    assert vist == {**abonnement, "adresse": adresse}
    assert fristvakt("feed", "--vis", laget["id"]).ut.startswith(f"{adresse}\n")

    fornyet = fristvakt("feed", "--forny", laget["id"], "--json").json()
    assert fornyet["id"] == laget["id"]
    assert fornyet["adresse"] != adresse
    assert fristvakt("feed", "--vis", laget["id"], "--json").json()["adresse"] == fornyet["adresse"]

    assert fristvakt("feed", "--trekk", abonnement["id"], "--json").json() == {"trukket": abonnement["id"]}
    assert fristvakt("feed", "--json").json() == []
    for hva in ("--trekk", "--vis", "--forny"):
        igjen = fristvakt("feed", hva, abonnement["id"])
        assert igjen.kode == 2
        assert abonnement["id"] in igjen.linjer[-1]


def test_innholdet_velges_naar_adressen_lages_og_siden(data: Path) -> None:
    valg = ("--maalform", "nn", "--ferdige", "fjern", "--varsel", "1,7", "--detalj", "kort")
    id_ = fristvakt("feed", "avtale", AVTALE, "--for", "aamot-saksbehandler", *valg, "--json").json()["id"]
    [rad] = fristvakt("feed", "--json").json()
    assert rad["valg"] == {"maalform": "nn", "ferdige": "fjern", "varsel_dager": [7, 1], "detalj": "kort"}
    assert rad["eier"] == {"slag": "kontakt", "id": "aamot-saksbehandler"}
    endret = fristvakt("feed", "--velg", id_, "--varsel", "ingen", "--maalform", "egen", "--json").json()
    assert endret["valg"] == {"maalform": None, "ferdige": "fjern", "varsel_dager": [], "detalj": "kort"}
    vist = fristvakt("feed").ut
    assert "Ikke hentet ennå." in vist
    assert "Valg: egen målform, uten det som er gjort, uten varsel, kort tekst." in vist


def test_kalenderen_kan_lastes_ned_en_gang_uten_at_noen_abonnerer(data: Path, tmp_path: Path) -> None:
    fil = tmp_path / "aamot.ics"
    svar = fristvakt("feed", "part", "aamot", "--varsel", "3", "--fil", fil, "--json").json()
    innhold = fil.read_bytes()
    assert svar["hendelser"] == innhold.count(b"BEGIN:VEVENT") > 20
    assert b"TRIGGER:-P2DT15H" in innhold
    assert fristvakt("feed", "--json").json() == []


def test_en_personlig_lenke_er_til_en_kontakt_eller_en_part(data: Path) -> None:
    lenke = fristvakt("feed", "kontakt", "aamot-saksbehandler", "--lenke", "--json").json()["lenke"]
    assert lenke.startswith("http://127.0.0.1:8710/mitt/")
    assert len(lenke) < 256
    assert fristvakt("feed", "part", "aamot", "--lenke").ut.startswith("http://127.0.0.1:8710/mitt/")
    assert fristvakt("feed", "avtale", AVTALE, "--lenke").kode == 2
    assert "?" not in lenke
    fristvakt("registrer", "part_registrert", "id=vinje", "navn=Vinje kommune", "slag=kommune", "maalform=nynorsk")
    assert fristvakt("feed", "part", "vinje", "--lenke").ut.strip().endswith("?maal=nn")


def test_noekkelen_kan_bare_leses_av_den_som_kjoerer_tjenesten(data: Path) -> None:
    fristvakt("feed", "part", "aamot")
    assert (data / "noekkel").stat().st_mode & 0o777 == 0o600
    (data / "noekkel").write_text("ikke en nøkkel", encoding="utf-8")
    svar = fristvakt("feed", "part", "aamot")
    assert svar.kode == 1
    assert "er skadet" in svar.linjer[-1]


def test_bare_summen_av_noekkelen_ligger_i_datamappen(data: Path) -> None:
    token = fristvakt("feed", "avtale", AVTALE, "--json").json()["adresse"].rpartition("/")[2].removesuffix(".ics")
    with sqlite3.connect(data / "fristvakt.db") as kobling:
        kobling.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        summer = [rad[0] for rad in kobling.execute("SELECT token_hash FROM abonnement")]
    assert summer == [hashlib.sha256(token.encode()).hexdigest()]
    innhold = [fil.read_bytes() for fil in data.rglob("*") if fil.is_file()]
    assert any(summer[0].encode() in bytes_ for bytes_ in innhold)
    assert not any(token.encode() in bytes_ for bytes_ in innhold)


@pytest.mark.parametrize(
    ("ord_", "grunn"),
    [
        (("part", "amot"), "Finner ikke parten «amot». Mente du «aamot»"),
        (("kontakt", "aamot"), "Finner ikke kontakten «aamot»."),
        (("avtale", "engerdal-trysil"), f"Mente du «{AVTALE}»"),
        (("part",), "Oppgi også id-en"),
        (("parti", "aamot"), "parti"),
        (("part", "aamot", "--for", "amot"), "Finner ikke kontakten «amot»"),
        (("part", "aamot", "--varsel", "en uke"), "for eksempel 7,1, eller ingen"),
        (("part", "aamot", "--varsel", "31"), "fra 0 til 30 dager før"),
        (("--velg", "abc"), "Oppgi hva som skal endres"),
        (("--vis", "abc", "--detalj", "kort"), "hører til en ny adresse"),
        (("--vis", "abc", "--trekk", "abc"), "ett om gangen"),
        (("--lenke",), "ett om gangen"),
    ],
)
def test_en_feed_av_noe_som_ikke_finnes_avvises(data: Path, ord_: tuple[str, ...], grunn: str) -> None:
    svar = fristvakt("feed", *ord_)
    assert (svar.kode, svar.ut) == (2, "")
    assert grunn in svar.linjer[-1]
