"""Mail searched for, and taken out for the archive: every message as it was sent, and an index."""

from __future__ import annotations

import csv
import errno
import re
import sqlite3
from email import message_from_bytes
from email.policy import default
from itertools import count
from pathlib import Path

import pytest

from tests.fristvakt.kommandoproeve import AVTALE, fristvakt
from tests.fristvakt.test_post_og_feed import sendt

__all__ = ["sendt"]


def test_posten_kan_soekes_i_etter_avtale_part_og_ord(sendt: Path) -> None:
    alle = fristvakt("post", "--json").json()
    assert fristvakt("post", "--avtale", AVTALE, "--json").json() == alle
    assert {m["part"] for m in fristvakt("post", "--part", "trysil", "--json").json()} == {"trysil"}
    til_trysil = [m for m in alle if m["part"] == "trysil"]
    assert til_trysil
    assert fristvakt("post", "--soek", "VÅLER Engerdal", "--json").json() == alle, "by the agreement's name"
    assert fristvakt("post", "--soek", "engerdal @trysil", "--json").json() == til_trysil
    assert fristvakt("post", "--soek", "engerdal @trysil", "--antall", 1, "--json").json() == til_trysil[-1:]


@pytest.mark.parametrize("som_json", [(), ("--json",)])
@pytest.mark.parametrize(
    ("ord_", "grunn"),
    [
        (("--avtale", "engerdal-trysil"), f"Finner ikke avtalen «engerdal-trysil». Mente du «{AVTALE}»?"),
        (("--avtale", "tull"), "Finner ikke avtalen «tull»."),
        (("--part", "vaalerr"), "Finner ikke parten «vaalerr». Mente du «vaaler»"),
        (("--part", "vaalerr", "--eksporter", "arkiv"), "Finner ikke parten «vaalerr»."),
    ],
)
def test_en_avtale_eller_part_ingen_kjenner_er_en_feil(
    sendt: Path, ord_: tuple[str, ...], grunn: str, som_json: tuple[str, ...]
) -> None:
    svar = fristvakt("post", *ord_, *som_json)
    assert (svar.kode, svar.ut) == (2, "")
    assert grunn in svar.feil


def test_finnes_det_ingen_post_sies_det(sendt: Path) -> None:
    svar = fristvakt("post", "--soek", "zzzz")
    assert (svar.kode, svar.ut.strip()) == (0, "Fant ingen e-post som passer.")
    assert fristvakt("post", "--soek", "zzzz", "--json").json() == []


def test_er_ingen_post_sendt_sies_det(data: Path) -> None:
    svar = fristvakt("post")
    assert (svar.kode, svar.ut.strip()) == (0, "Ingen e-post er sendt ennå.")


def test_eksporten_har_hver_melding_som_den_ble_sendt_og_en_indeks(sendt: Path, tmp_path: Path) -> None:
    ut = tmp_path / "arkiv" / "2024"
    alle = fristvakt("post", "--json").json()
    svar = fristvakt("post", "--avtale", AVTALE, "--eksporter", ut, "--json").json()
    assert svar == {"mappe": str(ut), "meldinger": len(alle), "uten_kopi": 0}
    with (ut / "indeks.csv").open(encoding="utf-8-sig", newline="") as fil:
        rader = list(csv.DictReader(fil, delimiter=";"))
    assert [rad["emne"] for rad in rader] == [m["emne"] for m in alle]
    assert {fil.name for fil in ut.glob("*.eml")} == {rad["fil"] for rad in rader}
    for rad, melding in zip(rader, alle, strict=True):
        raa = (ut / rad["fil"]).read_bytes()
        assert raa == (sendt / "post" / "new" / melding["fil"]).read_bytes()
        lest = message_from_bytes(raa, policy=default)
        assert (lest["Message-ID"], lest["Subject"]) == (rad["message_id"], rad["emne"])


def test_det_som_ikke_har_en_kopi_staar_i_indeksen_og_sies_fra_om(sendt: Path, tmp_path: Path) -> None:
    (sendt / "post" / "new" / fristvakt("post", "--json").json()[0]["fil"]).unlink()
    svar = fristvakt("post", "--eksporter", tmp_path / "ut")
    assert "1 melding har ingen kopi i datamappen og står bare i indeksen." in svar.ut
    assert (tmp_path / "ut" / "indeks.csv").read_text(encoding="utf-8-sig").splitlines()[1].startswith(";2024-11-18")


def test_en_mappe_med_noe_i_roeres_ikke(sendt: Path, tmp_path: Path) -> None:
    (tmp_path / "ut").mkdir()
    (tmp_path / "ut" / "viktig.txt").write_text("x")
    svar = fristvakt("post", "--eksporter", tmp_path / "ut")
    assert svar.kode == 2
    assert "finnes og er ikke en tom mappe. Velg en ny mappe." in svar.linjer[-1]
    assert [fil.name for fil in (tmp_path / "ut").iterdir()] == ["viktig.txt"]


@pytest.mark.parametrize("nr", [1, 3, 100])
@pytest.mark.parametrize("fantes", [True, False])
def test_en_full_disk_sies_og_det_som_var_paabegynt_er_borte(
    sendt: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, nr: int, fantes: bool
) -> None:
    ut = tmp_path / "ut"
    if fantes:
        ut.mkdir()
    skriv, hvilken = Path.write_bytes, count(1)

    def full_disk(fil: Path, innhold: bytes) -> int:
        if next(hvilken) == nr or fil.suffix == ".csv":
            skriv(fil, innhold[: len(innhold) // 2])
            raise OSError(errno.ENOSPC, "No space left on device")
        return skriv(fil, innhold)

    monkeypatch.setattr(Path, "write_bytes", full_disk)
    svar = fristvakt("post", "--eksporter", ut)
    assert (svar.kode, svar.ut, len(svar.linjer)) == (1, "", 1)
    assert re.match(rf"Får ikke brukt {ut}/\S+: disken er full\. Rett det, eller velg en annen mappe", svar.linjer[0])
    assert ut.exists() == fantes
    assert not fantes or not list(ut.iterdir())


@pytest.mark.parametrize("navn", ["eks[/x]", "eks[bold]", "eks:key:"])
def test_navnet_paa_mappen_staar_som_det_er_skrevet(sendt: Path, tmp_path: Path, navn: str) -> None:
    svar = fristvakt("post", "--eksporter", tmp_path / navn)
    assert (svar.kode, svar.feil) == (0, "")
    assert f" ligger i {tmp_path / navn}. Indeksen er indeks.csv." in svar.ut


DATO = re.compile(r"\d{4}-\d\d-\d\d(T\d\d:\d\d:\d\d[+]\d\d:\d\d)?")
"""A day, or an instant with its time zone (ISO 8601)."""
ANNEN_DATO = re.compile(r"\d{1,2}[.]\s?(\d{1,2}[.]|[a-z]+)\s?\d{4}")


def test_alle_datoer_i_indeksen_er_skrevet_likt(sendt: Path, tmp_path: Path) -> None:
    [melding, *_] = fristvakt("post", "--json").json()
    with sqlite3.connect(sendt / "fristvakt.db") as db:
        om = (f"<{melding['id']}>", AVTALE, "forankring.vaaler", "ferdig")
        tid = "2024-11-19 07:30:00.000000"
        db.execute("INSERT INTO lenkebruk VALUES (?, ?, ?, ?, ?, 2, ?)", (*om, tid, tid))
        db.execute(
            "INSERT INTO returpost (id, tid, dag, slag, fil, avsender, emne, melding, kode, svar, borte_til, tilbake) "
            "VALUES ('r', ?, '2024-11-19', 'fravaer', 'f', 'a@b.example', 'Borte', ?, '', '', "
            "'2024-12-01', '2024-12-02')",
            (tid, om[0]),
        )
    rad = indeksen(tmp_path)[0]
    assert rad["sendt"] == "2024-11-18T11:00:00+01:00"
    assert "; skulle gå 2024-10-16." in rad["grunner"]
    assert rad["alle_svar"] == "2024-11-18T11:00:00+01:00 tatt imot"
    tid = "2024-11-19T08:30:00+01:00"
    assert rad["lenkebruk"].endswith(f"åpnet 2 ganger, første gang {tid}, brukt {tid}")
    assert rad["retur"] == f"{tid} Avsenderen svarer at hen er borte til 2024-12-01, tilbake 2024-12-02. «Borte»"
    for kolonne, verdi in rad.items():
        if kolonne not in {"emne", "saker"}:
            assert not ANNEN_DATO.search(verdi), (kolonne, verdi)


def test_indeksen_har_navn_og_har_id_ene_for_seg(sendt: Path, tmp_path: Path) -> None:
    meldinger = fristvakt("post", "--json").json()
    for rad, melding in zip(indeksen(tmp_path), meldinger, strict=True):
        assert rad["part"].endswith(("kommune", "departementet"))
        assert rad["ider"] == " | ".join(f"{s['avtale']}/{s['steg']} ({s['slag']})" for s in melding["saker"])
        for kolonne in set(rad) - {"ider", "message_id", "fil"}:
            assert AVTALE not in rad[kolonne]
            assert not any(s["steg"] in rad[kolonne] for s in melding["saker"])


def indeksen(mappe: Path) -> list[dict[str, str]]:
    """The index of all mail, as a spreadsheet in Norway reads it: semicolons between, UTF-8 by its mark."""
    assert fristvakt("post", "--eksporter", mappe / "ut").kode == 0
    raa = (mappe / "ut" / "indeks.csv").read_bytes()
    assert raa.startswith(b"\xef\xbb\xbffil;sendt;til;part;emne;")
    assert raa.count(b"\r\n") == raa.count(b"\n") == len(list(csv.reader(raa.decode().splitlines()))), "a line for each"
    return list(csv.DictReader(raa.decode("utf-8-sig").splitlines(), delimiter=";"))


@pytest.mark.parametrize(
    ("emne", "vist"),
    [
        ('Møte; «om» "støtte"', 'Møte; «om» "støtte"'),
        ("første\r\nandre\nlinje\u2028tredje", "første andre linje tredje"),
        ("=1+1;\n@x", "'=1+1; @x"),
        (" \t=1", "'=1"),
        ("\u202e-1", "'-1"),
        ("", ""),
        ("'=1", "'=1"),
    ],
)
def test_navn_og_emner_kan_ha_hvilke_tegn_som_helst(sendt: Path, tmp_path: Path, emne: str, vist: str) -> None:
    with sqlite3.connect(sendt / "fristvakt.db") as db:
        db.execute("UPDATE sendt SET emne = ?", (emne,))
        db.execute("UPDATE sendt_post SET steg = ?", (emne,))
        db.execute("UPDATE leveringsforsoek SET tekst = ?", (f"{emne};\r\n=2",))
    rad = indeksen(tmp_path)[0]
    assert rad["emne"] == vist
    assert not any(verdi.startswith(("=", "+", "-", "@", "\t", " ")) for verdi in rad.values())


@pytest.mark.parametrize("emne", ["=HYPERLINK(1)", "+47", "-1", "@alle"])
def test_et_emne_som_ligner_en_formel_er_tekst_i_regnearket(sendt: Path, tmp_path: Path, emne: str) -> None:
    with sqlite3.connect(sendt / "fristvakt.db") as db:
        db.execute("UPDATE sendt SET emne = ?", (emne,))
    fristvakt("post", "--eksporter", tmp_path / "ut")
    assert f";'{emne};" in (tmp_path / "ut" / "indeks.csv").read_text(encoding="utf-8-sig")
