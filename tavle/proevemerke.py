"""Trial mode as every page shows it: asked once a request, before the page is made."""

from __future__ import annotations

from typing import Final

from fastapi import Request
from starlette.types import ASGIApp, Receive, Scope, Send

from tavle.kilde import Tavlekilde

FELT: Final = "proevemodus"
UTEN_MERKE: Final = ("/statisk/", "/api/")
"""What begins so is no page."""


class Proevemerking:
    """ASGI middleware: notes on the request whether trial mode is on, for `er_paa_proeve`."""

    def __init__(self, app: ASGIApp, kilde: Tavlekilde) -> None:
        self._app = app
        self._kilde = kilde

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer one request."""
        if scope["type"] == "http" and not scope["path"].startswith(UTEN_MERKE):
            scope.setdefault("state", {})[FELT] = await self._kilde.proevemodus()
        await self._app(scope, receive, send)


def er_paa_proeve(request: Request) -> bool:
    """Whether trial mode was on as the request came; False where nobody asked."""
    return bool(getattr(request.state, FELT, False))
