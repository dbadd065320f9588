"""`fristvakt moeteplan abonner`, `hent` and `stopp`: meeting plans that are fetched from an address."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from fristvakt.innstillinger import les_innstillinger
from fristvakt.kommandoer.moeteplan import AltErMoeter, RestenErIkkeMoeter, bekreftet, legg_fram, registeret, si_ifra
from fristvakt.kommandoer.valg import Alt, Mappe, Naa, SomJson, les_linje
from fristvakt.loekke import vent_paa
from fristvakt.utskrift import UT, skriv_json

if TYPE_CHECKING:  # loaded when it is needed: what registers knows every lifecycle
    from datetime import date

    from fristvakt.installasjon import Installasjon
    from fristvakt.moeteplanhenting import Kildesvar
    from fristvakt.moeteplanlesing import Framlagt
    from modeller.fakta import KalenderkildeSatt
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
            framlagt, svar = await _hentet(
                installasjon,
                register,
                satt,
                resten_er_ikke_moeter=resten_er_ikke_moeter,
                vis=not som_json,
                alt=alt,
            )
            if proev or not (som_json or bekreftet()):
                return framlagt
            return await _lagret(installasjon, framlagt, svar, kjent, av)

    si_ifra(vent_paa(kjoer()), som_json=som_json)


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
    from fristvakt.moeteplanhenting import er_aa_svare_paa
    from modeller.fakta import KalenderkildeSatt

    async def kjoer() -> Framlagt:
        async with _aapnet(mappe, naa, organ) as (installasjon, register, kjent):
            if kjent.kalenderkilde is None:
                raise _ingen_kilde(kjent)
            bare_moeter = kjent.bare_moeter or alt_er_moeter
            satt = KalenderkildeSatt(organ=organ, adresse=kjent.kalenderkilde, bare_moeter=bare_moeter)
            framlagt, svar = await _hentet(
                installasjon,
                register,
                satt,
                resten_er_ikke_moeter=resten_er_ikke_moeter,
                vis=not som_json,
                alt=alt,
            )
            if er_aa_svare_paa(satt, framlagt.innlesing, kjent) and not (som_json or bekreftet()):
                return framlagt
            return await _lagret(installasjon, framlagt, svar, kjent, av)

    si_ifra(vent_paa(kjoer()), som_json=som_json)


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
    installasjon: Installasjon,
    register: Register,
    satt: KalenderkildeSatt,
    *,
    resten_er_ikke_moeter: bool,
    vis: bool,
    alt: bool,
) -> tuple[Framlagt, Kildesvar]:
    """What the address says now, as it was shown. Raises `Planfeil` when it cannot be used."""
    from fristvakt.installasjon import henter_for
    from fristvakt.moeteplanhenting import hent_naa

    henter = henter_for(installasjon.innstillinger)
    naa = installasjon.klokke.naa()
    svar = await hent_naa(installasjon.lager, henter, satt, naa, resten_er_ikke_moeter=resten_er_ikke_moeter)
    innlesing = svar.innlesing(register, installasjon.grunnlag)
    return await legg_fram(installasjon, innlesing, register, svar.lest, vis=vis, alt=alt), svar


async def _lagret(installasjon: Installasjon, framlagt: Framlagt, svar: Kildesvar, organ: Organ, av: str) -> Framlagt:
    """Store what was shown; the same with how many facts it was."""
    from fristvakt.moeteplanhenting import ta_inn_svaret

    async with installasjon.lager.skriving() as tx:
        om_kilden = await ta_inn_svaret(tx, svar, organ, installasjon.grunnlag, av)
    endringer = sum(len(en.hendelser) for en in framlagt.innlesing.per_organ.values())
    return replace(framlagt, lagret=endringer + om_kilden)


def _ingen_kilde(organ: Organ) -> typer.BadParameter:
    return typer.BadParameter(
        f"Møteplanen for {organ.navn.nb} hentes ikke fra noe sted. Begynn med «fristvakt moeteplan abonner {organ.id} "
        "ADRESSE»."
    )
