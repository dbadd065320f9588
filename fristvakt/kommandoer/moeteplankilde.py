"""`fristvakt moeteplan abonner`, `hent` and `stopp`: meeting plans that are fetched from an address."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from fristvakt.innstillinger import les_innstillinger
from fristvakt.kommandoer.moeteplan import AltErMoeter, RestenErIkkeMoeter, bekreftet, legg_fram, registeret, si_ifra
from fristvakt.kommandoer.valg import Alt, Mappe, Naa, SomJson, les_linje
from fristvakt.utskrift import UT, skriv_json

if TYPE_CHECKING:  # loaded when it is needed: what registers knows every lifecycle
    from datetime import date

    from fristvakt.installasjon import Installasjon
    from fristvakt.moeteplanlesing import Framlagt
    from modeller.fakta import KalenderkildeSatt
    from modeller.lager.lager import Tx
    from modeller.register import Organ, Register

Organvalg = Annotated[str, typer.Argument(metavar="ORGAN", help="Id-en til organet. Se «fristvakt moeteplan».")]
Av = Annotated[str, typer.Option("--av", parser=les_linje, metavar="ROLLE", help="Rollen til den som bestemmer det.")]
Grunn = Annotated[str, typer.Option("--grunn", metavar="TEKST", help="Hvorfor. Vises i loggen.")]


def abonner(  # noqa: PLR0913, PLR0917 - each option of the command is an argument
    organ: Organvalg,
    adresse: Annotated[
        str, typer.Argument(metavar="ADRESSE", help="Adressen til kalenderen: https://… eller webcal://…")
    ],
    grunn: Grunn = "",
    av: Av = "kommandolinje",
    proev: Annotated[bool, typer.Option("--proev", help="Vis hva kalenderen ville endret, uten å lagre det.")] = False,
    alt_er_moeter: AltErMoeter = False,
    resten_er_ikke_moeter: RestenErIkkeMoeter = False,
    alt: Alt = False,
    mappe: Mappe = None,
    naa: Naa = None,
    som_json: SomJson = False,
) -> None:
    """Hent møteplanen til et organ fra en nettadresse, nå og hver natt. Du ser hva den endrer, før noe lagres."""
    from flyter.moeteplan.henting import sjekk_adresse
    from modeller.fakta import KalenderkildeSatt

    renset = sjekk_adresse(adresse)

    async def kjoer() -> Framlagt:
        async with _aapnet(mappe, naa, organ) as (installasjon, register, kjent):
            satt = KalenderkildeSatt(organ=organ, adresse=renset, grunn=grunn, bare_moeter=alt_er_moeter)
            framlagt, lagre = await _hentet(
                installasjon,
                register,
                kjent,
                satt,
                resten_er_ikke_moeter=resten_er_ikke_moeter,
                vis=not som_json,
                alt=alt,
            )
            if proev or not (som_json or bekreftet()):
                return framlagt
            antall = sum(len(en.hendelser) for en in framlagt.innlesing.per_organ.values())
            async with installasjon.lager.skriving() as tx:
                await lagre(tx)  # first: what the last copy said was read as it was told before
                antall += await _sett(tx, installasjon, kjent, satt, av)
            return replace(framlagt, lagret=antall)

    si_ifra(asyncio.run(kjoer()), som_json=som_json)


def hent(
    organ: Organvalg,
    alt_er_moeter: AltErMoeter = False,
    resten_er_ikke_moeter: RestenErIkkeMoeter = False,
    av: Av = "kommandolinje",
    alt: Alt = False,
    mappe: Mappe = None,
    naa: Naa = None,
    som_json: SomJson = False,
) -> None:
    """Hent møteplanen til et organ nå. Du ser hva som er endret, før det lagres."""
    from modeller.fakta import KalenderkildeSatt

    async def kjoer() -> Framlagt:
        async with _aapnet(mappe, naa, organ) as (installasjon, register, kjent):
            if kjent.kalenderkilde is None:
                raise _ingen_kilde(kjent)
            bare_moeter = kjent.bare_moeter or alt_er_moeter
            satt = KalenderkildeSatt(organ=organ, adresse=kjent.kalenderkilde, bare_moeter=bare_moeter)
            framlagt, lagre = await _hentet(
                installasjon,
                register,
                kjent,
                satt,
                resten_er_ikke_moeter=resten_er_ikke_moeter,
                vis=not som_json,
                alt=alt,
            )
            antall = sum(len(en.hendelser) for en in framlagt.innlesing.per_organ.values())
            if (antall or bare_moeter != kjent.bare_moeter) and not (som_json or bekreftet()):
                return framlagt
            async with installasjon.lager.skriving() as tx:
                await lagre(tx)  # first: what the last copy said was read as it was told before
                antall += await _sett(tx, installasjon, kjent, satt, av)
            return replace(framlagt, lagret=antall)

    si_ifra(asyncio.run(kjoer()), som_json=som_json)


def stopp(
    organ: Organvalg,
    grunn: Grunn = "",
    av: Av = "kommandolinje",
    mappe: Mappe = None,
    naa: Naa = None,
    som_json: SomJson = False,
) -> None:
    """Slutt å hente møteplanen til et organ. Planen blir stående som den er."""
    from flyter.registrer import Hendt, registrer_alle
    from modeller.fakta import KalenderkildeFjernet
    from modeller.lager.moeteplankilder import slett_kilde

    async def kjoer() -> None:
        async with _aapnet(mappe, naa, organ) as (installasjon, _, kjent):
            if kjent.kalenderkilde is None:
                raise _ingen_kilde(kjent)
            hendelse = KalenderkildeFjernet(organ=organ, grunn=grunn)
            klokke = installasjon.klokke
            fjernet = Hendt(stroem=f"organ/{organ}", hendelse=hendelse, skjedde=klokke.dag())
            async with installasjon.lager.skriving() as tx:
                await registrer_alle(tx, [fjernet], av=av, naa=klokke.naa(), grunnlag=installasjon.grunnlag)
                await slett_kilde(tx, organ)

    asyncio.run(kjoer())
    if som_json:
        skriv_json({"organ": organ, "adresse": None})
    else:
        UT.print("Møteplanen hentes ikke lenger. Møtene blir stående.")


@asynccontextmanager
async def _aapnet(
    mappe: Path | None, naa: date | None, organ: str
) -> AsyncIterator[tuple[Installasjon, Register, Organ]]:
    """The installation, its register and the body in it. Refuses a body nobody knows."""
    from fristvakt.installasjon import aapne_begynt, klokke_i
    from modeller.ukjent import finnes_ikke

    innstillinger = les_innstillinger(mappe=mappe)
    klokke = klokke_i(innstillinger, naa)
    async with aapne_begynt(innstillinger, klokke) as installasjon:
        register = await registeret(installasjon.lager, klokke.dag())
        if organ not in register.organer:
            raise typer.BadParameter(finnes_ikke("organet", organ, register.organer).nb)
        yield installasjon, register, register.organer[organ]


async def _sett(tx: Tx, installasjon: Installasjon, organ: Organ, satt: KalenderkildeSatt, av: str) -> int:
    """Tell where the plan is fetched from and what is there; how many facts it was: none when it is as before."""
    from flyter.registrer import Hendt, registrer_alle

    if (organ.kalenderkilde, organ.bare_moeter) == (satt.adresse, satt.bare_moeter):
        return 0
    klokke = installasjon.klokke
    hendt = Hendt(stroem=f"organ/{organ.id}", hendelse=satt, skjedde=klokke.dag())
    await registrer_alle(tx, [hendt], av=av, naa=klokke.naa(), grunnlag=installasjon.grunnlag)
    return 1


async def _hentet(
    installasjon: Installasjon,
    register: Register,
    organ: Organ,
    satt: KalenderkildeSatt,
    *,
    resten_er_ikke_moeter: bool,
    vis: bool,
    alt: bool,
) -> tuple[Framlagt, Callable[[Tx], Awaitable[bool]]]:
    """What the address says now, as it was shown, and what keeps it. Raises `Planfeil` when it cannot be used."""
    from flyter.moeteplan.henting import Henter
    from flyter.moeteplan.kilder import det_den_sa, for_organet, ta_inn
    from flyter.moeteplan.les import les_moeteplan
    from modeller.lager.moeteplankilder import Kildetilstand, les_kilde

    naa, dag = installasjon.klokke.naa(), installasjon.klokke.dag()
    async with installasjon.lager.lesing() as tx:
        kjent = await les_kilde(tx, organ.id)
    if kjent is None or kjent.adresse != satt.adresse:
        kjent = Kildetilstand(organ=organ.id, adresse=satt.adresse, forsoekt=naa)
    hentet = await Henter(indre=installasjon.innstillinger.indre_adresser).hent(satt.adresse)
    assert hentet.innhold is not None, "asked without conditions"
    lest = les_moeteplan(hentet.innhold, dag)
    sist = await det_den_sa(kjent, naa)
    bare, ikke = satt.bare_moeter, resten_er_ikke_moeter
    innlesing = for_organet(
        lest, organ, register, naa, installasjon.grunnlag, sist, bare_moeter=bare, resten_er_ikke_moeter=ikke
    )
    framlagt = await legg_fram(installasjon, innlesing, register, lest, vis=vis, alt=alt)
    ny = replace(kjent, forsoekt=naa, feil=None)

    async def lagre(tx: Tx) -> bool:
        return await ta_inn(
            tx,
            ny,
            hentet,
            lest,
            sist,
            installasjon.grunnlag,
            naa,
            bekreftet=True,
            bare_moeter=bare,
            resten_er_ikke_moeter=ikke,
        )

    return framlagt, lagre


def _ingen_kilde(organ: Organ) -> typer.BadParameter:
    return typer.BadParameter(
        f"Møteplanen for {organ.navn.nb} hentes ikke fra noe sted. Begynn med «fristvakt moeteplan abonner {organ.id} "
        "ADRESSE»."
    )
