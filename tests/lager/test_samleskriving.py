"""Writes of several tasks go in one transaction, and each caller's failure is its own."""

from __future__ import annotations

import asyncio
from pathlib import Path

import pytest
from sqlalchemy import event

from modeller.lager.lager import Lager, Tx
from modeller.lager.samleskriving import Arbeid, Samleskriver, utfoer
from modeller.lager.utboks import legg_i, les_koe
from tests.lager.lagerbygg import NAA, rad


def legg(noekkel: str, *, feil: bool = False) -> Arbeid:
    async def arbeid(tx: Tx) -> None:
        await legg_i(tx, [rad(noekkel)], NAA)
        if feil:
            raise ZeroDivisionError

    return arbeid


async def noekler(lager: Lager) -> set[str]:
    async with lager.lesing() as tx:
        return {k.rad.noekkel for k in await les_koe(tx)}


async def test_det_som_kommer_mens_noe_lagres_lagres_sammen(tmp_path: Path) -> None:
    async with await Lager.aapne(f"sqlite+aiosqlite:///{tmp_path / 'fristvakt.db'}") as lager:
        begynte: list[object] = []
        event.listen(lager._motor.sync_engine, "commit", begynte.append)
        skriver = Samleskriver(lager, utfoer)
        alle = {f"n{nr}" for nr in range(8)}
        await asyncio.gather(*(skriver.skriv(legg(noekkel)) for noekkel in alle))
        assert await noekler(lager) == alle
    assert len(begynte) <= 3, "the first alone, the rest together, and the reading"


async def test_det_som_feiler_feiler_bare_for_den_som_ba_om_det(lager: Lager) -> None:
    skriver = Samleskriver(lager, utfoer)
    svar = await asyncio.gather(
        skriver.skriv(legg("n1")),
        skriver.skriv(legg("n2")),
        skriver.skriv(legg("n3", feil=True)),
        skriver.skriv(legg("n4")),
        return_exceptions=True,
    )
    assert [type(ett) for ett in svar] == [type(None), type(None), ZeroDivisionError, type(None)]
    assert await noekler(lager) == {"n1", "n2", "n4"}


async def test_den_som_avbrytes_tar_ingen_med_seg_uten_at_de_faar_vite_det(lager: Lager) -> None:
    skriver, begynt = Samleskriver(lager, utfoer), asyncio.Event()

    async def henger(_: Tx) -> None:
        begynt.set()
        await asyncio.Event().wait()

    foerst = asyncio.create_task(skriver.skriv(henger))
    await begynt.wait()
    venter = asyncio.create_task(skriver.skriv(legg("n1")))
    await asyncio.sleep(0)
    foerst.cancel()
    with pytest.raises(asyncio.CancelledError):
        await foerst
    await venter
    assert await noekler(lager) == {"n1"}


async def test_det_andre_ba_om_lagres_ogsaa_naar_den_som_lagret_for_dem_avbrytes(lager: Lager) -> None:
    """First all of it fails together, and while it is tried piece by piece, whoever does that is stopped."""
    skriver, begynt = Samleskriver(lager, utfoer, verdt=3, kan_komme=lambda: 3), asyncio.Event()
    forsoek = 0

    async def feiler_og_henger(tx: Tx) -> None:
        nonlocal forsoek
        forsoek += 1
        if forsoek == 1:
            raise ZeroDivisionError
        begynt.set()
        await asyncio.Event().wait()

    foerst = asyncio.create_task(skriver.skriv(feiler_og_henger))
    andre = [asyncio.create_task(skriver.skriv(legg(noekkel))) for noekkel in ("n1", "n2")]
    await begynt.wait()
    foerst.cancel()
    with pytest.raises(asyncio.CancelledError):
        await foerst
    async with asyncio.timeout(10):
        await asyncio.gather(*andre)
    assert await noekler(lager) == {"n1", "n2"}
