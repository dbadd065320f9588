"""Calendar feeds over HTTP: `/kalender/<token>.ics`, made for calendar clients that poll for years.

A subscriber's choices go in the address before `.ics`, which it must end with: `<token>.nn.uten-ferdige.ics`. The
token is the only key; no cookie, no sign-in, and nothing in the address can widen what it opens.
"""

from __future__ import annotations

import gzip
import hashlib
import logging
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from email.utils import format_datetime, parsedate_to_datetime
from typing import Final, Protocol

from fastapi import APIRouter, Request
from fastapi.responses import Response

from modeller.tekst import Maalform
from varsler.kalender.abonnent import Ferdige
from varsler.kalender.ics import INNHOLDSTYPE

PROEV_IGJEN_OM = 600
"""Seconds a client is asked to wait after a failure."""

_HODER: Final[Mapping[str, str]] = {
    "Cache-Control": "private, max-age=900",
    "Vary": "Accept-Encoding",
    "X-Robots-Tag": "noindex",
}
_FEILHODER: Final[Mapping[str, str]] = {"Cache-Control": "private, no-store", "X-Robots-Tag": "noindex"}
_MAALFORMER: Final = {"nb": Maalform.NB, "nn": Maalform.NN}
_FERDIGE: Final = {"med-ferdige": Ferdige.MERK, "uten-ferdige": Ferdige.FJERN}
_FANT_IKKE: Final = (
    "Kalenderen finnes ikke, eller adressen er trukket tilbake.\n"
    "Kalenderen finst ikkje, eller adressa er trekt tilbake.\n"
)
_UTE_AV_DRIFT: Final = "Kalenderen kan ikke hentes akkurat nå.\nKalenderen kan ikkje hentast akkurat no.\n"

_logg = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True, kw_only=True)
class Feedforesporsel:
    """What a client asks for. None means what the subscriber's own record says; `klient` is its User-Agent."""

    token: str
    maalform: Maalform | None = None
    ferdige: Ferdige = Ferdige.MERK
    klient: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Abonnementsinnhold:
    """A feed: its bytes, and the aware instant they last changed, removals counted."""

    ics: bytes
    endret: datetime


class Abonnementskilde(Protocol):
    """Where feeds come from."""

    async def innhold(self, foresporsel: Feedforesporsel, naa: datetime) -> Abonnementsinnhold | None:
        """The feed the token opens at `naa` (aware); None for a token that is wrong or revoked.

        Must raise when the feed cannot be made: an empty calendar would make clients delete everything.
        """
        ...


def lag_abonnementsruter(kilde: Abonnementskilde, klokke: Callable[[], datetime]) -> APIRouter:
    """The router of the feeds; `klokke` gives aware instants."""
    ruter = APIRouter()

    @ruter.api_route("/kalender/{navn}.ics", methods=["GET", "HEAD"], include_in_schema=False)
    async def kalender(request: Request, navn: str) -> Response:
        try:
            foresporsel = _les(navn, request.headers.get("user-agent"))
            innhold = await kilde.innhold(foresporsel, klokke()) if foresporsel else None
        except Exception:  # noqa: BLE001 - whatever went wrong, the client must keep what it has
            _logg.exception("a feed could not be made")
            hoder = {**_FEILHODER, "Retry-After": str(PROEV_IGJEN_OM)}
            return Response(_UTE_AV_DRIFT, 503, hoder, "text/plain")
        if innhold is None:
            return Response(_FANT_IKKE, 404, _FEILHODER, "text/plain")
        return _svar(request, innhold)

    return ruter


def _les(navn: str, klient: str | None) -> Feedforesporsel | None:
    """The token and the choices; None when there is anything in the address that is neither."""
    token, *valg = navn.split(".")
    maalformer = [_MAALFORMER[v] for v in valg if v in _MAALFORMER]
    ferdige = [_FERDIGE[v] for v in valg if v in _FERDIGE]
    if len(maalformer) > 1 or len(ferdige) > 1 or len(valg) != len(maalformer) + len(ferdige):
        return None
    return Feedforesporsel(
        token=token,
        maalform=maalformer[0] if maalformer else None,
        ferdige=ferdige[0] if ferdige else Ferdige.MERK,
        klient=klient,
    )


def _svar(request: Request, innhold: Abonnementsinnhold) -> Response:
    # A strong tag names exact bytes, so the packed ones have a tag of their own; either proves the client up to date.
    sum_ = hashlib.sha256(innhold.ics).hexdigest()[:40]
    pakket = _vil_ha_gzip(request.headers.get("accept-encoding", ""))
    merke, pakket_merke = f'"{sum_}"', f'"{sum_}-gzip"'
    hoder = {
        **_HODER,
        "ETag": pakket_merke if pakket else merke,
        "Last-Modified": format_datetime(innhold.endret.astimezone(UTC).replace(microsecond=0), usegmt=True),
    }
    if (kjent := request.headers.get("if-none-match")) is not None:
        if treff := _treff(kjent, hoder["ETag"], merke, pakket_merke):
            return Response(status_code=304, headers={**hoder, "ETag": treff})
    elif _ikke_endret_siden(request.headers.get("if-modified-since"), innhold.endret):
        return Response(status_code=304, headers=hoder)
    kropp = innhold.ics
    if pakket:
        kropp = gzip.compress(kropp, mtime=0)  # no time of packing in the bytes: they must be the same every time
        hoder["Content-Encoding"] = "gzip"
    hoder |= {"Content-Type": INNHOLDSTYPE, "Content-Length": str(len(kropp))}
    return Response(b"" if request.method == "HEAD" else kropp, 200, hoder)


def _vil_ha_gzip(godtar: str) -> bool:
    vekter: dict[str, float] = {}
    for ledd in godtar.lower().split(","):
        navn, _, vekt = ledd.partition(";")
        treff = re.fullmatch(r"\s*q\s*=\s*([01](?:\.\d{0,3})?)\s*", vekt)
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


class SkjulToken(logging.Filter):
    """Replaces a feed's token in log records with stars: whoever reads a log must not be able to read a feed."""

    _ADRESSE = re.compile(r"(/kalender/)[^\s/?#\"']+", re.IGNORECASE)

    def filter(self, record: logging.LogRecord) -> bool:
        """Always lets the record through, without the token."""
        record.msg = self._skjul(record.msg)
        if isinstance(record.args, tuple):
            record.args = tuple(self._skjul(a) for a in record.args)
        elif isinstance(record.args, Mapping):
            record.args = {navn: self._skjul(a) for navn, a in record.args.items()}
        return True

    def _skjul(self, verdi: object) -> object:
        return self._ADRESSE.sub(r"\1***.ics", verdi) if isinstance(verdi, str) else verdi


def skjul_token_i_logg(*loggere: str) -> None:
    """Keep tokens out of these loggers; without names, out of the web server's."""
    for navn in loggere or ("uvicorn.access", "uvicorn.error", "uvicorn.asgi"):
        logger = logging.getLogger(navn)
        if not any(isinstance(f, SkjulToken) for f in logger.filters):
            logger.addFilter(SkjulToken())
