"""Deadline rules and conditions as data: what a lifecycle file is written with."""

from __future__ import annotations

from dataclasses import dataclass

from modeller.arbeidskalender import Rull
from modeller.avstand import INGEN_AVSTAND, Avstand
from modeller.fakta import Fristart, Rolle
from modeller.register import Partsslag
from modeller.tekst import Tekst


@dataclass(frozen=True, slots=True)
class Dokument:
    """A source document. `for_alle` describes how such agreements work and holds for every one of them; any other
    binds only the agreements that name it among their sources.
    """

    id: str
    tittel: Tekst
    for_alle: bool = False


@dataclass(frozen=True, slots=True)
class Kilde:
    """Where something is stated: the document (empty for one no lifecycle knows), place in it, and both in words."""

    dokument: str
    punkt: str
    tittel: Tekst


# --- dates -------------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Gitt:
    """A named date of the agreement, with the kind of date it was given as."""

    dato: str


@dataclass(frozen=True, slots=True)
class Foer:
    """A span before another step or named date."""

    anker: str
    avstand: Avstand = INGEN_AVSTAND
    rull: Rull = Rull.TILBAKE


@dataclass(frozen=True, slots=True)
class Etter:
    """A span after another step or named date."""

    anker: str
    avstand: Avstand = INGEN_AVSTAND
    rull: Rull = Rull.FRAM


@dataclass(frozen=True, slots=True)
class SisteMoete:
    """The last meeting of the party's deciding body that still leaves time for saksutskrift before the anchor."""

    foer: str


@dataclass(frozen=True, slots=True)
class FoerPaaske:
    """The last working day before the Easter week of the first Easter after the anchor."""

    etter: str


@dataclass(frozen=True, slots=True)
class HvertAar:
    """A day of the step's own year, `aar_etter` years later; rolled back to a working day."""

    maaned: int
    dag: int
    aar_etter: int = 0
    bare_maaned: bool = False


@dataclass(frozen=True, slots=True)
class Ingen:
    """No date at all."""


Datoregel = Gitt | Foer | Etter | SisteMoete | FoerPaaske | HvertAar | Ingen


def ankeret(regel: Datoregel | None) -> str | None:
    """The step or named date that a rule counts from."""
    match regel:
        case Foer(anker=anker) | Etter(anker=anker):
            return anker
        case SisteMoete(foer=anker) | FoerPaaske(etter=anker):
            return anker
        case _:
            return None


@dataclass(frozen=True, slots=True)
class Fristregel:
    """A date rule with the kind of date it makes; for an expected date, whose expectation it is."""

    regel: Datoregel
    art: Fristart = Fristart.FRIST
    ventet_av: Tekst | None = None


def veiledende(regel: Datoregel) -> Fristregel:
    """Our own default: shown as such, never overdue."""
    return Fristregel(regel, Fristart.VEILEDENDE)


def ventet(regel: Datoregel, *, av: Tekst) -> Fristregel:
    """What a source expects: passing it is later than expected, never overdue."""
    return Fristregel(regel, Fristart.VENTET, av)


def tentativ(regel: Datoregel) -> Fristregel:
    """A date with month precision until somebody sets it."""
    return Fristregel(regel, Fristart.TENTATIV)


INGEN_FRIST = Fristregel(Ingen(), Fristart.VEILEDENDE)


# --- who -----------------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Utvalg:
    """The parties of an agreement of certain kinds and roles; `navn` as a sentence speaks of them.

    `leder` means only the pilot's lead party; `under_delmaal` those named under the step's delmål; `navngitte` these
    parties by id, whatever their kind and role.
    """

    navn: Tekst
    slag: frozenset[Partsslag] = frozenset(Partsslag)
    roller: frozenset[Rolle] = frozenset({Rolle.HOVEDPART})
    leder: bool = False
    under_delmaal: bool = False
    navngitte: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Hvem:
    """Who acts: each chosen party on its own (`hver`) or all of them in one common step."""

    utvalg: Utvalg
    hver: bool = False


def hver(utvalg: Utvalg) -> Hvem:
    """One step for each of the parties."""
    return Hvem(utvalg, hver=True)


def felles(utvalg: Utvalg) -> Hvem:
    """One common step that all of the parties share."""
    return Hvem(utvalg)


# --- conditions and requirements -----------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class IkkeSisteAar:
    """Holds in every year of the period but the last."""


@dataclass(frozen=True, slots=True)
class BareSisteAar:
    """Holds in the last year of the period only."""


@dataclass(frozen=True, slots=True)
class BareValgaar:
    """Holds in the years in which new councils are elected: 2023, 2027 and every fourth year."""


Betingelse = IkkeSisteAar | BareSisteAar | BareValgaar

VALGPERIODE_AAR = 4
ET_VALGAAR = 2023


def er_valgaar(aar: int) -> bool:
    """Whether municipal and county councils are elected that year."""
    return (aar - ET_VALGAAR) % VALGPERIODE_AAR == 0


@dataclass(frozen=True, slots=True)
class Alle:
    """Steps that must be finished first. Recommended, irrelevant, lapsed and undecided ones are passed over.

    Within a yearly phase a key means the same year's step, outside it the first year's; in a step per delmål it means
    the same delmål's.
    """

    steg: tuple[str, ...] = ()


def alle(*steg: str) -> Alle:
    """Every required instance of these steps."""
    return Alle(steg)
