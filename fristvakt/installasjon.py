"""One installation put together: store, clock, calendar, lifecycles, reminder rules, delivery. The composition root."""

from __future__ import annotations

import hashlib
from collections.abc import AsyncIterator, Awaitable, Callable, Mapping
from contextlib import asynccontextmanager
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from functools import partial
from pathlib import Path
from socket import gethostname
from typing import TYPE_CHECKING

from flyter.drift import Drift, ingenting
from flyter.grunnlag import Grunnlag
from flyter.motor.valg import LOKAL, PREFECT, velg_motor
from flyter.oppdatering import avled_plan
from fristvakt.filer import livsloep_i
from fristvakt.filplaner import Planer
from fristvakt.innstillinger import IngenInstallasjon, Innstillinger, Motorvalg
from fristvakt.kalender import arbeidskalender
from fristvakt.klokke import Klokke
from fristvakt.noekkel import les_noekkel
from fristvakt.postgang import Postgang
from modeller.fakta import avtalestroem
from modeller.lager import faktalager, kjoeringer
from modeller.lager.kjoeringer import Kjoeringsbok
from modeller.lager.laas import tjeneste_i
from modeller.lager.lager import Lager
from modeller.lager.minne import MINNE
from modeller.livsloep import Livsloep
from modeller.plan import Plan
from varsler.bilde import TaBilder, bildetaker
from varsler.levering import Kryptering, Levering, MaildirLevering, Passord, SmtpLevering
from varsler.oppsett import Meldingsoppsett
from varsler.regler import STANDARDREGLER, Varselregler
from varsler.sendetid import HELE_DOEGNET
from varsler.skriving import Selvskriver, Skriver
from varsler.svarlenke import Svaradresser
from varsler.utsending import SENDER, Utsending
from varsler.utsikt import varselsutsikt

if TYPE_CHECKING:
    from flyter.moeteplan.henting import Henter

HISTORIKK = timedelta(days=90)
"""How long run history is kept."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Installasjon:
    """An open installation. `klokke` is its only clock, `drift` what its flows work with, `grunnlag` what plans are
    derived with.
    """

    innstillinger: Innstillinger
    lager: Lager
    klokke: Klokke
    grunnlag: Grunnlag
    drift: Drift


def grunnlag_med(livsloep: Mapping[str, Livsloep], regler: Varselregler = STANDARDREGLER) -> Grunnlag:
    """What plans and reminders are derived with, where these are the lifecycles and the reminder rules there are."""
    varsle = varselsutsikt if regler is STANDARDREGLER else partial(varselsutsikt, regler=regler)
    return Grunnlag(livsloep=livsloep, kalender=arbeidskalender(), varsle=varsle, regler=regler)


def varselregler(innstillinger: Innstillinger) -> Varselregler:
    """The reminder rules of an installation with these settings."""
    if innstillinger.stille == STANDARDREGLER.stille:
        return STANDARDREGLER
    return replace(STANDARDREGLER, stille=innstillinger.stille)


@asynccontextmanager
async def aapne(
    innstillinger: Innstillinger,
    klokke: Klokke | None = None,
    *,
    levering: Levering | None = None,
    demo: Callable[[Lager, datetime], Awaitable[int]] | None = None,
    demoklokke: bool = False,
) -> AsyncIterator[Installasjon]:
    """Open the store (bringing its schema up to date) and wire the rest around it; closed when the block ends.

    The lifecycles are the built-in ones and the data folder's own: raises `Filfeil` for a fault in one of these.
    `demo` registers example facts whose day has come, `demoklokke` labels mail as sent on a clock somebody set.
    """
    klokke = klokke or Klokke()
    grunnlag = grunnlag_med(livsloep_i(innstillinger.mappe), varselregler(innstillinger))
    velg_motor(PREFECT if innstillinger.motor is Motorvalg.PREFECT else LOKAL)
    innstillinger.mappe.mkdir(parents=True, exist_ok=True)
    oppsett = Meldingsoppsett(
        avsender=innstillinger.avsender,
        nettadresse=innstillinger.tavleadresse,
        demo=demoklokke,
        svar=svaradresser(innstillinger),
        tavla_naas=innstillinger.tavla_naas,
    )

    def utsending(lager: Lager, skriver: Skriver) -> Utsending:
        return Utsending(
            lager=lager,
            levering=levering or levering_for(innstillinger, skriver),
            ta_bilder=bildetaker_med(grunnlag),
            kalender=grunnlag.kalender,
            oppsett=oppsett,
            klokke=klokke.naa,
            sendetid=HELE_DOEGNET if demoklokke else innstillinger.sendetid,
            sender=sendernavn(innstillinger),
        )

    async with (
        await Lager.aapne(innstillinger.databaseadresse) as lager,
        Postgang(innstillinger.databaseadresse, utsending) as postgang,
    ):
        drift = Drift(
            lager=lager,
            grunnlag=grunnlag,
            naa=klokke.naa,
            kjoeringslogg=Kjoeringsbok(lager, sendernavn(innstillinger)),
            send=postgang.send,
            retur=_returleser(lager, grunnlag, innstillinger.returpost),
            demo=partial(demo, lager) if demo else ingenting,
            moeteplaner=partial(_hent_moeteplaner, lager, grunnlag, innstillinger),
            natt=partial(_rydd, lager),
        )
        yield Installasjon(innstillinger=innstillinger, lager=lager, klokke=klokke, grunnlag=grunnlag, drift=drift)


@asynccontextmanager
async def aapne_begynt(innstillinger: Innstillinger, klokke: Klokke | None = None) -> AsyncIterator[Installasjon]:
    """As `aapne`, for those who begin nothing themselves. Raises `IngenInstallasjon`, and then makes nothing."""
    if not innstillinger.er_begynt:
        raise IngenInstallasjon(innstillinger.mappe)
    async with aapne(innstillinger, klokke) as installasjon:
        yield installasjon


def klokke_i(innstillinger: Innstillinger, naa: date | None = None) -> Klokke:
    """The clock of a command: at `naa` if given, else as the service on the folder shows it, else the machine's.

    So what is registered beside a demo happens on the demo's day.
    """
    tjeneste = None if naa else tjeneste_i(innstillinger.mappe)
    return Klokke(tjeneste.forskyvning) if tjeneste else Klokke.fra(naa)


def tavleadresse(innstillinger: Innstillinger) -> str:
    """Where the board of the folder is, without a closing slash: what is set, else where its service answers now."""
    tjeneste = None if innstillinger.nettadresse else tjeneste_i(innstillinger.mappe)
    return tjeneste.adresse if tjeneste else innstillinger.tavleadresse


def svaradresser(innstillinger: Innstillinger) -> Svaradresser | None:
    """Where mails are answered, and the key of the links to there; None when that is not set up."""
    adresse = innstillinger.svaradresse
    return Svaradresser(nettadresse=adresse, noekkel=les_noekkel(innstillinger.mappe)) if adresse else None


def sendernavn(innstillinger: Innstillinger) -> str:
    """What the one service of this data folder calls itself in its claims and its runs.

    In a database of its own there may be claims of services with other folders, on this machine and others; a copy of
    the folder is another folder.
    """
    if innstillinger.database is None:
        return SENDER
    hvor = f"{gethostname()} {innstillinger.mappe.resolve()}".encode()
    return f"{SENDER}-{hashlib.sha256(les_noekkel(innstillinger.mappe) + hvor).hexdigest()[:12]}"


def bildetaker_med(grunnlag: Grunnlag) -> TaBilder:
    """What looks at agreements by these rules."""
    return bildetaker(grunnlag.livsloep, grunnlag.kalender, grunnlag.varsle)


def _returleser(lager: Lager, grunnlag: Grunnlag, mappe: Path | None) -> Callable[[datetime], Awaitable[int]]:
    if mappe is None:
        return ingenting

    async def les_inn(naa: datetime) -> int:
        from varsler.retur.behandling import Returbehandling
        from varsler.retur.mappe import Returmappe

        behandling = Returbehandling(lager=lager, mappe=Returmappe(mappe), ta_bilder=bildetaker_med(grunnlag))
        return await behandling.les_inn(naa)

    return les_inn


def henter_for(innstillinger: Innstillinger) -> Henter:
    """What fetches meeting plans, by the settings. Loaded when it is needed: few commands and pages have use for it."""
    from flyter.moeteplan.henting import Henter

    return Henter(indre=innstillinger.indre_adresser)


async def _hent_moeteplaner(lager: Lager, grunnlag: Grunnlag, innstillinger: Innstillinger, naa: datetime) -> int:
    from flyter.moeteplan.kilder import hent_moeteplaner

    return await hent_moeteplaner(lager, henter_for(innstillinger), grunnlag, naa)


async def _rydd(lager: Lager, naa: datetime) -> int:
    """The night's housekeeping: run history is for finding out what went wrong lately, not for ever."""
    async with lager.skriving() as tx:
        return await kjoeringer.slett_eldre(tx, naa - HISTORIKK)


def levering_for(innstillinger: Innstillinger, skriver: Skriver | None = None) -> Levering:
    """SMTP when it is configured, of what `skriver` writes; else the data folder's Maildir, which nothing leaves."""
    if innstillinger.smtp_vert is None:
        return MaildirLevering(innstillinger.maildir)
    passord = innstillinger.smtp_passord
    return SmtpLevering(
        vert=innstillinger.smtp_vert,
        port=innstillinger.smtp_port,
        kryptering=Kryptering(innstillinger.smtp_kryptering.value),
        bruker=innstillinger.smtp_bruker,
        passord=Passord(passord.get_secret_value()) if passord else None,
        arkiv=innstillinger.arkivadresse,
        kopi=MaildirLevering(innstillinger.maildir),
        skriver=skriver or Selvskriver(),
    )


async def lagrede_planer(innstillinger: Innstillinger, dag: date) -> Planer:
    """The plans of what is stored, as of `dag`; for commands that only look."""
    async with aapne_begynt(innstillinger) as installasjon, installasjon.lager.lesing() as tx:
        register = MINNE.register(await faktalager.les_register(tx), dag)
        planer: list[Plan] = []
        ikke_begynt: list[str] = []
        for avtale in await faktalager.avtaler(tx):
            plan = avled_plan(
                await faktalager.les_stroem(tx, avtalestroem(avtale)), register, dag, installasjon.grunnlag
            )
            if plan is None:
                ikke_begynt.append(avtale)
            else:
                planer.append(plan)
    return Planer(tuple(planer), register, tuple(ikke_begynt))
