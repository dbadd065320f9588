"""Sending again what was laid aside: once for the command line and the board."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from datetime import date

from modeller.lager import hovedboker, utboks
from modeller.lager.lager import Tx
from modeller.lager.tabeller import Utbokstilstand
from modeller.lager.utboks import Koerad
from varsler.proevemodus import kan_sendes_paa_nytt, koordinatorenes_adresser


async def lagt_til_side(tx: Tx) -> Mapping[str, Koerad]:
    """What goes no further by itself, or waits for a coordinator to show it to on trial, by its short id."""
    stanset = await utboks.les_koe(tx, Utbokstilstand.DOED, Utbokstilstand.VENTER)
    return {k.id: k for k in stanset if kan_sendes_paa_nytt(k)}


async def send_paa_nytt(tx: Tx, koerader: Collection[Koerad], dag: date) -> int:
    """Let these go with the next sending, as far as they are still owed then; how many there were. `dag` is today in
    Oslo.
    """
    mottakere = {k.rad.mottaker for k in koerader}
    vises = await koordinatorenes_adresser(tx, {k.rad.avtale for k in koerader}, dag)
    for adresse in sorted(mottakere | vises):
        await hovedboker.merk_leverbar(tx, adresse)  # to be tried again, an address must be believed again
    return await utboks.send_paa_nytt(tx, [k.rad.noekkel for k in koerader])
