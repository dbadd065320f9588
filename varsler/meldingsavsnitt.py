"""What is told as one, as the templates of text and HTML read it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from modeller.tekst import Maalform, stor
from varsler.maler import mal
from varsler.sakord import Sakord
from varsler.samlesak import Samlesak
from varsler.svarlenke import Svarvalg


@dataclass(frozen=True, slots=True, kw_only=True)
class Meldingsavsnitt:
    """A heading (with its number, 0 for none), a first sentence and parts: the first part is what is so of all, or all
    of one that stands alone, the others (`flere`) each one's own. Each part has its links, and whether it is one's own.
    """

    nr: int
    overskrift: str
    innledning: str
    flere: bool
    deler: Sequence[tuple[Sakord, Svarvalg, bool]]


def avsnitt_om(en: Samlesak, maalform: Maalform, svar: Sequence[Svarvalg], nr: int) -> Meldingsavsnitt:
    """`nr` is its number among those that are counted, 0 where it has none; `svar` are the links of its items: each
    one's own, but for how to answer where that is the same of all.
    """
    felles, sine = svar[0], svar
    if en.egne:
        forklart = {valg.forklaring for valg in svar}
        felles = Svarvalg(forklaring=svar[0].forklaring if len(forklart) == 1 else "")
        sine = [replace(valg, forklaring="") if felles.forklaring else valg for valg in svar]
    return Meldingsavsnitt(
        nr=nr,
        overskrift=en.overskrift,
        innledning=innledning_til(en, maalform),
        flere=bool(en.egne),
        deler=[(en.felles, felles, False), *((egen, valg, True) for egen, valg in zip(en.egne, sine, strict=False))],
    )


def innledning_til(en: Samlesak, maalform: Maalform) -> str:
    """The first sentences: what it is about and what is to be done."""
    omtalt = en.omtalt(maalform)
    innledning = mal(f"{omtalt.slag}/innledning.{maalform}.txt").render(s=omtalt).strip()
    return stor(innledning) if en.egne else innledning
