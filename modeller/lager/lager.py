"""Opening the store, and its two kinds of transaction: `skriving` and `lesing`."""

from __future__ import annotations

import asyncio
import sqlite3
from collections.abc import AsyncIterator, Iterator
from contextlib import AsyncExitStack, asynccontextmanager, contextmanager
from contextvars import ContextVar
from typing import Self, cast

from sqlalchemy import Connection, create_engine, event, make_url
from sqlalchemy.engine import URL
from sqlalchemy.engine.interfaces import DBAPIConnection
from sqlalchemy.exc import DBAPIError
from sqlalchemy.ext.asyncio import AsyncConnection, AsyncEngine, create_async_engine
from sqlalchemy.pool import StaticPool

from modeller.lager.direkte import Direktemotor
from modeller.lager.ferskhet import Ferskhet
from modeller.lager.revisjon import er_nyest
from modeller.lager.skjema import lag_tabellene

STANDARD = "sqlite+aiosqlite:///fristvakt.db"
I_MINNET = "sqlite+aiosqlite:///:memory:"

VENT_PAA_LAAS_MS = 10_000
"""How long a SQLite connection waits for another's lock."""

SKRIVER = "skriver"
"""What a connection remembers of the transaction it is about to begin."""

Tx = AsyncConnection
"""A transaction, as the functions beside this file take it."""


class LagerUtilgjengelig(Exception):
    """The database cannot be opened; the message is for the operator, in bokmål, and never has the password."""

    def __init__(self, adresse: URL, grunn: str) -> None:
        sqlite = adresse.get_backend_name() == "sqlite"
        navn = adresse.database if sqlite else adresse.render_as_string(hide_password=True)
        super().__init__(f"Får ikke åpnet databasen {navn}: {grunn}")


class UkjentRevisjon(Exception):
    """The database is at a revision of the schema that these migrations do not know: a newer version made it."""


_aapen: ContextVar[frozenset[int]] = ContextVar("aapne_lagre", default=frozenset())


class Lager:
    """The store. Open it with `aapne`; everything is read and written inside `lesing()` or `skriving()`.

    A transaction inside another in the same task is refused: on SQLite it would wait for itself.
    """

    def __init__(self, motor: AsyncEngine, *, i_minnet: bool) -> None:
        self._motor = motor
        self._i_minnet = i_minnet
        self._skrivelaas = asyncio.Lock() if motor.dialect.name == "sqlite" else None
        self._ferskhet: Ferskhet | None = None

    @classmethod
    async def aapne(cls, url: str = STANDARD, *, direkte: bool = False) -> Self:
        """Open the database and bring its schema up to date.

        `sqlite+aiosqlite:///<path>`, `sqlite+aiosqlite:///:memory:` (one shared connection, gone when closed) or
        `postgresql+asyncpg://…`. With `direkte` a SQLite file is asked on the caller's own thread, which is faster, and
        stands still while another holds the file's lock. Raises `LagerUtilgjengelig`.
        """
        adresse = make_url(url)
        sqlite = adresse.get_backend_name() == "sqlite"
        i_minnet = sqlite and adresse.database in {None, "", ":memory:"}
        if not i_minnet and not (sqlite and er_nyest(str(adresse.database))):
            from modeller.lager.migrering import migrer  # noqa: PLC0415 - slow to load, and of no use in memory

            with _feil_i_ord(adresse):
                await migrer(adresse)
        motor = _motor(adresse, i_minnet=i_minnet, direkte=direkte)
        if i_minnet:  # nothing to migrate from; a test holds that this schema is the migrated one
            async with motor.connect() as tx, tx.begin():
                await tx.run_sync(lag_tabellene)
        lager = cls(motor, i_minnet=i_minnet)
        if not i_minnet and sqlite and adresse.database:
            lager._ferskhet = Ferskhet(adresse.database)
        return lager

    def stand(self) -> int | None:
        """A number that stays the same as long as nothing is committed, by anybody; None when only reading can tell.

        Ask before reading what is to be remembered by it: then what is stored meanwhile is seen the next time.
        """
        return self._ferskhet.stand() if self._ferskhet else None

    async def lukk(self) -> None:
        """Close all connections."""
        if self._ferskhet is not None:
            self._ferskhet.lukk()
        await self._motor.dispose()

    async def __aenter__(self) -> Self:
        return self

    async def __aexit__(self, *_: object) -> None:
        await self.lukk()

    @asynccontextmanager
    async def skriving(self) -> AsyncIterator[Tx]:
        """A write transaction: committed whole when the block ends, rolled back whole when it raises.

        On SQLite it takes the write lock at once (`BEGIN IMMEDIATE`), so what it reads cannot be overtaken.
        """
        async with self._transaksjon(skriver=True) as tx:
            yield tx

    @asynccontextmanager
    async def proeving(self) -> AsyncIterator[Tx]:
        """As `skriving`, but rolled back whole when the block ends: for asking what something would lead to."""
        async with self._transaksjon(skriver=True) as tx:
            try:
                yield tx
            finally:
                await tx.rollback()

    @asynccontextmanager
    async def lesing(self) -> AsyncIterator[Tx]:
        """A read transaction: one consistent snapshot."""
        async with self._transaksjon(skriver=False) as tx:
            yield tx

    @asynccontextmanager
    async def _transaksjon(self, *, skriver: bool) -> AsyncIterator[Tx]:
        if id(self) in _aapen.get():
            raise RuntimeError("a transaction is already open in this task: pass it on instead of opening another")
        async with AsyncExitStack() as stabel:
            if self._skrivelaas and (skriver or self._i_minnet):
                await stabel.enter_async_context(self._skrivelaas)
            tx = await stabel.enter_async_context(self._motor.connect())
            # On SQLite `begynn_sqlite` turns the mark into BEGIN IMMEDIATE; on PostgreSQL a read wants one snapshot.
            if self._motor.dialect.name == "sqlite":
                tx.info[SKRIVER] = skriver
            elif not skriver:
                await tx.execution_options(isolation_level="REPEATABLE READ", postgresql_readonly=True)
            await stabel.enter_async_context(tx.begin())
            merke = _aapen.set(_aapen.get() | {id(self)})
            try:
                yield tx
            finally:
                _aapen.reset(merke)


@contextmanager
def _feil_i_ord(adresse: URL) -> Iterator[None]:
    try:
        yield
    except UkjentRevisjon as feil:
        raise LagerUtilgjengelig(adresse, "den er laget av en nyere versjon av Fristvakt.") from feil
    except (DBAPIError, sqlite3.Error, OSError) as feil:
        raise LagerUtilgjengelig(adresse, _grunn(str(getattr(feil, "orig", feil)))) from feil


def _grunn(feil: str) -> str:
    for tegn, grunn in _GRUNNER.items():
        if tegn in feil:
            return grunn
    return f"{feil}."


_GRUNNER = {
    "not a database": "filen er ikke en database. Legg tilbake en sikkerhetskopi, eller velg en annen datamappe.",
    "malformed": "filen er skadet. Legg tilbake en sikkerhetskopi, eller velg en annen datamappe.",
    "readonly": "den kan ikke skrives til. Gi tilgang, eller velg en annen datamappe.",
    "unable to open": "mangler tilgang til filen eller mappen. Gi tilgang, eller velg en annen datamappe.",
    "Connect call failed": "databasetjeneren svarer ikke. Start den, eller rett adressen.",
    "disk is full": "disken er full. Gjør plass, og prøv igjen.",
    "disk I/O error": "disken er full eller svarer med feil. Se til at det er plass på den, og prøv igjen.",
    "is locked": "et annet program har låst den. Prøv igjen om litt.",
}
"""By what SQLite says, for the faults an operator can do something about."""


def _motor(adresse: URL, *, i_minnet: bool, direkte: bool) -> AsyncEngine:
    if adresse.get_backend_name() != "sqlite":
        return create_async_engine(adresse, pool_pre_ping=True)
    if i_minnet:
        # One connection, used by one task at a time, on whichever thread its loop runs.
        synkron = create_engine("sqlite://", poolclass=StaticPool, connect_args={"check_same_thread": False})
        motor = cast("AsyncEngine", Direktemotor(synkron))
    elif direkte:
        # As many as are asked for: to wait for one would be to stop those who have them.
        synkron = create_engine(adresse.set(drivername="sqlite"), pool_size=1, max_overflow=-1)
        motor = cast("AsyncEngine", Direktemotor(synkron))
    else:
        motor = create_async_engine(adresse)
    event.listen(motor.sync_engine, "connect", klargjoer_sqlite)
    event.listen(motor.sync_engine, "begin", begynn_sqlite)
    return motor


def klargjoer_sqlite(tilkobling: DBAPIConnection, _: object) -> None:
    """Per connection: SQLAlchemy, not the driver, begins transactions, and a taken lock is waited for.

    That readers do not block the writer (WAL) is set once, when the file is migrated, and stays with the file.
    `synchronous=FULL`, because the ledger of what was sent must outlive a power cut, not only a killed process.
    """
    tilkobling.isolation_level = None
    peker = tilkobling.cursor()
    for pragma in (
        f"busy_timeout={VENT_PAA_LAAS_MS}",
        "synchronous=FULL",
        "foreign_keys=ON",
    ):
        peker.execute(f"PRAGMA {pragma}")
    peker.close()


def begynn_sqlite(tx: Connection) -> None:
    """Emit the BEGIN the driver no longer does; a writer's is IMMEDIATE, or concurrent updates would be lost."""
    peker = tx.connection.cursor()  # the driver's own: SQLAlchemy's way costs as much as a whole question
    peker.execute("BEGIN IMMEDIATE" if tx.info.get(SKRIVER, True) else "BEGIN")
    peker.close()
