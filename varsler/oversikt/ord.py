"""A digest in words: sections of lines, over all the agreements it is about."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from modeller.fakta import Fristart
from modeller.plan import Plan, Plansteg
from modeller.register import Register
from modeller.tekst import Maalform, Tekst, oppramsing
from varsler.adresse import en_linje
from varsler.stegord import tittel_i_ord, tittel_med_dato

LINJER = 8
"""So many lines a section has at the most: a digest is read in a minute."""
TEGN = 300
"""So long a line is at the most: a note may be any length."""
FLERE = Tekst("og {} til", "og {} til")


@dataclass(frozen=True, slots=True, kw_only=True)
class Avsnitt:
    """A heading with its lines."""

    tittel: str
    linjer: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Oversikt:
    """The sections of a digest; `avtaler` names the agreements, `antall` is how many things wait for the reader."""

    avsnitt: tuple[Avsnitt, ...]
    avtaler: str
    antall: int


def avsnitt(tittel: str, linjer: Iterable[str], maalform: Maalform) -> tuple[Avsnitt, ...]:
    """The section, cut short when it is long; none without lines."""
    alle = tuple(dict.fromkeys(_kort(en_linje(linje)) for linje in linjer))
    if not alle:
        return ()
    if len(alle) > LINJER:
        alle = (*alle[: LINJER - 1], FLERE.paa(maalform).format(len(alle) - LINJER + 1))
    return (Avsnitt(tittel=tittel, linjer=alle),)


def _kort(linje: str) -> str:
    return linje if len(linje) <= TEGN else f"{linje[: TEGN - 1].rstrip()}…"


def partene(parter: Iterable[str], register: Register, maalform: Maalform) -> str:
    """The parties' names, each once."""
    return oppramsing([register.navn(part).paa(maalform) for part in dict.fromkeys(parter)])


def steget(plan: Plan, steg: Plansteg, maalform: Maalform) -> str:
    """The step in quotation marks with its date, and how far past its deadline it is."""
    tittel = tittel_med_dato(plan, steg, maalform)
    if steg.art is not Fristart.FRIST or not (over := steg.dager_over(plan.dag)):
        return tittel
    return f"{tittel}, {over_fristen(over, maalform)}"


def over_fristen(dager: int, maalform: Maalform) -> str:
    """`5 dager over fristen`."""
    ord_ = "dag" if dager == 1 else "dagar" if maalform is Maalform.NN else "dager"
    return f"{dager} {ord_} over fristen"


def bare_tittel(plan: Plan, steg: Plansteg, maalform: Maalform) -> str:
    """The step in quotation marks."""
    return f"«{tittel_i_ord(plan, steg, maalform)}»"
