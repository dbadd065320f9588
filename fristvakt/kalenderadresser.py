"""Calendar feeds from the command line: making, showing, renewing, choosing, and the personal links of contacts."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from flyter.oppdatering import oslodag
from fristvakt.installasjon import Installasjon, tavleadresse
from fristvakt.noekkel import les_noekkel
from modeller.abonnement import Abonnement, Abonnementsvalg, Eier, Maalslag, lag_token
from modeller.lager import abonnementer, faktalager
from modeller.lager.lager import Tx
from modeller.lager.minne import MINNE
from modeller.register import Register
from modeller.tekst import Maalform
from modeller.ukjent import finnes_ikke
from tavle.feedutvalg import eiers_maalform
from tavle.personlig import lag_lenke
from varsler.kalender.lenker import feedadresse

BESTEMT = {
    Maalslag.KONTAKT: "kontakten",
    Maalslag.PART: "parten",
    Maalslag.AVTALE: "avtalen",
    Maalslag.KOORDINATOR: "kontakten",
}
MITT = "/mitt/"


class UkjentMaal(ValueError):
    """There is nothing by this id to subscribe to; the message suggests the nearest."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Kalenderadresser:
    """The addresses of one open installation, as they are at `naa` (aware)."""

    installasjon: Installasjon

    @property
    def naa(self) -> datetime:
        """The installation's clock."""
        return self.installasjon.klokke.naa()

    async def ny(self, slag: Maalslag, maal: str, valg: Abonnementsvalg, eier: str | None) -> tuple[Abonnement, str]:
        """A new subscription and its address; `eier` is the contact it is for, where the feed itself does not tell.

        Raises `UkjentMaal`.
        """
        async with self.installasjon.lager.skriving() as tx:
            await self._krev(tx, slag, maal)
            if eier is not None:
                await self._krev(tx, Maalslag.KONTAKT, eier)
            ny = await abonnementer.opprett(
                tx, slag, maal, self.naa, noekkel=self._noekkel(), eier=_eier(slag, maal, eier), valg=valg
            )
        return ny, self._adresse(ny)

    async def forny(self, id_: str) -> tuple[Abonnement, str] | None:
        """The subscription with a new address, the old one closed; None when no live subscription has the id."""
        async with self.installasjon.lager.skriving() as tx:
            fornyet = await abonnementer.forny(tx, id_, self._noekkel())
        return (fornyet, self._adresse(fornyet)) if fornyet else None

    async def vis(self, id_: str) -> tuple[Abonnement, str | None] | None:
        """The live subscription and its address; the address is None when it cannot be shown, only renewed."""
        async with self.installasjon.lager.lesing() as tx:
            abonnement = await abonnementer.les_abonnement(tx, id_)
            token = await abonnementer.kan_vises(tx, id_, self._noekkel())
        return (abonnement, feedadresse(self._grunn(), token) if token else None) if abonnement else None

    async def velg(self, id_: str, valg: Abonnementsvalg) -> bool:
        """Set the choices; says whether there was a live subscription."""
        async with self.installasjon.lager.skriving() as tx:
            return await abonnementer.velg(tx, id_, valg)

    async def trekk(self, id_: str) -> bool:
        """Close the address; says whether there was a live one."""
        async with self.installasjon.lager.skriving() as tx:
            return await abonnementer.trekk_tilbake(tx, id_, self.naa)

    async def alle(self) -> tuple[Abonnement, ...]:
        """Those that are live, oldest first."""
        async with self.installasjon.lager.lesing() as tx:
            return await abonnementer.les_abonnementer(tx)

    async def lenke(self, slag: Maalslag, maal: str) -> str:
        """The address of the personal page of a contact or party, in what it reads. Raises `UkjentMaal`."""
        eier = Eier(slag, maal)
        async with self.installasjon.lager.lesing() as tx:
            await self._krev(tx, slag, maal)
            maalform = eiers_maalform(eier, await self._register(tx))
        lenke = f"{self._grunn()}{MITT}{lag_lenke(self._noekkel(), eier, self.naa)}"
        return f"{lenke}?maal={maalform.value}" if maalform is Maalform.NN else lenke

    async def krev(self, slag: Maalslag, maal: str) -> None:
        """Raises `UkjentMaal` unless there is something by this id to subscribe to."""
        async with self.installasjon.lager.lesing() as tx:
            await self._krev(tx, slag, maal)

    async def _krev(self, tx: Tx, slag: Maalslag, maal: str) -> None:
        register = await self._register(tx)
        kjente = {
            Maalslag.KONTAKT: register.kontakter,
            Maalslag.KOORDINATOR: register.kontakter,
            Maalslag.PART: register.parter,
            Maalslag.AVTALE: dict.fromkeys(await faktalager.avtaler(tx)),
        }[slag]
        if maal not in kjente:
            raise UkjentMaal(finnes_ikke(BESTEMT[slag], maal, kjente).paa(Maalform.NB))

    async def _register(self, tx: Tx) -> Register:
        return MINNE.register(await faktalager.les_register(tx), oslodag(self.naa))

    def _adresse(self, abonnement: Abonnement) -> str:
        assert abonnement.utgave is not None, "made or renewed just now"
        return feedadresse(self._grunn(), lag_token(self._noekkel(), abonnement.id, abonnement.utgave))

    def _grunn(self) -> str:
        return tavleadresse(self.installasjon.innstillinger)

    def _noekkel(self) -> bytes:
        return les_noekkel(self.installasjon.innstillinger.mappe)


def _eier(slag: Maalslag, maal: str, eier: str | None) -> Eier | None:
    if eier is not None:
        return Eier(Maalslag.KONTAKT, eier)
    match slag:
        case Maalslag.AVTALE:
            return None
        case Maalslag.KOORDINATOR:
            return Eier(Maalslag.KONTAKT, maal)
        case _:
            return Eier(slag, maal)
