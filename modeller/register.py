"""The register: parties, contacts and bodies with their meeting plans and lead times, as frozen data."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum

from modeller.tekst import Maalform, Tekst, lik


class Partsslag(StrEnum):
    """What kind of public body a party is."""

    KOMMUNE = "kommune"
    FYLKESKOMMUNE = "fylkeskommune"
    DEPARTEMENT = "departement"
    STATSFORVALTER = "statsforvalter"
    STATLIG = "statlig"
    ANNEN = "annen"


class PartsMaalform(StrEnum):
    """A party's decision on language; `NOEYTRAL` means bokmål unless the contact chooses."""

    BOKMAAL = "bokmål"
    NYNORSK = "nynorsk"
    NOEYTRAL = "nøytral"


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """A public body that can be party to agreements.

    `postmottak` is where mail goes when no contact can be reached. `rute` names the bodies a matter passes, in order,
    ending with the one that decides unless another is chosen; the day counts are the party's own lead times.
    """

    id: str
    navn: Tekst
    slag: Partsslag
    organisasjonsnummer: str | None = None
    maalform: PartsMaalform = PartsMaalform.NOEYTRAL
    postmottak: str | None = None
    rute: tuple[str, ...] = ()
    saksframlegg_dager: int = 7
    """Calendar days from a finished saksframlegg to the papers of the first body."""
    saksutskrift_dager: int = 5
    """Calendar days from the deciding meeting until the decision can be sent on."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Kontakt:
    """A role at a party that is told things: never a person's name in our own examples.

    `avtaler` limits the contact to those agreements; None means all the party has. `slutter` is the first day the
    contact is gone.
    """

    id: str
    part: str
    navn: str
    epost: str
    maalform: Maalform | None = None
    avtaler: tuple[str, ...] | None = None
    slutter: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Moete:
    """One meeting of a body. `id` is stable through moves; a meeting called off keeps its place, never deleted."""

    id: str
    dato: date
    avlyst: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Organ:
    """A body that treats matters: kommunestyre, formannskap, fylkesting, fylkesutvalg.

    `papirer_dager` is the calendar days from published papers to the meeting. `moeter` is sorted by date.
    `oppdiktet` marks a made-up meeting plan and is shown wherever its dates are.
    """

    id: str
    part: str
    navn: Tekst
    papirer_dager: int = 7
    moeter: tuple[Moete, ...] = ()
    oppdiktet: bool = False


LENGSTE_FORKORTELSE = 4


@dataclass(frozen=True, slots=True, eq=False)  # known by identity, so that remembering by it is cheap
class Register:
    """All parties, contacts and bodies by id, as of one day."""

    parter: Mapping[str, Part] = field(default_factory=dict)
    kontakter: Mapping[str, Kontakt] = field(default_factory=dict)
    organer: Mapping[str, Organ] = field(default_factory=dict)

    def navn(self, part: str) -> Tekst:
        """The party's name, or its id when the register does not know it (a fact may outlive a party)."""
        kjent = self.parter.get(part)
        return kjent.navn if kjent else Tekst(part, part)

    def kortnavn(self, part: str) -> Tekst:
        """The name where there is little room: without what kind of body it is, a ministry by its abbreviation."""
        kjent = self.parter.get(part)
        if kjent and kjent.slag is Partsslag.DEPARTEMENT and len(part) <= LENGSTE_FORKORTELSE:
            return lik(part.upper())
        navn = self.navn(part)
        return Tekst(*(n.removesuffix(" kommune").removesuffix(" fylkeskommune") for n in (navn.nb, navn.nn)))

    def kontakter_for(self, part: str, avtale: str, dag: date) -> tuple[Kontakt, ...]:
        """The party's contacts for one agreement who have not left by `dag`, in order of id."""
        return tuple(
            k
            for _, k in sorted(self.kontakter.items())
            if k.part == part and (k.avtaler is None or avtale in k.avtaler) and (k.slutter is None or dag < k.slutter)
        )
