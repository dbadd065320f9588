"""Quiet periods of the year, in which only what must be acted on then is sent."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True)
class Stilleperiode:
    """From one day of the year through another, each as (month, day); it may go over New Year."""

    fra: tuple[int, int]
    til: tuple[int, int]

    def slutt(self, dag: date) -> date | None:
        """The last day of the period that `dag` is in; None when it is in none."""
        maaned_dag = (dag.month, dag.day)
        if self.fra <= self.til:
            return date(dag.year, *self.til) if self.fra <= maaned_dag <= self.til else None
        if maaned_dag >= self.fra:
            return date(dag.year + 1, *self.til)
        return date(dag.year, *self.til) if maaned_dag <= self.til else None


FELLESFERIEN = Stilleperiode((7, 1), (7, 31))
JULA = Stilleperiode((12, 23), (1, 1))
