"""The objections to what is said of a step while it lies with its party: estimates, snoozes, wishes, handovers."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta

from modeller.fakta import (
    FerdigAnslaatt,
    MerTidAvslaatt,
    MerTidOensket,
    Oppfoelgingshendelse,
    PaaminnelserUtsatt,
    StegOverlatt,
)
from modeller.plan import Plan, Plansteg, Status
from modeller.register import Kontakt, Register
from modeller.tekst import Tekst, dato_kort
from modeller.ukjent import finnes_ikke, ukjent_part

LENGSTE_ANSLAG = timedelta(days=183)
"""A party that needs longer should ask for more time: so long a silence is nobody's estimate."""
LENGSTE_UTSETTELSE = timedelta(days=62)
"""Reminders can rest two months; after that the contact should hear of it again."""
LENGSTE_OENSKE = timedelta(days=366)
"""A wish may reach further than an estimate, which sends the reader here, but rests the reminders while unanswered."""


def oppfoelgingsinnvendinger(
    hendelse: Oppfoelgingshendelse, skjedde: date, steg: Plansteg, plan: Plan, register: Register
) -> Iterator[Tekst]:
    """Why the happening cannot be a fact about this step."""
    match hendelse:
        case FerdigAnslaatt(part=part, dato=dato):
            yield from _har_ballen(part, steg, register)
            if dato is not None:
                kan_be = _kan_be_om_tid(part, steg, plan)
                yield from _fram_i_tid(dato, skjedde, LENGSTE_ANSLAG, kan_be=kan_be)
        case PaaminnelserUtsatt(kontakt=kontakt, til=til):
            yield from _kontakt_hos_dem_med_ballen(kontakt, steg, register)
            kjent, koordinator = register.kontakter.get(kontakt), register.kontakt_naa(plan.koordinator, skjedde)
            kan_be = kjent is not None and kjent != koordinator and _kan_be_om_tid(kjent.part, steg, plan)
            yield from _fram_i_tid(til, skjedde, LENGSTE_UTSETTELSE, kan_be=kan_be)
        case MerTidOensket(part=part, til=til):
            yield from _har_ballen(part, steg, register, eller_venter=True)
            yield from _om_mer_tid(til, skjedde, steg)
        case MerTidAvslaatt(part=part):
            if part not in steg.oppfoelging.oensker:
                navn = register.navn(part)
                yield Tekst(
                    f"{navn.nb} har ikke bedt om mer tid til «{steg.tittel.nb}», eller har fått svar.",
                    f"{navn.nn} har ikkje bede om meir tid til «{steg.tittel.nn}», eller har fått svar.",
                )
        case StegOverlatt():
            yield from _om_overlevering(hendelse, skjedde, steg, register)


def _har_ballen(part: str, steg: Plansteg, register: Register, *, eller_venter: bool = False) -> Iterator[Tekst]:
    """A step that waits lies with its party when it can be done with a reservation, and a meeting with whoever called
    it; more time it may ask for anyhow.
    """
    venter = steg.status is Status.VENTER and (eller_venter or steg.kan_ha_forbehold or steg.er_innkalt)
    if part not in register.parter:
        yield ukjent_part(part, register.parter)
    elif steg.status is not Status.AAPEN and not venter:
        yield Tekst(f"«{steg.navn.nb}» ligger ikke hos noen nå.", f"«{steg.navn.nn}» ligg ikkje hos nokon no.")
    elif part not in (steg.ball or steg.parter):
        navn = register.navn(part)
        yield Tekst(f"«{steg.navn.nb}» ligger ikke hos {navn.nb}.", f"«{steg.navn.nn}» ligg ikkje hos {navn.nn}.")


def _kan_be_om_tid(part: str, steg: Plansteg, plan: Plan) -> bool:
    kan_flyttes = steg.kan_flyttes and not steg.hvilende
    return kan_flyttes and plan.koordinator is not None and part not in steg.oppfoelging.oensker


def _fram_i_tid(dato: date, skjedde: date, lengst: timedelta, *, kan_be: bool) -> Iterator[Tekst]:
    if dato <= skjedde:
        yield _ikke_etter(dato, skjedde)
    elif dato > (siste := skjedde + lengst):
        fram = _for_langt_fram(dato, siste)
        ellers = Tekst(", eller be om mer tid", ", eller be om meir tid") if kan_be else Tekst("", "")
        yield Tekst(f"{fram.nb}{ellers.nb}.", f"{fram.nn}{ellers.nn}.")


def _ikke_etter(dato: date, skjedde: date) -> Tekst:
    return Tekst(
        f"{dato_kort(dato)} er ikke etter {dato_kort(skjedde)}. Velg en senere dag.",
        f"{dato_kort(dato)} er ikkje etter {dato_kort(skjedde)}. Vel ein seinare dag.",
    )


def _for_langt_fram(dato: date, siste: date) -> Tekst:
    """The refusal and the last day there is, without a full stop."""
    return Tekst(
        f"{dato_kort(dato)} er for langt fram. Velg en dag til og med {dato_kort(siste)}",
        f"{dato_kort(dato)} er for langt fram. Vel ein dag til og med {dato_kort(siste)}",
    )


def _om_mer_tid(til: date, skjedde: date, steg: Plansteg) -> Iterator[Tekst]:
    if steg.frist is None:
        yield Tekst(f"«{steg.navn.nb}» har ingen dato å flytte.", f"«{steg.navn.nn}» har ingen dato å flytte.")
    elif steg.er_innkalt:
        yield Tekst(
            f"«{steg.navn.nb}» er et møte. Bare den som kaller inn, kan flytte det.",
            f"«{steg.navn.nn}» er eit møte. Berre den som kallar inn, kan flytte det.",
        )
    elif til <= steg.frist:
        frist = dato_kort(steg.frist)
        yield Tekst(
            f"Datoen er allerede {frist}. Mer tid må være etter den dagen.",
            f"Datoen er alt {frist}. Meir tid må vere etter den dagen.",
        )
    elif til <= skjedde:
        yield _ikke_etter(til, skjedde)
    elif til > (siste := max(skjedde, steg.frist) + LENGSTE_OENSKE):
        fram = _for_langt_fram(til, siste)
        yield Tekst(
            f"{fram.nb}. Trenger dere enda mer tid, må dere avtale det med koordinatoren.",
            f"{fram.nn}. Treng de endå meir tid, må de avtale det med koordinatoren.",
        )


def _kontakt_hos_dem_med_ballen(kontakt: str, steg: Plansteg, register: Register) -> Iterator[Tekst]:
    kjent = register.kontakter.get(kontakt)
    if kjent is None:
        yield finnes_ikke("kontakten", kontakt, register.kontakter)
    else:
        yield from _har_ballen(kjent.part, steg, register)


def _om_overlevering(hendelse: StegOverlatt, skjedde: date, steg: Plansteg, register: Register) -> Iterator[Tekst]:
    if hendelse.kontakt == hendelse.til_kontakt:
        yield Tekst(
            "Steget kan ikke overlates til den som har det.", "Steget kan ikkje overlatast til den som har det."
        )
        return
    fra, til = (register.kontakter.get(id_) for id_ in (hendelse.kontakt, hendelse.til_kontakt))
    for id_, kjent in ((hendelse.kontakt, fra), (hendelse.til_kontakt, til)):
        if kjent is None:
            yield finnes_ikke("kontakten", id_, register.kontakter)
    if fra is not None and til is not None:
        yield from _har_ballen(fra.part, steg, register)
        yield from _samme_part(fra, til, register)
        if til.har_sluttet(skjedde):
            yield Tekst(f"«{til.id}» har sluttet.", f"«{til.id}» har slutta.")


def _samme_part(fra: Kontakt, til: Kontakt, register: Register) -> Iterator[Tekst]:
    if fra.part != til.part:
        navn = register.navn(fra.part)
        yield Tekst(
            f"«{til.id}» er ikke kontakt hos {navn.nb}. Steget kan bare overlates til noen der.",
            f"«{til.id}» er ikkje kontakt hos {navn.nn}. Steget kan berre overlatast til nokon der.",
        )
