"""The answer app put together: on a socket of its own, beside the board or alone (`fristvakt svar`)."""

from __future__ import annotations

import asyncio
import socket
from collections.abc import AsyncIterator, Callable, Iterator
from contextlib import asynccontextmanager, contextmanager
from urllib.parse import urlsplit

import uvicorn

from fristvakt.innstillinger import Innstillinger
from fristvakt.installasjon import Installasjon, aapne
from fristvakt.klokke import Klokke
from fristvakt.loggoppsett import sett_opp_logg
from fristvakt.lytter import Tjener, UtaalmodigForbindelse, lytt_svar, portnummer
from fristvakt.noekkel import les_noekkel
from tavle.abonnement import skjul_token_i_logg
from tavle.svar.app import lag_svarapp
from tavle.svar.side import Svarinfo
from tavle.svar.tjeneste import Svartjeneste

SAMTIDIG = 200
"""So many requests at once are answered; more are turned away with 503, so that the board is not slowed down."""


@asynccontextmanager
async def svarsider(installasjon: Installasjon, lytter: socket.socket, info: Svarinfo) -> AsyncIterator[None]:
    """Serve the answer app as long as the block lasts."""
    tjener = _Svartjener(_oppsett(installasjon, info))
    oppgave = asyncio.create_task(tjener.serve(sockets=[lytter]))
    try:
        yield
    finally:
        tjener.should_exit = True
        await oppgave


async def kjoer_svar(innstillinger: Innstillinger, naar_klar: Callable[[str], None]) -> None:
    """Serve the answer app alone, until told to stop, over the same store as the board.

    `naar_klar` gets its address. Raises as `lytt`. The settings must say where it is.
    """
    sett_opp_logg()
    skjul_token_i_logg()
    lytter = lytt_svar(innstillinger)
    assert lytter is not None, "the command has asked for it"
    innstillinger = innstillinger.model_copy(update={"svar_port": portnummer(lytter)})
    async with aapne(innstillinger, Klokke()) as installasjon:
        tjener = Tjener(_oppsett(installasjon, Svarinfo()))
        naar_klar(innstillinger.svaradresse or "")
        await tjener.serve(sockets=[lytter])


def _oppsett(installasjon: Installasjon, info: Svarinfo) -> uvicorn.Config:
    innstillinger = installasjon.innstillinger
    tjeneste = Svartjeneste(
        lager=installasjon.lager,
        grunnlag=installasjon.grunnlag,
        noekkel=les_noekkel(innstillinger.mappe),
        naa=installasjon.klokke.naa,
        domene=innstillinger.avsender.rpartition("@")[2],
    )
    vert = urlsplit(innstillinger.svaradresse or "").hostname or ""
    app = lag_svarapp(tjeneste, vertsnavn=vert, info=info)
    return uvicorn.Config(
        app,
        http=UtaalmodigForbindelse,
        log_level="warning",
        access_log=False,
        server_header=False,
        lifespan="off",
        limit_concurrency=SAMTIDIG,
        timeout_graceful_shutdown=5,
    )


class _Svartjener(uvicorn.Server):
    """Beside the board's server, which has the signals."""

    @contextmanager
    def capture_signals(self) -> Iterator[None]:
        """None are captured."""
        yield
