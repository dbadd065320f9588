"""A step's remarks as a mail says them: of what it delays only the nearest, and by how much; the board has it all."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from modeller.begrunnelse import Begrunnelse, Ledd, leddene
from modeller.setninger import SETNINGER
from modeller.tekst import Maalform, Tekst, stor

FORBEHOLD: Final = frozenset(
    {"med_forbehold", "uten_forbehold", "med_forbehold_etter_fristen", "uten_forbehold_etter_fristen"}
)
FORSINKELSER: Final = FORBEHOLD | {"forsinker", "forsinker_uten_forbehold", "forsinker_flere"}
KORTE: Final = SETNINGER | {
    "forsinker_kort": Tekst(
        "det forsinker «{hva}» med minst {dager}, fra {frist} til tidligst {tidligst}",
        "det forseinkar «{hva}» med minst {dager}, frå {frist} til tidlegast {tidligst}",
    ),
    "og_det_etter": Tekst("det som kommer etter, blir også senere", "det som kjem etter, blir òg seinare"),
}

DELT: Final = {
    f"{navn} {nr}": Tekst(nb, nn)
    for navn, setning in KORTE.items()
    for nr, (nb, nn) in enumerate(zip(setning.nb.split("; "), setning.nn.split("; "), strict=True))
}
"""What the board says in one breath, with semicolons, by its name and place in that: a mail says it in sentences."""


def merknader_i_ord(merknader: Begrunnelse, maalform: Maalform) -> str:
    """The remarks as sentences, since they are read as prose; empty when there are none. People's own words stand."""
    delt = tuple(
        Ledd(f"{ledd.setning} {nr}", ledd.felt)
        for ledd in _kortet(merknader)
        for nr in range(KORTE[ledd.setning].nb.count("; ") + 1)
    )
    return " ".join(f"{stor(ledd)}." for ledd in leddene(delt, maalform, DELT))


def _kortet(merknader: Begrunnelse) -> Iterator[Ledd]:
    """With the first of the steps that are delayed, which the others follow on; with a reservation and without where it
    may be done so.
    """
    yield from (ledd for ledd in merknader if ledd.setning not in FORSINKELSER)
    forsinkelser = [ledd for ledd in merknader if ledd.setning in FORSINKELSER]
    foerste = next((ledd for ledd in forsinkelser if ledd.setning == "forsinker"), None)
    forbehold = [ledd for ledd in forsinkelser if ledd.setning in FORBEHOLD][:2]
    if foerste is not None:
        yield Ledd("forsinker_kort", foerste.felt)
    yield from forbehold
    if len(forsinkelser) > 1 and not forbehold:
        yield Ledd("og_det_etter")
