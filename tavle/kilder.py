"""Where everything about an agreement is stated: its documents, and source by source what stands there."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from modeller.fakta import Datoverdi
from modeller.kildevalg import les_kilde
from modeller.livsloep import Livsloep
from modeller.plan import Plan
from modeller.register import Register
from modeller.regler import Dokument
from modeller.tekst import Tekst, dato_kort, maaned_ord
from varsler.logg.begrepsord import ARTSORD, DATONAVN, ROLLEORD


@dataclass(frozen=True, slots=True, kw_only=True)
class Kildelinje:
    """A source in words, and what is stated there."""

    kilde: Tekst
    hva: tuple[Tekst, ...]


def kildelinjer(plan: Plan, register: Register, livsloep: Livsloep | None) -> list[Kildelinje]:
    """The sources given for the agreement, its dates, parties and delmål, each once, in the order they come."""
    samlet: dict[Tekst, list[Tekst]] = {}
    for henvisning, hva in _oppgitt(plan, register, livsloep):
        samlet.setdefault(les_kilde(henvisning, livsloep).tittel, []).append(hva)
    return [Kildelinje(kilde=kilde, hva=tuple(hva)) for kilde, hva in samlet.items()]


def dokumenter(plan: Plan, livsloep: Livsloep | None) -> tuple[Dokument, ...]:
    """The documents that state rules for this agreement: its own, then those that only describe practice."""
    alle = livsloep.dokumenter if livsloep else ()
    egne = [d for d in alle if er_egen(d, plan)]
    return (*egne, *(d for d in alle if d.for_alle and d not in egne))


def er_egen(dokument: Dokument, plan: Plan) -> bool:
    """Whether the agreement names the document among its sources."""
    return not dokument.for_alle if plan.kilder is None else dokument.id in plan.kilder


def har_moenster(plan: Plan) -> bool:
    """Whether any rule here only follows the pattern of a source that is about other agreements."""
    return any(steg.moenster for steg in plan)


def _oppgitt(plan: Plan, register: Register, livsloep: Livsloep | None) -> Iterator[tuple[str, Tekst]]:
    if plan.kilde:
        yield plan.kilde, Tekst("avtalen", "avtalen")
    for navn, verdi in plan.datoer.items():
        if verdi.kilde:
            yield verdi.kilde, _dato(navn, verdi, livsloep)
    for part, rolle in plan.parter.items():
        if kilde := plan.partskilder.get(part):
            navn_, som = register.navn(part), ROLLEORD[rolle]
            yield kilde, Tekst(f"{navn_.nb} ({som.nb})", f"{navn_.nn} ({som.nn})")
    for delmaal in plan.delmaal.values():
        if delmaal.kilde:
            yield delmaal.kilde, Tekst(f"delmålet «{delmaal.navn.nb}»", f"delmålet «{delmaal.navn.nn}»")


def _dato(navn: str, verdi: Datoverdi, livsloep: Livsloep | None) -> Tekst:
    egne = livsloep.datonavn if livsloep else {}
    kjent, art = egne.get(navn) or DATONAVN.get(navn, Tekst(navn, navn)), ARTSORD[verdi.art]
    dag = maaned_ord(verdi.dato) if verdi.bare_maaned else dato_kort(verdi.dato)
    return Tekst(*(f"{o[:1].lower()}{o[1:]} {dag} ({a})" for o, a in ((kjent.nb, art.nb), (kjent.nn, art.nn))))
