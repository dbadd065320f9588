"""The text of a message for others than its reader: the links its reader answers with are hidden."""

from __future__ import annotations

import re
from typing import Final

from modeller.tekst import Tekst
from varsler.svarlenke import STI

PERSONLIG_LENKE: Final = Tekst("(personlig lenke)", "(personleg lenke)")
"""Stands where a link was. Has no letter that HTML gives a meaning."""

# Known by the path and the three parts of a signed token, since the address before it may have been another then, and
# the key too. A signature is 43 letters; half of that is more than any other address has after two dots.
_LENKE: Final = rf"{re.escape(STI)}[\w-]{{8,}}\.[\w-]{{4,}}\.[\w-]{{22,}}"
_ADRESSE: Final = re.compile(rf"(?:https?://[^\s\"'<>]*?)?{_LENKE}", re.ASCII | re.IGNORECASE)
_ANKER: Final = re.compile(
    rf"<a\s[^>]*?href\s*=[^>]*?{_LENKE}[^>]*>(?P<tekst>.*?)</a\s*>", re.ASCII | re.IGNORECASE | re.DOTALL
)


def uten_personlige_lenker(tekst: str, ordet: str) -> str:
    """The text with `ordet` in place of each answer link, whatever address it led to."""
    return _ADRESSE.sub(ordet, tekst)


def html_uten_personlige_lenker(html: str, ordet: str) -> str:
    """The same of HTML: the words of a link stay with `ordet` behind them, and lead nowhere."""

    def uten(anker: re.Match[str]) -> str:
        tekst = uten_personlige_lenker(anker["tekst"], ordet)
        return f"<span>{tekst}</span>" + ("" if ordet in tekst else f" {ordet}")

    return uten_personlige_lenker(_ANKER.sub(uten, html), ordet)
