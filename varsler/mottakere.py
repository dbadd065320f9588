"""Who is told: the contacts of a party, else its postmottak; and the coordinator when somebody cannot be reached."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass, replace
from datetime import date

from modeller.oppfoelging import INGEN_OPPFOELGING, Oppfoelging
from modeller.plan import Plan
from modeller.register import Kontakt, Register


@dataclass(frozen=True, slots=True, kw_only=True)
class Mottaker:
    """An address that is told, the party it belongs to and the contact (None for a postmottak).

    `i_stedet_for` are the contacts that a postmottak is told in place of, who turn mail away; none of them when there
    is no contact, None when it stands in for nobody.
    """

    epost: str
    part: str
    kontakt: str | None = None
    i_stedet_for: tuple[str, ...] | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Dekning:
    """How a party is reached for one agreement.

    `ledelse` is who is told as well when the others have not answered: its leadership, else its postmottak.
    `uleverbare` are its contacts whose address has turned mail away; `uten_kontakt` says that it has no contact at
    all. Without any address `mottakere` is empty, and the coordinator is the only one who can be told.
    """

    part: str
    mottakere: tuple[Mottaker, ...]
    ledelse: tuple[Mottaker, ...] = ()
    uleverbare: tuple[Kontakt, ...] = ()
    uten_kontakt: bool = False


def dekning(
    part: str,
    avtale: str,
    register: Register,
    dag: date,
    uleverbare: Collection[str],
    oppfoelging: Oppfoelging = INGEN_OPPFOELGING,
) -> Dekning:
    """How `part` is reached on `dag`; `uleverbare` are addresses known to turn mail away.

    A party that has nobody but its leadership is reached through it. `oppfoelging` is what has been said of the one
    step it is about: who has been handed it.
    """
    kontakter, ledelsen = register.kontakter_og_ledelse(part, avtale, dag)
    hos = kontakter or ledelsen
    if oppfoelging.overlatt:
        overlatt = register.kontakter_og_ledelse(part, avtale, dag, oppfoelging.overlatt)
        hos = overlatt[0] or overlatt[1]
    alle = tuple({k.id: k for k in (*hos, *ledelsen)}.values())
    naas, ledelse = (
        tuple(Mottaker(epost=k.epost, part=part, kontakt=k.id) for k in noen if k.epost not in uleverbare)
        for noen in (hos, ledelsen)
    )
    postmottak = _postmottak(part, register, uleverbare)
    return Dekning(
        part=part,
        mottakere=naas or _i_stedet_for(postmottak, hos) or ledelse,
        ledelse=ledelse or postmottak,
        uleverbare=tuple(k for k in alle if k.epost in uleverbare),
        uten_kontakt=not alle,
    )


def _i_stedet_for(postmottak: Iterable[Mottaker], kontakter: Iterable[Kontakt]) -> tuple[Mottaker, ...]:
    """The postmottak as the one that is told what the contacts would have been."""
    ider = tuple(k.id for k in kontakter)
    return tuple(replace(m, i_stedet_for=ider) for m in postmottak)


def partens_mottaker(part: str, register: Register, dag: date, uleverbare: Collection[str]) -> Mottaker | None:
    """The one who is told what concerns a party and no agreement: a contact for all of them before one for some, the
    leadership last, else the postmottak; never one who is told only of steps handed over. None when nobody can be
    reached.
    """
    egne = sorted(
        (k for k in register.kontakter.values() if k.part == part and k.avtaler != ()),
        key=lambda k: (k.ledelse, k.avtaler is not None, k.id),
    )
    for kontakt in (register.kontakt_naa(k.id, dag) for k in egne):
        if kontakt is not None and kontakt.epost not in uleverbare:
            return Mottaker(epost=kontakt.epost, part=part, kontakt=kontakt.id)
    tapte = [k for k in egne if not k.har_sluttet(dag) and k.epost in uleverbare]
    return next(iter(_i_stedet_for(_postmottak(part, register, uleverbare), tapte)), None)


def koordinatoren(plan: Plan, register: Register, dag: date, uleverbare: Collection[str]) -> tuple[Mottaker, ...]:
    """The agreement's coordinator, or the postmottak of the coordinator's party when the coordinator cannot be reached.

    Empty when the agreement names none that the register knows.
    """
    utnevnt = register.kontakter.get(plan.koordinator or "")
    if utnevnt is None:
        return ()
    kontakt = register.kontakt_naa(utnevnt.id, dag)
    if kontakt is None or kontakt.epost in uleverbare:
        tapt = [kontakt] if kontakt is not None else []
        return _i_stedet_for(_postmottak((kontakt or utnevnt).part, register, uleverbare), tapt)
    return (Mottaker(epost=kontakt.epost, part=kontakt.part, kontakt=kontakt.id),)


def _postmottak(part: str, register: Register, uleverbare: Collection[str]) -> tuple[Mottaker, ...]:
    kjent = register.parter.get(part)
    if kjent is None or kjent.postmottak is None or kjent.postmottak in uleverbare:
        return ()
    return (Mottaker(epost=kjent.postmottak, part=part),)
