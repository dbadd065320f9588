"""Writes of several tasks in one transaction: what is asked for while one is being stored is stored with the next."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable, Sequence
from contextlib import suppress
from typing import Generic, NamedTuple, TypeVar

from modeller.lager.lager import Lager, Tx

T = TypeVar("T")
ET_OEYEBLIKK = 0.025
"""Seconds that whoever has something to store waits at most for others; what is out is not known to be meanwhile."""
Arbeid = Callable[[Tx], Awaitable[object]]


async def utfoer(tx: Tx, alle: Sequence[Arbeid]) -> None:
    """Do one piece of work after the other: the way to store what has nothing in common."""
    for arbeid in alle:
        await arbeid(tx)


class _Ventende(NamedTuple, Generic[T]):
    hva: T
    ferdig: asyncio.Future[None]


class Samleskriver(Generic[T]):
    """Stores what its callers ask for, with `lagre`, each of whom knows it stored when `skriv` returns.

    To store something durably takes about as long however much it is, so eight senders side by side need not wait for
    eight disks. What fails is tried by itself, and fails for its own caller alone. `kan_komme` says how many may ask,
    those who have asked counted: then up to `verdt` of them are waited for, for a moment.
    """

    def __init__(
        self,
        lager: Lager,
        lagre: Callable[[Tx, Sequence[T]], Awaitable[object]],
        *,
        verdt: int = 1,
        kan_komme: Callable[[], int] = lambda: 1,
    ) -> None:
        self._lager = lager
        self._verdt, self._kan_komme = verdt, kan_komme
        self._alle_er_her = asyncio.Event()
        self._lagre_i = lagre
        self._laas = asyncio.Lock()
        self._ventende: list[_Ventende[T]] = []

    async def skriv(self, *hva: T) -> None:
        """Store it; raises what `lagre` raises, and then nothing of what it was raised for is stored. It may be tried
        twice.
        """
        if not hva:
            return
        mine = [_Ventende(en, asyncio.get_running_loop().create_future()) for en in hva]
        self._ventende += mine
        self._se_etter()
        async with self._laas:
            if not all(en.ferdig.done() for en in mine):  # nobody has taken it along
                await self._vent_litt()
                alle, self._ventende = self._ventende, []
                try:
                    await self._lagre(alle)
                except BaseException:
                    # Whoever is stopped takes nobody along: the others, whose turn it is then, store theirs themselves.
                    egne = {en.ferdig for en in mine}
                    self._ventende[:0] = [en for en in alle if not en.ferdig.done() and en.ferdig not in egne]
                    raise
        for en in mine:
            await en.ferdig

    def _se_etter(self) -> None:
        if len(self._ventende) >= min(self._verdt, self._kan_komme()):
            self._alle_er_her.set()
        else:
            self._alle_er_her.clear()

    async def _vent_litt(self) -> None:
        self._se_etter()
        with suppress(TimeoutError):
            async with asyncio.timeout(ET_OEYEBLIKK):
                await self._alle_er_her.wait()

    async def _lagre(self, alle: list[_Ventende[T]]) -> None:
        try:
            async with self._lager.skriving() as tx:
                await self._lagre_i(tx, [en.hva for en in alle])
        except Exception as feil:  # noqa: BLE001 - it is handed to whoever asked
            if len(alle) == 1:
                alle[0].ferdig.set_exception(feil)
                return
            for en in alle:
                await self._lagre([en])
        else:
            for en in alle:
                en.ferdig.set_result(None)
