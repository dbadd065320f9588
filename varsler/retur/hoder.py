"""Headers and texts of mail that anybody may have written: short, on one line, and never an error."""

from __future__ import annotations

import re
from datetime import UTC, date
from email.header import decode_header, make_header
from email.message import Message
from email.utils import parsedate_to_datetime

from varsler.adresse import en_linje
from varsler.melding import OSLO

HODE_MAKS = 2_000
TEKST_MAKS = 8_000
"""So much of a text is looked at; what an absence says it says first."""
ADRESSE_MAKS = 254
IDER_MAKS = 50
_ID = re.compile(r"<[^<>\s]{1,400}>")
_ADRESSE = re.compile(r"<([^<>\s@]+@[^<>\s@]+)>|(?<![^\s:,;(])[^\s<>(),;:\"@]+@[^\s<>(),;:\"@]+")
_MERKE = re.compile(r"<[^>]{0,2000}>")
_USYNLIG = re.compile(r"(?is)<(style|script|head)\b.*?(?:</\1\s*>|$)")


def hode(melding: Message, navn: str) -> str:
    """The header's first value, in plain letters; empty when there is none."""
    verdi = next((verdi for n, verdi in melding.raw_items() if n.lower() == navn.lower()), None)
    if verdi is None:
        return ""
    # As it stood in the file: UTF-8 in headers has been allowed since RFC 6532.
    raa = str(verdi).encode("utf-8", "surrogateescape").decode("utf-8", "replace")[:HODE_MAKS]
    try:
        lest = str(make_header(decode_header(raa)))
    except (ValueError, LookupError):  # an unknown charset, or letters that are not of it
        lest = raa
    return lagringsbar(en_linje(lest))


def lagringsbar(tekst: str) -> str:
    """Without half letters and NUL, which no database takes."""
    return tekst.encode("utf-8", "replace").decode("utf-8").replace("\x00", "")


def ider_i(verdi: str) -> tuple[str, ...]:
    """The Message-IDs in a header's value, with their brackets; the last first, which is the one it answers."""
    return tuple(dict.fromkeys(_ID.findall(verdi)[-IDER_MAKS:][::-1]))


def avsender(melding: Message) -> str:
    """The bare address it says it is from; empty when there is none."""
    # Not by the library, which goes as deep into comments as somebody has written them.
    funnet = _ADRESSE.search(hode(melding, "From"))
    return (funnet[1] or funnet[0])[:ADRESSE_MAKS] if funnet else ""


def skrevet(melding: Message) -> date | None:
    """The day in Oslo of the Date header."""
    try:
        tid = parsedate_to_datetime(hode(melding, "Date"))
        return (tid if tid.tzinfo else tid.replace(tzinfo=UTC)).astimezone(OSLO).date()
    except (ValueError, TypeError, IndexError, OverflowError):
        return None


def deler_av(melding: Message) -> list[Message]:
    """The parts of a mail of several; of another none. Its text is not looked at, which may be in no code there is."""
    innhold = melding.get_payload() if melding.is_multipart() else []
    return [del_ for del_ in innhold if isinstance(del_, Message)] if isinstance(innhold, list) else []


def tekst_i(del_: Message) -> str:
    """The beginning of the part's text, decoded; empty for what is not text."""
    try:
        raa = del_.get_payload(decode=True)
    except (ValueError, LookupError, AssertionError):
        return ""
    if not isinstance(raa, bytes):
        return ""
    try:
        return lagringsbar(raa[: 4 * TEKST_MAKS].decode(str(del_.get_content_charset("utf-8")), "replace"))[:TEKST_MAKS]
    except (LookupError, ValueError):
        return lagringsbar(raa[:TEKST_MAKS].decode("utf-8", "replace"))


def foerste_tekst(melding: Message) -> str:
    """The mail's own text, as plain text: the first part that is one, else the first HTML without its marks."""
    html = ""
    for del_ in melding.walk():
        if del_.get_content_disposition() == "attachment":
            continue
        match del_.get_content_type():
            case "text/plain":
                return tekst_i(del_)
            case "text/html" if not html:
                html = _MERKE.sub(" ", _USYNLIG.sub(" ", tekst_i(del_)))
            case _:
                pass
    return html
