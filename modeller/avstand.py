"""A span of time, as deadline rules and reminder rules count it."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Avstand:
    """A span of time; exactly one unit is meant to be set, months keep the day where the month has it."""

    dager: int = 0
    arbeidsdager: int = 0
    uker: int = 0
    maaneder: int = 0


INGEN_AVSTAND = Avstand()
"""The very day."""
