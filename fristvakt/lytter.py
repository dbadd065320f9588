"""The sockets a service listens on, taken before anything is opened, and the web servers on them."""

from __future__ import annotations

import asyncio
import errno
import signal
import socket
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Final

import uvicorn
from uvicorn.protocols.http.h11_impl import H11Protocol

from fristvakt.innstillinger import Innstillinger, Innstillingsfeil


class PortIBruk(Exception):
    """Something else listens on the port already."""


def lytt(adresse: str, port: int, velg_en_annen: str = "Velg en annen med --port") -> socket.socket:
    """A socket on the address; port 0 takes a free one. Raises `PortIBruk`, or `Innstillingsfeil` for an address or
    port that cannot be used here.
    """
    familie = socket.AF_INET6 if ":" in adresse else socket.AF_INET
    # Named as TCP, or the event loop lets small answers wait for the client's acknowledgement, a 25th of a second.
    lytter = socket.socket(familie, socket.SOCK_STREAM, socket.IPPROTO_TCP)
    lytter.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        lytter.bind((adresse, port))
    except OSError as feil:
        lytter.close()
        if feil.errno == errno.EADDRINUSE:
            raise PortIBruk(
                f"Noe annet bruker allerede port {port} på {adresse}. {velg_en_annen}, eller stopp det som bruker den."
            ) from None
        if feil.errno == errno.EACCES:
            raise Innstillingsfeil(f"Fristvakt har ikke lov til å bruke port {port}. Velg en over 1023.") from None
        raise Innstillingsfeil(f"Denne maskinen kan ikke svare på {adresse}. Bruk for eksempel 127.0.0.1.") from None
    return lytter


def lytt_svar(innstillinger: Innstillinger) -> socket.socket | None:
    """The socket of the answer app; None when it is not set up. Raises as `lytt`."""
    if innstillinger.svaradresse is None:
        return None
    return lytt(innstillinger.svar_vert, innstillinger.svar_port, "Velg en annen med FRISTVAKT_SVAR_PORT")


def portnummer(lytter: socket.socket) -> int:
    """The port it got."""
    return int(lytter.getsockname()[1])


TAALMODIGHET: Final = 15.0
"""Seconds. A request, from its first byte to its last, may take so long, and at most twice so long."""


class UtaalmodigForbindelse(H11Protocol):
    """A connection from anybody at all, hung up on when it holds its place and comes to nothing.

    Uvicorn waits for headers and bodies for ever, and serves only so many connections at once.
    """

    def connection_made(self, transport: asyncio.Transport) -> None:  # type: ignore[override]  # as uvicorn has it
        """The clock starts."""
        super().connection_made(transport)
        self._vakt = self.loop.call_later(TAALMODIGHET, self._krev_noe_nytt, self.cycle)

    def connection_lost(self, exc: Exception | None) -> None:
        """The clock stops."""
        self._vakt.cancel()
        super().connection_lost(exc)

    def _krev_noe_nytt(self, sist: object) -> None:
        """Hang up unless another request has begun since the last look."""
        if self.cycle is sist:
            self.transport.abort()
        else:
            self._vakt = self.loop.call_later(TAALMODIGHET, self._krev_noe_nytt, self.cycle)


class Tjener(uvicorn.Server):
    """The web server of a process."""

    @contextmanager
    def capture_signals(self) -> Iterator[None]:
        """Stop when told to. Uvicorn's own raises the signal anew, which ends us before the store is closed."""
        foer = {nr: signal.signal(nr, self.handle_exit) for nr in (signal.SIGINT, signal.SIGTERM)}
        try:
            yield
        finally:
            for nr, behandler in foer.items():
                signal.signal(nr, behandler)
