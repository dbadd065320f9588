"""`fristvakt retur`: what has come back to the sender's address: returns, absences, people's answers."""

from __future__ import annotations

from typing import Annotated, Any

import typer
from rich.table import Table

from fristvakt.innstillinger import les_innstillinger
from fristvakt.klokke import OSLO
from fristvakt.kommandoer.valg import Mappe, SomJson
from fristvakt.loekke import vent_paa
from fristvakt.utskrift import UT, skriv_json
from modeller.lager.returpost import Returpost, Returslag, les_returpost
from modeller.tekst import dato_kort
from varsler.retur.returord import i_ord


def retur(
    slag: Annotated[
        list[Returslag] | None,
        typer.Option(
            "--slag", metavar="SLAG", help="Bare post av slaget, som ikke_levert, fravaer eller svar; kan gjentas."
        ),
    ] = None,
    antall: Annotated[int, typer.Option("--antall", min=1, help="Hvor mange som vises.")] = 50,
    mappe: Mappe = None,
    som_json: SomJson = False,
) -> None:
    """Vis e-posten som er kommet tilbake. Det er det som ikke ble levert, fraværsmeldinger og svar fra mennesker."""
    from fristvakt.installasjon import aapne_begynt

    innstillinger = les_innstillinger(mappe=mappe)

    async def hent() -> tuple[Returpost, ...]:
        async with aapne_begynt(innstillinger) as installasjon, installasjon.lager.lesing() as tx:
            return await les_returpost(tx, slag=slag or (), hoeyst=antall)

    poster = vent_paa(hent())
    if som_json:
        skriv_json([_rad(post) for post in poster])
    elif poster:
        UT.print(_tabell(poster))
        if innstillinger.returpost is not None:
            UT.print(f"Brevene ligger i {innstillinger.returpost}.", highlight=False, soft_wrap=True)
    elif innstillinger.returpost is None:
        UT.print("Fristvakt leser ikke post som kommer tilbake. Sett FRISTVAKT_RETURPOST til mappen den leveres i.")
    else:
        UT.print("Ingenting er kommet tilbake.")


def _rad(post: Returpost) -> dict[str, Any]:
    return {
        "id": post.id,
        "lest": post.tid.astimezone(OSLO).isoformat(),
        "dag": post.dag.isoformat(),
        "slag": post.slag.value,
        "fra": post.avsender or None,
        "emne": post.emne,
        "melding": post.melding.strip("<>") if post.melding else None,
        "til": post.mottaker,
        "kontakt": post.kontakt,
        "part": post.part,
        "kode": post.kode,
        "svar": post.svar,
        "borte_til": post.borte_til,
        "tilbake": post.tilbake,
        "fil": post.fil,
    }


def _tabell(poster: tuple[Returpost, ...]) -> Table:
    tabell = Table(title="Post som er kommet tilbake", title_justify="left", header_style="bold")
    for kolonne in ("Dag", "Hva", "Fra eller om", "Emne"):
        tabell.add_column(kolonne, overflow="fold", no_wrap=kolonne == "Dag")
    for post in poster:
        hva = i_ord(post).nb
        if post.slag is not Returslag.UFORSTAATT and post.svar:
            hva = f"{hva}\n{post.svar}"
        om_oss = post.slag in {Returslag.FRAVAER, Returslag.AUTOSVAR, Returslag.SVAR, Returslag.UFORSTAATT}
        hvem = post.avsender if om_oss else post.mottaker
        tabell.add_row(dato_kort(post.dag), hva, hvem or "ukjent", post.emne)
    return tabell
