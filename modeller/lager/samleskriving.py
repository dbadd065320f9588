"""Writes of several tasks in one transaction: what is asked for while one is being stored is stored with the next."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable, Sequence
from typing import Generic, NamedTuple, TypeVar

from modeller.lager.lager import Lager, Tx

T = TypeVar("T")
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
    eight disks. What fails is tried by itself, and fails for its own caller alone.
    """

    def __init__(self, lager: Lager, lagre: Callable[[Tx, Sequence[T]], Awaitable[object]]) -> None:
        self._lager = lager
        self._lagre_i = lagre
        self._laas = asyncio.Lock()
        self._ventende: list[_Ventende[T]] = []

    async def skriv(self, hva: T) -> None:
        """Store `hva`; raises what `lagre` raises, and then nothing of it is stored. It may be tried twice."""
        min_ = _Ventende(hva, asyncio.get_running_loop().create_future())
        self._ventende.append(min_)
        async with self._laas:
            if not min_.ferdig.done():  # nobody has taken it along
                alle, self._ventende = self._ventende, []
                await self._lagre(alle)
        await min_.ferdig

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
        except BaseException:
            for en in alle:
                en.ferdig.cancel()
            raise
        else:
            for en in alle:
                en.ferdig.set_result(None)
