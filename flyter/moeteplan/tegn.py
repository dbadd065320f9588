"""Bytes from outside as text, whatever they were written in: UTF-8, UTF-16, or what Windows wrote before."""

from __future__ import annotations

import re

from flyter.moeteplan.lest import Planfeil, Uleselig
from modeller.tekst import Tekst

STOERST = 10_000_000
"""Bytes. Twenty thousand events with long descriptions are less."""
UTF8_MERKE = b"\xef\xbb\xbf"
_UTF16 = {b"\xff\xfe": "utf-16-le", b"\xfe\xff": "utf-16-be"}
_AVLYST = re.compile(
    r"(?<!ikke )(?<!ikkje )\b(?:avlyst|avlyses|kansellert|cancell?ed)\b|^\W*utgår\b|\butgår\W*$", re.IGNORECASE
)

_FLYTTET = re.compile(r"\b(?:flytt\w*|utsatt|utsett\w*)\b", re.IGNORECASE)
_DELT_ORD = re.compile(r"(?<=[^\W\d_])[-\u00ad][ \t]*[\r\n]+\s*(?=[a-zæøå])|\u00ad")


def er_avlyst(tittel: str) -> bool:
    """Whether a title says that the meeting is called off, as it is said where there is no field for it."""
    return _AVLYST.search(tittel) is not None


def sjekk_flyttet(status: str) -> None:
    """Raise `Uleselig` for a remark that the meeting was moved: it has two days, and one is written."""
    if _FLYTTET.search(status) and not er_avlyst(status):
        raise Uleselig(
            Tekst(
                f"Statusen er «{status[:60]}», så det er uklart om datoen er den gamle eller den nye. Skriv den nye "
                "datoen, og la status stå tom.",
                f"Statusen er «{status[:60]}», så det er uklart om datoen er den gamle eller den nye. Skriv den nye "
                "datoen, og lat status stå tom.",
            )
        )


def celletekst(verdi: object) -> str:
    """A cell as one line; a word that is divided over two lines is one word."""
    return "" if verdi is None else " ".join(_DELT_ORD.sub("", str(verdi)).split())[:500]


def som_utf8(innhold: bytes) -> bytes:
    """The content without byte order mark, as UTF-8 where it was UTF-16; other encodings are left for `dekod`.

    Raises `Planfeil` for what is too long, empty, a web page, or no text.
    """
    if len(innhold) > STOERST:
        grense = STOERST // 1_000_000
        raise Planfeil(
            Tekst(
                f"Filen er over {grense} MB. Eksporter bare møteplanen.",
                f"Fila er over {grense} MB. Eksporter berre møteplanen.",
            )
        )
    innhold = _fra_utf16(innhold).removeprefix(UTF8_MERKE)
    begynnelse = innhold.lstrip()[:1]
    if not begynnelse:
        raise Planfeil(Tekst("Filen er tom.", "Fila er tom."))
    if begynnelse == b"<":
        raise Planfeil(
            Tekst(
                "Dette er en nettside, ikke en møteplan. Krever adressen innlogging, må kalenderen deles åpent eller "
                "lastes ned som fil.",
                "Dette er ei nettside, ikkje ein møteplan. Krev adressa innlogging, må kalenderen delast ope eller "
                "lastast ned som fil.",
            )
        )
    if b"\x00" in innhold:
        raise Planfeil(
            Tekst(
                "Dette er ikke en tekstfil. Bruk .ics, .csv, .xlsx eller JSON.",
                "Dette er ikkje ei tekstfil. Bruk .ics, .csv, .xlsx eller JSON.",
            )
        )
    return innhold


def dekod(bit: bytes) -> str:
    """A line or a file as text: UTF-8 if it is, else as Windows in the West wrote it. Never fails."""
    try:
        return bit.decode()
    except UnicodeDecodeError:
        try:
            return bit.decode("cp1252")
        except UnicodeDecodeError:
            return bit.decode("latin-1")


def _fra_utf16(innhold: bytes) -> bytes:
    koding = _UTF16.get(innhold[:2])
    if koding is None and len(innhold) >= 4 and innhold[0] != innhold[1] and 0 in innhold[:2]:
        koding = "utf-16-le" if innhold[1] == 0 else "utf-16-be"
    if koding is None:
        return innhold
    try:
        return innhold.decode(koding).removeprefix("\ufeff").encode()
    except UnicodeError:
        raise Planfeil(
            Tekst(
                "Filen ser ut til å være UTF-16, men er skadet. Lagre den på nytt som UTF-8.",
                "Fila ser ut til å vere UTF-16, men er skadd. Lagre ho på nytt som UTF-8.",
            )
        ) from None
