"""What the answer app's tests are given: the app over a store of their own."""

from collections.abc import AsyncIterator

import pytest

from tests.svar.svarverden import Svarverden, svarverden


@pytest.fixture
async def verden() -> AsyncIterator[Svarverden]:
    async with svarverden() as verden:
        yield verden
