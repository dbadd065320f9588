"""The send job: claim per recipient, check that it is still owed, write one message, deliver, confirm."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, datetime, timedelta
from functools import partial
from itertools import groupby
from operator import attrgetter
from uuid import uuid4

import structlog

from modeller.arbeidskalender import Arbeidskalender
from modeller.lager import hovedboker, utboks
from modeller.lager.lager import Lager
from modeller.lager.samleskriving import Samleskriver, utfoer
from modeller.lager.utboks import Koerad
from varsler.adresse import UgyldigAdresse
from varsler.avvisning import gi_opp_adressen
from varsler.bilde import TaBilder
from varsler.bokfoering import Bekreftelse, bekreft
from varsler.bryter import Bryter
from varsler.etterkontroll import Mottaker, sjekk
from varsler.fordeling import gjelder_moete
from varsler.levering.svar import TRAVEL, Avvist, Hvem, Levering, Leveringssvar, Nektet, Sendt, Senere, ventetid
from varsler.linjer import Linjer, til_ende
from varsler.melding import OSLO, Melding, skriv
from varsler.oppsett import Meldingsoppsett
from varsler.proevemodus import Brev, avslutt_hvis_av, avvist_paa_proeve, er_paa, fordel_til
from varsler.regler import FOELGER_MED
from varsler.runde import Opptatt, Runde
from varsler.sendetid import HELE_DOEGNET, Sendetid
from varsler.utsendingsresultat import Utsendingsresultat

logg = structlog.get_logger(__name__)

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

VAAR_FEIL = "Fristvakt klarte ikke å skrive meldingen, og den som drifter Fristvakt, må se på det:"
EN_OM_DAGEN = "Mottakeren har fått en melding i dag."
BRYTER_AV = "Serveren bryter av på denne meldingen: "
"""How the note begins of what the server has been seen to break off on while it was there for others."""


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
                await self._toem_koeen(runde, linjer)
                return await linjer.vent()
        finally:
            await self.levering.slipp()

    async def antall_sendt(self, naa: datetime) -> int:
        """`send` as the flows count it: the number of messages."""
        return (await self.send(naa)).sendt

    async def _toem_koeen(self, runde: Runde, linjer: Linjer) -> None:
        """Begin on all that is due. The next are claimed and looked at while the last are on their way."""
        antall = 1
        while not (self.bryter.stengt(runde.naa) or linjer.feil):
            underveis = len(linjer)
            krevde = await self._krev(runde, antall)
            if krevde:
                await self._begynn(krevde, runde, linjer)
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

    async def _begynn(self, krevde: Sequence[list[Koerad]], runde: Runde, linjer: Linjer) -> None:
        sjekket_tid = self.klokke()
        sjekket = await self._sjekk(krevde, runde)
        for nr, mottaker in enumerate(sjekket):
            try:
                await linjer.begynn(self._en(mottaker, sjekket_tid, runde, linjer))
            except Exception:
                await runde.slipp([rad for rest in sjekket[nr:] for rad in rest.krevde])
                raise

    async def _en(self, mottaker: Mottaker, sjekket_tid: datetime, runde: Runde, linjer: Linjer) -> Utsendingsresultat:
        sendt: list[Bekreftelse] = []
        try:
            # The line is the next one's while what went over it is stored, together with what went beside it.
            try:
                async with linjer.linje:
                    if abs(self.klokke() - sjekket_tid) > FERSK or await self._er_slaatt_om(mottaker, runde):
                        [mottaker] = await self._sjekk([mottaker.krevde], runde)
                    return await self._en_mottaker(mottaker, runde, sendt)
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

    async def _er_slaatt_om(self, mottaker: Mottaker, runde: Runde) -> bool:
        """Whether trial mode was turned on or off since the batch was looked at: it decides who is written to."""
        naa = self.klokke()
        if abs(naa - runde.proevemodus_sett) > FERSK_PROEVEMODUS:
            runde.proevemodus_sett = naa
            async with self.lager.lesing() as tx:
                runde.proevemodus = await er_paa(tx, runde.dag)
        return runde.proevemodus is not None and any(
            sak.register.proevemodus is not runde.proevemodus for sak in mottaker.saker
        )

    async def _sjekk(self, krevde: Sequence[list[Koerad]], runde: Runde) -> list[Mottaker]:
        try:
            async with self.lager.lesing() as tx:
                return await sjekk(tx, krevde, self.ta_bilder, runde.naa, runde.dag)
        except Exception:
            await runde.slipp([rad for rader in krevde for rad in rader])
            raise

    async def _en_mottaker(self, mottaker: Mottaker, runde: Runde, sendt: list[Bekreftelse]) -> Utsendingsresultat:
        """Send what the recipient is owed; what is out by then is in `sendt`, to be confirmed."""
        krevde = mottaker.krevde
        if self.bryter.stengt(runde.naa):  # another was told so meanwhile
            await runde.slipp(krevde)
            return Utsendingsresultat()
        resultat = await runde.trekk(mottaker)
        brev, holdes = fordel_til(mottaker.saker, mottaker.uleverbare)
        if holdes:
            resultat += await runde.hold(holdes)
        foer_sin_dag = {k.rad.noekkel for k in krevde if k.rad.forfaller > runde.dag}
        while brev:
            # What it was to go with may be owed no longer.
            if foer_sin_dag.issuperset(sak.rad.noekkel for sak in brev[0].saker):
                await runde.slipp([k for k in krevde if k.rad.noekkel in foer_sin_dag])
                brev.pop(0)
                continue
            # A call to a meeting is no reminder, and waits for none.
            if mottaker.har_faatt and not gjelder_moete(brev[0].saker):
                neste = self._neste_morgen(runde.dag)
                resultat += await runde.utsett(brev.pop(0).saker, neste, EN_OM_DAGEN, forsoekt=False)
                continue
            if opptatt := runde.domener.get(brev[0].domene):
                # Nobody has asked about this address: that its domain is busy never counts against it.
                resultat += await runde.utsett(brev.pop(0).saker, opptatt.til, opptatt.svar, forsoekt=False)
                continue
            utfall = await self._send_ett(brev[0], mottaker, runde, sendt)
            if isinstance(utfall, Sendt | Nektet):
                resultat += Utsendingsresultat(sendt=1) if isinstance(utfall, Sendt) else Utsendingsresultat(nektet=1)
                brev.pop(0)
                continue
            # What stopped one would stop the others to the same address; what is in the way of all, all of them.
            nede = isinstance(utfall, Senere) and utfall.hvem is Hvem.TJENEREN
            stoppet = [b for b in brev if nede or b.adresse == brev[0].adresse]
            resultat += await self._stoppet(stoppet, utfall, max(k.forsoek for k in krevde), runde)
            brev = [b for b in brev if b not in stoppet]
        return resultat

    async def _send_ett(self, brev: Brev, mottaker: Mottaker, runde: Runde, sendt: list[Bekreftelse]) -> Leveringssvar:
        """Write one message and deliver it; it is in `sendt` when it is out, and parked when it cannot go as it is."""
        saker = brev.saker
        melding: Melding | None = None
        vaar_feil = False
        try:
            melding = skriv(
                saker, naa=runde.naa, oppsett=self.oppsett, publisert=mottaker.publisert, proeve_til=brev.proeve_til
            )
            svar = _om_meldingen_selv(await self.levering.lever(melding), mottaker, runde)
        except UgyldigAdresse as feil:
            svar = Avvist(svar=str(feil))
        except Exception as feil:
            if not self.parkerer:
                raise
            # A fault of ours in one message delays nobody else; what has gone out, if any, is not sent again.
            logg.exception("a message could not be written", kind=saker[0].slag, agreement=saker[0].rad.avtale)
            svar, vaar_feil = Nektet(svar=f"{VAAR_FEIL} {type(feil).__name__}: {feil}"), True
        if isinstance(svar, Sendt) and melding is not None:
            sendt.append(Bekreftelse(melding=melding, svar=svar, dag=runde.dag))
        else:
            await runde.noter_nei(brev, svar, melding.message_id if melding else "", vaar_feil=vaar_feil)
        if not isinstance(svar, Senere) or svar.hvem not in {Hvem.TJENEREN, Hvem.MELDINGEN}:
            self.bryter.gikk()
            runde.gikk = True
        return svar

    async def _stoppet(
        self, brev: Sequence[Brev], svar: Senere | Avvist, forsoek: int, runde: Runde
    ) -> Utsendingsresultat:
        saker = [sak for ett in brev for sak in ett.saker]
        if isinstance(svar, Senere):
            if svar.hvem is Hvem.TJENEREN:
                logg.warning("the mail server is in the way", answer=svar.svar)
                self.bryter.feilet(runde.naa)
                igjen = self.bryter.stengt_til or runde.naa
                utsatt = await runde.utsett(saker, igjen, svar.svar, forsoekt=False)
                return utsatt + Utsendingsresultat(tjeneren_nede=True)
            vent = ventetid(svar, forsoek)
            if svar.hvem is Hvem.DOMENET:
                til = runde.naa + (vent or TRAVEL[0])
                runde.domener.setdefault(brev[0].domene, Opptatt(svar=svar.svar, til=til))
            if vent is not None:
                return await runde.utsett(saker, runde.naa + vent, svar.svar)
            ga_opp = f"{svar.svar} (ga opp etter {forsoek} forsøk)"
            if svar.hvem is Hvem.MELDINGEN:
                return await runde.legg_til_side(saker, ga_opp)
            svar = Avvist(svar=ga_opp, kode=svar.kode)
        avvist = svar
        if brev[0].proeve_til is not None:
            adresse = brev[0].adresse
            await runde.skriver.skriv(lambda tx: hovedboker.merk_uleverbar(tx, adresse, runde.dag, avvist.svar))
            hvorfor = avvist_paa_proeve(adresse, avvist.svar)
            return await runde.hold(saker, hvorfor) + Utsendingsresultat(avvist=1)
        await runde.skriver.skriv(
            lambda tx: gi_opp_adressen(
                tx,
                saker[0].rad.mottaker,
                noekler=[sak.rad.noekkel for sak in saker],
                avtaler={sak.rad.avtale for sak in saker},
                svar=avvist.svar,
                naa=runde.naa,
                ta_bilder=self.ta_bilder,
            )
        )
        return Utsendingsresultat(avvist=1)

    def _neste_morgen(self, dag: date) -> datetime:
        """The first instant of the next working day in Oslo."""
        return datetime.combine(self.kalender.flytt(dag, 1), self.sendetid.morgen, OSLO)


def _om_meldingen_selv(svar: Leveringssvar, mottaker: Mottaker, runde: Runde) -> Leveringssvar:
    """A server that breaks off again on what it was given before, and is there for others, breaks off on this message.

    That it has been seen stands in the note, so it is known the next time, when there may be no others.
    """
    if not isinstance(svar, Senere) or not svar.underveis:
        return svar
    merknader = [k.merknad for k in mottaker.krevde if k.merknad and k.merknad != EN_OM_DAGEN]
    if any(merknad.startswith(BRYTER_AV) for merknad in merknader) or (merknader and runde.gikk):
        return replace(svar, hvem=Hvem.MELDINGEN, svar=f"{BRYTER_AV}{svar.svar}")
    return svar
