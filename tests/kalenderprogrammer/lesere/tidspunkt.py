"""How the readers in Python tell a day or an instant."""

from datetime import UTC, date, datetime


def iso(verdi: date) -> str:
    """The day, or the instant in UTC. ValueError for a floating time, which no feed of ours may have."""
    if not isinstance(verdi, datetime):
        return verdi.isoformat()
    if verdi.tzinfo is None:
        raise ValueError(f"a floating time: {verdi}")
    return f"{verdi.astimezone(UTC):%Y-%m-%dT%H:%M:%SZ}"
