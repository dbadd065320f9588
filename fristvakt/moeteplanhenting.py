"""A body's plan fetched from its address when somebody asks: what it says now, and keeping it once that is seen."""

from __future__ import annotations

import asyncio
from dataclasses import dataclass, replace
from datetime import datetime

from flyter.grunnlag import Grunnlag
from flyter.innfoering import Hendt
from flyter.moeteplan.henting import Henter, Hentet
from flyter.moeteplan.innlesing import Innlesing
from flyter.moeteplan.kilder import det_den_sa, for_organet, ta_inn
from flyter.moeteplan.les import les_moeteplan
from flyter.moeteplan.lest import Lest
from flyter.oppdatering import oslodag
from flyter.registrer import registrer_alle
from modeller.fakta import KalenderkildeSatt
from modeller.kildestand import Kildetilstand
from modeller.lager.lager import Lager, Tx
from modeller.lager.moeteplankilder import les_kilde
from modeller.moeteplan import Moeteoppfoering
from modeller.register import Organ, Register


@dataclass(frozen=True, slots=True, kw_only=True)
class Kildesvar:
    """What the address in `satt` said at `naa` (aware UTC), with what it said when it was last taken in (`sist`).

    `resten_er_ikke_moeter` is what somebody says of entries that may be meetings.
    """

    satt: KalenderkildeSatt
    resten_er_ikke_moeter: bool
    kjent: Kildetilstand
    hentet: Hentet
    lest: Lest
    sist: tuple[Moeteoppfoering, ...]
    naa: datetime

    def innlesing(self, register: Register, grunnlag: Grunnlag) -> Innlesing:
        """What that means for the body, before `satt` is told. Raises `Planfeil`."""
        return for_organet(
            self.lest,
            register.organer[self.satt.organ],
            register,
            self.naa,
            grunnlag,
            self.sist,
            bare_moeter=self.satt.bare_moeter,
            resten_er_ikke_moeter=self.resten_er_ikke_moeter,
        )


async def hent_naa(
    lager: Lager, henter: Henter, satt: KalenderkildeSatt, naa: datetime, *, resten_er_ikke_moeter: bool
) -> Kildesvar:
    """Fetch all of it, whatever was there before. Raises `Planfeil` when it cannot be used."""
    async with lager.lesing() as tx:
        kjent = await les_kilde(tx, satt.organ)
    if kjent is None or kjent.adresse != satt.adresse:
        kjent = Kildetilstand(organ=satt.organ, adresse=satt.adresse, forsoekt=naa)
    hentet = await henter.hent(satt.adresse)
    assert hentet.innhold is not None, "asked without conditions"
    return Kildesvar(
        satt=satt,
        resten_er_ikke_moeter=resten_er_ikke_moeter,
        kjent=replace(kjent, forsoekt=naa, feil=None, holdt=False),
        hentet=hentet,
        lest=await asyncio.to_thread(les_moeteplan, hentet.innhold, oslodag(naa)),
        sist=await det_den_sa(kjent, naa),
        naa=naa,
    )


def er_aa_svare_paa(satt: KalenderkildeSatt, innlesing: Innlesing, organ: Organ) -> bool:
    """Whether storing it needs a yes: something changes, or stays only because something else was not understood."""
    endret = any(en.hendelser for en in innlesing.per_organ.values())
    return endret or innlesing.holder_igjen > 0 or _endrer_kilden(organ, satt)


async def ta_inn_svaret(tx: Tx, svar: Kildesvar, organ: Organ, grunnlag: Grunnlag, av: str) -> int:
    """Store what somebody has seen, and that the source is in order; `av` says so of where it is fetched from.

    Returns how many facts there were of the source itself: none when it is as before. Raises `Planfeil` or `Avvist`.
    """
    await ta_inn(
        tx,
        svar.kjent,
        svar.hentet,
        svar.lest,
        svar.sist,
        grunnlag,
        svar.naa,
        bekreftet=True,
        bare_moeter=svar.satt.bare_moeter,
        resten_er_ikke_moeter=svar.resten_er_ikke_moeter,
    )
    if not _endrer_kilden(organ, svar.satt):
        return 0
    # Last: what the last copy said was read as it was told before.
    hendt = Hendt(stroem=f"organ/{organ.id}", hendelse=svar.satt, skjedde=oslodag(svar.naa))
    await registrer_alle(tx, [hendt], av=av, naa=svar.naa, grunnlag=grunnlag)
    return 1


def _endrer_kilden(organ: Organ, satt: KalenderkildeSatt) -> bool:
    return (organ.kalenderkilde, organ.bare_moeter) != (satt.adresse, satt.bare_moeter)
