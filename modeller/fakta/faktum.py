"""A happening as it is stored: who told it, when, and of what stream."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from modeller.fakta.avtalehendelser import Avtalehendelse
from modeller.fakta.registerhendelser import Registerhendelse

Hendelse = Avtalehendelse | Registerhendelse

INSTALLASJON = "installasjon"
"""The register stream of what is decided for the whole installation."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Faktum:
    """A stored happening: unique `id`, its stream and running number there, when it happened (a date in Oslo),
    when it was registered (aware UTC) and by whom. `oppdiktet` marks a fact made up for an example, `kilde` says where
    it is told.
    """

    id: str
    stroem: str
    nr: int
    skjedde: date
    registrert: datetime
    av: str
    hendelse: Hendelse
    oppdiktet: bool = False
    kilde: str | None = None


def avtalestroem(avtale: str) -> str:
    """The stream an agreement's facts live in."""
    return f"avtale/{avtale}"
