"""What the input files hold, as the core's types."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

from fristvakt.filer.avtalehenvisninger import Avtalehenvisning
from fristvakt.filer.feil import Feil
from fristvakt.filer.livsloepfiler import Egetlivsloep
from modeller.fakta import AvtaleOpprettet, Hendelse
from modeller.livsloep import Livsloep
from modeller.register import Register


@dataclass(frozen=True, slots=True, kw_only=True)
class Filfaktum:
    """A fact from a fact file. `id` is the same every time the file is read, so that it is registered only once.

    `feil` is a fault at the fact that does not say what is wrong, for whoever finds that later.
    """

    id: str
    stroem: str
    skjedde: date
    hendelse: Hendelse
    oppdiktet: bool = False
    kilde: str | None = None
    feil: Feil = field(compare=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class Avtalefil:
    """An agreement as its file tells it. `opprettet` is the day it began; facts are in order of when they happened."""

    id: str
    fil: Path
    opprettet: date | None
    avtale: AvtaleOpprettet
    fakta: tuple[Filfaktum, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Innlest:
    """Everything the files hold. The register's bodies carry their meeting plans; `gjelder_fra` is when it began.
    `livsloep` are the lifecycles that were known when they were read, `egne_livsloep` those that came with them.
    `henvisninger` are to agreements that must be known where the files are loaded.
    """

    avtaler: Mapping[str, Avtalefil]
    register: Register
    livsloep: Mapping[str, Livsloep]
    gjelder_fra: date | None = None
    egne_livsloep: tuple[Egetlivsloep, ...] = ()
    henvisninger: tuple[Avtalehenvisning, ...] = ()
