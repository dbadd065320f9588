"""The only clock of the product: the machine's, or one that was set back or ahead for a demonstration."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

OSLO = ZoneInfo("Europe/Oslo")
MORGEN = time(8)
"""The hour a demonstration's clock begins at, in Oslo: office hours, so that mail goes."""


@dataclass(frozen=True, slots=True)
class Klokke:
    """Tells the time. `forskyvning` is how far it is ahead of the machine's clock."""

    forskyvning: timedelta = timedelta(0)

    @classmethod
    def fra(cls, dag: date | None) -> Klokke:
        """A clock that shows the morning of `dag` now and goes on from there; the machine's when None."""
        if dag is None:
            return cls()
        return cls(datetime.combine(dag, MORGEN, OSLO).astimezone(UTC) - datetime.now(UTC))

    def naa(self) -> datetime:
        """The instant, aware UTC."""
        return datetime.now(UTC) + self.forskyvning

    def dag(self) -> date:
        """The day it is in Oslo."""
        return self.naa().astimezone(OSLO).date()


@dataclass(slots=True)
class Staaende:
    """A clock that stands until it is moved: a simulation's."""

    tid: datetime

    def naa(self) -> datetime:
        """The instant, aware UTC."""
        return self.tid

    def still(self, dag: date, klokkeslett: time) -> datetime:
        """Move the clock to a time of day in Oslo."""
        self.tid = i_oslo(dag, klokkeslett)
        return self.tid


def i_oslo(dag: date, klokkeslett: time) -> datetime:
    """The instant of a time of day in Oslo, aware UTC."""
    return datetime.combine(dag, klokkeslett, OSLO).astimezone(UTC)
