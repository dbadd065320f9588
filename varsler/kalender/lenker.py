"""Addresses: from an entry to its page, and from a subscription to the clients that can take it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from urllib.parse import quote

from modeller.tekst import Maalform

Lenker = Callable[[str, str, Maalform], str]
"""(agreement, step id, written standard) → the address of the step's page."""

MAKS_ADRESSE = 256


@dataclass(frozen=True, slots=True, kw_only=True)
class Abonnementslenker:
    """One subscription's addresses. All hold the token: whoever has one can read the feed."""

    https: str
    webcal: str
    google: str
    outlook: str


def tavlelenker(grunnadresse: str) -> Lenker:
    """Links to the board at `grunnadresse` (scheme and host, without a slash at the end)."""
    grunn = grunnadresse.rstrip("/")

    def lenke(avtale: str, steg: str, maalform: Maalform) -> str:
        nynorsk = "?maal=nn" if maalform is Maalform.NN else ""
        return f"{grunn}/avtale/{quote(avtale, safe='')}{nynorsk}#{quote(steg, safe='.')}"

    return lenke


def feedadresse(grunnadresse: str, token: str) -> str:
    """The address of a feed; ValueError when it would be longer than clients accept."""
    adresse = f"{grunnadresse.rstrip('/')}/kalender/{token}.ics"
    if len(adresse) > MAKS_ADRESSE:
        raise ValueError(f"a feed's address may have at most {MAKS_ADRESSE} characters, got {len(adresse)}")
    return adresse


def abonnementslenker(grunnadresse: str, token: str, navn: str) -> Abonnementslenker:
    """The addresses to offer a subscriber; `navn` is the calendar's name where the client asks for one."""
    https = feedadresse(grunnadresse, token)
    webcal = f"webcal://{https.partition('://')[2]}"
    return Abonnementslenker(
        https=https,
        webcal=webcal,
        google=f"https://calendar.google.com/calendar/render?cid={quote(webcal, safe='')}",
        outlook=(
            f"https://outlook.office.com/calendar/0/addfromweb?url={quote(https, safe='')}&name={quote(navn, safe='')}"
        ),
    )
