"""Which body an entry is a meeting of: the one its title begins with, else the one its source names."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from enum import StrEnum
from typing import NamedTuple

from modeller.moeteplan import Moeteoppfoering
from modeller.register import Organ, Register
from modeller.tekst import MAANEDER

_ORD = re.compile(r"[^\W\d_]+")
_ENDELSER = ("et", "t", "en", "a", "smøte", "møte", "smøtet", "møtet")
_SLAG = ("styre", "formannskap", "fylkesting", "sameting", "utvalg", "råd", "nemnd", "komite", "komité")
"""What a word for a body ends with, in indefinite form. Shorter ends are those of «regnskap» and «bosetting» too."""
_ANDRES = frozenset({"ungdommens", "ungdomens", "ungdommenes", "unges", "barnas", "elevenes", "elevane"})
"""Whose the body is, where it is not the party's."""
_ATTAAT = re.compile(r"\b(?:med|inkl\w*)\b|\bm/|\+", re.IGNORECASE)
"""What stands before what a meeting has besides."""
_FORKORTET = {"kst": "kommunestyre", "fsk": "formannskap"}
"""As plans with little room have them."""
FYLL = frozenset({
    "møte", "møter", "møtet", "i", "for", "nr", "ordinært", "ordinære", "ekstraordinært", "ekstraordinære", "ekstra",
    "avlyst", "flyttet", "flytta", "ny", "nytt", "dato", "politisk", "politiske", "kommune", "fylkeskommune",
})  # fmt: skip
"""Words that may stand before the body's name in the title of its own meeting."""
IKKE_MOETE = frozenset({
    "frist", "frister", "saksfrist", "innleveringsfrist", "innlevering", "utsending", "utsendelse", "gruppemøte",
    "gruppemøter", "gruppemøta", "formøte", "opplæring", "folkevalgtopplæring", "seminar", "kurs", "befaring",
    "studietur", "sakspapir", "sakspapirer", "sakspapira", "saksdokumenter", "fridag", "helligdag", "helgedag",
    "valgdag", "valgdagen", "valdag", "valdagen", "stortingsvalg", "stortingsvalget", "stortingsval", "stortingsvalet",
    "kommunevalg", "kommunevalget", "kommuneval", "kommunevalet", "folkemøte", "folkemøtet", "folkemøter",
    "publiseres", "publisering", "publisert", "sendes", "innkalling", "innkallinger",
    "informasjonsmøte", "personalmøte", "årsmøte", "partimøte", "nominasjonsmøte", "gruppeleiarmøte", "gruppeledermøte",
})  # fmt: skip
"""Words that make an entry something else than a meeting, even where it names the body."""
MOETEORD = frozenset({
    "sak", "saker", "saksliste", "sakliste", "behandling", "budsjett", "budsjettet", "årsbudsjett",
    "budsjettbehandling",
    "økonomiplan", "økonomiplanen", "årsmelding", "årsmeldinga", "årsmeldingen", "årsregnskap", "årsrekneskap",
    "regnskap", "rekneskap", "tertialrapport", "konstituering", "konstituerende", "konstituerande",
})  # fmt: skip
"""Words that make an entry a meeting where its calendar is one body's."""
_MOETEENDELSER = ("møte", "møtet", "møter", "møta")
_DAGORD = frozenset({
    *MAANEDER, "kl", "fra", "til", "mandag", "måndag", "tirsdag", "tysdag", "onsdag", "torsdag", "fredag",
})  # fmt: skip
"""Words of a title that says only when; nothing is held on a Saturday or a Sunday."""
_IKKE_MOETE_ENDELSER = ("ferie", "ferien", "frist", "fristen", "seminar", "opplæring")
"""As «høstferie» and «påmeldingsfrist»."""


class Uviss(StrEnum):
    """An entry is of no body among those asked about, or does not say."""

    ANNET = "annet"
    UKJENT = "ukjent"


class Tvil(NamedTuple):
    """The title begins with the body, or a column says it, and a word may make it something else than its meeting."""

    organ: Organ


def kjenn_igjen(en: Moeteoppfoering, organer: Sequence[Organ], register: Register) -> Organ | Uviss | Tvil:
    """The body among `organer` whose meeting it is. A title that names more than one, or names one in passing, is
    not taken to say which.
    """
    foran = _ATTAAT.split(en.tittel)[0]
    tittel = _ord(foran if nevner_organ(foran) or not _ord(foran) else en.tittel)
    partsord = {ord_ for organ in organer for ord_ in _partsnavn(organ, register)}
    rest = [_stamme(ord_) for ord_ in tittel if ord_ not in FYLL and ord_ not in partsord]
    egne = {stikkord(organ): organ for organ in organer}
    sier_organet = en.tittel if any(ord_.endswith(_SLAG) for ord_ in rest) else f"{en.tittel} {en.utvalg}"
    if not _ANDRES.isdisjoint(_ord(sier_organet)):
        return Uviss.ANNET
    if any(ord_ in IKKE_MOETE or ord_.endswith(_IKKE_MOETE_ENDELSER) for ord_ in tittel):
        sagt = {rest[0]} if rest and rest[0] in egne else {_stamme(ord_) for ord_ in _ord(en.utvalg)} & egne.keys()
        return Tvil(egne[sagt.pop()]) if len(sagt) == 1 else Uviss.ANNET
    nevnt = {ord_ for ord_ in rest if ord_ in egne or ord_.endswith(_SLAG)}
    if not nevnt:
        nevnt = {stamme for ord_ in _ord(en.utvalg) if (stamme := _stamme(ord_)) in egne or stamme.endswith(_SLAG)}
        rest = sorted(nevnt)
    if not nevnt:
        return Uviss.UKJENT
    if not nevnt & egne.keys():
        return Uviss.ANNET
    return egne[rest[0]] if len(nevnt) == 1 and rest[0] in nevnt else Uviss.UKJENT


def sier_moete(en: Moeteoppfoering, organ: Organ) -> bool:
    """Whether an entry names the body, or a meeting that is not said to be of others."""
    ordene = [*_ord(en.tittel), *_ord(en.utvalg)]
    nevnt = {stamme for ord_ in ordene if (stamme := _stamme(ord_)) == stikkord(organ) or stamme.endswith(_SLAG)}
    if nevnt:
        return stikkord(organ) in nevnt
    return any(ord_ in MOETEORD or ord_.endswith(_MOETEENDELSER) for ord_ in ordene)


def sier_ingenting(en: Moeteoppfoering, organ: Organ, register: Register) -> bool:
    """Whether the title says no more than whose it is and when, as where a calendar is shared without its titles."""
    kjente = {*FYLL, *_DAGORD, *_partsnavn(organ, register)}
    return all(ord_ in kjente for ord_ in _ord(en.tittel))


def nevner_organ(tekst: str) -> bool:
    """Whether a text has a word for a body, whosever it is."""
    return any(_stamme(ord_).endswith(_SLAG) for ord_ in _ord(tekst))


def stikkord(organ: Organ) -> str:
    """The word the body is known by: `kommunestyre` of «kommunestyret i Våler» and of «Våler kommunestyre»."""
    ordene = [_stamme(ord_) for ord_ in _ord(organ.navn.nb)]
    return next((ord_ for ord_ in ordene if ord_.endswith(_SLAG)), ordene[0] if ordene else organ.id)


def _stamme(ord_: str) -> str:
    """Without the definite ending: «kommunestyret» is «kommunestyre»; and as bokmål has it: «utval» is «utvalg»."""
    ord_ = _FORKORTET.get(ord_, ord_)
    for endelse in _ENDELSER:
        stamme = ord_.removesuffix(endelse)
        if stamme != ord_ and stamme.endswith((*_SLAG, "utval")):
            ord_ = stamme
            break
    return f"{ord_}g" if ord_.endswith("utval") else ord_


def _partsnavn(organ: Organ, register: Register) -> Iterator[str]:
    """The words of the name of the body's party: a title may begin with it."""
    navn = register.navn(organ.part)
    yield from _ord(f"{navn.nb} {navn.nn}")


def _ord(tekst: str) -> list[str]:
    return [ord_.lower() for ord_ in _ORD.findall(tekst)]
