"""A machine where nothing is set, and a data folder with the pulje 2 agreement in it."""

from __future__ import annotations

import os
import shutil
from pathlib import Path

import pytest

from fristvakt.utskrift import UT
from tests.fristvakt.kommandoproeve import PULJE_2, fristvakt

LASTET = "2024-10-16"
"""The day the agreement was loaded on."""


@pytest.fixture(autouse=True)
def tom_maskin(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty working folder, no settings of the machine's own, and the data folder `data` in the working folder."""
    for navn in [navn for navn in os.environ if navn.startswith("FRISTVAKT_") and "TEST" not in navn]:
        monkeypatch.delenv(navn)
    monkeypatch.setenv("FRISTVAKT_MAPPE", str(tmp_path / "data"))
    monkeypatch.setenv("COLUMNS", "200")  # for processes that are started; our own console has its width already
    monkeypatch.setattr(UT, "width", 200)
    monkeypatch.chdir(tmp_path)
    return tmp_path


@pytest.fixture(scope="session")
def lastet_mal(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The agreement loaded once, to be copied."""
    mal = tmp_path_factory.mktemp("mal") / "data"
    assert fristvakt("les", PULJE_2, "--mappe", mal, "--naa", LASTET).kode == 0
    return mal


@pytest.fixture
def data(tom_maskin: Path, lastet_mal: Path) -> Path:
    """The data folder, with pulje 2 as it was loaded on 16.10.2024."""
    return shutil.copytree(lastet_mal, tom_maskin / "data")
