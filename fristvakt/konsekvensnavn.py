"""How steps and parties are named where the consequence of a fact is told."""

from __future__ import annotations

from collections.abc import Iterable

from fristvakt.utskrift import stegnavn
from modeller.plan import Plan, Plansteg
from modeller.register import Register
from modeller.tekst import Maalform, Tekst, oppramsing


class Hvem:
    """Names steps and parties as the consequence has them, in the reader's written standard."""

    def __init__(self, maalform: Maalform, register: Register, etter: Plan, foer: Plan | None = None) -> None:
        self.maalform, self.register, self._etter, self._foer = maalform, register, etter, foer

    def sier(self, nb: str, nn: str) -> str:
        """One of the two, by the reader's written standard."""
        return Tekst(nb, nn).paa(self.maalform)

    def finn(self, steg_id: str) -> Plansteg | None:
        """The step as it will be or, when it goes, as it was."""
        return self._etter.finn(steg_id) or (self._foer.finn(steg_id) if self._foer else None)

    def stegets(self, steg: Plansteg) -> str:
        """The step without who does it."""
        return stegnavn(self._etter, steg, self.maalform)

    def parter(self, parter: Iterable[str]) -> str:
        """Their short names, as a list in words."""
        return oppramsing([self.register.kortnavn(part).paa(self.maalform) for part in parter])

    def gjoer(self, steg: Plansteg) -> str:
        """The step after the one who does it, where that is one."""
        return f"{self.parter(steg.parter)}, {self.stegets(steg)}" if len(steg.parter) == 1 else self.stegets(steg)

    def alene_om(self, steg: Iterable[Plansteg], navn: str) -> str:
        """What several steps are called together, after the one who does them all, where that is one."""
        parter = {part for s in steg for part in s.parter}
        return f"{self.parter(parter)}, {navn[:1].lower()}{navn[1:]}" if len(parter) == 1 else navn
