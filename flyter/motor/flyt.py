"""`Flyt`, a flow that either engine runs: validated parameters, timeout, history in our database."""

from __future__ import annotations

import functools
import inspect
from collections.abc import Callable, Coroutine
from datetime import date
from typing import Any, Generic, ParamSpec, TypeVar

from flyter.drift import drift, drift_i_bruk
from flyter.motor.felles import kontrollert_signatur, lest, parametermodell
from flyter.motor.kjoering import Loep, Tilstand, innen, kort_feil, loep, tilstand_etter
from flyter.motor.valg import Lokalmotor, gjeldende_motor, med_motor

P = ParamSpec("P")
R = TypeVar("R")


class Flyt(Generic[P, R]):
    """A flow, async only: a batch of work whose parameters are ids and dates.

    Calling it goes to the chosen engine. A Prefect worker never calls it but runs its body (`kropp`), so what must
    happen in every run is in the body: the operation context is there, and the run is written to the history.
    There are no retries of a whole flow, only of its tasks: they know what is done already. `tidsgrense` is in
    seconds, for the whole run.
    """

    def __init__(
        self,
        fn: Callable[P, Coroutine[Any, Any, R]],
        *,
        navn: str,
        beskrivelse: str | None = None,
        tidsgrense: float | None = None,
    ) -> None:
        signatur = kontrollert_signatur(fn)

        @functools.wraps(fn)
        async def kropp(*args: P.args, **kwargs: P.kwargs) -> R:
            parametre = signatur.bind(*args, **kwargs).arguments
            async with drift_i_bruk():
                return await _med_historikk(navn, parametre, tidsgrense, functools.partial(fn, *args, **kwargs))

        self.navn = navn
        self.beskrivelse = beskrivelse or inspect.getdoc(fn)
        self.signatur = signatur
        self.kropp: Callable[..., Coroutine[Any, Any, R]] = kropp
        self._modell = parametermodell(navn, signatur)

    def __call__(self, *args: P.args, **kwargs: P.kwargs) -> Coroutine[Any, Any, R]:
        """Run the flow in the chosen engine.

        In the local engine the parameters are validated as Prefect does it: coerced to the types of the signature, or
        refused with `pydantic.ValidationError` before anything has happened.
        """
        motor = gjeldende_motor()
        if isinstance(motor, Lokalmotor):
            return self._lokalt(motor, args, kwargs)
        from flyter.motor.prefekt import som_flow  # noqa: PLC0415 - a second's work, and only where Prefect is chosen

        return som_flow(self)(*args, **kwargs)

    async def _lokalt(self, motor: Lokalmotor, args: tuple[Any, ...], kwargs: dict[str, Any]) -> R:
        parametre = lest(self._modell, self.signatur.bind(*args, **kwargs).arguments)
        with med_motor(motor):
            return await self.kropp(**parametre)


async def _med_historikk(
    navn: str,
    parametre: dict[str, Any],
    tidsgrense: float | None,
    kropp: Callable[[], Coroutine[Any, Any, R]],
) -> R:
    """Await the body with its run noted from start to end."""
    logg, naa = drift().kjoeringslogg, drift().naa
    kjoering = await logg.start(navn, {k: _som_json(v) for k, v in parametre.items()}, naa())
    dette = Loep(navn)
    merke = loep.set(dette)
    tekst: str | None = None
    tilstand = Tilstand.FULLFOERT
    try:
        async with innen(navn, tidsgrense):
            return await kropp()
    except BaseException as feil:
        tilstand, tekst = tilstand_etter(feil), kort_feil(feil)
        raise
    finally:
        loep.reset(merke)
        await logg.slutt(kjoering, tilstand.value, tekst, [o.som_json() for o in dette.oppgaver], naa())


def _som_json(verdi: str | int | date | None) -> str | int | None:
    return verdi.isoformat() if isinstance(verdi, date) else verdi


def flyt(
    *,
    navn: str,
    beskrivelse: str | None = None,
    tidsgrense: float | None = None,
) -> Callable[[Callable[P, Coroutine[Any, Any, R]]], Flyt[P, R]]:
    """Make an async function a `Flyt`."""

    def pynt(fn: Callable[P, Coroutine[Any, Any, R]]) -> Flyt[P, R]:
        return Flyt(fn, navn=navn, beskrivelse=beskrivelse, tidsgrense=tidsgrense)

    return pynt
