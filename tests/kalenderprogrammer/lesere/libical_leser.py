"""What libical's `restriction_check` finds against RFC 5545 and 5546 in calendars, by the name of each file.

Standard library only, over the C library by its name or path, which is the first argument.
"""

import ctypes
import json
import re
import sys
from pathlib import Path

libical = ctypes.CDLL(sys.argv[1])
for navn in ("icalparser_parse_string", "icalcomponent_as_ical_string"):
    getattr(libical, navn).restype = ctypes.c_void_p
libical.icalparser_parse_string.argtypes = [ctypes.c_char_p]
for navn in ("icalrestriction_check", "icalcomponent_count_errors", "icalcomponent_as_ical_string"):
    getattr(libical, navn).argtypes = [ctypes.c_void_p]


def les(sti: str) -> list[str]:
    komponent = libical.icalparser_parse_string(Path(sti).read_bytes())
    if not komponent:
        return ["not a calendar"]
    godkjent = libical.icalrestriction_check(komponent)
    feil = libical.icalcomponent_count_errors(komponent)
    tekst = ctypes.string_at(libical.icalcomponent_as_ical_string(komponent)).decode()
    funnet = re.findall(r"X-LIC-ERROR[^:]*:(.*)", tekst.replace("\r\n ", "").replace("\r", ""))
    return funnet or ([] if godkjent and not feil else [f"restriction_check: {godkjent}, errors: {feil}"])


print(json.dumps({Path(sti).name: les(sti) for sti in sys.argv[2:]}))
