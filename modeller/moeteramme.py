"""When on its day and where a meeting between parties is held, as far as its call says."""

from __future__ import annotations

from datetime import time
from typing import NamedTuple


class Moeteramme(NamedTuple):
    """Clock times in Oslo, both or none, and the place: a room or a link."""

    fra: time | None = None
    til: time | None = None
    sted: str = ""

    def __str__(self) -> str:
        """«kl. 13.00–15.00, Kommunehuset», as it is read in both written standards; empty when nothing is said."""
        tid = f"kl. {self.fra:%H.%M}–{self.til:%H.%M}" if self.fra and self.til else ""
        return ", ".join(del_ for del_ in (tid, self.sted) if del_)


INGEN_RAMME = Moeteramme()
"""What is known of a meeting whose call gives the day alone."""
