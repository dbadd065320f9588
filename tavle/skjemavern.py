"""Forms that change what others see: only sent from our own pages, with a token that only our own pages hold."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Final
from urllib.parse import urlsplit

from fastapi import Request
from itsdangerous import BadData
from starlette.exceptions import HTTPException

from varsler.signatur import skriver

GJELDER: Final = timedelta(hours=12)
"""How long a page may stand open before its form is sent."""
LES_UT: Final = 32_000_000
"""Bytes of a body too large that are read all the same: a browser shows the answer only when it has sent it all."""
_SALT: Final = "skjema"


class ForStort(Exception):
    """The body of a request is larger than allowed."""


def lag_token(noekkel: bytes, skjema: str, naa: datetime) -> str:
    """The token of one form, named `skjema`, on a page shown at `naa` (aware)."""
    return str(skriver(noekkel, naa, _SALT).dumps(skjema))


def er_vaart(noekkel: bytes, skjema: str, token: str, naa: datetime) -> bool:
    """Whether the token is of that form, and not too old."""
    try:
        lest = skriver(noekkel, naa, _SALT).loads(token, max_age=round(GJELDER.total_seconds()))
    except BadData:
        return False
    return bool(lest == skjema)


def krev_egen_side(request: Request) -> None:
    """Raises 403 for what a page of somebody else sends, as the browser tells; a program says nothing of it."""
    sted, opphav = request.headers.get("sec-fetch-site"), request.headers.get("origin")
    fremmed = sted is not None and sted not in {"same-origin", "none"}
    if fremmed or (opphav is not None and urlsplit(opphav).netloc != request.headers.get("host")):
        raise HTTPException(403, "Dette kan bare sendes fra Fristvakts egne sider.")


async def kroppen(request: Request, hoeyst: int) -> bytes:
    """The body, at most `hoeyst` bytes of it. Raises `ForStort`, with no more than that held in memory."""
    lest, biter = 0, []
    async for bit in request.stream():
        lest += len(bit)
        if lest <= hoeyst:
            biter.append(bit)
        elif lest > LES_UT:
            break
    if lest > hoeyst:
        raise ForStort
    return b"".join(biter)


def med_kropp(request: Request, innhold: bytes) -> Request:
    """The same request with a body that has been read."""

    async def motta() -> dict[str, object]:
        return {"type": "http.request", "body": innhold, "more_body": False}

    return Request(request.scope, motta)
