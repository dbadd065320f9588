"""Signed personal links: who has one may see and change that contact's or party's calendar feeds, until it runs out."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Final, NamedTuple

from itsdangerous import BadData

from modeller.abonnement import Eier, Maalslag
from varsler.signatur import skriver

GJELDER: Final = timedelta(days=90)
_SALT: Final = "mitt"
_SLAG: Final[Mapping[str, Maalslag]] = {"k": Maalslag.KONTAKT, "p": Maalslag.PART}


def lag_lenke(noekkel: bytes, eier: Eier, naa: datetime) -> str:
    """The last part of the personal page's address, good for `GJELDER` from `naa` (aware)."""
    [forkortet] = [kort for kort, slag in _SLAG.items() if slag is eier.slag]
    return str(skriver(noekkel, naa, _SALT).dumps([forkortet, eier.id]))


class Personlig(NamedTuple):
    """What a link says: whose page it is, and how long it is good for (aware)."""

    eier: Eier
    gjelder_til: datetime


def les_lenke(noekkel: bytes, lenke: str, naa: datetime) -> Personlig | None:
    """What the link says; None when it is wrong, signed with another key, or too old."""
    alder = round(GJELDER.total_seconds())
    try:
        (slag, id_), laget = skriver(noekkel, naa, _SALT).loads(lenke, max_age=alder, return_timestamp=True)
    except (BadData, TypeError, ValueError):
        return None
    if slag not in _SLAG or not isinstance(id_, str):
        return None
    return Personlig(Eier(_SLAG[slag], id_), laget + GJELDER)
