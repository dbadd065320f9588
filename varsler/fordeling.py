"""Which items of one recipient go in which message."""

from __future__ import annotations

from collections.abc import Iterable

from varsler.regler import OM_MOETET
from varsler.sak import Varselsak


def fordel(saker: Iterable[Varselsak]) -> list[list[Varselsak]]:
    """The items of one recipient as messages: what there is to do gathered in one, and each meeting that others call
    in one of its own, since a mail program files an invitation away with all that stands in it.
    """
    alle = list(saker)
    resten = [sak for sak in alle if sak.slag not in OM_MOETET]
    moeter: dict[tuple[str, str], list[Varselsak]] = {}
    for sak in alle:
        if sak.slag in OM_MOETET:
            moeter.setdefault((sak.rad.avtale, sak.rad.steg), []).append(sak)
    return [*([resten] if resten else []), *moeter.values()]


def gjelder_moete(saker: Iterable[Varselsak]) -> bool:
    """Whether the items are all about one meeting that others have called."""
    alle = tuple(saker)
    return len({(sak.rad.avtale, sak.rad.steg) for sak in alle}) == 1 and all(sak.slag in OM_MOETET for sak in alle)
