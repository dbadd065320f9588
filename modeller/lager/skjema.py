"""The tables as statements, for a database in memory: worded once, for it takes longer than to carry them out."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache

from sqlalchemy import Connection
from sqlalchemy.dialects import sqlite
from sqlalchemy.schema import CreateIndex, CreateTable

from modeller.lager.posttabeller import METADATA


def lag_tabellene(tx: Connection) -> None:
    """Make every table and index in an empty SQLite database."""
    for setning in _setninger():
        tx.exec_driver_sql(setning)


@cache
def _setninger() -> tuple[str, ...]:
    return tuple(_i_ord())


def _i_ord() -> Iterator[str]:
    dialekt = sqlite.dialect()
    for tabell in METADATA.sorted_tables:
        yield str(CreateTable(tabell).compile(dialect=dialekt))
        for indeks in sorted(tabell.indexes, key=lambda indeks: str(indeks.name)):
            yield str(CreateIndex(indeks).compile(dialect=dialekt))
