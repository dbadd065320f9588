"""What can be wrong with a lifecycle before any agreement follows it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from graphlib import CycleError, TopologicalSorter

from modeller.fakta import Fristart
from modeller.livsloep import Fase, Fullfoeres, Krav, Livsloep, Steg
from modeller.livsloepsfeil import Feilslag, Livsloepsfeil
from modeller.livsloeptid import FOER_FORGJENGER, umulige_frister
from modeller.regler import (
    BareSisteAar,
    BareValgaar,
    Gitt,
    SisteMoete,
    Utvalg,
    ankeret,
)
from modeller.tillegg import FASE as TILLEGG


def sjekk(livsloep: Livsloep) -> list[Livsloepsfeil]:
    """Every fault, in the order of the steps; empty for a lifecycle that agreements can follow."""
    ringer = list(_ringer(livsloep))
    feil = [*_hele(livsloep), *_steg_for_steg(livsloep), *ringer]
    if not ringer:  # what comes before what has no meaning in a loop
        feil += _rekkefoelgen(livsloep)
    return sorted(feil, key=lambda f: f.plass or (-1, -1))


def _hele(livsloep: Livsloep) -> Iterator[Livsloepsfeil]:
    for felt in ("ikraft", "rolleavgjoerelse", "signering"):
        navn = getattr(livsloep, felt)
        if navn is None:
            continue
        steg = livsloep.finn(navn)
        if steg is None:
            yield Livsloepsfeil(slag=Feilslag.UKJENT_STEG, felt=felt, navn=(navn,))
        elif felt == "rolleavgjoerelse" and steg.fullfoeres is not Fullfoeres.ROLLE:
            yield Livsloepsfeil(slag=Feilslag.IKKE_ROLLE, felt=felt, navn=(navn,))
    if livsloep.slutt not in livsloep.datoer:
        yield Livsloepsfeil(slag=Feilslag.UKJENT_DATO, felt="slutt", navn=(livsloep.slutt,))
    noekler = [fase.noekkel for fase in livsloep.faser]
    for nr, noekkel in enumerate(noekler):
        if noekkel in noekler[:nr]:
            yield Livsloepsfeil(slag=Feilslag.LIK_NOEKKEL, felt="noekkel", plass=(nr, -1), navn=(noekkel,))
        if noekkel == TILLEGG:
            yield Livsloepsfeil(slag=Feilslag.OPPTATT_NOEKKEL, felt="noekkel", plass=(nr, -1), navn=(noekkel,))
    for hull in livsloep.hull:
        if not _kjent_dokument(hull.kilde.dokument, livsloep):
            yield Livsloepsfeil(slag=Feilslag.UKJENT_DOKUMENT, felt="hull", navn=(hull.kilde.dokument,))
        if hull.dato is not None and hull.dato not in livsloep.datoer:
            yield Livsloepsfeil(slag=Feilslag.UKJENT_DATO, felt="hull", navn=(hull.dato,))


def _steg_for_steg(livsloep: Livsloep) -> Iterator[Livsloepsfeil]:
    sett: set[str] = set()
    for fasenr, fase in enumerate(livsloep.faser):
        for stegnr, steg in enumerate(fase):
            funn = [(Feilslag.LIK_NOEKKEL, "noekkel", (steg.noekkel,))] if steg.noekkel in sett else []
            if steg.noekkel == TILLEGG:
                funn.append((Feilslag.OPPTATT_NOEKKEL, "noekkel", (steg.noekkel,)))
            sett.add(steg.noekkel)
            for slag, felt, navn in [*funn, *_i_steget(steg, fase, livsloep)]:
                yield Livsloepsfeil(slag=slag, felt=felt, plass=(fasenr, stegnr), steg=steg.noekkel, navn=navn)


_Funn = tuple[Feilslag, str, tuple[str, ...]]
"""Kind, field and names of a fault in one step."""


def _i_steget(steg: Steg, fase: Fase, livsloep: Livsloep) -> Iterator[_Funn]:
    yield from _ukjente_navn(steg, livsloep)
    yield from _kilder(steg, livsloep)
    yield from _hvem(steg, fase, livsloep)
    yield from _naar(steg, fase)
    yield from _tittel(steg, fase)
    yield from _innkalling(steg, fase, livsloep)
    if _kommer_aldri(steg, livsloep):
        yield Feilslag.KOMMER_ALDRI, "etter", ()


def _innkalling(steg: Steg, fase: Fase, livsloep: Livsloep) -> Iterator[_Funn]:
    """Each calling has one meeting of its own: that of the same year, delmål and party."""
    if steg.fullfoeres is not Fullfoeres.INNKALLING:
        if steg.setter:
            yield Feilslag.KALLER_IKKE_INN, "setter", ()
        return
    if steg.setter is None:
        yield Feilslag.INGEN_MOETE, "setter", ()
        return
    moetet = next(((f, s) for f, s in livsloep if s.noekkel == steg.setter), None)
    if moetet is None:
        return
    if not moetet[1].moete:
        yield Feilslag.INGEN_MOETE, "setter", (steg.setter,)
    elif _antall(steg, fase) != _antall(moetet[1], moetet[0]):
        yield Feilslag.ANDRE_MOETER, "setter", (steg.setter,)


def _antall(steg: Steg, fase: Fase) -> tuple[object, ...]:
    """What there is one of the step for."""
    hver = steg.hvem.utvalg if steg.hvem and steg.hvem.hver else None
    return hver, steg.per_delmaal, fase.hvert_aar


def _kommer_aldri(steg: Steg, livsloep: Livsloep) -> bool:
    """Whether a computed step has nothing to be computed from: no window, and no step that must be done first."""
    if steg.fullfoeres is not Fullfoeres.BEREGNET:
        return False
    foran = [annet for noekkel in _foran(steg) if (annet := livsloep.finn(noekkel))]
    if not _foran(steg):
        return steg.aapner is None
    return bool(foran) and all(annet.krav in {Krav.ANBEFALT, Krav.UTEN_KRAV} for annet in foran)


def _ukjente_navn(steg: Steg, livsloep: Livsloep) -> Iterator[_Funn]:
    nevnt = {
        "etter": _foran(steg),
        "bortfaller": steg.bortfaller,
        "krever": steg.krever,
        "setter": (steg.setter,) if steg.setter else (),
    }
    for felt, navnene in nevnt.items():
        yield from ((Feilslag.UKJENT_STEG, felt, (n,)) for n in navnene if livsloep.finn(n) is None)
    for felt, regel in (("frist", steg.frist.regel), ("aapner", steg.aapner)):
        if isinstance(regel, Gitt):
            if regel.dato not in livsloep.datoer:
                yield Feilslag.UKJENT_DATO, felt, (regel.dato,)
        elif (anker := ankeret(regel)) and livsloep.finn(anker) is None and anker not in livsloep.datoer:
            yield Feilslag.UKJENT_DATO, felt, (anker,)


def _kilder(steg: Steg, livsloep: Livsloep) -> Iterator[_Funn]:
    for felt, kilde in (("kilde", steg.kilde), ("ellers", steg.ellers)):
        if kilde and not _kjent_dokument(kilde.dokument, livsloep):
            yield Feilslag.UKJENT_DOKUMENT, felt, (kilde.dokument,)
    if steg.frist.art is Fristart.VEILEDENDE:
        return
    if steg.kilde is None:
        yield Feilslag.UTEN_KILDE, "frist", (steg.frist.art,)
    elif any(d.for_alle for d in livsloep.dokumenter if d.id == steg.kilde.dokument):
        yield Feilslag.KILDEN_KREVER_IKKE, "frist", (steg.frist.art, steg.kilde.dokument)


def _kjent_dokument(id_: str, livsloep: Livsloep) -> bool:
    return any(dokument.id == id_ for dokument in livsloep.dokumenter)


def _hvem(steg: Steg, fase: Fase, livsloep: Livsloep) -> Iterator[_Funn]:
    if steg.hvem is None and steg.fullfoeres is not Fullfoeres.BEREGNET:
        yield Feilslag.INGEN_GJOER_DET, "hvem", ()
    for felt, utvalg in (("hvem", steg.hvem.utvalg if steg.hvem else None), ("deltar", steg.deltar)):
        if utvalg and _er_tomt(utvalg):
            yield Feilslag.TOMT_UTVALG, felt, (utvalg.navn.nb,)
    if (steg.vedtak or isinstance(steg.frist.regel, SisteMoete)) and not (steg.hvem and steg.hvem.hver):
        yield Feilslag.IKKE_EN_PARTS, "hvem", ()
    if steg.noekkel == livsloep.ikraft and (steg.hvem is not None or steg.per_delmaal or fase.hvert_aar):
        yield Feilslag.IKRAFT_ER_FLERE, "hvem", ()


def _er_tomt(utvalg: Utvalg) -> bool:
    return not (utvalg.leder or utvalg.navngitte or (utvalg.slag and utvalg.roller))


def _naar(steg: Steg, fase: Fase) -> Iterator[_Funn]:
    if fase.hvert_aar and steg.aapner is None and steg.hvem is not None:
        yield Feilslag.AARLIG_UTEN_AAPNING, "aapner", ()
    if not fase.hvert_aar and isinstance(steg.betinget, BareSisteAar | BareValgaar):
        yield Feilslag.ALDRI_AKTUELT, "betinget", ()


def _tittel(steg: Steg, fase: Fase) -> Iterator[_Funn]:
    titler = (steg.tittel.nb, steg.tittel.nn)
    if any(tegn in tittel.replace("{neste_aar}", "") for tittel in titler for tegn in "{}"):
        yield Feilslag.KROELLPARENTES, "tittel", ()
    elif any("{neste_aar}" in tittel for tittel in titler):
        if not fase.hvert_aar:
            yield Feilslag.NESTE_AAR_UTENFOR, "tittel", ()
        elif steg.omtale is None:
            yield Feilslag.NESTE_AAR_UTEN_OMTALE, "tittel", ()


def _ringer(livsloep: Livsloep) -> Iterator[Livsloepsfeil]:
    graf = {steg.noekkel: _foran(steg) for _, steg in livsloep}
    yield from _ring(Feilslag.RING, "etter", graf, livsloep)
    datoer = {steg.noekkel: _datogrunnlag(steg, livsloep) for _, steg in livsloep}
    yield from _ring(Feilslag.DATORING, "frist", datoer, livsloep)


def _ring(slag: Feilslag, felt: str, graf: Mapping[str, set[str]], livsloep: Livsloep) -> Iterator[Livsloepsfeil]:
    try:
        TopologicalSorter({node: fra & graf.keys() for node, fra in graf.items()}).prepare()
    except CycleError as feil:
        # graphlib tells the loop from what comes first to what waits for it.
        ring = tuple(reversed(feil.args[1]))
        plass = plassene(livsloep)[ring[0]]
        yield Livsloepsfeil(slag=slag, felt=felt, plass=plass, steg=ring[0], navn=ring)


def _rekkefoelgen(livsloep: Livsloep) -> Iterator[Livsloepsfeil]:
    """What the steps' order makes impossible: a step that lapses before it can begin, a date it can never meet."""
    plass = plassene(livsloep)
    foran = alle_foran(livsloep)
    for _, steg in livsloep:
        for annen in steg.bortfaller:
            if annen in foran[steg.noekkel] or annen == steg.noekkel:
                yield Livsloepsfeil(
                    slag=Feilslag.BORTFALLER_FOERST,
                    felt="bortfaller",
                    plass=plass[steg.noekkel],
                    steg=steg.noekkel,
                    navn=(annen,),
                )
    for noekkel, hva, annen_ in umulige_frister(livsloep):
        slag = Feilslag.FRIST_FOER_FORGJENGER if hva == FOER_FORGJENGER else Feilslag.FRIST_FOER_AAPNING
        navn = (annen_,) if annen_ else ()
        yield Livsloepsfeil(slag=slag, felt="frist", plass=plass[noekkel], steg=noekkel, navn=navn)


def plassene(livsloep: Livsloep) -> dict[str, tuple[int, int]]:
    """Where each step stands: the place of its phase and its own in that, from 0."""
    return {s.noekkel: (i, j) for i, fase in enumerate(livsloep.faser) for j, s in enumerate(fase)}


def alle_foran(livsloep: Livsloep) -> dict[str, set[str]]:
    """For each step those that must be done before it, directly or through others. The lifecycle must have no loop."""
    naermest = {steg.noekkel: {n for n in _foran(steg) if livsloep.finn(n)} for _, steg in livsloep}
    alle: dict[str, set[str]] = {}
    for noekkel in TopologicalSorter(naermest).static_order():
        alle[noekkel] = naermest[noekkel].union(*(alle[n] for n in naermest[noekkel]))
    return alle


def _foran(steg: Steg) -> set[str]:
    return {noekkel for krav in steg.etter for noekkel in krav.steg}


def _datogrunnlag(steg: Steg, livsloep: Livsloep) -> set[str]:
    """The steps whose dates a step's own follow from. A computed one stands for the day it is done, which also follows
    from its window and from the computed ones before it.
    """
    ankre = {anker for anker in (ankeret(steg.frist.regel),) if anker}
    if steg.fullfoeres is not Fullfoeres.BEREGNET:
        return ankre
    foran = {n for n in _foran(steg) if (annet := livsloep.finn(n)) and annet.fullfoeres is Fullfoeres.BEREGNET}
    return ankre | foran | {anker for anker in (ankeret(steg.aapner),) if anker}
