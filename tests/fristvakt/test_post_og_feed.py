"""`post` shows what was sent; `feed` makes, lists and closes calendar addresses."""

from __future__ import annotations

import asyncio
import hashlib
import sqlite3
from datetime import UTC, datetime
from pathlib import Path
from urllib.parse import urlsplit

import pytest

from fristvakt.innstillinger import les_innstillinger
from fristvakt.installasjon import aapne
from fristvakt.klokke import Klokke
from tests.fristvakt.kommandoproeve import AVTALE, PULJE_2, fristvakt

POSTDAG = datetime(2024, 11, 18, 10, 0, tzinfo=UTC)


class Stilt(Klokke):
    """A clock that stands on the day of the mail."""

    def naa(self) -> datetime:
        return POSTDAG


@pytest.fixture
def sendt(data: Path) -> Path:
    """The data folder after the mail of 18.11.2024 has gone into its Maildir."""
    assert fristvakt("les", PULJE_2, "--naa", "2024-11-18").kode == 0

    async def send() -> None:
        async with aapne(les_innstillinger(), Stilt()) as installasjon:
            assert await installasjon.drift.send(POSTDAG) > 0

    asyncio.run(send())
    return data


def test_ingen_post_er_en_tom_liste(data: Path) -> None:
    assert fristvakt("post", "--json").json() == []


def test_posten_har_kontraktens_noekler_og_stemmer_med_maildir(sendt: Path) -> None:
    meldinger = fristvakt("post", "--json").json()
    assert {frozenset(m) for m in meldinger} == {
        frozenset({"id", "tid", "til", "part", "emne", "fil", "svar", "saker"})
    }
    assert {frozenset(sak) for m in meldinger for sak in m["saker"]} == {frozenset({"avtale", "steg", "slag"})}
    assert {m["fil"] for m in meldinger} == {fil.name for fil in (sendt / "post" / "new").iterdir()}
    assert {m["tid"] for m in meldinger} == {"2024-11-18T11:00:00+01:00"}
    assert len(fristvakt("post", "--antall", 1, "--json").json()) == 1


def test_en_melding_kan_leses_som_mottakeren_saa_den(sendt: Path) -> None:
    [melding] = fristvakt("post", "--antall", 1, "--json").json()
    svar = fristvakt("post", melding["id"])
    assert svar.kode == 0
    assert svar.ut.startswith("Hei")
    assert "http://127.0.0.1:8710/" in svar.ut, "the link to the step"
    assert melding["emne"] in fristvakt("post").ut


def test_en_ukjent_melding_sies_det_fra_om(data: Path) -> None:
    svar = fristvakt("post", "finnes-ikke")
    assert svar.kode == 2
    assert "Finner ingen melding med id «finnes-ikke»." in svar.linjer[-1]


def test_en_adresse_lages_listes_og_stenges_og_vises_bare_en_gang(data: Path) -> None:
    assert fristvakt("feed").ut == "Ingen abonnerer ennå. Lag en adresse med «fristvakt feed part ID».\n"
    adresse = fristvakt("feed", "part", "aamot", "--json").json()["adresse"]
    delt = urlsplit(adresse)
    token = delt.path.removeprefix("/kalender/").removesuffix(".ics")
    assert delt.hostname == "127.0.0.1"
    assert delt.path == f"/kalender/{token}.ics"
    assert len(token) >= 22, "128 bits take 22 characters"
    assert len(adresse) <= 256

    liste = fristvakt("feed", "--json")
    [abonnement] = liste.json()
    assert set(abonnement) == {"id", "slag", "maal", "opprettet", "trukket", "sist_hentet"}
    assert (abonnement["slag"], abonnement["maal"], abonnement["trukket"]) == ("part", "aamot", None)
    assert token not in liste.ut + fristvakt("feed").ut

    assert fristvakt("feed", "--trekk", abonnement["id"], "--json").json() == {"trukket": abonnement["id"]}
    assert fristvakt("feed", "--json").json() == []
    igjen = fristvakt("feed", "--trekk", abonnement["id"])
    assert igjen.kode == 2
    assert abonnement["id"] in igjen.linjer[-1]


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
    ],
)
def test_en_feed_av_noe_som_ikke_finnes_avvises(data: Path, ord_: tuple[str, ...], grunn: str) -> None:
    svar = fristvakt("feed", *ord_)
    assert (svar.kode, svar.ut) == (2, "")
    assert grunn in svar.linjer[-1]
