"""Calendar programs: known by the User-Agent they fetch with, and how often each of them does."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final

from modeller.tekst import Tekst, dato_kort, lik

_KJENNES: Final[Mapping[str, tuple[str, ...]]] = {
    "Google Kalender": ("google-calendar", "googlecalendar", "google calendar"),
    "Outlook": ("outlook", "microsoft office", "exchange", "microsoft.exchange", "ms-office"),
    "Apple Kalender": ("dataaccessd", "calendaragent", "calendard", "ical/", "ios/", "macos/", "mac os x/", "remindd"),
    "Thunderbird": ("thunderbird", "lightning"),
    "Nextcloud": ("nextcloud",),
    "Evolution": ("evolution",),
    "vdirsyncer": ("vdirsyncer",),
    "DAVx⁵": ("icsx5", "davx"),
}
_NETTLESER: Final = "mozilla/"


@dataclass(frozen=True, slots=True, kw_only=True)
class Kalenderprogram:
    """A program with a guide; `noekkel` is its place in the guides' addresses."""

    noekkel: str
    navn: str
    henter: Tekst


PROGRAMMER: Final = (
    Kalenderprogram(
        noekkel="outlook",
        navn="Outlook",
        henter=Tekst(
            "Outlook på nett henter nytt om lag hver tredje time, av og til bare én gang i døgnet. Outlook på "
            "datamaskinen henter oftere.",
            "Outlook på nett hentar nytt om lag kvar tredje time, av og til berre éin gong i døgnet. Outlook på "
            "datamaskina hentar oftare.",
        ),
    ),
    Kalenderprogram(
        noekkel="google",
        navn="Google Kalender",
        henter=Tekst(
            "Google henter nytt når Google selv vil, ofte først etter 12 til 24 timer. Du kan ikke be om det oftere.",
            "Google hentar nytt når Google sjølv vil, ofte først etter 12 til 24 timar. Du kan ikkje be om det oftare.",
        ),
    ),
    Kalenderprogram(
        noekkel="apple",
        navn="Apple Kalender",
        henter=Tekst(
            "Du velger selv hvor ofte: fra hvert femte minutt til hver uke. Velg «Hver time».",
            "Du vel sjølv kor ofte: frå kvart femte minutt til kvar veke. Vel «Hver time».",
        ),
    ),
    Kalenderprogram(
        noekkel="thunderbird",
        navn="Thunderbird",
        henter=Tekst(
            "Thunderbird henter nytt hvert 30. minutt mens det er åpent, om du ikke velger noe annet.",
            "Thunderbird hentar nytt kvart 30. minutt medan det er ope, om du ikkje vel noko anna.",
        ),
    ),
    Kalenderprogram(
        noekkel="nextcloud",
        navn="Nextcloud",
        henter=Tekst(
            "Nextcloud henter nytt så ofte som kalenderen ber om, hver fjerde time. Den som driver tjenesten, kan "
            "velge noe annet.",
            "Nextcloud hentar nytt så ofte som kalenderen ber om, kvar fjerde time. Den som driv tenesta, kan "
            "velje noko anna.",
        ),
    ),
)
"""Those there are guides for, the most used first."""


def klient_i_ord(klient: str | None) -> Tekst:
    """Which program it was, in words; what we do not know by its own first word."""
    if not klient or not klient.strip():
        return Tekst("et ukjent program", "eit ukjent program")
    liten = klient.lower()
    for navn, tegn in _KJENNES.items():
        if any(t in liten for t in tegn):
            return lik(navn)
    if liten.startswith(_NETTLESER):
        return Tekst("en nettleser", "ein nettlesar")
    return lik(klient.split()[0].partition("/")[0])


def siden(tid: datetime, naa: datetime) -> Tekst:
    """How long ago, as people say it; both aware."""
    gaatt = naa - tid
    minutter = int(gaatt / timedelta(minutes=1))
    if minutter < 1:
        return Tekst("nå nettopp", "no nettopp")
    if minutter < 60:
        return Tekst(
            f"for {minutter} {'minutt' if minutter == 1 else 'minutter'} siden", f"for {minutter} minutt sidan"
        )
    timer = minutter // 60
    if timer < 24:
        return _for(timer, Tekst("time", "time"), Tekst("timer", "timar"))
    dager = timer // 24
    if dager < 60:
        return _for(dager, lik("dag"), Tekst("dager", "dagar"))
    return lik(dato_kort(tid.date()))


def _for(antall: int, en: Tekst, flere: Tekst) -> Tekst:
    if antall == 1:
        return Tekst(f"for én {en.nb} siden", f"for éin {en.nn} sidan")
    return Tekst(f"for {antall} {flere.nb} siden", f"for {antall} {flere.nn} sidan")
