"""What can be wrong with a lifecycle before any agreement follows it: loops, unknown names, rules without a source."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from graphlib import CycleError, TopologicalSorter

from modeller.fakta import Fristart
from modeller.livsloep import Fullfoeres, Livsloep, Steg
from modeller.regler import Datoregel, Etter, Foer, FoerPaaske, Gitt, SisteMoete


def sjekk(livsloep: Livsloep) -> list[str]:
    """Every fault, in English, one sentence each; empty for a lifecycle that agreements can follow."""
    return list(_feil(livsloep))


def _feil(livsloep: Livsloep) -> Iterator[str]:
    noekler = [steg.noekkel for _, steg in livsloep]
    yield from (f"the key {n} is used twice" for n in sorted({n for n in noekler if noekler.count(n) > 1}))
    dokumenter = {dokument.id: dokument.for_alle for dokument in livsloep.dokumenter}
    yield from _ukjente_navn(livsloep, set(noekler))
    for fase, steg in livsloep:
        if fase.hvert_aar and steg.aapner is None and steg.hvem is not None:
            yield f"{steg.noekkel} comes every year but never says when it opens"
        if steg.kilde is None and steg.frist.art is not Fristart.VEILEDENDE:
            yield f"{steg.noekkel} has a date of kind {steg.frist.art} and no source that says so"
        for kilde in (steg.kilde, steg.ellers):
            if kilde and kilde.dokument not in dokumenter:
                yield f"{steg.noekkel} leans on the document {kilde.dokument}, which is not among the lifecycle's"
        if steg.kilde and dokumenter.get(steg.kilde.dokument) and steg.frist.art is not Fristart.VEILEDENDE:
            yield f"{steg.noekkel} has a date of kind {steg.frist.art} from a document that asks nothing of anybody"
        if steg.hvem is None and steg.fullfoeres is not Fullfoeres.BEREGNET:
            yield f"{steg.noekkel} has nobody to do it"
        if (steg.vedtak or isinstance(steg.frist.regel, SisteMoete)) and not (steg.hvem and steg.hvem.hver):
            yield f"{steg.noekkel} hangs on a body's meetings, but is not one party's"
        if steg.noekkel == livsloep.ikraft and (steg.hvem is not None or steg.per_delmaal or fase.hvert_aar):
            yield f"{steg.noekkel} puts the agreement in force, so there must be exactly one of it, of nobody's"
    yield from _ring("waits for itself", {steg.noekkel: _foran(steg) for _, steg in livsloep})
    yield from _ring(
        "has a date counted from itself", {steg.noekkel: _datogrunnlag(steg, livsloep) for _, steg in livsloep}
    )


def _ukjente_navn(livsloep: Livsloep, noekler: set[str]) -> Iterator[str]:
    kjente_anker = noekler | set(livsloep.datoer)
    for _, steg in livsloep:
        nevnt = {*_foran(steg), *steg.bortfaller, *steg.krever, *({steg.setter} if steg.setter else ())}
        yield from (f"{steg.noekkel} names the step {n}, which there is not" for n in sorted(nevnt - noekler))
        regler = (steg.frist.regel, steg.aapner)
        datoer = {regel.dato for regel in regler if isinstance(regel, Gitt)}
        anker = {a for regel in regler for a in _anker(regel)} - kjente_anker | datoer - set(livsloep.datoer)
        yield from (f"{steg.noekkel} counts from {a}, which there is not" for a in sorted(anker))
    for navn in (livsloep.ikraft, livsloep.rolleavgjoerelse):
        if navn is not None and navn not in noekler:
            yield f"the lifecycle leans on the step {navn}, which there is not"


def _foran(steg: Steg) -> set[str]:
    return {noekkel for krav in steg.etter for noekkel in krav.steg}


def _datogrunnlag(steg: Steg, livsloep: Livsloep) -> set[str]:
    """The steps whose dates a step's own follow from. A computed one stands for the day it is done, which also follows
    from its window and from the computed ones before it.
    """
    if steg.fullfoeres is not Fullfoeres.BEREGNET:
        return _anker(steg.frist.regel)
    foran = {n for n in _foran(steg) if (annet := livsloep.finn(n)) and annet.fullfoeres is Fullfoeres.BEREGNET}
    return _anker(steg.frist.regel) | _anker(steg.aapner) | foran


def _anker(regel: Datoregel | None) -> set[str]:
    match regel:
        case Foer(anker=anker) | Etter(anker=anker):
            return {anker}
        case SisteMoete(foer=anker) | FoerPaaske(etter=anker):
            return {anker}
        case _:
            return set()


def _ring(hva: str, graf: Mapping[str, set[str]]) -> Iterator[str]:
    try:
        TopologicalSorter({node: fra & graf.keys() for node, fra in graf.items()}).prepare()
    except CycleError as feil:
        yield f"{' → '.join(feil.args[1])}: {hva}"
