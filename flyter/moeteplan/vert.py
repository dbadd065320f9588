"""How a subscribed source is spoken of: by its host."""

from __future__ import annotations

from urllib.parse import urlsplit


def vert(adresse: str) -> str:
    """The host of an address: the rest may be as good as a key, and has no place in logs."""
    return urlsplit(adresse).hostname or "?"
