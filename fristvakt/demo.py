"""The demo: the example agreements in a data folder of their own, living on whatever day the clock shows."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import date, datetime, time, timedelta
from pathlib import Path

import structlog

import eksempler
from flyter.drift import Drift, med_drift
from flyter.flyter import FLYTER, flyt_for
from flyter.ombygging import bygg_om
from flyter.oppdatering import oslodag
from flyter.registrer import Avvist, registrer_alle
from fristvakt.filer import AV_FAKTAFIL, Innlest, les_avtalefiler, som_fakta
from fristvakt.innlasting import faktahendelser
from fristvakt.innstillinger import Innstillinger, Motorvalg
from fristvakt.installasjon import grunnlag_med
from fristvakt.klokke import Staaende, i_oslo
from modeller.fakta import Faktum
from modeller.lager import faktalager
from modeller.lager.faktalager import NyttFaktum
from modeller.lager.lager import Lager
from modeller.lager.projeksjon import avtaler_som_er_forfalt
from varsler.linjer import til_ende
from varsler.regler import Varselregler

logg = structlog.get_logger(__name__)

HISTORIE = timedelta(weeks=6)
"""How far back the demo has been running, as its mail tells it."""
MORGEN, POST = time(5, 5), time(7, 30)
MAPPE = Path("demo")


def eksempelfiler() -> list[Path]:
    """The agreement files of the examples."""
    mappe = Path(next(iter(eksempler.__path__)))
    return sorted(fil for fil in mappe.glob("*.toml") if fil.name != "register.toml")


def demoinnstillinger(innstillinger: Innstillinger, mappe: Path | None, naa: date | None) -> Innstillinger:
    """Settings that cannot reach anybody: a folder of the demo's own, and no database, mail server, engine or
    address of another's.
    """
    mappe = (mappe or MAPPE) / (naa.isoformat() if naa else "i-dag")
    smtp = ("smtp_vert", "smtp_bruker", "smtp_passord")
    ingen = dict.fromkeys(("database", "nettadresse", "svar_nettadresse", *smtp, "returpost"))
    egne = {"mappe": mappe, "motor": Motorvalg.LOKAL, "avsender": "fristvakt@demo.example"}
    # Its mails are answered on this machine, on whatever port is free.
    egne |= {"svar_adresse": "127.0.0.1", "svar_port": 0}
    return innstillinger.model_copy(update={**ingen, **egne})


def toem(innstillinger: Innstillinger) -> None:
    """The demo begins anew each time. Called under the folder's lock."""
    for fil in sorted(innstillinger.mappe.glob("fristvakt.db*")):
        fil.unlink()
    for fil in sorted(innstillinger.maildir.rglob("*"), reverse=True):
        fil.rmdir() if fil.is_dir() else fil.unlink()


async def last_eksempler(lager: Lager, naa: datetime) -> Innlest:
    """Store the examples as if they had been registered six weeks ago, and each thing since on its own day.

    What the fact files say of days still ahead is left for `registrer_dagens`.
    """
    innlest = les_avtalefiler(eksempelfiler())
    dag = oslodag(naa)
    begynte = i_oslo(dag - HISTORIE, MORGEN)
    fakta = [replace(f, registrert=max(f.registrert, begynte)) for f in som_fakta(innlest, dag) if f.skjedde <= dag]
    stroemmer: dict[str, list[NyttFaktum]] = {}
    for faktum in fakta:
        stroemmer.setdefault(faktum.stroem, []).append(_nytt(faktum))
    async with lager.skriving() as tx:
        await faktalager.fyll(tx, stroemmer)
    return innlest


async def spill_av(drift: Drift, naa: datetime) -> None:
    """Let the flows live through the last six weeks, so that the demo has the mail it would have had."""
    til = oslodag(naa)
    klokke = Staaende(naa)
    with med_drift(replace(drift, naa=klokke.naa)):
        for dag in _dager(til - HISTORIE, til):
            # A day is lived to its end also when the demo is stopped in the middle of it: what is stopped while it
            # writes holds the file's lock.
            await til_ende(_lev(drift, klokke, dag, foerste=dag == til - HISTORIE))


async def _lev(drift: Drift, klokke: Staaende, dag: date, *, foerste: bool) -> None:
    tid = klokke.still(dag, MORGEN)
    if foerste:
        await bygg_om(drift.lager, naa=tid, grunnlag=drift.grunnlag)
    for flyt in dict.fromkeys(map(flyt_for, await _livsloep_med_noe_aa_flytte(drift, dag))):
        await flyt()
    if drift.grunnlag.kalender.er_arbeidsdag(dag):
        klokke.still(dag, POST)
        await FLYTER["send"]()


async def _livsloep_med_noe_aa_flytte(drift: Drift, dag: date) -> list[str]:
    # A run of any of the others would only write down that it had nothing to do.
    async with drift.lager.lesing() as tx:
        return [navn for navn in drift.grunnlag.livsloep if await avtaler_som_er_forfalt(tx, dag, livsloep=navn)]


async def registrer_dagens(lager: Lager, innlest: Innlest, naa: datetime, regler: Varselregler) -> int:
    """Register what the fact files say has happened by now and that is not registered; returns how many facts.

    A fact that cannot be is logged and passed over: the demo goes on.
    """
    antall, grunnlag = 0, grunnlag_med(innlest.livsloep, regler)
    for hendt in faktahendelser(innlest, oslodag(naa)):
        try:
            async with lager.skriving() as tx:
                registrert = await registrer_alle(tx, [hendt], av=AV_FAKTAFIL, naa=naa, grunnlag=grunnlag)
        except Avvist as avvist:
            logg.warning("example fact refused", id=hendt.id, reason=str(avvist))
        else:
            antall += len(registrert.fakta)
    return antall


def _nytt(faktum: Faktum) -> NyttFaktum:
    return NyttFaktum(
        id=faktum.id,
        skjedde=faktum.skjedde,
        registrert=faktum.registrert,
        av=faktum.av,
        hendelse=faktum.hendelse,
        oppdiktet=faktum.oppdiktet,
        kilde=faktum.kilde,
    )


def _dager(fra: date, til: date) -> Iterable[date]:
    return (fra + timedelta(days=n) for n in range((til - fra).days))
