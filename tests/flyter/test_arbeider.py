"""A worker's process finds the flows of the job table where they are deployed from, and builds their context itself."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from flyter.drift import drift_i_bruk, ved_foerste_bruk
from flyter.flyter import FLYTER
from flyter.jobber import JOBBER
from fristvakt import arbeider


@pytest.fixture(autouse=True)
def som_i_en_arbeider(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("FRISTVAKT_MAPPE", str(tmp_path))
    ved_foerste_bruk(arbeider.fra_innstillinger)
    yield
    ved_foerste_bruk(None)


def test_hver_jobb_har_sin_flyt_i_arbeidermodulen() -> None:
    for jobb in JOBBER:
        assert getattr(arbeider, jobb.flyt).name == FLYTER[jobb.flyt].navn


async def test_sammenhengen_bygges_fra_innstillingene(tmp_path: Path) -> None:
    async with drift_i_bruk() as drift:
        assert await drift.kjoeringslogg.siste_fullfoerte("natt") is None
        assert set(drift.grunnlag.livsloep) >= {"bygdevekst", "samarbeid"}
    assert (tmp_path / "fristvakt.db").exists()
