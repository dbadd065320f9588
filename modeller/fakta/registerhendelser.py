"""What can happen in the register (streams `part/<id>`, `kontakt/<id>`, `organ/<id>`), in the past tense, and to the
installation itself (stream `installasjon`).
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from modeller.fakta.angring import FaktumAngret
from modeller.fakta.varselhendelser import VarselregelSatt, VarselvalgTatt
from modeller.register import Kontakt, Moete, Organ, Part
from modeller.tekst import Tekst


@dataclass(frozen=True, slots=True, kw_only=True)
class PartRegistrert:
    """A party came or its record changed; the whole record as it now is."""

    part: Part


@dataclass(frozen=True, slots=True, kw_only=True)
class NavnEndret:
    """A party got another name; all else of its record stands."""

    part: str
    navn: Tekst
    grunn: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class KontaktRegistrert:
    """A contact came or its record changed; the whole record as it now is. `oppgitt_av_postmottak` when the party's
    postmottak said that this one has its matters.
    """

    kontakt: Kontakt
    oppgitt_av_postmottak: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class KontaktSluttet:
    """A contact left; the day it happened is the first day without. `etterfoelger` is the contact who takes over."""

    kontakt: str
    etterfoelger: str | None = None
    grunn: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class StedfortrederSatt:
    """While a contact is away, another is told instead: through `til`, or until told otherwise; None ends it."""

    kontakt: str
    stedfortreder: str | None
    til: date | None = None
    grunn: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class KontaktlisteBekreftet:
    """Somebody at the party, or the coordinator for it, looked at its contacts and said that they are right."""

    part: str


@dataclass(frozen=True, slots=True, kw_only=True)
class PartAvloest:
    """A party ended and others took its place: municipalities that merged, a county that was split.

    What it has done counts as done by those in `av`; where several became one, only what all of them had done.
    """

    part: str
    av: tuple[str, ...]
    grunn: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class OrganRegistrert:
    """A body came or its lead times changed. Meetings in the record are ignored: they have facts of their own."""

    organ: Organ


@dataclass(frozen=True, slots=True, kw_only=True)
class MoeteplanFastsatt:
    """A body's meetings of one year were set; those of that year known before and not named here are withdrawn."""

    organ: str
    aar: int
    moeter: tuple[Moete, ...]
    oppdiktet: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class MoeteAvlyst:
    """A meeting was called off."""

    organ: str
    moete: str
    grunn: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class MoeteFlyttet:
    """A meeting got another date."""

    organ: str
    moete: str
    til: date
    grunn: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class KalenderkildeSatt:
    """A body's meeting plan is fetched from this address from now on; `bare_moeter` says that all there is meetings."""

    organ: str
    adresse: str
    grunn: str = ""
    bare_moeter: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class KalenderkildeFjernet:
    """A body's meeting plan is fetched no more; the plan stays as it is."""

    organ: str
    grunn: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class ProevemodusSatt:
    """Trial mode was turned on or off: while it is on, the coordinator gets what was to go to others."""

    paa: bool
    grunn: str = ""


Registerhendelse = (
    PartRegistrert
    | NavnEndret
    | PartAvloest
    | KontaktlisteBekreftet
    | KontaktRegistrert
    | KontaktSluttet
    | StedfortrederSatt
    | OrganRegistrert
    | MoeteplanFastsatt
    | MoeteAvlyst
    | MoeteFlyttet
    | KalenderkildeSatt
    | KalenderkildeFjernet
    | ProevemodusSatt
    | VarselregelSatt
    | VarselvalgTatt
    | FaktumAngret
)
