"""The installation's secret, which feed addresses and personal links are made with: a file only its user can read."""

from __future__ import annotations

import os
import secrets
from contextlib import suppress
from pathlib import Path

FILNAVN = "noekkel"
BYTE = 32
_BARE_EIEREN = 0o600


class Noekkelfeil(Exception):
    """The key file does not hold a key; the message is for the operator, in bokmål."""

    def __init__(self, fil: Path) -> None:
        super().__init__(
            f"Nøkkelfilen {fil} er skadet. Legg den tilbake fra en sikkerhetskopi. Sletter du den, lages en ny: Da "
            "virker kalenderadressene fortsatt, men de kan ikke vises igjen, og personlige lenker må lages på nytt."
        )


def les_noekkel(mappe: Path) -> bytes:
    """The key of the data folder, made the first time. Raises `Noekkelfeil` for a file that has none."""
    fil = mappe / FILNAVN
    if not fil.exists():
        _lag(fil)
    fil.chmod(_BARE_EIEREN)
    try:
        noekkel = bytes.fromhex(fil.read_text(encoding="ascii"))
    except ValueError:
        raise Noekkelfeil(fil) from None
    if len(noekkel) != BYTE:
        raise Noekkelfeil(fil)
    return noekkel


def _lag(fil: Path) -> None:
    """Written whole beside its place and linked into it: of two that begin at once, both get the key of the first."""
    fil.parent.mkdir(parents=True, exist_ok=True)
    ny = fil.with_name(f"{FILNAVN}.{secrets.token_hex(4)}")
    try:
        with os.fdopen(os.open(ny, os.O_WRONLY | os.O_CREAT | os.O_EXCL, _BARE_EIEREN), "w", encoding="ascii") as ut:
            ut.write(secrets.token_hex(BYTE))
        with suppress(FileExistsError):
            os.link(ny, fil)
    finally:
        ny.unlink(missing_ok=True)
