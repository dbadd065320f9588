"""What is said over one SMTP connection: messages handed over, several commands at a time where the server allows it.

`aiosmtplib` connects, takes up TLS and signs in. From there it would say one command and wait for its answer, and a
message would be four ways to the server and back; with the commands together (RFC 2920) it is two.
"""

from __future__ import annotations

import asyncio
from collections import deque
from collections.abc import Iterator
from typing import NamedTuple, cast

import aiosmtplib
import structlog

from varsler.konvolutt import Konvolutt
from varsler.levering.svar import Avvist, Leveringssvar, Sendt, Trinn, tolk

logg = structlog.get_logger(__name__)

NEI = 400
"""From here on an answer is no yes (RFC 5321 section 4.2.1)."""
SI_I_VEI, MOTTATT = 354, 250
LENGSTE_LINJE = 8192


class Brutt(Exception):
    """The connection is gone."""


class BruttFoerNoe(Brutt):
    """The connection was gone before anything of the message had been answered."""


class Svar(NamedTuple):
    """A server's answer: its code and its text, several lines of it joined."""

    kode: int
    tekst: str


class Samtale(asyncio.Protocol):
    """A connection that is signed in. Each answer may take `timeout` seconds. `brukt` counts the messages given."""

    def __init__(self, transport: asyncio.Transport, *, sammen: bool, utf8: bool, timeout: float) -> None:
        self._transport = transport
        self._sammen, self._utf8, self._timeout = sammen, utf8, timeout
        self._resten = b""
        self._linjer: list[bytes] = []
        self._svar: deque[Svar] = deque()
        self._ventende: asyncio.Future[None] | None = None
        self._feil: str | None = None
        self.brukt = 0

    @classmethod
    def over(cls, smtp: aiosmtplib.SMTP, timeout: float) -> Samtale:
        """Go on with a connection that has been made and has said EHLO."""
        transport = cast("asyncio.Transport", smtp.transport)
        kan = smtp.supports_extension
        samtale = cls(transport, sammen=kan("pipelining"), utf8=kan("smtputf8"), timeout=timeout)
        transport.set_protocol(samtale)
        return samtale

    @property
    def ledig(self) -> bool:
        """Whether a message can be given: the connection is there, and nothing unasked for has been said over it."""
        return self._feil is None and not self._transport.is_closing() and not self._svar

    async def gi(self, konvolutt: Konvolutt, arkiv: str | None) -> Leveringssvar:
        """Hand the message over, to the archive's address too when there is one. Closed afterwards when it is not in
        good order. Raises `Brutt` and TimeoutError, and the connection is closed then.
        """
        if konvolutt.utf8 and not self._utf8:
            return Avvist(svar="E-postserveren tar ikke imot adresser med andre tegn enn a til z (SMTPUTF8).")
        self.brukt += 1
        godt = False
        try:
            nei = await self._spoer(konvolutt, arkiv)
            if nei is None:
                self._transport.write(b"%b.\r\n" % _med_punktum(konvolutt.innhold))
                svar = await self._neste()
                godt = True
                return Sendt(svar=f"{svar.kode} {svar.tekst}") if svar.kode == MOTTATT else tolk(Trinn.INNHOLD, *svar)
            godt = await self._glem()
            return nei
        finally:
            if not godt:
                self.lukk()

    async def avslutt(self) -> None:
        """Say goodbye."""
        try:
            self._si(["QUIT"])
            await self._neste()
        except (Brutt, TimeoutError):
            pass
        finally:
            self.lukk()

    def lukk(self) -> None:
        """Hang up."""
        self._transport.close()

    async def _spoer(self, konvolutt: Konvolutt, arkiv: str | None) -> Leveringssvar | None:
        """Ask to give the message; None for go ahead, otherwise what came of it."""
        kommandoer = list(_kommandoer(konvolutt, arkiv))
        if self._sammen:
            self._si([ord_ for _, ord_ in kommandoer])
        nei: Leveringssvar | None = None
        svar = Svar(0, "")
        for nr, (trinn, ord_) in enumerate(kommandoer):
            if not self._sammen:
                self._si([ord_])
            try:
                svar = await self._neste()
            except Brutt as feil:
                if nei is not None:  # it said no, and hung up
                    return nei
                raise (BruttFoerNoe if nr == 0 else Brutt)(str(feil)) from feil
            if trinn is None:
                if svar.kode >= NEI:  # the recipient must not go without for that
                    logg.warning("the archive's address was refused", code=svar.kode)
            elif nei is None and (svar.kode >= NEI or (trinn is Trinn.INNHOLD and svar.kode != SI_I_VEI)):
                nei = tolk(trinn, *svar)
                if not self._sammen:
                    return nei
        if nei is not None and svar.kode == SI_I_VEI:
            self.lukk()  # it waits for a message that the archive alone would get
        return nei

    async def _glem(self) -> bool:
        """Take back what has been said of a message; whether the connection is fit for another."""
        try:
            self._si(["RSET"])
            return (await self._neste()).kode < NEI
        except (Brutt, TimeoutError):
            return False

    def _si(self, kommandoer: list[str]) -> None:
        if self._feil is not None or self._transport.is_closing():
            raise Brutt(self._feil or "Connection lost")
        if any("\r" in ord_ or "\n" in ord_ for ord_ in kommandoer):
            raise ValueError("a command of more than one line")
        self._transport.write("".join(f"{ord_}\r\n" for ord_ in kommandoer).encode())

    async def _neste(self) -> Svar:
        """The next answer."""
        if not self._svar and self._feil is None:
            self._ventende = asyncio.get_running_loop().create_future()
            try:
                async with asyncio.timeout(self._timeout):
                    await self._ventende
            finally:
                self._ventende = None
        if not self._svar:
            raise Brutt(self._feil)
        return self._svar.popleft()

    # --- what the transport calls -----------------------------------------------------------------------------------

    def data_received(self, data: bytes) -> None:
        """Lines of the server; the last of an answer has no hyphen after its code."""
        *linjer, self._resten = (self._resten + data).split(b"\n")
        for linje in linjer:
            self._linjer.append(linje[4:].strip())
            if not linje[:3].isdigit():
                self._slutt(f"Malformed SMTP response line: {linje[:100].decode(errors='replace')}")
                return
            if linje[3:4] != b"-":
                tekst = b"\n".join(self._linjer).decode("utf-8", "replace")
                self._svar.append(Svar(int(linje[:3]), tekst))
                self._linjer.clear()
        if len(self._resten) > LENGSTE_LINJE or sum(map(len, self._linjer)) > LENGSTE_LINJE:
            self._slutt("Response too long")
        elif self._svar:
            self._vekk()

    def connection_lost(self, exc: Exception | None) -> None:
        """Whoever waits is told."""
        self._slutt(str(exc) if exc else "Connection lost")

    def _slutt(self, feil: str) -> None:
        self._feil = self._feil or feil
        self._transport.close()
        self._vekk()

    def _vekk(self) -> None:
        if self._ventende is not None and not self._ventende.done():
            self._ventende.set_result(None)


def _kommandoer(konvolutt: Konvolutt, arkiv: str | None) -> Iterator[tuple[Trinn | None, str]]:
    """What is said before the message, and whom an answer to it concerns; None for nobody but the archive."""
    yield Trinn.AVSENDER, f"MAIL FROM:<{konvolutt.fra}>{' SMTPUTF8' if konvolutt.utf8 else ''}"
    yield Trinn.MOTTAKER, f"RCPT TO:<{konvolutt.til}>"
    if arkiv is not None:
        yield None, f"RCPT TO:<{arkiv}>"
    yield Trinn.INNHOLD, "DATA"


def _med_punktum(innhold: bytes) -> bytes:
    """With a full stop more where a line begins with one (RFC 5321 section 4.5.2)."""
    return (b"\r\n" + innhold).replace(b"\r\n.", b"\r\n..")[2:]
