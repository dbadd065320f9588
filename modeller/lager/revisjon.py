"""Whether a database file is as migrating leaves it: asked without Alembic, which is slow to load and to ask."""

from __future__ import annotations

import os
import sqlite3
from contextlib import closing
from pathlib import Path

VERSJONER = Path(__file__).parent / "migreringer" / "versjoner"


def nyeste() -> str:
    """The newest revision: migrations are named by their number, and each builds on the one before."""
    return max(fil.name.partition("_")[0] for fil in VERSJONER.glob("[0-9]*.py"))


def er_nyest(fil: str) -> bool:
    """Whether the SQLite file is at the newest revision, and lets readers in beside the writer (WAL), which a copy put
    back may not; False also for one that is not there or cannot be read or written: migrating says why.
    """
    if not (Path(fil).is_file() and os.access(fil, os.W_OK)):
        return False
    try:
        with closing(sqlite3.connect(fil)) as kobling:
            revisjon = kobling.execute("SELECT version_num FROM alembic_version").fetchall()
            return revisjon == [(nyeste(),)] and kobling.execute("PRAGMA journal_mode").fetchone() == ("wal",)
    except sqlite3.Error:
        return False
