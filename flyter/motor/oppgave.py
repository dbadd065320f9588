"""`Oppgave`, a task of a flow that either engine runs: retries with waits, timeout, and a note of the run."""

from __future__ import annotations

import functools
from collections.abc import Callable, Coroutine, Sequence
from typing import Any, Generic, ParamSpec, TypeVar

import structlog

from flyter.drift import drift
from flyter.motor.felles import kontrollert_signatur
from flyter.motor.kjoering import Oppgavekjoering, Tilstand, innen, kort_feil, loep, oppgavekjoering, tilstand_etter
from flyter.motor.valg import Lokalmotor, gjeldende_motor

P = ParamSpec("P")
R = TypeVar("R")
logg = structlog.get_logger(__name__)


class Oppgave(Generic[P, R]):
    """A task of a flow, async only. Call it and await it inside a flow's body.

    `ventetider` are the waits in seconds before each new attempt, so their number is the number of retries.
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
        @functools.wraps(fn)
        async def kropp(*args: P.args, **kwargs: P.kwargs) -> R:
            notat = oppgavekjoering.get()
            if notat is not None:
                notat.forsoek += 1
            async with innen(navn, tidsgrense):
                return await fn(*args, **kwargs)

        self.navn = navn
        self.signatur = kontrollert_signatur(fn)
        self.kropp: Callable[P, Coroutine[Any, Any, R]] = kropp
        self.ventetider = tuple(forsoek_igjen)

    async def __call__(self, *args: P.args, **kwargs: P.kwargs) -> R:
        """Run the task in the engine that runs the flow, and note the run in the flow's history."""
        notat = Oppgavekjoering(navn=self.navn, start=drift().naa())
        if (i_loep := loep.get()) is not None:
            i_loep.oppgaver.append(notat)
        merke = oppgavekjoering.set(notat)
        try:
            resultat = await self._kjoer(*args, **kwargs)
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

    async def _kjoer(self, *args: P.args, **kwargs: P.kwargs) -> R:
        motor = gjeldende_motor()
        if not isinstance(motor, Lokalmotor):
            from flyter.motor.prefekt import som_task  # noqa: PLC0415 - loaded already, where Prefect runs the flow

            return await som_task(self)(*args, **kwargs)
        for ventetid in self.ventetider if motor.nye_forsoek else ():
            try:
                return await self.kropp(*args, **kwargs)
            except Exception as feil:  # noqa: BLE001 - any failure is tried again, as Prefect does
                logg.warning("a task failed and is tried again", task=self.navn, wait=ventetid, error=kort_feil(feil))
                await motor.vent(ventetid)
        return await self.kropp(*args, **kwargs)


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
