"""One item of a message: what is owed, and the step it is about as it stands at the moment of sending."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from functools import cached_property

from modeller.plan import Plan, Plansteg
from modeller.register import Register
from modeller.varselrad import Utboksrad
from varsler.grunner import INGEN_FAKTA, Faktagrunnlag
from varsler.partsrader import partene_i
from varsler.regler import TIL_KOORDINATOR, UTEN_DATO, Slag


@dataclass(frozen=True, kw_only=True)  # no slots: its kind is looked at all through a message, and kept
class Varselsak:
    """An outbox row with the plan it is about, as both stand at the moment of sending, and the facts behind it."""

    rad: Utboksrad
    plan: Plan
    steg: Plansteg
    register: Register
    fakta: Faktagrunnlag = INGEN_FAKTA

    @cached_property
    def slag(self) -> Slag:
        """The kind of item."""
        return Slag(self.rad.slag)

    @property
    def dato(self) -> date | None:
        """The date the reader is reminded of: the milestone's, else the step's."""
        lagret = self.rad.data.get("dato")
        return date.fromisoformat(lagret) if isinstance(lagret, str) else self.steg.frist

    @property
    def parter(self) -> tuple[str, ...]:
        """The parties it is about: those who have the step, or those among them that the row names."""
        return partene_i(self.rad.data) or self.steg.ball or self.steg.parter

    @property
    def frist_fortalt(self) -> date | None:
        """The step's date as this message tells it, for the ledger; None where the message is no word on it."""
        return None if self.slag in TIL_KOORDINATOR | UTEN_DATO else self.steg.frist
