"""`fristvakt proevemodus`: whether the coordinators get all mail, and turning that on and off."""

from __future__ import annotations

import asyncio
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from fristvakt.hjelp import Kommando, Kommandogruppe
from fristvakt.innstillinger import les_innstillinger
from fristvakt.kommandoer.valg import Mappe, Naa, SomJson, les_linje
from fristvakt.loekke import vent_paa
from fristvakt.utskrift import UT, skriv_json
from modeller.tekst import dato_kort

if TYPE_CHECKING:  # loaded when it is needed
    from fristvakt.proevemodus import Tilstand
    from varsler.proevemodus import Utestaaende

app = typer.Typer(cls=Kommandogruppe, rich_markup_mode=None)

Grunn = Annotated[str, typer.Option("--grunn", metavar="TEKST", help="Hvorfor. Vises i loggen.")]
Av = Annotated[str, typer.Option("--av", parser=les_linje, metavar="ROLLE", help="Hvem som bestemmer det.")]

SLAAS_PAA = (
    "Prøvemodus slås på når tjenesten starter for første gang. Skal e-posten gå til mottakerne med en gang, slår du "
    "det av med «fristvakt proevemodus av»."
)


@app.callback(invoke_without_command=True)
def proevemodus(sammenheng: typer.Context, mappe: Mappe = None, naa: Naa = None, som_json: SomJson = False) -> None:
    """Vis om prøvemodus er på: all e-post går da til koordinatoren. «av» og «paa» slår det av og på."""
    if sammenheng.invoked_subcommand is None:
        status(mappe, naa, som_json)


@app.command(cls=Kommando)
def status(mappe: Mappe = None, naa: Naa = None, som_json: SomJson = False) -> None:
    """Vis om prøvemodus er på, siden når og hvorfor."""
    _si(_les(mappe, naa), som_json=som_json)


@app.command(cls=Kommando)
def paa(
    grunn: Grunn = "", av: Av = "kommandolinje", mappe: Mappe = None, naa: Naa = None, som_json: SomJson = False
) -> None:
    """Slå på prøvemodus: all e-post går til koordinatoren, merket med hvem den skulle gått til."""
    _sett(mappe, naa, paa=True, av=av, grunn=grunn)
    _si(_les(mappe, naa), som_json=som_json)


@app.command(cls=Kommando)
def av(
    grunn: Grunn = "",
    av: Av = "kommandolinje",
    ja: Annotated[bool, typer.Option("--ja", help="Ikke spør først.")] = False,
    mappe: Mappe = None,
    naa: Naa = None,
    som_json: SomJson = False,
) -> None:
    """Slå av prøvemodus. Det mottakerne fortsatt skal ha, går til dem ved neste utsending. Du ser hvor mye først."""
    tilstand = _les(mappe, naa)
    if tilstand.utestaaende is not None and not som_json:
        UT.print(_det_som_gaar_ut(tilstand.utestaaende), highlight=False)
    if (tilstand.paa or tilstand.begynner) and not (ja or som_json) and not _bekreftet():
        UT.print("Prøvemodus er fortsatt på." if tilstand.paa else SLAAS_PAA)
        return
    _sett(mappe, naa, paa=False, av=av, grunn=grunn)
    _si(_les(mappe, naa), som_json=som_json)


def _bekreftet() -> bool:
    from fristvakt.kommandoer.moeteplan import bekreftet

    return bekreftet("Skal prøvemodus slås av?")


def _les(mappe: Path | None, naa: date | None) -> Tilstand:
    from fristvakt.installasjon import aapne_begynt, klokke_i
    from fristvakt.proevemodus import les_tilstand

    async def les() -> Tilstand:
        innstillinger = les_innstillinger(mappe=mappe)
        klokke = klokke_i(innstillinger, naa)
        async with aapne_begynt(innstillinger, klokke) as installasjon:
            sender = innstillinger.smtp_vert is not None
            return await les_tilstand(installasjon.lager, installasjon.grunnlag, klokke.naa(), sender=sender)

    return vent_paa(les())


def _sett(mappe: Path | None, naa: date | None, *, paa: bool, av: str, grunn: str) -> None:
    from fristvakt.installasjon import aapne_begynt, klokke_i
    from fristvakt.proevemodus import sett

    async def kjoer() -> None:
        innstillinger = les_innstillinger(mappe=mappe)
        klokke = klokke_i(innstillinger, naa)
        async with aapne_begynt(innstillinger, klokke) as installasjon:
            await sett(installasjon.lager, installasjon.grunnlag, klokke.naa(), paa=paa, av=av, grunn=grunn)

    asyncio.run(kjoer())


def _si(tilstand: Tilstand, *, som_json: bool) -> None:
    if som_json:
        igjen = tilstand.utestaaende
        skriv_json(
            {
                "paa": tilstand.paa,
                "slaas_paa_ved_start": tilstand.begynner,
                "siden": tilstand.siden.isoformat() if tilstand.siden else None,
                "av": tilstand.av,
                "grunn": tilstand.grunn,
                "venter": {"meldinger": igjen.meldinger, "mottakere": igjen.mottakere} if igjen else None,
            }
        )
        return
    siden = f" siden {dato_kort(tilstand.siden)} ({tilstand.av})" if tilstand.siden else ""
    grunn = f" Grunn: {tilstand.grunn}." if tilstand.grunn else ""
    if tilstand.begynner:
        hva = SLAAS_PAA
    elif tilstand.paa:
        hva = f"Prøvemodus er på{siden}. All e-post går til koordinatoren.{grunn}"
    else:
        hva = f"Prøvemodus er av{siden}. E-posten går til mottakerne.{grunn}"
    UT.print(hva, highlight=False, soft_wrap=True)


def _det_som_gaar_ut(igjen: Utestaaende) -> str:
    if not igjen.meldinger:
        return "Ingen e-post venter på mottakerne."
    meldinger = "1 melding" if igjen.meldinger == 1 else f"{igjen.meldinger} meldinger"
    mottakere = "1 mottaker" if igjen.mottakere == 1 else f"{igjen.mottakere} mottakere"
    return f"Når prøvemodus slås av, går {meldinger} til {mottakere} ved neste utsending."
