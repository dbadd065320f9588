"""Writes of several tasks in one transaction: what is asked for while one is being stored is stored with the next."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from typing import NamedTuple

from modeller.lager.lager import Lager, Tx

Arbeid = Callable[[Tx], Awaitable[object]]


class _Ventende(NamedTuple):
    arbeid: Arbeid
    ferdig: asyncio.Future[None]


class Samleskriver:
    """Stores what its callers ask for, each of whom knows it stored when `skriv` returns.

    To store something durably takes about as long however much it is, so eight senders side by side need not wait for
    eight disks. Work that fails is tried by itself, and fails for its own caller alone.
    """

    def __init__(self, lager: Lager) -> None:
        self._lager = lager
        self._laas = asyncio.Lock()
        self._ventende: list[_Ventende] = []

    async def skriv(self, arbeid: Arbeid) -> None:
        """Store `arbeid`; raises what it raises, and then nothing of it is stored. It may be called twice."""
        min_ = _Ventende(arbeid, asyncio.get_running_loop().create_future())
        self._ventende.append(min_)
        async with self._laas:
            if not min_.ferdig.done():  # nobody has taken it along
                alle, self._ventende = self._ventende, []
                await self._lagre(alle)
        await min_.ferdig

    async def _lagre(self, alle: list[_Ventende]) -> None:
        try:
            async with self._lager.skriving() as tx:
                for en in alle:
                    await en.arbeid(tx)
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
