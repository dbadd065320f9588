"""Register the job table with a Prefect server: a process work pool, and one deployment with its schedule per job.

Run it where Fristvakt is installed, with PREFECT_API_URL set, after every upgrade; see README.md beside it.
"""

from __future__ import annotations

import argparse
import asyncio
import contextlib
from collections.abc import Sequence

from flyter.motor import miljoe  # isort: skip - must come before Prefect

from prefect.client.orchestration import get_client
from prefect.client.schemas.actions import WorkPoolCreate
from prefect.client.schemas.objects import ConcurrencyLimitConfig, ConcurrencyLimitStrategy
from prefect.deployments.runner import RunnerDeployment
from prefect.exceptions import ObjectAlreadyExists
from prefect.schedules import Cron

from flyter.jobber import JOBBER, TIDSSONE, Jobb

miljoe.klargjoer()  # once more: it now checks what Prefect has made of it

ARBEIDSMODUL = "fristvakt.arbeider"
"""The module a worker's process imports the flows from: it also knows how to build their context from settings."""

POOL = "fristvakt"


async def rull_ut(jobber: Sequence[Jobb], *, modul: str, pool: str, paa_pause: bool) -> list[str]:
    """Register the jobs; what is registered already is brought up to date. Returns the deployments' full names."""
    async with get_client() as klient:
        with contextlib.suppress(ObjectAlreadyExists):  # its settings stay as the operator has them
            await klient.create_work_pool(WorkPoolCreate(name=pool, type="process"))
    return [await _rull_ut_jobb(jobb, modul=modul, pool=pool, paa_pause=paa_pause) for jobb in jobber]


async def _rull_ut_jobb(jobb: Jobb, *, modul: str, pool: str, paa_pause: bool) -> str:
    # from_entrypoint imports the module and reads the flow's name and parameters from the flow itself.
    utrulling = await asyncio.to_thread(
        RunnerDeployment.from_entrypoint,
        f"{modul}.{jobb.flyt}",
        jobb.navn,
        schedule=Cron(jobb.cron, timezone=TIDSSONE),
        parameters=dict(jobb.parametre),
        work_pool_name=pool,
        paused=paa_pause,
        # As the embedded clock: never two of a kind, and one that comes too early is dropped, not queued.
        concurrency_limit=ConcurrencyLimitConfig(limit=1, collision_strategy=ConcurrencyLimitStrategy.CANCEL_NEW),
    )
    await utrulling.aapply()
    return f"{utrulling.flow_name}/{utrulling.name}"


def main() -> None:
    """Read the command line and register."""
    leser = argparse.ArgumentParser(description=__doc__)
    leser.add_argument("--modul", default=ARBEIDSMODUL, help="module the flows are imported from")
    leser.add_argument("--pool", default=POOL, help="name of the process work pool")
    leser.add_argument("--paa-pause", action="store_true", help="register with the schedules paused")
    valg = leser.parse_args()
    for navn in asyncio.run(rull_ut(JOBBER, modul=valg.modul, pool=valg.pool, paa_pause=valg.paa_pause)):
        print(navn)


if __name__ == "__main__":
    main()
