"""A reader that is killed: no mail lost, none acted on twice."""

from __future__ import annotations

import asyncio
import random
import signal
from collections import Counter
from multiprocessing import get_context
from pathlib import Path

import pytest

from modeller.lager import hovedboker, leveringsforsoek, returpost, utboks
from modeller.lager.hovedboker import SendtMelding, SendtPost
from modeller.lager.lager import Lager
from modeller.lager.leveringsforsoek import Klasse
from modeller.lager.returpost import Returslag
from modeller.lager.tabeller import Utbokstilstand
from tests.varsler.returbygg import epost, rapport
from tests.varsler.returprosess import les_i_prosess
from tests.varsler.utsendingsprosess import DAG, NAA, bildet

AVTALER = 50
DRAP = 20
TAALMODIGHET = 120.0

pytestmark = [pytest.mark.treg, pytest.mark.enable_socket]

prosesser = get_context("forkserver")
prosesser.set_forkserver_preload(["tests.varsler.returprosess", "alembic.command", "modeller.lager.migrering"])


async def test_drept_naar_som_helst_leses_alt_og_bare_en_gang(tmp_path: Path) -> None:
    adresse, mappe = f"sqlite+aiosqlite:///{tmp_path / 'fristvakt.db'}", tmp_path / "retur"
    for under in ("new", "cur", "tmp"):
        (mappe / under).mkdir(parents=True)
    sendte = await _sendt_til_alle(adresse)
    filer = [rapport(m.message_id, m.mottaker) for m in sendte] + [epost("x", Subject=f"Svar {n}") for n in range(50)]
    for nr, raa in enumerate(filer):
        (mappe / "new" / f"{nr:04}.M1.vert").write_bytes(raa)
    terning = random.Random(20240902)  # noqa: S311 - chance for a test
    drept = 0
    for _ in range(DRAP):
        leser = prosesser.Process(target=les_i_prosess, args=(adresse, mappe), daemon=True)
        foer = len(list((mappe / "cur").iterdir()))
        leser.start()
        async with asyncio.timeout(TAALMODIGHET):
            nok = foer + terning.randint(1, 12)
            while leser.is_alive() and len(list((mappe / "cur").iterdir())) < nok:  # noqa: ASYNC110 - as there
                await asyncio.sleep(0.002)
        await asyncio.sleep(terning.uniform(0, 0.02))
        assert leser.pid is not None
        leser.kill()
        leser.join()
        drept += leser.exitcode == -signal.SIGKILL
    assert drept > DRAP // 2, "they were done before they could be killed"
    await asyncio.to_thread(les_i_prosess, adresse, mappe)
    assert list((mappe / "new").iterdir()) == []
    assert sorted(sti.name for sti in (mappe / "cur").iterdir()) == [f"{n:04}.M1.vert:2,S" for n in range(len(filer))]
    async with await Lager.aapne(adresse) as lager, lager.lesing() as tx:
        post = await returpost.les_returpost(tx)
        assert Counter(p.slag for p in post) == {Returslag.IKKE_LEVERT: len(sendte), Returslag.SVAR: 50}
        assert set(await hovedboker.uleverbare(tx)) == {m.mottaker for m in sendte}
        for svar in (await leveringsforsoek.les_forsoek(tx, sendte)).values():
            assert [f.klasse for f in svar] == [Klasse.RETUR]
        doede = await utboks.les_koe(tx, Utbokstilstand.DOED)
        assert {k.rad.noekkel for k in doede} == {p.noekkel for m in sendte for p in m.poster}


async def _sendt_til_alle(adresse: str) -> list[SendtMelding]:
    """The first item of each agreement, sent."""
    sendte = []
    async with await Lager.aapne(adresse) as lager, lager.skriving() as tx:
        for nr in range(AVTALER):
            rad = bildet(f"a{nr:04}").utsikt.rader[0]
            await utboks.legg_i(tx, [rad], NAA)
            post = SendtPost(noekkel=rad.noekkel, avtale=rad.avtale, steg=rad.steg, slag=rad.slag, frist=None)
            melding = SendtMelding(
                message_id=f"<{nr:032}@fristvakt.example>",
                mottaker=rad.mottaker,
                kontakt=rad.kontakt,
                part=rad.part,
                sendt_tid=NAA,
                dag=DAG,
                emne="Fristen",
                poster=(post,),
            )
            await utboks.bekreft(tx, melding)
            sendte.append(melding)
    return sendte
