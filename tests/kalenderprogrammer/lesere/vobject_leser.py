"""What `vobject` reads in calendars: one JSON object per file named, by the file's name."""

import json
import sys
from pathlib import Path
from typing import Any

import vobject
from tidspunkt import iso


def hendelse(en: Any) -> dict[str, Any]:
    felt = en.contents
    return {
        "uid": en.uid.value,
        "start": iso(en.dtstart.value),
        "slutt": iso(en.dtend.value),
        "tittel": en.summary.value,
        "tekst": en.description.value,
        "status": en.status.value,
        "sekvens": int(en.sequence.value),
        "varsler": len(felt.get("valarm", [])),
    }


def les(sti: str) -> list[dict[str, Any]]:
    kalendere = list(vobject.readComponents(Path(sti).read_bytes().decode("utf-8")))
    if len(kalendere) != 1:
        raise ValueError(f"{len(kalendere)} calendars in one file")
    return [hendelse(en) for en in kalendere[0].contents.get("vevent", [])]


print(json.dumps({Path(sti).name: les(sti) for sti in sys.argv[1:]}))
