"""The send job: claim per recipient, check that it is still owed, have it sent, enter what went in the ledger."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from functools import partial
from itertools import groupby
from operator import attrgetter
from uuid import uuid4

from modeller.arbeidskalender import Arbeidskalender
from modeller.lager import utboks
from modeller.lager.lager import Lager
from modeller.lager.samleskriving import Samleskriver, utfoer
from modeller.lager.utboks import Koerad
from varsler.bilde import TaBilder
from varsler.bokfoering import Bekreftelse, bekreft
from varsler.bryter import Bryter
from varsler.ekspedering import Ekspedering
from varsler.etterkontroll import Mottakersaker, sjekk
from varsler.levering.svar import Levering
from varsler.linjer import Linjer, til_ende
from varsler.melding import OSLO
from varsler.oppsett import Meldingsoppsett
from varsler.proevemodus import avslutt_hvis_av, er_paa
from varsler.regler import FOELGER_MED
from varsler.runde import Runde
from varsler.sendetid import HELE_DOEGNET, Sendetid
from varsler.utsendingsresultat import Utsendingsresultat

SENDER = "send"
"""What an installation that is alone in its database calls itself in its claims."""
SAMTIDIG = 8
"""So many messages are on their way at once."""
UBEKREFTET = 3 * SAMTIDIG
"""So many may be out, or on their way, that the ledger does not know of: no more are sent again after a power cut. As
many as go at once, as are being stored, and as wait to be.
"""
BOLK = 6 * SAMTIDIG
"""So many recipients are claimed at a time."""
FERSK = timedelta(seconds=20)
"""How old the last look at what is owed may be when a message goes; a batch is looked at together."""
FERSK_PROEVEMODUS = timedelta(seconds=1)
"""The same for trial mode: whoever turns it on has seen something that nobody is to get."""
LEIE = timedelta(minutes=15)
"""How long a claim holds: longer than a batch takes when every message takes all the time it may (`levering.smtp`), so
that nobody else sends the same meanwhile."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Utsending:
    """The send job with what it needs. `sender` is what its runs' names in claims begin with, which `utboks.frigi` lets
    go of when the sender has stopped; claims run by `klokke` (aware UTC).

    With `parkerer` a message we have a fault in is laid aside for the others' sake; without, the fault is raised.
    """

    lager: Lager
    levering: Levering
    ta_bilder: TaBilder
    kalender: Arbeidskalender
    oppsett: Meldingsoppsett
    klokke: Callable[[], datetime]
    sender: str = SENDER
    parkerer: bool = True
    sendetid: Sendetid = HELE_DOEGNET
    bryter: Bryter = field(default_factory=Bryter)
    ubekreftet: list[Bekreftelse] = field(default_factory=list)
    """What has gone and could not be entered in the ledger; it is, before anything more goes."""

    async def send(self, naa: datetime) -> Utsendingsresultat:
        """Send all that is due at `naa` (aware UTC), one message per recipient; nothing on a day off or outside the
        hours mail goes out in: what is due waits for the morning, a call to a meeting too.

        One message goes first, to see that the server is there, then several at once. Stops when the server itself is
        in the way: the others would only wait for the same. May be run by several processes at once, and again after
        being killed anywhere.
        """
        i_oslo = naa.astimezone(OSLO)
        dag = i_oslo.date()
        await self._bokfoer_det_som_har_gaatt(naa)
        if not self.kalender.er_arbeidsdag(dag) or not self.sendetid.aapen(i_oslo):
            return Utsendingsresultat()
        linjer = Linjer(SAMTIDIG, UBEKREFTET)
        runde = Runde(
            naa=naa,
            dag=dag,
            av=f"{self.sender}/{uuid4().hex[:12]}",
            proevemodus_sett=self.klokke(),
            skriver=Samleskriver(self.lager, utfoer),
            bekrefter=Samleskriver(self.lager, partial(bekreft, naa=naa), verdt=SAMTIDIG, kan_komme=linjer.__len__),
        )
        async with self.lager.skriving() as tx:
            await avslutt_hvis_av(tx, dag)
        try:
            async with linjer:
                await self._toem_koeen(self._ekspedering(runde), linjer)
                return await linjer.vent()
        finally:
            await self.levering.slipp()

    async def antall_sendt(self, naa: datetime) -> int:
        """`send` as the flows count it: the number of messages."""
        return (await self.send(naa)).sendt

    def _ekspedering(self, runde: Runde) -> Ekspedering:
        morgen = datetime.combine(self.kalender.flytt(runde.dag, 1), self.sendetid.morgen, OSLO)
        return Ekspedering(
            runde=runde,
            levering=self.levering,
            ta_bilder=self.ta_bilder,
            oppsett=self.oppsett,
            bryter=self.bryter,
            neste_morgen=morgen,
            parkerer=self.parkerer,
        )

    async def _toem_koeen(self, ekspedering: Ekspedering, linjer: Linjer) -> None:
        """Begin on all that is due. The next are claimed and looked at while the last are on their way."""
        runde, antall = ekspedering.runde, 1
        while not (self.bryter.stengt(runde.naa) or linjer.feil):
            underveis = len(linjer)
            krevde = await self._krev(runde, antall)
            if krevde:
                await self._begynn(krevde, ekspedering, linjer)
            elif not underveis:
                return
            # One goes first. When the queue is empty, a no to those on their way may make more due: the same to others.
            if antall == 1 or not krevde:
                await linjer.vent()
            antall = BOLK

    async def _krev(self, runde: Runde, mottakere: int) -> list[list[Koerad]]:
        """The next recipients' rows, by recipient; those whose turn has come longest ago first."""
        async with self.lager.skriving() as tx:
            krevde = await utboks.krev(
                tx,
                av=runde.av,
                naa=runde.naa,
                dag=runde.dag,
                til=self.klokke() + LEIE,
                mottakere=mottakere,
                foelger_med=FOELGER_MED,
            )
        hvem = attrgetter("rad.mottaker")
        return [list(rader) for _, rader in groupby(sorted(krevde, key=hvem), key=hvem)]

    async def _begynn(self, krevde: Sequence[list[Koerad]], ekspedering: Ekspedering, linjer: Linjer) -> None:
        runde, sjekket_tid = ekspedering.runde, self.klokke()
        sjekket = await self._sjekk(krevde, runde)
        for nr, mottaker in enumerate(sjekket):
            try:
                await linjer.begynn(self._en(mottaker, sjekket_tid, ekspedering, linjer))
            except Exception:
                await runde.slipp([rad for rest in sjekket[nr:] for rad in rest.krevde])
                raise

    async def _en(
        self, mottaker: Mottakersaker, sjekket_tid: datetime, ekspedering: Ekspedering, linjer: Linjer
    ) -> Utsendingsresultat:
        runde = ekspedering.runde
        sendt: list[Bekreftelse] = []
        try:
            # The line is the next one's while what went over it is stored, together with what went beside it.
            try:
                async with linjer.linje:
                    if abs(self.klokke() - sjekket_tid) > FERSK or await self._er_slaatt_om(mottaker, runde):
                        [mottaker] = await self._sjekk([mottaker.krevde], runde)
                    return await ekspedering.send(mottaker, sendt)
            finally:
                if sendt:
                    await self._bokfoer(sendt, runde)
        except Exception:
            # What has gone is held on to: it is entered later, or goes again as it was if this process ends before.
            gikk = {sak.rad.noekkel for en in sendt for sak in en.melding.alle_saker}
            await runde.slipp([k for k in mottaker.krevde if k.rad.noekkel not in gikk])
            raise

    async def _bokfoer_det_som_har_gaatt(self, naa: datetime) -> None:
        if self.ubekreftet:
            async with self.lager.skriving() as tx:
                await bekreft(tx, self.ubekreftet, naa)
            self.ubekreftet.clear()

    async def _bokfoer(self, sendt: Sequence[Bekreftelse], runde: Runde) -> None:
        try:
            await til_ende(runde.bekrefter.skriv(*sendt))
        except Exception:
            self.ubekreftet.extend(sendt)
            raise

    async def _er_slaatt_om(self, mottaker: Mottakersaker, runde: Runde) -> bool:
        """Whether trial mode was turned on or off since the batch was looked at: it decides who is written to."""
        naa = self.klokke()
        if abs(naa - runde.proevemodus_sett) > FERSK_PROEVEMODUS:
            runde.proevemodus_sett = naa
            async with self.lager.lesing() as tx:
                runde.proevemodus = await er_paa(tx, runde.dag)
        return runde.proevemodus is not None and any(
            sak.register.proevemodus is not runde.proevemodus for sak in mottaker.saker
        )

    async def _sjekk(self, krevde: Sequence[list[Koerad]], runde: Runde) -> list[Mottakersaker]:
        try:
            async with self.lager.lesing() as tx:
                return await sjekk(tx, krevde, self.ta_bilder, runde.naa, runde.dag)
        except Exception:
            await runde.slipp([rad for rader in krevde for rad in rader])
            raise
