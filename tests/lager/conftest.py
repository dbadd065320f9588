"""The store as these tests ask for it: in memory, in a file and, where one is offered, in PostgreSQL."""

from __future__ import annotations

import asyncio
import os
from collections.abc import AsyncIterator
from pathlib import Path

import pytest
from sqlalchemy import text
from sqlalchemy.ext.asyncio import create_async_engine

from modeller.lager.lager import I_MINNET, Lager

TILBUDT = os.environ.get("FRISTVAKT_TEST_POSTGRES")
"""Address of an empty PostgreSQL database these tests may wipe (`postgresql+asyncpg://…`)."""
ARBEIDER = os.environ.get("PYTEST_XDIST_WORKER")
POSTGRES = f"{TILBUDT}_{ARBEIDER}" if TILBUDT and ARBEIDER else TILBUDT
"""The database of this process: when tests run side by side each has its own, made beside the one that was offered."""


@pytest.fixture(params=["minne", "fil", *(["postgres"] if POSTGRES else [])])
async def lager(request: pytest.FixtureRequest, filadresse: str) -> AsyncIterator[Lager]:
    """The same answers are asked of every kind of store."""
    adresse = {"minne": I_MINNET, "fil": filadresse, "postgres": POSTGRES or ""}[request.param]
    if request.param == "postgres":
        await toem(adresse)
    async with await Lager.aapne(adresse) as apnet:
        yield apnet


@pytest.fixture
def filadresse(tmp_path: Path) -> str:
    return f"sqlite+aiosqlite:///{tmp_path / 'fristvakt.db'}"


@pytest.fixture(params=["fil", *(["postgres"] if POSTGRES else [])])
async def delt_adresse(request: pytest.FixtureRequest, filadresse: str) -> str:
    """A database that several may have open at once."""
    if request.param == "fil":
        return filadresse
    assert POSTGRES is not None
    await toem(POSTGRES)
    return POSTGRES


@pytest.fixture(scope="session", autouse=True)
def egen_database() -> None:
    """Make the database of this process, when it is not the one that was offered."""
    if TILBUDT and POSTGRES and POSTGRES != TILBUDT:
        asyncio.run(_lag(TILBUDT, POSTGRES.rpartition("/")[2]))


async def _lag(tilbudt: str, navn: str) -> None:
    motor = create_async_engine(tilbudt, isolation_level="AUTOCOMMIT")
    async with motor.connect() as tilkobling:
        await tilkobling.execute(text(f'CREATE DATABASE "{navn}"'))
    await motor.dispose()


async def toem(adresse: str) -> None:
    motor = create_async_engine(adresse)
    async with motor.begin() as tx:
        await tx.execute(text("DROP SCHEMA public CASCADE"))
        await tx.execute(text("CREATE SCHEMA public"))
    await motor.dispose()
