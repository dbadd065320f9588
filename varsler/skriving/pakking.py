"""Messages as bytes for the process beside us: what many of them share, such as a plan, is packed once."""

from __future__ import annotations

import pickle
from collections.abc import Callable, Iterator
from dataclasses import fields, is_dataclass
from io import BytesIO
from operator import attrgetter
from types import MappingProxyType
from typing import Any, BinaryIO, TypeVar

from varsler.melding import Melding

T = TypeVar("T")

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
        self._pickler.dispatch_table = REDUSERT
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


Redusert = tuple[Any, ...]
"""What `object.__reduce_ex__` returns: something to call, and what to call it with."""


class _Reduksjoner(dict[type, Callable[[Any], Redusert]]):
    """How each class is taken apart. Our frozen classes with slots go by the values of their slots in one go; Python
    would ask the class what its fields are at every single object, which takes more than all the rest.
    """

    def __missing__(self, klasse: type) -> Callable[[Any], Redusert]:
        if issubclass(klasse, type):
            raise KeyError(klasse)  # a class goes by its name
        self[klasse] = reduksjon = self._ny(klasse)
        return reduksjon

    def _ny(self, klasse: type) -> Callable[[Any], Redusert]:
        if klasse is MappingProxyType:
            return lambda utsikt: (_utsikt, (dict(utsikt),))
        if is_dataclass(klasse) and "__dict__" not in dir(klasse) and (navnene := _spalter(klasse)):
            verdiene = attrgetter(*navnene) if len(navnene) > 1 else lambda en: (getattr(en, navnene[0]),)
            return lambda en: (_gjenskap, (klasse, verdiene(en)))
        return lambda en: en.__reduce_ex__(pickle.HIGHEST_PROTOCOL)


REDUSERT = _Reduksjoner()


def _spalter(klasse: type) -> tuple[str, ...]:
    return tuple(felt.name for felt in fields(klasse))


class _Settere(dict[type, tuple[Callable[[object, object], None], ...]]):
    """What puts values into the slots of each class."""

    def __missing__(self, klasse: type) -> tuple[Callable[[object, object], None], ...]:
        self[klasse] = settere = tuple(getattr(klasse, navn).__set__ for navn in _spalter(klasse))
        return settere


SETTERE = _Settere()


def _gjenskap(klasse: type[T], verdiene: tuple[object, ...]) -> T:
    """The object as it was: `__init__` has had its say when it was first made."""
    ny = klasse.__new__(klasse)
    for sett, verdi in zip(SETTERE[klasse], verdiene, strict=True):
        sett(ny, verdi)
    return ny


def _utsikt(innhold: dict[Any, Any]) -> MappingProxyType[Any, Any]:
    return MappingProxyType(innhold)
