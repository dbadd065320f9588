"""An address takes no mail, told by a server at once or by a report later: what then is done, once for both."""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime

from modeller.lager import hovedboker, utboks
from modeller.lager.lager import Tx
from varsler.bilde import TaBilder
from varsler.melding import OSLO


async def gi_opp_adressen(
    tx: Tx,
    mottaker: str,
    *,
    noekler: Collection[str],
    avtaler: Collection[str],
    svar: str,
    naa: datetime,
    ta_bilder: TaBilder,
) -> None:
    """Mark the address from the day of `naa` (aware UTC), and lay aside its rows with these keys.

    What it was to be told goes to the party's postmottak, and the coordinator hears of it: that follows by itself from
    deriving the agreements again with the address marked.
    """
    await hovedboker.merk_uleverbar(tx, mottaker, naa.astimezone(OSLO).date(), svar)
    await utboks.gi_opp(tx, noekler, svar)
    for bilde in (await ta_bilder(tx, sorted(set(avtaler)), naa)).values():
        await utboks.legg_i(tx, bilde.utsikt.rader, naa)
