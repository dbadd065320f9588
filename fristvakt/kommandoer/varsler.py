"""`fristvakt varsler`: the reminder rules, what one contact is told and why, and how to have it otherwise."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from fristvakt.hjelp import Kommando, Kommandogruppe
from fristvakt.innstillinger import les_innstillinger
from fristvakt.kommandoer.valg import Mappe, Naa, SomJson, les_linje
from fristvakt.loekke import vent_paa
from fristvakt.utskrift import UT, skriv_json
from modeller.tekst import Maalform

if TYPE_CHECKING:  # loaded when somebody asks: what explains knows the whole engine
    from varsler.forklaring import Varselforklaring

app = typer.Typer(cls=Kommandogruppe, rich_markup_mode=None)
Kontaktid = Annotated[str, typer.Argument(metavar="KONTAKT", help="Id-en til kontakten i registeret.")]
Maal = Annotated[Maalform | None, typer.Option("--maal", metavar="nb|nn", help="Målformen. Ellers kontaktens egen.")]
Av = Annotated[str, typer.Option("--av", parser=les_linje, metavar="ROLLE", help="Rollen til den som registrerer.")]


@app.callback(invoke_without_command=True)
def regler(sammenheng: typer.Context, mappe: Mappe = None, naa: Naa = None, som_json: SomJson = False) -> None:
    """Vis varselreglene og hvem som har endret dem. «forklar» viser hva en kontakt får, «sett» endrer en regel."""
    if sammenheng.invoked_subcommand is not None:
        return
    from fristvakt.installasjon import aapne_begynt, klokke_i, varselregler
    from fristvakt.varselendringer import Regelstand, les_regelstand
    from modeller.register import Register

    innstillinger = les_innstillinger(mappe=mappe)
    klokke = klokke_i(innstillinger, naa)

    async def les() -> Regelstand:
        if not innstillinger.er_begynt:
            return Regelstand(regler=varselregler(innstillinger), register=Register())
        async with aapne_begynt(innstillinger, klokke) as installasjon, installasjon.lager.lesing() as tx:
            return await les_regelstand(tx, installasjon.grunnlag.regler, klokke.dag())

    stand = vent_paa(les())
    if som_json:
        skriv_json(stand.rader())
        return
    if not innstillinger.er_begynt:
        ingen = f"Det er ingen avtaler i datamappen {innstillinger.mappe} ennå. Dette er standarden:"
        UT.print(ingen, highlight=False, soft_wrap=True)
    for linje in stand.linjer():
        UT.print(linje, highlight=False, soft_wrap=True)


@app.command(cls=Kommando)
def forklar(
    kontakt: Kontaktid,
    avtale: Annotated[str | None, typer.Option("--avtale", metavar="AVTALE", help="Bare denne avtalen.")] = None,
    maal: Maal = None,
    mappe: Mappe = None,
    naa: Naa = None,
    som_json: SomJson = False,
) -> None:
    """Forklar hva en kontakt får av e-post og hvorfor: reglene, hvem som har satt dem, og dagene som kommer."""
    from fristvakt.installasjon import aapne_begynt, klokke_i
    from fristvakt.varselforklaring import Varselside
    from fristvakt.varselutskrift import linjer, rad
    from modeller.ukjent import finnes_ikke

    innstillinger = les_innstillinger(mappe=mappe)
    klokke = klokke_i(innstillinger, naa)

    async def hent() -> tuple[Varselforklaring, Maalform]:
        async with aapne_begynt(innstillinger, klokke) as installasjon:
            forklarer = await Varselside(installasjon.lager, installasjon.grunnlag, innstillinger.sendetid).forklarer(
                klokke.dag()
            )
            if avtale is not None and avtale not in (kjente := [plan.avtale for plan in forklarer.planer]):
                raise typer.BadParameter(finnes_ikke("avtalen", avtale, kjente).nb)
            forklart = forklarer.forklar(kontakt, avtale)
            if forklart is None:
                raise typer.BadParameter(finnes_ikke("kontakten", kontakt, forklarer.register.kontakter).nb)
            return forklart, maal or forklart.maalform

    forklart, maalform = vent_paa(hent())
    if som_json:
        skriv_json(rad(forklart, maalform))
        return
    for linje in linjer(forklart, maalform):
        UT.print(linje, highlight=False, soft_wrap=True)


@app.command(cls=Kommando)
def sett(
    regel: Annotated[str, typer.Argument(metavar="REGEL", help="Navnet på regelen. «fristvakt varsler» viser dem.")],
    hva: Annotated[
        str,
        typer.Argument(
            metavar="av|paa|AVSTAND|som-ellers", help="For eksempel av, 3uker eller 5arbeidsdager. Høyst ett år."
        ),
    ],
    gjelder: Annotated[
        str,
        typer.Option("--for", metavar="HVEM", help="installasjon, avtale/ID, part/ID eller kontakt/ID."),
    ],
    steg: Annotated[
        str | None, typer.Option("--steg", metavar="STEG", help="Nøkkelen til ett steg i livsløpet. Ellers alle steg.")
    ] = None,
    grunn: Annotated[str, typer.Option("--grunn", metavar="ORD", help="Hvorfor.")] = "",
    av: Av = "kommandolinje",
    mappe: Mappe = None,
    naa: Naa = None,
) -> None:
    """Slå en varselregel av eller på, eller gi den en annen avstand, for dem det gjelder.

    Oversiktene, «ukesoversikt» og «maanedsoversikt», slås av og på sammen, for én kontakt om gangen.
    """
    from fristvakt.oversiktsvalg import er_oversikt, oversiktsfelter
    from fristvakt.varselutskrift import les_hva

    grunnen = [f"grunn={grunn}"] if grunn else []
    if er_oversikt(regel):
        felter = [*oversiktsfelter(hva, gjelder, steg), *grunnen]
        _registrer("varselvalg_tatt", felter, av, mappe, naa, som_foer=True)
        return
    felter = [f"regel={regel}", f"gjelder={gjelder}", *les_hva(hva)]
    felter += [f"steg={steg}"] if steg else []
    _registrer("varselregel_satt", [*felter, *grunnen], av, mappe, naa)


@app.command(cls=Kommando)
def samle(
    kontakt: Kontaktid,
    samling: Annotated[str, typer.Argument(metavar="daglig|ukentlig", help="Hvor ofte det som ikke haster, kommer.")],
    av: Av = "kommandolinje",
    mappe: Mappe = None,
    naa: Naa = None,
) -> None:
    """Velg om det som ikke haster, skal komme dag for dag eller samles til mandager."""
    _registrer("varselvalg_tatt", [f"kontakt={kontakt}", f"samling={samling}"], av, mappe, naa)


def _registrer(slag: str, felter: list[str], av: str, mappe: Mappe, naa: Naa, *, som_foer: bool = False) -> None:
    """Register the choice and say what holds now; with `som_foer` mail is gathered as often as before."""
    from flyter.registrer import Registrert, registrer_alle
    from fristvakt.fortalt import les, som_hendt
    from fristvakt.installasjon import aapne_begynt, klokke_i
    from fristvakt.oversiktsvalg import med_samling
    from fristvakt.varselendringer import naa_gjelder
    from modeller.fakta import VarselregelSatt, VarselvalgTatt
    from modeller.lager.faktalager import AVTALEPREFIKS

    innstillinger = les_innstillinger(mappe=mappe)
    klokke = klokke_i(innstillinger, naa)
    fortalt = None if som_foer else les(None, slag, felter, klokke.dag())

    async def kjoer() -> tuple[Registrert, str]:
        async with aapne_begynt(innstillinger, klokke) as installasjon, installasjon.lager.skriving() as tx:
            lest = fortalt or les(None, slag, await med_samling(tx, felter, klokke.dag()), klokke.dag())
            hendt = await som_hendt(tx, lest)
            grunnlag = installasjon.grunnlag
            registrert = await registrer_alle(tx, [hendt], av=av, naa=klokke.naa(), grunnlag=grunnlag)
            assert isinstance(hendt.hendelse, VarselregelSatt | VarselvalgTatt), "nothing else is told here"
            return registrert, await naa_gjelder(tx, hendt.hendelse, grunnlag.regler, klokke.dag())

    registrert, naa_er = vent_paa(kjoer())
    UT.print(f"Registrert. {naa_er}", highlight=False, soft_wrap=True)
    for faktum in registrert.fakta:
        hvor = f"{faktum.stroem.removeprefix(AVTALEPREFIKS)} " if faktum.stroem.startswith(AVTALEPREFIKS) else ""
        angres = f"Det angres med «fristvakt registrer {hvor}faktum_angret faktum={faktum.id}»."
        UT.print(angres, highlight=False, soft_wrap=True)
