"""iCalendar bytes (RFC 5545, 7986): one event at a time, joined with a header and a time zone that never vary.

Lines are written here and read back with `icalendar` by the tests: its own time zones are lists of dates that some
clients read an hour wrong in summer, its calendars get a random UID, and it takes eight times as long, a sixth of the
time that a message took (ADR 20). Each event is written once and kept.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import UTC, datetime, timedelta
from functools import lru_cache
from typing import NamedTuple
from zoneinfo import ZoneInfo

from icalendar import vCalAddress, vDuration
from icalendar.parser import Contentline, Parameters

from varsler.adresse import er_rett_fram, rett_fram
from varsler.kalender.oppfoering import Kalenderpost, Tilstand

INNHOLDSTYPE = "text/calendar; charset=utf-8"
OSLO = ZoneInfo("Europe/Oslo")
EN_DAG = timedelta(days=1)
NI = timedelta(hours=9)
LINJE = 75
"""The longest line in octets (RFC 5545 section 3.1)."""
HUSKES = 8192
"""Written events kept in memory: about 1.5 kB each."""

_PRODID = "-//Fristvakt//Fristvakt//NO"
_HODE = f"BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:{_PRODID}\r\nCALSCALE:GREGORIAN\r\n".encode()
_OPPDATERING = b"REFRESH-INTERVAL;VALUE=DURATION:PT4H\r\nX-PUBLISHED-TTL:PT4H\r\n"
_TIDSSONE = (
    b"BEGIN:VTIMEZONE\r\n"
    b"TZID:Europe/Oslo\r\n"
    b"BEGIN:DAYLIGHT\r\n"
    b"DTSTART:19960331T020000\r\n"
    b"TZOFFSETFROM:+0100\r\n"
    b"TZOFFSETTO:+0200\r\n"
    b"TZNAME:CEST\r\n"
    b"RRULE:FREQ=YEARLY;BYMONTH=3;BYDAY=-1SU\r\n"
    b"END:DAYLIGHT\r\n"
    b"BEGIN:STANDARD\r\n"
    b"DTSTART:19961027T030000\r\n"
    b"TZOFFSETFROM:+0200\r\n"
    b"TZOFFSETTO:+0100\r\n"
    b"TZNAME:CET\r\n"
    b"RRULE:FREQ=YEARLY;BYMONTH=10;BYDAY=-1SU\r\n"
    b"END:STANDARD\r\n"
    b"END:VTIMEZONE\r\n"
)
_SLUTT = b"END:VCALENDAR\r\n"

_STATUS = {
    Tilstand.FAST: "CONFIRMED",
    Tilstand.FERDIG: "CONFIRMED",
    Tilstand.USIKKER: "TENTATIVE",
    Tilstand.AVLYST: "CANCELLED",
}
_LINJESKIFT = re.compile("\r\n?|[\x0b\x0c\x85\u2028\u2029]")
_I_NAVN = str.maketrans({"\n": " ", '"': None, "\\": "/"})
_SOM_LINJESKIFT = re.compile(r"\\(?=[nN])")


def feed(navn: str, poster: Iterable[Kalenderpost]) -> bytes:
    """A whole feed. `navn` is what the calendar is called in the subscriber's list, distinct per feed."""
    navnelinjer = b"".join(brettet(f"{felt}:{_tekst(navn, en_linje=True)}") for felt in ("NAME", "X-WR-CALNAME"))
    return b"".join((_HODE, navnelinjer, _OPPDATERING, _TIDSSONE, *(hendelse(p) for p in poster), _SLUTT))


class Person(NamedTuple):
    """Somebody in an invitation: an e-mail address, a name, and the address that sends on their behalf."""

    epost: str
    navn: str = ""
    sendt_av: str = ""


def melding(metode: str, organisator: Person, poster: Iterable[Kalenderpost], deltaker: Person | None = None) -> bytes:
    """A calendar for one e-mail: with METHOD, an organizer in every event (RFC 5546), and no name of its own.

    A name would make Outlook put the events in a calendar beside the reader's own.
    """
    hendelser = (hendelse(p, organisator, deltaker) for p in poster)
    return b"".join((_HODE, f"METHOD:{metode}\r\n".encode(), _TIDSSONE, *hendelser, _SLUTT))


@lru_cache(maxsize=HUSKES)
def hendelse(post: Kalenderpost, organisator: Person | None = None, deltaker: Person | None = None) -> bytes:
    """One VEVENT, its lines in the order `icalendar` gives them. All-day and free time without a clock time; with one,
    in Oslo time and busy. Raises ValueError for a meeting that ends before it begins.
    """
    tider, opptatt = _tider(post)
    endret = _utc(post.endret)
    linjer = [
        f"SUMMARY:{_tekst(post.tittel, en_linje=True)}",
        *tider,
        f"DTSTAMP:{endret}",
        f"UID:{post.uid}",
        f"SEQUENCE:{post.sekvens}",
    ]
    if deltaker:
        # No answer is asked for: it would go to somebody whose own calendar does not hold the meeting.
        linjer.append(_person("ATTENDEE", deltaker, PARTSTAT="NEEDS-ACTION", ROLE="REQ-PARTICIPANT", RSVP="FALSE"))
    if post.kategori:
        linjer.append(f"CATEGORIES:{_tekst(post.kategori)}")
    if post.farge:
        linjer.append(f"COLOR:{_tekst(post.farge)}")
    linjer += (f"DESCRIPTION:{_tekst(post.beskrivelse)}", f"LAST-MODIFIED:{endret}")
    if post.sted:
        linjer.append(f"LOCATION:{_tekst(post.sted, en_linje=True)}")
    if organisator:
        linjer.append(_person("ORGANIZER", organisator))
    linjer += (f"STATUS:{_STATUS[post.tilstand]}", f"TRANSP:{opptatt}")
    if post.url:
        linjer.append(f"URL:{post.url}")
    for dager in post.varsel_dager:
        linjer += _varsel(post, dager)
    return b"".join(map(brettet, ("BEGIN:VEVENT", *linjer, "END:VEVENT")))


def _tider(post: Kalenderpost) -> tuple[tuple[str, str], str]:
    """When it begins and ends, and whether that takes time."""
    if post.start is None or post.slutt is None:
        dager = (f"DTSTART;VALUE=DATE:{post.dag:%Y%m%d}", f"DTEND;VALUE=DATE:{post.dag + EN_DAG:%Y%m%d}")
        return dager, "TRANSPARENT"
    if post.slutt <= post.start:
        raise ValueError(f"an event must end after it starts, got {post.start}-{post.slutt}")
    fra, til = (datetime.combine(post.dag, klokka) for klokka in (post.start, post.slutt))
    timer = (f"DTSTART;TZID=Europe/Oslo:{fra:%Y%m%dT%H%M%S}", f"DTEND;TZID=Europe/Oslo:{til:%Y%m%dT%H%M%S}")
    return timer, "TRANSPARENT" if post.tilstand is Tilstand.AVLYST else "OPAQUE"


def _varsel(post: Kalenderpost, dager: int) -> tuple[str, ...]:
    """Rings at nine for a date, at the hour of the day for a meeting, and an hour ahead on a meeting's own day."""
    foer = timedelta(days=-dager)
    if post.start is None:
        foer += NI
    elif not dager:
        foer = -timedelta(hours=1)
    trigger: bytes = vDuration(foer).to_ical()  # type: ignore[no-untyped-call]
    return (
        "BEGIN:VALARM",
        "ACTION:DISPLAY",
        f"DESCRIPTION:{_tekst(post.tittel, en_linje=True)}",
        f"TRIGGER:{trigger.decode()}",
        "END:VALARM",
    )


@lru_cache(maxsize=HUSKES)
def _person(felt: str, person: Person, **parametre: str) -> str:
    """Somebody with an address. The name is quoted as `icalendar` does (RFC 5545 section 3.2, RFC 6868); a quote has no
    place in it, and a backslash is taken by some readers for an escape of what follows.
    """
    alle = Parameters(parametre)
    if person.navn:
        alle["CN"] = _ren(person.navn).translate(_I_NAVN)
    if person.sendt_av and person.sendt_av != person.epost:
        alle["SENT-BY"] = f"mailto:{person.sendt_av}"
    return str(Contentline.from_parts(felt, alle, vCalAddress(f"mailto:{person.epost}")))


def _utc(tid: datetime) -> str:
    return f"{tid.astimezone(UTC):%Y%m%dT%H%M%SZ}"


def _tekst(tekst: str, *, en_linje: bool = False) -> str:
    """A value of type TEXT (RFC 5545 section 3.3.11)."""
    ren = _ren(tekst)
    if en_linje:
        ren = ren.replace("\n", " ")
    return ren.replace("\\", "\\\\").replace(";", "\\;").replace(",", "\\,").replace("\n", "\\n")


def brettet(linje: str) -> bytes:
    """The line with its end, and in several when it is long: between two letters, and never inside an escape."""
    resten, deler = linje.encode(), []
    while len(resten) >= LINJE:
        slutt = LINJE - 1  # a continued line begins with a space
        while resten[slutt] & 0xC0 == 0x80:  # in the middle of a letter
            slutt -= 1
        if resten[slutt - 1] in b"\\^":
            slutt -= 1
        deler.append(resten[:slutt])
        resten = resten[slutt:]
    return b"\r\n ".join((*deler, resten)) + b"\r\n"


def _ren(tekst: str) -> str:
    r"""Text that every reader takes for one value: plain line breaks, nothing that cannot be seen.

    A backslash before an n is a line break to `icalendar` (a capital one) and to `node-ical`, however it is written.
    """
    if er_rett_fram(tekst) and "\\" not in tekst:
        return tekst
    return _SOM_LINJESKIFT.sub(r"\\ ", rett_fram(_LINJESKIFT.sub("\n", tekst)))
