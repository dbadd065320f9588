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
from varsler.melding import OSLO, Melding, skriv
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
        aktuelle = [sak.rad.noekkel for sak in saker]
        borte = {koerad.rad.noekkel for koerad in krevde} - set(aktuelle)
        melding: Melding | None = None
        svar: Leveringssvar | None = None
        if saker and not har_faatt:
            melding = skriv(saker, naa=naa, oppsett=self.oppsett, publisert=publisert)
            svar = await self._lever(melding)
        async with self.lager.skriving() as tx:
            if borte:
                await utboks.trekk(tx, borte, IKKE_LENGER_AKTUELT)
            if saker and har_faatt:
                neste = self._neste_morgen(dag)
                await utboks.proev_igjen(tx, aktuelle, neste_forsoek=neste, merknad=EN_OM_DAGEN)
            match svar:
                case Sendt() if melding is not None:
                    await utboks.bekreft(tx, _til_hovedboka(melding, svar, dag))
                case Midlertidig():
                    senere = naa + VENTETIDER[min(max(k.forsoek for k in krevde), len(VENTETIDER)) - 1]
                    await utboks.proev_igjen(tx, aktuelle, neste_forsoek=senere, merknad=svar.svar)
                case Avvist():
                    await self._gi_opp(tx, saker, svar, naa, dag)
        return Utsendingsresultat(
            sendt=isinstance(svar, Sendt),
            utsatt=isinstance(svar, Midlertidig) or bool(saker and har_faatt),
            avvist=isinstance(svar, Avvist),
            trukket=len(borte),
            tjeneren_nede=isinstance(svar, Midlertidig) and svar.gjelder_alle,
        )

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
            noekler = {koerad.rad.noekkel for koerad in krevde}
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
            )
            for sak in melding.alle_saker
        ),
        fil=svar.fil,
        svar=svar.svar,
    )
