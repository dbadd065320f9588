"""What one recipient is owed, sent message by message, and what each answer means for the rest of it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime

import structlog

from modeller.lager import hovedboker
from varsler.adresse import UgyldigAdresse
from varsler.avvisning import gi_opp_adressen
from varsler.bilde import TaBilder
from varsler.bokfoering import Bekreftelse
from varsler.bryter import Bryter
from varsler.etterkontroll import Mottakersaker
from varsler.fordeling import gjelder_moete
from varsler.levering.svar import TRAVEL, Avvist, Hvem, Levering, Leveringssvar, Nektet, Sendt, Senere, ventetid
from varsler.melding import Melding, skriv
from varsler.oppsett import Meldingsoppsett
from varsler.proevemodus import Brev, avvist_paa_proeve, fordel_til
from varsler.runde import Opptatt, Runde
from varsler.utsendingsresultat import Utsendingsresultat

logg = structlog.get_logger(__name__)

VAAR_FEIL = "Fristvakt klarte ikke å skrive meldingen, og den som drifter Fristvakt, må se på det:"
EN_OM_DAGEN = "Mottakeren har fått en melding i dag."
BRYTER_AV = "Serveren bryter av på denne meldingen: "
"""How the note begins of what the server has been seen to break off on while it was there for others."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Ekspedering:
    """Sends to one recipient after the other in a run of the send job, several of them at once.

    What must not go today waits until `neste_morgen` (aware). `parkerer` as in `Utsending`.
    """

    runde: Runde
    levering: Levering
    ta_bilder: TaBilder
    oppsett: Meldingsoppsett
    bryter: Bryter
    neste_morgen: datetime
    parkerer: bool

    async def send(self, mottaker: Mottakersaker, sendt: list[Bekreftelse]) -> Utsendingsresultat:
        """Send what the recipient is owed; what is out by then is in `sendt`, to be confirmed."""
        runde, krevde = self.runde, mottaker.krevde
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
                resultat += await runde.utsett(brev.pop(0).saker, self.neste_morgen, EN_OM_DAGEN, forsoekt=False)
                continue
            if opptatt := runde.domener.get(brev[0].domene):
                # Nobody has asked about this address: that its domain is busy never counts against it.
                resultat += await runde.utsett(brev.pop(0).saker, opptatt.til, opptatt.svar, forsoekt=False)
                continue
            utfall = await self._send_ett(brev[0], mottaker, sendt)
            if isinstance(utfall, Sendt | Nektet):
                resultat += Utsendingsresultat(sendt=1) if isinstance(utfall, Sendt) else Utsendingsresultat(nektet=1)
                brev.pop(0)
                continue
            # What stopped one would stop the others to the same address; what is in the way of all, all of them.
            nede = isinstance(utfall, Senere) and utfall.hvem is Hvem.TJENEREN
            stoppet = [b for b in brev if nede or b.adresse == brev[0].adresse]
            resultat += await self._stoppet(stoppet, utfall, max(k.forsoek for k in krevde))
            brev = [b for b in brev if b not in stoppet]
        return resultat

    async def _send_ett(self, brev: Brev, mottaker: Mottakersaker, sendt: list[Bekreftelse]) -> Leveringssvar:
        """Write one message and deliver it; it is in `sendt` when it is out, and parked when it cannot go as it is."""
        runde, saker = self.runde, brev.saker
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

    async def _stoppet(self, brev: Sequence[Brev], svar: Senere | Avvist, forsoek: int) -> Utsendingsresultat:
        runde = self.runde
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


def _om_meldingen_selv(svar: Leveringssvar, mottaker: Mottakersaker, runde: Runde) -> Leveringssvar:
    """A server that breaks off again on what it was given before, and is there for others, breaks off on this message.

    That it has been seen stands in the note, so it is known the next time, when there may be no others.
    """
    if not isinstance(svar, Senere) or not svar.underveis:
        return svar
    merknader = [k.merknad for k in mottaker.krevde if k.merknad and k.merknad != EN_OM_DAGEN]
    if any(merknad.startswith(BRYTER_AV) for merknad in merknader) or (merknader and runde.gikk):
        return replace(svar, hvem=Hvem.MELDINGEN, svar=f"{BRYTER_AV}{svar.svar}")
    return svar
