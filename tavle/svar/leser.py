"""Whom a link was sent to, and whether that contact or postmottak still stands for the party it was sent to it for."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from modeller.fakta import Faktum
from modeller.register import Kontakt, Register
from modeller.tekst import Maalform, Tekst
from tavle.registrertav import FRA_EPOST
from varsler.maalform import maalform_for
from varsler.svarlenke import EGNE, Svarlenke, mottakermerke


@dataclass(frozen=True, slots=True, kw_only=True)
class Leser:
    """Whom the link was sent to: a contact, or (None) the postmottak of `part`; `dag` is today in Oslo.

    `fakta` are those of the contact, or of the party, that count, in order, when the link is about no step.
    """

    part: str
    kontakt: Kontakt | None
    epost: str
    register: Register
    dag: date
    fakta: tuple[Faktum, ...] = ()

    @property
    def maalform(self) -> Maalform:
        """The written standard the mail was in."""
        return maalform_for(self.part, self.kontakt, self.register)

    @property
    def av(self) -> str:
        """Who registers, as the log says it: a role, never an address."""
        rolle = self.kontakt.navn if self.kontakt else "postmottak"
        return f"{rolle} hos {self.register.navn(self.part).nb}, {FRA_EPOST.nb}"

    @property
    def hvem(self) -> Tekst:
        """The same, without where it came from, for the reader's own eyes."""
        navn = self.register.navn(self.part)
        rolle = self.kontakt.navn if self.kontakt else "Postmottak"
        return Tekst(f"{rolle}, {navn.nb}", f"{rolle}, {navn.nn}")


def finn_leser(register: Register, lenke: Svarlenke, noekkel: bytes, dag: date) -> Leser | None:
    """The contact or postmottak that the link was sent to; None when no one has that address any more."""
    part = register.parter.get(lenke.part)
    postmottak = part.postmottak if part else None
    if postmottak and mottakermerke(noekkel, None, postmottak) == lenke.mottaker:
        return Leser(part=lenke.part, kontakt=None, epost=postmottak, register=register, dag=dag)
    for kontakt in register.kontakter.values():
        if mottakermerke(noekkel, kontakt.id, kontakt.epost) == lenke.mottaker:
            # What is the contact's own it takes along to another party.
            part_id = kontakt.part if lenke.formaal in EGNE else lenke.part
            return Leser(part=part_id, kontakt=kontakt, epost=kontakt.epost, register=register, dag=dag)
    return None


def staar_for_parten(leser: Leser, avtale: str) -> bool:
    """Whether the reader stands for its party, in one agreement (empty: in any): as its postmottak or a contact of its
    own, or in place of one that has left or is away.
    """
    egen, register = leser.kontakt, leser.register

    def partens(kontakt: Kontakt) -> bool:
        return kontakt.part == leser.part and (not avtale or kontakt.avtaler is None or avtale in kontakt.avtaler)

    return (
        egen is None
        or partens(egen)
        or any(partens(k) and register.kontakt_naa(k.id, leser.dag) == egen for k in register.kontakter.values())
    )
