"""The night's work with meeting plans: each subscribed source fetched, held against the plan, and what changed told."""

from __future__ import annotations

import asyncio
from dataclasses import replace
from datetime import datetime

import structlog

from flyter.grunnlag import Grunnlag
from flyter.moeteplan.henting import Henter, Hentet
from flyter.moeteplan.innlesing import Frafall, Innlesing, les_inn
from flyter.moeteplan.les import les_moeteplan
from flyter.moeteplan.lest import Lest, Planfeil
from flyter.moeteplan.vert import vert
from flyter.oppdatering import hent_register, oslodag
from flyter.registrer import Avvist, registrer_alle
from modeller.kildestand import Kildetilstand
from modeller.lager.lager import Lager, Tx
from modeller.lager.moeteplankilder import les_kilde, skriv_kilde
from modeller.moeteplan import Moeteoppfoering
from modeller.register import Organ, Register
from modeller.tekst import Tekst

logg = structlog.get_logger(__name__)

AV = "kalenderkilden"
"""Who registers what a source says."""


class Holdt(Planfeil):
    """The source says something, but nobody should believe it without having looked."""


async def hent_moeteplaner(lager: Lager, henter: Henter, grunnlag: Grunnlag, naa: datetime) -> int:
    """Fetch every subscribed source; returns how many bodies got another plan. A source that fails stops no other."""
    async with lager.lesing() as tx:
        register = (await hent_register(tx, oslodag(naa))).register
    endret = 0
    for organ in sorted(register.organer.values(), key=lambda organ: organ.id):
        if organ.kalenderkilde is not None:
            endret += await hent_en(lager, henter, grunnlag, naa, organ)
    return endret


async def hent_en(lager: Lager, henter: Henter, grunnlag: Grunnlag, naa: datetime, organ: Organ) -> bool:
    """Fetch one body's source; whether its plan became another. What goes wrong is noted, and the last copy kept."""
    assert organ.kalenderkilde is not None, "only a body with a source is fetched for"
    async with lager.lesing() as tx:
        kjent = await les_kilde(tx, organ.id)
    if kjent is None or kjent.adresse != organ.kalenderkilde:
        kjent = Kildetilstand(organ=organ.id, adresse=organ.kalenderkilde, forsoekt=naa)
    kjent = replace(kjent, forsoekt=naa, feil=None, holdt=False)
    try:
        hentet = await henter.hent(kjent.adresse, etag=kjent.etag, sist_endret=kjent.sist_endret)
        if hentet.innhold is None or hentet.innhold == kjent.kopi:
            if kjent.kopi is None or _i_samme_aar(kjent, naa):
                await _noter(lager, replace(kjent, hentet=naa))
                return False
            # Series are written out some years ahead: in a new year the same calendar says more.
            hentet = Hentet(innhold=kjent.kopi, etag=kjent.etag, sist_endret=kjent.sist_endret)
        assert hentet.innhold is not None, "what was not sent again is the copy"
        lest = await asyncio.to_thread(les_moeteplan, hentet.innhold, oslodag(naa))
        sist = await det_den_sa(kjent, naa)
        async with lager.skriving() as tx:
            return await ta_inn(tx, kjent, hentet, lest, sist, grunnlag, naa)
    except (Planfeil, Avvist) as feil:
        logg.warning("meeting plan not fetched", body=organ.id, host=vert(kjent.adresse), reason=str(feil))
        grunn = feil.grunn if isinstance(feil, Planfeil) else feil.innvendinger[0]
        await _noter(lager, replace(kjent, feil=grunn, holdt=isinstance(feil, Holdt)))
        return False


async def ta_inn(  # noqa: PLR0913 - what it takes, each of its own kind
    tx: Tx,
    kjent: Kildetilstand,
    hentet: Hentet,
    lest: Lest,
    sist: tuple[Moeteoppfoering, ...],
    grunnlag: Grunnlag,
    naa: datetime,
    *,
    bekreftet: bool = False,
    bare_moeter: bool | None = None,
    resten_er_ikke_moeter: bool = False,
    av: str = AV,
) -> bool:
    """Register what the source now says and keep the copy; whether the plan became another. The rest is as
    `for_organet` has it.

    Raises `Holdt` for what nobody should believe without having looked (`bekreftet`), `Planfeil` for none at all.
    """
    dag = oslodag(naa)
    register = (await hent_register(tx, dag)).register
    innlesing = for_organet(
        lest,
        register.organer[kjent.organ],
        register,
        naa,
        grunnlag,
        sist,
        bare_moeter=bare_moeter,
        resten_er_ikke_moeter=resten_er_ikke_moeter,
    )
    if not bekreftet and innlesing.frafall:
        raise _stusser(innlesing.frafall[0])
    hendte = innlesing.hendte(dag, vert(kjent.adresse))
    if hendte:
        await registrer_alle(tx, hendte, av=av, naa=naa, grunnlag=grunnlag)
    uforstaatt = len(innlesing.uforstaatt) - innlesing.uvisse + _aa_se_paa(innlesing, kjent, bekreftet=bekreftet)
    ny = replace(kjent, hentet=naa, uforstaatt=uforstaatt)
    if bekreftet or not innlesing.holder_igjen:
        # Else the old copy is kept: by it whoever looks can see what the source had, and let it go.
        ny = replace(ny, etag=hentet.etag, sist_endret=hentet.sist_endret, kopi=hentet.innhold)
    await skriv_kilde(tx, ny)
    return bool(hendte)


def _aa_se_paa(innlesing: Innlesing, kjent: Kildetilstand, *, bekreftet: bool) -> int:
    """How many entries may be meetings that nobody has looked at: whoever looked and said nothing of them has answered,
    and is not asked again.
    """
    if bekreftet:
        return 0
    return innlesing.nye_uvisse if kjent.kopi is not None and not kjent.uforstaatt else innlesing.uvisse


def for_organet(
    lest: Lest,
    organ: Organ,
    register: Register,
    naa: datetime,
    grunnlag: Grunnlag,
    sist: tuple[Moeteoppfoering, ...] = (),
    *,
    bare_moeter: bool | None = None,
    resten_er_ikke_moeter: bool = False,
) -> Innlesing:
    """What the source of one body means: entries that name another body of its party are not its own.

    `bare_moeter` says whether all of it is meetings, when that is not as it was said before.
    """
    partens = [en for en in register.organer.values() if en.part == organ.part]
    alt = organ.bare_moeter if bare_moeter is None else bare_moeter
    fridager = grunnlag.kalender.fridager
    return les_inn(
        lest,
        partens,
        register,
        oslodag(naa),
        fridager,
        gitt=organ,
        alt_er_moeter=alt,
        resten_er_ikke_moeter=resten_er_ikke_moeter,
        sist=sist,
    )


async def det_den_sa(kjent: Kildetilstand, naa: datetime) -> tuple[Moeteoppfoering, ...]:
    """What the last good copy says, read as of the day it was last fetched."""
    if kjent.kopi is None:
        return ()
    try:
        return (await asyncio.to_thread(les_moeteplan, kjent.kopi, oslodag(kjent.hentet or naa))).oppfoeringer
    except Planfeil:  # the reader has become stricter since
        return ()


def _i_samme_aar(kjent: Kildetilstand, naa: datetime) -> bool:
    return kjent.hentet is not None and oslodag(kjent.hentet).year == oslodag(naa).year


async def _noter(lager: Lager, tilstand: Kildetilstand) -> None:
    async with lager.skriving() as tx:
        await skriv_kilde(tx, tilstand)


def _stusser(frafall: Frafall) -> Holdt:
    organ, borte, av, aar = frafall
    i_aaret = f" i {aar}" if aar else ""
    return Holdt(
        Tekst(
            f"Kilden mangler eller avlyser {borte} av {av} møter{i_aaret} som står i planen. Planen er ikke endret. "
            f"Stemmer det, velg «Hent nå og se» på tavla, eller skriv «fristvakt moeteplan hent {organ}».",
            f"Kjelda manglar eller avlyser {borte} av {av} møte{i_aaret} som står i planen. Planen er ikkje endra. "
            f"Stemmer det, vel «Hent no og sjå» på tavla, eller skriv «fristvakt moeteplan hent {organ}».",
        )
    )
