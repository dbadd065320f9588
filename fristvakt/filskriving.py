"""Files that commands write where they were told to: whole, or not at all."""

from __future__ import annotations

from contextlib import suppress
from pathlib import Path


def skriv_fil(fil: Path, innhold: bytes) -> None:
    """Write the file; one that was begun and could not be finished is removed, unless it was there before.

    Raises `OSError` with the file's name, which the system leaves out when it is the disk that is full.
    """
    fantes = fil.exists()
    try:
        fil.write_bytes(innhold)
    except OSError as feil:
        if not fantes:
            with suppress(OSError):
                fil.unlink(missing_ok=True)
        raise OSError(feil.errno, feil.strerror, str(fil)) from feil
