"""Before any test here imports Prefect, its environment must be ours."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime

import pytest

import flyter.motor.miljoe  # noqa: F401 - prepares the environment when imported
from flyter.drift import Drift, med_drift
from flyter.motor.kjoering import Minnelogg
from tests.flyter.kulisser import Stilleklokke, lag_drift


@pytest.fixture
def klokke() -> Stilleklokke:
    return Stilleklokke(datetime(2024, 9, 2, 3, 5, tzinfo=UTC))


@pytest.fixture
def loggbok() -> Minnelogg:
    return Minnelogg()


@pytest.fixture
def sammenheng(klokke: Stilleklokke, loggbok: Minnelogg) -> Iterator[Drift]:
    """A context without a store, for flows that move nothing."""
    with med_drift(lag_drift(klokke, loggbok)) as denne:
        yield denne
