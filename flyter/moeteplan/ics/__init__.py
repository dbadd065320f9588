"""Reading iCalendar files from strangers: strict about time, lenient about all else, and never for long (ADR 0014)."""

from flyter.moeteplan.ics.kalender import les_ics

__all__ = ["les_ics"]
