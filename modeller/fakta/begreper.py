"""What facts speak of: kinds of date, roles, outcomes, and the parts an agreement is made of."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from modeller.tekst import Tekst


class Fristart(StrEnum):
    """What kind of date a deadline is (LIVSLOEP.md, kinds of date). Only a `FRIST` can be overdue."""

    FRIST = "frist"
    VENTET = "ventet"
    TENTATIV = "tentativ"
    VEILEDENDE = "veiledende"


# By names of their own for what asks by the thousand (see `modeller.plan`).
FRIST, VENTET, TENTATIV, VEILEDENDE = Fristart


class Rolle(StrEnum):
    """A party's role in one agreement. `UAVKLART` means the party itself has still to decide."""

    HOVEDPART = "hovedpart"
    SAMARBEIDSPART = "samarbeidspart"
    SAERLIG = "særlig rolle"
    UAVKLART = "uavklart"


class Utfall(StrEnum):
    """What a meeting did with the matter."""

    VEDTATT = "vedtatt"
    VEDTATT_MED_ENDRINGER = "vedtatt_med_endringer"
    VEDTATT_MED_FORBEHOLD = "vedtatt_med_forbehold"
    UTSATT = "utsatt"
    AVSLAATT = "avslaatt"

    @property
    def avgjort(self) -> bool:
        """Whether the decision approves; postponed and rejected leave the step unfinished."""
        return self in {Utfall.VEDTATT, Utfall.VEDTATT_MED_ENDRINGER, Utfall.VEDTATT_MED_FORBEHOLD}


@dataclass(frozen=True, slots=True)
class Datoverdi:
    """A date of an agreement that somebody gave. With month precision `dato` is the last day of the month.

    `kilde` says where it stands, here as elsewhere in the facts in the words of whoever gave it (`001 punkt 4`).
    """

    dato: date
    art: Fristart = Fristart.FRIST
    bare_maaned: bool = False
    kilde: str | None = None

    @property
    def tidligst(self) -> date:
        """The first day the date may mean: what must come *before* it is counted from here."""
        return self.dato.replace(day=1) if self.bare_maaned else self.dato


@dataclass(frozen=True, slots=True)
class Avtalepart:
    """A party of an agreement with its role, and where that stands."""

    part: str
    rolle: Rolle
    kilde: str | None = None


@dataclass(frozen=True, slots=True)
class Delmaal:
    """A named sub-goal of an agreement with the parties that commit to it."""

    id: str
    navn: Tekst
    parter: tuple[str, ...] = ()
    kilde: str | None = None
