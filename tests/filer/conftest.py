"""A folder with one sound agreement, for every test of wrong files."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.filer.filproeve import Mappe


@pytest.fixture
def mappe(tmp_path: Path) -> Mappe:
    return Mappe(tmp_path)
