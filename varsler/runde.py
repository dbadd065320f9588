"""What one run of the send job has with it from message to message."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, datetime

from modeller.lager.samleskriving import Arbeid, Samleskriver
from varsler.bokfoering import Bekreftelse


@dataclass(frozen=True, slots=True, kw_only=True)
class Opptatt:
    """What a busy domain said to the first who asked, and until when the others leave it alone."""

    svar: str
    til: datetime


@dataclass(slots=True, kw_only=True)
class Runde:
    """One run: its instant and day in Oslo, the name of its claims, what stores its outcomes, and the domains that are
    to be left alone in it, with what they said.
    """

    naa: datetime
    dag: date
    av: str
    skriver: Samleskriver[Arbeid]
    bekrefter: Samleskriver[Bekreftelse]
    domener: dict[str, Opptatt] = field(default_factory=dict)
