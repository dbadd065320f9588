"""Delivery through an SMTP server: a few connections, each used again, and an answer to whatever happens."""

from __future__ import annotations

import asyncio
import ssl
from dataclasses import dataclass, field, replace
from enum import StrEnum

import aiosmtplib
import structlog

from varsler.konvolutt import Konvolutt, i_konvolutt
from varsler.levering.maildir import MaildirLevering
from varsler.levering.svar import Avvist, Hvem, Leveringssvar, Sendt, Senere, Trinn, tolk
from varsler.melding import Melding

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


@dataclass(slots=True)
class _Linje:
    """A connection, and how many messages have gone over it."""

    smtp: aiosmtplib.SMTP
    brukt: int = 0


class _Brutt(Exception):
    """The connection was gone before anything of the message had been said."""


@dataclass(slots=True, kw_only=True)
class SmtpLevering:
    """Delivery through an SMTP server, with as many connections as there are messages on their way at once.

    `arkiv` is an address that gets a copy of all but trial messages, unseen by the recipient, `kopi` where a copy is
    kept on this machine. `tls` is for those who trust other certificates than the machine does.
    """

    vert: str
    port: int
    kryptering: Kryptering = Kryptering.STARTTLS
    bruker: str | None = None
    passord: Passord | None = None
    arkiv: str | None = None
    kopi: MaildirLevering | None = None
    timeout: float = TIMEOUT_SEKUNDER
    meldingen: float = MELDINGEN_SEKUNDER
    tls: ssl.SSLContext | None = None
    _ledige: list[_Linje] = field(default_factory=list, init=False, repr=False)

    async def lever(self, melding: Melding) -> Leveringssvar:
        """See `Levering`. A connection that died while it lay idle is replaced; nothing had been said over it."""
        konvolutt = i_konvolutt(melding)
        svar = await self._svaret(konvolutt)
        return replace(svar, fil=await self._ta_kopi(konvolutt)) if isinstance(svar, Sendt) else svar

    async def slipp(self) -> None:
        """Say goodbye on every connection that is left."""
        while self._ledige:
            await _avslutt(self._ledige.pop().smtp)

    async def proev(self, avsender: str) -> None:
        """Connect, sign in and offer the sender as for a message, and say goodbye; nothing is sent.

        Raises `aiosmtplib.SMTPException` and `OSError`.
        """
        async with asyncio.timeout(self.meldingen):
            smtp = await self._koble_til()
            try:
                await smtp.mail(avsender)
            finally:
                await _avslutt(smtp)

    async def _svaret(self, konvolutt: Konvolutt) -> Leveringssvar:
        try:
            async with asyncio.timeout(self.meldingen):
                while True:
                    linje, brukt = await self._linje()
                    try:
                        return await self._over(linje, konvolutt)
                    except _Brutt:
                        if not brukt:
                            raise
        except TimeoutError:
            return Senere(svar="Serveren svarer for sent.", hvem=Hvem.TJENEREN)
        except aiosmtplib.SMTPResponseException as feil:  # greeting, TLS, sign-in
            return tolk(Trinn.FORBINDELSE, feil.code, feil.message)
        except (aiosmtplib.SMTPException, OSError, _Brutt) as feil:
            return Senere(svar=str(feil) or type(feil).__name__, hvem=Hvem.TJENEREN)

    async def _linje(self) -> tuple[_Linje, bool]:
        """A connection for one message, and whether it has been used before."""
        while self._ledige:
            linje = self._ledige.pop()
            if linje.smtp.is_connected:
                return linje, True
        return _Linje(await self._koble_til()), False

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

    async def _over(self, linje: _Linje, konvolutt: Konvolutt) -> Leveringssvar:
        """Hand the message over; the connection is kept when the server is done with it in good order."""
        smtp, trinn, godt = linje.smtp, Trinn.AVSENDER, False
        linje.brukt += 1
        utf8 = konvolutt.utf8
        try:
            await smtp.mail(konvolutt.fra, options=_tillegg(smtp, utf8=utf8))
            trinn = Trinn.MOTTAKER
            if utf8 and not smtp.supports_extension("smtputf8"):
                godt = await _glem(smtp)
                return Avvist(svar="E-postserveren tar ikke imot adresser med andre tegn enn a til z (SMTPUTF8).")
            await smtp.rcpt(konvolutt.til, encoding="utf-8" if utf8 else "ascii")
            if not konvolutt.proeve:  # what nobody was told is no correspondence
                await self._til_arkivet(smtp)
            trinn = Trinn.INNHOLD
            svar = await smtp.data(konvolutt.innhold)
        except aiosmtplib.SMTPResponseException as feil:
            godt = await _glem(smtp)
            return tolk(trinn, feil.code, feil.message)
        except aiosmtplib.SMTPServerDisconnected as feil:
            if trinn is Trinn.AVSENDER:
                raise _Brutt(str(feil)) from feil
            raise
        else:
            godt = True
            return Sendt(svar=f"{svar.code} {svar.message}")
        finally:
            if godt and smtp.is_connected and linje.brukt < MELDINGER_PER_FORBINDELSE:
                self._ledige.append(linje)
            else:
                smtp.close()

    async def _ta_kopi(self, konvolutt: Konvolutt) -> str | None:
        try:
            return await self.kopi.legg(konvolutt) if self.kopi else None
        except OSError as feil:  # it is sent all the same, and must be known to be
            logg.warning("a copy of a message could not be kept", reason=str(feil))
            return None

    async def _til_arkivet(self, smtp: aiosmtplib.SMTP) -> None:
        if self.arkiv is None:
            return
        try:
            await smtp.rcpt(self.arkiv)
        except aiosmtplib.SMTPRecipientRefused as feil:  # the recipient must not go without for that
            logg.warning("the archive's address was refused", code=feil.code)


def _tillegg(smtp: aiosmtplib.SMTP, *, utf8: bool) -> list[str]:
    return ["SMTPUTF8"] if utf8 and smtp.supports_extension("smtputf8") else []


async def _glem(smtp: aiosmtplib.SMTP) -> bool:
    """Take back what has been said of a message; whether the connection is fit for another."""
    try:
        await smtp.rset()
    except (aiosmtplib.SMTPException, OSError):
        return False
    return True


async def _avslutt(smtp: aiosmtplib.SMTP) -> None:
    try:
        await smtp.quit()
    except (aiosmtplib.SMTPException, OSError):
        smtp.close()
