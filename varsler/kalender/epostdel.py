"""The `.ics` part of an e-mail: for information, so that a reader may keep a date without subscribing."""

from __future__ import annotations

from collections.abc import Iterable

from varsler.kalender.ics import melding
from varsler.kalender.oppfoering import Kalenderpost

METODE = "PUBLISH"
INNHOLDSTYPE = f"text/calendar; charset=utf-8; method={METODE}"
"""The MIME part's content type: its `method` must be the calendar's METHOD."""
FILNAVN = "frister.ics"


def ics_for_steg(poster: Iterable[Kalenderpost], organizer: str) -> bytes:
    """The calendar with these entries; `organizer` is the sender's bare e-mail address.

    The UIDs are those of the feeds, so an entry kept from a message and one from a feed are the same. Raises
    ValueError without entries, as a calendar must hold at least one.
    """
    liste = tuple(poster)
    if not liste:
        raise ValueError("a calendar part needs at least one entry")
    return melding(METODE, organizer, liste)
