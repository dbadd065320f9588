"""What parties and contacts say of a step while it lies with them (stream `avtale/<id>`), in the past tense."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True, kw_only=True)
class FerdigAnslaatt:
    """A party that has the ball is on the case and expects to be done about `dato`: it is not to be reminded before
    then. None takes the estimate back.
    """

    steg: str
    part: str
    dato: date | None
    merknad: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class PaaminnelserUtsatt:
    """One contact wants no reminder of a step before `til`; the party's other contacts are told as before."""

    steg: str
    kontakt: str
    til: date


@dataclass(frozen=True, slots=True, kw_only=True)
class MerTidOensket:
    """A party asks for a step's date to be moved to `til`; the coordinator answers with `FristUtsatt` or
    `MerTidAvslaatt`.
    """

    steg: str
    part: str
    til: date
    grunn: str


@dataclass(frozen=True, slots=True, kw_only=True)
class MerTidAvslaatt:
    """The coordinator said no to a party that asked for more time: the date stands."""

    steg: str
    part: str
    grunn: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class StegOverlatt:
    """A contact handed a step over to a colleague at the same party, who is told of it from then on."""

    steg: str
    kontakt: str
    til_kontakt: str
    grunn: str = ""


Oppfoelgingshendelse = FerdigAnslaatt | PaaminnelserUtsatt | MerTidOensket | MerTidAvslaatt | StegOverlatt
