"""The embedded clock: APScheduler over the job table, with a catch-up tick at start."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable, Mapping, Sequence
from datetime import UTC, datetime, timedelta
from typing import Any

import structlog
from apscheduler.schedulers.asyncio import AsyncIOScheduler
from apscheduler.triggers.cron import CronTrigger

from flyter.drift import OSLO, Drift, med_drift
from flyter.jobber import JOBBER, TIDSSONE, Jobb
from flyter.motor.kjoering import Kjoeringslogg

logg = structlog.get_logger(__name__)

Flytkall = Callable[..., Awaitable[Any]]
_ETT_OEYEBLIKK = timedelta(microseconds=1)
SE_PAA_KLOKKA = 60.0
"""Seconds between each look at whether the machine's clock goes as it should."""
HOPP = timedelta(minutes=5)
"""What the clock may gain between two looks and still be taken to have gone: the machine may have been busy."""


class ForskjoevetCron(CronTrigger):  # type: ignore[misc]  # APScheduler ships no types
    """Cron times of a clock that is `forskyvning` ahead of the machine's, as a demonstration's is."""

    forskyvning: timedelta = timedelta(0)

    @classmethod
    def for_jobb(cls, jobb: Jobb, forskyvning: timedelta = timedelta(0)) -> ForskjoevetCron:
        """The times of a job. Raises ValueError when its cron is malformed."""
        ny: ForskjoevetCron = cls.from_crontab(jobb.cron, timezone=TIDSSONE)
        ny.forskyvning = forskyvning
        return ny

    def get_next_fire_time(self, previous_fire_time: datetime | None, now: datetime) -> datetime | None:
        """The next time by the machine's clock, after the same rules as `CronTrigger`."""
        forrige = None if previous_fire_time is None else _flyttet(previous_fire_time, self.forskyvning)
        neste = super().get_next_fire_time(forrige, _flyttet(now, self.forskyvning))
        return None if neste is None else _flyttet(neste, -self.forskyvning)


def _flyttet(tid: datetime, forskyvning: timedelta) -> datetime:
    # In UTC: adding to a time in a zone moves the hands of its clock, which are set twice a year.
    return (tid.astimezone(UTC) + forskyvning).astimezone(OSLO)


def neste_gang(jobb: Jobb, etter: datetime) -> datetime | None:
    """The job's first time strictly after an instant."""
    neste: datetime | None = CronTrigger.from_crontab(jobb.cron, timezone=TIDSSONE).get_next_fire_time(
        None, etter + _ETT_OEYEBLIKK
    )
    return neste


async def forsoemte(kjoeringslogg: Kjoeringslogg, naa: datetime, jobber: Sequence[Jobb] = JOBBER) -> list[Jobb]:
    """The jobs that should have run since they last completed, each once however many times it missed.

    A job that has never completed is among them, and one that did so at a time still to come: the clock was wrong.
    """
    funnet = []
    for jobb in jobber:
        siste = await kjoeringslogg.siste_fullfoerte(jobb.flyt)
        neste = naa if siste is None or siste > naa else neste_gang(jobb, siste)
        if neste is not None and neste <= naa:
            funnet.append(jobb)
    return funnet


class Jobbklokke:
    """The embedded clock of one process. Start it on the running loop; stop it before the store is closed.

    Jobs never run two at a time of the same kind, and never while the catch-up tick goes on. `forskyvning` is how far
    the context's clock is ahead of the machine's.

    When the machine has slept, or its clock has been set, the times are reckoned anew and what was missed is caught up
    with: a timer does not count sleep, and a time reckoned by a clock a year ahead would be a year off.
    """

    def __init__(
        self,
        drift: Drift,
        flyter: Mapping[str, Flytkall],
        *,
        jobber: Sequence[Jobb] = JOBBER,
        forskyvning: timedelta = timedelta(0),
    ) -> None:
        self._drift = drift
        self._flyter = flyter
        self._jobber = jobber
        self._planlegger = AsyncIOScheduler(timezone=TIDSSONE)
        self._i_gang: set[asyncio.Task[None]] = set()
        self._stoppet = False
        self._sett = drift.naa()
        self._vakt: asyncio.Task[None] | None = None
        self._tider = {jobb.navn: ForskjoevetCron.for_jobb(jobb, forskyvning) for jobb in jobber}
        for jobb in jobber:
            self._planlegger.add_job(
                self._start_jobb,
                self._tider[jobb.navn],
                args=(jobb,),
                id=jobb.navn,
                name=jobb.navn,
                coalesce=True,
                max_instances=1,
                misfire_grace_time=jobb.frist_sekunder,
            )

    async def start(self) -> list[str]:
        """Catch up with what was missed, one job after the other, then keep time.

        Returns the names of the jobs caught up with. A job that fails does not stop the next.
        """
        kjoert = await self._ta_igjen()
        if not self._stoppet:
            self._planlegger.start()
            self._vakt = asyncio.create_task(self._pass_paa())
        return kjoert

    async def se_paa_klokka(self) -> list[str]:
        """Whether the clock has jumped since it was last looked at; returns the names of the jobs caught up with then.

        To be called on the running loop, after `start`.
        """
        foer, self._sett = self._sett, self._drift.naa()
        if timedelta() <= self._sett - foer <= HOPP:
            return []
        logg.warning("the clock has jumped", fra=foer.isoformat(), til=self._sett.isoformat())
        self._planlegger.pause()
        try:
            return await self._ta_igjen()
        finally:
            if not self._stoppet:
                for navn, tider in self._tider.items():
                    self._planlegger.reschedule_job(navn, trigger=tider)
                self._planlegger.resume()
            self._sett = self._drift.naa()  # catching up takes its time

    async def stopp(self) -> None:
        """Keep time no more, and let the jobs that are running finish."""
        self._stoppet = True
        if self._vakt is not None:
            self._vakt.cancel()
        if self._planlegger.running:
            self._planlegger.shutdown(wait=False)
        if self._i_gang:
            await asyncio.wait(self._i_gang)

    async def _pass_paa(self) -> None:
        while True:
            await asyncio.sleep(SE_PAA_KLOKKA)
            try:
                await self.se_paa_klokka()
            except Exception:  # the database may be busy just now; the next look is soon
                logg.exception("could not look at the clock")

    async def _ta_igjen(self) -> list[str]:
        kjoert = []
        for jobb in await forsoemte(self._drift.kjoeringslogg, self._drift.naa(), self._jobber):
            if not self._stoppet:
                kjoert.append(jobb.navn)
                await self._start_jobb(jobb)
        return kjoert

    async def _start_jobb(self, jobb: Jobb) -> None:
        # A task of its own: APScheduler's shutdown cancels what it runs itself, in the middle of a delivery.
        oppgave = asyncio.create_task(_kjoer(self._drift, self._flyter[jobb.flyt], jobb))
        self._i_gang.add(oppgave)
        oppgave.add_done_callback(self._i_gang.discard)
        await asyncio.shield(oppgave)


async def _kjoer(drift: Drift, flyt: Flytkall, jobb: Jobb) -> None:
    try:
        with med_drift(drift):
            await flyt(**jobb.parametre)
    except Exception:  # a clock must go on; the run's own history has the error too
        logg.exception("job failed", jobb=jobb.navn)
