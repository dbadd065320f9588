"""What is told anew about somebody the register knows, held against what it said before, in lines for people."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import fields, replace
from datetime import date

from modeller.fakta import Hendelse, KontaktRegistrert, NavnEndret, OrganRegistrert, PartRegistrert
from modeller.register import Kontakt, Organ, Part, Register
from modeller.tekst import Tekst, dato_kort

UTENOM = frozenset({"moeter", "oppdiktet", "kalenderkilde", "bare_moeter"})
"""What a body keeps when it is registered again."""


def opplysningslinjer(hendelse: Hendelse, register: Register) -> Iterator[str]:
    """A line for each field that is another than before, by the name it is registered with.

    A record is told whole, so what is left out of it is gone: a party that is only to have a new postmottak would lose
    its `rute`. Nothing is said of somebody new, or of other happenings.
    """
    foer: Part | Kontakt | Organ | None
    etter: Part | Kontakt | Organ
    match hendelse:
        case PartRegistrert(part=etter):
            foer = register.parter.get(etter.id)
        case NavnEndret(part=part_id, navn=navn) if kjent := register.parter.get(part_id):
            foer, etter = kjent, replace(kjent, navn=navn)
        case KontaktRegistrert(kontakt=etter):
            foer = register.kontakter.get(etter.id)
        case OrganRegistrert(organ=etter):
            foer = register.organer.get(etter.id)
        case _:
            return
    for felt in fields(etter) if foer else ():
        var, er = getattr(foer, felt.name), getattr(etter, felt.name)
        if felt.name not in UTENOM and var != er:
            yield f"{felt.name}: {_endring(_ord(var), _ord(er))}"


def _endring(var: str, er: str) -> str:
    if not er:
        return f"{var} faller bort"
    return f"{var} blir {er}" if var else er


def _ord(verdi: object) -> str:
    match verdi:
        case Tekst(nb=nb, nn=nn):
            return nb if nb == nn else f"{nb} ({nn})"
        case tuple():
            return ", ".join(verdi)
        case date():
            return dato_kort(verdi)
        case None:
            return ""
        case _:
            return str(verdi)
