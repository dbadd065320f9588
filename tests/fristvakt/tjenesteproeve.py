"""`fristvakt start` in a process of its own, for tests to talk to over HTTP and to kill."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import IO

import httpx

from tests.fristvakt.kommandoproeve import ROT

OPPSTART_SEKUNDER = 60.0
"""Long, for a machine with much else to do; a service that answers is not waited for."""
STIKK = 0.005


def vent_til(noe: Callable[[], bool], sekunder: float) -> bool:
    """Ask until it is so; False when the time is up."""
    slutt = time.monotonic() + sekunder
    while not noe():
        if time.monotonic() > slutt:
            return False
        time.sleep(STIKK)
    return True


@dataclass(slots=True)
class Tjeneste:
    """A running service. `start` it, end it with `stopp` or `drep`."""

    prosess: subprocess.Popen[bytes]
    ut: Path
    feil: Path
    adresse: str = ""

    @property
    def klar(self) -> bool:
        """Whether it has told its address."""
        try:
            self.adresse = json.loads(self.ut.read_text(encoding="utf-8"))["adresse"]
        except ValueError:
            return False
        return True

    def hent(self, sti: str, **hoder: str) -> httpx.Response:
        return httpx.get(f"{self.adresse}{sti}", headers=hoder, timeout=30, trust_env=False)

    def drep(self) -> None:
        self.prosess.send_signal(signal.SIGKILL)
        self.prosess.wait()

    def stopp(self) -> int:
        """Ask it to stop; the exit code."""
        self.prosess.terminate()
        return self.prosess.wait(timeout=30)


def start(mappe: Path, *ord_: str, vent: bool = True, navngi: bool = True) -> Tjeneste:
    """Start on a free port, as a user's machine would: output buffered, compiled modules kept. Without `navngi` the
    folder is not named, and the service chooses one where it is started, beside it.
    """
    uten = ("FRISTVAKT_", "PYTHONUNBUFFERED", "PYTHONDONTWRITEBYTECODE")
    miljoe = {navn: verdi for navn, verdi in os.environ.items() if not navn.startswith(uten)}
    ut, feil = (mappe.parent / f"{mappe.name}.{navn}" for navn in ("ut", "feil"))
    ut.unlink(missing_ok=True)
    hvor = ("--mappe", str(mappe)) if navngi else ()

    def aapne(fil: Path) -> IO[bytes]:
        return fil.open("ab")

    with aapne(ut) as til_ut, aapne(feil) as til_feil:
        prosess = subprocess.Popen(
            [sys.executable, "-m", "fristvakt.cli", "start", *hvor, "--port", "0", "--json", *ord_],
            cwd=mappe.parent,
            env=miljoe | {"PYTHONPATH": str(ROT)},
            stdin=subprocess.DEVNULL,
            stdout=til_ut,
            stderr=til_feil,
        )
    tjeneste = Tjeneste(prosess, ut, feil)
    if vent:
        vent_til(lambda: tjeneste.klar or prosess.poll() is not None, OPPSTART_SEKUNDER)
        if not tjeneste.klar:
            tjeneste.drep()
            raise AssertionError(f"the service did not start: {feil.read_text(encoding='utf-8')}")
    return tjeneste
