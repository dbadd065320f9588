"""The register: parties, contacts and bodies with their meeting plans and lead times, as frozen data."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from types import MappingProxyType
from typing import TYPE_CHECKING, NamedTuple

from modeller.regelvalg import SattRegel, Varselvalg
from modeller.tekst import Maalform, Tekst, lik, oppramsing

if TYPE_CHECKING:  # facts of the register are about its own types
    from modeller.fakta import Faktum


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

    `avtaler` limits the contact to those agreements; None means all the party has, and none of them that it is told
    only of the steps a colleague hands over to it. `slutter` is the first day the
    contact is gone, and `etterfoelger` who takes over then. `stedfortreder` is told instead through `borte_til` (None:
    for now). `ledelse` marks the party's leadership: told when the others have not answered, and once a month.
    """

    id: str
    part: str
    navn: str
    epost: str
    maalform: Maalform | None = None
    avtaler: tuple[str, ...] | None = None
    slutter: date | None = None
    etterfoelger: str | None = None
    stedfortreder: str | None = None
    borte_til: date | None = None
    ledelse: bool = False

    def er_borte(self, dag: date) -> bool:
        """Whether the deputy is told instead on that day."""
        return self.stedfortreder is not None and (self.borte_til is None or dag <= self.borte_til)

    def har_sluttet(self, dag: date) -> bool:
        """Whether the contact is gone by that day."""
        return self.slutter is not None and self.slutter <= dag


class Forlatt(NamedTuple):
    """A day a meeting was set to and is not held on after all: it was moved or called off, as was told on `dag`."""

    dato: date
    dag: date


@dataclass(frozen=True, slots=True, kw_only=True)
class Moete:
    """One meeting of a body. `id` is stable through moves; a meeting called off keeps its place, never deleted."""

    id: str
    dato: date
    avlyst: bool = False
    forlatt: tuple[Forlatt, ...] = ()
    """The days it has been set to and left, in the order that was told."""
    kilde_id: str | None = None
    """What the meeting is called in the calendar it was read from; None for one that somebody entered."""


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
    kalenderkilde: str | None = None
    """The address its meeting plan is fetched from, when it is."""
    bare_moeter: bool = False
    """Somebody has said that all that is fetched from there is its meetings, whatever it is called."""


LENGSTE_FORKORTELSE = 4
INGEN_OVERLATT: Mapping[str, str] = MappingProxyType({})


@dataclass(frozen=True, slots=True, eq=False)  # known by identity, so that remembering by it is cheap
class Register:
    """All parties, contacts and bodies by id, as of one day."""

    parter: Mapping[str, Part] = field(default_factory=dict)
    kontakter: Mapping[str, Kontakt] = field(default_factory=dict)
    organer: Mapping[str, Organ] = field(default_factory=dict)
    avloest: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    """Parties that have ended, with those that took their place."""
    avloest_dag: Mapping[str, date] = field(default_factory=dict)
    """The first day without each of them."""
    proevemodus: bool = False
    """Whether the installation is on trial: the coordinators get the mail that is to others."""
    kontaktliste_bekreftet: Mapping[str, date] = field(default_factory=dict)
    """By party, the last day somebody said that its contacts are right, or changed one of them."""
    oppgitt_av_postmottak: Mapping[str, date] = field(default_factory=dict)
    """By contact, the day the party's postmottak said that this one has its matters."""
    forlatte_adresser: Mapping[str, frozenset[str]] = field(default_factory=dict)
    """By party, the addresses that its contacts and its postmottak had before."""
    varselregler: Mapping[str, tuple[SattRegel, ...]] = field(default_factory=dict)
    """What has been said of reminder rules, by the stream it is of: the installation's, a party's or a contact's."""
    varselvalg: Mapping[str, Varselvalg] = field(default_factory=dict)
    """How contacts have chosen to get their mail, by id; the others get it day by day."""
    fakta: tuple[Faktum, ...] = field(default=(), repr=False)
    """The facts it was folded from, undone ones too."""

    def forgjengere(self, parter: Iterable[str]) -> frozenset[str]:
        """Those that the parties have taken the place of, directly or through others."""
        funnet: set[str] = set()
        nye = set(parter)
        while nye:
            nye = {gammel for gammel, av in self.avloest.items() if nye & set(av)} - funnet
            funnet |= nye
        return frozenset(funnet)

    def navn(self, part: str) -> Tekst:
        """The party's name, or its id when the register does not know it (a fact may outlive a party)."""
        kjent = self.parter.get(part)
        return kjent.navn if kjent else Tekst(part, part)

    def navnene(self, parter: Iterable[str]) -> Tekst:
        """The names of the parties, listed in words."""
        navn = [self.navn(part) for part in parter]
        return Tekst(oppramsing([n.nb for n in navn]), oppramsing([n.nn for n in navn]))

    def kortnavn(self, part: str) -> Tekst:
        """The name where there is little room: without what kind of body it is, a ministry by its abbreviation."""
        kjent = self.parter.get(part)
        if kjent and kjent.slag is Partsslag.DEPARTEMENT and len(part) <= LENGSTE_FORKORTELSE:
            return lik(part.upper())
        navn = self.navn(part)
        return Tekst(*(n.removesuffix(" kommune").removesuffix(" fylkeskommune") for n in (navn.nb, navn.nn)))

    def kontakter_for(self, part: str, avtale: str, dag: date) -> tuple[Kontakt, ...]:
        """Those who stand for the party in one agreement on `dag`, in order of id: its contacts, whoever has taken
        over from one who left, and the deputy of one who is away.
        """
        funnet = self.kontakter_og_ledelse(part, avtale, dag)
        return tuple(sorted((*funnet[0], *funnet[1]), key=lambda k: k.id))

    def kontakter_og_ledelse(
        self, part: str, avtale: str, dag: date, overlatt: Mapping[str, str] = INGEN_OVERLATT
    ) -> tuple[tuple[Kontakt, ...], tuple[Kontakt, ...]]:
        """The same, those who stand for ordinary contacts apart from those who stand for the leadership alone; of what
        is `overlatt`, by contact, the colleague who was given it, while anybody stands for that one.
        """
        vanlige: dict[str, Kontakt] = {}
        ledelsen: dict[str, Kontakt] = {}
        for kontakt in self.kontakter.values():
            if kontakt.part == part and (kontakt.avtaler is None or avtale in kontakt.avtaler):
                naa = self.kontakt_naa(kontakt.id, dag, overlatt) or self.kontakt_naa(kontakt.id, dag)
                if naa is not None:
                    (ledelsen if kontakt.ledelse else vanlige)[naa.id] = naa
        return (
            tuple(vanlige[id_] for id_ in sorted(vanlige)),
            tuple(ledelsen[id_] for id_ in sorted(ledelsen.keys() - vanlige.keys())),
        )

    def kontakt_naa(
        self, kontakt: str | None, dag: date, overlatt: Mapping[str, str] = INGEN_OVERLATT
    ) -> Kontakt | None:
        """Who stands for a contact on `dag`: itself, its successor, its deputy or the colleague it has given something
        to (`overlatt`, by contact); None when there is nobody.
        """
        sett: set[str] = set()
        while kontakt is not None and kontakt not in sett and (kjent := self.kontakter.get(kontakt)) is not None:
            sett.add(kontakt)
            if kontakt in overlatt and overlatt[kontakt] not in sett:
                kontakt = overlatt[kontakt]
            elif kjent.har_sluttet(dag):
                kontakt = kjent.etterfoelger
            elif not kjent.er_borte(dag) or kjent.stedfortreder not in self.kontakter:
                return kjent
            elif kjent.stedfortreder not in sett:
                kontakt = kjent.stedfortreder
            else:  # away, and the deputy is who gave it away: it is back there while the other is gone
                return self.kontakter[kjent.stedfortreder] if overlatt else kjent
        return None
