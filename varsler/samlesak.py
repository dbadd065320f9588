"""The same notice about one step in several agreements, told once, with what each of them has of its own."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from operator import attrgetter
from typing import Any

from modeller.tekst import Maalform, Tekst
from varsler.regler import OM_REGISTERET
from varsler.sak import Varselsak
from varsler.sakord import Sakord

EGNE_FELT = (
    *("avtale", "delmaal", "hvem", "hvem_kort", "paa_vegne_av", "anbefalt"),
    *("merk", "milepaeler", "utregning", "venter", "mangler", "kilde", "saksnummer", "lenke", "venter_naa", "neste"),
)
"""What items told as one may have each of its own: what the templates say in a line or a word that can stand by it."""
_TOMME: dict[str, Any] = dict.fromkeys(EGNE_FELT, "") | {"milepaeler": ()}
_SIES_EN_GANG: dict[str, Any] = _TOMME | {"fristlinje": None, "oppdiktet": False}
"""The lines about an item that none of those told as one has, once they are said of all."""
_MINNETE = ("minnes", "minnet")
"""Parties that `hvem` is held against."""
_FELLES = attrgetter(*(felt for felt in Sakord.__slots__ if felt not in {*EGNE_FELT, *_MINNETE, "ingenting_mer"}))

PARTENE = Tekst("partene under", "partane under")
FLERE_PARTER = Tekst("flere parter", "fleire partar")
I_AVTALER = Tekst(" i {} avtaler", " i {} avtalar")
FOR_DELMAAL = Tekst(" for {} delmål", " for {} delmål")
FOR_PARTER = Tekst(" for {} parter", " for {} partar")
HOS_PARTER = Tekst(" hos {} parter", " hos {} partar")


@dataclass(frozen=True, slots=True, kw_only=True)
class Samlesak:
    """One or more items of a message told as one.

    `felles` is what is so of all, `egne` what each of the items (`numre` in the message) has beside it: what the one
    says is empty in the other, and what is said of the one before is not said again. Nothing is empty in an item that
    stands alone, and then there are no `egne`. `omfang` says how many it is about, as it follows a title.
    """

    numre: tuple[int, ...]
    felles: Sakord
    egne: tuple[Sakord, ...] = ()
    omfang: str = ""

    @property
    def overskrift(self) -> str:
        """The heading over it."""
        return f"{self.felles.overskrift}{self.omfang}"

    def omtalt(self, maalform: Maalform) -> Sakord:
        """The item as sentences speak of it: of the parties, where they differ, they say that they are listed, and of a
        route only whether there is one.
        """
        if not self.egne:
            return self.felles
        omtalt = replace(self.felles, milepaeler=self.felles.milepaeler or self.egne[0].milepaeler)
        if omtalt.hvem or not any(en.hvem for en in self.egne):
            return omtalt
        return replace(omtalt, hvem=PARTENE.paa(maalform), hvem_kort=FLERE_PARTER.paa(maalform))

    def i_emnet(self, maalform: Maalform) -> Sakord:
        """The item as the subject speaks of it."""
        omtalt = self.omtalt(maalform)
        return replace(omtalt, steget=f"{omtalt.tittel}{self.omfang}", delmaal="") if self.omfang else omtalt


def saml(saker: Sequence[Varselsak], ord_: Sequence[Sakord], maalform: Maalform) -> list[Samlesak]:
    """The items with those told as one where the first of them stands: the same step of the same lifecycle, and the
    same words but for what each can have of its own.
    """
    if len(ord_) == 1:
        return [Samlesak(numre=(0,), felles=ord_[0])]
    like: dict[object, list[int]] = {}
    for nr, (sak, ord_et) in enumerate(zip(saker, ord_, strict=True)):
        like.setdefault(_det_samme(sak, ord_et), []).append(nr)
    return [
        _samlet(en, [saker[nr] for nr in en], [ord_[nr] for nr in en], maalform)
        if len(en) > 1
        else Samlesak(numre=tuple(en), felles=ord_[en[0]])
        for numre in like.values()
        if (en := _ordnet(numre, saker, ord_))
    ]


def _det_samme(sak: Varselsak, ord_et: Sakord) -> object:
    """What items told as one have in common. Whom a coordinator is told of is said by each of them; to others it is
    part of a sentence.
    """
    steg = None if sak.slag in OM_REGISTERET else (sak.plan.livsloep, sak.steg.steg, sak.steg.aar)
    minnete = (_minnete(ord_et, felt) for felt in _MINNETE)
    hvem = "" if ord_et.til_koordinator else ord_et.hvem
    return steg, _FELLES(ord_et), hvem, bool(ord_et.milepaeler), *minnete


def _minnete(ord_et: Sakord, felt: str) -> object:
    """Who is reminded, without their names where they are all that the item is about."""
    navn: str = getattr(ord_et, felt)
    return bool(navn) if navn in {"", ord_et.hvem} else navn


def _ordnet(numre: Sequence[int], saker: Sequence[Varselsak], ord_: Sequence[Sakord]) -> list[int]:
    """The items of one agreement together, and next to each other the agreements, and the items in one, that have the
    same source; else as they stood.
    """
    kildene: dict[str, int] = {}
    avtalene: dict[str, tuple[int, int]] = {}
    for nr in numre:
        kilde = kildene.setdefault(ord_[nr].kilde, nr)
        avtalene.setdefault(saker[nr].rad.avtale, (kilde, nr))
    return sorted(numre, key=lambda nr: (avtalene[saker[nr].rad.avtale], kildene[ord_[nr].kilde], nr))


def _en_gang(saker: Sequence[Varselsak], egne: Sequence[Sakord]) -> list[Sakord]:
    """What each has of its own, without what is said of the one before it: the agreement, and the source, which says
    for how many it is.
    """
    ut = list(egne)
    foerst = 0
    for nr in range(1, len(egne)):
        if saker[nr].rad.avtale == saker[nr - 1].rad.avtale:
            ut[nr] = replace(ut[nr], avtale="")
        if egne[nr].kilde and egne[nr].kilde == egne[nr - 1].kilde:
            ut[foerst] = replace(ut[foerst], kilde_neste=nr - foerst)
            ut[nr] = replace(ut[nr], kilde="")
        else:
            foerst = nr
    return ut


def _samlet(numre: list[int], saker: Sequence[Varselsak], ord_: Sequence[Sakord], maalform: Maalform) -> Samlesak:
    ulike = {felt for felt in EGNE_FELT if len({getattr(en, felt) for en in ord_}) > 1}
    tomme = {felt: _TOMME[felt] for felt in ulike}
    felles = replace(ord_[0], ingenting_mer=any(en.ingenting_mer for en in ord_), **tomme)
    if "hvem" in ulike:
        minnete: dict[str, Any] = dict.fromkeys(
            (felt for felt in _MINNETE if getattr(ord_[0], felt) == ord_[0].hvem), PARTENE.paa(maalform)
        )
        felles = replace(felles, hvem_kort="", **minnete)
    sagt = {felt: tomt for felt, tomt in _SIES_EN_GANG.items() if felt not in ulike}
    return Samlesak(
        numre=tuple(numre),
        felles=felles,
        egne=tuple(_en_gang(saker, [replace(en, **sagt) for en in ord_])),
        omfang="" if felles.slag in OM_REGISTERET else _omfang(saker, ord_, ulike).paa(maalform),
    )


def _omfang(saker: Sequence[Varselsak], ord_: Sequence[Sakord], ulike: set[str]) -> Tekst:
    """How many it is: delmål or parties (the reader's own, or those that a coordinator is told of), and agreements."""
    i_avtaler = len({sak.rad.avtale for sak in saker})
    ledd: list[tuple[Tekst, int]] = []
    if "delmaal" in ulike:
        ledd.append((FOR_DELMAAL, len({(sak.rad.avtale, en.delmaal) for sak, en in zip(saker, ord_, strict=True)})))
    elif len(ord_) > i_avtaler and ulike & {"hvem", "paa_vegne_av"}:
        hvem = {(en.hvem, en.paa_vegne_av) for en in ord_}
        ledd.append((HOS_PARTER if "hvem" in ulike else FOR_PARTER, len(hvem)))
    if i_avtaler > 1:
        ledd.append((I_AVTALER, i_avtaler))
    return Tekst(*("".join(mal.paa(m).format(antall) for mal, antall in ledd) for m in Maalform))
