"""`fristvakt fakta`: what has been registered, with the ids that undo it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from fristvakt.innstillinger import les_innstillinger
from fristvakt.kommandoer.valg import Mappe, SomJson
from fristvakt.loekke import vent_paa
from fristvakt.utskrift import UT, skriv_json

if TYPE_CHECKING:  # loaded when it is needed: what names the facts knows every lifecycle
    from fristvakt.faktaoversikt import Oversiktsfaktum

INGENTING = "Ingenting er registrert ennå."


def fakta(
    hvor: Annotated[
        str | None,
        typer.Argument(metavar="[AVTALE|register]", help="Id-en til avtalen, eller «register». Uten: alt."),
    ] = None,
    antall: Annotated[int, typer.Option("--antall", min=1, help="Hvor mange som vises.")] = 50,
    mappe: Mappe = None,
    som_json: SomJson = False,
) -> None:
    """Vis hva som er registrert, av hvem og hvorfor. Det siste står først, med id-en som trengs for å angre det."""
    from fristvakt.faktaoversikt import REGISTERET, angres_med, les_fakta, linjer, rad
    from fristvakt.installasjon import aapne_begynt, klokke_i
    from modeller.lager import faktalager
    from modeller.ukjent import finnes_ikke

    innstillinger = les_innstillinger(mappe=mappe)

    async def hent() -> tuple[list[Oversiktsfaktum], int]:
        klokke = klokke_i(innstillinger)
        async with aapne_begynt(innstillinger, klokke) as installasjon, installasjon.lager.lesing() as tx:
            kjente = await faktalager.avtaler(tx)
            if hvor not in {None, REGISTERET, *kjente}:
                raise typer.BadParameter(finnes_ikke("avtalen", str(hvor), [*kjente, REGISTERET]).nb)
            return await les_fakta(tx, hvor, klokke.dag(), installasjon.grunnlag, antall)

    funnet, alle = vent_paa(hent())
    if som_json:
        skriv_json([rad(en) for en in funnet])
        return
    for linje in linjer(funnet, med_avtale=hvor is None):
        UT.print(linje, highlight=False, soft_wrap=True)
    if alle > len(funnet):
        UT.print(f"og {alle - len(funnet)} til (--antall {alle} viser alle)")
    UT.print(angres_med(hvor) if funnet else INGENTING, highlight=False, soft_wrap=True)
