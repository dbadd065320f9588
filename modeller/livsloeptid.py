"""Dates of a lifecycle against each other before anything is set: which deadlines no agreement could ever meet."""

from __future__ import annotations

from collections.abc import Iterator
from graphlib import TopologicalSorter
from typing import NamedTuple

from modeller.avstand import Avstand
from modeller.livsloep import Fase, Fullfoeres, Krav, Livsloep, Steg
from modeller.regler import Datoregel, Etter, Foer, Gitt, HvertAar, SisteMoete

FOER_AAPNING, FOER_FORGJENGER = "foer_aapning", "foer_forgjenger"
AARET = "<aaret>"
"""What a day of a yearly step's own year is counted from."""
DAGER_I_MAANED = 365 / 12
DAGER_PER_ARBEIDSDAG = 7 / 5


class Punkt(NamedTuple):
    """A day as far as rules tell: so many days (about) from a root, a named date or step that rules tell nothing of."""

    rot: str
    dager: float


class Grense(NamedTuple):
    """A step cannot begin before so many days from a root, because of the window of the step `av`."""

    dager: float
    av: str


def umulige_frister(livsloep: Livsloep) -> Iterator[tuple[str, str, str | None]]:
    """The steps with a date that can never be met: (key, why, the step before it that stands in the way).

    Why is `FOER_AAPNING` when the date lies before the step can begin at all (None when its own window is the reason),
    `FOER_FORGJENGER` when a step that must be done first has a later date. The lifecycle must have no loops.
    """
    faser = {steg.noekkel: fase for fase, steg in livsloep}
    tidligst = _tidligst(livsloep, faser)
    for fase, steg in livsloep:
        frist = _punkt(steg.frist.regel, fase, livsloep, faser)
        if frist is None:
            continue
        grense = tidligst[steg.noekkel].get(frist.rot)
        if grense is not None and grense.dager > frist.dager:
            yield steg.noekkel, FOER_AAPNING, None if grense.av == steg.noekkel else grense.av
            continue
        for annet in _foran(steg, fase, livsloep, faser):
            dets = _punkt(annet.frist.regel, faser[annet.noekkel], livsloep, faser)
            if dets and dets.rot == frist.rot and dets.dager > frist.dager:
                yield steg.noekkel, FOER_FORGJENGER, annet.noekkel
                break


def _tidligst(livsloep: Livsloep, faser: dict[str, Fase]) -> dict[str, dict[str, Grense]]:
    """By step and root, before what the step cannot begin: its own window, and those of the steps it waits for."""
    foran = {steg.noekkel: _foran(steg, fase, livsloep, faser) for fase, steg in livsloep}
    tidligst: dict[str, dict[str, Grense]] = {}
    for noekkel in TopologicalSorter({n: [s.noekkel for s in steg] for n, steg in foran.items()}).static_order():
        steg = livsloep.finn(noekkel)
        grenser: dict[str, Grense] = {}
        # A decision's window opens early enough for its meeting, whatever the rule says.
        if steg is not None and steg.aapner is not None and not steg.vedtak:
            egen = _punkt(steg.aapner, faser[noekkel], livsloep, faser)
            if egen is not None:
                grenser[egen.rot] = Grense(egen.dager, noekkel)
        for annet in foran[noekkel]:
            for rot, grense in tidligst[annet.noekkel].items():
                grenser[rot] = max(grenser.get(rot, grense), grense, key=lambda g: g.dager)
        tidligst[noekkel] = grenser
    return tidligst


def _foran(steg: Steg, fase: Fase, livsloep: Livsloep, faser: dict[str, Fase]) -> list[Steg]:
    """The steps that always hold this one back and belong to the same year, or like it to none."""
    navngitte = [livsloep.finn(noekkel) for krav in steg.etter for noekkel in krav.steg]
    return [
        annet
        for annet in navngitte
        if annet is not None
        and annet.krav is Krav.PAAKREVD
        and annet.betinget in {None, steg.betinget}
        and bool(faser[annet.noekkel].hvert_aar) == bool(fase.hvert_aar)
    ]


def _punkt(regel: Datoregel | None, fase: Fase, livsloep: Livsloep, faser: dict[str, Fase]) -> Punkt | None:
    match regel:
        case Gitt(dato=navn):
            return Punkt(navn, 0)
        case Foer(anker=anker, avstand=avstand):
            return _flyttet(_anker(anker, fase, livsloep, faser), -_dager(avstand))
        case Etter(anker=anker, avstand=avstand):
            return _flyttet(_anker(anker, fase, livsloep, faser), _dager(avstand))
        case SisteMoete(foer=anker):  # strictly before it
            return _flyttet(_anker(anker, fase, livsloep, faser), -1)
        case HvertAar() if fase.hvert_aar:
            return Punkt(AARET, (regel.aar_etter * 12 + regel.maaned - 1) * DAGER_I_MAANED + regel.dag)
        case _:
            return None


def _anker(anker: str, fase: Fase, livsloep: Livsloep, faser: dict[str, Fase]) -> Punkt | None:
    steg = livsloep.finn(anker)
    if steg is None:
        return Punkt(anker, 0)
    # A computed step stands for the day it is done, which no rule tells; another year's step is another day.
    dets = faser[anker]
    if steg.fullfoeres is Fullfoeres.BEREGNET or bool(dets.hvert_aar) != bool(fase.hvert_aar):
        return Punkt(anker, 0)
    return _punkt(steg.frist.regel, dets, livsloep, faser) or Punkt(anker, 0)


def _flyttet(punkt: Punkt | None, dager: float) -> Punkt | None:
    return punkt and Punkt(punkt.rot, punkt.dager + dager)


def _dager(avstand: Avstand) -> float:
    return (
        avstand.dager
        + avstand.uker * 7
        + avstand.maaneder * DAGER_I_MAANED
        + avstand.arbeidsdager * DAGER_PER_ARBEIDSDAG
    )
