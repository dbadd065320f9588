"""What somebody has said about being told: which reminder rules hold for whom, and how often mail is gathered."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from modeller.avstand import Avstand


class Samling(StrEnum):
    """How often a contact gets what does not press."""

    DAGLIG = "daglig"
    UKENTLIG = "ukentlig"
    """On Mondays, or the working day after."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Regelvalg:
    """A reminder rule, by its name, turned off or on or given another distance; what is None is left as it is."""

    regel: str
    paa: bool | None = None
    avstand: Avstand | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class SattRegel:
    """A choice of rule as it stands: `gjelder` is the stream it is of, `steg` the lifecycle's key (None: all steps).

    With neither `paa` nor `avstand` it was taken back. `fra` is the day it could first be known, by which nothing that
    was due before is told; `satt` the day it was said to hold from.
    """

    gjelder: str
    regel: str
    steg: str | None
    paa: bool | None
    avstand: Avstand | None
    fra: date
    satt: date


@dataclass(frozen=True, slots=True, kw_only=True)
class Varselvalg:
    """How a contact wants mail gathered, and since when."""

    samling: Samling = Samling.DAGLIG
    satt: date = date.min
