"""A feed as it goes over HTTP: bytes, plain and packed, with tags and times, and the answer to who has it already."""

from __future__ import annotations

import gzip
import hashlib
import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from email.utils import format_datetime, parsedate_to_datetime
from typing import Final

from starlette.datastructures import Headers
from starlette.responses import Response

from varsler.kalender.ics import INNHOLDSTYPE

_HODER: Final[Mapping[str, str]] = {
    "Cache-Control": "private, max-age=900",
    "Vary": "Accept-Encoding",
    "X-Robots-Tag": "noindex",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Feed:
    """A feed ready to be sent. `endret` is the aware instant its bytes last changed, removals counted.

    A strong tag names exact bytes, so the packed ones have a tag of their own; either proves a client up to date.
    """

    ics: bytes
    pakket: bytes
    endret: datetime
    merke: str
    pakket_merke: str
    sist_endret: str

    @property
    def stoerrelse(self) -> int:
        """The bytes it takes to remember it."""
        return len(self.ics) + len(self.pakket)


def lag_feed(ics: bytes, endret: datetime) -> Feed:
    """The feed with these bytes, which last changed at `endret` (aware)."""
    sum_ = hashlib.sha256(ics).hexdigest()[:40]
    return Feed(
        ics=ics,
        # Without the time of packing: the bytes must be the same every time.
        pakket=gzip.compress(ics, mtime=0),
        endret=endret,
        merke=f'"{sum_}"',
        pakket_merke=f'"{sum_}-gzip"',
        sist_endret=format_datetime(endret.astimezone(UTC).replace(microsecond=0), usegmt=True),
    )


def svar_med(feed: Feed, metode: str, spurt: Headers) -> Response:
    """200 with the bytes the client can read (none for HEAD), or 304 when it has them."""
    pakket = vil_ha_gzip(spurt.get("accept-encoding", ""))
    merke = feed.pakket_merke if pakket else feed.merke
    hoder = {**_HODER, "ETag": merke, "Last-Modified": feed.sist_endret}
    kjent = spurt.get("if-none-match")
    if kjent is not None:
        if treff := _treff(kjent, merke, feed.merke, feed.pakket_merke):
            return Response(status_code=304, headers={**hoder, "ETag": treff})
    elif _ikke_endret_siden(spurt.get("if-modified-since"), feed.endret):
        return Response(status_code=304, headers=hoder)
    if pakket:
        hoder["Content-Encoding"] = "gzip"
    kropp = feed.pakket if pakket else feed.ics
    hoder |= {"Content-Type": INNHOLDSTYPE, "Content-Length": str(len(kropp))}
    return Response(b"" if metode == "HEAD" else kropp, 200, hoder)


def vil_ha_gzip(godtar: str) -> bool:
    """Whether an Accept-Encoding takes gzip."""
    if not godtar:
        return False
    vekter: dict[str, float] = {}
    for ledd in godtar.lower().split(","):
        navn, _, vekt = ledd.partition(";")
        treff = re.fullmatch(r"\s*q\s*=\s*([01](?:\.\d{0,3})?)\s*", vekt) if vekt else None
        vekter[navn.strip()] = float(treff[1]) if treff else 1.0
    return vekter.get("gzip", vekter.get("*", 0.0)) > 0


def _treff(kjent: str, valgt: str, *merker: str) -> str | None:
    """The tag the client has that is still right, the one it would be sent first; tags are compared weakly."""
    gitt = {ledd.strip().removeprefix("W/") for ledd in kjent.split(",")}
    if "*" in gitt:
        return valgt
    return next((merke for merke in (valgt, *merker) if merke in gitt), None)


def _ikke_endret_siden(hode: str | None, endret: datetime) -> bool:
    if hode is None:
        return False
    try:
        siden = parsedate_to_datetime(hode)
    except ValueError:
        return False
    if siden.tzinfo is None:
        siden = siden.replace(tzinfo=UTC)
    return endret.replace(microsecond=0) <= siden
