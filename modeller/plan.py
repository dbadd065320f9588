"""The plan: an agreement's steps with dates, derivations, status and who waits. Made by `avled`, never stored whole."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from typing import TYPE_CHECKING, NamedTuple

from modeller.begrunnelse import Begrunnelse
from modeller.fakta import Datoverdi, Delmaal, Faktum, Fristart, Rolle, StegLagtTil
from modeller.livsloep import Fullfoeres, Hull, Krav
from modeller.moeteramme import INGEN_RAMME, Moeteramme
from modeller.oppfoelging import INGEN_OPPFOELGING, Oppfoelging
from modeller.regelvalg import Regelvalg, SattRegel
from modeller.regler import Kilde
from modeller.tekst import Tekst


class Status(StrEnum):
    """Where a step is (DESIGN.md section 3)."""

    KOMMENDE = "kommende"
    VENTER = "venter"
    AAPEN = "aapen"
    UTFOERT = "utfoert"
    IKKE_AKTUELL = "ikke_aktuell"
    BORTFALT = "bortfalt"


# By names of their own, for what asks by the thousand: Python 3.11 reads a member off its class ten times slower.
KOMMENDE, VENTER, AAPEN, UTFOERT, IKKE_AKTUELL, BORTFALT = Status
FERDIG = frozenset({UTFOERT, IKKE_AKTUELL, BORTFALT})


SATT_FOR_STEGET = frozenset({"utsatt", "utsatt_med_grunn", "innkalt", "innkalt_med_ramme"})
"""The links of a derivation that say that somebody set the date for the step itself."""


class Milepael(NamedTuple):
    """A point on the way to a decision.

    `noekkel` is `saksframlegg`, `papirer:<organ>`, `behandling:<organ>` or, last, `vedtak:<organ>`.
    """

    noekkel: str
    tittel: Tekst
    dato: date
    naadd: date | None = None
    moete: str | None = None
    """The id of the meeting it belongs to."""
    avlyst: bool = False
    """Whether no meeting is held that day after all: it was called off or moved."""


class Plansteg(NamedTuple):
    """One step of one agreement as it stands on the plan's day. A named tuple, since plans make them by the hundred.

    `id` is permanent: key, year, delmål and party joined by full stops as far as they apply. `parter` act; `ball` are
    those who have it when the step is open (another party while paused). All dates are days in Europe/Oslo.
    """

    id: str
    steg: str
    fase: str
    fasetittel: Tekst
    aar: int | None
    delmaal: str | None
    parter: tuple[str, ...]
    deltar: tuple[str, ...]
    tittel: Tekst
    forventet: Tekst
    krav: Krav
    uavklart: bool
    """Whether the step stands or falls with a role its party has still to decide."""
    kan_ha_forbehold: bool
    moete: bool
    frist: date | None
    art: Fristart
    bare_maaned: bool
    """Month precision: `frist` is the month's last day."""
    begrunnelse: Begrunnelse
    kilde: Kilde | None
    """Where the step's own date is given, else where its rule is stated for this agreement."""
    moenster: Kilde | None
    """The source, of other agreements, whose pattern our own rule follows."""
    milepaeler: tuple[Milepael, ...]
    aapner: date | None
    """The day the window opens by the calendar; None when only other steps or nothing hold it back."""
    aapnet: date | None
    """The day the step became open in this round; None unless it is open."""
    aapnet_registrert: date | None
    """The day the fact that opened it was registered here; None unless it is open."""
    utfoert: date | None
    forbehold: str | None
    tidligst: date | None
    """The earliest realistic completion (prognosis); the done date once done; None when nothing can be said."""
    slakk: int | None
    """Calendar days from `tidligst` to `frist`; negative when the prognosis is late."""
    status: Status
    ball: tuple[str, ...]
    venter_paa: tuple[str, ...]
    """Ids of the open steps this one waits for, directly or through others; never its own parties' alone."""
    runde: int
    avslaatt: bool
    hvilende: bool
    """Open, but nobody is to be reminded: paused, or turned down by a body."""
    merknader: Begrunnelse
    """What the reader should know beyond the date: a route that has run out and what it delays."""
    neste_skifte: date | None
    """The next day after the plan's day on which time alone changes anything about this step."""
    foran: tuple[str, ...] = ()
    """Ids of the steps that must come first, done or not."""
    klar: date | None = None
    """The day others can build on an unfinished step by the prognosis: for a decision after its saksutskrift."""
    avgjoeres_i: str | None = None
    """The body whose meeting on `tidligst` the prognosis counts on; None when no meeting decides."""
    ramme: Moeteramme = INGEN_RAMME
    """For a meeting that has been called: the time and place of the last call, also when it has been called off."""
    oppfoelging: Oppfoelging = INGEN_OPPFOELGING
    """What its parties and contacts have said while it lies with them; nothing once it is finished."""
    fullfoeres: Fullfoeres = Fullfoeres.UTFOERT
    """Which fact finishes it."""

    def forfalt(self, dag: date) -> bool:
        """Overdue: a deadline of the kind `frist` that has passed on `dag` with the step still to be done."""
        return self.dager_over(dag) > 0

    def dager_over(self, dag: date) -> int:
        """Days overdue; zero for any other kind of date than `frist`."""
        return self._dager_forbi(dag) if self.art is Fristart.FRIST else 0

    def dager_etter_ventet(self, dag: date) -> int:
        """Days later than expected; zero for any other kind of date than `ventet`."""
        return self._dager_forbi(dag) if self.art is Fristart.VENTET else 0

    def _dager_forbi(self, dag: date) -> int:
        if self.frist is None or self.status not in {Status.AAPEN, Status.VENTER}:
            return 0
        return max((dag - self.frist).days, 0)

    @property
    def forpliktende(self) -> bool:
        """Whether its parties are held to it: it is required, or somebody has set a deadline for this very step."""
        if self.krav is Krav.PAAKREVD:
            return True
        return self.art is Fristart.FRIST and any(ledd.setning in SATT_FOR_STEGET for ledd in self.begrunnelse)

    @property
    def navn(self) -> Tekst:
        """The title with the step's year, unless the title names a year itself."""
        aar, tittel = self.aar, self.tittel
        if aar is None or any(str(nevnt) in tittel.nb for nevnt in (aar, aar + 1)):
            return tittel
        return Tekst(f"{tittel.nb} {aar}", f"{tittel.nn} {aar}")

    @property
    def er_innkalt(self) -> bool:
        """Whether the date is the day of a meeting, set by whoever called it: no deadline for anyone."""
        return self.moete and self.art is Fristart.FRIST

    @property
    def kan_flyttes(self) -> bool:
        """Whether there is a date that somebody counts on, and that is not moved by calling a meeting anew."""
        return self.frist is not None and self.art is not Fristart.VEILEDENDE and not self.er_innkalt

    @property
    def foerste_milepael(self) -> Milepael | None:
        """The first milestone not reached yet."""
        return next((m for m in self.milepaeler if m.naadd is None), None)


if TYPE_CHECKING:
    plansteg = Plansteg
else:

    def plansteg(*felter: object) -> Plansteg:
        """A step of all its fields, in order; half the time of `Plansteg`, which makes each of them a name first."""
        return tuple.__new__(Plansteg, felter)


@dataclass(frozen=True, slots=True, kw_only=True)
class Plan:
    """An agreement derived for one day. Steps stand in the lifecycle's order, then year, delmål and party."""

    avtale: str
    navn: Tekst
    livsloep: str
    dag: date
    parter: Mapping[str, Rolle]
    pilot: str | None
    koordinator: str | None
    delmaal: Mapping[str, Delmaal]
    saksnumre: Mapping[str, str]
    merknad: Tekst | None
    opprettet: date
    registrert: date
    """The day the agreement was registered here; nothing is told about what fell due before."""
    slutt: date | None
    """The last day of the period; None when no source states one, which is shown as missing."""
    steg: tuple[Plansteg, ...]
    tekstversjon: int | None
    datoer: Mapping[str, Datoverdi] = field(default_factory=dict)
    """The named dates somebody has given."""
    partskilder: Mapping[str, str] = field(default_factory=dict)
    """Where it stands what role a party has."""
    kilder: tuple[str, ...] | None = None
    """Ids of the documents that apply to the agreement; None: every one of the lifecycle's."""
    kilde: str | None = None
    """Where the agreement itself was taken from."""
    hull: tuple[Hull, ...] = ()
    """What the sources leave unsaid about an agreement of this kind."""
    tillegg: tuple[StegLagtTil, ...] = ()
    """The steps that the coordinator has added; they stand among `steg` as well."""
    varselregler: tuple[SattRegel, ...] = ()
    """What has been said of the reminder rules in this agreement."""
    stegvarsler: Mapping[str, tuple[Regelvalg, ...]] = field(default_factory=dict)
    """What its lifecycle says of the reminder rules, by the key of the step; those it says nothing of are not here."""
    loese_fakta: tuple[Faktum, ...] = ()
    """Facts about steps that do not exist (any more): shown, never fatal."""
    fakta: tuple[Faktum, ...] = field(default=(), repr=False, compare=False)
    """The facts of the agreement's stream it was derived from, undone ones too."""
    _indeks: Mapping[str, Plansteg] = field(default_factory=dict, repr=False, compare=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "_indeks", {s.id: s for s in self.steg})

    def __iter__(self) -> Iterator[Plansteg]:
        return iter(self.steg)

    def finn(self, steg_id: str) -> Plansteg | None:
        """The step with this id."""
        return self._indeks.get(steg_id)


@dataclass(frozen=True, slots=True, kw_only=True)
class Venting:
    """`venter` cannot go on before `paa` has done the open step; nobody waits when `venter` is None."""

    venter: str | None
    paa: str
    avtale: str
    steg: Plansteg
    siden: date
    frist: date | None
    dager_over: int


def stegnoekkel(steg_id: str) -> str:
    """The lifecycle's key in a step's id."""
    return steg_id.partition(".")[0]
