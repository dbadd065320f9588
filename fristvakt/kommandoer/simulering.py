"""`fristvakt simuler`: every message that would be sent over a stretch of time."""

from __future__ import annotations

import gc
from collections.abc import Mapping, Sequence
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer
from rich.progress import Progress
from rich.table import Table

from fristvakt.innstillinger import les_innstillinger
from fristvakt.klokke import OSLO
from fristvakt.kommandoer.valg import Filer, Mappe, SomJson, les_dato
from fristvakt.loekke import vent_paa
from fristvakt.utskrift import FEIL, UT, skriv_avvik, skriv_json
from modeller.lager.hovedboker import SendtMelding
from modeller.tekst import dato_kort

if TYPE_CHECKING:  # reading files is loaded when there are files to read
    from fristvakt.filer import Innlest


def simuler(  # noqa: PLR0913, PLR0917 - one per option
    filer: Filer,
    fra: Annotated[date, typer.Option("--fra", parser=les_dato, metavar="DATO", help="Første dag.")],
    til: Annotated[date, typer.Option("--til", parser=les_dato, metavar="DATO", help="Siste dag.")],
    fakta: Annotated[
        Path | None, typer.Option("--fakta", metavar="FIL", help="Det som hender, står i denne faktafilen.")
    ] = None,
    ingen_svarer: Annotated[bool, typer.Option("--ingen-svarer", help="Ingen gjør noe.")] = False,
    som_json: SomJson = False,
    tabell: Annotated[bool, typer.Option("--tabell", help="Vis antall meldinger per mottaker og måned.")] = False,
    som_csv: Annotated[bool, typer.Option("--csv", help="Skriv den tabellen som CSV, for regneark.")] = False,
    mappe: Mappe = None,
) -> None:
    """Vis hver melding som ville blitt sendt. Uten --fakta gjør alle sitt på fristen. Ingenting sendes."""
    from fristvakt import meldingstabell
    from fristvakt.filer import livsloep_i
    from fristvakt.husregler import les_husregler
    from fristvakt.simuler import meldingsrader, simulering

    if til < fra:
        raise typer.BadParameter("--til må være samme dag som --fra eller senere.")
    if fakta and ingen_svarer:
        raise typer.BadParameter("Velg enten --fakta eller --ingen-svarer.")
    if som_json + tabell + som_csv > 1:
        raise typer.BadParameter("Velg én av --json, --tabell og --csv.")
    innstillinger = les_innstillinger(mappe=mappe)
    livsloep = livsloep_i(innstillinger.mappe)
    en = simulering(filer, fra, til, fakta=fakta, ingen_svarer=ingen_svarer, livsloep=livsloep)
    _krev_begynt(en.innlest, fra)
    en.husregler = vent_paa(les_husregler(innstillinger, en.innlest.avtaler))
    gc.disable()  # a run of seconds that leaves next to no rings: it would look for garbage and find none
    with Progress(console=FEIL, transient=True, disable=som_json or som_csv or not FEIL.is_terminal) as framdrift:
        oppgave = framdrift.add_task("Simulerer", total=(til - fra).days + 1)
        en.fremdrift = lambda dag: framdrift.update(oppgave, completed=(dag - fra).days)
        meldinger = vent_paa(en.kjoer())
    if som_json:
        skriv_json(meldingsrader(meldinger))
        return
    if som_csv:
        print(meldingstabell.som_csv(meldinger), end="")  # noqa: T201 - the product of the command
        return
    if tabell:
        UT.print(meldingstabell.som_tabell(meldinger))
    else:
        for m in meldinger:
            tid = m.sendt_tid.astimezone(OSLO)
            UT.print(f"{tid:%d.%m.%Y %H:%M}  {m.mottaker}  {m.emne}", highlight=False, soft_wrap=True)
        UT.print(_oppsummering(meldinger, meldingstabell.per_maaned(meldinger)))
    skriv_avvik(list(en.husregler.avvik(en.innlest)))


def _krev_begynt(innlest: Innlest, fra: date) -> None:
    """Nothing can be asked about the days before there was an agreement, or a register to look its parties up in."""
    begynner = {f"{fil.avtale.navn.nb} er opprettet": fil.opprettet for fil in innlest.avtaler.values()}
    begynner["Registeret gjelder fra"] = innlest.gjelder_fra
    senere = {hva: dag for hva, dag in begynner.items() if dag and dag > fra}
    if senere:
        grunner = [f"{hva} {dato_kort(dag)}." for hva, dag in senere.items()]
        raise typer.BadParameter(f"{' '.join(grunner)} Velg --fra {max(senere.values()).isoformat()} eller senere.")


def _oppsummering(meldinger: Sequence[SendtMelding], maaneder: Mapping[str, Mapping[tuple[int, int], int]]) -> Table:
    tabell = Table(title=f"{len(meldinger)} meldinger", title_justify="left", header_style="bold")
    for kolonne in ("Mottaker", "I alt", "Flest i én måned"):
        tabell.add_column(kolonne)
    for mottaker, antall in sorted(maaneder.items()):
        tabell.add_row(mottaker, str(sum(antall.values())), str(max(antall.values())))
    return tabell
