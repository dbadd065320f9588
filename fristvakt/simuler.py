"""`simuler`: the real flows under a moving clock, with a store in memory and a delivery that only takes note."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from enum import StrEnum
from pathlib import Path
from typing import Any

from flyter.drift import Drift, med_drift
from flyter.flyter import FLYTER, flyt_for
from flyter.grunnlag import Grunnlag
from flyter.livsloep import LIVSLOEP
from flyter.motor.kjoering import Minnelogg
from flyter.motor.valg import Lokalmotor, med_motor
from flyter.oppdatering import avled_plan, hent_register
from flyter.registrer import Hendt, registrer_alle
from fristvakt.filer import AV_FAKTAFIL, AV_FIL, Innlest, endringer, les_avtalefiler
from fristvakt.husregler import AV_INSTALLASJONEN, STANDARDEN, Husregler
from fristvakt.innlasting import faktahendelser, med_linjen_i_filen, som_hendt
from fristvakt.installasjon import bildetaker_med, grunnlag_med
from fristvakt.klokke import OSLO, Staaende, i_oslo
from fristvakt.medspillere import handledager, handlinger
from modeller.fakta import avtalestroem
from modeller.lager import faktalager, hovedboker, projeksjon, utboks
from modeller.lager.hovedboker import SendtMelding
from modeller.lager.lager import I_MINNET, Lager
from modeller.livsloep import Livsloep
from modeller.plan import Plan, stegnoekkel
from varsler.adresse import som_adresse
from varsler.levering import Leveringssvar, Sendt
from varsler.melding import Melding
from varsler.oppsett import Meldingsoppsett
from varsler.sendetid import HELE_DOEGNET, Sendetid
from varsler.utsending import Utsending

MORGEN, MIDDAG = time(5, 5), time(12, 0)
"""When the flows derive and when people act, in Oslo. Where mail goes out later than noon, they act after it."""
ETTER_POSTEN, SVARPOST = 5, 10
"""Minutes past the hour: when people act who wait for the day's mail, and when mail goes that follows from it."""

UTEN_NYE_FORSOEK = Lokalmotor(nye_forsoek=False)
"""Nothing outside can fail for a while here: a failure is a fault of ours, and must not be waited away."""


class Svar(StrEnum):
    """How the parties behave."""

    PAA_FRISTEN = "paa_fristen"
    """Everyone does what is theirs on the day it is due."""
    INGEN = "ingen"
    """Nobody ever answers."""
    FRA_FIL = "fra_fil"
    """What the fact file says, and nothing else."""


def simulert_drift(
    lager: Lager,
    naa: Callable[[], datetime],
    grunnlag: Grunnlag,
    *,
    oppsett: Meldingsoppsett,
    sendetid: Sendetid = HELE_DOEGNET,
) -> Drift:
    """What the flows work with in a simulation: run history is kept in memory, and a message we have a fault in is not
    laid aside but raised.
    """
    utsending = Utsending(
        lager=lager,
        levering=Notatlevering(),
        ta_bilder=bildetaker_med(grunnlag),
        kalender=grunnlag.kalender,
        oppsett=oppsett,
        klokke=naa,
        parkerer=False,
        sendetid=sendetid,
    )
    return Drift(lager=lager, grunnlag=grunnlag, naa=naa, kjoeringslogg=Minnelogg(), send=utsending.antall_sendt)


@dataclass(slots=True)
class Notatlevering:
    """A delivery that sends nothing: the ledger of what was sent is all that is wanted, so nothing is composed."""

    antall: int = 0

    async def lever(self, melding: Melding) -> Leveringssvar:
        """Take note that a message would have gone; raises `UgyldigAdresse` where none could."""
        som_adresse(melding.mottaker, melding.navn)
        self.antall += 1
        return Sendt(svar=None)

    async def slipp(self) -> None:
        """Nothing is held between messages."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Ventende:
    """The first days with something for the lifecycles' flows and something to send, past or ahead; None for never."""

    flyter: date | None
    post: date | None


@dataclass(slots=True, kw_only=True)
class Simulering:
    """One simulation: the agreements of the files, from one day to another, with what the parties do meanwhile."""

    innlest: Innlest
    fra: date
    til: date
    svar: Svar
    hendte: Sequence[Hendt] = ()
    husregler: Husregler = STANDARDEN
    fremdrift: Callable[[date], None] = lambda _: None
    _grunnlag: Grunnlag = field(init=False)
    _handledager: dict[str, set[date]] = field(default_factory=dict)
    _ventende: Ventende | None = None
    """As last looked up; None when something has been done since."""

    async def kjoer(self) -> list[SendtMelding]:
        """Run it; returns every message that would have been sent, in order."""
        self._grunnlag = grunnlag_med(self.innlest.livsloep, self.husregler.regler)
        klokke = Staaende(i_oslo(self.fra, MORGEN))
        oppsett = Meldingsoppsett(avsender="fristvakt@simulering.example", nettadresse="http://127.0.0.1:8710")
        async with await Lager.aapne(I_MINNET) as lager:
            drift = simulert_drift(
                lager,
                klokke.naa,
                self._grunnlag,
                oppsett=oppsett,
                sendetid=self.husregler.sendetid,
            )
            with med_drift(drift), med_motor(UTEN_NYE_FORSOEK), med_linjen_i_filen(self.innlest):
                await self._last_inn(lager, klokke)
                dag: date | None = self.fra
                while dag is not None and dag <= self.til:
                    self.fremdrift(dag)
                    await self._en_dag(lager, klokke, dag)
                    dag = await self._neste_dag(lager, dag)
            async with lager.lesing() as tx:
                sendt = await hovedboker.les_sendt(tx, hoeyst=None)
        return sorted(sendt, key=lambda m: (m.sendt_tid, m.mottaker))

    async def _last_inn(self, lager: Lager, klokke: Staaende) -> None:
        """Everything the files say and that had happened by the first day, registered that morning, with what has been
        said here of being told.
        """
        naa = klokke.still(self.fra, MORGEN)
        nye = [som_hendt(endring) for endring in endringer(self.innlest, (), self.fra)]
        gamle = [h for h in self.hendte if h.skjedde < self.fra]
        async with lager.skriving() as tx:
            await registrer_alle(tx, nye, av=AV_FIL, naa=naa, grunnlag=self._grunnlag)
            valgt = self.husregler.som_hendt(self.innlest, self.fra)
            await registrer_alle(tx, valgt, av=AV_INSTALLASJONEN, naa=naa, grunnlag=self._grunnlag)
            await registrer_alle(tx, gamle, av=AV_FAKTAFIL, naa=naa, grunnlag=self._grunnlag)
        for avtale in self.innlest.avtaler:
            await self._se_paa(lager, avtale, self.fra)

    async def _en_dag(self, lager: Lager, klokke: Staaende, dag: date) -> None:
        klokke.still(dag, MORGEN)
        if _er_kommet((await self._venter(lager)).flyter, dag):
            for flyt in dict.fromkeys(flyt_for(fil.avtale.livsloep) for fil in self.innlest.avtaler.values()):
                await flyt()
            self._ventende = None
        morgen = self.husregler.sendetid.morgen
        klokke.still(dag, morgen)
        await self._send(lager, dag)
        handler = MIDDAG if morgen < MIDDAG else morgen.replace(minute=ETTER_POSTEN)
        if await self._folk_handler(lager, klokke, dag, handler):
            klokke.still(dag, handler.replace(minute=SVARPOST))
            await self._send(lager, dag)

    async def _send(self, lager: Lager, dag: date) -> None:
        if _er_kommet((await self._venter(lager)).post, dag):
            await FLYTER["send"]()
            self._ventende = None

    async def _venter(self, lager: Lager) -> Ventende:
        """What there is to find: a flow that would find nothing is not worth a run."""
        if self._ventende is None:
            async with lager.lesing() as tx:
                flyter, post = await projeksjon.neste_dag(tx), await utboks.neste_koedag(tx)
            self._ventende = Ventende(flyter=flyter, post=post)
        return self._ventende

    async def _folk_handler(self, lager: Lager, klokke: Staaende, dag: date, naar: time) -> bool:
        """Register what happens on the day; whether anything did."""
        naa = klokke.still(dag, naar)
        if self.svar is Svar.FRA_FIL:
            return await self._registrer(lager, [h for h in self.hendte if h.skjedde == dag], naa)
        if self.svar is Svar.INGEN:
            return False
        handlet = False
        for avtale in self.innlest.avtaler:
            # One act may open the next: a council that decides lets the pilot submit the same day.
            while any(d <= dag for d in self._handledager.get(avtale, ())):
                plan = await self._se_paa(lager, avtale, dag)
                gjort = handlinger(plan, self.innlest.livsloep[plan.livsloep], dag) if plan else []
                hendte = [Hendt(stroem=avtalestroem(avtale), hendelse=h, skjedde=dag) for h in gjort]
                if not await self._registrer(lager, hendte, naa):
                    self._handledager[avtale] = {d for d in self._handledager.get(avtale, ()) if d > dag}
                    break
                handlet = True
        return handlet

    async def _registrer(self, lager: Lager, hendte: Sequence[Hendt], naa: datetime) -> bool:
        if not hendte:
            return False
        async with lager.skriving() as tx:
            registrert = await registrer_alle(tx, hendte, av="simulering", naa=naa, grunnlag=self._grunnlag)
        self._ventende = None
        for plan in registrert.planer.values():
            self._husk(plan)
        return True

    async def _se_paa(self, lager: Lager, avtale: str, dag: date) -> Plan | None:
        """The agreement as the parties see it; what the flows have derived today is remembered."""
        async with lager.lesing() as tx:
            stand = await hent_register(tx, dag)
            fakta = await faktalager.les_stroem(tx, avtalestroem(avtale))
        plan = avled_plan(fakta, stand.register, dag, self._grunnlag)
        if plan is not None:
            self._husk(plan)
        return plan

    def _husk(self, plan: Plan) -> None:
        """Note the days on which somebody may have something to do."""
        self._handledager[plan.avtale] = handledager(plan)

    async def _neste_dag(self, lager: Lager, dag: date) -> date | None:
        """The next day anything can happen; the days between are passed over, as the flows would find nothing due."""
        ventende = await self._venter(lager)
        kandidater = [ventende.flyter, ventende.post]
        kandidater += [h.skjedde for h in self.hendte if h.skjedde > dag]
        if self.svar is Svar.PAA_FRISTEN:
            kandidater += [d for dager in self._handledager.values() for d in dager if d > dag]
        kommende = [max(d, dag + timedelta(days=1)) for d in kandidater if d is not None]
        return min(kommende, default=None)


def _er_kommet(kommer: date | None, dag: date) -> bool:
    return kommer is not None and kommer <= dag


def simulering(
    filer: Sequence[Path],
    fra: date,
    til: date,
    *,
    fakta: Path | None,
    ingen_svarer: bool,
    livsloep: Mapping[str, Livsloep] = LIVSLOEP,
) -> Simulering:
    """Set up a simulation of the agreements in the files, which may follow these lifecycles and those beside them.
    Raises `Filfeil` with every fault.
    """
    innlest = les_avtalefiler(filer, livsloep, faktafil=fakta)
    svar = Svar.FRA_FIL if fakta else Svar.INGEN if ingen_svarer else Svar.PAA_FRISTEN
    hendte = faktahendelser(innlest, til) if fakta else []
    return Simulering(innlest=innlest, fra=fra, til=til, svar=svar, hendte=hendte)


def meldingsrader(meldinger: Iterable[SendtMelding]) -> list[dict[str, Any]]:
    """The contract of `simuler --json`: one object per message, in order.

    `slag` and `steg` are those of the most urgent item, `saker` all items of the gathered message.
    """
    return [
        {
            "tid": m.sendt_tid.astimezone(OSLO).isoformat(),
            "til": m.mottaker,
            "part": m.part,
            "slag": m.poster[0].slag,
            "steg": stegnoekkel(m.poster[0].steg),
            "emne": m.emne,
            "saker": [
                {"avtale": p.avtale, "steg": stegnoekkel(p.steg), "id": p.steg, "slag": p.slag} for p in m.poster
            ],
        }
        for m in meldinger
    ]
