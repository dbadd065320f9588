"""Where mail is sent from: a thread, a store and a second process of its own, so that no page waits for it."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import AsyncExitStack
from datetime import datetime
from typing import Self

from fristvakt.egentraad import Egentraad
from modeller.lager.lager import Lager
from varsler.skriving.medskriver import Medskriver
from varsler.utsending import Utsending


class Postgang:
    """The send job of an open installation; begun when it is first asked for, ended with the block.

    `adresse` is the database. `utsending` makes the job over a store that is opened for it, which on SQLite answers
    without a thread in between, and over what writes its messages.
    """

    def __init__(self, adresse: str, utsending: Callable[[Lager, Medskriver], Utsending]) -> None:
        self._adresse = adresse
        self._lag = utsending
        self._skriver = Medskriver()
        self._traad: Egentraad | None = None
        self._utsending: Utsending | None = None
        self._aapent = AsyncExitStack()

    async def send(self, naa: datetime) -> int:
        """Send what is due at `naa` (aware UTC), one run at a time; returns how many messages went."""
        if self._traad is None:
            self._traad = Egentraad("utsending")
        return await self._traad.gjoer(self._send(naa))

    async def _send(self, naa: datetime) -> int:
        if self._utsending is None:
            async with AsyncExitStack() as aapnes:
                lager = await aapnes.enter_async_context(await Lager.aapne(self._adresse, direkte=True))
                self._utsending = self._lag(lager, await aapnes.enter_async_context(self._skriver))
                self._aapent = aapnes.pop_all()
        return await self._utsending.antall_sendt(naa)

    async def __aenter__(self) -> Self:
        return self

    async def __aexit__(self, *_: object) -> None:
        if self._traad is not None:
            await self._traad.slutt(self._aapent.aclose)
