"""What reminder rules hand to storage: outbox rows that are owed, and the next reminder day per step."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import NamedTuple, Protocol

from modeller.arbeidskalender import Arbeidskalender
from modeller.kildestand import Kildestand
from modeller.plan import Plan
from modeller.register import Register

Jsonverdi = str | int | float | bool | None | list["Jsonverdi"] | dict[str, "Jsonverdi"]


ER_DERES = frozenset({"ball", "ligger_hos_dere"})
"""Kinds of rows that say that a step is the reader's: a word on it also when it has no date."""
BESTILTE = frozenset({"ny_lenke"})
"""Kinds of rows that somebody has asked for: no plan owes them, and none withdraws them."""


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


class Fortalt(NamedTuple):
    """What an address was last told of a step: its date (None: only that it is theirs, of one without a date) and, of a
    meeting, its time and place in words.

    `sagt` are the days in Oslo it was said with that date, each with the kind of message.
    """

    frist: date | None
    ramme: str = ""
    sagt: tuple[tuple[str, date], ...] = ()

    @staticmethod
    def etter(foer: Fortalt | None, frist: date | None, ramme: str, slag: str, dag: date) -> Fortalt:
        """What the address has been told when it is told this on `dag`, after `foer`; no word of a date takes back the
        one before.
        """
        if frist is None and foer is not None and foer.frist is not None:
            return foer
        sagt = foer.sagt if foer is not None and foer.frist == frist else ()
        return Fortalt(frist, ramme, (*sagt, (slag, dag)))


@dataclass(frozen=True, slots=True, kw_only=True)
class Varselsutsikt:
    """What one plan owes: rows due on the plan's day, and by step id the days after it with a reminder, in order. Of
    what is repeated until it is done, only the first to each recipient is among them. `ellers` are the days on which
    something may be owed that hangs on a step without being about it: a digest.
    """

    rader: tuple[Utboksrad, ...] = ()
    kommer: Mapping[str, tuple[date, ...]] = field(default_factory=dict)
    ellers: Mapping[str, tuple[date, ...]] = field(default_factory=dict)

    @property
    def neste(self) -> Mapping[str, date]:
        """The first of them, by step id."""
        return {steg_id: dager[0] for steg_id, dager in self.kommer.items()}


class Varsle(Protocol):
    """The reminder rules as storage sees them: a pure function of the plan on `plan.dag`, called by keyword."""

    def __call__(
        self,
        *,
        plan: Plan,
        register: Register,
        kalender: Arbeidskalender,
        fortalt: Mapping[tuple[str, str], Fortalt],
        uleverbare: Mapping[str, date],
        kilder: Mapping[str, Kildestand],
    ) -> Varselsutsikt:
        """All rows owed on `plan.dag`, queued before or not.

        `fortalt` is, by step id and e-mail address, what that address was last told of the step. `uleverbare`
        are the addresses that have turned mail away for good, and since when; `kilder` the sources of meeting plans
        that somebody should see to, by body.
        """
        ...
