"""The answer app's outer wall: only its own name, headers for pages on the internet, and bodies of a form's size."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

SVARHODER: Final[Mapping[str, str]] = {
    # Nothing but our own style sheets and pictures: no scripts at all. The design system draws with `data:` images.
    "Content-Security-Policy": (
        "default-src 'none'; style-src 'self'; img-src 'self' data:; font-src 'self'; form-action 'self'; "
        "base-uri 'none'; frame-ancestors 'none'"
    ),
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    # The address is the key: it must not be told to others, kept, or found.
    "Referrer-Policy": "no-referrer",
    "Cache-Control": "no-store",
    "X-Robots-Tag": "noindex, nofollow",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=()",
}
AVVIST: Final = "Feil adresse. / Feil adresse.\n"
KROPP_STOERST: Final = 32_000
"""Bytes of a form: the longest text there is room for, several times over."""
TOKEN_LENGST: Final = 1_000
FLEST_FELT: Final = 20
ROBOTER: Final = "User-agent: *\nDisallow: /\n"
