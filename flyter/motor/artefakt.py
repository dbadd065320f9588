"""What a task shows of its work beside its run in Prefect: nothing in the local engine, whose history has it."""

from __future__ import annotations

from collections.abc import Sequence

from flyter.motor.valg import Prefectmotor, gjeldende_motor


async def vis_flyttede(noekkel: str, avtaler: Sequence[str], beskrivelse: str) -> None:
    """Show the agreements a phase has moved, by id, when Prefect runs the task that is executing."""
    if avtaler and isinstance(gjeldende_motor(), Prefectmotor):
        from flyter.motor.prefekt import vis_tabell  # noqa: PLC0415 - loaded already, where Prefect runs the flow

        await vis_tabell(noekkel, [{"avtale": avtale} for avtale in avtaler], beskrivelse)
