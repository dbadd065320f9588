"""`fristvakt start`: the process that serves the board and the feeds, and lets the flows run on time."""

from __future__ import annotations

import asyncio
import gc
import socket
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import AsyncExitStack, asynccontextmanager, suppress
from datetime import datetime
from functools import partial
from importlib.metadata import version

import structlog
import uvicorn
from fastapi import FastAPI
from starlette.types import ASGIApp, Receive, Scope, Send

from flyter.flyter import FLYTER
from flyter.klokke import Jobbklokke
from flyter.ombygging import ta_i_bruk_nye_regler
from fristvakt.epostproeve import proev_eposten, proev_returposten
from fristvakt.hvaomrute import hvaomruter
from fristvakt.innstillinger import Innstillinger, Motorvalg
from fristvakt.installasjon import Installasjon, aapne, henter_for, levering_for, sendernavn
from fristvakt.klokke import Klokke
from fristvakt.koerute import koeruter
from fristvakt.livsloepmappe import krev_kjente
from fristvakt.loggoppsett import sett_opp_logg
from fristvakt.lytter import Tjener, lytt, lytt_svar, portnummer
from fristvakt.mertid import mertidruter
from fristvakt.moeteplanapi import moeteplanapi
from fristvakt.moeteplankildeside import Moeteplankilder
from fristvakt.moeteplanrute import moeteplanruter
from fristvakt.moeteplanside import Moeteplaner
from fristvakt.noekkel import les_noekkel
from fristvakt.proevemodus import begynn_paa_proeve
from fristvakt.proevemodusrute import proevemodusruter
from fristvakt.varselforklaring import Varselside
from modeller.lager import kjoeringer, utboks
from modeller.lager.lager import Lager
from tavle.abonnement import Kalenderfeeder, skjul_token_i_logg
from tavle.abonnementskilde import Lagerabonnement
from tavle.app import lag_app
from tavle.kilde import Tavleinfo
from tavle.lagerkilde import Lagerkilde
from tavle.mitt import mittruter
from tavle.mittlager import Mittlager
from tavle.mittvarsler import mittvarselruter
from tavle.side import Sidevisning
from tavle.skjemavern import lag_token
from tavle.struping import Struping
from tavle.varselside import varselruter
from tavle.visning import miljoe
from varsler.levering import MaildirLevering, SmtpLevering

logg = structlog.get_logger(__name__)

Forarbeid = Callable[[Installasjon], Awaitable[None]]
"""What must be done before the clock starts, while the first pages are served."""


VENT_PAA_FOERSTE_SIDE = 2.0
"""Seconds the engine waits, once the service answers, for the first page to be asked for and served."""


async def ingenting(_: Installasjon) -> None:
    """Nothing to do beforehand."""


async def kjoer(
    innstillinger: Innstillinger,
    klokke: Klokke,
    *,
    demoklokke: bool = False,
    eksempeldata: bool = False,
    foerst: Forarbeid = ingenting,
    saa: Forarbeid = ingenting,
    demo: Callable[[Lager, datetime], Awaitable[int]] | None = None,
    naar_klar: Callable[[Innstillinger], None] = lambda _: None,
) -> None:
    """Serve until told to stop. The caller holds the data folder's lock.

    `foerst` is done before anything is served, `saa` after, before the clock; `naar_klar` gets the settings with the
    ports that were taken. Raises `PortIBruk`, or `Innstillingsfeil` for an address or port that cannot be used here.
    """
    sett_opp_logg()
    skjul_token_i_logg()
    lytter = lytt(innstillinger.adresse, innstillinger.port)
    svarlytter = lytt_svar(innstillinger)
    innstillinger = innstillinger.model_copy(
        update={"port": portnummer(lytter)} | ({"svar_port": portnummer(svarlytter)} if svarlytter else {})
    )
    proev_returposten(innstillinger)
    if isinstance(levering := levering_for(innstillinger), SmtpLevering):
        await proev_eposten(levering, innstillinger)
    async with aapne(innstillinger, klokke, demoklokke=demoklokke, demo=demo) as installasjon:
        await krev_kjente(installasjon.lager, installasjon.grunnlag.livsloep)
        await rydd_etter_forrige(installasjon)
        await foerst(installasjon)
        if innstillinger.smtp_vert and await begynn_paa_proeve(installasjon.lager, installasjon.grunnlag, klokke.naa()):
            logg.warning("trial mode is on: the coordinators get all mail until it is turned off")
        app = _tavle(installasjon, saa, demoklokke=demoklokke, eksempeldata=eksempeldata)
        tjener = _Tjener(
            uvicorn.Config(app, log_level="warning", access_log=False, server_header=False), naar_klar, innstillinger
        )
        async with AsyncExitStack() as ved_siden_av:
            if svarlytter is not None:  # loaded only where it is set up
                from fristvakt.svarsider import svarsider
                from tavle.svar.side import Svarinfo

                info = Svarinfo(demoklokke=demoklokke, eksempeldata=eksempeldata)
                await ved_siden_av.enter_async_context(svarsider(installasjon, svarlytter, info))
            await tjener.serve(sockets=[lytter])


class _Tjener(Tjener):
    def __init__(
        self, config: uvicorn.Config, naar_klar: Callable[[Innstillinger], None], innstillinger: Innstillinger
    ) -> None:
        super().__init__(config)
        self._naar_klar = naar_klar
        self._innstillinger = innstillinger

    async def startup(self, sockets: list[socket.socket] | None = None) -> None:
        await super().startup(sockets=sockets)
        # What is loaded by now lives as long as the process: the collector need not look at it again.
        gc.freeze()
        self._naar_klar(self._innstillinger)


async def rydd_etter_forrige(installasjon: Installasjon) -> None:
    """Take up what a service that was killed left half done: it held the folder as we do now, by the same name.

    Prefect's workers hold their claims themselves; what one of them held that was killed waits till they run out.
    """
    innstillinger = installasjon.innstillinger
    async with installasjon.lager.skriving() as tx:
        await kjoeringer.avbryt_uferdige(tx, sendernavn(innstillinger), installasjon.klokke.naa())
        if innstillinger.motor is Motorvalg.LOKAL:
            await utboks.frigi(tx, sendernavn(innstillinger))


def _tavle(installasjon: Installasjon, saa: Forarbeid, *, demoklokke: bool, eksempeldata: bool) -> ASGIApp:
    innstillinger, klokke = installasjon.innstillinger, installasjon.klokke
    kilde = Lagerkilde(
        installasjon.lager,
        installasjon.grunnlag,
        naa=klokke.naa,
        info=Tavleinfo(versjon=version("fristvakt"), demoklokke=demoklokke, eksempeldata=eksempeldata),
        maildir=MaildirLevering(innstillinger.maildir),
    )
    abonnement = Lagerabonnement(installasjon.lager, kilde, innstillinger.tavleadresse, demo=demoklokke)
    svart = asyncio.Event()

    @asynccontextmanager
    async def livstid(_: FastAPI) -> AsyncIterator[None]:
        bakgrunn = asyncio.create_task(_hold_tiden(installasjon, saa, svart))
        try:
            yield
        finally:
            bakgrunn.cancel()
            with suppress(asyncio.CancelledError):
                await bakgrunn

    visning, struping, noekkel = Sidevisning(kilde, miljoe()), Struping(), les_noekkel(innstillinger.mappe)
    mitt = Mittlager(installasjon.lager, kilde, abonnement, noekkel=noekkel, nettadresse=innstillinger.tavleadresse)
    forklaringer = Varselside(installasjon.lager, installasjon.grunnlag, innstillinger.sendetid)
    moeteplaner = Moeteplaner(installasjon.lager, klokke.naa, installasjon.grunnlag)
    kilder = Moeteplankilder(installasjon.lager, klokke.naa, installasjon.grunnlag, partial(henter_for, innstillinger))
    rutere = [
        hvaomruter(installasjon.lager, klokke.naa, installasjon.grunnlag),
        mittruter(visning, mitt, noekkel, struping),
        mittvarselruter(visning, noekkel, struping, forklaringer.forklarer),
        varselruter(visning, forklaringer.forklarer),
        moeteplanruter(visning, moeteplaner, kilder, noekkel),
        moeteplanapi(visning, moeteplaner),
        mertidruter(visning, installasjon.lager, installasjon.grunnlag, klokke.naa, noekkel),
        proevemodusruter(visning, installasjon.lager, installasjon.grunnlag, klokke.naa, noekkel),
        koeruter(visning, installasjon.lager, noekkel),
    ]
    app = lag_app(kilde, rutere=rutere, livstid=livstid, skjematoken=lambda s: lag_token(noekkel, s, visning.naa()))
    # The feeds go before the board and all its routes: nothing is asked for so often.
    return _FoersteSvar(Kalenderfeeder(app, abonnement, klokke.naa, struping), svart)


class _FoersteSvar:
    """Tells (`svart`) when the first request has been answered."""

    def __init__(self, app: ASGIApp, svart: asyncio.Event) -> None:
        self._app = app
        self._svart = svart

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        await self._app(scope, receive, send)
        if scope["type"] == "http":
            self._svart.set()


async def _ta_i_bruk_nye_regler(installasjon: Installasjon) -> None:
    """An upgrade may have brought other lifecycles, days off or reminder rules, and a folder its own lifecycles."""
    naa, grunnlag = installasjon.klokke.naa(), installasjon.grunnlag
    ombygging = await ta_i_bruk_nye_regler(installasjon.lager, naa=naa, grunnlag=grunnlag)
    if ombygging is not None and ombygging.endrede_steg:
        logg.info("derived anew with new rules", agreements=len(ombygging.avtaler), dates=len(ombygging.datoer))


async def _hold_tiden(installasjon: Installasjon, saa: Forarbeid, svart: asyncio.Event) -> None:
    """The engine behind the pages: catch up, keep time until cancelled.

    Somebody may be waiting for the first page, nobody for the engine: the page that is asked for at once goes first.
    """
    with suppress(TimeoutError):
        await asyncio.wait_for(svart.wait(), VENT_PAA_FOERSTE_SIDE)
    try:
        await saa(installasjon)
        await _ta_i_bruk_nye_regler(installasjon)
    except Exception:
        logg.exception("could not start the clock")
        raise
    if installasjon.innstillinger.motor is Motorvalg.PREFECT:
        return  # Prefect's own schedules and workers run the flows
    jobbklokke = Jobbklokke(installasjon.drift, FLYTER, forskyvning=installasjon.klokke.forskyvning)
    try:
        await jobbklokke.start()
        await asyncio.Event().wait()
    finally:
        await jobbklokke.stopp()
