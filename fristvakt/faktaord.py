"""A fact written on the command line, read as the fact file would be: `steg_utfoert steg=innsending`."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping, Sequence
from datetime import date
from pathlib import Path
from types import NoneType, UnionType
from typing import Annotated, Any, Union, get_args, get_origin

from fristvakt.filer.faktaformat import Faktafil, Faktumvalg
from fristvakt.filer.faktumfelt import Faktumfelt
from fristvakt.filer.feil import Feil
from fristvakt.filer.felter import Format
from fristvakt.filer.lesing import Raa
from fristvakt.filer.registerfakta import Registerfakta, Registervalg
from fristvakt.filer.tolk import tolk

KILDE = Path("registrer")


def _etter_type(valg: object) -> Mapping[str, type[Format]]:
    return {get_args(modell.model_fields["type"].annotation)[0]: modell for modell in get_args(valg)}


REGISTERFAKTA = _etter_type(Registervalg)
AVTALEFAKTA = {
    navn: modell
    for navn, modell in _etter_type(get_args(Faktumvalg)[0]).items()
    if navn not in REGISTERFAKTA or navn in {"faktum_angret", "varselregel_satt"}
}
"""The kinds of fact by name: about the register, and about an agreement. Both may be undone,
and have reminder rules.
"""


class Faktafeil(ValueError):
    """The words make no fact; the message has one line per fault."""


def les_faktum(slag: str, felter: Sequence[str], skjedde: date) -> Faktumfelt:
    """The fact about an agreement told by a fact type and `felt=verdi` words. Raises `Faktafeil`."""
    if slag in REGISTERFAKTA and slag not in AVTALEFAKTA:
        raise Faktafeil(
            f"«{slag}» gjelder registeret, ikke én avtale. Skriv «fristvakt registrer {slag}» uten avtalen."
        )
    data = _data(AVTALEFAKTA, slag, felter, skjedde)
    feil: list[Feil] = []
    lest = tolk(Raa(KILDE, {"faktum": [data]}, ""), Faktafil, feil)
    if feil or lest is None or not lest.modell.faktum:
        raise _faktafeil(feil)
    return lest.modell.faktum[0]


def les_registerfaktum(slag: str, felter: Sequence[str], skjedde: date) -> Registervalg:
    """The same about the register; a record has the fields it has in the register file."""
    if slag in AVTALEFAKTA and slag not in REGISTERFAKTA:
        raise Faktafeil(f"«{slag}» gjelder en avtale. Skriv id-en til avtalen foran.")
    data = _data(REGISTERFAKTA, slag, felter, skjedde)
    feil: list[Feil] = []
    lest = tolk(Raa(KILDE, {"faktum": [data]}, ""), Registerfakta, feil)
    if feil or lest is None or not lest.modell.faktum:
        raise _faktafeil(feil)
    return lest.modell.faktum[0]


def _faktafeil(feil: Sequence[Feil]) -> Faktafeil:
    stier = (f.sti.removeprefix("faktum[1]").removeprefix(".") or "type" for f in feil)
    linjer = (f"{sti}: {f.hva} {f.riktig}".strip() for sti, f in zip(stier, feil, strict=True))
    return Faktafeil("\n".join(dict.fromkeys(linjer)))  # a text for both written standards has its fault twice


def _data(typer: Mapping[str, type[Format]], slag: str, felter: Sequence[str], skjedde: date) -> dict[str, Any]:
    data: dict[str, Any] = {"type": slag, "skjedde": skjedde}
    for ord_ in felter:
        navn, skille, verdi = ord_.partition("=")
        if not skille or not navn:
            raise Faktafeil(f"«{ord_}» er ikke på formen felt=verdi, for eksempel steg=innsending.")
        if navn in {"type", "skjedde"}:
            raise Faktafeil(f"«{navn}» kan ikke skrives som et felt. Typen står først, og dagen står i --skjedde.")
        if navn in data:
            raise Faktafeil(f"«{navn}» står to ganger. Behold bare det ene.")
        modell = typer.get(slag)
        felt = modell.model_fields.get(navn) if modell else None
        annotasjon = felt.annotation if felt is not None else None
        data[navn] = _liste(verdi) if _er_liste(annotasjon) else _verdi(verdi, tekst=_er_tekst(annotasjon))
    return data


def _verdi(ord_: str, *, tekst: bool) -> object:
    """A date, number, true/false, list or table when it reads as one in TOML; else the words themselves.

    A field of text takes the words themselves also when they look like a number or a date.
    """
    try:
        lest: object = tomllib.loads(f"v = {ord_}")["v"]
    except tomllib.TOMLDecodeError:
        return ord_
    return ord_ if tekst and not isinstance(lest, str) else lest


def _liste(ord_: str) -> object:
    """A list as in TOML, or its words with commas between: quotes are easily lost on the way through a shell."""
    lest = _verdi(ord_, tekst=False)
    if isinstance(lest, list):
        return lest
    deler = (del_.strip() for del_ in ord_.removeprefix("[").removesuffix("]").split(","))
    return [dag if isinstance(dag := _verdi(del_, tekst=False), date) else del_ for del_ in deler if del_]


def _er_liste(annotasjon: object) -> bool:
    if get_origin(annotasjon) in {Union, UnionType}:
        return any(map(_er_liste, get_args(annotasjon)))
    return get_origin(annotasjon) is list


def _er_tekst(annotasjon: object) -> bool:
    match get_origin(annotasjon):
        case origin if origin is Annotated:
            return _er_tekst(get_args(annotasjon)[0])
        case origin if origin in {Union, UnionType}:
            return all(_er_tekst(del_) for del_ in get_args(annotasjon) if del_ is not NoneType)
        case _:
            return annotasjon is str
