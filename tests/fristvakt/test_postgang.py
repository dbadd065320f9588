"""Mail is sent on a thread of its own: pages go on meanwhile, and what has begun comes to its end."""

from __future__ import annotations

import asyncio
import sqlite3
import threading
from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from fristvakt.egentraad import Egentraad
from fristvakt.postgang import Postgang
from modeller.lager import utboks
from modeller.lager.hovedboker import les_sendt
from modeller.lager.lager import Lager
from tests.varsler.utsendingsprosess import NAA, legg_i_koe, ta_bilder
from tests.varsler.varselbygg import KALENDER, OPPSETT
from varsler.levering import Leveringssvar, MaildirLevering, Sendt
from varsler.melding import Melding
from varsler.skriving import Skriver
from varsler.utsending import SENDER, Utsending

MELDINGER = 12


class Noterende:
    """A delivery that takes note of which thread it is asked on, and waits when it is told to."""

    def __init__(self) -> None:
        self.traader: set[str] = set()
        self.levert = 0
        self.aapent = threading.Event()
        self.aapent.set()

    async def lever(self, melding: Melding) -> Leveringssvar:
        self.traader.add(threading.current_thread().name)
        self.levert += 1
        await asyncio.to_thread(self.aapent.wait)
        return Sendt(svar=f"250 {melding.message_id}")

    async def slipp(self) -> None: ...


@pytest.fixture
async def adresse(tmp_path: Path) -> str:
    return f"sqlite+aiosqlite:///{tmp_path / 'fristvakt.db'}"


@pytest.fixture
async def lager(adresse: str) -> AsyncIterator[Lager]:
    """The store as the pages have it."""
    async with await Lager.aapne(adresse) as lager:
        await legg_i_koe(lager, MELDINGER)
        yield lager


def postgang(adresse: str, levering: Noterende | MaildirLevering) -> Postgang:
    def utsending(lager: Lager, _: Skriver) -> Utsending:
        return Utsending(
            lager=lager, levering=levering, ta_bilder=ta_bilder, kalender=KALENDER, oppsett=OPPSETT, klokke=lambda: NAA
        )

    return Postgang(adresse, utsending)


def utsendingstraader() -> list[str]:
    return [traad.name for traad in threading.enumerate() if traad.name == "utsending"]


async def test_det_sendes_paa_en_egen_traad_som_er_der_til_det_hele_er_slutt(adresse: str, lager: Lager) -> None:
    levering = Noterende()
    async with postgang(adresse, levering) as gang:
        assert utsendingstraader() == [], "until it is asked for"
        assert await gang.send(NAA) == MELDINGER
        await legg_i_koe(lager, 4, fra=1000)
        assert await gang.send(NAA) == 4
        assert utsendingstraader() == ["utsending"]
    assert utsendingstraader() == []
    assert levering.traader == {"utsending"}
    async with lager.lesing() as tx:
        assert len(await les_sendt(tx)) == MELDINGER + 4


async def test_sidene_svarer_mens_utsendingen_venter_paa_at_en_annen_slipper_basen(
    adresse: str, lager: Lager, tmp_path: Path
) -> None:
    annen = sqlite3.connect(tmp_path / "fristvakt.db", isolation_level=None)
    annen.execute("BEGIN IMMEDIATE")
    async with postgang(adresse, Noterende()) as gang:
        sender = asyncio.create_task(gang.send(NAA))
        for _ in range(50):
            async with lager.lesing() as tx:
                assert await les_sendt(tx) == ()
        assert not sender.done()
        annen.execute("ROLLBACK")
        annen.close()
        assert await sender == MELDINGER


async def test_det_som_er_underveis_naar_det_er_slutt_gaar_til_ende_og_bokfoeres(adresse: str, lager: Lager) -> None:
    levering = Noterende()
    levering.aapent.clear()
    async with postgang(adresse, levering) as gang:
        sender = asyncio.create_task(gang.send(NAA))
        while not levering.levert:  # noqa: ASYNC110 - another thread sets no event here
            await asyncio.sleep(0)
        asyncio.get_running_loop().call_later(0.01, levering.aapent.set)
    assert await sender == MELDINGER
    async with lager.lesing() as tx:
        assert len(await les_sendt(tx)) == MELDINGER


async def test_blir_den_avbrutt_er_det_slutt_naar_den_er_det(adresse: str, lager: Lager) -> None:
    """What was on its way goes again, with the same Message-ID; the store is not closed under it."""
    levering = Noterende()
    levering.aapent.clear()
    async with postgang(adresse, levering) as gang:
        sender = asyncio.create_task(gang.send(NAA))
        while not levering.levert:  # noqa: ASYNC110 - as above
            await asyncio.sleep(0)
        sender.cancel()
        with pytest.raises(asyncio.CancelledError):
            await sender
        levering.aapent.set()
    assert utsendingstraader() == []
    async with lager.skriving() as tx:
        await utboks.frigi(tx, SENDER)
    async with postgang(adresse, Noterende()) as gang:
        assert await gang.send(NAA) == MELDINGER


async def test_en_feil_i_utsendingen_meldes_der_den_ble_bedt_om(adresse: str, lager: Lager, tmp_path: Path) -> None:
    async with postgang(adresse, MaildirLevering(tmp_path)) as gang:
        with pytest.raises(AttributeError):
            await gang.send("i dag")  # type: ignore[arg-type]
        assert await gang.send(NAA) == MELDINGER, "and it goes on"


async def test_arbeid_paa_en_egen_traad_kan_avbrytes_og_venter_med_slutten() -> None:
    traad = Egentraad("proeve")
    begynt, ryddet = threading.Event(), threading.Event()

    async def arbeid() -> None:
        begynt.set()
        try:
            await asyncio.Event().wait()
        finally:
            await asyncio.sleep(0)
            ryddet.set()

    async def slutten() -> None:
        assert ryddet.is_set()

    oppgave = asyncio.create_task(traad.gjoer(arbeid()))
    await asyncio.to_thread(begynt.wait)
    oppgave.cancel()
    with pytest.raises(asyncio.CancelledError):
        await oppgave
    await traad.slutt(slutten)
    assert not any(t.name == "proeve" for t in threading.enumerate())
