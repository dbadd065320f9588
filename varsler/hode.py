"""Mail headers as bytes: folded at spaces, with text that is not plain ASCII as encoded words (RFC 5322, RFC 2047)."""

from __future__ import annotations

from base64 import b64encode
from textwrap import wrap
from typing import NamedTuple

LINJE_TEGN = 78
"""So long a line should be (RFC 5322 section 2.1.1)."""
ORD_BYTE = 45
"""What an encoded word holds when it is as long as it may be: 75 characters, base64 and all (RFC 2047 section 2)."""
FOERSTE_ORD_BYTE = 39
"""… and beside the name of a header, on a line of 76."""
_FORTSETTELSE = 0b1000_0000
_FORTSETTELSESMASKE = 0b1100_0000


class Hode(NamedTuple):
    """A header. `verdi` is one line, of words that may be folded between; `fritekst` makes one of any text."""

    navn: str
    verdi: str


def fritekst(tekst: str) -> str:
    """One line of text as a header's value: itself when it is plain ASCII, else encoded words.

    What looks like an encoded word already is written so that it is read as it stands, and not as what it encodes.
    """
    if tekst.isascii() and "=?" not in tekst:
        return tekst
    ord_, resten, plass = [], tekst.encode("utf-8", "replace"), FOERSTE_ORD_BYTE
    while resten:
        kutt = min(plass, len(resten))
        while kutt < len(resten) and resten[kutt] & _FORTSETTELSESMASKE == _FORTSETTELSE:  # inside a character
            kutt -= 1
        ord_.append(f"=?utf-8?b?{b64encode(resten[:kutt]).decode()}?=")
        resten, plass = resten[kutt:], ORD_BYTE
    return " ".join(ord_)


def skriv_hode(hode: Hode) -> bytes:
    """The header with its line end. Raises ValueError for a value of more lines than one: they would be headers."""
    linje = f"{hode.navn}: {hode.verdi}"
    if "\r" in linje or "\n" in linje or "\0" in linje:
        raise ValueError(f"a header of more than one line: {hode.navn}")
    if len(linje) > LINJE_TEGN:
        linje = "\r\n ".join(wrap(linje, LINJE_TEGN - 1, break_long_words=False, break_on_hyphens=False))
    return f"{linje}\r\n".encode()
