"""What a Prefect worker's process imports in test_prefect.py: the real flows, over the store the test has filled."""

from __future__ import annotations

import os
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import UTC, datetime

from flyter.drift import Drift, ved_foerste_bruk
from flyter.flyter import FLYTER
from flyter.motor.prefekt import som_attributter
from modeller.lager.kjoeringer import Kjoeringsbok
from modeller.lager.lager import Lager
from tests.flyter.avtaleverden import MED_EGNE, drift_over

__getattr__ = som_attributter(FLYTER)

LAGER = "FRISTVAKT_TEST_LAGER"
NAA = datetime(2025, 3, 3, 4, 5, tzinfo=UTC)


@asynccontextmanager
async def bygg() -> AsyncIterator[Drift]:
    """A context over the test's own store, on the test's clock."""
    async with await Lager.aapne(os.environ[LAGER]) as lager:
        yield drift_over(lager, lambda: NAA, Kjoeringsbok(lager, "send"), MED_EGNE)


ved_foerste_bruk(bygg)
