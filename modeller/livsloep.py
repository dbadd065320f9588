"""What a lifecycle is: phases of steps, as pure data that reads like the agreement it encodes."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from modeller.regelvalg import Regelvalg
from modeller.regler import INGEN_FRIST, Alle, Betingelse, Datoregel, Dokument, Fristregel, Hvem, Kilde, Utvalg
from modeller.tekst import Tekst


class Krav(StrEnum):
    """How binding a step is: only a required step holds others back."""

    PAAKREVD = "paakrevd"
    ANBEFALT = "anbefalt"
    UTEN_KRAV = "uten_krav"


class Fullfoeres(StrEnum):
    """Which fact finishes a step."""

    UTFOERT = "utfoert"
    """`StegUtfoert`, the ordinary way."""
    VEDTAK = "vedtak"
    """`VedtakFattet` with an approving outcome: a political decision with the party's route as milestones."""
    INNKALLING = "innkalling"
    """`MoeteInnkalt` for the meeting this step calls (`setter`)."""
    ROLLE = "rolle"
    """`RolleEndret` to a decided role for the acting party."""
    TEKST = "tekst"
    """`TekstversjonLaget`: the numbered text all agreed on."""
    BEREGNET = "beregnet"
    """Nobody: done when all it waits for is done, on the day of the last."""


# By names of their own for what asks by the thousand (see `modeller.plan`).
PAAKREVD, BEREGNET, ROLLE = Krav.PAAKREVD, Fullfoeres.BEREGNET, Fullfoeres.ROLLE


@dataclass(frozen=True, slots=True, kw_only=True)
class KravEtterRolle:
    """Required when a party of the choice is hovedpart, recommended otherwise or while that is undecided."""

    utvalg: Utvalg


@dataclass(frozen=True, slots=True, kw_only=True)
class Steg:
    """One step of a lifecycle. `noekkel` is permanent: stored facts, feed UIDs and links are built on it.

    `aapner` is the date its window opens, on top of `etter` (the steps before it); without either the step is open
    from the start. `bortfaller` names steps whose completion makes this one lapse. `deltar` take part without
    having the ball. `setter` is the meeting step whose date this step sets. `ny_tekst_aapner` reopens an approval
    or a signature when the text changes. `i_foerste_organ` is for a decision of the first body of a party's route
    (fylkesutvalget, formannskapet), which else is that of the last. `krever` are steps that must be done before a
    fact about this one can be registered at all. A date rule without `kilde` is ours and must be veiledende.
    `ellers` states the step, though not its date, where `kilde` does not apply; `moenster`, set only by
    `modeller.kildevalg`, is the source whose pattern our own rule follows. The title of a step of a yearly phase
    may speak of the year after its own as `{neste_aar}`.
    """

    noekkel: str
    tittel: Tekst
    hvem: Hvem | None
    forventet: Tekst
    """What is expected of whoever has the ball, imperative, for e-mails and the board."""
    omtale: Tekst | None = None
    """What a sentence calls the step (`innsendingen`); the title in lower case when left out."""
    frist: Fristregel = INGEN_FRIST
    kilde: Kilde | None = None
    ellers: Kilde | None = None
    moenster: Kilde | None = None
    etter: tuple[Alle, ...] = ()
    aapner: Datoregel | None = None
    bortfaller: tuple[str, ...] = ()
    krav: Krav | KravEtterRolle = Krav.PAAKREVD
    fullfoeres: Fullfoeres = Fullfoeres.UTFOERT
    moete: bool = False
    deltar: Utvalg | None = None
    setter: str | None = None
    betinget: Betingelse | None = None
    per_delmaal: bool = False
    ny_tekst_aapner: bool = False
    kan_ha_forbehold: bool = False
    i_foerste_organ: bool = False
    krever: tuple[str, ...] = ()
    varer_arbeidsdager: int = 0
    """Our estimate of the work, for the forward pass, when the step is neither a decision nor a meeting."""
    varsler: tuple[Regelvalg, ...] = ()
    """Reminder rules that are another than the standard for this step; whoever follows the agreement may say more."""
    vedtak: bool = field(init=False, repr=False, compare=False)
    """Whether the step is a political decision with a route of milestones."""

    def __post_init__(self) -> None:
        object.__setattr__(self, "vedtak", self.fullfoeres is Fullfoeres.VEDTAK)

    @property
    def omtalt(self) -> Tekst:
        """The step as a sentence about dates speaks of it."""
        return self.omtale or Tekst(_med_liten(self.tittel.nb), _med_liten(self.tittel.nn))


@dataclass(frozen=True, slots=True)
class Fase:
    """A named stretch of a lifecycle; a yearly one repeats every `hvert_aar` years of the agreement's period."""

    noekkel: str
    tittel: Tekst
    steg: tuple[Steg, ...]
    hvert_aar: int = 0

    def __iter__(self) -> Iterator[Steg]:
        return iter(self.steg)


@dataclass(frozen=True, slots=True, kw_only=True)
class Hull:
    """Something agreements of this kind ought to say and the sources do not: shown as a gap, never filled by us."""

    noekkel: str
    tekst: Tekst
    """What is missing, as one sentence: `Avtalen sier ikke hvordan den følges opp.`"""
    kilde: Kilde
    """Where it would have stood, or who has noted that it does not."""
    dato: str | None = None
    """The named date that fills it, when the agreement has been given one."""


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)  # known by identity, so that remembering by it is cheap
class Livsloep:
    """A lifecycle. `ikraft` is the step whose date puts the agreement in force, `slutt` the named date it ends.

    `dokumenter` are the sources its rules come from.
    """

    navn: str
    tittel: Tekst
    faser: tuple[Fase, ...]
    ikraft: str
    rolleavgjoerelse: str | None = None
    """The step in which a party with an undecided role decides it."""
    signering: str | None = None
    """The step in which the parties sign."""
    slutt: str = "avtaleslutt"
    datoer: tuple[str, ...] = ("avtaleslutt",)
    """Named dates an agreement of this kind may give."""
    datonavn: Mapping[str, Tekst] = field(default_factory=dict)
    """What a sentence calls those of them that have no name in the product's own words."""
    dokumenter: tuple[Dokument, ...] = ()
    hull: tuple[Hull, ...] = ()
    _indeks: Mapping[str, Steg] = field(default_factory=dict, repr=False, compare=False)
    stegvarsler: Mapping[str, tuple[Regelvalg, ...]] = field(init=False, repr=False, compare=False)
    """By key, the reminder rules of the steps that have their own."""

    def __post_init__(self) -> None:
        object.__setattr__(self, "_indeks", {steg.noekkel: steg for _, steg in self})
        object.__setattr__(self, "stegvarsler", {steg.noekkel: steg.varsler for _, steg in self if steg.varsler})

    def __iter__(self) -> Iterator[tuple[Fase, Steg]]:
        return ((fase, steg) for fase in self.faser for steg in fase)

    def finn(self, noekkel: str) -> Steg | None:
        """The step with this key."""
        return self._indeks.get(noekkel)


def _med_liten(tittel: str) -> str:
    return tittel[:1].lower() + tittel[1:]
