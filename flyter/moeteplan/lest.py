"""What reading a meeting plan gives: entries, what was not understood with where and why, or that it is refused."""

from __future__ import annotations

from dataclasses import dataclass

from modeller.moeteplan import Moeteoppfoering
from modeller.tekst import Tekst

FLEST_OPPFOERINGER = 50_000
"""More is no meeting plan, and costs the reader dearly."""


class Planfeil(ValueError):
    """Nothing of it can be used, and nothing is stored. `grunn` says what is wrong and what to do; `linje` where."""

    def __init__(self, grunn: Tekst, linje: int | None = None) -> None:
        super().__init__(f"Linje {linje}: {grunn.nb}" if linje else grunn.nb)
        self.grunn = grunn
        self.linje = linje


class Uleselig(ValueError):
    """One entry cannot be read, for the reason in `grunn`; the others are none the worse."""

    def __init__(self, grunn: Tekst) -> None:
        super().__init__(grunn.nb)
        self.grunn = grunn


@dataclass(frozen=True, slots=True, kw_only=True)
class Uforstaatt:
    """An entry that was not understood: the line or row it stands in, its title, why, and what its source calls it."""

    hvor: int | None
    hva: str
    grunn: Tekst
    kilde_id: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Lest:
    """All that was read. `i_ark` says that places are rows of a sheet, not lines."""

    oppfoeringer: tuple[Moeteoppfoering, ...]
    uforstaatt: tuple[Uforstaatt, ...] = ()
    i_ark: bool = False


def hoeyst(antall: int) -> None:
    """Raise `Planfeil` when there are more entries than any meeting plan has."""
    if antall > FLEST_OPPFOERINGER:
        raise Planfeil(
            Tekst(
                f"Dette er mer enn {FLEST_OPPFOERINGER} møter. Eksporter bare møteplanen.",
                f"Dette er meir enn {FLEST_OPPFOERINGER} møte. Eksporter berre møteplanen.",
            )
        )
