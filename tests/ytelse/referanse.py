"""A fixed loop of pure Python, timed in the same run, so that figures from different machines can be compared."""

from __future__ import annotations

from datetime import date, timedelta
from statistics import median
from time import perf_counter

RUNDER = 7
SKRITT = 200_000


def referansesekunder() -> float:
    """Median seconds of the loop: dates, dictionaries and calls, as deriving a plan is made of. Never change it."""
    return median(_en_runde() for _ in range(RUNDER))


def _en_runde() -> float:
    begynte = perf_counter()
    dag, ett = date(2024, 9, 1), timedelta(days=1)
    funnet: dict[int, date] = {}
    for n in range(SKRITT):
        if _er_hverdag(dag):
            funnet[n % 997] = dag
        dag = date(2024, 9, 1) if n % 1500 == 0 else dag + ett
    assert len(funnet) == 997
    return perf_counter() - begynte


def _er_hverdag(dag: date) -> bool:
    return dag.weekday() < 5
