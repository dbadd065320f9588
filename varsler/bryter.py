"""The circuit breaker of sending: when the server itself is in the way, everybody waits, a little longer each time."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

PAUSER = tuple(timedelta(minutes=m) for m in (2, 5, 10, 20, 30))
"""How long to leave a server alone after so many failures on end; the last one again and again."""


@dataclass(slots=True)
class Bryter:
    """Remembers, for as long as the process lives, how it went with the server. Instants are aware UTC."""

    feil: int = 0
    stengt_til: datetime | None = None

    def stengt(self, naa: datetime) -> bool:
        """Whether the server is to be left alone still. A time further ahead than any pause was set by a clock that was
        wrong.
        """
        return self.stengt_til is not None and naa < self.stengt_til <= naa + PAUSER[-1]

    @property
    def paa_proeve(self) -> bool:
        """Whether the last that was heard was a failure: one message goes first, to see."""
        return self.feil > 0

    def feilet(self, naa: datetime) -> None:
        """The server was in the way at `naa`; those who were on their way at the same time say nothing new."""
        if self.stengt(naa):
            return
        self.stengt_til = naa + PAUSER[min(self.feil, len(PAUSER) - 1)]
        self.feil += 1

    def gikk(self) -> None:
        """A message went through, or was refused for a reason of its own."""
        self.feil, self.stengt_til = 0, None
