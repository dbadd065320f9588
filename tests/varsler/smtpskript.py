"""A mail server on loopback that follows a script: it answers, falls silent, hangs up or drips, wherever it is told."""

from __future__ import annotations

import asyncio
import ssl
from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager, suppress
from dataclasses import dataclass, field
from typing import Any

LEGG_PAA = "hangs up"
TIE = "says nothing more"
DRYPPE = "a byte at a time, never a whole line"

GODE_SVAR = {
    "": "220 smtpskript.example",
    "EHLO": "250-smtpskript.example\r\n250-AUTH PLAIN\r\n250 8BITMIME",
    "AUTH": "235 2.7.0 OK",
    "MAIL": "250 2.1.0 OK",
    "RCPT": "250 2.1.5 OK",
    "DATA": "354 go ahead",
    ".": "250 2.0.0 OK queued",
    "RSET": "250 2.0.0 OK",
    "QUIT": "221 2.0.0 bye",
}
"""What is answered to each command: the empty one is the greeting, the full stop what follows the message."""


@dataclass
class Smtpskript:
    """`svar` replaces the good answers; a list is used up from the front, and the last of it stays."""

    svar: dict[str, str | list[str]] = field(default_factory=dict)
    mottatt: list[bytes] = field(default_factory=list)
    """The messages that were given a good answer after the full stop, or none at all."""
    forbindelser: int = 0
    samtidig: int = 0
    mest_samtidig: int = 0
    kommandoer: list[str] = field(default_factory=list)
    paa_vei: asyncio.Event | None = None
    """When set to an event, the answer after the full stop waits for it."""
    port: int = 0

    async def betjen(self, les: asyncio.StreamReader, skriv: asyncio.StreamWriter) -> None:
        """Serve one connection to its end."""
        self.forbindelser += 1
        self.samtidig += 1
        self.mest_samtidig = max(self.mest_samtidig, self.samtidig)
        try:
            with suppress(ConnectionError, asyncio.IncompleteReadError):
                await self._samtale(les, skriv)
        finally:
            self.samtidig -= 1
            skriv.close()

    async def _samtale(self, les: asyncio.StreamReader, skriv: asyncio.StreamWriter) -> None:
        await self._svar("", skriv)
        while linje := await les.readline():
            ord_ = linje.split()[0].decode().upper()
            self.kommandoer.append(linje.decode().strip())
            svar = await self._svar(ord_, skriv)
            if ord_ == "QUIT":
                return
            if ord_ == "DATA" and svar.startswith("354"):
                melding = await les.readuntil(b"\r\n.\r\n")
                if self.paa_vei is not None:
                    await self.paa_vei.wait()
                await self._svar(".", skriv, melding)

    async def _svar(self, ord_: str, skriv: asyncio.StreamWriter, melding: bytes | None = None) -> str:
        svar = self._neste(ord_)
        if melding is not None and (svar.startswith("250") or svar in {LEGG_PAA, TIE, DRYPPE}):
            self.mottatt.append(melding)
        if svar == LEGG_PAA:
            raise ConnectionAbortedError
        if svar == TIE:
            await asyncio.Event().wait()
        if svar == DRYPPE:
            skriv.write(b"2")
            await asyncio.Event().wait()
        skriv.write(svar.encode() + b"\r\n")
        await skriv.drain()
        return svar

    def _neste(self, ord_: str) -> str:
        svar = self.svar.get(ord_, GODE_SVAR.get(ord_, "500 5.5.1 unknown"))
        if isinstance(svar, str):
            return svar
        return svar.pop(0) if len(svar) > 1 else svar[0]


@asynccontextmanager
async def server(
    svar: Mapping[str, str | list[str]] | None = None, *, tls: ssl.SSLContext | None = None
) -> AsyncIterator[Smtpskript]:
    """Run one on a free port, and end every conversation with the block."""
    skript = Smtpskript(svar=dict(svar or {}))
    samtaler: set[asyncio.Task[Any]] = set()

    async def betjen(les: asyncio.StreamReader, skriv: asyncio.StreamWriter) -> None:
        denne = asyncio.current_task()
        assert denne is not None
        samtaler.add(denne)
        try:
            with suppress(asyncio.CancelledError):  # asyncio would log it as somebody's mistake
                await skript.betjen(les, skriv)
        finally:
            samtaler.discard(denne)

    lytter = await asyncio.start_server(betjen, "127.0.0.1", 0, ssl=tls)
    skript.port = lytter.sockets[0].getsockname()[1]
    try:
        yield skript
    finally:
        lytter.close()
        for samtale in list(samtaler):
            samtale.cancel()
        await asyncio.gather(*samtaler, return_exceptions=True)
