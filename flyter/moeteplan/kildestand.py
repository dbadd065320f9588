"""How it stands with a subscribed source: its host in words, and whether its plan may be out of date."""

from __future__ import annotations

from datetime import datetime, timedelta
from urllib.parse import urlsplit

from modeller.lager.moeteplankilder import Kildetilstand

FORELDET = timedelta(days=3)
"""A source that has not answered for longer is told of as out of date."""


def er_foreldet(tilstand: Kildetilstand, naa: datetime) -> bool:
    """Whether it is so long since the source answered that its plan may be another by now."""
    return tilstand.hentet is None or naa - tilstand.hentet > FORELDET


def vert(adresse: str) -> str:
    """The host of an address: the rest may be as good as a key, and has no place in logs."""
    return urlsplit(adresse).hostname or "?"
