"""One running service per data folder: a file lock that the operating system lets go of however the process ends.

The file tells other commands on the folder where the service answers and what its clock shows.
"""

from __future__ import annotations

import json
import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path
from typing import Any, BinaryIO

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


@dataclass(frozen=True, slots=True, kw_only=True)
class Tjeneste:
    """The service that runs on a folder: the board's address, and how far its clock is ahead of the machine's."""

    adresse: str
    forskyvning: timedelta


@dataclass(frozen=True, slots=True)
class Mappelaas:
    """The lock, held."""

    fil: BinaryIO

    def fortell(self, tjeneste: Tjeneste) -> None:
        """Let other commands know of the service, as long as it runs."""
        sekunder = tjeneste.forskyvning.total_seconds()
        _skriv(self.fil, {"pid": os.getpid(), "adresse": tjeneste.adresse, "forskyvning": sekunder})


@contextmanager
def laas_mappe(mappe: Path) -> Iterator[Mappelaas]:
    """Hold the data folder (made when missing) alone inside the block. Raises `MappeIBruk` at once when it is taken."""
    mappe.mkdir(parents=True, exist_ok=True)
    # Opened for appending: a second process must not empty the file that names the first.
    with (mappe / FILNAVN).open("a+b") as fil:
        if not _laas(fil):
            raise MappeIBruk(mappe, _les(fil).get("pid"))
        _skriv(fil, {"pid": os.getpid()})
        try:
            yield Mappelaas(fil)
        finally:
            fil.truncate(0)


def tjeneste_i(mappe: Path) -> Tjeneste | None:
    """The service that runs on the folder now; None when none does, or it is not ready yet."""
    try:
        fil = (mappe / FILNAVN).open("r+b")
    except OSError:
        return None
    with fil:
        fortalt = _les(fil)
        # What a killed service left is held by nobody. Tried only then, so that a service starting is not kept out.
        if "adresse" not in fortalt or _laas(fil):
            return None
    return Tjeneste(adresse=fortalt["adresse"], forskyvning=timedelta(seconds=fortalt["forskyvning"]))


def _skriv(fil: BinaryIO, innhold: dict[str, Any]) -> None:
    fil.truncate(0)
    fil.write(json.dumps(innhold).encode())
    fil.flush()


def _les(fil: BinaryIO) -> dict[str, Any]:
    try:
        fil.seek(0)
        lest = json.loads(fil.read())
    except (OSError, ValueError):
        return {}
    return lest if isinstance(lest, dict) else {}


if sys.platform == "win32":
    import msvcrt

    def _laas(fil: BinaryIO) -> bool:
        """Whether nobody else holds it: then we do, until the file is closed."""
        fil.seek(1 << 20)  # a byte beyond the text, so that the text stays readable
        try:
            msvcrt.locking(fil.fileno(), msvcrt.LK_NBLCK, 1)
        except OSError:
            return False
        return True
else:
    import fcntl

    def _laas(fil: BinaryIO) -> bool:
        """Whether nobody else holds it: then we do, until the file is closed."""
        try:
            fcntl.flock(fil.fileno(), fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError:
            return False
        return True
