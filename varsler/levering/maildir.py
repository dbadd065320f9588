"""Delivery into a Maildir on this machine, which nothing leaves."""

from __future__ import annotations

import asyncio
import hashlib
import os
from contextlib import suppress
from dataclasses import dataclass
from email import message_from_bytes
from email.message import EmailMessage
from email.policy import default as standardpolicy
from pathlib import Path

from varsler.konvolutt import Konvolutt, i_konvolutt
from varsler.levering.svar import Leveringssvar, Sendt
from varsler.melding import Melding


@dataclass(frozen=True, slots=True)
class MaildirLevering:
    """Delivery into the Maildir `mappe`: one file per message, named by its Message-ID."""

    mappe: Path

    async def lever(self, melding: Melding) -> Leveringssvar:
        """Write the message, durably; one with a Message-ID that is there already is left as it is."""
        konvolutt = i_konvolutt(melding)
        return Sendt(fil=await self.legg(konvolutt), konvolutt=konvolutt)

    async def legg(self, konvolutt: Konvolutt, *, som_sendt: bool = False) -> str:
        """Keep the message; returns its file name. With `som_sendt`, what goes again in other words is kept beside what
        went before. Raises `OSError`, and leaves nothing half written then.
        """
        return await asyncio.to_thread(self._skriv, konvolutt, som_sendt=som_sendt)

    async def slipp(self) -> None:
        """Nothing is held between messages."""

    def les(self, fil: str) -> EmailMessage | None:
        """The message with this file name, also if a mail reader has moved it; None when it is gone."""
        innhold = self.innhold(fil)
        return message_from_bytes(innhold, policy=standardpolicy) if innhold else None

    def innhold(self, fil: str) -> bytes | None:
        """The message as it was sent; None when it is gone."""
        funnet = self._finn(fil)
        return funnet.read_bytes() if funnet else None

    def filene(self) -> dict[str, Path]:
        """Where every message is, by file name, also those a mail reader has moved."""
        return {fil.name.partition(":")[0]: fil for mappe in ("cur", "new") for fil in self._filer(mappe)}

    def _skriv(self, konvolutt: Konvolutt, *, som_sendt: bool) -> str:
        # Not left to `mailbox.Maildir`, which would name the same message anew each time.
        for undermappe in ("tmp", "new", "cur"):
            (self.mappe / undermappe).mkdir(parents=True, exist_ok=True)
        fil = _navn(konvolutt.message_id.encode())
        if som_sendt and self.innhold(fil) not in {None, konvolutt.innhold}:
            fil = _navn(konvolutt.message_id.encode() + konvolutt.innhold)
        if self._finn(fil):
            return fil
        midlertidig = self.mappe / "tmp" / fil
        try:
            with midlertidig.open("wb") as f:
                f.write(konvolutt.innhold)
                f.flush()
                os.fsync(f.fileno())
            midlertidig.replace(self.mappe / "new" / fil)
        except OSError:  # half a message is of no use to anybody, and holds a full disk full
            with suppress(OSError):
                midlertidig.unlink(missing_ok=True)
            raise
        _varig(self.mappe / "new")
        return fil

    def _finn(self, fil: str) -> Path | None:
        if Path(fil).name != fil or fil in {"", ".", ".."}:
            return None
        ny = self.mappe / "new" / fil
        lest = (p for p in self._filer("cur") if p.name.partition(":")[0] == fil)
        return ny if ny.is_file() else next(lest, None)

    def _filer(self, undermappe: str) -> list[Path]:
        mappe = self.mappe / undermappe
        return list(mappe.iterdir()) if mappe.is_dir() else []


def _navn(hva: bytes) -> str:
    return f"{hashlib.sha256(hva).hexdigest()[:32]}.fristvakt"


def _varig(mappe: Path) -> None:
    """Make a rename in the folder outlive a power cut."""
    fd = os.open(mappe, os.O_RDONLY)
    try:
        os.fsync(fd)
    finally:
        os.close(fd)
