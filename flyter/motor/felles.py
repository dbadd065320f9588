"""Which bodies a flow or a task may have, and how the parameters of a call are read."""

from __future__ import annotations

import inspect
import types
from collections.abc import Callable, Mapping
from datetime import date
from typing import Any, Union, get_args, get_origin

from pydantic import BaseModel, ConfigDict, create_model

PARAMETERTYPER = frozenset({str, int, date, types.NoneType})
"""Ids and dates: parameters are stored in Prefect's database and shown there, so nothing personal may be among them."""


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


def parametermodell(navn: str, signatur: inspect.Signature) -> type[BaseModel]:
    """What reads the parameters of a call: coerced to the types of the signature as Prefect does it, or refused."""
    felter: dict[str, Any] = {
        p.name: (p.annotation, ... if p.default is p.empty else p.default) for p in signatur.parameters.values()
    }
    return create_model(navn, __config__=ConfigDict(extra="forbid"), **felter)


def lest(modell: type[BaseModel], parametre: Mapping[str, Any]) -> dict[str, Any]:
    """The parameters as the body takes them. Raises `pydantic.ValidationError`, which names the ones that do not do."""
    leste = modell.model_validate(parametre)
    return {navn: getattr(leste, navn) for navn in type(leste).model_fields}


def _typer(annotasjon: object) -> set[object]:
    if get_origin(annotasjon) in {Union, types.UnionType}:
        return {types.NoneType if ledd is None else ledd for ledd in get_args(annotasjon)}
    return {annotasjon}
