"""The hours of the day in which mail goes out."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, time


@dataclass(frozen=True, slots=True)
class Sendetid:
    """From the full hour `fra` until the full hour `til`, by the clock in Oslo."""

    fra: int = 7
    til: int = 16

    def aapen(self, naa: datetime) -> bool:
        """Whether mail goes out at this instant, given in Oslo's time."""
        return self.fra <= naa.hour < self.til

    @property
    def morgen(self) -> time:
        """When the day's mail begins to go."""
        return time(self.fra)


KONTORTID = Sendetid()
"""Where nothing else is set."""
HELE_DOEGNET = Sendetid(0, 24)
"""For those who decide the hour themselves: a demonstration somebody sets the clock of."""
