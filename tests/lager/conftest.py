"""The store as these tests ask for it: in memory, in a file and, where one is offered, in PostgreSQL."""

from __future__ import annotations

import asyncio
import os
import shutil
from collections.abc import AsyncIterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from alembic.script import ScriptDirectory
from sqlalchemy import text
from sqlalchemy.ext.asyncio import create_async_engine

from modeller.lager.lager import I_MINNET, Lager
from modeller.lager.migrering import oppsett
from modeller.lager.posttabeller import METADATA

SQLITE = "sqlite+aiosqlite:///"
HODE = ScriptDirectory.from_config(oppsett()).get_current_head()
"""The newest revision of the schema."""
TILBUDT = os.environ.get("FRISTVAKT_TEST_POSTGRES")
"""Address of an empty PostgreSQL database these tests may wipe (`postgresql+asyncpg://…`)."""
ARBEIDER = os.environ.get("PYTEST_XDIST_WORKER")
POSTGRES = f"{TILBUDT}_{ARBEIDER}" if TILBUDT and ARBEIDER else TILBUDT
"""The database of this process: when tests run side by side each has its own, made beside the one that was offered."""


@pytest.fixture(params=["minne", "fil", *(["postgres"] if POSTGRES else [])])
async def lager(request: pytest.FixtureRequest, filadresse: str, migrert: Path) -> AsyncIterator[Lager]:
    """The same answers are asked of every kind of store. Those on disk were migrated once, and are empty again."""
    adresse = {"minne": I_MINNET, "fil": filadresse, "postgres": POSTGRES or ""}[request.param]
    if request.param == "fil":
        shutil.copyfile(migrert, filadresse.removeprefix(SQLITE))
    elif request.param == "postgres" and not await toem_tabellene(adresse):
        await toem(adresse)
    async with await Lager.aapne(adresse) as apnet:
        yield apnet


@pytest.fixture(scope="session")
def migrert(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An empty database in a file, to be copied."""
    fil = tmp_path_factory.mktemp("migrert") / "fristvakt.db"

    async def lag() -> None:
        async with await Lager.aapne(f"{SQLITE}{fil}"):
            pass

    # In a thread of its own: the test that asks first has an event loop already.
    with ThreadPoolExecutor(1) as traad:
        traad.submit(asyncio.run, lag()).result()
    return fil


@pytest.fixture
def filadresse(tmp_path: Path) -> str:
    return f"{SQLITE}{tmp_path / 'fristvakt.db'}"


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


async def toem_tabellene(adresse: str) -> bool:
    """Take all rows out of a database that has been migrated; False when it has not, or not to the end."""
    motor = create_async_engine(adresse)
    try:
        async with motor.begin() as tx:
            if await tx.scalar(text("SELECT to_regclass('alembic_version')")) is None:
                return False
            if await tx.scalar(text("SELECT version_num FROM alembic_version")) != HODE:
                return False
            tabeller = ", ".join(tabell.name for tabell in METADATA.sorted_tables)
            await tx.execute(text(f"TRUNCATE {tabeller} RESTART IDENTITY CASCADE"))
            return True
    finally:
        await motor.dispose()


async def toem(adresse: str) -> None:
    motor = create_async_engine(adresse)
    async with motor.begin() as tx:
        await tx.execute(text("DROP SCHEMA public CASCADE"))
        await tx.execute(text("CREATE SCHEMA public"))
    await motor.dispose()
