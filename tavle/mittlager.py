"""What the personal page reads and changes in the store: the feeds a contact or party may have, and has."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from modeller.abonnement import Abonnement, Abonnementsvalg, Eier, Maalslag
from modeller.lager import abonnementer
from modeller.lager.lager import Lager
from modeller.register import Register
from modeller.tekst import Maalform, Tekst
from tavle.abonnementskilde import OSLO, Lagerabonnement, Plankilde
from tavle.feedutvalg import MuligFeed, eiers_maalform, mulige_feeder
from varsler.kalender.lenker import Abonnementslenker, abonnementslenker


class Handling(StrEnum):
    """What a form on the page asks for."""

    LAG = "lag"
    VELG = "velg"
    FORNY = "forny"
    TREKK = "trekk"


@dataclass(frozen=True, slots=True, kw_only=True)
class MittValg:
    """One form: `hva` of a feed to be made, `id` of a subscription for all else."""

    handling: Handling
    id: str
    hva: tuple[Maalslag, str] | None
    valg: Abonnementsvalg


@dataclass(frozen=True, slots=True, kw_only=True)
class Feedrad:
    """A feed the reader may have; the subscription, if made; its addresses, if they can be shown."""

    mulig: MuligFeed
    abonnement: Abonnement | None = None
    lenker: Abonnementslenker | None = None

    @property
    def anker(self) -> str:
        """Where on the page it is."""
        return f"feed-{self.abonnement.id}" if self.abonnement else f"feed-{self.mulig.slag.value}-{self.mulig.maal}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Mittside:
    """The page's content."""

    navn: Tekst
    maalform: Maalform
    rader: tuple[Feedrad, ...]


class Mittlager:
    """The personal pages of one installation, whose key makes the tokens. Instants are aware."""

    def __init__(
        self, lager: Lager, planer: Plankilde, feeder: Lagerabonnement, *, noekkel: bytes, nettadresse: str
    ) -> None:
        self._lager = lager
        self._planer = planer
        self._feeder = feeder
        self._noekkel = noekkel
        self.nettadresse = nettadresse

    async def side(self, eier: Eier, naa: datetime) -> Mittside | None:
        """All feeds the owner may have; None when it is unknown, or has left."""
        mulige, register = await self._mulige(eier, naa)
        if not mulige:
            return None
        rader: list[Feedrad] = []
        async with self._lager.lesing() as tx:
            egne = await abonnementer.les_abonnementer(tx, eier=eier)
            for mulig in mulige:
                like = [a for a in egne if (a.slag, a.maal) == (mulig.slag, mulig.maal)]
                for en in like:
                    token = await abonnementer.kan_vises(tx, en.id, self._noekkel)
                    navn = f"Fristvakt – {mulig.navn.nb}"
                    lenker = abonnementslenker(self.nettadresse, token, navn) if token else None
                    rader.append(Feedrad(mulig=mulig, abonnement=en, lenker=lenker))
                if not like:
                    rader.append(Feedrad(mulig=mulig))
        return Mittside(navn=mulige[0].navn, maalform=eiers_maalform(eier, register), rader=tuple(rader))

    async def gjoer(self, eier: Eier, bedt_om: MittValg, naa: datetime) -> str | None:
        """Do what was asked; where on the page it shows. None when the feed is not the owner's to have or to change."""
        mulige, _ = await self._mulige(eier, naa)
        hva = bedt_om.hva
        if bedt_om.handling is Handling.LAG:
            if hva is None or not any((m.slag, m.maal) == hva for m in mulige):
                return None
            async with self._lager.skriving() as tx:
                # Asked for twice, by two clicks, it is made once.
                egne = await abonnementer.les_abonnementer(tx, slag=hva[0], maal=hva[1], eier=eier)
                nytt = egne[0] if egne else await abonnementer.opprett(tx, *hva, naa, noekkel=self._noekkel, eier=eier)
            return f"feed-{nytt.id}"
        async with self._lager.skriving() as tx:
            kjent = await abonnementer.les_abonnement(tx, bedt_om.id)
            if not mulige or kjent is None or kjent.eier != eier:
                return None
            match bedt_om.handling:
                case Handling.VELG:
                    await abonnementer.velg(tx, kjent.id, bedt_om.valg)
                case Handling.FORNY:
                    await abonnementer.forny(tx, kjent.id, self._noekkel)
                case Handling.TREKK:
                    await abonnementer.trekk_tilbake(tx, kjent.id, naa)
                    return f"feed-{kjent.slag.value}-{kjent.maal}"
        return f"feed-{kjent.id}"

    async def fil(self, eier: Eier, hva: tuple[Maalslag, str], abonnement: str, naa: datetime) -> bytes | None:
        """The calendar to keep once, with the choices of the owner's subscription if it is of this feed."""
        mulige, _ = await self._mulige(eier, naa)
        if not any((m.slag, m.maal) == hva for m in mulige):
            return None
        async with self._lager.lesing() as tx:
            kjent = await abonnementer.les_abonnement(tx, abonnement) if abonnement else None
        eget = kjent is not None and (kjent.eier, kjent.slag, kjent.maal) == (eier, *hva)
        valg = kjent.valg if kjent is not None and eget else Abonnementsvalg()
        return await self._feeder.fil(hva, eier, valg, naa)

    async def _mulige(self, eier: Eier, naa: datetime) -> tuple[list[MuligFeed], Register]:
        dag = naa.astimezone(OSLO).date()
        register, planer = await self._planer.register(dag), await self._planer.planer(dag)
        return mulige_feeder(eier, planer, register, dag), register
