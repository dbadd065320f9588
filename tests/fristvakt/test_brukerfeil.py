"""Wrong words on the command line are told in one line of Norwegian, with what would be right."""

from __future__ import annotations

import errno
import sqlite3
from pathlib import Path

import pytest
from sqlalchemy.exc import OperationalError

from tests.fristvakt.kommandoproeve import PULJE_2, fristvakt


@pytest.mark.parametrize(
    ("ord_", "svar"),
    [
        (("simuler", "x.toml", "--fra", "2024-01-01"), "--til mangler. Se «fristvakt simuler --help»."),
        (("plann",), "Finner ikke kommandoen «plann». Mente du «plan»? Se «fristvakt --help»."),
        (("plan", "--nao", "1"), "Finner ikke valget --nao. Mente du «--naa»? Se «fristvakt plan --help»."),
        (("frister", "--dager", "0"), "--dager: må være minst 1."),
        (("frister", "--dager", "99999999999"), "--dager: kan ikke være mer enn 3650."),
        (
            ("plan", "x.toml", "--naa", "9999-12-31"),
            "--naa: 31.12.9999 er utenfor kalenderen, som går fra 2020 til 2045.",
        ),
        (("skjema", "tull"), "«tull» finnes ikke. Velg mellom avtale, register, fakta, livsloep."),
        (("registrer",), "TYPE mangler. Se «fristvakt registrer --help»."),
        (("start", "--port", "abc"), "--port: verdien kan ikke brukes. Se «fristvakt start --help»."),
    ],
)
def test_feil_bruk_faar_ett_svar_paa_norsk(ord_: tuple[str, ...], svar: str) -> None:
    utfall = fristvakt(*ord_)
    assert utfall.kode == 2
    assert utfall.feil.strip() == svar
    assert utfall.ut == ""


@pytest.mark.parametrize(
    "ord_",
    [
        ("livsloep", "vis", "bygdevekst", "--svg", "/dev/full"),
        ("aarshjul", PULJE_2, "--aar", "2025", "--svg", "/dev/full"),
        ("feed", "part", "aamot", "--fil", "/dev/full"),
    ],
)
def test_en_full_disk_sies_med_navnet_paa_filen(data: Path, ord_: tuple[str, ...]) -> None:
    utfall = fristvakt(*ord_)
    assert (utfall.kode, utfall.ut) == (1, "")
    assert utfall.feil == ("Får ikke brukt /dev/full: disken er full. Rett det, eller velg en annen mappe eller fil.\n")


def test_en_full_disk_sies_ogsaa_der_systemet_ikke_vet_hvor(monkeypatch: pytest.MonkeyPatch) -> None:
    def full(*_: object, **__: object) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr("fristvakt.kommandoer.varsler.skriv_json", full)
    utfall = fristvakt("varsler", "--json")
    assert (utfall.kode, utfall.ut) == (1, "")
    assert utfall.feil.startswith("Det er ikke plass på disken til det som skulle skrives.")


def test_en_full_disk_sies_naar_det_er_databasen_som_ikke_faar_plass(
    data: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def full(*_: object, **__: object) -> None:
        raise OperationalError("INSERT", {}, sqlite3.OperationalError("database or disk is full"))

    monkeypatch.setattr("fristvakt.proevemodus.sett", full)
    utfall = fristvakt("proevemodus", "paa")
    assert (utfall.kode, utfall.ut) == (1, "")
    assert utfall.feil.startswith("Det er ikke plass på disken til det som skulle skrives.")
