"""What a flow and a task have in common: which bodies are accepted, and which ways round the body are closed."""

from __future__ import annotations

import inspect
import types
from collections.abc import Callable
from datetime import date
from typing import Any, Never, Union, get_args, get_origin

PARAMETERTYPER = frozenset({str, int, date, types.NoneType})
"""Ids and dates: parameters are stored in Prefect's database and shown there, so nothing personal may be among them."""


class OmveiError(TypeError):
    """A method of Prefect's was called that would run something else than the body as it is declared."""


def _stengt(navn: str) -> Callable[..., Never]:
    def omvei(self: object, *_: object, **__: object) -> Never:
        raise OmveiError(
            f"{type(self).__name__}.{navn} is banned: it goes round the run's history and the engine that was chosen; "
            "call the object itself and await it",
        )

    omvei.__name__ = navn
    return omvei


class UtenOmveier:
    """Closes the ways of Prefect's that go round the body: put before `Flow` or `Task` among the bases."""

    with_options = _stengt("with_options")
    submit = _stengt("submit")
    map = _stengt("map")
    delay = _stengt("delay")
    apply_async = _stengt("apply_async")


def kontrollert_signatur(fn: Callable[..., Any]) -> inspect.Signature:
    """The signature of a body with its types resolved; TypeError unless it is async and takes only ids and dates."""
    if not inspect.iscoroutinefunction(fn):
        raise TypeError(f"{fn.__qualname__} must be async: a synchronous one costs a second per run")
    signatur = inspect.signature(fn, eval_str=True)
    for parameter in signatur.parameters.values():
        if parameter.kind not in {parameter.POSITIONAL_OR_KEYWORD, parameter.KEYWORD_ONLY}:
            raise TypeError(f"{fn.__qualname__}: {parameter} must be a plain named one")
        if not _typer(parameter.annotation) <= PARAMETERTYPER:
            raise TypeError(f"{fn.__qualname__}: {parameter} is neither id nor date (str, int, date, None)")
    return signatur


def _typer(annotasjon: object) -> set[object]:
    if get_origin(annotasjon) in {Union, types.UnionType}:
        return {types.NoneType if ledd is None else ledd for ledd in get_args(annotasjon)}
    return {annotasjon}
