"""What can happen to an agreement (stream `avtale/<id>`), in the past tense."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, time
from typing import Literal

from modeller.fakta.angring import FaktumAngret
from modeller.fakta.begreper import Avtalepart, Datoverdi, Delmaal, Fristart, Rolle, Utfall
from modeller.fakta.oppfoelgingshendelser import Oppfoelgingshendelse
from modeller.fakta.varselhendelser import VarselregelSatt
from modeller.tekst import Tekst

Valgfritt = Literal["pilot", "koordinator", "merknad", "kilder", "kilde"]
"""What an agreement can do without."""


@dataclass(frozen=True, slots=True, kw_only=True)
class AvtaleOpprettet:
    """The agreement was entered. `pilot` is the lead party of the local side, `koordinator` a contact id.

    `kilder` are ids of the documents of the lifecycle that apply to it (None: all of them), `kilde` says where the
    agreement itself was taken from.
    """

    navn: Tekst
    livsloep: str
    parter: tuple[Avtalepart, ...]
    pilot: str | None = None
    koordinator: str | None = None
    delmaal: tuple[Delmaal, ...] = ()
    datoer: dict[str, Datoverdi] = field(default_factory=dict)
    saksnumre: dict[str, str] = field(default_factory=dict)
    merknad: Tekst | None = None
    kilder: tuple[str, ...] | None = None
    kilde: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class AvtaleEndret:
    """Descriptive matters changed (a reloaded file); parts left None stay as they were, those in `tatt_bort` go."""

    navn: Tekst | None = None
    pilot: str | None = None
    koordinator: str | None = None
    saksnumre: dict[str, str] | None = None
    merknad: Tekst | None = None
    kilder: tuple[str, ...] | None = None
    kilde: str | None = None
    tatt_bort: tuple[Valgfritt, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class RolleEndret:
    """A party took a role (joining if it was no party); `rolle` None means it left."""

    part: str
    rolle: Rolle | None
    grunn: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class DelmaalEndret:
    """A delmål came or changed; without parties it is gone."""

    delmaal: Delmaal


@dataclass(frozen=True, slots=True, kw_only=True)
class DatoSatt:
    """A named date of the agreement (`forslagsfrist`, `avtaleslutt`) was set or, with None, taken back."""

    navn: str
    verdi: Datoverdi | None


@dataclass(frozen=True, slots=True, kw_only=True)
class AvtaleForlenget:
    """The period was moved to a new last day."""

    til: date
    grunn: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class AvtaleAvsluttet:
    """The agreement ends before its time: `til` is the new last day."""

    til: date
    grunn: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class FristUtsatt:
    """One step's date was moved by someone entitled to; `art` None keeps the kind of date."""

    steg: str
    til: date
    grunn: str = ""
    art: Fristart | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class StegUtfoert:
    """A step was done. `forbehold` is what it was done subject to; `vedtaksdato` goes with a signature."""

    steg: str
    forbehold: str | None = None
    vedtaksdato: date | None = None
    saksnummer: str | None = None
    lenke: str | None = None
    merknad: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class MilepaelNaadd:
    """A milestone on the way to a decision was reached (`saksframlegg`, `papirer:<organ>`, `behandling:<organ>`)."""

    steg: str
    milepael: str


@dataclass(frozen=True, slots=True, kw_only=True)
class VedtakFattet:
    """A body treated the matter. For an approval of a text, `tekstversjon` is the version it had before it."""

    steg: str
    utfall: Utfall
    organ: str | None = None
    tekstversjon: int | None = None
    saksnummer: str | None = None
    lenke: str | None = None
    merknad: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class MoeteInnkalt:
    """The date of a meeting between parties was set (or moved, when told again). `steg` is the meeting's step.

    `dato` None means that it was called off, and must be called anew. `fra` and `til` are clock times in Oslo, given
    both or not at all.
    """

    steg: str
    dato: date | None
    grunn: str = ""
    fra: time | None = None
    til: time | None = None
    sted: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class TekstversjonLaget:
    """The parties agreed on a numbered text. Only a `redaksjonell` version, with its reason, keeps old approvals."""

    nummer: int
    redaksjonell: bool = False
    grunn: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class OrganValgt:
    """A party chose which body decides in one step; `organ` None returns to the last body of its route."""

    steg: str
    organ: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class StegIkkeAktuelt:
    """A step was declared not relevant here."""

    steg: str
    grunn: str


@dataclass(frozen=True, slots=True, kw_only=True)
class StegGjenaapnet:
    """A step that was done must be done again."""

    steg: str
    grunn: str


@dataclass(frozen=True, slots=True, kw_only=True)
class StegLagtTil:
    """The coordinator added a step of this agreement's own: `parter` have it together, after the steps in `etter`.

    `frist` is its date and `art` the kind of date, `fyller` the gap of the lifecycle it closes.
    """

    id: str
    tittel: Tekst
    parter: tuple[str, ...]
    forventet: Tekst | None = None
    frist: date | None = None
    art: Fristart = Fristart.FRIST
    etter: tuple[str, ...] = ()
    fyller: str | None = None
    grunn: str = ""

    @property
    def steg(self) -> str:
        """The id the step gets."""
        return f"tillegg.{self.id}"


@dataclass(frozen=True, slots=True, kw_only=True)
class StegPauset:
    """A step waits for a clarification from `hos`, who now has the ball. The deadline stands; reminders rest."""

    steg: str
    hos: str
    grunn: str


@dataclass(frozen=True, slots=True, kw_only=True)
class StegGjenopptatt:
    """A paused step goes on; `merknad` is what the clarification came to."""

    steg: str
    merknad: str = ""


Avtalehendelse = (
    AvtaleOpprettet
    | AvtaleEndret
    | RolleEndret
    | DelmaalEndret
    | DatoSatt
    | AvtaleForlenget
    | AvtaleAvsluttet
    | FristUtsatt
    | StegUtfoert
    | MilepaelNaadd
    | VedtakFattet
    | MoeteInnkalt
    | TekstversjonLaget
    | OrganValgt
    | StegIkkeAktuelt
    | StegGjenaapnet
    | StegLagtTil
    | StegPauset
    | StegGjenopptatt
    | Oppfoelgingshendelse
    | VarselregelSatt
    | FaktumAngret
)
