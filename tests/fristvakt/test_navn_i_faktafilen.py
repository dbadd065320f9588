"""A party's new name, told in a fact file: the register has it, and nothing else about the party is another."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.filer.filproeve import Mappe
from tests.fristvakt.kommandoproeve import fristvakt

NYTT_NAVN = """\
[[faktum]]
skjedde = 2024-05-02
type = "navn_endret"
part = "trysil"
navn = { nb = "Trysil fjellkommune", nn = "Trysil fjellkommune" }
grunn = "Kommunestyret har vedtatt det."
"""


@pytest.fixture
def fil(tmp_path: Path) -> Mappe:
    (tmp_path / "filer").mkdir()
    mappe = Mappe(tmp_path / "filer")
    mappe.med_fakta(NYTT_NAVN)
    return mappe


def test_et_nytt_navn_i_faktafilen_staar_i_registeret(fil: Mappe) -> None:
    assert fristvakt("les", fil.sti / "avtale.toml", "--naa", "2024-10-16").kode == 0
    [faktum] = [f for f in fristvakt("fakta", "register", "--json").json() if f["type"] == "navn_endret"]
    assert faktum["hva"]["nb"] == "Trysil kommune heter nå Trysil fjellkommune"
    assert faktum["grunn"] == "Kommunestyret har vedtatt det."
    assert fristvakt("les", fil.sti / "avtale.toml", "--naa", "2024-10-17").ut == "Ingenting er endret.\n"


def test_et_nytt_navn_paa_en_ukjent_part_avvises_med_fil_og_linje(fil: Mappe) -> None:
    fil.skriv("fakta.toml", NYTT_NAVN.replace('"trysil"', '"tryssil"'))
    svar = fristvakt("les", fil.sti / "avtale.toml", "--naa", "2024-10-16")
    assert svar.kode == 2
    assert "fakta.toml:4: faktum[1].part: Parten «tryssil» finnes ikke i registeret. Mente du «trysil»?" in svar.feil
