"""The job table: what runs when. One table feeds both clocks, the embedded one and Prefect's schedules."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

TIDSSONE = "Europe/Oslo"


@dataclass(frozen=True, slots=True, kw_only=True)
class Jobb:
    """A flow at its times. `cron` is in Oslo time; `flyt` is a name in `flyter.flyter.FLYTER`.

    Weekdays are named: the two clocks count them from different days. Nothing is set between 02:00 and 03:00, an hour
    that is missing or double when the clocks change. `parametre` are ids and dates.
    """

    navn: str
    cron: str
    flyt: str
    parametre: Mapping[str, str] = field(default_factory=dict)
    frist_sekunder: int = 3600
    """Seconds a start may be late and still be made; what is missed by more waits for the next time."""


JOBBER: tuple[Jobb, ...] = (
    # Before all that is derived from the plans.
    Jobb(navn="moeteplaner", cron="10 4 * * *", flyt="moeteplaner"),
    # Before the lifecycles, so that what they derive holds the example facts whose day has come.
    Jobb(navn="demo", cron="45 4 * * *", flyt="demo"),
    Jobb(navn="bygdevekst", cron="5 5 * * *", flyt="bygdevekst"),
    Jobb(navn="samarbeid", cron="20 5 * * *", flyt="samarbeid"),
    Jobb(navn="distriktssatsing", cron="25 5 * * *", flyt="distriktssatsing"),
    Jobb(navn="portefoelje", cron="28 5 * * *", flyt="portefoelje"),
    Jobb(navn="utviklingsavtale", cron="31 5 * * *", flyt="utviklingsavtale"),
    Jobb(navn="omstilling", cron="34 5 * * *", flyt="omstilling"),
    Jobb(navn="periode", cron="37 5 * * *", flyt="periode"),
    Jobb(navn="generell", cron="40 5 * * *", flyt="generell"),
    Jobb(navn="egne", cron="50 5 * * *", flyt="egne"),
    # Shortly before the sending, which then knows who cannot be reached.
    Jobb(navn="retur", cron="8-58/10 5-21 * * mon-fri", flyt="retur", frist_sekunder=300),
    # A ten-minute job that is late has been overtaken by the next one. Which hours mail goes out in is a setting.
    Jobb(navn="send", cron="*/10 6-21 * * mon-fri", flyt="send", frist_sekunder=300),
    # Last: when a stopped service has much to catch up with, the lifecycles' own flows do it, phase by phase.
    Jobb(navn="natt", cron="15 4 * * *", flyt="natt"),
)
"""All jobs, in the order they run in when several are due. A flow has one job, for history is kept by flow."""
