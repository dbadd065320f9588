"""Commands that work on what is stored: `les` and `bygg-om`."""

from __future__ import annotations

import asyncio
from typing import Annotated

import typer

from fristvakt.innstillinger import les_innstillinger
from fristvakt.kommandoer.valg import Alt, Filer, Mappe, Naa, SomJson
from fristvakt.loekke import vent_paa
from fristvakt.utskrift import UT, framdrift, skriv_json


def les(
    filer: Filer,
    mappe: Mappe = None,
    naa: Naa = None,
    proev: Annotated[bool, typer.Option("--proev", help="Vis forskjellen uten å lagre den.")] = False,
    alt: Alt = False,
    som_json: SomJson = False,
) -> None:
    """Les avtalefiler, og egne livsløp, inn i datamappen. Leses de på nytt, lagres bare det som er endret."""
    from fristvakt.filer import les_avtalefiler, livsloep_i
    from fristvakt.innlasting import Lastet, last_inn
    from fristvakt.installasjon import aapne, klokke_i, varselregler
    from fristvakt.konsekvens import skriv_mottak
    from fristvakt.konsekvensrad import mottaksrad
    from fristvakt.livsloepmappe import TjenestenKjoerer, endrede_livsloep
    from modeller.lager.laas import tjeneste_i
    from modeller.lager.lager import I_MINNET, Lager

    innstillinger = les_innstillinger(mappe=mappe)
    klokke, regler = klokke_i(innstillinger, naa), varselregler(innstillinger)

    async def last() -> Lastet:
        lagres_i = innstillinger.mappe
        innlest = les_avtalefiler(filer, livsloep_i(lagres_i))
        if not proev and tjeneste_i(lagres_i) and endrede_livsloep(innlest.egne_livsloep, lagres_i):
            raise TjenestenKjoerer(lagres_i)
        if proev and not innstillinger.er_begynt:  # held against nothing, and nothing left behind
            async with await Lager.aapne(I_MINNET) as tomt:
                return await last_inn(tomt, innlest, klokke.naa(), mappe=lagres_i, proev=True, regler=regler)
        async with aapne(innstillinger, klokke) as installasjon:
            return await last_inn(installasjon.lager, innlest, klokke.naa(), mappe=lagres_i, proev=proev, regler=regler)

    async def kjoer() -> None:
        with UT.status("Leser og kontrollerer …") if not som_json else UT.capture():
            lastet = await last()
        if som_json:
            mottak = [{"avtale": en.plan.avtale, **mottaksrad(e)} for en in lastet.mottak for e in en.endringer]
            endringer = {"endringer": list(lastet.linjer), "nye_fakta": lastet.nye_fakta, "mottak": mottak}
            skriv_json({**endringer, "lagret": not proev})
            return
        for linje in lastet.linjer:
            UT.print(f"• {linje}", highlight=False, soft_wrap=True)
        for en in lastet.mottak:
            skriv_mottak(en, alt=alt)
        if not lastet.linjer and not lastet.nye_fakta:
            UT.print("Ingenting er endret.")
        elif proev:
            UT.print(f"{_nye_fakta(lastet.nye_fakta)}. Ingenting er lagret.")
        else:
            UT.print(f"Lagret. {_nye_fakta(lastet.nye_fakta)} fra faktafilene.")

    asyncio.run(kjoer())


def _nye_fakta(antall: int) -> str:
    return "1 nytt faktum" if antall == 1 else f"{antall} nye fakta"


def bygg_om(
    proev: Annotated[bool, typer.Option("--proev", help="Vis hva som ville endret seg, uten å lagre det.")] = False,
    mappe: Mappe = None,
    naa: Naa = None,
    som_json: SomJson = False,
) -> None:
    """Regn alt ut på nytt fra faktaene. Gjør det når livsløp, fridager eller varselregler er endret."""
    from flyter.ombygging import Ombygging, bygg_om as bygg, sist_regnet_ut
    from fristvakt.installasjon import aapne_begynt, klokke_i
    from fristvakt.ombygging import EldreEnnLagret, linjer, rad

    innstillinger = les_innstillinger(mappe=mappe)

    async def kjoer() -> tuple[EldreEnnLagret | None, Ombygging]:
        async with aapne_begynt(innstillinger, klokke_i(innstillinger, naa)) as installasjon:
            dag, sist = installasjon.klokke.dag(), await sist_regnet_ut(installasjon.lager)
            tilbake = EldreEnnLagret(dag, sist) if sist and dag < sist else None
            if tilbake and proev:
                raise typer.BadParameter(tilbake.hvorfor_ikke())
            with framdrift("Bygger om …", vis=not som_json) as fremdrift:
                return tilbake, await bygg(
                    installasjon.lager,
                    naa=installasjon.klokke.naa(),
                    grunnlag=installasjon.grunnlag,
                    proev=proev,
                    fremdrift=fremdrift,
                )

    tilbake, ombygging = vent_paa(kjoer())
    if som_json:
        skriv_json(rad(ombygging))
        return
    for linje in [tilbake.i_stedet(ombygging)] if tilbake else linjer(ombygging, proev=proev):
        UT.print(linje, highlight=False, soft_wrap=True)
