"""Answers from the process beside us, one after the other on a line that hands on bytes as they come."""

from __future__ import annotations

import struct
from collections.abc import Iterator

_LENGDE = struct.Struct("<I")


def med_lengde(svar: bytes) -> bytes:
    """The answer, and before it how long it is."""
    return _LENGDE.pack(len(svar)) + svar


class Svarlinje:
    """Puts answers together again."""

    def __init__(self) -> None:
        self._resten = bytearray()

    def les(self, data: bytes) -> Iterator[bytes]:
        """The answers that are whole by now."""
        self._resten += data
        while len(self._resten) >= _LENGDE.size:
            (lengde,) = _LENGDE.unpack_from(self._resten)
            slutt = _LENGDE.size + lengde
            if len(self._resten) < slutt:
                return
            yield bytes(self._resten[_LENGDE.size : slutt])
            del self._resten[:slutt]
