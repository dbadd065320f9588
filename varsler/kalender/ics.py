"""iCalendar bytes (RFC 5545, 7986): one event at a time, joined with a header and a time zone that never vary.

`icalendar` writes and escapes; four of its ways are kept out. Its own time zones are lists of dates that some clients
read an hour wrong in summer, its calendars get a random UID, it folds a letter at a time, which takes as long as all
the rest of a message, and it is slow, so each event is written once and kept.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import UTC, datetime, timedelta
from functools import lru_cache
from typing import NamedTuple
from zoneinfo import ZoneInfo

from icalendar import Alarm, Event, vCalAddress, vText
from icalendar.parser import Contentline, Parameters

from varsler.adresse import rett_fram
from varsler.kalender.oppfoering import Kalenderpost, Tilstand

INNHOLDSTYPE = "text/calendar; charset=utf-8"
OSLO = ZoneInfo("Europe/Oslo")
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
_SOM_LINJESKIFT = re.compile(r"\\(?=[nN])")


def feed(navn: str, poster: Iterable[Kalenderpost]) -> bytes:
    """A whole feed. `navn` is what the calendar is called in the subscriber's list, distinct per feed."""
    kalendernavn = vText(_ren(navn).replace("\n", " "))
    navnelinjer = b"".join(_linje(felt, kalendernavn) for felt in ("NAME", "X-WR-CALNAME"))
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
    """One VEVENT. All-day and free time without a clock time; with one, in Oslo time and busy."""
    ut = Event()
    ut.add("uid", post.uid)
    ut.add("dtstamp", post.endret.astimezone(UTC))
    ut.add("last-modified", post.endret.astimezone(UTC))
    ut.add("sequence", post.sekvens)
    if post.start is None or post.slutt is None:
        ut.add("dtstart", post.dag)
        ut.add("dtend", post.dag + timedelta(days=1))
        ut.add("transp", "TRANSPARENT")
    else:
        if post.slutt <= post.start:
            raise ValueError(f"an event must end after it starts, got {post.start}-{post.slutt}")
        ut.add("dtstart", datetime.combine(post.dag, post.start, OSLO))
        ut.add("dtend", datetime.combine(post.dag, post.slutt, OSLO))
        ut.add("transp", "TRANSPARENT" if post.tilstand is Tilstand.AVLYST else "OPAQUE")
    ut.add("summary", _ren(post.tittel).replace("\n", " "))
    ut.add("description", _ren(post.beskrivelse))
    if post.sted:
        ut.add("location", _ren(post.sted).replace("\n", " "))
    ut.add("url", post.url)
    ut.add("status", _STATUS[post.tilstand])
    if post.kategori:
        ut.add("categories", [post.kategori])
    if post.farge:
        ut.add("color", post.farge)
    if organisator:
        ut.add("organizer", _adresse(organisator))
    if deltaker:
        # No answer is asked for: it would go to somebody whose own calendar does not hold the meeting.
        svar = {"ROLE": "REQ-PARTICIPANT", "PARTSTAT": "NEEDS-ACTION", "RSVP": "FALSE"}
        ut.add("attendee", _adresse(deltaker), parameters=svar)
    for dager in post.varsel_dager:
        ut.add_component(_varsel(post, dager))
    return b"".join(brettet(linje) for linje in ut.content_lines() if linje)


def _varsel(post: Kalenderpost, dager: int) -> Alarm:
    """Rings at nine for a date, at the hour of the day for a meeting, and an hour ahead on a meeting's own day."""
    foer = timedelta(days=-dager)
    if post.start is None:
        foer += NI
    elif not dager:
        foer = -timedelta(hours=1)
    ut = Alarm()
    ut.add("action", "DISPLAY")
    ut.add("trigger", foer)
    ut.add("description", _ren(post.tittel).replace("\n", " "))
    return ut


def _adresse(person: Person) -> vCalAddress:
    adresse = vCalAddress(f"mailto:{person.epost}")
    if person.navn:
        adresse.params["CN"] = _ren(person.navn).replace("\n", " ").replace('"', "")
    if person.sendt_av and person.sendt_av != person.epost:
        adresse.params["SENT-BY"] = f"mailto:{person.sendt_av}"
    return adresse


def _linje(navn: str, verdi: vText) -> bytes:
    return brettet(Contentline.from_parts(navn, Parameters(), verdi))


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
    return _SOM_LINJESKIFT.sub(r"\\ ", rett_fram(_LINJESKIFT.sub("\n", tekst)))
