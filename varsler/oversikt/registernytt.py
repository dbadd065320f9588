"""What is new in the register for an agreement: its parties, their contacts and their meeting plans, in words."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from datetime import date, timedelta
from functools import lru_cache

from modeller.fakta import (
    Faktum,
    FaktumAngret,
    KalenderkildeFjernet,
    KalenderkildeSatt,
    KontaktlisteBekreftet,
    KontaktRegistrert,
    KontaktSluttet,
    MoeteAvlyst,
    MoeteFlyttet,
    MoeteplanFastsatt,
    NavnEndret,
    PartAvloest,
    PartRegistrert,
    StedfortrederSatt,
)
from modeller.faktaliste import angrede
from modeller.plan import Plan
from modeller.register import Register
from modeller.tekst import Maalform, Tekst, dato_kort
from varsler.logg.registerord import navn_foer, om_avtalen, registersetning
from varsler.oversikt.ord import Linje
from varsler.oversikt.tider import OSLO, midnatt

Moetehendelse = MoeteplanFastsatt | MoeteAvlyst | MoeteFlyttet
FORTELLES = (
    *(PartRegistrert, NavnEndret, PartAvloest, KontaktRegistrert, KontaktSluttet, StedfortrederSatt),
    *(KontaktlisteBekreftet, MoeteplanFastsatt, MoeteAvlyst, MoeteFlyttet, KalenderkildeSatt, KalenderkildeFjernet),
)
"""What a coordinator should know. How others choose to get their mail is not hers."""
MOETER_HVER_FOR_SEG = 2
"""So many changes of one body's plan are told each for itself; more are one change of the plan."""
NYTT_POSTMOTTAK = Tekst("{}: nytt postmottak, {}", "{}: nytt postmottak, {}")
POSTMOTTAK_BORTE = Tekst("{} har ikke lenger noe postmottak", "{} har ikkje lenger noko postmottak")
PLANEN_ER_ENDRET = Tekst(
    "{}: møteplanen er endret, {} møter flyttet eller avlyst",
    "{}: møteplanen er endra, {} møte flytta eller avlyste",
)
REGISTRERT = "registrert {}"
NY_PLAN = Tekst("{}: ny møteplan", "{}: ny møteplan")


def nye_registerfakta(plan: Plan, register: Register, fra: date, til: date) -> list[Faktum]:
    """The facts of the register that concern the agreement and were registered from `fra` until, and without, `til`, in
    order. What came and was undone in between is no news, nor is what came with the agreement.
    """
    fra = max(fra, plan.registrert + timedelta(days=1))
    nye = {f.id for f in _registrerte(register, fra, til)}
    if not nye:  # most weeks of most agreements
        return []
    angret = angrede(f for f in register.fakta if f.id in nye)
    om = [f for f in om_avtalen(register.fakta, plan, register) if f.id in nye]
    return [f for f in om if isinstance(f.hendelse, FORTELLES) and f.id not in angret] + [
        f for f in om if isinstance(f.hendelse, FaktumAngret) and f.hendelse.faktum not in nye
    ]


@lru_cache(maxsize=16)  # a night asks the same of agreement after agreement; a register is known by identity
def _registrerte(register: Register, fra: date, til: date) -> tuple[Faktum, ...]:
    foerste, siste = midnatt(fra), midnatt(til)
    return tuple(f for f in register.fakta if foerste <= f.registrert < siste)


def registerlinjer(fakta: Iterable[Faktum], register: Register, maalform: Maalform, fra: date) -> Iterator[Linje]:
    """The facts as lines, what happened last first; many changes of one meeting plan are one. `fra` is the day since
    which they are new.
    """
    ulike = {f.id: f for f in fakta}.values()
    nyeste_foerst = sorted(ulike, key=lambda f: (f.skjedde, f.registrert, f.nr), reverse=True)
    om_moeter = Counter(f.hendelse.organ for f in nyeste_foerst if isinstance(f.hendelse, Moetehendelse))
    fortalt: set[str] = set()
    foer, etter_id = navn_foer(register.fakta), {f.id: f for f in register.fakta}
    for faktum in nyeste_foerst:
        hendelse = faktum.hendelse
        offer = etter_id.get(hendelse.faktum) if isinstance(hendelse, FaktumAngret) else None
        if isinstance(hendelse, Moetehendelse) and om_moeter[hendelse.organ] > MOETER_HVER_FOR_SEG:
            if hendelse.organ in fortalt:
                continue
            fortalt.add(hendelse.organ)
            setning = _om_planen(hendelse.organ, nyeste_foerst, register)
        elif offer is not None:
            hva = registersetning(offer, register, foer.get(offer.id))
            setning = Tekst(f"Angret: {hva.nb}", f"Angra: {hva.nn}")
        else:
            setning = _om_postmottaket(faktum, register) or registersetning(faktum, register, foer.get(faktum.id))
        yield nyttlinje(faktum, setning.paa(maalform), fra)


def nyttlinje(faktum: Faktum, setning: str, fra: date) -> Linje:
    """What is new since `fra` with the day it happened, and when it was registered where that day is before it."""
    registrert = faktum.registrert.astimezone(OSLO).date()
    sent = f" ({REGISTRERT.format(dato_kort(registrert))})" if faktum.skjedde < fra else ""
    return Linje(tekst=f"{dato_kort(faktum.skjedde)}: {setning}{sent}")


def _om_planen(organ: str, fakta: Sequence[Faktum], register: Register) -> Tekst:
    kjent = register.organer.get(organ)
    navn = kjent.navn.stor if kjent else Tekst(organ, organ)
    flyttet = sum(isinstance(f.hendelse, MoeteAvlyst | MoeteFlyttet) and f.hendelse.organ == organ for f in fakta)
    if not flyttet:
        return Tekst(NY_PLAN.nb.format(navn.nb), NY_PLAN.nn.format(navn.nn))
    return Tekst(PLANEN_ER_ENDRET.nb.format(navn.nb, flyttet), PLANEN_ER_ENDRET.nn.format(navn.nn, flyttet))


def _om_postmottaket(faktum: Faktum, register: Register) -> Tekst | None:
    """That a party has got another postmottak, where the fact says so and nothing of the name."""
    if not isinstance(faktum.hendelse, PartRegistrert):
        return None
    part = faktum.hendelse.part
    foer = [
        f.hendelse.part
        for f in register.fakta
        if f.stroem == faktum.stroem and f.nr < faktum.nr and isinstance(f.hendelse, PartRegistrert)
    ]
    if not foer or foer[-1].postmottak == part.postmottak or foer[-1].navn != part.navn:
        return None
    mal = NYTT_POSTMOTTAK if part.postmottak else POSTMOTTAK_BORTE
    return Tekst(*(mal.paa(m).format(part.navn.paa(m), part.postmottak) for m in Maalform))
