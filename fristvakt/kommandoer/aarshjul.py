"""`fristvakt aarshjul`: all agreements in one year, as tables, as JSON or as a wheel to print."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Annotated

import typer

from fristvakt.filplaner import Planer
from fristvakt.kalender import FOERSTE_AAR, SISTE_AAR
from fristvakt.kommandoer.filer import planer_og_dag
from fristvakt.kommandoer.valg import Mappe, Naa, SomJson, UtenFakta, ValgfrieFiler
from fristvakt.utskrift import UT, skriv_json
from modeller.aarshjul import aarshjul as samle, kjente_parter
from modeller.tekst import Maalform
from modeller.ukjent import finnes_ikke


def aarshjul(  # noqa: PLR0913, PLR0917 - each option of the command is an argument
    filer: ValgfrieFiler = None,
    aar: Annotated[
        int | None,
        typer.Option(
            "--aar", min=FOERSTE_AAR, max=SISTE_AAR - 1, help="Året. Ellers det året vi er i.", show_default=False
        ),
    ] = None,
    part: Annotated[
        str | None, typer.Option("--part", metavar="PART", help="Bare det denne parten gjør eller er med på.")
    ] = None,
    avtaler: Annotated[
        list[str] | None, typer.Option("--avtale", metavar="AVTALE", help="Bare denne avtalen. Kan gjentas.")
    ] = None,
    svg: Annotated[
        Path | None, typer.Option("--svg", metavar="FIL", help="Tegn året som et hjul til å skrive ut, i denne filen.")
    ] = None,
    maalform: Annotated[Maalform, typer.Option("--maalform", help="Målformen: nb eller nn.")] = Maalform.NB,
    naa: Naa = None,
    uten_fakta: UtenFakta = False,
    som_json: SomJson = False,
    mappe: Mappe = None,
) -> None:
    """Vis året på tvers av avtaler, og hva som kolliderer."""
    from fristvakt.aarshjultabell import skriv_aarshjul
    from fristvakt.filskriving import skriv_fil
    from tavle.aarshjulrader import aarshjulrad
    from tavle.hjul import hjulbilde

    planer, dag = planer_og_dag(filer, naa, mappe, uten_fakta=uten_fakta)
    _finnes(planer, part, avtaler or ())
    hjul = samle(planer.planer, planer.register, aar or dag.year, dag, part=part, avtaler=avtaler or ())
    if svg is not None:
        skriv_fil(svg, hjulbilde(hjul, planer.register, maalform).encode())
    if som_json:
        skriv_json(aarshjulrad(hjul, planer.register))
    elif svg is not None:
        tegnet = "teikna" if maalform is Maalform.NN else "tegnet"
        UT.print(f"Hjulet er {tegnet} i {svg}.", highlight=False, soft_wrap=True)
    else:
        skriv_aarshjul(hjul, planer.register, maalform)


def _finnes(planer: Planer, part: str | None, avtaler: Sequence[str]) -> None:
    """Refuse a party or an agreement nobody knows, with the nearest there is."""
    parter = kjente_parter(planer.planer, planer.register)
    if part is not None and part not in parter:
        raise typer.BadParameter(finnes_ikke("parten", part, parter).nb)
    kjente = [plan.avtale for plan in planer.planer]
    for avtale in avtaler:
        if avtale not in kjente:
            raise typer.BadParameter(finnes_ikke("avtalen", avtale, kjente).nb)
