"""The store as these tests ask for it: in memory and in a file, with the same answers."""

from __future__ import annotations

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from modeller.lager.lager import I_MINNET, Lager


@pytest.fixture(params=["minne", "fil"])
async def lager(request: pytest.FixtureRequest, tmp_path: Path) -> AsyncIterator[Lager]:
    adresse = I_MINNET if request.param == "minne" else f"sqlite+aiosqlite:///{tmp_path / 'fristvakt.db'}"
    async with await Lager.aapne(adresse) as apnet:
        yield apnet


@pytest.fixture
def filadresse(tmp_path: Path) -> str:
    return f"sqlite+aiosqlite:///{tmp_path / 'fristvakt.db'}"
