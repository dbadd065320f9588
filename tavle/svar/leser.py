"""Whom a link was sent to, and whether that contact or postmottak still stands for the party it was sent to it for."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass, replace
from datetime import date

from modeller.avtalefold import UkjentAvtale, brett_avtale
from modeller.fakta import Faktum, avtalestroem
from modeller.lager import faktalager
from modeller.lager.lager import Tx
from modeller.livsloep import Livsloep
from modeller.register import Kontakt, Register
from modeller.tekst import Maalform, Tekst
from tavle.registrertav import FRA_EPOST
from varsler.maalform import maalform_for
from varsler.svarlenke import EGNE, Svarlenke, mottakermerke


@dataclass(frozen=True, slots=True, kw_only=True)
class Leser:
    """Whom the link was sent to: a contact, or (None) the postmottak of `part`; `dag` is today in Oslo.

    `fakta` are those of the contact, or of the party, that count, in order, when the link is about no step. For what
    the reader chooses or looks over, `koordinerer` says that the contact coordinates an agreement, and `er_part` that
    its party has part in one that others coordinate.
    """

    part: str
    kontakt: Kontakt | None
    epost: str
    register: Register
    dag: date
    fakta: tuple[Faktum, ...] = ()
    koordinerer: bool = False
    er_part: bool = False

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


async def med_avtalene(tx: Tx, leser: Leser, livsloep: Mapping[str, Livsloep]) -> Leser:
    """The reader, with what the agreements that have not ended are to it."""
    kontakt, register, dag = leser.kontakt, leser.register, leser.dag
    partene = {leser.part, *register.forgjengere([leser.part])}
    koordinerer = er_part = False
    for id_ in await faktalager.avtaler(tx):
        try:
            avtale = brett_avtale(await faktalager.les_stroem(tx, avtalestroem(id_)), dag)
        except UkjentAvtale:
            continue
        slutt = avtale.datoer.get(livsloep[avtale.livsloep].slutt)
        if slutt is not None and slutt.dato < dag:
            continue
        if kontakt is not None and register.kontakt_naa(avtale.koordinator, dag) == kontakt:
            koordinerer = True
        elif partene & avtale.parter.keys() and (kontakt is None or kontakt.avtaler is None or id_ in kontakt.avtaler):
            er_part = True
    return replace(leser, koordinerer=koordinerer, er_part=er_part)


def staar_for_parten(leser: Leser, avtale: str, overlatt: Collection[str] = ()) -> bool:
    """Whether the reader stands for its party, in one agreement (empty: in any): as its postmottak, a contact of its
    own or one that has been handed over what it is about (`overlatt`), or in place of one that has left or is away.
    """
    egen, register = leser.kontakt, leser.register

    def partens(kontakt: Kontakt) -> bool:
        har_det = not avtale or kontakt.avtaler is None or avtale in kontakt.avtaler or kontakt.id in overlatt
        return kontakt.part == leser.part and har_det

    return (
        egen is None
        or partens(egen)
        or any(partens(k) and register.kontakt_naa(k.id, leser.dag) == egen for k in register.kontakter.values())
    )
