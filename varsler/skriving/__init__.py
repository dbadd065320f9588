"""Writing: from a message to what a mail server takes, in this process or in one beside it."""

from __future__ import annotations

from typing import Protocol

from varsler.konvolutt import Konvolutt, i_konvolutt
from varsler.melding import Melding


class Skriver(Protocol):
    """What messages are written by, as a pure function of the message: it does not matter by which."""

    async def skriv(self, melding: Melding) -> Konvolutt:
        """The message in its envelope. Raises `UgyldigAdresse` when the recipient's address is none."""
        ...

    async def slipp(self) -> None:
        """Let go of what is held between messages: the run is over."""
        ...


class Selvskriver:
    """Writes each message where it is asked for."""

    async def skriv(self, melding: Melding) -> Konvolutt:
        """See `Skriver`."""
        return i_konvolutt(melding)

    async def slipp(self) -> None:
        """Nothing is held between messages."""
