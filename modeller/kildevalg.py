"""Which sources an agreement leans on: the lifecycle as it applies to it, and where something is stated, in words."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from functools import lru_cache

from modeller.fakta import Datoverdi
from modeller.livsloep import Livsloep, Steg
from modeller.regler import Gitt, Kilde, veiledende
from modeller.tekst import Tekst, lik

_HENVISNING = re.compile(r"(\w+)[\s,:]*(.*)", re.DOTALL)


@lru_cache(maxsize=128)  # few lifecycles and few choices of sources; `avled` asks every time
def slik_det_gjelder(livsloep: Livsloep, kilder: tuple[str, ...] | None) -> Livsloep:
    """The lifecycle of an agreement with these source documents; None is every source of the lifecycle.

    A rule from a document that neither is among them nor holds for all is not stated for this agreement. Its date
    becomes our own, veiledende and expected by nobody, and unless another source states the step (`ellers`) it only
    follows the pattern (`moenster`) of that one. What such a document leaves unsaid is no gap here.
    """
    if kilder is None:
        return livsloep
    gjelder = {*kilder, *(dokument.id for dokument in livsloep.dokumenter if dokument.for_alle)}
    return replace(
        livsloep,
        faser=tuple(replace(fase, steg=tuple(_gjort_til_vaar(s, gjelder) for s in fase)) for fase in livsloep.faser),
        hull=tuple(hull for hull in livsloep.hull if hull.kilde.dokument in gjelder),
    )


def _gjort_til_vaar(steg: Steg, gjelder: set[str]) -> Steg:
    if steg.kilde is None or steg.kilde.dokument in gjelder:
        return steg
    ellers = steg.ellers if steg.ellers and steg.ellers.dokument in gjelder else None
    moenster = None if ellers else steg.kilde
    return replace(steg, kilde=ellers, moenster=moenster, frist=veiledende(steg.frist.regel))


def kilde_for(steg: Steg, dato: date | None, datoer: Mapping[str, Datoverdi], livsloep: Livsloep) -> Kilde | None:
    """Where a step's date (`dato`) stands, when the agreement was given it with a source; else where its rule does."""
    gitt = datoer.get(steg.frist.regel.dato) if isinstance(steg.frist.regel, Gitt) else None
    if gitt is not None and gitt.kilde and gitt.dato == dato:  # another day: somebody has moved it since
        return les_kilde(gitt.kilde, livsloep)
    return steg.kilde


def les_kilde(henvisning: str, livsloep: Livsloep | None) -> Kilde:
    """Where somebody says that something stands (`003 «Tidsplan for avtalene»`), with the document by its title.

    What does not begin with the id of a document of the lifecycle is taken as it is.
    """
    treff = _HENVISNING.fullmatch(henvisning)
    dokumenter = {dokument.id: dokument for dokument in livsloep.dokumenter} if livsloep else {}
    if treff is None or (dokument := dokumenter.get(treff[1])) is None:
        return Kilde("", henvisning, lik(henvisning))
    punkt = treff[2]
    hvor = f", {punkt}" if punkt else ""
    return Kilde(dokument.id, punkt, Tekst(f"{dokument.tittel.nb}{hvor}", f"{dokument.tittel.nn}{hvor}"))


def kilde_i_ord(kilde: Kilde | None, moenster: Kilde | None) -> Tekst | None:
    """The source as a reader meets it: a pattern is never passed off as a source. None when there is neither."""
    if kilde is not None:
        return kilde.tittel
    if moenster is None:
        return None
    return Tekst(
        f"ingen egen, men etter mønster av {_i_setning(moenster.tittel.nb)}",
        f"inga eiga, men etter mønster av {_i_setning(moenster.tittel.nn)}",
    )


def _i_setning(tittel: str) -> str:
    # An abbreviation keeps its capitals: «KDDs brev».
    return tittel if tittel[:2].isupper() else tittel[:1].lower() + tittel[1:]
