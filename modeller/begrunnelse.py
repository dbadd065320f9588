"""Derivations as data, worded in bokmål or nynorsk only when somebody reads them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from datetime import date
from types import MappingProxyType
from typing import NamedTuple

from modeller.tekst import Maalform, Tekst, dato_kort

Verdi = str | int | date | Tekst


class Ledd(NamedTuple):
    """One link of a derivation: which sentence (a key of `setninger.SETNINGER`) and what fills it.

    A named tuple, as plans make them by the hundred.
    """

    setning: str
    felt: Mapping[str, Verdi] = MappingProxyType({})


Begrunnelse = tuple[Ledd, ...]


def med_grunn(setning: str, dato: date, grunn: str) -> Ledd:
    """What happened on a day, with the reason somebody gave (`<setning>_med_grunn`) or without."""
    grunn = grunn.rstrip(" .")
    return Ledd(f"{setning}_med_grunn", {"dato": dato, "grunn": grunn}) if grunn else Ledd(setning, {"dato": dato})


FELT = re.compile(r"\{(\w+)\}")


def formuler(
    begrunnelse: Begrunnelse, maalform: Maalform, setninger: Mapping[str, Tekst], i_aar: int | None = None
) -> str:
    """The derivation in words, its links joined with semicolons."""
    return "; ".join(leddene(begrunnelse, maalform, setninger, i_aar))


def leddene(
    begrunnelse: Begrunnelse, maalform: Maalform, setninger: Mapping[str, Tekst], i_aar: int | None = None
) -> Iterator[str]:
    """Each link in words.

    A date says its year when the year is another than that of the date before it (`i_aar` for the first), or than
    that of another date of the same sentence.
    """
    ordlegger = _Ordlegger(maalform, i_aar)
    for ledd in begrunnelse:
        yield ordlegger.ledd(setninger[ledd.setning], ledd.felt)


class _Ordlegger:
    """Fills sentences one after the other and remembers which year the reader is in."""

    def __init__(self, maalform: Maalform, i_aar: int | None) -> None:
        self._maalform = maalform
        self._i_aar = i_aar

    def ledd(self, setning: Tekst, felt: Mapping[str, Verdi]) -> str:
        if len({verdi.year for verdi in felt.values() if isinstance(verdi, date)}) > 1:
            self._i_aar = None
        return FELT.sub(lambda treff: self._som_ord(felt[treff[1]]), setning.paa(self._maalform))

    def _som_ord(self, verdi: Verdi) -> str:
        match verdi:
            case Tekst():
                return verdi.paa(self._maalform)
            case date():
                samme_aar, self._i_aar = verdi.year == self._i_aar, verdi.year
                return f"{verdi.day}.{verdi.month}" if samme_aar else dato_kort(verdi)
            case _:
                return str(verdi)
