"""How often one client may ask for what does not exist: a token bucket per address, so that guessing stays slow."""

from __future__ import annotations

import ipaddress
from collections import OrderedDict
from datetime import datetime, timedelta

BOMMER = 30
"""So many wrong addresses a client may ask for at once …"""
HVER = timedelta(seconds=10)
"""… and one more for each such time that passes."""
HUSKES = 10_000
"""So many clients are remembered; the one that asked longest ago is forgotten first."""


class Struping:
    """Counts misses by client. What is right is never counted, so that no one can shut others' calendars off.

    Instants are aware and may go backwards, which earns nobody anything.
    """

    def __init__(self, bommer: int = BOMMER, hver: timedelta = HVER) -> None:
        self._bommer = bommer
        self._hver = hver
        self._klienter: OrderedDict[str, tuple[float, datetime]] = OrderedDict()

    def bom(self, klient: str | None, naa: datetime) -> bool:
        """Note a miss; says whether the client has had too many."""
        noekkel = nettet_til(klient)
        igjen, sist = self._klienter.pop(noekkel, (float(self._bommer), naa))
        igjen = min(self._bommer, igjen + max((naa - sist) / self._hver, 0.0))
        for_mange = igjen < 1
        self._klienter[noekkel] = (igjen if for_mange else igjen - 1, naa)
        if len(self._klienter) > HUSKES:
            self._klienter.popitem(last=False)
        return for_mange


def nettet_til(klient: str | None) -> str:
    """What counts as one client: an IPv4 address, or the IPv6 network that one subscriber has all of."""
    try:
        adresse = ipaddress.ip_address(klient or "")
    except ValueError:
        return klient or ""
    if isinstance(adresse, ipaddress.IPv4Address):
        return str(adresse)
    if adresse.ipv4_mapped is not None:
        return str(adresse.ipv4_mapped)
    return str(ipaddress.ip_network((adresse, 64), strict=False))
