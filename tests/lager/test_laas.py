"""The lock on a data folder: one service at a time, and what it tells other commands while it runs."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

import pytest

from modeller.lager.laas import FILNAVN, MappeIBruk, Tjeneste, laas_mappe, tjeneste_i

TJENESTEN = Tjeneste(adresse="http://127.0.0.1:8711", forskyvning=timedelta(days=-800, seconds=7))


def test_mappa_kan_bare_brukes_av_en_om_gangen(tmp_path: Path) -> None:
    with laas_mappe(tmp_path), pytest.raises(MappeIBruk, match=r"prosess \d+"), laas_mappe(tmp_path):
        pass
    with laas_mappe(tmp_path):
        pass


def test_tjenesten_er_kjent_bare_mens_den_kjoerer(tmp_path: Path) -> None:
    assert tjeneste_i(tmp_path / "finnes-ikke") is None
    with laas_mappe(tmp_path) as laas:
        assert tjeneste_i(tmp_path) is None
        laas.fortell(TJENESTEN)
        assert tjeneste_i(tmp_path) == TJENESTEN
    assert tjeneste_i(tmp_path) is None


def test_det_en_drept_tjeneste_etterlot_blir_ikke_trodd(tmp_path: Path) -> None:
    with laas_mappe(tmp_path) as laas:
        laas.fortell(TJENESTEN)
        etterlatt = (tmp_path / FILNAVN).read_bytes()
    (tmp_path / FILNAVN).write_bytes(etterlatt)
    assert tjeneste_i(tmp_path) is None
    with laas_mappe(tmp_path):
        pass


def test_en_fil_som_ikke_kan_leses_hindrer_ingen(tmp_path: Path) -> None:
    (tmp_path / FILNAVN).write_bytes(b"\xff[1]")
    assert tjeneste_i(tmp_path) is None
    with laas_mappe(tmp_path):
        pass
