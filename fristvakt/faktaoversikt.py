"""The facts there are, each with what it takes to undo it: lines for people, one document for programs."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from flyter.grunnlag import Grunnlag
from flyter.oppdatering import avled_plan
from fristvakt.klokke import OSLO
from modeller.fakta import Faktum, FaktumAngret, avtalestroem
from modeller.faktaliste import angrede, innen
from modeller.lager import faktalager
from modeller.lager.lager import Tx
from modeller.register import Register
from modeller.registerfold import brett_register
from modeller.tekst import Maalform, Tekst, dato_kort
from varsler.logg.faktaord import begrunnelsen, loggsetning
from varsler.logg.loggnavn import Loggnavn, lagt_til
from varsler.logg.registerord import navn_foer

REGISTERET = "register"
"""Asks for the register's facts, where an agreement's id would stand."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Oversiktsfaktum:
    """A fact with what it says in words, and whether it stands undone; `avtale` is None in the register."""

    faktum: Faktum
    avtale: str | None
    hva: Tekst
    angret: bool


async def les_fakta(
    tx: Tx, hvor: str | None, dag: date, grunnlag: Grunnlag, hoeyst: int
) -> tuple[list[Oversiktsfaktum], int]:
    """The facts of an agreement, of the register or (None) of everything, the last registered first and at most
    `hoeyst`; and how many there are.
    """
    registeret = await faktalager.les_register(tx)
    stroemmer: dict[str | None, Sequence[Faktum]] = {None: registeret} if hvor in {None, REGISTERET} else {}
    for avtale in await faktalager.avtaler(tx):
        if hvor in {None, avtale}:
            stroemmer[avtale] = await faktalager.les_stroem(tx, avtalestroem(avtale))
    alle = [(avtale, faktum) for avtale, fakta in stroemmer.items() for faktum in fakta]
    tider = innen(faktum for _, faktum in alle)
    nyeste = sorted(alle, key=lambda en: (tider[en[1].id], en[1].skjedde, en[1].nr), reverse=True)[:hoeyst]
    register = brett_register(registeret, date.max)
    # Only what is shown is put in words: naming its steps takes the plan of an agreement.
    i_ord = {
        en.faktum.id: en
        for avtale in {avtale for avtale, _ in nyeste}
        for en in _i_ord(stroemmer[avtale], avtale, _navnene(stroemmer[avtale], avtale, register, dag, grunnlag))
    }
    return [i_ord[faktum.id] for _, faktum in nyeste], len(alle)


def rad(en: Oversiktsfaktum) -> dict[str, Any]:
    """The contract of `fakta --json`."""
    faktum = en.faktum
    return {
        "id": faktum.id,
        "avtale": en.avtale,
        "nr": faktum.nr,
        "type": _type(faktum),
        "skjedde": faktum.skjedde.isoformat(),
        "registrert": faktum.registrert.astimezone(OSLO).isoformat(),
        "av": faktum.av,
        "hva": {maalform.value: en.hva.paa(maalform) for maalform in Maalform},
        "grunn": begrunnelsen(faktum.hendelse),
        "kilde": faktum.kilde,
        "oppdiktet": faktum.oppdiktet,
        "angret": en.angret,
        "angrer": _angrer(faktum) or None,
    }


def linjer(fakta: Sequence[Oversiktsfaktum], *, med_avtale: bool) -> Iterator[str]:
    """Two lines a fact: what happened when, and its id with who registered it and why."""
    for en in fakta:
        hvor = f"{en.avtale or 'registeret'}: " if med_avtale else ""
        angret = " (angret)" if en.angret else ""
        yield f"{dato_kort(en.faktum.skjedde)}  {hvor}{en.hva.nb}{angret}"
        yield f"    {en.faktum.id}  {'. '.join(_opplysninger(en.faktum))}"


def _opplysninger(faktum: Faktum) -> Iterator[str]:
    yield f"registrert {dato_kort(faktum.registrert.astimezone(OSLO).date())} av {faktum.av}"
    if grunn := begrunnelsen(faktum.hendelse):
        yield " ".join(grunn.split()).rstrip(".")
    if faktum.kilde:
        yield f"Kilde: {faktum.kilde}"
    if faktum.oppdiktet:
        yield "Oppdiktet"


def _i_ord(fakta: Iterable[Faktum], avtale: str | None, navn: Loggnavn) -> Iterator[Oversiktsfaktum]:
    fakta = list(fakta)
    etter_id, angret = {f.id: f for f in fakta}, angrede(fakta)
    for faktum in fakta:
        hva = loggsetning(faktum, navn, etter_id.get(_angrer(faktum)))
        yield Oversiktsfaktum(faktum=faktum, avtale=avtale, hva=hva, angret=faktum.id in angret)


def _navnene(
    fakta: Sequence[Faktum], avtale: str | None, register: Register, dag: date, grunnlag: Grunnlag
) -> Loggnavn:
    """Names from the plan as it is, or as it was before the entering of the agreement was undone."""
    if avtale is None:
        return Loggnavn(register=register, navn_foer=navn_foer(fakta))
    uten_angring = [f for f in fakta if not isinstance(f.hendelse, FaktumAngret)]
    plan = avled_plan(fakta, register, dag, grunnlag) or avled_plan(uten_angring, register, dag, grunnlag)
    livsloep = grunnlag.livsloep.get(plan.livsloep) if plan else None
    return Loggnavn(register=register, plan=plan, livsloep=livsloep, lagt_til=lagt_til(fakta))


def _angrer(faktum: Faktum) -> str:
    return faktum.hendelse.faktum if isinstance(faktum.hendelse, FaktumAngret) else ""


def _type(faktum: Faktum) -> str:
    """The kind as `registrer` and fact files name it."""
    return re.sub(r"(?<!^)(?=[A-Z])", "_", type(faktum.hendelse).__name__).lower()


def angres_med(hvor: str | None) -> str:
    """How any of them is undone, in a sentence."""
    avtale = "" if hvor == REGISTERET else f"{hvor or 'AVTALE'} "
    unntak = " I registeret skriver du det uten avtalen." if hvor is None else ""
    return f"Et faktum angres med «fristvakt registrer {avtale}faktum_angret faktum=ID».{unntak}"
