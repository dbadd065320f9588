"""Options and arguments that several commands share."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Annotated

import typer

from fristvakt.kalender import FOERSTE_AAR, SISTE_AAR
from modeller.tekst import dato_kort


def les_dato(tekst: str) -> date:
    """A day as people and programs write it: `2024-09-02` or `2.9.2024`."""
    try:
        if "." in tekst:
            dag, maaned, aar = (int(del_) for del_ in tekst.split("."))
            lest = date(aar, maaned, dag)
        else:
            lest = date.fromisoformat(tekst)
    except ValueError:
        eksempel = date(2024, 9, 2)
        raise typer.BadParameter(
            f"«{tekst}» er ikke en dato. Skriv for eksempel {eksempel.isoformat()} eller {dato_kort(eksempel)}."
        ) from None
    # Easter and the days off are known for these years only.
    if not FOERSTE_AAR <= lest.year < SISTE_AAR:
        raise typer.BadParameter(f"{dato_kort(lest)} er utenfor kalenderen, som går fra {FOERSTE_AAR} til {SISTE_AAR}.")
    return lest


def les_mappe(tekst: str) -> Path:
    """A folder by name. No name at all would be the working folder, whatever that happens to be."""
    if not tekst.strip():
        raise typer.BadParameter("navnet på datamappen er tomt.")
    return Path(tekst)


def les_linje(tekst: str) -> str:
    """A few words that are shown to others later."""
    if not tekst.strip() or not tekst.isprintable():
        raise typer.BadParameter("skriv noen ord på én linje, uten tegn som ikke kan vises.")
    return tekst.strip()


Filer = Annotated[list[Path], typer.Argument(metavar="FIL…", help="Avtalefiler (TOML).", show_default=False)]
ValgfrieFiler = Annotated[
    list[Path] | None,
    typer.Argument(metavar="[FIL…]", help="Avtalefiler. Uten filer brukes avtalene i datamappen.", show_default=False),
]
Naa = Annotated[
    date | None, typer.Option("--naa", parser=les_dato, metavar="DATO", help="Regn som om det er denne dagen.")
]
SomJson = Annotated[bool, typer.Option("--json", help="Skriv JSON i stedet for tabell.")]
Alt = Annotated[bool, typer.Option("--alt", help="Vis alt som endrer seg, også der listene er lange.")]
UtenFakta = Annotated[bool, typer.Option("--uten-fakta", help="Se bort fra faktafilen.")]
Mappe = Annotated[
    Path | None,
    typer.Option(
        "--mappe", parser=les_mappe, metavar="MAPPE", help="Datamappen. Ellers FRISTVAKT_MAPPE.", show_default=False
    ),
]
