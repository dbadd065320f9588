"""Sending again what was laid aside: once for the command line and the board."""

from __future__ import annotations

from collections.abc import Collection, Mapping

from modeller.lager import hovedboker, utboks
from modeller.lager.lager import Tx
from modeller.lager.tabeller import Utbokstilstand
from modeller.lager.utboks import Koerad


async def lagt_til_side(tx: Tx) -> Mapping[str, Koerad]:
    """What goes no further by itself, by its short id."""
    return {k.id: k for k in await utboks.les_koe(tx, Utbokstilstand.DOED)}


async def send_paa_nytt(tx: Tx, koerader: Collection[Koerad]) -> int:
    """Let these go with the next sending, as far as they are still owed then; how many there were."""
    for mottaker in sorted({k.rad.mottaker for k in koerader}):
        await hovedboker.merk_leverbar(tx, mottaker)  # to be tried again, an address must be believed again
    return await utboks.send_paa_nytt(tx, [k.rad.noekkel for k in koerader])
