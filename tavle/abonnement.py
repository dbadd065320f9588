"""Calendar feeds over HTTP: `/kalender/<token>.ics`, made for calendar clients that poll for years.

The token is the only key; no cookie, no sign-in, and nothing in the address can widen what it opens. What a subscriber
has chosen stands in the subscription, not in the address.
"""

from __future__ import annotations

import logging
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Final, Protocol

from starlette.types import ASGIApp, Receive, Scope, Send

from tavle.feedsvar import Feed, Hoder, Svar, svar_med
from tavle.sikring import LOKALE_NAVN, vertsnavn
from tavle.struping import HVER, Struping

PROEV_IGJEN_OM = 600
"""Seconds a client is asked to wait after a failure."""

_FANT_IKKE: Final = (
    "Kalenderen finnes ikke, eller adressen er trukket tilbake.\n"
    "Kalenderen finst ikkje, eller adressa er trekt tilbake.\n"
)
_FOR_MANGE: Final = (
    "Du har spurt etter for mange adresser som ikke finnes. Vent litt.\n"
    "Du har spurt etter for mange adresser som ikkje finst. Vent litt.\n"
)
_UTE_AV_DRIFT: Final = "Kalenderen kan ikke hentes akkurat nå.\nKalenderen kan ikkje hentast akkurat no.\n"
_BARE_HENT: Final = "En kalender kan bare hentes.\nEin kalender kan berre hentast.\n"

_ADRESSE: Final = re.compile(r"/kalender/([^/]*)\.ics")

_logg = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True, kw_only=True)
class Feedforesporsel:
    """What a client asks for; `klient` is its User-Agent."""

    token: str
    klient: str | None = None


class Abonnementskilde(Protocol):
    """Where feeds come from."""

    async def innhold(self, foresporsel: Feedforesporsel, naa: datetime) -> Feed | None:
        """The feed the token opens at `naa` (aware); None for a token that is wrong or revoked.

        Must raise when the feed cannot be made: an empty calendar would make clients delete everything.
        """
        ...


class Kalenderfeeder:
    """ASGI middleware: answers what asks for a feed by one of these host names, and hands on all else.

    Before all routing, for nothing else is asked for so often. `klokke` gives aware instants, `struping` counts what
    was asked for in vain. A calendar is no page, and can do nothing of what the pages' headers forbid.
    """

    def __init__(
        self,
        app: ASGIApp,
        kilde: Abonnementskilde,
        klokke: Callable[[], datetime],
        struping: Struping,
        navn: frozenset[str] = LOKALE_NAVN,
    ) -> None:
        self._app = app
        self._navn = navn
        self._kilde = kilde
        self._klokke = klokke
        self._struping = struping

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer one request."""
        adresse = _ADRESSE.fullmatch(scope["path"]) if scope["type"] == "http" else None
        spurt = dict(scope["headers"]) if adresse else {}
        if adresse is None or vertsnavn(spurt.get(b"host", b"").decode("latin-1")) not in self._navn:
            await self._app(scope, receive, send)  # which turns a foreign host away
            return
        svar = await self._svar(adresse[1], scope, spurt)
        if scope["method"] == "HEAD":
            svar = svar._replace(kropp=b"")
        await send({"type": "http.response.start", "status": svar.status, "headers": list(svar.hoder)})
        await send({"type": "http.response.body", "body": svar.kropp})

    async def _svar(self, token: str, scope: Scope, spurt: Mapping[bytes, bytes]) -> Svar:
        if scope["method"] not in {"GET", "HEAD"}:
            return _kort(405, _BARE_HENT, (b"allow", b"GET, HEAD"))
        klient = spurt.get(b"user-agent")
        try:
            naa = self._klokke()
            foresporsel = Feedforesporsel(token=token, klient=klient.decode("latin-1") if klient else None)
            feed = await self._kilde.innhold(foresporsel, naa)
        except Exception:  # noqa: BLE001 - whatever went wrong, the client must keep what it has
            _logg.exception("a feed could not be made")
            return _kort(503, _UTE_AV_DRIFT, _vent(PROEV_IGJEN_OM))
        if feed is not None:
            return svar_med(feed, scope["method"], spurt)
        if self._struping.bom(scope["client"][0] if scope.get("client") else None, naa):
            return _kort(429, _FOR_MANGE, _vent(round(HVER.total_seconds())))
        return _kort(404, _FANT_IKKE)


def _kort(status: int, tekst: str, *flere: tuple[bytes, bytes]) -> Svar:
    kropp = tekst.encode()
    hoder: Hoder = (
        (b"cache-control", b"private, no-store"),
        (b"x-robots-tag", b"noindex"),
        (b"content-type", b"text/plain; charset=utf-8"),
        (b"content-length", str(len(kropp)).encode()),
        *flere,
    )
    return Svar(status, hoder, kropp)


def _vent(sekunder: int) -> tuple[bytes, bytes]:
    return b"retry-after", str(sekunder).encode()


class SkjulToken(logging.Filter):
    """Replaces what opens a feed, a page or an answer with stars in log records: who reads a log must not get in."""

    _ADRESSE = re.compile(r"(/(?:kalender|mitt|s)/)[^\s/?#\"']+", re.IGNORECASE)

    def filter(self, record: logging.LogRecord) -> bool:
        """Always lets the record through, without the token."""
        record.msg = self._skjul(record.msg)
        if isinstance(record.args, tuple):
            record.args = tuple(self._skjul(a) for a in record.args)
        elif isinstance(record.args, Mapping):
            record.args = {navn: self._skjul(a) for navn, a in record.args.items()}
        return True

    def _skjul(self, verdi: object) -> object:
        return self._ADRESSE.sub(r"\1***", verdi) if isinstance(verdi, str) else verdi


def skjul_token_i_logg(*loggere: str) -> None:
    """Keep tokens out of these loggers; without names, out of the web server's."""
    for navn in loggere or ("uvicorn.access", "uvicorn.error", "uvicorn.asgi"):
        logger = logging.getLogger(navn)
        if not any(isinstance(f, SkjulToken) for f in logger.filters):
            logger.addFilter(SkjulToken())
