"""`skjema`, and how faults are told: a line each on standard error, exit code 2, nothing stored."""

from __future__ import annotations

import json
import re
import shutil
import tomllib
from collections.abc import Sequence
from datetime import date
from pathlib import Path

import jsonschema  # type: ignore[import-untyped]
import pytest

from tests.fristvakt.kommandoproeve import ALLE, EKSEMPLER, PULJE_2, Svar, fristvakt


@pytest.mark.parametrize(
    ("hva", "filer"),
    [
        ("avtale", ALLE),
        ("register", [EKSEMPLER / "register.toml"]),
        # The long ones are held against the schema in tests/filer.
        ("fakta", [EKSEMPLER / "fakta" / "innlandet-distriktssenteret.toml"]),
        ("livsloep", sorted((EKSEMPLER / "livsloep").glob("*.toml"))),
    ],
)
def test_skjemaet_er_gyldig_og_eksemplene_foelger_det(hva: str, filer: Sequence[Path]) -> None:
    skjema = fristvakt("skjema", hva).json()
    jsonschema.Draft202012Validator.check_schema(skjema)
    for fil in filer:
        innhold = json.dumps(tomllib.loads(fil.read_text(encoding="utf-8")), default=date.isoformat)
        jsonschema.validate(json.loads(innhold), skjema)


def test_skjema_uten_ord_er_avtalens() -> None:
    assert fristvakt("skjema").ut == fristvakt("skjema", "avtale").ut


def test_et_skjema_som_ikke_finnes_sies_det_fra_om() -> None:
    svar = fristvakt("skjema", "avtaler")
    assert svar.kode == 2
    assert "avtale, register, fakta" in svar.linjer[-1]


@pytest.fixture
def kopi(tom_maskin: Path) -> Path:
    return shutil.copytree(EKSEMPLER, tom_maskin / "eksempler") / PULJE_2.name


def skriv_om(fil: Path, *bytter: tuple[str, str]) -> None:
    tekst = fil.read_text(encoding="utf-8")
    for fra, til in bytter:
        assert fra in tekst
        tekst = tekst.replace(fra, til, 1)
    fil.write_text(tekst, encoding="utf-8")


def er_avvist(svar: Svar, tom_maskin: Path) -> bool:
    """Refused in words alone, and nothing stored: not so much as a data folder."""
    assert "Traceback" not in svar.feil
    return (svar.kode, svar.ut) == (2, "") and not (tom_maskin / "data").exists()


def test_hver_feil_i_fila_faar_sin_linje_med_fil_linje_og_hva_som_er_rett(kopi: Path, tom_maskin: Path) -> None:
    skriv_om(
        kopi,
        ('id = "aamot"', 'id = "amot"'),
        ('pilot = "trysil"', 'pilott = "trysil"'),
    )
    svar = fristvakt("les", kopi, "--naa", "2024-10-16")
    assert er_avvist(svar, tom_maskin)
    assert all(re.match(rf"{re.escape(str(kopi.parent))}/[\w/-]+\.toml(:\d+)?: ", linje) for linje in svar.linjer)
    assert "Mente du «aamot»?" in svar.feil
    assert "Mente du «pilot»?" in svar.feil


def test_plan_og_simuler_sier_det_samme_om_en_fil_med_feil(kopi: Path) -> None:
    skriv_om(kopi, ('livsloep = "bygdevekst"', 'livsloep = "bygdevext"'))
    les = fristvakt("les", kopi, "--naa", "2024-10-16")
    plan = fristvakt("plan", kopi, "--json")
    simuler = fristvakt("simuler", kopi, "--fra", "2024-10-01", "--til", "2024-10-02", "--json")
    assert les.kode == plan.kode == simuler.kode == 2
    assert les.linjer == plan.linjer == simuler.linjer
    assert "Mente du «bygdevekst»?" in les.feil


@pytest.mark.parametrize(
    ("innhold", "grunn"),
    [
        ("navn = «hei»".encode("latin-1"), "UTF-8"),
        (b"x" * 10_000_000, "1 MB"),
        (b"\x00" * 1000, ""),
        (b"id = ", ""),
        (b"", ""),
        (b'id = "a"\nopprettet = 2024-02-30\n', "2024-02-30"),
    ],
    ids=["latin-1", "10 MB", "nuller", "halv", "tom", "30. februar"],
)
def test_skrap_avvises_uten_spor(tom_maskin: Path, innhold: bytes, grunn: str) -> None:
    fil = tom_maskin / "skrap.toml"
    fil.write_bytes(innhold)
    svar = fristvakt("les", fil)
    assert er_avvist(svar, tom_maskin)
    assert svar.linjer
    assert all(str(fil) in linje for linje in svar.linjer)
    assert grunn in svar.feil
    assert len(svar.feil) < 5000


@pytest.mark.parametrize(
    ("rad", "grunn"),
    [
        ('navn = "En\\nto"', "navn: Teksten går over flere linjer."),
        ('kilde = "001\\u001b[31m"', "kilde: Teksten har tegn som ikke kan vises."),
        ('[saksnumre]\ntrysil = "24/1\\u00002"', "saksnumre.trysil: Teksten har tegn som ikke kan vises."),
    ],
)
def test_tegn_som_ikke_kan_vises_avvises_der_de_staar(tom_maskin: Path, rad: str, grunn: str) -> None:
    fil = tom_maskin / "avtale.toml"
    fil.write_text(rad, encoding="utf-8")
    svar = fristvakt("plan", fil)
    assert (svar.kode, svar.ut) == (2, "")
    assert grunn in svar.feil


def test_to_avtaler_med_samme_id_avvises(kopi: Path, tom_maskin: Path) -> None:
    tvilling = kopi.with_name("tvilling.toml")
    shutil.copy(kopi, tvilling)
    svar = fristvakt("les", kopi, tvilling, "--naa", "2024-10-16")
    assert er_avvist(svar, tom_maskin)
    assert "To avtaler kan ikke ha samme id." in svar.feil


def test_en_feil_i_en_av_tre_filer_lagrer_ingen_av_dem(kopi: Path, tom_maskin: Path) -> None:
    skriv_om(kopi.with_name("indre-namdal.toml"), ('livsloep = "bygdevekst"', 'livsloep = "x"'))
    andre = [kopi, kopi.with_name("innlandet-distriktssenteret.toml"), kopi.with_name("indre-namdal.toml")]
    assert er_avvist(fristvakt("les", *andre, "--naa", "2024-10-16"), tom_maskin)


def test_en_fil_som_ikke_finnes_sies_det_fra_om(tom_maskin: Path) -> None:
    svar = fristvakt("plan", "borte.toml")
    assert (svar.kode, svar.linjer) == (2, ["borte.toml: Filen finnes ikke. Sjekk navnet og mappen."])


@pytest.mark.parametrize(
    ("ord_", "grunn"),
    [
        (("plan", "--naa", "i går"), "«i går» er ikke en dato. Skriv for eksempel 2024-09-02 eller 2.9.2024."),
        (("pla",), "plan"),
        (("plan", "--uten-fakt"), "--uten-fakta"),
        (("simuler", PULJE_2, "--fra", "2024-10-01"), "--til"),
        (("les",), "FIL"),
        (("frister", "--dager", "0"), "--dager"),
    ],
)
def test_feil_bruk_gir_kode_2_og_en_grunn(ord_: tuple[str, ...], grunn: str) -> None:
    svar = fristvakt(*ord_)
    assert (svar.kode, svar.ut) == (2, "")
    assert grunn in svar.linjer[-1]


@pytest.mark.parametrize(
    ("navn", "verdi", "grunn"),
    [
        ("FRISTVAKT_ADRESSE", "0.0.0.0", "ikke pålogging"),  # noqa: S104 - refused, which is the test
        ("FRISTVAKT_SMTP_VERT", "smtp.kommunen.example", "FRISTVAKT_AVSENDER"),
        ("FRISTVAKT_PORT", "99999", "FRISTVAKT_PORT"),
    ],
)
def test_innstillinger_som_ikke_gaar_an_avvises(
    monkeypatch: pytest.MonkeyPatch, tom_maskin: Path, navn: str, verdi: str, grunn: str
) -> None:
    monkeypatch.setenv(navn, verdi)
    svar = fristvakt("start")
    assert (svar.kode, svar.ut) == (2, "")
    assert len(svar.linjer) == 1
    assert grunn in svar.feil
    assert not (tom_maskin / "data").exists()
