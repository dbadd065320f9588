"""Guides for calendar programs, as data: how to subscribe, how to stop, what to know. Under `/hjelp/kalender`."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from fastapi import APIRouter, Request
from fastapi.responses import HTMLResponse
from starlette.exceptions import HTTPException

from modeller.tekst import Tekst
from tavle.kalenderklient import PROGRAMMER
from tavle.side import Sidevisning


@dataclass(frozen=True, slots=True, kw_only=True)
class Veiledning:
    """What to do in one program, by its `noekkel`."""

    steg: tuple[Tekst, ...]
    bort: Tekst
    obs: tuple[Tekst, ...]


# Google and Apple have no nynorsk: what stands on the screen is quoted as it stands there.
VEILEDNINGER: Final[Mapping[str, Veiledning]] = {
    "outlook": Veiledning(
        steg=(
            Tekst(
                "Åpne kalenderen i Outlook på nett eller i nye Outlook.",
                "Opne kalenderen i Outlook på nett eller i nye Outlook.",
            ),
            Tekst("Velg «Legg til kalender».", "Vel «Legg til kalender»."),
            Tekst("Velg «Abonner fra nettet», og lim inn adressen.", "Vel «Abonner frå nettet», og lim inn adressa."),
            Tekst(
                "Gi kalenderen et navn og en farge, og velg «Importer».",
                "Gi kalenderen eit namn og ein farge, og vel «Importer».",
            ),
        ),
        bort=Tekst(
            "Hold over navnet på kalenderen i listen, velg de tre prikkene og «Fjern».",
            "Hald over namnet på kalenderen i lista, vel dei tre prikkane og «Fjern».",
        ),
        obs=(
            Tekst(
                "I klassisk Outlook: «Åpne kalender» og «Fra Internett» på Hjem-fanen. Ikke velg «Importer»: Da "
                "får du en kopi "
                "som aldri endrer seg.",
                "I klassisk Outlook: «Opne kalender» og «Frå Internett» på Heim-fana. Ikkje vel «Importer»: Då "
                "får du ein kopi "
                "som aldri endrar seg.",
            ),
            Tekst(
                "Det du legger inn på nett, vises også på telefonen. Outlook ser bort fra varslene i kalenderen.",
                "Det du legg inn på nett, blir vist på telefonen også. Outlook ser bort frå varsla i kalenderen.",
            ),
        ),
    ),
    "google": Veiledning(
        steg=(
            Tekst(
                "Åpne Google Kalender i nettleseren på en datamaskin.",
                "Opne Google Kalender i nettlesaren på ei datamaskin.",
            ),
            Tekst("Velg plusstegnet ved «Andre kalendere».", "Vel plussteiknet ved «Andre kalendere»."),
            Tekst("Velg «Fra nettadresse», og lim inn adressen.", "Vel «Fra nettadresse», og lim inn adressa."),
            Tekst("Velg «Legg til kalender».", "Vel «Legg til kalender»."),
        ),
        bort=Tekst(
            "Velg innstillingene til kalenderen, og «Avslutt abonnement» nederst.",
            "Vel innstillingane til kalenderen, og «Avslutt abonnement» nedst.",
        ),
        obs=(
            Tekst(
                "I appen på telefonen kan du ikke legge den inn, men den vises der etterpå.",
                "I appen på telefonen kan du ikkje leggje han inn, men han blir vist der etterpå.",
            ),
            Tekst(
                "Google ser bort fra varslene i kalenderen. Du kan sette egne under «Varsler for andre hendelser».",
                "Google ser bort frå varsla i kalenderen. Du kan setje eigne under «Varsler for andre hendelser».",
            ),
        ),
    ),
    "apple": Veiledning(
        steg=(
            Tekst(
                "På Mac: Velg «Nytt kalenderabonnement» i Arkiv-menyen i Kalender. På iPhone: Velg «Kalendere» "
                "nederst i Kalender, "
                "så «Legg til kalender» og «Legg til abonnementskalender».",
                "På Mac: Vel «Nytt kalenderabonnement» i Arkiv-menyen i Kalender. På iPhone: Vel «Kalendere» "
                "nedst i Kalender, "
                "så «Legg til kalender» og «Legg til abonnementskalender».",
            ),
            Tekst("Lim inn adressen, og velg «Abonner».", "Lim inn adressa, og vel «Abonner»."),
            Tekst(
                "På Mac: Sett «Oppdater automatisk» til «Hver time».",
                "På Mac: Set «Oppdater automatisk» til «Hver time».",
            ),
            Tekst(
                "Vil du ha varsler, ta bort haken for «Fjern varsler».",
                "Vil du ha varsel, ta bort haken for «Fjern varsler».",
            ),
        ),
        bort=Tekst(
            "På Mac: Høyreklikk på kalenderen og velg «Avslutt abonnement». På iPhone: Velg info-knappen ved "
            "kalenderen, og "
            "«Slett kalender».",
            "På Mac: Høgreklikk på kalenderen og vel «Avslutt abonnement». På iPhone: Vel info-knappen ved "
            "kalenderen, og "
            "«Slett kalender».",
        ),
        obs=(
            Tekst(
                "Velger du «iCloud» som sted på Mac, vises kalenderen på alle enhetene dine.",
                "Vel du «iCloud» som stad på Mac, blir kalenderen vist på alle einingane dine.",
            ),
        ),
    ),
    "thunderbird": Veiledning(
        steg=(
            Tekst("Åpne kalenderen, og velg «Ny kalender».", "Opne kalenderen, og vel «Ny kalender»."),
            Tekst("Velg «På nettverket».", "Vel «På nettverket»."),
            Tekst(
                "Lim inn adressen under «Plassering». La brukernavn stå tomt, og velg «Finn kalendere».",
                "Lim inn adressa under «Plassering». La brukarnamn stå tomt, og vel «Finn kalendrar».",
            ),
            Tekst("Velg «Abonner».", "Vel «Abonner»."),
        ),
        bort=Tekst(
            "Høyreklikk på kalenderen og velg «Avslutt abonnement».",
            "Høgreklikk på kalenderen og vel «Avslutt abonnement».",
        ),
        obs=(
            Tekst(
                "Hvor ofte den henter, velger du i egenskapene til kalenderen. Der slår du også varsler av og på.",
                "Kor ofte han hentar, vel du i eigenskapane til kalenderen. Der slår du også varsel av og på.",
            ),
        ),
    ),
    "nextcloud": Veiledning(
        steg=(
            Tekst("Åpne Kalender-appen, og velg «Ny kalender».", "Opne Kalender-appen, og vel «Ny kalender»."),
            Tekst("Velg «Nytt abonnement fra lenke».", "Vel «Nytt abonnement frå lenkje»."),
            Tekst("Lim inn adressen, og bekreft.", "Lim inn adressa, og stadfest."),
        ),
        bort=Tekst(
            "Velg de tre prikkene ved kalenderen, og «Avslutt abonnement».",
            "Vel dei tre prikkane ved kalenderen, og «Avslutt abonnement».",
        ),
        obs=(
            Tekst(
                "Ligger Fristvakt på et indre nett, må den som driver Nextcloud tillate adresser der.",
                "Ligg Fristvakt på eit indre nett, må den som driv Nextcloud tillate adresser der.",
            ),
        ),
    ),
}


def hjelperuter(visning: Sidevisning) -> APIRouter:
    """The routes under `/hjelp/kalender`."""
    ruter = APIRouter(default_response_class=HTMLResponse, include_in_schema=False)

    @ruter.get("/hjelp/kalender")
    async def alle(request: Request) -> HTMLResponse:
        return visning.vis(request, "kalenderhjelp.html", program=None, programmer=PROGRAMMER, veiledning=None)

    @ruter.get("/hjelp/kalender/{noekkel}")
    async def ett(request: Request, noekkel: str) -> HTMLResponse:
        program = next((program for program in PROGRAMMER if program.noekkel == noekkel), None)
        if program is None:
            raise HTTPException(404)
        veiledning = VEILEDNINGER[noekkel]
        return visning.vis(request, "kalenderhjelp.html", program=program, programmer=PROGRAMMER, veiledning=veiledning)

    return ruter
