"""Why a reminder item was owed when it went: the rule, what it counted from, and the facts that were in force."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any


@dataclass(frozen=True, slots=True, kw_only=True)
class Varselgrunn:
    """The reason of one item of a sent message.

    `regel` is the rule, or the kind of item where no rule of time made it; `anker` names what the rule counts from and
    `talt_fra` the date that was (None: nothing is counted from). `forfaller` is the day from which it was due.
    `fakta` are the ids of the facts about its step that were in force, `siste_faktum` the number of the last fact of
    the agreement: with the facts up to that one it can be derived again.
    """

    regel: str
    anker: str = ""
    talt_fra: date | None = None
    forfaller: date
    fakta: tuple[str, ...] = ()
    siste_faktum: int = 0

    def som_json(self) -> dict[str, Any]:
        """As it is stored."""
        return {
            "regel": self.regel,
            "anker": self.anker,
            "talt_fra": self.talt_fra.isoformat() if self.talt_fra else None,
            "forfaller": self.forfaller.isoformat(),
            "fakta": list(self.fakta),
            "siste_faktum": self.siste_faktum,
        }


def varselgrunn(lagret: Mapping[str, Any]) -> Varselgrunn:
    """What `Varselgrunn.som_json` stored."""
    talt_fra = lagret.get("talt_fra")
    return Varselgrunn(
        regel=lagret["regel"],
        anker=lagret.get("anker", ""),
        talt_fra=date.fromisoformat(talt_fra) if talt_fra else None,
        forfaller=date.fromisoformat(lagret["forfaller"]),
        fakta=tuple(lagret.get("fakta", ())),
        siste_faktum=lagret.get("siste_faktum", 0),
    )
