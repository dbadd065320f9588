"""One running service per data folder: a file lock that the operating system lets go of however the process ends."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO

FILNAVN = "fristvakt.laas"


class MappeIBruk(Exception):
    """Another process runs on this data folder; `mappe` is the folder, `pid` that process when it could be read."""

    def __init__(self, mappe: Path, pid: int | None) -> None:
        hvem = f" (prosess {pid})" if pid else ""
        super().__init__(
            f"Fristvakt kjører allerede på datamappen {mappe}{hvem}. Stopp den først, eller velg en annen datamappe."
        )
        self.mappe = mappe
        self.pid = pid


@contextmanager
def laas_mappe(mappe: Path) -> Iterator[None]:
    """Hold the data folder (made when missing) alone inside the block. Raises `MappeIBruk` at once when it is taken."""
    mappe.mkdir(parents=True, exist_ok=True)
    # Opened for appending: a second process must not empty the file that names the first.
    with (mappe / FILNAVN).open("a+b") as fil:
        try:
            _laas(fil)
        except OSError:
            raise MappeIBruk(mappe, _les_pid(fil)) from None
        fil.truncate(0)
        fil.write(str(os.getpid()).encode())
        fil.flush()
        try:
            yield
        finally:
            fil.truncate(0)


def _les_pid(fil: BinaryIO) -> int | None:
    try:
        fil.seek(0)
        return int(fil.read())
    except (OSError, ValueError):
        return None


if sys.platform == "win32":
    import msvcrt

    def _laas(fil: BinaryIO) -> None:
        fil.seek(1 << 20)  # a byte beyond the text, so that the text stays readable
        msvcrt.locking(fil.fileno(), msvcrt.LK_NBLCK, 1)
else:
    import fcntl

    def _laas(fil: BinaryIO) -> None:
        fcntl.flock(fil.fileno(), fcntl.LOCK_EX | fcntl.LOCK_NB)
