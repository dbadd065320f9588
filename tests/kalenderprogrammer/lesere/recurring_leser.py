"""What `recurring-ical-events` finds in calendars from 2000 to 2100, by the name of each file."""

import json
import sys
from datetime import date
from pathlib import Path
from typing import Any

import icalendar
import recurring_ical_events
from tidspunkt import iso


def hendelse(en: Any) -> dict[str, Any]:
    return {
        "uid": str(en["UID"]),
        "start": iso(en.start),
        "slutt": iso(en.end),
        "tittel": str(en["SUMMARY"]),
        "tekst": str(en["DESCRIPTION"]),
        "status": str(en["STATUS"]),
        "sekvens": int(en["SEQUENCE"]),
        "varsler": len(en.walk("VALARM")),
    }


def les(sti: str) -> list[dict[str, Any]]:
    kalender = icalendar.Calendar.from_ical(Path(sti).read_bytes())
    return [hendelse(en) for en in recurring_ical_events.of(kalender).between(date(2000, 1, 1), date(2100, 1, 1))]


print(json.dumps({Path(sti).name: les(sti) for sti in sys.argv[1:]}))
