"""Text in both written standards, and how the product writes dates and lists."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum


class Maalform(StrEnum):
    """The written standard a text is asked for in."""

    NB = "nb"
    NN = "nn"


@dataclass(frozen=True, slots=True)
class Tekst:
    """The same thing said in bokmål (`nb`) and nynorsk (`nn`)."""

    nb: str
    nn: str

    def paa(self, maalform: Maalform) -> str:
        """The text in the asked-for written standard."""
        return self.nn if maalform is Maalform.NN else self.nb

    @property
    def stor(self) -> Tekst:
        """The text with a capital first."""
        return Tekst(stor(self.nb), stor(self.nn))


def stor(tekst: str) -> str:
    """The words with a capital first, as they stand where a line begins."""
    return tekst[:1].upper() + tekst[1:]


def lik(tekst: str) -> Tekst:
    """A text that reads the same in both written standards (names, mostly)."""
    return Tekst(tekst, tekst)


MAANEDER = (
    "januar", "februar", "mars", "april", "mai", "juni",
    "juli", "august", "september", "oktober", "november", "desember",
)  # fmt: skip


def dato_kort(dag: date) -> str:
    """`7.11.2024`: the form used in derivations, tables and subjects."""
    return f"{dag.day}.{dag.month}.{dag.year}"


def dato_lang(dag: date) -> str:
    """`7. november 2024`, the same in both written standards."""
    return f"{dag.day}. {MAANEDER[dag.month - 1]} {dag.year}"


def maaned_ord(dag: date) -> str:
    """`november 2026`: a date with month precision."""
    return f"{MAANEDER[dag.month - 1]} {dag.year}"


def oppramsing(ledd: Sequence[str], bindeord: str = "og") -> str:
    """`a, b og c`; an empty sequence gives an empty string."""
    if len(ledd) < 2:
        return "".join(ledd)
    return f"{', '.join(ledd[:-1])} {bindeord} {ledd[-1]}"


Datoform = Callable[[date], str]
"""What writes a day."""


def dager(antall: int) -> Tekst:
    """`1 dag`, `18 dager`."""
    return Tekst(f"{antall} dag{'' if antall == 1 else 'er'}", f"{antall} dag{'' if antall == 1 else 'ar'}")
