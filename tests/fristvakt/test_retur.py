"""`retur` shows what has come back, and `post` all that came of one message, to the archive too."""

from __future__ import annotations

import asyncio
import csv
import sqlite3
from pathlib import Path

import pytest

from fristvakt.innstillinger import les_innstillinger
from fristvakt.installasjon import aapne
from modeller.lager import lenkebruk
from tests.fristvakt.kommandoproeve import AVTALE, fristvakt
from tests.fristvakt.test_post_og_feed import POSTDAG, Stilt, sendt
from tests.varsler.returbygg import epost, rapport

__all__ = ["sendt"]

AAMOT, TRYSIL = "saksbehandler@aamot.example", "prosjektleder@trysil.example"


@pytest.fixture
def tilbake(sendt: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The data folder after mail has come back and been read: a return, an absence, an answer, and something else."""
    retur = tmp_path / "retur"
    for under in ("new", "cur"):
        (retur / under).mkdir(parents=True)
    monkeypatch.setenv("FRISTVAKT_RETURPOST", str(retur))
    til = {m["til"]: f"<{m['id']}>" for m in fristvakt("post", "--json").json()}
    borte = epost(
        "Jeg er borte til og med 25. november.",
        From=TRYSIL,
        Subject="Automatisk svar: Fristen",
        Auto_Submitted="auto-replied",
        In_Reply_To=til[TRYSIL],
        Date="Mon, 18 Nov 2024 11:30:00 +0100",
    )
    for nr, raa in enumerate(
        (
            rapport(til[AAMOT], AAMOT),
            borte,
            epost("x", From="=?utf-8?q?R=C3=A5dmann?= <raadmann@aamot.example>", Subject="=?utf-8?q?=3DSUM(A1)?="),
            rapport("<ukjent@fristvakt.example>", AAMOT),
        )
    ):
        (retur / "new" / f"{nr}.M1.vert").write_bytes(raa)

    async def les() -> None:
        async with aapne(les_innstillinger(), Stilt()) as installasjon:
            assert await installasjon.drift.retur(POSTDAG) == 4
            async with installasjon.lager.skriving() as tx:
                for brukt in (False, False, True):
                    await lenkebruk.noter(
                        tx,
                        message_id=til[TRYSIL],
                        formaal="utfoert",
                        avtale=AVTALE,
                        steg="forankring.trysil",
                        naa=POSTDAG,
                        brukt=brukt,
                    )

    asyncio.run(les())
    return sendt


def test_det_som_er_kommet_tilbake_vises_med_hva_det_betyr(tilbake: Path) -> None:
    rader = {(r["slag"], r["fra"]): r for r in fristvakt("retur", "--json").json()}
    assert {slag for slag, _ in rader} == {"ikke_levert", "fravaer", "svar", "uforstaatt"}
    borte = rader["fravaer", TRYSIL]
    assert (borte["dag"], borte["borte_til"], borte["part"]) == ("2024-11-18", "--11-25", "trysil")
    assert [r["slag"] for r in fristvakt("retur", "--slag", "svar", "--json").json()] == ["svar"]
    assert fristvakt("retur", "--slag", "tull").kode == 2
    tabell = " ".join(fristvakt("retur").ut.replace("│", " ").split())
    for bit in ("Kontakten svarer", "borte til 25.", "Adressen tar ikke", "Svar fra et", "raadmann@aamot.example"):
        assert bit in tabell, tabell


def test_uten_mappe_sies_det_hvordan_den_settes(data: Path) -> None:
    fristvakt("post")
    assert "FRISTVAKT_RETURPOST" in fristvakt("retur").ut


def test_en_melding_vises_med_grunn_svar_lenker_og_retur(tilbake: Path) -> None:
    meldinger = {m["til"]: m for m in fristvakt("post", "--json").json()}
    retur = meldinger[AAMOT]
    assert [s["klasse"] for s in retur["svarene"]] == ["sendt", "retur"]
    assert retur["svarene"][1]["kode"] == "5.1.1"
    vist = fristvakt("post", retur["id"]).ut
    assert "Hvorfor meldingen gikk:" in vist
    assert "kom i retur: 550 5.1.1 user unknown" in vist
    grunn = retur["saker"][0]["grunn"]
    assert grunn["siste_faktum"] > 0
    assert grunn["regel"] == retur["saker"][0]["slag"]
    lest = meldinger[TRYSIL]
    [lenke] = lest["lenker"]
    assert (lenke["formaal"], lenke["aapninger"], lenke["brukt"]) == ("utfoert", 2, "2024-11-18T11:00:00+01:00")
    assert [r["slag"] for r in lest["retur"]] == ["fravaer"]
    vist = fristvakt("post", lest["id"]).ut
    assert "åpnet 2 ganger, første gang 18.11.2024 11:00, brukt 18.11.2024 11:00" in vist
    assert [m["til"] for m in fristvakt("post", "--soek", "user unknown", "--json").json()] == [AAMOT]
    assert [m["til"] for m in fristvakt("post", "--soek", "fravaer", "--json").json()] == [TRYSIL]


def test_indeksen_har_grunner_svar_lenker_og_retur_og_ingen_formler(tilbake: Path, tmp_path: Path) -> None:
    with sqlite3.connect(tilbake / "fristvakt.db") as db:
        db.execute("UPDATE lenkebruk SET formaal = '=HYPERLINK(1)'")
    fristvakt("post", "--avtale", AVTALE, "--eksporter", tmp_path / "ut")
    raa = (tmp_path / "ut" / "indeks.csv").read_bytes()
    assert raa.startswith(b"\xef\xbb\xbffil;sendt;"), "as Excel in Norwegian reads it"
    rader = {r["til"]: r for r in csv.DictReader(raa.decode("utf-8-sig").splitlines(), delimiter=";")}
    assert "kom i retur: 550 5.1.1" in rader[AAMOT]["alle_svar"]
    assert "Siste faktum i avtalen: nr." in rader[AAMOT]["grunner"]
    assert rader[TRYSIL]["lenkebruk"].startswith("En lenke Fristvakt ikke lager lenger (=HYPERLINK(1)) – ")
    assert rader[TRYSIL]["retur"].startswith(
        "2024-11-18T11:00:00+01:00 Kontakten svarer at hen er borte til 25. november."
    )
    assert not any(verdi.startswith(("=", "+", "-", "@")) for rad in rader.values() for verdi in rad.values())
