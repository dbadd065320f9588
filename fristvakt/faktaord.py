"""A fact written on the command line, read as the fact file would be: `steg_utfoert steg=innsending`."""

from __future__ import annotations

import tomllib
from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import Any

from fristvakt.filer.faktaformat import Faktafil, Faktumfelt
from fristvakt.filer.feil import Feil
from fristvakt.filer.lesing import Raa
from fristvakt.filer.tolk import tolk

KILDE = Path("registrer")


class Faktafeil(ValueError):
    """The words make no fact; the message has one line per fault."""


def les_faktum(slag: str, felter: Sequence[str], skjedde: date) -> Faktumfelt:
    """The fact told by a fact type and `felt=verdi` words. Raises `Faktafeil`."""
    data: dict[str, Any] = {"type": slag, "skjedde": skjedde}
    for ord_ in felter:
        navn, skille, verdi = ord_.partition("=")
        if not skille or not navn:
            raise Faktafeil(f"«{ord_}» er ikke på formen felt=verdi, for eksempel steg=innsending.")
        data[navn] = _verdi(verdi)
    feil: list[Feil] = []
    lest = tolk(Raa(KILDE, {"faktum": [data]}, ""), Faktafil, feil)
    if feil or lest is None or not lest.modell.faktum:
        raise Faktafeil("\n".join(f"{f.sti.removeprefix('faktum[1].')}: {f.hva} {f.riktig}".strip() for f in feil))
    return lest.modell.faktum[0]


def _verdi(tekst: str) -> object:
    """A date, number, true/false, list or table when it reads as one in TOML; else the words themselves."""
    try:
        return tomllib.loads(f"v = {tekst}")["v"]
    except tomllib.TOMLDecodeError:
        return tekst
