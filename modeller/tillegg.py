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
    """The lifecycle of an agreement with these steps added last; its gaps that they close are gone.

    A step waits only for those that were there before it, so that none waits for itself.
    """
    if not tillegg:
        return livsloep
    fylte = {nytt.fyller for nytt in tillegg}
    kjente = {steg.noekkel for _, steg in livsloep}
    steg = []
    for nytt in tillegg:
        steg.append(_steg(nytt, tuple(noekkel for noekkel in nytt.etter if noekkel in kjente)))
        kjente.add(nytt.steg)
    return replace(
        livsloep,
        faser=(*livsloep.faser, Fase(FASE, FASENAVN, tuple(steg))),
        hull=tuple(hull for hull in livsloep.hull if hull.noekkel not in fylte),
    )


def _steg(nytt: StegLagtTil, etter: tuple[str, ...]) -> Steg:
    return Steg(
        noekkel=nytt.steg,
        tittel=nytt.tittel,
        hvem=felles(Utvalg(NAVNGITTE, navngitte=nytt.parter)),
        etter=(alle(*etter),) if etter else (),
        forventet=nytt.forventet or GJOER,
    )
