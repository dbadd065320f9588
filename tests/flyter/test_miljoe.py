"""Prefect is imported into a house where it starts nothing, sends nothing and leaves nothing behind."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

ROT = Path(__file__).parents[2]

pytestmark = pytest.mark.treg

LOKALT_LOEP = """
import asyncio, os, socket, sys, threading
from datetime import UTC, datetime

def nei(*a, **k):
    raise SystemExit("reached for the network")

socket.socket.connect = socket.socket.connect_ex = socket.getaddrinfo = nei

from flyter.drift import Drift, sett_drift
from flyter.motor.flyt import flyt
from flyter.motor.kjoering import Minnelogg
from flyter.motor.oppgave import oppgave

@oppgave(navn="ledd")
async def ledd() -> int:
    return 3

@flyt(navn="proeve")
async def proeve() -> int:
    return await ledd()

naa = datetime(2024, 9, 2, tzinfo=UTC)
sett_drift(Drift(lager=None, grunnlag=None, naa=lambda: naa, kjoeringslogg=Minnelogg()))
assert asyncio.run(proeve()) == 3
barn = open(f"/proc/{os.getpid()}/task/{os.getpid()}/children").read().split()
print(threading.active_count(), barn, "prefect" in sys.modules)
"""

MED_PREFECT = """
import os, socket, threading

def nei(*a, **k):
    raise SystemExit("reached for the network")

socket.socket.connect = socket.socket.connect_ex = socket.getaddrinfo = nei

import flyter.flyter
from flyter.motor.prefekt import som_flow

assert som_flow(flyter.flyter.natt).name == "natt"
barn = open(f"/proc/{os.getpid()}/task/{os.getpid()}/children").read().split()
print(threading.active_count(), barn, os.environ["DO_NOT_TRACK"], os.environ["PREFECT_SERVER_ALLOW_EPHEMERAL_MODE"])
"""


def kjoer(kode: str, hjem: Path, **mer: str) -> subprocess.CompletedProcess[str]:
    miljoe = {n: v for n, v in os.environ.items() if not n.startswith("PREFECT_") and n != "DO_NOT_TRACK"}
    miljoe |= {"HOME": str(hjem), "PYTHONPATH": str(ROT), "TMPDIR": str(hjem / "tmp"), **mer}
    (hjem / "tmp").mkdir()
    return subprocess.run(
        [sys.executable, "-c", kode], env=miljoe, cwd=hjem, capture_output=True, text=True, timeout=60, check=False
    )


def test_den_lokale_motoren_er_en_prosess_uten_prefect_og_uten_nett(tmp_path: Path) -> None:
    resultat = kjoer(LOKALT_LOEP, tmp_path)
    assert resultat.returncode == 0, resultat.stderr
    assert resultat.stdout == "1 [] False\n"
    assert [sti for sti in tmp_path.rglob("*") if sti.name != "tmp"] == []


def test_der_prefect_er_valgt_starter_det_ingenting_og_etterlater_ingenting(tmp_path: Path) -> None:
    # Told to do the opposite, it still keeps what we have promised the operator.
    resultat = kjoer(MED_PREFECT, tmp_path, PREFECT_SERVER_ALLOW_EPHEMERAL_MODE="true", DO_NOT_TRACK="0")
    assert resultat.returncode == 0, resultat.stderr
    assert resultat.stdout == "1 [] 1 false\n"
    assert [sti for sti in tmp_path.rglob("*") if sti.name != "tmp"] == []


def test_er_prefect_importert_foerst_med_egen_server_paa_sies_det_fra(tmp_path: Path) -> None:
    resultat = kjoer("import prefect.flows; import flyter.motor.miljoe", tmp_path, DO_NOT_TRACK="1")
    assert resultat.returncode == 1
    assert "Prefect was imported before flyter.motor.miljoe" in resultat.stderr


def test_tjenesten_og_kommandoene_drar_ikke_med_seg_prefect(tmp_path: Path) -> None:
    kode = "import sys, fristvakt.cli, fristvakt.tjeneste, fristvakt.simuler; print('prefect' in sys.modules)"
    resultat = kjoer(kode, tmp_path)
    assert resultat.stdout.strip() == "False", resultat.stderr
