"""The agreement derived anew at the moment of sending, over the real store and the real lifecycle."""

from __future__ import annotations

import asyncio
from collections.abc import Mapping
from datetime import UTC, date, datetime
from functools import partial
from pathlib import Path

import pytest

from flyter.livsloep import LIVSLOEP
from modeller.fakta import Rolle, RolleEndret, avtalestroem
from modeller.lager import utboks
from modeller.lager.faktalager import NyttFaktum, tilfoey
from modeller.lager.hovedboker import fortalt
from modeller.lager.lager import I_MINNET, Lager, Tx
from modeller.varselrad import Fortalt
from tests.flyter.avtaleverden import fyll
from tests.rollebesetning import AVTALE, KALENDER
from tests.varsler.varselbygg import OM_STEG, OPPSETT
from varsler.bilde import bildetaker
from varsler.levering import MaildirLevering
from varsler.utsending import Utsending
from varsler.utsikt import varselsutsikt

NAA = datetime(2024, 9, 17, 6, tzinfo=UTC)


async def test_det_som_gjoeres_mellom_koe_og_sending_sees_av_neste_bilde(tmp_path: Path) -> None:
    ta_bilder = bildetaker(LIVSLOEP, KALENDER, partial(varselsutsikt, regler=OM_STEG))
    async with await Lager.aapne(I_MINNET) as lager:
        await fyll(lager)
        async with lager.skriving() as tx:
            foer = (await ta_bilder(tx, [AVTALE], NAA))[AVTALE]
            await utboks.legg_i(tx, foer.utsikt.rader, NAA)
            fylket = "fylkets_rolle.innlandet"
            assert fylket in {rad.steg for rad in foer.utsikt.rader}
            avgjort = NyttFaktum(
                id="avgjort",
                skjedde=date(2024, 9, 17),
                registrert=NAA,
                av="test",
                hendelse=RolleEndret(part="innlandet", rolle=Rolle.HOVEDPART),
            )
            await tilfoey(tx, avtalestroem(AVTALE), [avgjort])
            etter = (await ta_bilder(tx, [AVTALE], NAA))[AVTALE]
            assert fylket not in {rad.steg for rad in etter.utsikt.rader}
        levering = MaildirLevering(tmp_path)
        utsending = Utsending(
            lager=lager,
            levering=levering,
            ta_bilder=ta_bilder,
            kalender=KALENDER,
            oppsett=OPPSETT,
            klokke=lambda: NAA,
        )
        resultat = await utsending.send(NAA)
    assert resultat.trukket >= 1
    assert resultat.sendt == len(list((tmp_path / "new").iterdir())) == 4


async def test_en_avtale_som_ikke_finnes_har_intet_bilde() -> None:
    async with await Lager.aapne(I_MINNET) as lager, lager.lesing() as tx:
        assert await bildetaker(LIVSLOEP, KALENDER, varselsutsikt)(tx, ["ukjent"], NAA) == {}


async def test_flere_mottakere_som_spoer_samtidig_faar_det_samme(monkeypatch: pytest.MonkeyPatch) -> None:
    """One asks while another waits for the database: what is half known is not taken for the whole."""

    async def langsom(tx: Tx, avtale: str) -> Mapping[tuple[str, str], Fortalt]:
        await asyncio.sleep(0)
        return await fortalt(tx, avtale)

    monkeypatch.setattr("varsler.bilde.fortalt", langsom)
    ta_bilder = bildetaker(LIVSLOEP, KALENDER, varselsutsikt)
    async with await Lager.aapne(I_MINNET) as lager:
        await fyll(lager)
        async with lager.lesing() as tx:
            ett, to = await asyncio.gather(ta_bilder(tx, [AVTALE], NAA), ta_bilder(tx, [AVTALE], NAA))
    assert ett[AVTALE].utsikt.rader
    assert to == ett
