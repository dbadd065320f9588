"""A feed as it goes over HTTP: bytes, plain and packed, with tags and times, and the answer to who has it already."""

from __future__ import annotations

import gzip
import hashlib
import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from email.utils import format_datetime, parsedate_to_datetime
from typing import Final, NamedTuple

from varsler.kalender.ics import INNHOLDSTYPE

Hoder = tuple[tuple[bytes, bytes], ...]
"""As ASGI wants them: names in lower case."""

_HODER: Final[Hoder] = (
    (b"cache-control", b"private, max-age=900"),
    (b"vary", b"Accept-Encoding"),
    (b"x-robots-tag", b"noindex"),
    (b"x-content-type-options", b"nosniff"),
)


class Svar(NamedTuple):
    """An answer ready to be sent."""

    status: int
    hoder: Hoder
    kropp: bytes


@dataclass(frozen=True, slots=True, kw_only=True)
class Utgave:
    """A feed's bytes in one encoding. A strong tag names exact bytes, so each encoding has a tag of its own."""

    kropp: bytes
    merke: str
    hoder: Hoder
    """Of an answer with the bytes."""
    uendret: Hoder
    """Of one that says that they are still right."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Feed:
    """A feed ready to be sent. `endret` is the aware instant its bytes last changed, removals counted."""

    endret: datetime
    hel: Utgave
    pakket: Utgave

    @property
    def ics(self) -> bytes:
        """The calendar itself."""
        return self.hel.kropp

    @property
    def stoerrelse(self) -> int:
        """The bytes it takes to remember it."""
        return len(self.hel.kropp) + len(self.pakket.kropp)


def lag_feed(ics: bytes, endret: datetime) -> Feed:
    """The feed with these bytes, which last changed at `endret` (aware)."""
    sum_ = hashlib.sha256(ics).hexdigest()[:40]
    sist_endret = format_datetime(endret.astimezone(UTC).replace(microsecond=0), usegmt=True)

    def utgave(kropp: bytes, merke: str, *om_kroppen: tuple[bytes, bytes]) -> Utgave:
        uendret = (*_HODER, (b"etag", merke.encode()), (b"last-modified", sist_endret.encode()))
        lengde = (b"content-length", str(len(kropp)).encode())
        hoder = (*uendret, (b"content-type", INNHOLDSTYPE.encode()), lengde, *om_kroppen)
        return Utgave(kropp=kropp, merke=merke, hoder=hoder, uendret=uendret)

    # Packed without the time of packing: the bytes must be the same every time.
    pakket = gzip.compress(ics, mtime=0)
    return Feed(
        endret=endret,
        hel=utgave(ics, f'"{sum_}"'),
        pakket=utgave(pakket, f'"{sum_}-gzip"', (b"content-encoding", b"gzip")),
    )


def svar_med(feed: Feed, metode: str, spurt: Mapping[bytes, bytes]) -> Svar:
    """200 with the bytes the client can read (none for HEAD), or 304 when it has them, packed or not."""
    valgt, annen = feed.hel, feed.pakket
    if vil_ha_gzip(spurt.get(b"accept-encoding", b"").decode("latin-1")):
        valgt, annen = annen, valgt
    kjent = spurt.get(b"if-none-match")
    if kjent is not None:
        if treff := _treff(kjent.decode("latin-1"), valgt, annen):
            return Svar(304, treff.uendret, b"")
    elif _ikke_endret_siden(spurt.get(b"if-modified-since"), feed.endret):
        return Svar(304, valgt.uendret, b"")
    return Svar(200, valgt.hoder, b"" if metode == "HEAD" else valgt.kropp)


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


def _treff(kjent: str, *utgaver: Utgave) -> Utgave | None:
    """The bytes the client has that are still right, those it would be sent first; tags are compared weakly."""
    gitt = {ledd.strip().removeprefix("W/") for ledd in kjent.split(",")}
    return next((utgave for utgave in utgaver if utgave.merke in gitt or "*" in gitt), None)


def _ikke_endret_siden(hode: bytes | None, endret: datetime) -> bool:
    if hode is None:
        return False
    try:
        siden = parsedate_to_datetime(hode.decode("latin-1"))
    except ValueError:
        return False
    if siden.tzinfo is None:
        siden = siden.replace(tzinfo=UTC)
    return endret.replace(microsecond=0) <= siden
