"""What every fact in a file has, whatever it is about."""

from __future__ import annotations

from dataclasses import fields
from typing import Annotated, ClassVar

from pydantic import Field

from fristvakt.filer.felter import Dato, Format, Linje
from modeller import fakta as f

Stegid = Annotated[
    str,
    Field(
        description="Id-en til steget: nøkkel, år, delmål og part med punktum mellom, "
        "for eksempel «forankring.trysil» eller «samtykke.2026.d3.husbanken».",
        pattern=r"^[a-z0-9_]+(\.[a-z0-9-]+)*$",
    ),
]


class Faktumfelt(Format):
    """What every fact in a file has."""

    hendelsestype: ClassVar[type[f.Hendelse]]

    skjedde: Dato = Field(description="Dagen det hendte, uten hermetegn: 2024-11-07.")
    id: Linje | None = Field(None, description="Trengs bare når et annet faktum skal angre dette.")
    oppdiktet: bool = Field(default=False, description="Om faktumet er diktet opp for et eksempel.")
    kilde: Linje | None = Field(None, description="Hvor det står.")

    def hendelse(self) -> f.Hendelse:
        """The core's fact: the fields have the same names there."""
        navn = [felt.name for felt in fields(self.hendelsestype)]
        return self.hendelsestype(**{n: getattr(self, n) for n in navn})
