"""Which parties of one agreement a lifecycle's choices mean."""

from __future__ import annotations

from typing import NamedTuple

from modeller.fakta import Rolle
from modeller.register import Partsslag, Register
from modeller.regler import Utvalg


class Deltaker(NamedTuple):
    """A party as far as the steps depend on it."""

    part: str
    rolle: Rolle
    slag: Partsslag


class Partsvalg:
    """Asked with a choice of the lifecycle. Each delmål is its id and the parties named under it."""

    def __init__(
        self, deltakere: tuple[Deltaker, ...], delmaal: tuple[tuple[str, tuple[str, ...]], ...], pilot: str | None
    ) -> None:
        self._deltakere = deltakere
        self._delmaal = delmaal
        self._pilot = pilot

    @property
    def delmaal(self) -> tuple[str, ...]:
        """The ids of the delmål."""
        return tuple(id_ for id_, _ in self._delmaal)

    def parter(self, utvalg: Utvalg, delmaal: str | None) -> list[tuple[str, bool]]:
        """The chosen parties in the agreement's order, each with whether its role is still undecided."""
        if utvalg.leder:
            return [(leder, False)] if (leder := self._leder()) else []
        if utvalg.navngitte:
            return [(d.part, False) for d in self._deltakere if d.part in utvalg.navngitte]
        if utvalg.under_delmaal:
            navngitte = {part for id_, parter in self._delmaal if delmaal in {None, id_} for part in parter}
        else:
            navngitte = {d.part for d in self._deltakere}
        return [
            (d.part, d.rolle is Rolle.UAVKLART and d.rolle not in utvalg.roller)
            for d in self._deltakere
            if d.part in navngitte and (d.rolle in utvalg.roller or d.rolle is Rolle.UAVKLART) and d.slag in utvalg.slag
        ]

    def _leder(self) -> str | None:
        if any(d.part == self._pilot for d in self._deltakere):
            return self._pilot
        return next((d.part for d in self._deltakere if d.slag is Partsslag.KOMMUNE), None)


def partsslag(register: Register, part: str) -> Partsslag:
    """The party's kind; `ANNEN` for one the register does not know."""
    kjent = register.parter.get(part)
    return kjent.slag if kjent else Partsslag.ANNEN
