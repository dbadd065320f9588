"""What a feed holds: from what a subscription is of to plans, the parties they are seen from, name and language."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from modeller.abonnement import Eier, Maalslag
from modeller.avloesning import arvinger
from modeller.plan import Plan
from modeller.register import Kontakt, Register
from modeller.tekst import Maalform, Tekst
from varsler.maalform import maalform_for

_KOORDINERER = Tekst("avtaler som {navn} koordinerer", "avtalar som {navn} koordinerer")


@dataclass(frozen=True, slots=True, kw_only=True)
class Feedutvalg:
    """The plans of a feed, the parties they are seen from (None: everyone), the calendar's name and its language."""

    planer: Sequence[Plan]
    parter: tuple[str | None, ...]
    navn: str
    maalform: Maalform


@dataclass(frozen=True, slots=True, kw_only=True)
class MuligFeed:
    """A feed that somebody may have."""

    slag: Maalslag
    maal: str
    navn: Tekst


def feedutvalg(
    hva: tuple[Maalslag, str],
    eier: Eier | None,
    maalform: Maalform | None,
    planer: Sequence[Plan],
    register: Register,
    dag: date,
) -> Feedutvalg | None:
    """The feed on `dag`; None when whom it is for has left, or has nothing to do with it any more.

    `maalform` None is the owner's own. Raises LookupError when what it is of cannot be found: that is a fault of ours.
    """
    slag, maal = hva
    if not _gjelder(slag, maal, eier, planer, register, dag):
        return None
    kontakt = register.kontakter.get(maal)
    valgt = maalform or eiers_maalform(eier or Eier(slag, maal), register)
    match slag:
        case Maalslag.KONTAKT if kontakt is not None:
            return _for_part(kontakt.part, kontakt, valgt, planer, register, dag)
        case Maalslag.KOORDINATOR if kontakt is not None:
            navn = _KOORDINERER.paa(valgt).format(navn=f"{register.navn(kontakt.part).paa(valgt)} ({kontakt.navn})")
            egne = [plan for plan in planer if _koordinerer(kontakt.id, plan, register, dag)]
            return Feedutvalg(planer=egne, parter=(None,), navn=f"Fristvakt – {navn}", maalform=valgt)
        case Maalslag.PART:
            if maal not in register.parter:
                raise LookupError(f"the register has no party {maal}")
            return _for_part(maal, None, valgt, planer, register, dag)
        case Maalslag.AVTALE:
            plan = next((plan for plan in planer if plan.avtale == maal), None)
            if plan is None:
                raise LookupError(f"there is no agreement {maal}")
            navn = f"Fristvakt – {plan.navn.paa(valgt)}"
            return Feedutvalg(planer=[plan], parter=(None,), navn=navn, maalform=valgt)
    return None


def mulige_feeder(eier: Eier, planer: Sequence[Plan], register: Register, dag: date) -> list[MuligFeed]:
    """The feeds a contact or a party may have on `dag`; none when it is unknown or has left."""
    kontakt = register.kontakter.get(eier.id) if eier.slag is Maalslag.KONTAKT else None
    if kontakt is not None and kontakt.har_sluttet(dag):
        return []
    part = kontakt.part if kontakt else eier.id if eier.slag is Maalslag.PART else None
    if part is None or part not in register.parter:
        return []
    parter = arvinger(part, register.avloest)
    funnet: list[MuligFeed] = []
    if kontakt is not None:
        navn = Tekst(*(f"{register.navn(part).paa(m)} ({kontakt.navn})" for m in Maalform))
        funnet.append(MuligFeed(slag=Maalslag.KONTAKT, maal=kontakt.id, navn=navn))
        if any(_koordinerer(kontakt.id, plan, register, dag) for plan in planer):
            funnet.append(MuligFeed(slag=Maalslag.KOORDINATOR, maal=kontakt.id, navn=navn))
    funnet.append(MuligFeed(slag=Maalslag.PART, maal=part, navn=register.navn(part)))
    egne = (plan for plan in planer if _har_med(plan, parter, kontakt, register, dag))
    funnet += (
        MuligFeed(slag=Maalslag.AVTALE, maal=plan.avtale, navn=plan.navn)
        for plan in sorted(egne, key=lambda plan: plan.navn.nb)
    )
    return funnet


def eiers_maalform(eier: Eier, register: Register) -> Maalform:
    """What the owner of a subscription reads: a contact as it chose, else as its party does."""
    kontakt = register.kontakter.get(eier.id) if eier.slag in {Maalslag.KONTAKT, Maalslag.KOORDINATOR} else None
    return maalform_for(kontakt.part if kontakt else eier.id, kontakt, register)


def _gjelder(
    slag: Maalslag, maal: str, eier: Eier | None, planer: Sequence[Plan], register: Register, dag: date
) -> bool:
    if slag in {Maalslag.KONTAKT, Maalslag.KOORDINATOR}:
        kontakt = register.kontakter.get(maal)
        if kontakt is None or kontakt.har_sluttet(dag):
            return False
    if eier is None or eier == (slag, maal):
        return True
    return any((m.slag, m.maal) == (slag, maal) for m in mulige_feeder(eier, planer, register, dag))


def _for_part(
    part: str, kontakt: Kontakt | None, maalform: Maalform, planer: Sequence[Plan], register: Register, dag: date
) -> Feedutvalg:
    parter = arvinger(part, register.avloest)
    egne = [plan for plan in planer if _er_part(plan, parter) and _foelger(kontakt, plan.avtale, register, dag)]
    navn = f"Fristvakt – {register.navn(part).paa(maalform)}"
    if kontakt is not None:
        navn = f"{navn} ({kontakt.navn})"
    return Feedutvalg(planer=egne, parter=parter, navn=navn, maalform=maalform)


def _har_med(plan: Plan, parter: tuple[str, ...], kontakt: Kontakt | None, register: Register, dag: date) -> bool:
    if kontakt is not None and _koordinerer(kontakt.id, plan, register, dag):
        return True
    return _er_part(plan, parter) and _foelger(kontakt, plan.avtale, register, dag)


def _er_part(plan: Plan, parter: tuple[str, ...]) -> bool:
    return not plan.parter.keys().isdisjoint(parter)


def _koordinerer(kontakt: str, plan: Plan, register: Register, dag: date) -> bool:
    """Whether the agreement is the contact's to coordinate: its own, or that of one it stands in for or succeeds."""
    if plan.koordinator == kontakt:
        return True
    naa = register.kontakt_naa(plan.koordinator, dag)
    return naa is not None and naa.id == kontakt


def _foelger(kontakt: Kontakt | None, avtale: str, register: Register, dag: date) -> bool:
    """Whether the agreement is the contact's: its own, or that of one it stands in for or has taken over from."""
    if kontakt is None or kontakt.avtaler is None or avtale in kontakt.avtaler:
        return True
    return any(k.id == kontakt.id for k in register.kontakter_for(kontakt.part, avtale, dag))
