"""Facts to and from stored JSON, with a type name and a version; every version ever written stays readable."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from functools import lru_cache
from typing import Any, get_args

from pydantic import TypeAdapter, ValidationError

from modeller.fakta import Hendelse

Data = dict[str, Any]
Oppgradering = Callable[[Data], Data]


class Kodekfeil(ValueError):
    """A stored fact cannot be read; the message names its type and version."""


TYPER: Mapping[str, type] = {type_.__name__: type_ for type_ in get_args(Hendelse)}
_ADAPTERE: Mapping[str, TypeAdapter[Any]] = {navn: TypeAdapter(type_) for navn, type_ in TYPER.items()}


OPPGRADERINGER: dict[tuple[str, int], Oppgradering] = {}
"""By type and version, the step to the next version; none has been needed yet.

A new field with a default needs none. Anything else does: add `("VedtakFattet", 1): <function>` here, and version 2 is
written from then on. Never remove one: facts are never rewritten.
"""


def versjon(type_: str) -> int:
    """The version written today: one more than the newest that has an upgrade."""
    return max((fra + 1 for navn, fra in OPPGRADERINGER if navn == type_), default=1)


def til_json(hendelse: Hendelse) -> tuple[str, int, str]:
    """Type name, version and JSON of a happening."""
    navn = type(hendelse).__name__
    if navn not in TYPER:
        raise Kodekfeil(f"{navn} is not a fact type")
    return navn, versjon(navn), _ADAPTERE[navn].dump_json(hendelse).decode()


@lru_cache(maxsize=8192)  # facts never change, and the same ones are read at every derivation
def fra_json(type_: str, fra_versjon: int, data: str) -> Hendelse:
    """The happening a stored fact holds. Raises `Kodekfeil` for an unknown type, a newer version or broken data."""
    adapter = _ADAPTERE.get(type_)
    if adapter is None:
        raise Kodekfeil(f"unknown fact type {type_!r} (version {fra_versjon}): was it written by a newer Fristvakt?")
    gjeldende = versjon(type_)
    if not 1 <= fra_versjon <= gjeldende:
        raise Kodekfeil(f"{type_} has version {fra_versjon}, but this Fristvakt knows only up to {gjeldende}")
    try:
        if fra_versjon == gjeldende:
            return adapter.validate_json(data)  # type: ignore[no-any-return]
        innhold: Data = json.loads(data)
        for trinn in range(fra_versjon, gjeldende):
            innhold = OPPGRADERINGER[type_, trinn](innhold)
        return adapter.validate_python(innhold)  # type: ignore[no-any-return]
    except (ValidationError, KeyError, json.JSONDecodeError) as feil:
        raise Kodekfeil(f"{type_} version {fra_versjon} cannot be read: {feil}") from feil
