"""Delivery through an SMTP server: a few connections, each used again, and an answer to whatever happens."""

from __future__ import annotations

import asyncio
import ssl
from dataclasses import dataclass, field, replace
from enum import StrEnum

import aiosmtplib
import structlog

from varsler.konvolutt import Konvolutt
from varsler.levering.maildir import MaildirLevering
from varsler.levering.samtale import Brutt, BruttFoerNoe, Samtale
from varsler.levering.svar import Hvem, Leveringssvar, Sendt, Senere, Trinn, tolk
from varsler.melding import Melding
from varsler.skriving import Selvskriver, Skriver

logg = structlog.get_logger(__name__)

TIMEOUT_SEKUNDER = 30.0
"""How long one answer of the server may take."""
MELDINGEN_SEKUNDER = 60.0
"""How long a message may take from first to last: a server that answers a byte a minute always seems to be coming."""
MELDINGER_PER_FORBINDELSE = 100
"""Many servers close a connection that goes on for ever, and not always at a good time."""


class Kryptering(StrEnum):
    """How the connection to the SMTP server is protected."""

    STARTTLS = "starttls"
    TLS = "tls"
    INGEN = "ingen"


@dataclass(frozen=True, slots=True)
class Passord:
    """A secret that does not show itself in logs and tracebacks."""

    verdi: str

    def __repr__(self) -> str:
        return "Passord(***)"


@dataclass(slots=True, kw_only=True)
class SmtpLevering:
    """Delivery through an SMTP server, with as many connections as there are messages on their way at once.

    `arkiv` is an address that gets a copy of all but trial messages, unseen by the recipient, `kopi` where a copy is
    kept on this machine. `skriver` writes the messages. `tls` is for those who trust other certificates than the
    machine does.
    """

    vert: str
    port: int
    kryptering: Kryptering = Kryptering.STARTTLS
    bruker: str | None = None
    passord: Passord | None = None
    arkiv: str | None = None
    kopi: MaildirLevering | None = None
    skriver: Skriver = field(default_factory=Selvskriver)
    timeout: float = TIMEOUT_SEKUNDER
    meldingen: float = MELDINGEN_SEKUNDER
    tls: ssl.SSLContext | None = None
    _ledige: list[Samtale] = field(default_factory=list, init=False, repr=False)

    async def lever(self, melding: Melding) -> Leveringssvar:
        """See `Levering`. A connection that died while it lay idle is replaced; nothing had been said over it."""
        konvolutt = await self.skriver.skriv(melding)
        svar = await self._svaret(konvolutt)
        if isinstance(svar, Sendt):
            return replace(svar, fil=await self._ta_kopi(konvolutt), konvolutt=konvolutt)
        return svar

    async def slipp(self) -> None:
        """Say goodbye on every connection that is left."""
        await self.skriver.slipp()
        while self._ledige:
            await self._ledige.pop().avslutt()

    async def proev(self, avsender: str) -> None:
        """Connect, sign in, offer the sender as for a message and ask for the archive's address; nothing is sent.

        Raises `aiosmtplib.SMTPRecipientRefused` for the archive's address, `aiosmtplib.SMTPException` and `OSError`.
        """
        async with asyncio.timeout(self.meldingen):
            smtp = await self._koble_til()
            try:
                await smtp.mail(avsender)
                if self.arkiv is not None:
                    await smtp.rcpt(self.arkiv)
            finally:
                await _avslutt(smtp)

    async def _svaret(self, konvolutt: Konvolutt) -> Leveringssvar:
        underveis = False
        try:
            async with asyncio.timeout(self.meldingen):
                while True:
                    underveis = False
                    samtale, brukt = await self._samtale()
                    underveis = True
                    try:
                        return await self._over(samtale, konvolutt)
                    except BruttFoerNoe:
                        if not brukt:
                            raise
        except TimeoutError:
            return Senere(svar="Serveren svarer for sent.", hvem=Hvem.TJENEREN, underveis=underveis)
        except aiosmtplib.SMTPResponseException as feil:  # greeting, TLS, sign-in
            return tolk(Trinn.FORBINDELSE, feil.code, feil.message)
        except (aiosmtplib.SMTPException, OSError, Brutt) as feil:
            return Senere(svar=str(feil) or type(feil).__name__, hvem=Hvem.TJENEREN, underveis=underveis)

    async def _samtale(self) -> tuple[Samtale, bool]:
        """A connection for one message, and whether it has been used before."""
        while self._ledige:
            samtale = self._ledige.pop()
            if samtale.ledig:
                return samtale, True
            samtale.lukk()
        return Samtale.over(await self._koble_til(), self.timeout), False

    async def _koble_til(self) -> aiosmtplib.SMTP:
        smtp = aiosmtplib.SMTP(
            hostname=self.vert,
            port=self.port,
            use_tls=self.kryptering is Kryptering.TLS,
            start_tls=self.kryptering is Kryptering.STARTTLS,
            username=self.bruker,
            password=self.passord.verdi if self.passord else None,
            timeout=self.timeout,
            tls_context=self.tls,
        )
        try:
            await smtp.connect()
            if smtp.is_ehlo_or_helo_needed:
                await smtp.ehlo()  # tells what the server can do, which is asked before MAIL
        except BaseException:
            smtp.close()
            raise
        return smtp

    async def _over(self, samtale: Samtale, konvolutt: Konvolutt) -> Leveringssvar:
        """Hand the message over; the connection is kept when the server is done with it in good order."""
        try:
            # What nobody was told is no correspondence.
            return await samtale.gi(konvolutt, None if konvolutt.proeve else self.arkiv)
        finally:
            if samtale.ledig and samtale.brukt < MELDINGER_PER_FORBINDELSE:
                self._ledige.append(samtale)
            else:
                samtale.lukk()

    async def _ta_kopi(self, konvolutt: Konvolutt) -> str | None:
        try:
            return await self.kopi.legg(konvolutt, som_sendt=True) if self.kopi else None
        except OSError as feil:  # it is sent all the same, and must be known to be
            logg.warning("a copy of a message could not be kept", reason=str(feil))
            return None


async def _avslutt(smtp: aiosmtplib.SMTP) -> None:
    try:
        await smtp.quit()
    except (aiosmtplib.SMTPException, OSError):
        smtp.close()
