"""What a task shows of its work beside its run in Prefect: nothing in the local engine, whose history has it."""

from __future__ import annotations

from collections.abc import Sequence

from flyter.motor import miljoe  # isort: skip - must come before Prefect

from prefect.artifacts import acreate_table_artifact
from prefect.context import TaskRunContext

miljoe.klargjoer()  # once more: it now checks what Prefect has made of it


async def vis_flyttede(noekkel: str, avtaler: Sequence[str], beskrivelse: str) -> None:
    """Show the agreements a phase has moved, by id, when a Prefect task run is what is executing."""
    if avtaler and TaskRunContext.get() is not None:
        await acreate_table_artifact(
            table=[{"avtale": avtale} for avtale in avtaler],
            key=noekkel.replace("_", "-"),
            description=beskrivelse,
        )
