"""`Oppgave`, a Prefect task that the local engine can run too: retries with waits, timeout, and a note of the run."""

from __future__ import annotations

import functools
from collections.abc import Callable, Coroutine, Sequence
from typing import Any, ParamSpec, TypeVar

from flyter.motor import miljoe  # isort: skip - must come before Prefect

from prefect.cache_policies import NO_CACHE
from prefect.context import FlowRunContext
from prefect.tasks import Task
from prefect.utilities.callables import get_call_parameters

from flyter.drift import drift
from flyter.motor.felles import UtenOmveier, kontrollert_signatur
from flyter.motor.kjoering import Oppgavekjoering, Tilstand, innen, kort_feil, loep, oppgavekjoering, tilstand_etter
from flyter.motor.valg import Lokalmotor, gjeldende_motor, tvunget_motor

miljoe.klargjoer()  # once more: it now checks what Prefect has made of it

P = ParamSpec("P")
R = TypeVar("R")


class Oppgave(UtenOmveier, Task[P, Coroutine[Any, Any, R]]):
    """A task of a flow, async only. Call it and await it inside a flow's body.

    `forsoek_igjen` are the waits in seconds before each new attempt, so their number is the number of retries.
    `tidsgrense` is the seconds one attempt may take. It is run by whichever engine runs the flow.
    """

    def __init__(
        self,
        fn: Callable[P, Coroutine[Any, Any, R]],
        *,
        navn: str,
        forsoek_igjen: Sequence[float] = (),
        tidsgrense: float | None = None,
    ) -> None:
        signatur = kontrollert_signatur(fn)

        @functools.wraps(fn)
        async def kropp(*args: P.args, **kwargs: P.kwargs) -> R:
            notat = oppgavekjoering.get()
            if notat is not None:
                notat.forsoek += 1
            async with innen(navn, tidsgrense):
                return await fn(*args, **kwargs)

        kropp.__signature__ = signatur  # type: ignore[attr-defined]  # Prefect would resolve types in this module
        super().__init__(
            kropp,
            name=navn,
            task_run_name=navn.replace("{", "{{").replace("}", "}}"),
            cache_policy=NO_CACHE,
            persist_result=False,
            retries=len(forsoek_igjen),
            retry_delay_seconds=list(forsoek_igjen),
        )
        self.ventetider = tuple(forsoek_igjen)

    async def __call__(self, *args: P.args, **kwargs: P.kwargs) -> R:  # type: ignore[override]
        """Run the task in the engine that runs the flow, and note the run in the flow's history."""
        notat = Oppgavekjoering(navn=self.name, start=drift().naa())
        if (i_loep := loep.get()) is not None:
            i_loep.oppgaver.append(notat)
        merke = oppgavekjoering.set(notat)
        try:
            resultat = await self._kjoer(args, kwargs)
        except BaseException as feil:
            notat.tilstand = tilstand_etter(feil)
            notat.feil = kort_feil(feil)
            raise
        else:
            notat.tilstand = Tilstand.FULLFOERT
            return resultat
        finally:
            notat.slutt = drift().naa()
            oppgavekjoering.reset(merke)

    async def _kjoer(self, args: tuple[Any, ...], kwargs: dict[str, Any]) -> R:
        motor = tvunget_motor()
        if motor is None:
            # In a worker Prefect has called the flow's body itself, and no engine has been chosen in that process.
            motor = gjeldende_motor() if FlowRunContext.get() is None else None
        if isinstance(motor, Lokalmotor):
            return await self._lokalt(motor, get_call_parameters(self.fn, args, kwargs))
        til_prefect: Callable[..., Coroutine[Any, Any, R]] = super().__call__
        return await til_prefect(*args, **kwargs)

    async def _lokalt(self, motor: Lokalmotor, parametre: dict[str, Any]) -> R:
        kropp: Callable[..., Coroutine[Any, Any, R]] = self.fn
        for ventetid in self.ventetider if motor.nye_forsoek else ():
            try:
                return await kropp(**parametre)
            except Exception:  # noqa: BLE001 - any failure is tried again, as Prefect does
                await motor.vent(ventetid)
        return await kropp(**parametre)


def oppgave(
    *,
    navn: str,
    forsoek_igjen: Sequence[float] = (),
    tidsgrense: float | None = None,
) -> Callable[[Callable[P, Coroutine[Any, Any, R]]], Oppgave[P, R]]:
    """Make an async function an `Oppgave`."""

    def pynt(fn: Callable[P, Coroutine[Any, Any, R]]) -> Oppgave[P, R]:
        return Oppgave(fn, navn=navn, forsoek_igjen=forsoek_igjen, tidsgrense=tidsgrense)

    return pynt
