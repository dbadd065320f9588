"""What the board's tests are given: a source over the fixed cast, and a client of the board that shows it."""

from collections.abc import AsyncIterator

import httpx
import pytest

from tests.tavlebesetning import Proevekilde, klient_for, pulje2


@pytest.fixture
def kilde() -> Proevekilde:
    return Proevekilde(planene=(pulje2(),))


@pytest.fixture
async def tavla(kilde: Proevekilde) -> AsyncIterator[httpx.AsyncClient]:
    async with klient_for(kilde) as klient:
        yield klient
