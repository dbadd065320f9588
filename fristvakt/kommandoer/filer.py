"""Commands that look at agreements, in files or as stored: `plan`, `hvem`, `prognose`, `frister` and `skjema`."""

from __future__ import annotations

from datetime import date, timedelta
from pathlib import Path
from typing import Annotated

import typer

from fristvakt.filplaner import Planer, planer_fra_filer
from fristvakt.innstillinger import les_innstillinger
from fristvakt.klokke import Klokke
from fristvakt.kommandoer.valg import Mappe, Naa, SomJson, UtenFakta, ValgfrieFiler
from fristvakt.loekke import vent_paa
from fristvakt.utskrift import (
    UT,
    frister,
    fristtabell,
    hull,
    hvemtabell,
    merknader,
    partabell,
    partstabell,
    plantabell,
    prognosetabell,
    si_feil,
    skriv_json,
    uten_prognose,
)
from modeller.tekst import dato_kort
from modeller.ventesum import kjeder, per_par, per_part
from modeller.venting import hvem_venter
from tavle.kjedeord import kjeder_i_ord
from tavle.rader import oppsummering, planrader, prognoserader, ventingrader


def plan(
    filer: ValgfrieFiler = None,
    naa: Naa = None,
    uten_fakta: UtenFakta = False,
    som_json: SomJson = False,
    mappe: Mappe = None,
) -> None:
    """Vis planen: hvert steg med part, dato, begrunnelse og status."""
    planer, _ = planer_og_dag(filer, naa, mappe, uten_fakta=uten_fakta)
    if som_json:
        skriv_json([rad for p in planer.planer for rad in planrader(p, planer.register)])
        return
    for en in planer.planer:
        UT.print(plantabell(en, planer.register))
        for linje in (*hull(en), *merknader(en, planer.register)):
            UT.print(f"• {linje}", highlight=False)


def hvem(
    filer: ValgfrieFiler = None,
    naa: Naa = None,
    oppsummert: Annotated[
        bool, typer.Option("--oppsummert", help="Per part og par, på tvers av avtaler, med kjedene i ord.")
    ] = False,
    uten_fakta: UtenFakta = False,
    som_json: SomJson = False,
    mappe: Mappe = None,
) -> None:
    """Vis hvem som har ballen, og hvem som venter på dem."""
    planer, _ = planer_og_dag(filer, naa, mappe, uten_fakta=uten_fakta)
    ventinger = hvem_venter(planer.planer)
    if oppsummert and som_json:
        skriv_json(oppsummering(planer.planer, planer.register))
    elif oppsummert and ventinger:
        UT.print(partstabell(per_part(ventinger), planer.register))
        UT.print(partabell(per_par(ventinger), planer.register))
        for linje in kjeder_i_ord(kjeder(planer.planer), planer.register):
            UT.print(f"• {linje.nb}", highlight=False, soft_wrap=True)
    elif som_json:
        skriv_json(ventingrader(ventinger))
    elif ventinger:
        UT.print(hvemtabell(ventinger, planer.planer, planer.register))
    else:
        UT.print("Ingen har ballen nå.", highlight=False)


def prognose(
    filer: ValgfrieFiler = None,
    naa: Naa = None,
    uten_fakta: UtenFakta = False,
    som_json: SomJson = False,
    mappe: Mappe = None,
) -> None:
    """Vis når hver fase kan bli ferdig, og hvem som avgjør det."""
    planer, _ = planer_og_dag(filer, naa, mappe, uten_fakta=uten_fakta)
    if som_json:
        skriv_json([rad for p in planer.planer for rad in prognoserader(p)])
        return
    for en in planer.planer:
        if linje := uten_prognose(en):
            UT.print(linje, highlight=False, soft_wrap=True)
        else:
            UT.print(prognosetabell(en, planer.register))
    if not planer.planer:
        UT.print("Det er ingen avtaler å regne ut noe for.")


def frister_(
    filer: ValgfrieFiler = None,
    naa: Naa = None,
    dager: Annotated[int, typer.Option("--dager", min=1, max=3650, help="Hvor mange dager fram.")] = 90,
    uten_fakta: UtenFakta = False,
    som_json: SomJson = False,
    mappe: Mappe = None,
) -> None:
    """Vis datoene som kommer, på tvers av avtaler."""
    planer, dag = planer_og_dag(filer, naa, mappe, uten_fakta=uten_fakta)
    til = dag + timedelta(days=dager)
    if som_json:
        ider = {(p.avtale, s.id) for p, s in frister(planer.planer, til)}
        rader = [rad for p in planer.planer for rad in planrader(p, planer.register)]
        skriv_json(sorted((r for r in rader if (r["avtale"], r["id"]) in ider), key=lambda r: r["frist"]))
    elif frister(planer.planer, til):
        UT.print(fristtabell(planer.planer, planer.register, til))
    else:
        UT.print(f"Ingenting har dato fram til {dato_kort(til)}.", highlight=False)


def skjema(
    hva: Annotated[str, typer.Argument(help="avtale, register, fakta eller livsloep.")] = "avtale",
    som_json: SomJson = False,
) -> None:
    """Skriv JSON Schema for et av filformatene."""
    from fristvakt.filer import SKJEMAER, skjema as hent

    if hva not in SKJEMAER:
        raise typer.BadParameter(f"«{hva}» finnes ikke. Velg mellom {', '.join(SKJEMAER)}.")
    if som_json:
        skriv_json(hent(hva))
    else:
        UT.print_json(data=hent(hva))


def planer_og_dag(
    filer: list[Path] | None, naa: date | None, mappe: Path | None, *, uten_fakta: bool
) -> tuple[Planer, date]:
    """The plans of the files, or of what is stored, and the day they are as of."""
    if filer:
        dag = naa or Klokke().dag()
        planer = planer_fra_filer(filer, dag, med_fakta=not uten_fakta)
    else:
        from fristvakt.installasjon import klokke_i, lagrede_planer

        innstillinger = les_innstillinger(mappe=mappe)
        dag = klokke_i(innstillinger, naa).dag()
        planer = vent_paa(lagrede_planer(innstillinger, dag))
    if planer.ikke_begynt:
        si_feil(f"{avtale}: avtalen er ikke opprettet per {dato_kort(dag)}." for avtale in planer.ikke_begynt)
    return planer, dag
