"""Messages as bytes for the process beside us: what many of them share, such as a plan, is packed once."""

from __future__ import annotations

import pickle
from collections.abc import Iterator
from dataclasses import fields
from io import BytesIO
from types import MappingProxyType
from typing import Any, BinaryIO

from varsler.melding import Melding

HUSKER = 400
"""So many messages share what they have in common: all they consist of is held meanwhile, in both processes."""
GLEM = pickle.dumps(None)
"""Between two messages: the next shares nothing with those before."""
FELT = tuple(felt.name for felt in fields(Melding))


class Pakker:
    """Packs messages one after the other, for one `pakk_ut` that reads them all. What they consist of must not change
    meanwhile.
    """

    def __init__(self) -> None:
        self._ut = BytesIO()
        self._pickler = pickle.Pickler(self._ut, pickle.HIGHEST_PROTOCOL)
        self._pickler.dispatch_table = {MappingProxyType: lambda utsikt: (_utsikt, (dict(utsikt),))}
        self._pakket = 0

    def pakk(self, melding: Melding) -> bytes | None:
        """The message, without what has been composed of it here; None when there is something in it that cannot be
        packed.
        """
        if self._pakket == HUSKER:
            self.glem()
        self._pakket += 1
        try:
            self._pickler.dump({navn: getattr(melding, navn) for navn in FELT})
        except (pickle.PicklingError, TypeError, AttributeError):
            self.glem()
            return None
        return self._ta_ut()

    def glem(self) -> None:
        """Let go of what the next messages might have shared with those before."""
        self._pickler.clear_memo()
        self._pakket = 0
        self._ut.seek(0)
        self._ut.truncate()
        self._ut.write(GLEM)

    def _ta_ut(self) -> bytes:
        pakket = self._ut.getvalue()
        self._ut.seek(0)
        self._ut.truncate()
        return pakket


def pakk_ut(inn: BinaryIO) -> Iterator[Melding]:
    """The messages that a `Pakker` packed, till there are no more: the one that packs them may be gone at any byte."""
    leser = pickle.Unpickler(inn)  # noqa: S301 - nobody but the process that started this one can write to it
    while True:
        try:
            felt = leser.load()
        except (EOFError, pickle.UnpicklingError):
            return
        if felt is None:
            leser = pickle.Unpickler(inn)  # noqa: S301 - as above
        else:
            yield Melding(**felt)


def _utsikt(innhold: dict[Any, Any]) -> MappingProxyType[Any, Any]:
    return MappingProxyType(innhold)
