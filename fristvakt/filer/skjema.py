"""JSON Schema of the file formats, made from the models that read them."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from pydantic import BaseModel

from fristvakt.filer.faktaformat import Faktafil
from fristvakt.filer.formater import Avtaleformat, Registerfil
from fristvakt.filer.livsloepformat import Livsloepformat

SKJEMAER: Mapping[str, type[BaseModel]] = {
    "avtale": Avtaleformat,
    "register": Registerfil,
    "fakta": Faktafil,
    "livsloep": Livsloepformat,
}
"""What `fristvakt skjema` can show, by name."""


def skjema(hva: str) -> dict[str, Any]:
    """The JSON Schema (2020-12) of a kind of file. Raises `KeyError` for another name."""
    modell = SKJEMAER[hva]
    return {"$schema": "https://json-schema.org/draft/2020-12/schema", **modell.model_json_schema(by_alias=True)}
