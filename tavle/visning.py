"""How the pages say things: the status of a step, dates with their kind, and the functions templates may call."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime
from functools import cache
from pathlib import Path
from typing import Any
from urllib.parse import urlencode
from zoneinfo import ZoneInfo

from jinja2 import Environment, FileSystemLoader, StrictUndefined

from modeller.fakta import Fristart
from modeller.kildevalg import kilde_i_ord
from modeller.plan import Plan, Plansteg, Status
from modeller.register import Register
from modeller.setninger import i_ord
from modeller.tekst import Maalform, Tekst, dato_kort, dato_lang, maaned_ord, oppramsing, stor
from tavle.hvem import dager_etter, loepet_er_ute
from tavle.ord import (
    ARTSFORKLARING,
    KRAVORD,
    OVER_ORD,
    SLAGSORD,
    STATUSFORKLARING,
    STATUSORD,
    artsord,
    dager,
    naar,
    oversetter,
    ukedag,
)
from tavle.rader import oppdiktet_organ, venter_paa
from tavle.registrertav import av_i_ord
from varsler.adresse import rett_fram
from varsler.logg.begrepsord import ARTSORD, ROLLEORD
from varsler.svarord import formaal_i_ord

MALER = Path(__file__).parent.parent / "maler" / "tavle"
OSLO = ZoneInfo("Europe/Oslo")


@dataclass(frozen=True, slots=True)
class Merke:
    """A status tag: its words, its colour in the design system and its icon, so that colour is never alone."""

    ord: Tekst
    farge: str
    ikon: str
    dager: int = 0
    """Days past the date, when that is what the tag is about."""


STATUSMERKER: Mapping[Status, tuple[str, str]] = {
    Status.KOMMENDE: ("neutral", "klokke"),
    Status.VENTER: ("neutral", "timeglass"),
    Status.AAPEN: ("accent", "ball"),
    Status.UTFOERT: ("success", "hake"),
    Status.IKKE_AKTUELL: ("neutral", "strek"),
    Status.BORTFALT: ("neutral", "strek"),
}


AVSLAATT = Merke(Tekst("Avslått", "Avslått"), "warning", "kryss")
PAUSE = Merke(Tekst("På pause", "På pause"), "neutral", "pause")
FORFALT = Merke(OVER_ORD[Fristart.FRIST], "danger", "varsel")
SENERE = Merke(OVER_ORD[Fristart.VENTET], "warning", "klokke")
LOEP_UTE = Merke(Tekst("Løp gikk ut", "Løp gjekk ut"), "warning", "varsel")
FORBEHOLD = Merke(Tekst("Med forbehold", "Med atterhald"), "success", "hake")
UAVKLART = Merke(Tekst("Uavklart", "Uavklart"), "neutral", "spoersmaal")

SAERMERKER: Mapping[Merke, Tekst] = {
    FORFALT: Tekst("Fristen er passert, og steget er ikke gjort.", "Fristen er passert, og steget er ikkje gjort."),
    SENERE: Tekst(
        "Datoen kilden regnet med, er passert. Det er ingen frist.",
        "Datoen kjelda rekna med, er passert. Det er ingen frist.",
    ),
    LOEP_UTE: Tekst(
        "Saken rekker ikke møtet på vanlig måte. Neste mulige møte står ved saken.",
        "Saka rekk ikkje møtet på vanleg måte. Neste moglege møte står ved saka.",
    ),
    FORBEHOLD: Tekst("Steget er gjort med forbehold.", "Steget er gjort med atterhald."),
    AVSLAATT: Tekst(
        "Organet sa nei. Påminnelsene hviler til noen tar saken opp igjen.",
        "Organet sa nei. Påminningane kviler til nokon tek saka opp att.",
    ),
    PAUSE: Tekst(
        "Satt på vent. Datoen står, men ingen blir minnet om den.",
        "Sett på vent. Datoen står, men ingen blir mint om han.",
    ),
    UAVKLART: Tekst(
        "Det er ikke avgjort om steget gjelder for parten.", "Det er ikkje avgjort om steget gjeld for parten."
    ),
}
"""What is shown instead of the plain status, and what it means."""


def statusmerke(steg: Plansteg, dag: date) -> Merke:
    """The tag of a step: overdue, late or past its route first, then the unusual states, then the plain status."""
    if steg.status is Status.AAPEN and steg.avslaatt:
        return AVSLAATT
    if steg.status is Status.AAPEN and steg.hvilende:
        return PAUSE
    if steg.status is Status.AAPEN and (dager_over := dager_etter(steg, dag)):
        return replace(FORFALT if steg.art is Fristart.FRIST else SENERE, dager=dager_over)
    if loepet_er_ute(steg):
        return LOEP_UTE
    if steg.status is Status.UTFOERT and steg.forbehold:
        return FORBEHOLD
    if steg.uavklart and steg.status in {Status.KOMMENDE, Status.VENTER, Status.AAPEN}:
        return UAVKLART
    return Merke(STATUSORD[steg.status], *STATUSMERKER[steg.status])


def stegdato(steg: Plansteg) -> str:
    """The step's date, as a month when no day is known; empty without one."""
    if steg.frist is None:
        return ""
    return maaned_ord(steg.frist) if steg.bare_maaned else dato_kort(steg.frist)


def slakk(steg: Plansteg) -> Tekst | None:
    """The distance between prognosis and date in words; None when nothing can be said or the step is done."""
    if steg.slakk is None or steg.status not in {Status.KOMMENDE, Status.VENTER, Status.AAPEN}:
        return None
    hvor_mye = dager(abs(steg.slakk))
    if steg.slakk > 0:
        return Tekst(f"{hvor_mye.nb} å gå på", f"{hvor_mye.nn} å gå på")
    if steg.slakk == 0:
        return Tekst("ingen dager å gå på", "ingen dagar å gå på")
    return Tekst(f"{hvor_mye.nb} etter datoen", f"{hvor_mye.nn} etter datoen")


def har_oppdiktet_plan(steg: Plansteg, register: Register) -> bool:
    """Whether any of the step's milestones lean on a made-up meeting plan."""
    return any(oppdiktet_organ(m.noekkel, register) for m in steg.milepaeler)


def _rett_fram(verdi: object) -> object:
    # Text, and no markup: that has been through here.
    return rett_fram(verdi) if type(verdi) is str else verdi


@cache
def miljoe() -> Environment:
    """The template environment: all escaped, nothing invisible; an unknown name is an error, never an empty text."""
    env = Environment(
        loader=FileSystemLoader(MALER),
        autoescape=True,
        undefined=StrictUndefined,
        finalize=_rett_fram,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    env.globals.update(
        Status=Status,
        Fristart=Fristart,
        statusmerke=statusmerke,
        stegdato=stegdato,
        slakk=slakk,
        dager=dager,
        naar=naar,
        dato=dato_kort,
        dato_lang=dato_lang,
        oppramsing=oppramsing,
        venter_paa=venter_paa,
        antall_forfalt=antall_forfalt,
        oppdiktet_organ=oppdiktet_organ,
        har_oppdiktet_plan=har_oppdiktet_plan,
        ARTSORD=ARTSORD,
        OVER_ORD=OVER_ORD,
        artsord=artsord,
        ARTSFORKLARING=ARTSFORKLARING,
        STATUSORD=STATUSORD,
        STATUSMERKER=STATUSMERKER,
        STATUSFORKLARING=STATUSFORKLARING,
        SAERMERKER=SAERMERKER,
        ROLLEORD=ROLLEORD,
        SLAGSORD=SLAGSORD,
        KRAVORD=KRAVORD,
        kilde_i_ord=kilde_i_ord,
        formaal_i_ord=formaal_i_ord,
    )
    return env


def spraakfunksjoner(maalform: Maalform) -> dict[str, Any]:
    """What templates need bound to the reader's written standard."""

    def paa(tekst: Tekst | str | None) -> str:
        return tekst.paa(maalform) if isinstance(tekst, Tekst) else tekst or ""

    def med_stor(tekst: Tekst | str) -> str:
        return stor(paa(tekst))

    def lenke(sti: str, /, **sporring: str | int | None) -> str:
        """An address on the board that keeps the written standard."""
        ledd = {n: v for n, v in sporring.items() if v not in {None, ""}}
        if maalform is Maalform.NN:
            ledd["maal"] = Maalform.NN.value
        return f"{sti}?{urlencode(ledd)}" if ledd else sti

    def dag_lang(dag: date) -> str:
        return f"{paa(ukedag(dag))} {dato_lang(dag)}"

    def klokke(tid: datetime) -> str:
        return f"{tid.astimezone(OSLO):%H.%M}"

    def tidspunkt(tid: datetime) -> str:
        return f"{dato_kort(tid.astimezone(OSLO).date())} kl. {klokke(tid)}"

    return {
        "maal": maalform.value,
        "t": oversetter(maalform),
        "paa": paa,
        "stor": med_stor,
        "lenke": lenke,
        "ukedag_dato": dag_lang,
        "klokke": klokke,
        "tidspunkt": tidspunkt,
        "av_i_ord": lambda av: paa(av_i_ord(av)),
        "i_ord": lambda begrunnelse, i_aar=None: i_ord(begrunnelse, maalform, i_aar),
        "partnavn": lambda ider, register: oppramsing([paa(register.navn(p)) for p in ider]),
        "kortnavnene": lambda ider, register: oppramsing([paa(register.kortnavn(p)) for p in ider]),
        "kortnavn": lambda part, register: paa(register.kortnavn(part)),
    }


def antall_forfalt(plan: Plan) -> int:
    """How many steps of the plan are overdue, also those that wait for others."""
    return sum(1 for s in plan if s.forfalt(plan.dag))


def neste_dato(plan: Plan) -> Plansteg | None:
    """The unfinished step with the nearest date ahead; advice and computed steps are passed over."""
    kandidater = [
        s
        for s in plan
        if s.frist is not None
        and s.frist >= plan.dag
        and s.parter
        and s.art is not Fristart.VEILEDENDE
        and s.status in {Status.AAPEN, Status.VENTER, Status.KOMMENDE}
    ]
    return min(kandidater, key=lambda s: (s.frist or date.max, s.id), default=None)


def ikraft(plan: Plan, ikraftsteg: str | None) -> Plansteg | None:
    """The step that puts the agreement in force."""
    return next((s for s in plan if s.steg == ikraftsteg), None)
