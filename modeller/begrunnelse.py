"""Derivations as data, worded in bokmål or nynorsk only when somebody reads them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from modeller.tekst import Maalform, Tekst, dato_kort

Verdi = str | int | date | Tekst


@dataclass(frozen=True, slots=True)
class Ledd:
    """One link of a derivation: which sentence (a key of `setninger.SETNINGER`) and what fills it."""

    setning: str
    felt: Mapping[str, Verdi] = field(default_factory=dict)


Begrunnelse = tuple[Ledd, ...]


def _som_ord(verdi: Verdi, maalform: Maalform) -> str:
    match verdi:
        case Tekst():
            return verdi.paa(maalform)
        case date():
            return dato_kort(verdi)
        case _:
            return str(verdi)


def formuler(begrunnelse: Begrunnelse, maalform: Maalform, setninger: Mapping[str, Tekst]) -> str:
    """The derivation in words, its links joined with semicolons."""
    return "; ".join(
        setninger[ledd.setning].paa(maalform).format(**{n: _som_ord(v, maalform) for n, v in ledd.felt.items()})
        for ledd in begrunnelse
    )
