"""The send job: claim per recipient, check that it is still owed, write one message, deliver, confirm."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from modeller.arbeidskalender import Arbeidskalender
from modeller.lager import hovedboker, utboks
from modeller.lager.hovedboker import SendtMelding, SendtPost
from modeller.lager.lager import Lager, Tx
from modeller.lager.utboks import Koerad
from modeller.publisering import Publisert
from varsler.adresse import UgyldigAdresse
from varsler.bilde import Avtalebilde, TaBilde
from varsler.levering import Avvist, Levering, Leveringssvar, Midlertidig, Sendt
from varsler.melding import OSLO, Melding, fordel, gjelder_moete, skriv
from varsler.oppsett import Meldingsoppsett
from varsler.sak import Varselsak

LEIE = timedelta(minutes=10)
"""How long a claim holds: longer than any delivery takes, so that nobody else sends the same meanwhile."""

VENTETIDER = (
    timedelta(minutes=5),
    timedelta(minutes=15),
    timedelta(hours=1),
    timedelta(hours=4),
    timedelta(hours=12),
)
"""After a temporary failure; the last one again and again. What is no longer owed falls out by itself."""

IKKE_LENGER_AKTUELT = "Ikke lenger aktuelt."
EN_OM_DAGEN = "Mottakeren har fått en melding i dag."


@dataclass(frozen=True, slots=True, kw_only=True)
class Utsendingsresultat:
    """What one run did: messages sent, recipients to try again, addresses refused, rows withdrawn."""

    sendt: int = 0
    utsatt: int = 0
    avvist: int = 0
    trukket: int = 0
    tjeneren_nede: bool = False

    def __add__(self, annet: Utsendingsresultat) -> Utsendingsresultat:
        return Utsendingsresultat(
            sendt=self.sendt + annet.sendt,
            utsatt=self.utsatt + annet.utsatt,
            avvist=self.avvist + annet.avvist,
            trukket=self.trukket + annet.trukket,
            tjeneren_nede=self.tjeneren_nede or annet.tjeneren_nede,
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Utsending:
    """The send job with what it needs. `av` names this process in its claims."""

    lager: Lager
    levering: Levering
    ta_bilde: TaBilde
    kalender: Arbeidskalender
    oppsett: Meldingsoppsett
    av: str = "send"

    async def send(self, naa: datetime) -> Utsendingsresultat:
        """Send all that is due at `naa` (aware UTC), one message per recipient; nothing on a day off.

        Stops when the server itself is in the way: the others would only wait for the same. May be run by several
        processes at once, and again after being killed anywhere.
        """
        dag = naa.astimezone(OSLO).date()
        resultat = Utsendingsresultat()
        if not self.kalender.er_arbeidsdag(dag):
            return resultat
        while not resultat.tjeneren_nede:
            async with self.lager.skriving() as tx:
                krevde = await utboks.krev(tx, av=self.av, naa=naa, dag=dag, til=naa + LEIE)
            if not krevde:
                break
            resultat += await self._en_mottaker(krevde, naa, dag)
        return resultat

    async def antall_sendt(self, naa: datetime) -> int:
        """`send` as the flows count it: the number of messages."""
        return (await self.send(naa)).sendt

    async def _en_mottaker(self, krevde: Sequence[Koerad], naa: datetime, dag: date) -> Utsendingsresultat:
        async with self.lager.lesing() as tx:
            har_faatt = await hovedboker.har_faatt(tx, krevde[0].rad.mottaker, dag)
            saker, publisert = await self._fortsatt_skyldig(tx, krevde, naa)
        resultat = await self._trekk(krevde, saker)
        brev = fordel(saker)
        while brev:
            if har_faatt and not gjelder_moete(brev[0]):  # a call to a meeting is no reminder, and waits for none
                neste = self._neste_morgen(dag)
                resultat += await self._utsett(brev.pop(0), neste, EN_OM_DAGEN)
                continue
            melding = skriv(brev[0], naa=naa, oppsett=self.oppsett, publisert=publisert)
            svar = await self._lever(melding)
            if isinstance(svar, Sendt):
                await self._bekreft(melding, svar, naa, dag)
                resultat += Utsendingsresultat(sendt=1)
                brev.pop(0)
                continue
            # What stopped one would stop the others to the same address.
            resten = [sak for sammen in brev for sak in sammen]
            return resultat + await self._stoppet(resten, svar, max(k.forsoek for k in krevde), naa, dag)
        return resultat

    async def _trekk(self, krevde: Sequence[Koerad], saker: Sequence[Varselsak]) -> Utsendingsresultat:
        borte = {koerad.rad.noekkel for koerad in krevde} - {sak.rad.noekkel for sak in saker}
        if borte:
            async with self.lager.skriving() as tx:
                await utboks.trekk(tx, borte, IKKE_LENGER_AKTUELT)
        return Utsendingsresultat(trukket=len(borte))

    async def _bekreft(self, melding: Melding, svar: Sendt, naa: datetime, dag: date) -> None:
        async with self.lager.skriving() as tx:
            await utboks.bekreft(tx, _til_hovedboka(melding, svar, dag))
            for avtale, hasher in melding.sagt_i_kalender.items():
                await hovedboker.publiser(tx, avtale, hasher, naa)

    async def _utsett(self, saker: Sequence[Varselsak], til: datetime, merknad: str) -> Utsendingsresultat:
        async with self.lager.skriving() as tx:
            await utboks.proev_igjen(tx, [s.rad.noekkel for s in saker], neste_forsoek=til, merknad=merknad)
        return Utsendingsresultat(utsatt=1)

    async def _stoppet(
        self, saker: Sequence[Varselsak], svar: Midlertidig | Avvist, forsoek: int, naa: datetime, dag: date
    ) -> Utsendingsresultat:
        if isinstance(svar, Midlertidig):
            senere = naa + VENTETIDER[min(forsoek, len(VENTETIDER)) - 1]
            return await self._utsett(saker, senere, svar.svar) + Utsendingsresultat(tjeneren_nede=svar.gjelder_alle)
        async with self.lager.skriving() as tx:
            await self._gi_opp(tx, saker, svar, naa, dag)
        return Utsendingsresultat(avvist=1)

    async def _fortsatt_skyldig(
        self, tx: Tx, krevde: Sequence[Koerad], naa: datetime
    ) -> tuple[list[Varselsak], dict[str, Publisert]]:
        """The claimed rows that are owed still, each as it reads now, and what feeds have said of their agreements."""
        saker: list[Varselsak] = []
        publisert: dict[str, Publisert] = {}
        for avtale in sorted({koerad.rad.avtale for koerad in krevde}):
            bilde = await self.ta_bilde(tx, avtale, naa)
            if bilde is None:
                continue
            publisert.update(bilde.publisert)
            # What is asked of a party is owed by each of its agreements, and told by the one that queued it.
            noekler = {koerad.rad.noekkel for koerad in krevde if koerad.rad.avtale == avtale}
            saker += _saker(bilde, noekler)
        return saker, publisert

    async def _lever(self, melding: Melding) -> Leveringssvar:
        try:
            return await self.levering.lever(melding)
        except UgyldigAdresse as feil:
            return Avvist(svar=str(feil))

    async def _gi_opp(self, tx: Tx, saker: Sequence[Varselsak], svar: Avvist, naa: datetime, dag: date) -> None:
        """The address is dead: what it was to be told goes to the party's postmottak, and the coordinator hears of it.

        That follows by itself from deriving again with the address marked.
        """
        await hovedboker.merk_uleverbar(tx, saker[0].rad.mottaker, dag, svar.svar)
        await utboks.gi_opp(tx, [sak.rad.noekkel for sak in saker], svar.svar)
        for avtale in sorted({sak.rad.avtale for sak in saker}):
            bilde = await self.ta_bilde(tx, avtale, naa)
            if bilde is not None:
                await utboks.legg_i(tx, bilde.utsikt.rader, naa)

    def _neste_morgen(self, dag: date) -> datetime:
        """The first instant of the next working day in Oslo."""
        return datetime.combine(self.kalender.flytt(dag, 1), time(), OSLO)


def _saker(bilde: Avtalebilde, noekler: Collection[str]) -> list[Varselsak]:
    saker = []
    for rad in bilde.utsikt.rader:
        steg = bilde.plan.finn(rad.steg)
        if rad.noekkel in noekler and steg is not None:
            saker.append(Varselsak(rad=rad, plan=bilde.plan, steg=steg, register=bilde.register))
    return saker


def _til_hovedboka(melding: Melding, svar: Sendt, dag: date) -> SendtMelding:
    return SendtMelding(
        message_id=melding.message_id,
        mottaker=melding.mottaker,
        kontakt=melding.kontakt,
        part=melding.part,
        sendt_tid=melding.tid,
        dag=dag,
        emne=melding.emne,
        poster=tuple(
            SendtPost(
                noekkel=sak.rad.noekkel,
                avtale=sak.rad.avtale,
                steg=sak.rad.steg,
                slag=sak.rad.slag,
                frist=sak.frist_fortalt,
                ramme=str(sak.steg.ramme) if sak.frist_fortalt else "",
            )
            for sak in melding.alle_saker
        ),
        fil=svar.fil,
        svar=svar.svar,
    )
