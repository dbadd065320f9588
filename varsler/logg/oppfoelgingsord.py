"""What has been said of a step while it lay with its party, as sentences in both written standards."""

from __future__ import annotations

from modeller.fakta import (
    FerdigAnslaatt,
    MerTidAvslaatt,
    MerTidOensket,
    Oppfoelgingshendelse,
    PaaminnelserUtsatt,
    StegOverlatt,
)
from modeller.register import Register
from modeller.tekst import Tekst, dato_kort


def oppfoelgingssetning(hendelse: Oppfoelgingshendelse, steg: Tekst, register: Register) -> Tekst:
    """One plain sentence without full stop; `steg` is the step's name."""
    sagt = _sagt(hendelse, register)
    return Tekst(f"{steg.nb}: {sagt.nb}", f"{steg.nn}: {sagt.nn}")


def _sagt(hendelse: Oppfoelgingshendelse, register: Register) -> Tekst:
    match hendelse:
        case FerdigAnslaatt(part=part, dato=None):
            hvem = register.navn(part)
            return Tekst(f"{hvem.nb} tok tilbake anslaget sitt", f"{hvem.nn} tok tilbake anslaget sitt")
        case FerdigAnslaatt(part=part, dato=dato) if dato is not None:
            hvem, dag = register.navn(part), dato_kort(dato)
            return Tekst(
                f"{hvem.nb} er på saken og regner med å være ferdig {dag}",
                f"{hvem.nn} er på saka og reknar med å vere ferdig {dag}",
            )
        case PaaminnelserUtsatt(kontakt=kontakt, til=til):
            navn, dag = _kontakten(kontakt, register), dato_kort(til)
            return Tekst(f"{navn} får ikke påminnelser før {dag}", f"{navn} får ikkje påminningar før {dag}")
        case MerTidOensket(part=part, til=til):
            hvem, dag = register.navn(part), dato_kort(til)
            return Tekst(f"{hvem.nb} ba om mer tid, til {dag}", f"{hvem.nn} bad om meir tid, til {dag}")
        case MerTidAvslaatt(part=part):
            hvem = register.navn(part)
            return Tekst(f"{hvem.nb} fikk ikke mer tid", f"{hvem.nn} fekk ikkje meir tid")
        case StegOverlatt(kontakt=fra, til_kontakt=til_kontakt):
            gammel, ny = _kontakten(fra, register), _kontakten(til_kontakt, register)
            return Tekst(f"{gammel} overlot steget til {ny}", f"{gammel} overlét steget til {ny}")
    raise AssertionError(f"{type(hendelse).__name__} has no words")


def _kontakten(kontakt: str, register: Register) -> str:
    kjent = register.kontakter.get(kontakt)
    return kjent.navn if kjent else kontakt
