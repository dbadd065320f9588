"""`fristvakt kjoeringer`: what ran when, and how it went."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import timedelta
from typing import Annotated, Any

import typer
from rich.table import Table

from fristvakt.innstillinger import les_innstillinger
from fristvakt.klokke import OSLO
from fristvakt.kommandoer.valg import Mappe, SomJson
from fristvakt.loekke import vent_paa
from fristvakt.utskrift import UT, skriv_json
from modeller.lager.kjoeringer import Kjoering, les_kjoeringer

TILSTANDSORD: Mapping[str, str] = {
    "kjoerer": "kjører",
    "fullfoert": "fullført",
    "feilet": "feilet",
    "tidsavbrudd": "tok for lang tid",
    "avbrutt": "avbrutt",
}
MINUTT = timedelta(minutes=1)


def kjoeringer(
    jobb: Annotated[str | None, typer.Argument(metavar="[JOBB]", help="Bare denne jobben, for eksempel send.")] = None,
    antall: Annotated[int, typer.Option("--antall", min=1, help="Hvor mange som vises.")] = 20,
    mappe: Mappe = None,
    som_json: SomJson = False,
) -> None:
    """Vis hva tjenesten har kjørt, den siste kjøringen først."""
    from flyter.jobber import JOBBER
    from fristvakt.filer.feil import forslag
    from fristvakt.installasjon import aapne_begynt

    innstillinger = les_innstillinger(mappe=mappe)
    kjente = [en.flyt for en in JOBBER]
    if jobb and jobb not in kjente:
        raise typer.BadParameter(f"Finner ikke jobben «{jobb}». {forslag(jobb, kjente, 'Jobbene er')}")

    async def hent() -> tuple[Kjoering, ...]:
        async with aapne_begynt(innstillinger) as installasjon, installasjon.lager.lesing() as tx:
            return await les_kjoeringer(tx, jobb=jobb, hoeyst=antall)

    funnet = vent_paa(hent())
    if som_json:
        skriv_json([_rad(k) for k in funnet])
    elif funnet:
        UT.print(_tabell(funnet))
    else:
        UT.print("Ingenting er kjørt ennå. Jobbene kjører av seg selv når tjenesten er startet.")


def _rad(k: Kjoering) -> dict[str, Any]:
    return {
        "id": k.id,
        "jobb": k.jobb,
        "start": k.start.astimezone(OSLO).isoformat(),
        "slutt": k.slutt.astimezone(OSLO).isoformat() if k.slutt else None,
        "sekunder": (k.slutt - k.start).total_seconds() if k.slutt else None,
        "tilstand": k.tilstand,
        "forsoek": k.forsoek,
        "feil": k.feil,
    }


def _tabell(funnet: Sequence[Kjoering]) -> Table:
    tabell = Table(title="Kjøringer", title_justify="left", header_style="bold")
    for kolonne in ("Jobb", "Startet", "Varte", "Utfall", "Forsøk", "Feil"):
        tabell.add_column(kolonne)
    for k in funnet:
        varte = _varighet(k.slutt - k.start) if k.slutt else "–"
        utfall, feil = TILSTANDSORD.get(k.tilstand, k.tilstand), k.feil or ""
        tabell.add_row(k.jobb, f"{k.start.astimezone(OSLO):%d.%m.%Y %H:%M:%S}", varte, utfall, str(k.forsoek), feil)
    return tabell


def _varighet(tid: timedelta) -> str:
    if tid < MINUTT:
        return f"{tid.total_seconds():.1f} s".replace(".", ",")
    return f"{tid // MINUTT} min {(tid % MINUTT).seconds} s"
