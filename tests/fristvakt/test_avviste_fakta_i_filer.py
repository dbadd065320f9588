"""A fact of a fact file that only the agreement can refuse is told with its file and line, as every other fault is."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.filer.filproeve import REGISTER, Mappe
from tests.fristvakt.kommandoproeve import fristvakt

HOS_EN_ANNEN = """\
[[faktum]]
skjedde = 2024-05-02
type = "steg_ikke_aktuelt"
steg = "handlingsplan_utkast"
grunn = "Ikke nå"

[[faktum]]
skjedde = 2024-05-03
id = "bytte"
type = "kontakt_sluttet"
kontakt = "trysil-leder"
etterfoelger = "kdd-koordinator"
"""
TRYSILS = """
[[kontakt]]
id = "trysil-leder"
part = "trysil"
navn = "Leder"
epost = "leder@trysil.example"
"""


@pytest.fixture
def fil(tmp_path: Path) -> Mappe:
    (tmp_path / "filer").mkdir()
    mappe = Mappe(tmp_path / "filer")
    mappe.skriv("register.toml", REGISTER + TRYSILS)
    mappe.med_fakta(HOS_EN_ANNEN)
    return mappe


@pytest.mark.parametrize(
    "ord_",
    [
        ("les", "--naa", "2024-10-16"),
        ("simuler", "--fra", "2024-10-16", "--til", "2024-10-18", "--fakta", "fakta.toml"),
        ("simuler", "--fra", "2024-04-29", "--til", "2024-05-06", "--fakta", "fakta.toml"),
    ],
)
def test_en_etterfoelger_hos_en_annen_part_avvises_med_fil_og_linje(
    fil: Mappe, ord_: tuple[str, ...], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(fil.sti)
    svar = fristvakt(ord_[0], fil.sti / "avtale.toml", *ord_[1:])
    assert svar.kode == 2
    [linje] = svar.linjer
    assert "fakta.toml:7: faktum[2]: «kdd-koordinator» er kontakt hos Kommunal- og distriktsdepartementet" in linje


def test_ogsaa_et_faktum_som_er_rettet_i_filen(fil: Mappe) -> None:
    fil.skriv("fakta.toml", HOS_EN_ANNEN.replace('etterfoelger = "kdd-koordinator"\n', ""))
    assert fristvakt("les", fil.sti / "avtale.toml", "--naa", "2024-10-16").kode == 0
    fil.skriv("fakta.toml", HOS_EN_ANNEN)
    svar = fristvakt("les", fil.sti / "avtale.toml", "--naa", "2024-10-16")
    assert svar.kode == 2
    assert f"{fil.sti}/fakta.toml:7: faktum[2]: «kdd-koordinator» er kontakt hos" in svar.feil
