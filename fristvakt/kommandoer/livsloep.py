"""`fristvakt livsloep`: which lifecycles there are, what one says in plain words or as a drawing, and what is wrong."""

from __future__ import annotations

import textwrap
from collections.abc import Mapping
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer
from rich.table import Table

from fristvakt.hjelp import Kommando, Kommandogruppe
from fristvakt.innstillinger import les_innstillinger
from fristvakt.kommandoer.valg import Mappe, SomJson
from fristvakt.utskrift import UT, si_feil, skriv_json
from modeller.tekst import Maalform

if TYPE_CHECKING:  # the lifecycles are loaded when somebody asks about them
    from modeller.livsloep import Livsloep

BREDEST = 100
"""Characters in a line of running text, however wide the terminal is."""

app = typer.Typer(cls=Kommandogruppe, rich_markup_mode=None)


@app.callback(invoke_without_command=True)
def liste(sammenheng: typer.Context, mappe: Mappe = None, som_json: SomJson = False) -> None:
    """Vis livsløpene avtaler kan følge. «vis» forklarer ett, «sjekk» finner feil."""
    from flyter.livsloep import LIVSLOEP

    if sammenheng.invoked_subcommand is not None:
        return
    kjente = _kjente(mappe)
    if som_json:
        skriv_json(
            [
                {
                    "navn": en.navn,
                    "tittel": en.tittel.nb,
                    "faser": len(en.faser),
                    "steg": sum(len(fase.steg) for fase in en.faser),
                    "innebygd": en.navn in LIVSLOEP,
                }
                for en in kjente.values()
            ]
        )
        return
    tabell = Table(title="Livsløp", title_justify="left", header_style="bold")
    for kolonne in ("Navn", "Tittel", "Faser", "Steg", "Laget av"):
        tabell.add_column(kolonne, justify="right" if kolonne in {"Faser", "Steg"} else "left")
    for en in kjente.values():
        steg = sum(len(fase.steg) for fase in en.faser)
        laget_av = "Fristvakt" if en.navn in LIVSLOEP else "dere selv"
        tabell.add_row(en.navn, en.tittel.nb, str(len(en.faser)), str(steg), laget_av)
    UT.print(tabell)


@app.command(cls=Kommando)
def vis(
    navn: Annotated[str, typer.Argument(metavar="NAVN|FIL", help="Livsløpet, eller en fil med et livsløp.")],
    maalform: Annotated[Maalform, typer.Option("--maalform", metavar="nb|nn", help="nb eller nn.")] = Maalform.NB,
    svg: Annotated[
        Path | None, typer.Option("--svg", metavar="FIL", help="Tegn livsløpet i denne filen i stedet.")
    ] = None,
    mappe: Mappe = None,
    som_json: SomJson = False,
) -> None:
    """Forklar et livsløp: hvem gjør hva, når, og hvor det står."""
    from flyter.livsloep import LIVSLOEP
    from fristvakt.filer.feil import forslag
    from fristvakt.filskriving import skriv_fil
    from fristvakt.forklaring import forklar, linjer, som_json as forklart, tegn
    from fristvakt.livsloepfunn import livsloep_fra

    kjente = _kjente(mappe)
    livsloep = livsloep_fra(navn, kjente)
    if livsloep is None:
        raise typer.BadParameter(f"Livsløpet «{navn}» finnes ikke. {forslag(navn, kjente, 'Livsløpene er')}")
    if svg is not None:
        skriv_fil(svg, tegn(livsloep, maalform).encode())
    if som_json:
        rad = forklart(forklar(livsloep), maalform, innebygd=livsloep.navn in LIVSLOEP)
        skriv_json({**rad, "svg": str(svg) if svg else None})
    elif svg is not None:
        UT.print(f"Tegningen ligger i {svg}.", highlight=False, soft_wrap=True)
    else:
        for linje in linjer(forklar(livsloep), maalform):
            UT.print(_brutt(linje), highlight=False, soft_wrap=True)


@app.command(cls=Kommando)
def sjekk(
    navn: Annotated[
        list[str] | None,
        typer.Argument(
            metavar="[NAVN|FIL…]", help="Livsløp eller filer. Uten noen sjekkes alle livsløpene.", show_default=False
        ),
    ] = None,
    mappe: Mappe = None,
    som_json: SomJson = False,
) -> None:
    """Finn feil: ringer, umulige steg, frister uten kilde."""
    from flyter.livsloep import LIVSLOEP
    from fristvakt.filer.feil import forslag
    from fristvakt.livsloepfunn import er_fil, sjekk_navngitte

    sjekket, funn = sjekk_navngitte(navn or [], les_innstillinger(mappe=mappe).mappe)
    for en in navn or []:
        if not er_fil(en) and en not in LIVSLOEP and not funn and en not in _kjente(mappe):
            raise typer.BadParameter(f"Livsløpet «{en}» finnes ikke. {forslag(en, _kjente(mappe), 'Livsløpene er')}")
    if som_json:
        skriv_json([asdict(en) for en in funn])
    elif funn:
        si_feil(str(en) for en in funn)
    else:
        UT.print(f"Fant ingen feil i {', '.join(sjekket)}.", highlight=False)
    if funn:
        raise typer.Exit(2)


def _kjente(mappe: Path | None) -> Mapping[str, Livsloep]:
    from fristvakt.filer import livsloep_i

    return livsloep_i(les_innstillinger(mappe=mappe).mappe)


def _brutt(linje: str) -> str:
    innrykk = linje[: len(linje) - len(linje.lstrip())]
    return textwrap.fill(linje, min(UT.width, BREDEST), subsequent_indent=f"{innrykk}  ", break_on_hyphens=False)
