"""Killed with -9 in mid-transaction, and two services on one data folder."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from modeller.lager.faktalager import les_stroem
from modeller.lager.laas import MappeIBruk, laas_mappe
from modeller.lager.lager import Lager
from modeller.lager.utboks import les_koe

ROT = Path(__file__).parents[2]

SKRIV_OG_HENG = """
import asyncio, sys
from modeller.lager.faktalager import tilfoey
from modeller.lager.lager import Lager
from modeller.lager.utboks import legg_i
from tests.lager.lagerbygg import NAA, nytt, rad

async def hoved():
    lager = await Lager.aapne(sys.argv[1])
    async with lager.skriving() as tx:
        await tilfoey(tx, "avtale/a", [nytt("f1")])
        await legg_i(tx, [rad("n1")], NAA)
    async with lager.skriving() as tx:
        await tilfoey(tx, "avtale/a", [nytt("f2")])
        await legg_i(tx, [rad("n2")], NAA)
        print("midt i", flush=True)
        await asyncio.Event().wait()

asyncio.run(hoved())
"""

HOLD_MAPPEN = """
import sys, time
from pathlib import Path
from modeller.lager.laas import laas_mappe
with laas_mappe(Path(sys.argv[1])):
    print("holder", flush=True)
    sys.stdin.read()
"""


def start(program: str, argument: str) -> subprocess.Popen[str]:
    prosess = subprocess.Popen(
        [sys.executable, "-c", program, argument],
        cwd=ROT,
        env=os.environ | {"PYTHONPATH": str(ROT)},
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    )
    assert prosess.stdout is not None
    assert prosess.stdout.readline().strip() in {"midt i", "holder"}
    return prosess


def drep(prosess: subprocess.Popen[str]) -> None:
    prosess.send_signal(signal.SIGKILL)
    prosess.communicate()


async def test_drept_midt_i_en_transaksjon_etterlater_ingenting_halvt(filadresse: str) -> None:
    drep(start(SKRIV_OG_HENG, filadresse))
    async with await Lager.aapne(filadresse) as lager, lager.skriving() as tx:
        assert [f.id for f in await les_stroem(tx, "avtale/a")] == ["f1"]
        assert [k.rad.noekkel for k in await les_koe(tx)] == ["n1"]


def test_annen_prosess_paa_samme_datamappe_avvises_til_den_foerste_er_borte(tmp_path: Path) -> None:
    foerste = start(HOLD_MAPPEN, str(tmp_path))
    try:
        with pytest.raises(MappeIBruk, match=f"kjører allerede.*{foerste.pid}"), laas_mappe(tmp_path):
            pass
    finally:
        drep(foerste)
    with laas_mappe(tmp_path):
        pass


def test_laasen_slippes_naar_blokken_er_over(tmp_path: Path) -> None:
    for _ in range(2):
        with laas_mappe(tmp_path / "data"), pytest.raises(MappeIBruk), laas_mappe(tmp_path / "data"):
            pass
