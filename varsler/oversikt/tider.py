"""When digests fall due, and which stretch of time each of them tells of. All days are days in Oslo."""

from __future__ import annotations

from datetime import date, timedelta
from zoneinfo import ZoneInfo

from modeller.arbeidskalender import Arbeidskalender, Rull
from modeller.fakta import Faktum, FaktumAngret
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

    What came with the agreement itself is no change, nor is an undoing of it that says nothing.
    """
    tidligst = max(fra, plan.registrert + timedelta(days=1))
    ider = {f.id for f in plan.fakta}
    return [
        f
        for f in plan.fakta
        if tidligst <= f.registrert.astimezone(OSLO).date() < til
        and (not isinstance(f.hendelse, FaktumAngret) or f.hendelse.faktum in ider)
    ]
