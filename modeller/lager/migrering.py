"""Bringing a database's schema up to date with Alembic, without any configuration file."""

from __future__ import annotations

import sqlite3
from pathlib import Path

from alembic import command
from alembic.config import Config
from alembic.util import CommandError
from sqlalchemy import Connection, event, text
from sqlalchemy.engine import URL
from sqlalchemy.engine.interfaces import DBAPIConnection
from sqlalchemy.ext.asyncio import create_async_engine
from sqlalchemy.pool import NullPool

from modeller.lager.lager import VENT_PAA_LAAS_MS, UkjentRevisjon

_MAPPE = Path(__file__).parent / "migreringer"
_LAAS = 20240902
"""Any fixed number: two processes that open a PostgreSQL database at once migrate it one after the other."""


async def migrer(adresse: URL, til: str = "head") -> None:
    """Run the migrations up to revision `til`, in one transaction; the folder of a SQLite file is made.

    Raises `UkjentRevisjon`.
    """
    sqlite = adresse.get_backend_name() == "sqlite"
    if sqlite and adresse.database:
        Path(adresse.database).parent.mkdir(parents=True, exist_ok=True)
        # A file that cannot be opened is found here: the asynchronous driver leaves a thread behind that then talks
        # to an event loop that has closed.
        sqlite3.connect(adresse.database).close()
    motor = create_async_engine(adresse, poolclass=NullPool)
    if sqlite:
        # No foreign keys here: batch mode rebuilds tables, and dropping the old one must not cascade.
        event.listen(motor.sync_engine, "connect", _klargjoer)
        event.listen(motor.sync_engine, "begin", _begynn)
    try:
        async with motor.begin() as tx:
            if not sqlite:
                await tx.execute(text("SELECT pg_advisory_xact_lock(:laas)"), {"laas": _LAAS})
            await tx.run_sync(_oppgrader, til)
    except CommandError as feil:
        raise UkjentRevisjon(str(feil)) from feil
    finally:
        await motor.dispose()


def oppsett(tx: Connection | None = None) -> Config:
    """Alembic's configuration in code; `tx` is the open transaction that `env.py` works in."""
    config = Config()
    config.set_main_option("script_location", str(_MAPPE).replace("%", "%%"))
    config.set_main_option("version_locations", str(_MAPPE / "versjoner").replace("%", "%%"))
    config.set_main_option("path_separator", "newline")
    config.attributes["tx"] = tx
    return config


def _oppgrader(tx: Connection, til: str) -> None:
    command.upgrade(oppsett(tx), til)


def _klargjoer(tilkobling: DBAPIConnection, _: object) -> None:
    """Readers must not block the writer (WAL). Set here and not per connection: while others are at work SQLite
    refuses the change at once instead of waiting for it.
    """
    tilkobling.isolation_level = None
    peker = tilkobling.cursor()
    peker.execute(f"PRAGMA busy_timeout={VENT_PAA_LAAS_MS}")
    peker.execute("PRAGMA journal_mode")
    modus = peker.fetchone()
    if modus is None or modus[0] != "wal":
        peker.execute("PRAGMA journal_mode=WAL")
    peker.close()


def _begynn(tx: Connection) -> None:
    tx.exec_driver_sql("BEGIN IMMEDIATE")
