"""Re-derive an agreement and store what follows: its projection rows, its dependencies and its outbox rows."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime

from flyter.drift import OSLO
from flyter.forbigaatt import FOER_REGLENE, foer_reglene, ventende
from flyter.grunnlag import Grunnlag
from modeller.fakta import (
    INSTALLASJON,
    Faktum,
    Hendelse,
    KontaktRegistrert,
    OrganRegistrert,
    ProevemodusSatt,
    avtalestroem,
)
from modeller.kildestand import Kildestand
from modeller.lager import faktalager, hovedboker, projeksjon, utboks
from modeller.lager.lager import Tx
from modeller.lager.minne import MINNE
from modeller.lager.moeteplankilder import les_ulager
from modeller.lager.projeksjon import Planstegrad
from modeller.plan import Plan
from modeller.register import Register
from modeller.registerfold import brett_register
from modeller.varselrad import Utboksrad, Varselsutsikt

UAKTUELT = "Ikke lenger aktuelt."


@dataclass(frozen=True, slots=True, kw_only=True)
class Registerstand:
    """The register as of a day, and by stream the next day after it on which a dated fact changes it."""

    register: Register
    framtid: Mapping[str, date]
    kilder: Mapping[str, Kildestand]
    """The sources of meeting plans that somebody should see to, by body."""


def oslodag(naa: datetime) -> date:
    """The day it is in Oslo at the instant."""
    return naa.astimezone(OSLO).date()


async def hent_register(tx: Tx, dag: date) -> Registerstand:
    """The stored register as of `dag`. Read once for a batch: its cost follows the whole register."""
    fakta = await faktalager.les_register(tx)
    framtid: dict[str, date] = {}
    for faktum in fakta:
        if faktum.skjedde > dag:
            for stroem in beroerte(faktum.stroem, faktum.hendelse):
                framtid[stroem] = min(framtid.get(stroem, faktum.skjedde), faktum.skjedde)
    register = MINNE.register(fakta, dag)
    return Registerstand(register=register, framtid=framtid, kilder=await les_ulager(tx, register, dag))


def beroerte(stroem: str, hendelse: Hendelse) -> Iterator[str]:
    """The register streams whose dependents a fact concerns: a new contact or body concerns its party's agreements."""
    if isinstance(hendelse, ProevemodusSatt):
        return  # who gets the mail is looked up when it goes
    yield stroem
    match hendelse:
        case KontaktRegistrert(kontakt=kontakt):
            yield f"part/{kontakt.part}"
        case OrganRegistrert(organ=organ):
            yield f"part/{organ.part}"
        case _:
            pass


def avled_plan(fakta: Sequence[Faktum], register: Register, dag: date, grunnlag: Grunnlag) -> Plan | None:
    """The plan on `dag`, with the lifecycle the facts name; None when no agreement stands on that day.

    Raises `modeller.lager.minne.UkjentLivsloep`.
    """
    return MINNE.plan(fakta, grunnlag.livsloep, register, dag, grunnlag.kalender)


@dataclass(frozen=True, slots=True, kw_only=True)
class Avledning:
    """An agreement derived for a day: what is stored of it, what it owes, and the register streams it leans on."""

    plan: Plan
    rader: Sequence[Planstegrad]
    skyldig: Sequence[Utboksrad]
    stroemmer: frozenset[str]


async def avled_dagen(
    tx: Tx, avtale: str, *, dag: date, grunnlag: Grunnlag, stand: Registerstand, foer: datetime | None = None
) -> Avledning | None:
    """The agreement derived for `dag` with nothing stored of it; None when no agreement stands then. With `foer`, by
    what was registered of it before that instant.
    """
    fakta = await faktalager.les_stroem(tx, avtalestroem(avtale))
    if foer is not None:
        fakta = tuple(f for f in fakta if f.registrert < foer)
    plan = avled_plan(fakta, stand.register, dag, grunnlag)
    if plan is None:
        return None
    utsikt = MINNE.utsikt(
        grunnlag.varsle,
        plan=plan,
        register=stand.register,
        kalender=grunnlag.kalender,
        fortalt=await hovedboker.fortalt(tx, avtale),
        uleverbare=await hovedboker.uleverbare(tx),
        kilder=stand.kilder,
    )
    stroemmer = frozenset(_avhengigheter(plan, stand.register))
    kommende = [f.skjedde for f in fakta if f.skjedde > dag]
    kommende += [stand.framtid[stroem] for stroem in stroemmer if stroem in stand.framtid]
    rader = _planstegrader(plan, utsikt, min(kommende, default=None))
    return Avledning(plan=plan, rader=rader, skyldig=utsikt.rader, stroemmer=stroemmer)


async def oppdater(
    tx: Tx, avtale: str, *, naa: datetime, grunnlag: Grunnlag, stand: Registerstand | None = None
) -> Plan | None:
    """Re-derive one agreement as of `naa` and replace its projection; queue what it owes, withdraw what it does not.

    With other rules than those the service has taken into use, nothing is queued for a day that was over: whoever is
    upgraded before the service (the answer app, a worker, a command) says no more of the past than it does.

    `stand` spares reading the register again within a batch. Returns the plan, None when no agreement stands.
    """
    dag = oslodag(naa)
    await faktalager.laas(tx, avtalestroem(avtale))
    stand = stand or await hent_register(tx, dag)
    avledet = await avled_dagen(tx, avtale, dag=dag, grunnlag=grunnlag, stand=stand)
    if avledet is None:
        await projeksjon.skriv_plan(tx, avtale, ())
        await utboks.sett_skyldig(tx, avtale, (), naa, UAKTUELT)
        return None
    forbi = await _forbi(tx, avtale, avledet.skyldig, naa, grunnlag, stand)
    await projeksjon.skriv_plan(tx, avtale, avledet.rader)
    await faktalager.sett_avhengigheter(tx, avtale, avledet.stroemmer)
    await utboks.sett_skyldig(tx, avtale, avledet.skyldig, naa, UAKTUELT)
    if forbi:
        await utboks.gaa_forbi(tx, forbi & (await ventende(tx, avtale)).keys(), FOER_REGLENE)
    return avledet.plan


async def _forbi(
    tx: Tx, avtale: str, skyldig: Sequence[Utboksrad], naa: datetime, grunnlag: Grunnlag, stand: Registerstand
) -> frozenset[str]:
    """The keys of what is owed now, and does not wait already, only because the rules are others than those in use: not
    what comes of the facts registered at `naa`.
    """
    dag = oslodag(naa)
    gamle = [rad for rad in skyldig if rad.forfaller < dag]
    kjent = await projeksjon.regelverk(tx) if gamle else None
    if kjent is None or kjent.fingeravtrykk == grunnlag.fingeravtrykk:
        return frozenset()
    stod = await foer_reglene(tx, grunnlag.kalender, avtale)
    venter = await ventende(tx, avtale)
    forbi = frozenset(rad.noekkel for rad in gamle if rad.noekkel not in venter and stod.er_forbi(rad, dag))
    if not forbi:
        return forbi
    gammelt = brett_register([f for f in await faktalager.les_register(tx) if f.registrert < naa], dag)
    stand = replace(stand, register=gammelt)
    foer = await avled_dagen(tx, avtale, dag=dag, grunnlag=grunnlag, stand=stand, foer=naa)
    return forbi & {rad.noekkel for rad in foer.skyldig} if foer else frozenset()


def _avhengigheter(plan: Plan, register: Register) -> Iterator[str]:
    parter = set(plan.parter)
    for steg in plan:
        parter.update(steg.parter, steg.deltar, steg.ball)
    for koordinator in (
        register.kontakter.get(plan.koordinator or ""),
        register.kontakt_naa(plan.koordinator, plan.dag),
    ):
        if koordinator is not None:
            parter.add(koordinator.part)
    if plan.koordinator is not None:
        yield f"kontakt/{plan.koordinator}"
    parter |= register.forgjengere(parter)
    yield INSTALLASJON
    yield from (f"part/{part}" for part in parter)
    yield from (f"kontakt/{kontakt.id}" for kontakt in register.kontakter.values() if kontakt.part in parter)
    yield from (f"organ/{organ.id}" for organ in register.organer.values() if organ.part in parter)


def _planstegrader(plan: Plan, utsikt: Varselsutsikt, senest: date | None) -> list[Planstegrad]:
    """One row per step. `senest` is the day a fact already registered takes effect: every step is looked at then."""
    ingen: tuple[date, ...] = ()
    return [
        Planstegrad(
            avtale=plan.avtale,
            steg_id=steg.id,
            livsloep=plan.livsloep,
            fase=steg.fase,
            aapner=steg.aapner,
            frist=steg.frist,
            utfoert=steg.utfoert,
            neste_skifte=min(steg.neste_skifte or senest, senest) if senest else steg.neste_skifte,
            neste_varsel=min((*varsler[:1], *utsikt.ellers.get(steg.id, ingen)), default=None),
            milepaeler=" ".join(f"{m.noekkel}={m.dato}" for m in steg.milepaeler),
            varsler=" ".join(map(str, varsler)),
        )
        for steg in plan
        for varsler in (utsikt.kommer.get(steg.id, ingen),)
    ]
