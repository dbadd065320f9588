"""The three things measured."""

from __future__ import annotations

import gc
import json
import os
import signal
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from statistics import median
from time import perf_counter

import httpx

from flyter.livsloep import BYGDEVEKST
from fristvakt.filer import les_avtalefiler, som_fakta
from fristvakt.kalender import arbeidskalender
from modeller.avledning import avled
from modeller.fakta import avtalestroem
from modeller.registerfold import brett_register

ROT = Path(__file__).parents[2]
AVTALE = "engerdal-trysil-vaaler-aamot"
PULJE_2 = ROT / "eksempler" / f"{AVTALE}.toml"
DAGER = (date(2024, 10, 16), date(2025, 4, 22), date(2026, 9, 15), date(2028, 6, 1))
"""Days over the whole period: a plan is longest, and its facts are most, at the end."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Oppstart:
    """Seconds from process start to the first page, and the most memory it had by then, in MB."""

    sekunder: float
    megabyte: float


def oppstart(ganger: int = 5) -> Oppstart:
    """The medians of some starts of an installation with the agreement in it, after one that is not counted."""
    with tempfile.TemporaryDirectory(prefix="fristvakt-ytelse-") as mappe:
        _fristvakt(mappe, "les", str(PULJE_2))
        _en_start(mappe)  # compiles modules and fills the machine's file cache
        starter = [_en_start(mappe) for _ in range(ganger)]
    return _medianen(starter)


def demostart(ganger: int = 5) -> Oppstart:
    """The medians of some starts of the demo, which reads and stores every example first."""
    with tempfile.TemporaryDirectory(prefix="fristvakt-ytelse-") as mappe:
        return _medianen([_en_start(mappe, "--demo") for _ in range(ganger)])


def _medianen(starter: list[Oppstart]) -> Oppstart:
    return Oppstart(sekunder=median(s.sekunder for s in starter), megabyte=median(s.megabyte for s in starter))


def miljoe_for(mappe: str) -> Mapping[str, str]:
    """The environment of a process that works on this data folder."""
    uten = ("FRISTVAKT_", "PYTHONDONTWRITEBYTECODE")
    arvet = {navn: verdi for navn, verdi in os.environ.items() if not navn.startswith(uten)}
    return arvet | {"FRISTVAKT_MAPPE": mappe, "PYTHONPATH": str(ROT)}


def _fristvakt(mappe: str, *ord_: str) -> None:
    subprocess.run(
        [sys.executable, "-m", "fristvakt.cli", *ord_],
        cwd=mappe,
        env=miljoe_for(mappe),
        check=True,
        capture_output=True,
    )


def _en_start(mappe: str, *ord_: str) -> Oppstart:
    begynte = perf_counter()
    with _startet(mappe, *ord_) as (adresse, pid):
        httpx.get(adresse, timeout=60, trust_env=False).raise_for_status()
        sekunder = perf_counter() - begynte
        megabyte = _mest_minne(pid)
    return Oppstart(sekunder=sekunder, megabyte=megabyte)


@contextmanager
def tjeneste(mappe: str) -> Iterator[str]:
    """The service on this data folder, by its address, for as long as the block lasts."""
    with _startet(mappe) as (adresse, _):
        yield adresse


@contextmanager
def _startet(mappe: str, *ord_: str) -> Iterator[tuple[str, int]]:
    with subprocess.Popen(
        [sys.executable, "-m", "fristvakt.cli", "start", "--port", "0", "--json", *ord_],
        cwd=mappe,
        env=miljoe_for(mappe),
        stdout=subprocess.PIPE,
        text=True,
    ) as prosess:
        assert prosess.stdout is not None
        try:
            linjer = []
            for linje in prosess.stdout:
                linjer.append(linje)
                if linje == "}\n":
                    break
            yield json.loads("".join(linjer))["adresse"], prosess.pid
        finally:
            prosess.send_signal(signal.SIGTERM)


def _mest_minne(pid: int) -> float:
    """Peak resident memory in MB; not a number where the system does not tell (it is in /proc on Linux)."""
    try:
        linjer = Path(f"/proc/{pid}/status").read_text(encoding="ascii").splitlines()
    except OSError:
        return float("nan")
    return next(int(linje.split()[1]) / 1024 for linje in linjer if linje.startswith("VmHWM"))


@dataclass(frozen=True, slots=True, kw_only=True)
class Avledning:
    """Seconds to derive the plan once: the best and the median, and how many steps it has."""

    beste: float
    median: float
    steg: int


def avledning(ganger: int = 200) -> Avledning:
    """The plan of the agreement with its facts, derived anew each time on days over its whole period."""
    innlest = les_avtalefiler([PULJE_2])
    fakta = som_fakta(innlest, DAGER[-1])
    egne = [f for f in fakta if f.stroem == avtalestroem(AVTALE)]
    registre = {dag: brett_register([f for f in fakta if f.stroem != avtalestroem(AVTALE)], dag) for dag in DAGER}
    kalender = arbeidskalender()
    gc.collect()
    gc.freeze()  # as the service does
    tider, steg = [], 0
    for n in range(ganger):
        dag = DAGER[n % len(DAGER)]
        begynte = perf_counter()
        plan = avled(egne, BYGDEVEKST, registre[dag], dag, kalender)
        tider.append(perf_counter() - begynte)
        steg = max(steg, len(plan.steg))
    return Avledning(beste=min(tider), median=median(tider), steg=steg)


def simulering() -> tuple[float, int]:
    """Seconds for the whole `fristvakt simuler` of four years in a process of its own, and how many messages."""
    with tempfile.TemporaryDirectory(prefix="fristvakt-ytelse-") as mappe:
        begynte = perf_counter()
        ord_ = ("simuler", str(PULJE_2), "--fra", "2024-09-01", "--til", "2029-01-31", "--json")
        kjoert = subprocess.run(
            [sys.executable, "-m", "fristvakt.cli", *ord_],
            cwd=mappe,
            env=miljoe_for(mappe),
            check=True,
            capture_output=True,
        )
        return perf_counter() - begynte, len(json.loads(kjoert.stdout))
