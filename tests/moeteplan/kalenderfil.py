"""Calendar files as strangers write them."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

DAG = date(2026, 3, 2)


def hendelse(*linjer: str, uid: str = "a@trysil.example", tittel: str = "Kommunestyret") -> list[str]:
    """A VEVENT with the lines in it."""
    return ["BEGIN:VEVENT", f"UID:{uid}", f"SUMMARY:{tittel}", *linjer, "END:VEVENT"]


def kalender(*deler: Iterable[str], skille: str = "\r\n", hode: Iterable[str] = ()) -> bytes:
    """A VCALENDAR around the parts, each a list of lines."""
    linjer = ["BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//Proeve//NO", *hode]
    linjer += [linje for del_ in deler for linje in del_]
    return (skille.join([*linjer, "END:VCALENDAR"]) + skille).encode()


TESSERAKT_SONE = [
    "BEGIN:VTIMEZONE",
    "TZID:Tesserakt tid",
    "BEGIN:STANDARD",
    "DTSTART:16010101T030000",
    "TZOFFSETFROM:+0200",
    "TZOFFSETTO:+0100",
    "RRULE:FREQ=YEARLY;BYMONTH=10;BYDAY=-1SU",
    "END:STANDARD",
    "BEGIN:DAYLIGHT",
    "DTSTART:16010101T020000",
    "TZOFFSETFROM:+0100",
    "TZOFFSETTO:+0200",
    "RRULE:FREQ=YEARLY;BYMONTH=3;BYDAY=-1SU",
    "END:DAYLIGHT",
    "END:VTIMEZONE",
]
"""Oslo's rules under a name nobody has heard of, as Exchange writes «Customized Time Zone»."""
