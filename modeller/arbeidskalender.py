"""Working-day arithmetic over a frozen set of named days off."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from enum import StrEnum

EN_DAG = timedelta(days=1)
LOERDAG = 5
FOERSTE_PAASKEDAG = "Første påskedag"


class Rull(StrEnum):
    """How a date rolls off a day that is not a working day."""

    INGEN = "ingen"
    FRAM = "fram"
    TILBAKE = "tilbake"


@dataclass(frozen=True, slots=True, eq=False)  # known by identity, so that remembering by it is cheap
class Arbeidskalender:
    """Working days: Monday to Friday, less the named days off.

    `fridager` maps each day off to its name (the key `Første påskedag` is what Easter rules look for). It is built
    outside the core, from the `holidays` library and the installation's own days.
    """

    fridager: Mapping[date, str] = field(default_factory=dict)
    _paaskedager: Mapping[int, date] = field(default_factory=dict, init=False, repr=False)
    # Day after day the same plans count from the same few dates.
    _flyttet: dict[tuple[date, int], date] = field(default_factory=dict, init=False, repr=False)

    def __post_init__(self) -> None:
        paaskedager = {dag.year: dag for dag, navn in self.fridager.items() if navn == FOERSTE_PAASKEDAG}
        object.__setattr__(self, "_paaskedager", paaskedager)

    def er_arbeidsdag(self, dag: date) -> bool:
        """Whether people can be expected at work on this day."""
        return dag.weekday() < LOERDAG and dag not in self.fridager

    def rull(self, dag: date, retning: Rull) -> date:
        """The day itself if it is a working day or `retning` is none, else the nearest working day that way."""
        if self.er_arbeidsdag(dag) or retning is Rull.INGEN:
            return dag
        steg = EN_DAG if retning is Rull.FRAM else -EN_DAG
        while not self.er_arbeidsdag(dag):
            dag += steg
        return dag

    def flytt(self, dag: date, arbeidsdager: int) -> date:
        """The working day `arbeidsdager` after `dag` (before it when negative); zero gives `dag` itself.

        The day counted from need not be a working day: one working day after a Saturday is the Monday.
        """
        if (dag, arbeidsdager) not in self._flyttet:
            self._flyttet[dag, arbeidsdager] = self._tell(dag, arbeidsdager)
        return self._flyttet[dag, arbeidsdager]

    def _tell(self, dag: date, arbeidsdager: int) -> date:
        steg = EN_DAG if arbeidsdager > 0 else -EN_DAG
        igjen = abs(arbeidsdager)
        while igjen:
            dag += steg
            if self.er_arbeidsdag(dag):
                igjen -= 1
        return dag

    def antall(self, fra: date, til: date) -> int:
        """Working days in the half-open span (fra, til]; negative when `til` is before `fra`."""
        if til < fra:
            return -self.antall(til, fra)
        return sum(1 for dag in _dager(fra, til) if self.er_arbeidsdag(dag))

    def paaskedag(self, aar: int) -> date:
        """Easter Sunday of the year, as named in the calendar; ValueError when the calendar does not reach it."""
        if aar not in self._paaskedager:
            raise ValueError(f"the working calendar names no Easter Sunday in {aar}")
        return self._paaskedager[aar]


def _dager(fra: date, til: date) -> Iterator[date]:
    dag = fra
    while dag < til:
        dag += EN_DAG
        yield dag
