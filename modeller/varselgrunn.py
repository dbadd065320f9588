"""Why a reminder item was owed when it went: the rule, what it counted from, and the facts that were in force."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from datetime import date
from functools import cache
from typing import Any

from modeller.avstand import Avstand


@dataclass(frozen=True, slots=True, kw_only=True)
class Varselgrunn:
    """The reason of one item of a sent message.

    `regel` is the rule, or the kind of item where no rule of time made it; `anker` names what the rule counts from,
    `talt_fra` the date that was (None: nothing is counted from) and `avstand` how far from it the rule was then, for
    this recipient (None: that was not noted, or the rule is about the day itself). `forfaller` is the day from which
    it was due. `fakta` are the ids of the facts about its step that were in force, `siste_faktum` the number of the
    last fact of the agreement: with the facts up to that one it can be derived again.
    """

    regel: str
    anker: str = ""
    avstand: Avstand | None = None
    talt_fra: date | None = None
    forfaller: date
    fakta: tuple[str, ...] = ()
    siste_faktum: int = 0

    def som_json(self) -> dict[str, Any]:
        """As it is stored."""
        return {
            "regel": self.regel,
            "anker": self.anker,
            "avstand": {**avstand_som_json(self.avstand)} if self.avstand else None,
            "talt_fra": self.talt_fra.isoformat() if self.talt_fra else None,
            "forfaller": self.forfaller.isoformat(),
            "fakta": list(self.fakta),
            "siste_faktum": self.siste_faktum,
        }


def varselgrunn(lagret: Mapping[str, Any]) -> Varselgrunn:
    """What `Varselgrunn.som_json` stored."""
    talt_fra, avstand = lagret.get("talt_fra"), lagret.get("avstand")
    return Varselgrunn(
        regel=lagret["regel"],
        anker=lagret.get("anker", ""),
        avstand=Avstand(**avstand) if avstand else None,
        talt_fra=date.fromisoformat(talt_fra) if talt_fra else None,
        forfaller=date.fromisoformat(lagret["forfaller"]),
        fakta=tuple(lagret.get("fakta", ())),
        siste_faktum=lagret.get("siste_faktum", 0),
    )


@cache
def avstand_som_json(avstand: Avstand) -> Mapping[str, int]:
    """The units that are set, as `Avstand` takes them."""
    return {enhet: antall for enhet, antall in asdict(avstand).items() if antall}
