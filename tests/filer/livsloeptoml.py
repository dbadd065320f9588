"""A lifecycle of the core written as a lifecycle file, to see that the file can say all that the core can."""

from __future__ import annotations

import json
from dataclasses import fields
from enum import StrEnum
from typing import Any

from fristvakt.filer.livsloepformat import BETINGELSER
from modeller.avledning.ankre import DATONAVN
from modeller.avstand import Avstand
from modeller.livsloep import Fase, Krav, KravEtterRolle, Livsloep, Steg
from modeller.regler import (
    INGEN_FRIST,
    Datoregel,
    Etter,
    Foer,
    FoerPaaske,
    Gitt,
    HvertAar,
    SisteMoete,
    Utvalg,
)
from modeller.tekst import Maalform, Tekst, lik

_MAALFORMER = tuple(Maalform)
TYPER: dict[type, str] = {
    Gitt: "gitt",
    Foer: "foer",
    Etter: "etter",
    SisteMoete: "siste_moete",
    FoerPaaske: "foer_paaske",
    HvertAar: "hvert_aar",
}


def som_toml(livsloep: Livsloep, navn: str) -> str:
    """The file of the lifecycle, under another name."""
    utvalg: dict[Utvalg, str] = {}
    for _, steg in livsloep:
        for et in (steg.hvem.utvalg if steg.hvem else None, steg.deltar, getattr(steg.krav, "utvalg", None)):
            if et is not None:
                utvalg.setdefault(et, f"utvalg{len(utvalg)}")
    linjer = [
        f"navn = {_verdi(navn)}",
        *_par(livsloep, "tittel", "ikraft", "rolleavgjoerelse", "signering", "slutt"),
        "[datoer]",
        *(f"{d} = {_verdi(livsloep.datonavn.get(d) or DATONAVN.get(d, lik(d)))}" for d in livsloep.datoer),
    ]
    for dokument in livsloep.dokumenter:
        linjer += ["[[dokument]]", *_par(dokument, "id", "tittel", "for_alle")]
    for et, hva in utvalg.items():
        linjer += [f"[utvalg.{hva}]", *_par(et, *(felt.name for felt in fields(et)))]
    for hull in livsloep.hull:
        linjer += ["[[hull]]", *_par(hull, "noekkel", "tekst", "dato"), f"kilde = {_kilde(hull.kilde, livsloep)}"]
    for fase in livsloep.faser:
        linjer += _fase(fase, livsloep, utvalg)
    return "\n".join(linjer) + "\n"


def _fase(fase: Fase, livsloep: Livsloep, utvalg: dict[Utvalg, str]) -> list[str]:
    linjer = ["[[fase]]", *_par(fase, "noekkel", "tittel", "hvert_aar")]
    for steg in fase:
        linjer += ["[[fase.steg]]", *_steg(steg, livsloep, utvalg)]
    return linjer


def _steg(steg: Steg, livsloep: Livsloep, utvalg: dict[Utvalg, str]) -> list[str]:
    som_de_er = (
        "noekkel", "tittel", "omtale", "forventet", "bortfaller", "fullfoeres", "moete", "setter", "per_delmaal",
        "ny_tekst_aapner", "kan_ha_forbehold", "i_foerste_organ", "krever",
        "varer_arbeidsdager",
    )  # fmt: skip
    linjer = _par(steg, *som_de_er)
    if steg.hvem:
        linjer.append(f"{'hver' if steg.hvem.hver else 'felles'} = {_verdi(utvalg[steg.hvem.utvalg])}")
    if steg.deltar:
        linjer.append(f"deltar = {_verdi(utvalg[steg.deltar])}")
    if isinstance(steg.krav, KravEtterRolle):
        linjer.append(f"paakrevd_for = {_verdi(utvalg[steg.krav.utvalg])}")
    elif steg.krav is not Krav.PAAKREVD:
        linjer.append(f"krav = {_verdi(steg.krav)}")
    if steg.etter:
        linjer.append(f"etter = {_verdi([n for alle in steg.etter for n in alle.steg])}")
    if steg.frist != INGEN_FRIST:
        linjer += [f"frist = {_regel(steg.frist.regel)}", f"art = {_verdi(steg.frist.art)}"]
        linjer += _par(steg.frist, "ventet_av")
    if steg.aapner:
        linjer.append(f"aapner = {_regel(steg.aapner)}")
    for felt in ("kilde", "ellers"):
        if kilde := getattr(steg, felt):
            linjer.append(f"{felt} = {_kilde(kilde, livsloep)}")
    if steg.betinget:
        linjer.append(f"betinget = {_verdi(next(n for n, b in BETINGELSER.items() if b == steg.betinget))}")
    return linjer


def _regel(regel: Datoregel) -> str:
    deler: dict[str, object] = {"type": TYPER[type(regel)]}
    for felt in fields(regel):
        verdi = getattr(regel, felt.name)
        if isinstance(verdi, Avstand):
            deler |= {f.name: getattr(verdi, f.name) for f in fields(verdi) if getattr(verdi, f.name)}
        elif felt.name == "bare_maaned":
            if verdi:
                del deler["dag"]
        else:
            deler[felt.name] = verdi
    return f"{{ {', '.join(f'{navn} = {_verdi(v)}' for navn, v in deler.items())} }}"


def _kilde(kilde: Any, livsloep: Livsloep) -> str:  # noqa: ANN401 - a source of either field
    dokument = next(d for d in livsloep.dokumenter if d.id == kilde.dokument)
    punkter = (kilde.tittel.paa(m).removeprefix(dokument.tittel.paa(m)).lstrip(", ") for m in _MAALFORMER)
    return _verdi(Tekst(*(f"{kilde.dokument} {punkt}".strip() for punkt in punkter)))


def _par(av: object, *navn: str) -> list[str]:
    verdier = ((n, getattr(av, n)) for n in navn)
    return [f"{n} = {_verdi(v)}" for n, v in verdier if v is not None and v != ()]


def _verdi(verdi: object) -> str:
    match verdi:
        case Tekst():
            return f"{{ nb = {_verdi(verdi.nb)}, nn = {_verdi(verdi.nn)} }}"
        case frozenset() | list() | tuple():
            return f"[{', '.join(sorted(map(_verdi, verdi)) if isinstance(verdi, frozenset) else map(_verdi, verdi))}]"
        case StrEnum():
            return _verdi(verdi.value)
        case _:
            return json.dumps(verdi, ensure_ascii=False)
