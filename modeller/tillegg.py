"""Steps that a coordinator has added to one agreement, as a phase of its lifecycle."""

from __future__ import annotations

from dataclasses import replace
from functools import lru_cache

from modeller.fakta import StegLagtTil
from modeller.livsloep import Fase, Livsloep, Steg
from modeller.regler import Utvalg, alle, felles
from modeller.tekst import Tekst

FASE = "tillegg"
FASENAVN = Tekst("Lagt til av koordinatoren", "Lagt til av koordinatoren")
GJOER = Tekst("Gjør det som er avtalt.", "Gjer det som er avtalt.")
NAVNGITTE = Tekst("de som er navngitt", "dei som er namngjevne")


@lru_cache(maxsize=256)  # `avled` asks every time, and few agreements have any
def med_tillegg(livsloep: Livsloep, tillegg: tuple[StegLagtTil, ...]) -> Livsloep:
    """The lifecycle of an agreement with these steps added last; its gaps that they close are gone."""
    if not tillegg:
        return livsloep
    fylte = {nytt.fyller for nytt in tillegg}
    return replace(
        livsloep,
        faser=(*livsloep.faser, Fase(FASE, FASENAVN, tuple(map(_steg, tillegg)))),
        hull=tuple(hull for hull in livsloep.hull if hull.noekkel not in fylte),
    )


def _steg(nytt: StegLagtTil) -> Steg:
    return Steg(
        noekkel=nytt.steg,
        tittel=nytt.tittel,
        hvem=felles(Utvalg(NAVNGITTE, navngitte=nytt.parter)),
        etter=(alle(*nytt.etter),) if nytt.etter else (),
        forventet=nytt.forventet or GJOER,
    )
