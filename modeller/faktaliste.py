"""Which facts count on a day, and in what order."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime

from modeller.fakta import Faktum, FaktumAngret


def gjeldende(fakta: Iterable[Faktum], naa: date) -> tuple[Faktum, ...]:
    """Facts that had happened by `naa` and are not undone, in the order they happened (then by their numbers).

    An undo is a fact like any other: it can be undone itself, and then what it undid counts again.
    """
    hendt = [faktum for faktum in fakta if faktum.skjedde <= naa]
    angret = angrede(hendt)
    return tuple(
        sorted(
            (f for f in hendt if f.id not in angret and not isinstance(f.hendelse, FaktumAngret)),
            key=lambda f: (f.skjedde, f.nr, f.registrert, f.id),  # a clock may have been set back, a number not
        )
    )


def angrede(fakta: Iterable[Faktum]) -> frozenset[str]:
    """Ids of the facts that stand undone, undoings among them."""
    angret: set[str] = set()
    angringer = [f for f in fakta if isinstance(f.hendelse, FaktumAngret)]
    # Latest first: an undo counts unless a later one that counts has undone it.
    for faktum in sorted(angringer, key=lambda f: f.nr, reverse=True):
        if faktum.id not in angret and isinstance(faktum.hendelse, FaktumAngret):
            angret.add(faktum.hendelse.faktum)
    return frozenset(angret)


def innen(fakta: Iterable[Faktum]) -> dict[str, datetime]:
    """By id, when a fact and all before it in its stream were registered, which puts facts of several streams in order:
    a clock may have been set back, a number not.
    """
    tider: dict[str, datetime] = {}
    i_stroemmen: dict[str, datetime] = {}
    for faktum in sorted(fakta, key=lambda f: f.nr):
        tid = max(i_stroemmen.get(faktum.stroem, faktum.registrert), faktum.registrert)
        tider[faktum.id] = i_stroemmen[faktum.stroem] = tid
    return tider
