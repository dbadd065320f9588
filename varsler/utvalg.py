"""Which of all that is owed one recipient a message tells, and in what order."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from modeller.fakta import Fristart
from varsler.partsrader import FOR_PARTER
from varsler.regler import OM_REGISTERET, OVERSIKTER, TIL_KOORDINATOR, VENTER_PAA_SVAR, Slag
from varsler.sak import Varselsak
from varsler.svarlenke import EGNE, UTEN_STEG, Formaal

SVAR, BINDENDE, VENTET, RAAD, TAKK, OVERSIKT = range(6)
_PLASS = {Slag.KOORDINATOR_MER_TID: SVAR, Slag.TAKK: TAKK} | dict.fromkeys(OVERSIKTER, OVERSIKT)
HOLDER_ANDRE = frozenset({Slag.HOLDER_OPP, Slag.KOORDINATOR_HOLDER_OPP}) | (VENTER_PAA_SVAR - OM_REGISTERET)
"""Kinds that others stand still for, whatever the step's own date binds to."""


def i_rekkefoelge(saker: Iterable[Varselsak]) -> list[Varselsak]:
    """What is told, the most pressing first."""
    return sorted(_en_per_steg(saker), key=_hast)


def _en_per_steg(saker: Iterable[Varselsak]) -> list[Varselsak]:
    """One item per step: a moved date speaks for what was queued beside it, otherwise the latest due does. What is for
    some of the step's parties alone is told for itself, and a digest speaks for all of its kind.
    """
    valgt: dict[tuple[str, str, str], Varselsak] = {}
    for sak in saker:
        om = sak.slag if sak.slag in TIL_KOORDINATOR else ""
        hvem = str(sak.rad.data.get("om_part", "")) if sak.slag in OM_REGISTERET else sak.rad.steg
        saerlig = str(sak.rad.data.get("adresse") or sak.rad.data.get("om_part") or sak.rad.data.get(FOR_PARTER) or "")
        noekkel = (sak.rad.avtale, hvem + saerlig, om)
        if sak.slag is Slag.NY_LENKE:
            noekkel = _ny_lenke(sak)
        elif sak.slag in OVERSIKTER:
            noekkel = ("", "", sak.slag)
        if noekkel not in valgt or _vekt(sak) > _vekt(valgt[noekkel]):
            valgt[noekkel] = sak
    return list(valgt.values())


def _ny_lenke(sak: Varselsak) -> tuple[str, str, str]:
    """What a fresh link is to: the same, asked for from several mails, is sent once."""
    formaal, gjelder = Formaal(str(sak.rad.data["formaal"])), str(sak.rad.data["gjelder"])
    if formaal in EGNE:
        return "", f"kontakt/{sak.rad.kontakt}", sak.slag
    if formaal in UTEN_STEG:
        return "", f"part/{sak.rad.part}", f"{sak.slag} {formaal}"
    return sak.rad.avtale, sak.rad.steg, f"{sak.slag} {sak.rad.part} {formaal} {gjelder}"


def _vekt(sak: Varselsak) -> tuple[bool, date]:
    return sak.slag in {Slag.FRIST_FLYTTET, Slag.MOETE_FLYTTET, Slag.MER_TID_AVSLAG}, sak.rad.forfaller


def _hast(sak: Varselsak) -> tuple[int, date, bool, str, str]:
    """Order in a message: first what somebody waits for the reader's yes or no to, then what binds, then what a source
    expects, then advice, each by date; thanks and digests last. What a coordinator should know of others stands after
    her own only of the same day.
    """
    plass = _PLASS.get(sak.slag, _bindende(sak))
    dato = sak.dato or (sak.rad.forfaller if sak.slag in HOLDER_ANDRE else date.max)
    return plass, dato, sak.slag in TIL_KOORDINATOR, sak.rad.avtale, sak.rad.steg


def _bindende(sak: Varselsak) -> int:
    """How binding it is: a deadline or the day of a meeting, what a source expects, or advice."""
    if sak.slag in HOLDER_ANDRE:
        return BINDENDE
    if sak.slag in OM_REGISTERET or not sak.steg.forpliktende:
        return RAAD
    return {Fristart.FRIST: BINDENDE, Fristart.VENTET: VENTET}.get(sak.steg.art, RAAD)
