"""Whether anything has been stored since last asked, at the cost of a few microseconds: for feeds, which are polled."""

from __future__ import annotations

import sqlite3
from contextlib import suppress


class Ferskhet:
    """A connection to a SQLite file that does nothing but ask whether others have written to it.

    SQLite counts, for each connection, what all the others have committed, in this process and every other.
    """

    def __init__(self, fil: str) -> None:
        self._fil = fil
        self._kobling: sqlite3.Connection | None = None

    def stand(self) -> int | None:
        """A number that is the same as long as nothing was committed; None when the file cannot tell just now.

        Takes no lock that anybody waits for, and waits for none.
        """
        try:
            if self._kobling is None:
                self._kobling = sqlite3.connect(self._fil, timeout=0, isolation_level=None, check_same_thread=False)
            stand: int = self._kobling.execute("PRAGMA data_version").fetchone()[0]
        except sqlite3.Error:
            return None
        return stand

    def lukk(self) -> None:
        """Close the connection."""
        if self._kobling is not None:
            with suppress(sqlite3.Error):
                self._kobling.close()
            self._kobling = None
