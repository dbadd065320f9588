"""The board's outer wall: only this machine's names as Host, and headers that keep a page from doing more than show."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from starlette.datastructures import Headers, MutableHeaders
from starlette.responses import PlainTextResponse
from starlette.types import ASGIApp, Message, Receive, Scope, Send

LOKALE_NAVN: Final = frozenset({"localhost", "127.0.0.1", "[::1]"})
"""There is no sign-in yet, so a page on the internet must not reach the board by pointing its own name at us."""

BARE_HER: Final = "Fristvakt svarer bare på denne maskinen (localhost). / Fristvakt svarer berre på denne maskina.\n"

SIKRE_HODER: Final[Mapping[str, str]] = {
    # The design system draws its icons with `data:` images in the style sheet.
    "Content-Security-Policy": (
        "default-src 'self'; img-src 'self' data:; object-src 'none'; base-uri 'none'; form-action 'self'; "
        "frame-ancestors 'none'"
    ),
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Referrer-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
}

MELDINGSHODER: Final[Mapping[str, str]] = {
    # A mail's HTML brings its own styles and nothing else; it is shown only inside our own page.
    "Content-Security-Policy": (
        "default-src 'none'; style-src 'unsafe-inline'; img-src data:; base-uri 'none'; form-action 'none'; "
        "frame-ancestors 'self'; sandbox allow-popups"
    ),
    "X-Frame-Options": "SAMEORIGIN",
}


def vertsnavn(vert: str) -> str:
    """The host of a Host header without its port; an IPv6 address keeps its brackets."""
    foran, kolon, port = vert.rpartition(":")
    return (foran if kolon and (port.isdecimal() or not port) else vert).lower()


def legg_til_hoder(hoder: MutableHeaders, sikre: Mapping[str, str] = SIKRE_HODER) -> None:
    """Adds the headers that are not there already: a page may ask for stricter or other ones."""
    for navn, verdi in sikre.items():
        hoder.setdefault(navn, verdi)


class Sikring:
    """ASGI middleware: turns away foreign hosts with 400 (and `avvist` as text), and puts `hoder` on every answer."""

    def __init__(
        self,
        app: ASGIApp,
        navn: frozenset[str] = LOKALE_NAVN,
        hoder: Mapping[str, str] = SIKRE_HODER,
        avvist: str = BARE_HER,
    ) -> None:
        self._app = app
        self._navn = navn
        self._hoder = hoder
        self._avvist = avvist

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer one request."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return

        async def send_med_hoder(melding: Message) -> None:
            if melding["type"] == "http.response.start":
                legg_til_hoder(MutableHeaders(scope=melding), self._hoder)
            await send(melding)

        if vertsnavn(Headers(scope=scope).get("host", "")) in self._navn:
            await self._app(scope, receive, send_med_hoder)
            return
        svar = PlainTextResponse(self._avvist, 400)
        await svar(scope, receive, send_med_hoder)
