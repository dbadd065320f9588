"""Our flows and tasks as Prefect's own objects, for its workers; the only room that imports Prefect."""

from __future__ import annotations

import functools
from collections.abc import Callable, Coroutine, Mapping, Sequence
from typing import Any, ParamSpec, TypeVar

from flyter.motor import miljoe  # isort: skip - must come before Prefect

from prefect.artifacts import acreate_table_artifact
from prefect.cache_policies import NO_CACHE
from prefect.flows import Flow
from prefect.tasks import Task

from flyter.motor.flyt import Flyt
from flyter.motor.oppgave import Oppgave
from flyter.motor.valg import PREFECT, med_motor

miljoe.klargjoer()  # once more: it now checks what Prefect has made of it

P = ParamSpec("P")
R = TypeVar("R")


def som_flow(flyt: Flyt[P, R]) -> Flow[P, Coroutine[Any, Any, R]]:
    """The flow as Prefect runs it: its tasks become task runs of the same run."""

    @functools.wraps(flyt.kropp)
    async def kropp(*args: P.args, **kwargs: P.kwargs) -> R:
        with med_motor(PREFECT):
            return await flyt.kropp(*args, **kwargs)

    kropp.__signature__ = flyt.signatur  # type: ignore[attr-defined]  # Prefect would resolve types in this module
    return Flow(kropp, name=flyt.navn, description=flyt.beskrivelse, retries=0, persist_result=False)


def som_task(oppgave: Oppgave[P, R]) -> Task[P, Coroutine[Any, Any, R]]:
    """The task as Prefect runs it."""

    @functools.wraps(oppgave.kropp)
    async def kropp(*args: P.args, **kwargs: P.kwargs) -> R:
        return await oppgave.kropp(*args, **kwargs)

    kropp.__signature__ = oppgave.signatur  # type: ignore[attr-defined]  # as above
    return Task(
        kropp,
        name=oppgave.navn,
        task_run_name=oppgave.navn.replace("{", "{{").replace("}", "}}"),
        cache_policy=NO_CACHE,
        persist_result=False,
        retries=len(oppgave.ventetider),
        retry_delay_seconds=list(oppgave.ventetider),
    )


def som_attributter(flyter: Mapping[str, Flyt[..., Any]]) -> Callable[[str], Flow[..., Any]]:
    """The `__getattr__` of a module that deployments name flows in: every flow is found there under its name."""

    def attributt(navn: str) -> Flow[..., Any]:
        if navn not in flyter:
            raise AttributeError(f"there is no flow called {navn}", name=navn)
        return som_flow(flyter[navn])

    return attributt


async def vis_tabell(noekkel: str, rader: Sequence[dict[str, str]], beskrivelse: str) -> None:
    """Show a table beside the task run that is executing."""
    await acreate_table_artifact(table=list(rader), key=noekkel.replace("_", "-"), description=beskrivelse)
