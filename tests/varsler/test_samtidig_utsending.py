"""Messages side by side: how many are on their way, and how many are out before they are known to be."""

from __future__ import annotations

import asyncio
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime

import pytest

from modeller.lager import samleskriving, utboks
from modeller.lager.hovedboker import les_sendt
from modeller.lager.lager import I_MINNET, Lager, Tx
from tests.varsler.utsendingsprosess import NAA, legg_i_koe, ta_bilder
from tests.varsler.varselbygg import KALENDER, OPPSETT
from varsler import utsending
from varsler.bokfoering import Bekreftelse, bekreft
from varsler.levering.svar import Leveringssvar, Sendt
from varsler.melding import Melding
from varsler.utsending import SAMTIDIG, SENDER, UBEKREFTET, Utsending

MELDINGER = 40


@dataclass
class Tellende:
    """A delivery that takes a while, and counts."""

    levert: list[str] = field(default_factory=list)
    underveis: int = 0
    mest: int = 0

    async def lever(self, melding: Melding) -> Leveringssvar:
        self.underveis += 1
        self.mest = max(self.mest, self.underveis)
        await litt()
        self.underveis -= 1
        self.levert.append(melding.message_id)
        return Sendt(svar="250 OK")

    async def slipp(self) -> None: ...


async def litt(ganger: int = 20) -> None:
    """Let everybody else go on."""
    for _ in range(ganger):
        await asyncio.sleep(0)


def sender(lager: Lager, levering: Tellende) -> Utsending:
    return Utsending(
        lager=lager, levering=levering, ta_bilder=ta_bilder, kalender=KALENDER, oppsett=OPPSETT, klokke=lambda: NAA
    )


async def test_linjene_brukes_mens_det_som_har_gaatt_bokfoeres_men_bare_saa_mye_er_ukjent(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    aapent = asyncio.Event()
    kalt = 0

    async def treg_bokfoering(tx: Tx, alle: Sequence[Bekreftelse], naa: datetime) -> None:
        nonlocal kalt
        kalt += 1
        if kalt > 1:  # the first message goes alone, to see that the server is there
            await aapent.wait()
        await bekreft(tx, alle, naa)

    monkeypatch.setattr(utsending, "bekreft", treg_bokfoering)
    levering = Tellende()
    async with await Lager.aapne(I_MINNET) as lager:
        await legg_i_koe(lager, MELDINGER)
        arbeid = asyncio.create_task(sender(lager, levering).send(NAA))
        await litt(5000)
        assert len(levering.levert) == 1 + UBEKREFTET
        assert levering.mest == SAMTIDIG
        aapent.set()
        assert (await arbeid).sendt == MELDINGER
    assert len(set(levering.levert)) == len(levering.levert) == MELDINGER


@pytest.mark.parametrize("prosessen_lever", [True, False])
async def test_kan_hovedboka_ikke_skrives_sendes_ikke_mer_og_bare_det_som_ikke_er_kjent_gaar_om_igjen(
    monkeypatch: pytest.MonkeyPatch, *, prosessen_lever: bool
) -> None:
    levering = Tellende()
    galt = RuntimeError("the disk is full")

    async def feiler_en_gang(tx: Tx, alle: Sequence[Bekreftelse], naa: datetime) -> None:
        if any(en.melding.message_id in levering.levert[5:6] for en in alle):
            raise galt
        await bekreft(tx, alle, naa)

    async with await Lager.aapne(I_MINNET) as lager:
        await legg_i_koe(lager, MELDINGER)
        foerst = sender(lager, levering)
        with monkeypatch.context() as m:
            m.setattr(utsending, "bekreft", feiler_en_gang)
            with pytest.raises(RuntimeError, match="the disk is full"):
                await foerst.send(NAA)
        gikk, mistet = len(levering.levert), levering.levert[5]
        assert gikk < MELDINGER
        if not prosessen_lever:
            async with lager.skriving() as tx:
                await utboks.frigi(tx, SENDER)
        await (foerst if prosessen_lever else sender(lager, levering)).send(NAA)
        async with lager.lesing() as tx:
            assert {m.message_id for m in await les_sendt(tx)} == set(levering.levert)
    ganger = Counter(levering.levert)
    assert len(ganger) == MELDINGER
    assert {en for en, antall in ganger.items() if antall > 1} == (set() if prosessen_lever else {mistet})


async def bokfoert_naar_den_stanses(levering: Tellende, naar: asyncio.Event) -> set[str]:
    """What the ledger holds of a run that is stopped then."""
    async with await Lager.aapne(I_MINNET) as lager:
        await legg_i_koe(lager, MELDINGER)
        arbeid = asyncio.create_task(sender(lager, levering).send(NAA))
        await naar.wait()
        arbeid.cancel()
        with pytest.raises(asyncio.CancelledError):
            await arbeid
        async with lager.lesing() as tx:
            return {m.message_id for m in await les_sendt(tx)}


async def test_stanses_utsendingen_bokfoeres_det_som_er_ute_foer_den_er_stanset() -> None:
    noen_er_ute = asyncio.Event()

    class SierFra(Tellende):
        async def lever(self, melding: Melding) -> Leveringssvar:
            svar = await super().lever(melding)
            if len(self.levert) == SAMTIDIG:
                noen_er_ute.set()
            return svar

    levering = SierFra()
    assert await bokfoert_naar_den_stanses(levering, noen_er_ute) == set(levering.levert)
    assert len(levering.levert) < MELDINGER


async def test_det_som_er_under_bokfoering_idet_utsendingen_stanses_blir_bokfoert(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """Whoever is stopped stores for others too, and all of it would go again."""
    bokfoeres = asyncio.Event()

    async def treg_bokfoering(tx: Tx, alle: Sequence[Bekreftelse], naa: datetime) -> None:
        await bekreft(tx, alle, naa)
        if len(alle) > 1:
            bokfoeres.set()
            await litt(200)

    monkeypatch.setattr(utsending, "bekreft", treg_bokfoering)
    levering = Tellende()
    assert await bokfoert_naar_den_stanses(levering, bokfoeres) == set(levering.levert)


async def test_over_en_treg_linje_bokfoeres_flere_sammen(monkeypatch: pytest.MonkeyPatch) -> None:
    """They come one at a time, and whoever comes first waits a moment for the others."""
    sammen: list[int] = []

    async def telt(tx: Tx, alle: Sequence[Bekreftelse], naa: datetime) -> None:
        sammen.append(len(alle))
        await bekreft(tx, alle, naa)

    class EnOmGangen(Tellende):
        async def lever(self, melding: Melding) -> Leveringssvar:
            async with linje:
                return await super().lever(melding)

    linje = asyncio.Semaphore(1)
    monkeypatch.setattr(samleskriving, "ET_OEYEBLIKK", 60.0)  # however slow the machine
    monkeypatch.setattr(utsending, "bekreft", telt)
    async with await Lager.aapne(I_MINNET) as lager:
        await legg_i_koe(lager, MELDINGER)
        assert (await sender(lager, EnOmGangen()).send(NAA)).sendt == MELDINGER
    assert sum(sammen) == MELDINGER
    assert len(sammen) <= 2 * MELDINGER / SAMTIDIG
