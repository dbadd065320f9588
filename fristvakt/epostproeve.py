"""Mail tried before the service starts: a wrong setting is named then, not found out by silence."""

from __future__ import annotations

import asyncio
import os
import socket
import ssl
from collections.abc import Iterator
from dataclasses import replace

import aiosmtplib
import structlog

from fristvakt.innstillinger import Innstillinger, Innstillingsfeil
from varsler.levering import Kryptering, SmtpLevering

logg = structlog.get_logger(__name__)

ENDELIG = 500
TLS_PORT = 465
VENT_SEKUNDER = 10.0
"""How long a server may take to answer while the board waits to be served."""


async def proev_eposten(levering: SmtpLevering, innstillinger: Innstillinger) -> None:
    """Connect, sign in, offer the sender and ask for the archive's address.

    Raises `Innstillingsfeil` for what only another setting can mend. A server that does not answer just
    now is warned of in the log: the board is of use meanwhile, and mail waits.
    """
    levering = replace(levering, timeout=min(levering.timeout, VENT_SEKUNDER))
    try:
        await levering.proev(innstillinger.avsender)
    except aiosmtplib.SMTPRecipientRefused as feil:
        _vurder_arkivet(feil, levering)
    except (aiosmtplib.SMTPException, OSError) as feil:
        grunn = _feil_i_oppsettet(feil, levering)
        if grunn is None and not isinstance(feil, aiosmtplib.SMTPResponseException):
            grunn = await _krypterer_fra_foerste_stund(levering)
        if grunn is None:
            logg.warning(
                "the mail server does not answer now; mail waits",
                host=levering.vert,
                port=levering.port,
                reason=str(feil) or type(feil).__name__,
                settings="FRISTVAKT_SMTP_VERT, FRISTVAKT_SMTP_PORT",
            )
            return
        raise Innstillingsfeil(f"E-post kan ikke sendes. {grunn}") from feil


def proev_returposten(innstillinger: Innstillinger) -> None:
    """See that mail can be read and marked as read where it comes back. Raises `Innstillingsfeil`."""
    mappe = innstillinger.returpost
    if mappe is None:
        return
    if not all((mappe / under).is_dir() for under in ("new", "cur")):
        raise Innstillingsfeil(
            f"FRISTVAKT_RETURPOST: «{mappe}» er ikke en Maildir. Oppgi mappen som har «new» og «cur» i seg, "
            f"der post til {innstillinger.avsender} leveres."
        )
    if not all(os.access(mappe / under, os.R_OK | os.W_OK | os.X_OK) for under in ("new", "cur")):
        raise Innstillingsfeil(
            f"FRISTVAKT_RETURPOST: Mangler tilgang til å lese og flytte posten i «{mappe}». Gi brukeren "
            "Fristvakt kjører som, tilgang til «new» og «cur»."
        )


def _vurder_arkivet(feil: aiosmtplib.SMTPRecipientRefused, levering: SmtpLevering) -> None:
    """Mail goes out without the archive too, so nobody would notice a no for good. Raises `Innstillingsfeil`."""
    if feil.code >= ENDELIG:
        raise Innstillingsfeil(
            f"{_serveren(levering)} tar ikke imot post til FRISTVAKT_ARKIVADRESSE "
            f"({levering.arkiv}): {feil.code} {feil.message}. Rett adressen, eller fjern innstillingen."
        ) from feil
    logg.warning("the mail server takes no mail to the archive just now", code=feil.code, reason=feil.message)


def _feil_i_oppsettet(feil: Exception, levering: SmtpLevering) -> str | None:
    """What is wrong and how to mend it; None when waiting may help."""
    hvor = _serveren(levering)
    grunner = list(_kjeden(feil))
    match feil:
        case aiosmtplib.SMTPAuthenticationError(code=kode) if kode >= ENDELIG:
            return f"{hvor} godtar ikke FRISTVAKT_SMTP_BRUKER med FRISTVAKT_SMTP_PASSORD."
        case aiosmtplib.SMTPSenderRefused(code=kode, message=svar) if kode >= ENDELIG:
            return f"{hvor} tar ikke imot post fra FRISTVAKT_AVSENDER: {kode} {svar}"
        case aiosmtplib.SMTPResponseException(code=kode, message=svar) if kode >= ENDELIG:
            return f"{hvor} vil ikke snakke med oss: {kode} {svar}"
    # A name service that does not answer may do so later; one that knows of no such name will not.
    if any(isinstance(g, socket.gaierror) and g.errno != socket.EAI_AGAIN for g in grunner):
        return _ukjent(levering)
    for grunn in grunner:
        if isinstance(grunn, ssl.SSLCertVerificationError):
            return (
                f"Sertifikatet til {levering.vert} kan ikke godtas ({grunn.verify_message}). Bruk navnet sertifikatet "
                "gjelder i FRISTVAKT_SMTP_VERT, eller få sertifikatet fornyet."
            )
    if any(isinstance(g, ssl.SSLError) for g in grunner):
        return (
            f"{hvor} snakker ikke TLS fra første stund. Sett FRISTVAKT_SMTP_KRYPTERING til starttls, eller "
            f"FRISTVAKT_SMTP_PORT til den porten som gjør det, ofte {TLS_PORT}."
        )
    return _det_serveren_mangler(str(feil), hvor, levering)


async def _krypterer_fra_foerste_stund(levering: SmtpLevering) -> str | None:
    """A server that waits for TLS says nothing to those who wait for its greeting."""
    if levering.kryptering is Kryptering.TLS:
        return None
    uten_sjekk = ssl.create_default_context()
    uten_sjekk.check_hostname, uten_sjekk.verify_mode = False, ssl.CERT_NONE  # nothing is said over it
    try:
        async with asyncio.timeout(levering.timeout):
            _, skriver = await asyncio.open_connection(levering.vert, levering.port, ssl=uten_sjekk)
    except OSError:
        return None
    skriver.transport.abort()
    return (
        f"{_serveren(levering)} krypterer fra første stund. Sett FRISTVAKT_SMTP_KRYPTERING til "
        "tls, eller FRISTVAKT_SMTP_PORT til den porten som tilbyr STARTTLS, ofte 587."
    )


def _serveren(levering: SmtpLevering) -> str:
    vert = f"[{levering.vert}]" if ":" in levering.vert else levering.vert
    return f"E-postserveren {vert}:{levering.port}"


def _ukjent(levering: SmtpLevering) -> str:
    return f"Finner ingen server som heter «{levering.vert}». Rett FRISTVAKT_SMTP_VERT."


def _det_serveren_mangler(feil: str, hvor: str, levering: SmtpLevering) -> str | None:
    # aiosmtplib has no types of their own for these two.
    if "STARTTLS extension not supported" in feil:
        return (
            f"{hvor} tilbyr ikke STARTTLS. Sett FRISTVAKT_SMTP_KRYPTERING til tls hvis serveren krypterer fra første "
            "stund, eller til ingen hvis den står på samme maskin."
        )
    if "AUTH extension is not supported" in feil:
        if levering.kryptering is Kryptering.INGEN:
            return (
                f"{hvor} tilbyr ikke pålogging uten kryptering. Sett FRISTVAKT_SMTP_KRYPTERING til starttls eller tls."
            )
        return f"{hvor} tilbyr ikke pålogging. Fjern FRISTVAKT_SMTP_BRUKER og FRISTVAKT_SMTP_PASSORD."
    return None


def _kjeden(feil: BaseException | None) -> Iterator[BaseException]:
    """The error and what caused it."""
    while feil is not None:
        yield feil
        feil = feil.__cause__ or feil.__context__
