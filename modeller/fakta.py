"""Facts: what happened, in the past tense, append-only. The plan is a fold over these."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, datetime
from enum import StrEnum
from typing import Literal

from modeller.register import Kontakt, Moete, Organ, Part
from modeller.tekst import Tekst


class Fristart(StrEnum):
    """What kind of date a deadline is (LIVSLOEP.md, kinds of date). Only a `FRIST` can be overdue."""

    FRIST = "frist"
    VENTET = "ventet"
    TENTATIV = "tentativ"
    VEILEDENDE = "veiledende"


class Rolle(StrEnum):
    """A party's role in one agreement. `UAVKLART` means the party itself has still to decide."""

    HOVEDPART = "hovedpart"
    SAMARBEIDSPART = "samarbeidspart"
    SAERLIG = "særlig rolle"
    UAVKLART = "uavklart"


class Utfall(StrEnum):
    """What a meeting did with the matter."""

    VEDTATT = "vedtatt"
    VEDTATT_MED_ENDRINGER = "vedtatt_med_endringer"
    VEDTATT_MED_FORBEHOLD = "vedtatt_med_forbehold"
    UTSATT = "utsatt"
    AVSLAATT = "avslaatt"

    @property
    def avgjort(self) -> bool:
        """Whether the decision approves; postponed and rejected leave the step unfinished."""
        return self in {Utfall.VEDTATT, Utfall.VEDTATT_MED_ENDRINGER, Utfall.VEDTATT_MED_FORBEHOLD}


@dataclass(frozen=True, slots=True)
class Datoverdi:
    """A date of an agreement that somebody gave. With month precision `dato` is the last day of the month.

    `kilde` says where it stands, here as elsewhere in the facts in the words of whoever gave it (`001 punkt 4`).
    """

    dato: date
    art: Fristart = Fristart.FRIST
    bare_maaned: bool = False
    kilde: str | None = None

    @property
    def tidligst(self) -> date:
        """The first day the date may mean: what must come *before* it is counted from here."""
        return self.dato.replace(day=1) if self.bare_maaned else self.dato


@dataclass(frozen=True, slots=True)
class Avtalepart:
    """A party of an agreement with its role, and where that stands."""

    part: str
    rolle: Rolle
    kilde: str | None = None


@dataclass(frozen=True, slots=True)
class Delmaal:
    """A named sub-goal of an agreement with the parties that commit to it."""

    id: str
    navn: Tekst
    parter: tuple[str, ...] = ()
    kilde: str | None = None


Valgfritt = Literal["pilot", "koordinator", "merknad", "kilder", "kilde"]
"""What an agreement can do without."""

# --- what happens to an agreement (stream `avtale/<id>`) ---------------------------------------------------------


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

    `dato` None means that it was called off, and must be called anew.
    """

    steg: str
    dato: date | None
    grunn: str = ""


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
    """A paused step goes on."""

    steg: str


@dataclass(frozen=True, slots=True, kw_only=True)
class FaktumAngret:
    """An earlier fact of the same stream is undone: the fold passes over it."""

    faktum: str
    grunn: str = ""


# --- what happens in the register (streams `part/<id>`, `kontakt/<id>`, `organ/<id>`) ------------------------------


@dataclass(frozen=True, slots=True, kw_only=True)
class PartRegistrert:
    """A party came or its record changed; the whole record as it now is."""

    part: Part


@dataclass(frozen=True, slots=True, kw_only=True)
class KontaktRegistrert:
    """A contact came or its record changed; the whole record as it now is."""

    kontakt: Kontakt


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
    | FaktumAngret
)
Registerhendelse = (
    PartRegistrert
    | PartAvloest
    | KontaktRegistrert
    | KontaktSluttet
    | StedfortrederSatt
    | OrganRegistrert
    | MoeteplanFastsatt
    | MoeteAvlyst
    | MoeteFlyttet
    | FaktumAngret
)
Hendelse = Avtalehendelse | Registerhendelse


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
