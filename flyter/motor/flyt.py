"""`Flyt`, a Prefect flow that the local engine can run too: validated parameters, timeout, history in our database."""

from __future__ import annotations

import functools
import inspect
from collections.abc import Callable, Coroutine
from datetime import date
from typing import Any, ParamSpec, TypeVar

from flyter.motor import miljoe  # isort: skip - must come before Prefect

from prefect.flows import Flow
from prefect.utilities.callables import get_call_parameters

from flyter.drift import drift, drift_i_bruk
from flyter.motor.felles import UtenOmveier, kontrollert_signatur
from flyter.motor.kjoering import Loep, Tilstand, innen, kort_feil, loep, tilstand_etter
from flyter.motor.valg import Lokalmotor, gjeldende_motor, med_motor

miljoe.klargjoer()  # once more: it now checks what Prefect has made of it

P = ParamSpec("P")
R = TypeVar("R")


class Flyt(UtenOmveier, Flow[P, Coroutine[Any, Any, R]]):
    """A flow, async only: a batch of work whose parameters are ids and dates.

    Calling it goes to the chosen engine. A Prefect worker never calls it but runs its body (`fn`), so what must
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

        kropp.__signature__ = signatur  # type: ignore[attr-defined]  # Prefect would resolve types in this module
        super().__init__(
            kropp,
            name=navn,
            description=beskrivelse or inspect.getdoc(fn),
            retries=0,
            persist_result=False,
        )

    def __call__(self, *args: P.args, **kwargs: P.kwargs) -> Coroutine[Any, Any, R]:  # type: ignore[override]
        """Run the flow in the chosen engine.

        In the local engine the parameters are validated exactly as Prefect does it: coerced to the types of the
        signature, or refused with `prefect.exceptions.ParameterTypeError` before anything has happened.
        """
        motor = gjeldende_motor()
        if isinstance(motor, Lokalmotor):
            return self._lokalt(motor, args, kwargs)
        til_prefect: Callable[P, Coroutine[Any, Any, R]] = super().__call__
        return til_prefect(*args, **kwargs)

    async def _lokalt(self, motor: Lokalmotor, args: tuple[Any, ...], kwargs: dict[str, Any]) -> R:
        parametre = get_call_parameters(self.fn, args, kwargs)
        if args or kwargs:  # defaults need no check, and Prefect's makes a model anew each time
            parametre = self.validate_parameters(parametre)
        with med_motor(motor):
            kropp: Callable[..., Coroutine[Any, Any, R]] = self.fn
            return await kropp(**parametre)


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
