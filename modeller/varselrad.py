"""What reminder rules hand to storage: outbox rows that are owed, and the next reminder day per step."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Protocol

from modeller.arbeidskalender import Arbeidskalender
from modeller.fakta import Faktum
from modeller.plan import Plan
from modeller.register import Register

Jsonverdi = str | int | float | bool | None | list["Jsonverdi"] | dict[str, "Jsonverdi"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Utboksrad:
    """One reminder item to one recipient.

    `noekkel` is its identity (step, milestone, round, kind, occurrence, recipient): a row with a known key is never
    queued twice. `steg` is the step id within the agreement, `mottaker` an e-mail address, `kontakt` the contact it
    belongs to (None for a party's postmottak). `forfaller` is the day in Oslo from which it may be sent.
    """

    noekkel: str
    avtale: str
    steg: str
    slag: str
    mottaker: str
    kontakt: str | None
    part: str
    forfaller: date
    data: dict[str, Jsonverdi] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class Varselsutsikt:
    """What one plan owes: rows due on the plan's day, and by step id the next day after it with a reminder."""

    rader: tuple[Utboksrad, ...] = ()
    neste: Mapping[str, date] = field(default_factory=dict)


class Varsle(Protocol):
    """The reminder rules as storage sees them: a pure function of the plan on `plan.dag`.

    `fakta` are the agreement's own facts in order (with `registrert`), so that nothing due before its cause was
    registered is owed.
    """

    def __call__(
        self, plan: Plan, register: Register, fakta: Sequence[Faktum], kalender: Arbeidskalender, /
    ) -> Varselsutsikt: ...
