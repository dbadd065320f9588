"""A lifecycle explained: who takes part, and for each step who does it, after what, when, and who says so."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import asdict, dataclass
from typing import Any

from fristvakt.forklaring.regelord import (
    ankerord,
    betingelsesord,
    datoord,
    fristord,
    hvemord,
    hyppighet,
    kildeord,
    kravord,
    stegord,
    tittel,
    varselord,
)
from modeller.avstand import Avstand
from modeller.livsloep import Fase, Fullfoeres, Krav, KravEtterRolle, Livsloep, Steg
from modeller.tekst import Maalform, Tekst

OG, ELLER = Tekst("og", "og"), Tekst("eller", "eller")


@dataclass(frozen=True, slots=True, kw_only=True)
class Forklartsteg:
    """A step in words: its title with who does it, and the sentences about it."""

    steg: Steg
    tittel: Tekst
    hvem: Tekst
    krav: Tekst
    setninger: tuple[Tekst, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Forklartfase:
    """A phase in words; `hyppighet` says how often it comes when that is more than once."""

    fase: Fase
    hyppighet: Tekst | None
    steg: tuple[Forklartsteg, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Forklaring:
    """A lifecycle in words. `med` are the choices of parties that take part, each once."""

    livsloep: Livsloep
    med: tuple[Tekst, ...]
    faser: tuple[Forklartfase, ...]


def forklar(livsloep: Livsloep) -> Forklaring:
    """The whole lifecycle."""
    return Forklaring(
        livsloep=livsloep,
        med=tuple(dict.fromkeys(_med(livsloep))),
        faser=tuple(
            Forklartfase(
                fase=fase, hyppighet=hyppighet(fase), steg=tuple(_forklart(steg, fase, livsloep) for steg in fase)
            )
            for fase in livsloep.faser
        ),
    )


def _med(livsloep: Livsloep) -> Iterator[Tekst]:
    for _, steg in livsloep:
        if steg.hvem is not None:
            yield steg.hvem.utvalg.navn
        if steg.deltar is not None:
            yield steg.deltar.navn


def _forklart(steg: Steg, fase: Fase, livsloep: Livsloep) -> Forklartsteg:
    return Forklartsteg(
        steg=steg,
        tittel=tittel(steg),
        hvem=hvemord(steg.hvem),
        krav=kravord(steg.krav),
        setninger=tuple(_setninger(steg, fase, livsloep)),
    )


def _setninger(steg: Steg, fase: Fase, livsloep: Livsloep) -> Iterator[Tekst]:
    yield steg.forventet
    if steg.deltar:
        yield Tekst(f"Deltar: {steg.deltar.navn.nb}.", f"Deltek: {steg.deltar.navn.nn}.")
    yield from _slags(steg, livsloep)
    if foran := [noekkel for alle in steg.etter for noekkel in alle.steg]:
        ord_ = stegord(foran, livsloep, OG)
        yield Tekst(f"Må vente på: {ord_.nb}.", f"Må vente på: {ord_.nn}.")
    if steg.aapner is not None:
        ord_ = datoord(steg.aapner, fase, livsloep)
        yield Tekst(f"Kan begynne: {ord_.nb}.", f"Kan byrje: {ord_.nn}.")
    if betinget := betingelsesord(steg.betinget):
        yield betinget
    yield fristord(steg, fase, livsloep)
    if steg.bortfaller:
        ord_ = stegord(steg.bortfaller, livsloep, ELLER)
        yield Tekst(f"Bortfaller når dette er gjort: {ord_.nb}.", f"Fell bort når dette er gjort: {ord_.nn}.")
    yield kildeord(steg)
    yield from map(varselord, steg.varsler)


def _slags(steg: Steg, livsloep: Livsloep) -> Iterator[Tekst]:
    """What kind of step it is, where that is not only something to do."""
    match steg.fullfoeres:
        case Fullfoeres.VEDTAK:
            yield Tekst("Avgjøres ved vedtak i et politisk organ.", "Blir avgjort ved vedtak i eit politisk organ.")
        case Fullfoeres.INNKALLING if steg.setter:
            ord_ = ankerord(steg.setter, livsloep)
            yield Tekst(f"Setter datoen for {ord_.nb}.", f"Set datoen for {ord_.nn}.")
        case Fullfoeres.TEKST:
            yield Tekst("Gir en nummerert tekstversjon.", "Gir ein nummerert tekstversjon.")
        case Fullfoeres.ROLLE:
            yield Tekst("Avgjør rollen til parten.", "Avgjer rolla til parten.")
        case _:
            pass
    if steg.i_foerste_organ:
        yield Tekst("Det første organet i ruten vedtar.", "Det første organet i ruta vedtek.")
    if steg.moete:
        yield Tekst("Et møte mellom partene.", "Eit møte mellom partane.")
    if steg.per_delmaal:
        yield Tekst("Ett for hvert delmål.", "Eitt for kvart delmål.")
    if steg.kan_ha_forbehold:
        yield Tekst("Kan gjøres med forbehold.", "Kan gjerast med atterhald.")
    if steg.ny_tekst_aapner:
        yield Tekst("Må gjøres om igjen når avtaleteksten endres.", "Må gjerast om att når avtaleteksten blir endra.")


# --- for a terminal, and for programs ------------------------------------------------------------------------------

BRUKT = {
    "med": Tekst("Hvem som er med: {hvem}.", "Kven som er med: {hvem}."),
    "dokumenter": Tekst("Reglene står i:", "Reglane står i:"),
    "beskriver": Tekst("bare beskrivende", "berre skildrande"),
    "hull": Tekst("Det kildene ikke sier:", "Det kjeldene ikkje seier:"),
}


def linjer(forklaring: Forklaring, maalform: Maalform) -> Iterator[str]:
    """The explanation as lines of text, unwrapped; a step's sentences are indented under it."""
    livsloep = forklaring.livsloep
    yield f"{livsloep.tittel.paa(maalform)} («{livsloep.navn}»)"
    yield ""
    # Semicolons: a name may hold an «og».
    hvem = "; ".join(navn.paa(maalform) for navn in forklaring.med)
    yield BRUKT["med"].paa(maalform).replace("{hvem}", hvem)
    if livsloep.dokumenter:
        yield BRUKT["dokumenter"].paa(maalform)
    for dokument in livsloep.dokumenter:
        bare = f" ({BRUKT['beskriver'].paa(maalform)})" if dokument.for_alle else ""
        yield f"  {dokument.id}: {dokument.tittel.paa(maalform)}{bare}"
    if livsloep.hull:
        yield BRUKT["hull"].paa(maalform)
    yield from (f"  {hull.tekst.paa(maalform)} ({hull.kilde.tittel.paa(maalform)})" for hull in livsloep.hull)
    for fase in forklaring.faser:
        yield ""
        ofte = f" ({fase.hyppighet.paa(maalform)})" if fase.hyppighet else ""
        yield f"{fase.fase.tittel.paa(maalform).upper()}{ofte}"
        for ett in fase.steg:
            yield ""
            yield f"  {ett.tittel.paa(maalform)} – {ett.hvem.paa(maalform)} ({ett.krav.paa(maalform)})"
            yield from (f"    {setning.paa(maalform)}" for setning in ett.setninger)


def som_json(forklaring: Forklaring, maalform: Maalform, *, innebygd: bool) -> dict[str, Any]:
    """The contract of `livsloep vis --json`."""
    livsloep = forklaring.livsloep
    return {
        "navn": livsloep.navn,
        "tittel": livsloep.tittel.paa(maalform),
        "innebygd": innebygd,
        "med": [navn.paa(maalform) for navn in forklaring.med],
        "dokumenter": [
            {"id": d.id, "tittel": d.tittel.paa(maalform), "for_alle": d.for_alle} for d in livsloep.dokumenter
        ],
        "hull": [{"noekkel": h.noekkel, "tekst": h.tekst.paa(maalform)} for h in livsloep.hull],
        "faser": [
            {
                "noekkel": fase.fase.noekkel,
                "tittel": fase.fase.tittel.paa(maalform),
                "hvert_aar": fase.fase.hvert_aar,
                "steg": [_stegrad(ett, maalform) for ett in fase.steg],
            }
            for fase in forklaring.faser
        ],
    }


def _stegrad(ett: Forklartsteg, maalform: Maalform) -> dict[str, Any]:
    steg = ett.steg
    # Who is hovedpart is for the agreement to say: until then it is only recommended.
    krav = Krav.ANBEFALT if isinstance(steg.krav, KravEtterRolle) else steg.krav
    return {
        "noekkel": steg.noekkel,
        "tittel": ett.tittel.paa(maalform),
        "hvem": ett.hvem.paa(maalform),
        "krav": krav.value,
        "fullfoeres": steg.fullfoeres.value,
        "moete": steg.moete,
        "etter": [noekkel for alle in steg.etter for noekkel in alle.steg],
        "bortfaller": list(steg.bortfaller),
        "frist_art": steg.frist.art.value,
        "kilde": steg.kilde.tittel.paa(maalform) if steg.kilde else None,
        "varsler": [{"regel": valg.regel, "paa": valg.paa, "avstand": _avstand(valg.avstand)} for valg in steg.varsler],
        "setninger": [setning.paa(maalform) for setning in ett.setninger],
    }


def _avstand(avstand: Avstand | None) -> dict[str, int] | None:
    return {navn: antall for navn, antall in asdict(avstand).items() if antall} if avstand else None
