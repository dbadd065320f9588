"""Delivery: by SMTP when it is configured, else into a Maildir on this machine, which nothing leaves."""

from __future__ import annotations

import asyncio
import hashlib
import os
from dataclasses import dataclass
from email import message_from_bytes
from email.message import EmailMessage
from email.policy import default as standardpolicy
from email.utils import parsedate_to_datetime
from enum import StrEnum
from pathlib import Path
from typing import Protocol

import aiosmtplib

from varsler.melding import Melding

TIMEOUT_SEKUNDER = 30.0
MIDLERTIDIG_TIL = 500


@dataclass(frozen=True, slots=True, kw_only=True)
class Sendt:
    """The message is out: `svar` is what the server said, `fil` its name in the Maildir."""

    svar: str | None = None
    fil: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Midlertidig:
    """Not now: to be tried again. `gjelder_alle` when the server itself, and not this recipient, is the hindrance."""

    svar: str
    kode: int | None = None
    gjelder_alle: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Avvist:
    """Never: this address takes no mail."""

    svar: str
    kode: int | None = None


Leveringssvar = Sendt | Midlertidig | Avvist


class Levering(Protocol):
    """A way to get a message to an address. It answers rather than raises, whatever the other side does."""

    async def lever(self, melding: Melding) -> Leveringssvar:
        """Deliver to the recipient. Delivering the same Message-ID again must do no harm.

        Raises `UgyldigAdresse` when the recipient's address is none.
        """
        ...


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


@dataclass(frozen=True, slots=True, kw_only=True)
class SmtpLevering:
    """Delivery through an SMTP server. `passord` is kept out of the representation."""

    vert: str
    port: int
    kryptering: Kryptering = Kryptering.STARTTLS
    bruker: str | None = None
    passord: Passord | None = None
    timeout: float = TIMEOUT_SEKUNDER

    async def lever(self, melding: Melding) -> Leveringssvar:
        """Hand the message over. A refused recipient or content is final; anything about us or the server is not."""
        epost = melding.epost()
        try:
            _, svar = await aiosmtplib.send(
                epost,
                sender=epost["From"].addresses[0].addr_spec,
                recipients=[epost["To"].addresses[0].addr_spec],
                hostname=self.vert,
                port=self.port,
                use_tls=self.kryptering is Kryptering.TLS,
                start_tls=self.kryptering is Kryptering.STARTTLS,
                username=self.bruker,
                password=self.passord.verdi if self.passord else None,
                timeout=self.timeout,
            )
        except aiosmtplib.SMTPRecipientsRefused as feil:
            return _etter_kode(feil.recipients[0].code, feil.recipients[0].message)
        except aiosmtplib.SMTPDataError as feil:
            return _etter_kode(feil.code, feil.message)
        except aiosmtplib.SMTPResponseException as feil:  # greeting, login, sender: our own set-up
            return Midlertidig(svar=f"{feil.code} {feil.message}", kode=feil.code, gjelder_alle=True)
        except (aiosmtplib.SMTPException, OSError) as feil:
            return Midlertidig(svar=str(feil) or type(feil).__name__, gjelder_alle=True)
        return Sendt(svar=svar)


@dataclass(frozen=True, slots=True)
class MaildirLevering:
    """Delivery into the Maildir `mappe`: one file per message, named by its time and Message-ID."""

    mappe: Path

    async def lever(self, melding: Melding) -> Leveringssvar:
        """Write the message, durably; one with a Message-ID that is there already is left as it is."""
        return Sendt(fil=await asyncio.to_thread(self._skriv, melding.epost()))

    def les(self, fil: str) -> EmailMessage | None:
        """The message with this file name, also if a mail reader has moved it; None when it is gone."""
        funnet = self._finn(fil)
        return message_from_bytes(funnet.read_bytes(), policy=standardpolicy) if funnet else None

    def _skriv(self, melding: EmailMessage) -> str:
        # Not left to `mailbox.Maildir`, which would name the same message anew each time.
        for undermappe in ("tmp", "new", "cur"):
            (self.mappe / undermappe).mkdir(parents=True, exist_ok=True)
        merke = hashlib.sha256(str(melding["Message-ID"]).encode()).hexdigest()[:32]
        if kjent := self._med_merke(merke):
            return kjent
        fil = f"{int(parsedate_to_datetime(str(melding['Date'])).timestamp())}.{merke}.fristvakt"
        midlertidig = self.mappe / "tmp" / fil
        with midlertidig.open("wb") as f:
            f.write(melding.as_bytes())
            f.flush()
            os.fsync(f.fileno())
        midlertidig.replace(self.mappe / "new" / fil)
        _varig(self.mappe / "new")
        return fil

    def _finn(self, fil: str) -> Path | None:
        if Path(fil).name != fil or fil in {"", ".", ".."}:
            return None
        ny = self.mappe / "new" / fil
        lest = (p for p in self._filer("cur") if p.name.partition(":")[0] == fil)
        return ny if ny.is_file() else next(lest, None)

    def _med_merke(self, merke: str) -> str | None:
        alle = (p.name.partition(":")[0] for undermappe in ("new", "cur") for p in self._filer(undermappe))
        return next((navn for navn in alle if navn.split(".")[1:2] == [merke]), None)

    def _filer(self, undermappe: str) -> list[Path]:
        mappe = self.mappe / undermappe
        return list(mappe.iterdir()) if mappe.is_dir() else []


def _etter_kode(kode: int, svar: str) -> Leveringssvar:
    if kode < MIDLERTIDIG_TIL:
        return Midlertidig(svar=f"{kode} {svar}", kode=kode)
    return Avvist(svar=f"{kode} {svar}", kode=kode)


def _varig(mappe: Path) -> None:
    """Make a rename in the folder outlive a power cut."""
    fd = os.open(mappe, os.O_RDONLY)
    try:
        os.fsync(fd)
    finally:
        os.close(fd)
