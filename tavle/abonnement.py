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

from fastapi import APIRouter
from starlette.requests import Request
from starlette.responses import Response

from tavle.feedsvar import Feed, svar_med
from tavle.struping import HVER, Struping

PROEV_IGJEN_OM = 600
"""Seconds a client is asked to wait after a failure."""

_FEILHODER: Final[Mapping[str, str]] = {"Cache-Control": "private, no-store", "X-Robots-Tag": "noindex"}
_FANT_IKKE: Final = (
    "Kalenderen finnes ikke, eller adressen er trukket tilbake.\n"
    "Kalenderen finst ikkje, eller adressa er trekt tilbake.\n"
)
_FOR_MANGE: Final = (
    "Du har spurt etter for mange adresser som ikke finnes. Vent litt.\n"
    "Du har spurt etter for mange adresser som ikkje finst. Vent litt.\n"
)
_UTE_AV_DRIFT: Final = "Kalenderen kan ikke hentes akkurat nå.\nKalenderen kan ikkje hentast akkurat no.\n"

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


def lag_abonnementsruter(
    kilde: Abonnementskilde, klokke: Callable[[], datetime], struping: Struping | None = None
) -> APIRouter:
    """The router of the feeds; `klokke` gives aware instants, `struping` counts what was asked for in vain."""
    ruter = APIRouter()
    struping = struping or Struping()

    async def kalender(request: Request) -> Response:
        try:
            naa = klokke()
            foresporsel = Feedforesporsel(token=request.path_params["token"], klient=request.headers.get("user-agent"))
            feed = await kilde.innhold(foresporsel, naa)
        except Exception:  # noqa: BLE001 - whatever went wrong, the client must keep what it has
            _logg.exception("a feed could not be made")
            return Response(_UTE_AV_DRIFT, 503, _med_vent(PROEV_IGJEN_OM), "text/plain")
        if feed is not None:
            return svar_med(feed, request.method, request.headers)
        if struping.bom(request.client.host if request.client else None, naa):
            return Response(_FOR_MANGE, 429, _med_vent(round(HVER.total_seconds())), "text/plain")
        return Response(_FANT_IKKE, 404, _FEILHODER, "text/plain")

    ruter.add_route("/kalender/{token}.ics", kalender, methods=["GET", "HEAD"], include_in_schema=False)
    return ruter


def _med_vent(sekunder: int) -> dict[str, str]:
    return {**_FEILHODER, "Retry-After": str(sekunder)}


class SkjulToken(logging.Filter):
    """Replaces what opens a feed or somebody's page with stars in log records: who reads a log must not get in."""

    _ADRESSE = re.compile(r"(/(?:kalender|mitt)/)[^\s/?#\"']+", re.IGNORECASE)

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
