"""When digests fall due, and which stretch of time each of them tells of. All days are days in Oslo."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from modeller.arbeidskalender import Arbeidskalender, Rull
from modeller.fakta import Faktum
from modeller.plan import Plan

OSLO = ZoneInfo("Europe/Oslo")
EN_UKE = timedelta(weeks=1)


def mandag(dag: date, kalender: Arbeidskalender) -> date:
    """The day the week's digest falls due: its Monday, or the working day that comes in its place."""
    return kalender.rull(dag - timedelta(days=dag.weekday()), Rull.FRAM)


def foerste_arbeidsdag(aar: int, maaned: int, kalender: Arbeidskalender) -> date:
    """The day the month's digest falls due; a month past December is one of the next year."""
    return kalender.rull(date(aar + (maaned - 1) // 12, (maaned - 1) % 12 + 1, 1), Rull.FRAM)


def nye_fakta(plan: Plan, fra: date, til: date) -> list[Faktum]:
    """The facts of the agreement that were registered from `fra` until, and without, `til`, in order.

    What came with the agreement itself is no change.
    """
    foerste, siste = midnatt(max(fra, plan.registrert + timedelta(days=1))), midnatt(til)
    return [f for f in plan.fakta if foerste <= f.registrert < siste]


def midnatt(dag: date) -> datetime:
    """The instant the day begins in Oslo, in UTC as facts are: told apart by the thousand."""
    return datetime.combine(dag, time(), OSLO).astimezone(UTC)
