"""The same flows as Prefect deployments: a real server and worker on loopback, read back task run by task run."""

from __future__ import annotations

import asyncio
import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from functools import partial
from pathlib import Path
from typing import Any

import httpx
import pytest

from flyter.jobber import JOBBER
from modeller.lager.kjoeringer import les_kjoeringer
from modeller.lager.lager import Lager
from modeller.lager.projeksjon import avtaler_som_er_forfalt, les_plan
from tests.flyter.arbeiderprosess import LAGER, NAA
from tests.flyter.avtaleverden import fyll, fyll_egen

ROT = Path(__file__).parents[2]
PREFECT = Path(sys.executable).with_name("prefect")
TAALMODIGHET = 150.0
"""Seconds for everything together before it is given up; some thirty of work on an idle machine."""

OPPGAVENE = {
    "bygdevekst": ["forfalte-faser", "forslag", "dialog", "godkjenning"],
    "egne": ["forfalte-faser", "tettstedsavtale-inngaaelse"],
}
"""The tasks of each flow on the day: the phases in which something is due."""
ARTEFAKTENE = {
    "bygdevekst-forslag": '[{"avtale": "bygdevekst-innlandet"}]',
    "tettstedsavtale-inngaaelse": '[{"avtale": "trysil-sentrum"}]',
}
"""What each run moved."""

pytestmark = pytest.mark.treg


class Prefekten:
    """A Prefect server that has been started, asked over its HTTP interface until `senest` on the monotonic clock."""

    def __init__(self, adresse: str, miljoe: dict[str, str], senest: float) -> None:
        self.miljoe = miljoe
        self.senest = senest
        self.http = httpx.Client(base_url=adresse, timeout=10)

    def hent(self, metode: str, sti: str, **innhold: object) -> Any:  # noqa: ANN401 - whatever the server says
        """What it answers; asked again while it says 503, as its clients do: its own services have its SQLite then."""

        def spoer() -> httpx.Response:
            return self.http.request(metode, sti, json=innhold if metode == "POST" else None)

        svar = spoer()
        while svar.status_code == httpx.codes.SERVICE_UNAVAILABLE and time.monotonic() < self.senest:
            time.sleep(0.2)
            svar = spoer()
        svar.raise_for_status()
        return svar.json()

    def frisk(self) -> bool:
        try:
            return self.http.get("/health").status_code == httpx.codes.OK
        except httpx.TransportError:
            return False


def vent_til(hva: str, er_slik: Callable[[], bool], senest: float) -> None:
    """Ask until it is so, or fail when the time is up."""
    while not er_slik():
        assert time.monotonic() < senest, f"gave up waiting for: {hva}"
        time.sleep(0.2)


@contextmanager
def prosess(logg: Path, miljoe: dict[str, str], *ledd: str) -> Iterator[None]:
    """Run a command in a process group of its own, which is ended with the block, whatever it has started."""
    with logg.open("wb") as ut:
        barn = subprocess.Popen(
            ledd, env=miljoe, cwd=logg.parent, stdout=ut, stderr=subprocess.STDOUT, start_new_session=True
        )
        try:
            yield
        except BaseException:
            print(logg.name, logg.read_text()[-4000:], sep="\n")
            raise
        finally:
            os.killpg(barn.pid, signal.SIGTERM)
            try:
                barn.wait(10)
            except subprocess.TimeoutExpired:
                os.killpg(barn.pid, signal.SIGKILL)
                barn.wait()


def ledig_port() -> int:
    with socket.socket() as sokkel:
        sokkel.bind(("127.0.0.1", 0))
        return int(sokkel.getsockname()[1])


@contextmanager
def server_og_arbeider(mappe: Path, lager: str, senest: float) -> Iterator[Prefekten]:
    """A server and a worker over a store, with the job table registered on pause."""
    port = ledig_port()
    adresse = f"http://127.0.0.1:{port}/api"
    miljoe = {
        **{navn: verdi for navn, verdi in os.environ.items() if not navn.startswith("PREFECT_")},
        "HOME": str(mappe),
        "PREFECT_HOME": str(mappe / "prefect"),
        "PREFECT_API_URL": adresse,
        "PREFECT_SERVER_ANALYTICS_ENABLED": "false",
        "PREFECT_SERVER_ALLOW_EPHEMERAL_MODE": "false",
        "PREFECT_UI_ENABLED": "false",
        "PREFECT_WORKER_QUERY_SECONDS": "1",
        "DO_NOT_TRACK": "1",
        "PYTHONPATH": str(ROT),
        LAGER: lager,
    }
    with ExitStack() as stabel:
        start = ("server", "start", "--host", "127.0.0.1", "--port", str(port))
        stabel.enter_context(prosess(mappe / "server.log", miljoe, str(PREFECT), *start))
        prefekten = Prefekten(adresse, miljoe, senest)
        stabel.callback(prefekten.http.close)
        vent_til("the server", prefekten.frisk, senest)
        utrulling = [sys.executable, str(ROT / "deploy/prefect_utrulling.py"), "--paa-pause"]
        subprocess.run(
            [*utrulling, "--modul", "tests.flyter.arbeiderprosess"], env=miljoe, check=True, cwd=mappe, timeout=60
        )
        arbeid = ("worker", "start", "--pool", "fristvakt", "--type", "process")
        stabel.enter_context(prosess(mappe / "arbeider.log", miljoe, str(PREFECT), *arbeid))
        yield prefekten


@pytest.fixture
def lagersti(tmp_path: Path) -> str:
    return f"sqlite+aiosqlite:///{tmp_path / 'fristvakt.db'}"


@pytest.mark.enable_socket
def test_livsloepene_kjoerer_som_prefect_utrullinger_med_fasene_som_oppgaver(tmp_path: Path, lagersti: str) -> None:
    """A built-in lifecycle, and one of an organisation's own, which `egne` finds when it runs."""
    senest = time.monotonic() + TAALMODIGHET
    asyncio.run(forbered(lagersti))

    with server_og_arbeider(tmp_path, lagersti, senest) as prefekten:
        utrullinger = {u["name"]: u for u in prefekten.hent("POST", "/deployments/filter")}
        kjoeringer = {
            flyt: prefekten.hent(
                "POST", f"/deployments/{utrullinger[flyt]['id']}/create_flow_run", parameters={"dag": "2025-03-03"}
            )["id"]
            for flyt in OPPGAVENE
        }
        oppgaver = {}
        for flyt, kjoering in kjoeringer.items():
            vent_til(flyt, partial(ferdig, prefekten, kjoering), senest)
            # Task runs reach the server as events, the last ones after the flow run is completed.
            vent_til(f"the tasks of {flyt}", partial(har_oppgavene, prefekten, kjoering, flyt), senest)
            oppgaver[flyt] = fullfoerte_oppgaver(prefekten, kjoering)
        artefakter = prefekten.hent("POST", "/artifacts/filter")

    assert {flyt: [o["name"] for o in alle] for flyt, alle in oppgaver.items()} == OPPGAVENE
    assert {a["key"]: a["data"] for a in artefakter} == ARTEFAKTENE
    for jobb in JOBBER:
        (plan,) = utrullinger[jobb.navn]["schedules"]
        assert (plan["schedule"]["cron"], plan["schedule"]["timezone"]) == (jobb.cron, "Europe/Oslo")
    asyncio.run(kontroller(lagersti))


def ferdig(prefekten: Prefekten, kjoering: str) -> bool:
    tilstand = prefekten.hent("GET", f"/flow_runs/{kjoering}")["state_type"]
    assert tilstand not in {"FAILED", "CRASHED", "CANCELLED"}, tilstand
    return bool(tilstand == "COMPLETED")


def fullfoerte_oppgaver(prefekten: Prefekten, kjoering: str) -> list[dict[str, Any]]:
    """Those that are completed, in the order they began."""
    oppgaver = prefekten.hent("POST", "/task_runs/filter", flow_runs={"id": {"any_": [kjoering]}})
    return sorted((o for o in oppgaver if o["state_type"] == "COMPLETED"), key=lambda o: str(o["start_time"]))


def har_oppgavene(prefekten: Prefekten, kjoering: str, flyt: str) -> bool:
    return len(fullfoerte_oppgaver(prefekten, kjoering)) >= len(OPPGAVENE[flyt])


async def forbered(lagersti: str) -> None:
    async with await Lager.aapne(lagersti) as lager:
        avtaler = (await fyll(lager), await fyll_egen(lager))
        async with lager.lesing() as tx:
            assert await avtaler_som_er_forfalt(tx, NAA.date()) == avtaler


async def kontroller(lagersti: str) -> None:
    """The projection was written by the worker's process, and our own history has the runs too."""
    async with await Lager.aapne(lagersti) as lager, lager.lesing() as tx:
        assert await avtaler_som_er_forfalt(tx, NAA.date()) == ()
        assert all(rad.neste_skifte is None or rad.neste_skifte > NAA.date() for rad in await les_plan(tx))
        kjoeringer = await les_kjoeringer(tx)
    assert {k.jobb: (k.tilstand, [o["navn"] for o in k.oppgaver]) for k in kjoeringer} == {
        flyt: ("fullfoert", oppgavene) for flyt, oppgavene in OPPGAVENE.items()
    }
    assert {o["forsoek"] for k in kjoeringer for o in k.oppgaver} == {1}
