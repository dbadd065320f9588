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
from fristvakt.kommandoer.moeteplan import bekreftet, legg_fram, registeret, si_ifra
from fristvakt.kommandoer.valg import Alt, Mappe, Naa, SomJson, les_linje
from fristvakt.utskrift import UT, skriv_json

if TYPE_CHECKING:  # loaded when it is needed: what registers knows every lifecycle
    from datetime import date

    from fristvakt.installasjon import Installasjon
    from fristvakt.moeteplanlesing import Framlagt
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
    alt: Alt = False,
    mappe: Mappe = None,
    naa: Naa = None,
    som_json: SomJson = False,
) -> None:
    """Hent møteplanen til et organ fra en nettadresse, nå og hver natt. Du ser hva den endrer, før noe lagres."""
    from flyter.moeteplan.henting import sjekk_adresse
    from flyter.registrer import Hendt, registrer_alle
    from modeller.fakta import KalenderkildeSatt

    renset = sjekk_adresse(adresse)

    async def kjoer() -> Framlagt:
        async with _aapnet(mappe, naa, organ) as (installasjon, register, kjent):
            framlagt, lagre = await _hentet(installasjon, register, kjent, renset, vis=not som_json, alt=alt)
            if proev or not (som_json or bekreftet()):
                return framlagt
            hendelse = KalenderkildeSatt(organ=organ, adresse=renset, grunn=grunn)
            klokke = installasjon.klokke
            satt = Hendt(stroem=f"organ/{organ}", hendelse=hendelse, skjedde=klokke.dag())
            async with installasjon.lager.skriving() as tx:
                if kjent.kalenderkilde != renset:
                    await registrer_alle(tx, [satt], av=av, naa=klokke.naa(), grunnlag=installasjon.grunnlag)
                await lagre(tx)
            return replace(framlagt, lagret=1 + sum(len(en.hendelser) for en in framlagt.innlesing.per_organ.values()))

    si_ifra(asyncio.run(kjoer()), som_json=som_json)


def hent(
    organ: Organvalg,
    alt: Alt = False,
    mappe: Mappe = None,
    naa: Naa = None,
    som_json: SomJson = False,
) -> None:
    """Hent møteplanen til et organ nå. Du ser hva som er endret, før det lagres."""

    async def kjoer() -> Framlagt:
        async with _aapnet(mappe, naa, organ) as (installasjon, register, kjent):
            if kjent.kalenderkilde is None:
                raise _ingen_kilde(kjent)
            adresse = kjent.kalenderkilde
            framlagt, lagre = await _hentet(installasjon, register, kjent, adresse, vis=not som_json, alt=alt)
            antall = sum(len(en.hendelser) for en in framlagt.innlesing.per_organ.values())
            if antall and not (som_json or bekreftet()):
                return framlagt
            async with installasjon.lager.skriving() as tx:
                await lagre(tx)
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


async def _hentet(
    installasjon: Installasjon, register: Register, organ: Organ, adresse: str, *, vis: bool, alt: bool
) -> tuple[Framlagt, Callable[[Tx], Awaitable[bool]]]:
    """What the address says now, as it was shown, and what keeps it. Raises `Planfeil` when it cannot be used."""
    from flyter.moeteplan.henting import Henter
    from flyter.moeteplan.kilder import det_den_sa, for_organet, ta_inn
    from flyter.moeteplan.les import les_moeteplan
    from modeller.lager.moeteplankilder import Kildetilstand, les_kilde

    naa, dag = installasjon.klokke.naa(), installasjon.klokke.dag()
    async with installasjon.lager.lesing() as tx:
        kjent = await les_kilde(tx, organ.id)
    if kjent is None or kjent.adresse != adresse:
        kjent = Kildetilstand(organ=organ.id, adresse=adresse, forsoekt=naa)
    hentet = await Henter(indre=installasjon.innstillinger.indre_adresser).hent(adresse)
    assert hentet.innhold is not None, "asked without conditions"
    lest = les_moeteplan(hentet.innhold, dag)
    sist = await det_den_sa(kjent, naa)
    framlagt = await legg_fram(
        installasjon, for_organet(lest, organ, register, naa, sist), register, lest, vis=vis, alt=alt
    )
    ny = replace(kjent, forsoekt=naa, feil=None)

    async def lagre(tx: Tx) -> bool:
        return await ta_inn(tx, ny, hentet, lest, sist, installasjon.grunnlag, naa, bekreftet=True)

    return framlagt, lagre


def _ingen_kilde(organ: Organ) -> typer.BadParameter:
    return typer.BadParameter(
        f"Møteplanen for {organ.navn.nb} hentes ikke fra noe sted. Begynn med «fristvakt moeteplan abonner {organ.id} "
        "ADRESSE»."
    )
