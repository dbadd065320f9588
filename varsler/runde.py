"""What one run of the send job has with it from message to message, and how it stores what becomes of each."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime

from modeller.lager import leveringsforsoek, utboks
from modeller.lager.lager import Tx
from modeller.lager.samleskriving import Arbeid, Samleskriver
from modeller.lager.utboks import Koerad
from varsler.bokfoering import Bekreftelse
from varsler.etterkontroll import Mottakersaker
from varsler.levering.forsoek import som_forsoek
from varsler.levering.svar import Leveringssvar, Nektet
from varsler.proevemodus import PAA_PROEVE, UTEN_KOORDINATOR, VENT_PAA_KOORDINATOR, Brev, avvist_paa_proeve
from varsler.sak import Varselsak
from varsler.utsendingsresultat import Utsendingsresultat

IKKE_LENGER_AKTUELT = "Ikke lenger aktuelt."


@dataclass(frozen=True, slots=True, kw_only=True)
class Opptatt:
    """What a busy domain said to the first who asked, and until when the others leave it alone."""

    svar: str
    til: datetime


@dataclass(slots=True, kw_only=True)
class Runde:
    """One run: its instant and day in Oslo, the name of its claims, what stores its outcomes, whether trial mode was on
    when last looked at (None before that), whether the server has answered about a message (`gikk`), and the domains
    that are to be left alone in it, with what they said.
    """

    naa: datetime
    dag: date
    av: str
    skriver: Samleskriver[Arbeid]
    bekrefter: Samleskriver[Bekreftelse]
    proevemodus_sett: datetime
    proevemodus: bool | None = None
    gikk: bool = False
    domener: dict[str, Opptatt] = field(default_factory=dict)

    async def slipp(self, krevde: Sequence[Koerad]) -> None:
        """Let go of what was claimed: the next attempt has it, and need not wait till the claim has run out."""
        noekler = [k.rad.noekkel for k in krevde]
        await self.skriver.skriv(lambda tx: utboks.slipp(tx, noekler, av=self.av))

    async def trekk(self, mottaker: Mottakersaker) -> Utsendingsresultat:
        """Withdraw what the recipient was claimed for and is owed no longer."""
        borte = {koerad.rad.noekkel for koerad in mottaker.krevde} - {sak.rad.noekkel for sak in mottaker.saker}
        if borte:
            await self.skriver.skriv(lambda tx: utboks.trekk(tx, borte, IKKE_LENGER_AKTUELT))
        return Utsendingsresultat(trukket=len(borte))

    async def utsett(
        self, saker: Collection[Varselsak], til: datetime, merknad: str, *, forsoekt: bool = True
    ) -> Utsendingsresultat:
        """Let it wait; see `utboks.proev_igjen`."""
        noekler = _noekler(saker)
        await self.skriver.skriv(
            lambda tx: utboks.proev_igjen(
                tx, noekler, av=self.av, neste_forsoek=til, merknad=merknad, forsoekt=forsoekt
            )
        )
        return Utsendingsresultat(utsatt=1)

    async def legg_til_side(self, saker: Collection[Varselsak], merknad: str) -> Utsendingsresultat:
        """The message goes no more unless somebody sends it again; its address is as good as any."""
        noekler = _noekler(saker)
        await self.skriver.skriv(lambda tx: utboks.gi_opp(tx, noekler, merknad))
        return Utsendingsresultat(nektet=1)

    async def hold(self, saker: Collection[Varselsak], merknad: str = UTEN_KOORDINATOR) -> Utsendingsresultat:
        """On trial: nobody can be shown this, and its recipient is not to be told."""
        noekler, til = _noekler(saker), self.naa + VENT_PAA_KOORDINATOR
        await self.skriver.skriv(lambda tx: utboks.vent(tx, noekler, av=self.av, til=til, merknad=merknad))
        return Utsendingsresultat(utsatt=1)

    async def noter_nei(self, brev: Brev, svar: Leveringssvar, message_id: str, *, vaar_feil: bool = False) -> None:
        """A no goes into the record; a message that is not wanted is laid aside in the same breath. `message_id` is
        empty for one that could not be written; with `vaar_feil` no server has been asked, or it has not said the no.
        """
        noekler, vist = _noekler(brev.saker), brev.proeve_til
        forsoek = som_forsoek(
            svar, message_id=message_id, mottaker=brev.saker[0].rad.mottaker, noekler=noekler, naa=self.naa
        )

        async def skriv_det(tx: Tx) -> None:
            await leveringsforsoek.noter(tx, forsoek)
            if isinstance(svar, Nektet):
                grunn = svar.svar
                if vist is not None:
                    grunn = f"{PAA_PROEVE}{grunn}" if vaar_feil else avvist_paa_proeve(vist.epost, grunn)
                await utboks.gi_opp(tx, noekler, grunn)

        await self.skriver.skriv(skriv_det)


def _noekler(saker: Collection[Varselsak]) -> list[str]:
    return [sak.rad.noekkel for sak in saker]
