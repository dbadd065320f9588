"""`fristvakt moeteplan`: how far the bodies' meeting plans reach, and reading them in from files."""

from __future__ import annotations

import sys
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer
from rich.table import Table
from rich.text import Text

from fristvakt.hjelp import Kommando, Kommandogruppe
from fristvakt.innstillinger import les_innstillinger
from fristvakt.kommandoer.valg import Alt, Mappe, Naa, SomJson, les_linje
from fristvakt.loekke import vent_paa
from fristvakt.utskrift import UT, skriv_json
from modeller.tekst import dato_kort

if TYPE_CHECKING:  # loaded when it is needed: what registers knows every lifecycle
    from flyter.moeteplan.innlesing import Innlesing
    from flyter.moeteplan.lest import Lest
    from fristvakt.installasjon import Installasjon
    from fristvakt.moeteplanlesing import Framlagt
    from modeller.kildestand import Kildetilstand
    from modeller.lager.lager import Lager
    from modeller.register import Organ, Register

AltErMoeter = Annotated[
    bool, typer.Option("--alt-er-moeter", help="Alt i planen er møter i organet, uansett hva det heter.")
]
RestenErIkkeMoeter = Annotated[
    bool,
    typer.Option("--resten-er-ikke-moeter", help="Det som ikke kan skilles fra annet, som «Julebord», er ikke møter."),
]

app = typer.Typer(cls=Kommandogruppe, rich_markup_mode=None)


@app.callback(invoke_without_command=True)
def liste(
    sammenheng: typer.Context,
    part: Annotated[str | None, typer.Option("--part", metavar="PART", help="Bare organene til denne parten.")] = None,
    mappe: Mappe = None,
    naa: Naa = None,
    som_json: SomJson = False,
) -> None:
    """Vis hvor langt møteplanene rekker, og hvor de hentes fra. «les» leser en fil, «abonner» en nettadresse."""
    from fristvakt.installasjon import aapne_begynt, klokke_i
    from fristvakt.moeteplantabell import kildeord, organrad
    from modeller.lager.moeteplankilder import les_kilder

    if sammenheng.invoked_subcommand is not None:
        return
    innstillinger = les_innstillinger(mappe=mappe)
    klokke = klokke_i(innstillinger, naa)
    dag = klokke.dag()

    async def hent() -> tuple[Register, dict[str, Kildetilstand]]:
        async with aapne_begynt(innstillinger) as installasjon:
            register = await registeret(installasjon.lager, dag)
            async with installasjon.lager.lesing() as tx:
                return register, await les_kilder(tx)

    register, kilder = vent_paa(hent())
    organer = _organene(register, part)
    rader = [organrad(organ, kilder.get(organ.id), klokke.naa()) for organ in organer]
    if som_json:
        skriv_json(rader)
        return
    tabell = Table(title=f"Møteplaner – per {dato_kort(dag)}", title_justify="left", header_style="bold")
    for kolonne in ("Organ og id", "Neste møte", "Rekker til", "Møter", "Hentes fra"):
        bredde = 10 if kolonne in {"Neste møte", "Rekker til"} else None
        tabell.add_column(kolonne, overflow="fold", justify="right" if kolonne == "Møter" else "left", min_width=bredde)
    for organ, rad in zip(organer, rader, strict=True):
        navn = f"{organ.navn.nb}, {register.kortnavn(organ.part).nb}" + (" (oppdiktet)" if organ.oppdiktet else "")
        neste, siste = (dato_kort(date.fromisoformat(rad[felt])) if rad[felt] else "–" for felt in ("neste", "siste"))
        kilde = kildeord(organ, kilder.get(organ.id), klokke.naa())
        # The id on a line of its own, whole, for it is copied.
        tabell.add_row(f"{navn}\n{organ.id}", neste, siste, str(rad["kommende"]), kilde)
    UT.print(tabell) if organer else UT.print("Registeret har ingen organer ennå.")


@app.command(cls=Kommando)
def les(  # noqa: PLR0913, PLR0917 - each option of the command is an argument
    fil: Annotated[
        Path, typer.Argument(metavar="FIL", help="Kalenderfil (.ics), liste (.csv), regneark (.xlsx) eller JSON.")
    ],
    organ: Annotated[str | None, typer.Option("--organ", metavar="ORGAN", help="Organet møteplanen gjelder.")] = None,
    part: Annotated[
        str | None, typer.Option("--part", metavar="PART", help="Parten, når filen har møter i flere av organene dens.")
    ] = None,
    av: Annotated[
        str, typer.Option("--av", parser=les_linje, metavar="ROLLE", help="Rollen til den som leser inn.")
    ] = "kommandolinje",
    proev: Annotated[bool, typer.Option("--proev", help="Vis hva filen ville endret, uten å lagre det.")] = False,
    alt_er_moeter: AltErMoeter = False,
    resten_er_ikke_moeter: RestenErIkkeMoeter = False,
    alt: Alt = False,
    mappe: Mappe = None,
    naa: Naa = None,
    som_json: SomJson = False,
) -> None:
    """Les inn en møteplan fra en fil. Du ser hva hver oppføring ble lest som, og hva den endrer, før noe lagres."""
    from flyter.moeteplan.les import les_moeteplan
    from flyter.registrer import registrer_alle
    from fristvakt.installasjon import aapne_begynt, klokke_i
    from fristvakt.moeteplanlesing import les_for

    if (organ is None) == (part is None):
        raise typer.BadParameter("Oppgi enten --organ eller --part, så det er klart hvem møteplanen gjelder.")
    innstillinger = les_innstillinger(mappe=mappe)
    klokke = klokke_i(innstillinger, naa)
    lest = les_moeteplan(_innholdet(fil), klokke.dag())

    async def kjoer() -> Framlagt:
        async with aapne_begynt(innstillinger, klokke) as installasjon:
            dag = klokke.dag()
            register = await registeret(installasjon.lager, dag)
            hvem = _hvem(register, organ, part)
            innlesing = les_for(
                lest,
                register,
                dag,
                installasjon.grunnlag,
                part=hvem,
                organ=organ,
                alt_er_moeter=alt_er_moeter,
                resten_er_ikke_moeter=resten_er_ikke_moeter,
            )
            hendte = innlesing.hendte(dag, fil.name)
            framlagt = await legg_fram(installasjon, innlesing, register, lest, vis=not som_json, alt=alt)
            if not hendte or proev or not (som_json or bekreftet()):
                return framlagt
            async with installasjon.lager.skriving() as tx:
                naa = klokke.naa()
                registrert = await registrer_alle(tx, hendte, av=av, naa=naa, grunnlag=installasjon.grunnlag)
            return replace(framlagt, lagret=len(registrert.fakta))

    si_ifra(vent_paa(kjoer()), som_json=som_json)


async def legg_fram(
    installasjon: Installasjon, innlesing: Innlesing, register: Register, lest: Lest, *, vis: bool, alt: bool
) -> Framlagt:
    """Work out what a reading leads to and, if asked to, print both."""
    from fristvakt import moeteplanlesing
    from fristvakt.konsekvens import skriv_alle
    from fristvakt.moeteplantabell import skriv_innlesing

    klokke = installasjon.klokke
    hendte = innlesing.hendte(klokke.dag(), None)
    framlagt = await moeteplanlesing.legg_fram(
        installasjon.lager, innlesing, hendte, klokke.naa(), installasjon.grunnlag
    )
    if vis:
        skriv_innlesing(innlesing, register, i_ark=lest.i_ark, alt=alt)
    if vis and hendte:
        skriv_alle(framlagt.konsekvenser, alt=alt)
    return framlagt


def si_ifra(framlagt: Framlagt, *, som_json: bool) -> None:
    """Say what was stored, or print all of it as JSON."""
    from fristvakt.konsekvensrad import rad
    from fristvakt.moeteplantabell import innlesingsrad

    lagret = framlagt.lagret
    if som_json:
        konsekvenser = [rad(en) for en in framlagt.konsekvenser]
        skriv_json({**innlesingsrad(framlagt.innlesing), "lagret": lagret, "konsekvenser": konsekvenser})
    elif lagret:
        UT.print(f"Lagret. Se «fristvakt fakta register» for {'faktumet' if lagret == 1 else f'de {lagret} faktaene'}.")
    elif not any(en.hendelser for en in framlagt.innlesing.per_organ.values()):
        UT.print("Møteplanen er som før. Ingenting er lagret.")
    else:
        UT.print("Ingenting er lagret.")


def _hvem(register: Register, organ: str | None, part: str | None) -> str:
    """The party whose plan it is. Refuses a body or a party nobody knows, and one without bodies."""
    from modeller.ukjent import finnes_ikke

    if organ is not None and organ not in register.organer:
        raise typer.BadParameter(finnes_ikke("organet", organ, register.organer).nb)
    hvem = register.organer[organ].part if organ is not None else part
    _organene(register, hvem)
    assert hvem is not None, "one of the two is given"
    return hvem


def _organene(register: Register, part: str | None) -> list[Organ]:
    """The bodies of a party, or of all, by name. Refuses a party nobody knows, or that has none."""
    from modeller.ukjent import finnes_ikke

    if part is not None and part not in register.parter:
        raise typer.BadParameter(finnes_ikke("parten", part, register.parter).nb)
    organer = [organ for organ in register.organer.values() if part in {None, organ.part}]
    if part is not None and not organer:
        raise typer.BadParameter(
            f"{register.navn(part).nb} har ingen organer i registeret. Legg dem inn med «fristvakt registrer "
            "organ_registrert», eller i registerfilen."
        )
    return sorted(organer, key=lambda organ: (register.navn(organ.part).nb, organ.navn.nb))


async def registeret(lager: Lager, dag: date) -> Register:
    """The register as of a day in Oslo."""
    from modeller.lager import faktalager
    from modeller.registerfold import brett_register

    async with lager.lesing() as tx:
        return brett_register(await faktalager.les_register(tx), dag)


def _innholdet(fil: Path) -> bytes:
    """The file, and one byte more than is read, so that what is too long is told so."""
    from flyter.moeteplan.tegn import STOERST

    if not fil.is_file():
        raise typer.BadParameter(f"Finner ikke filen {fil}. Sjekk navnet og mappen.")
    with fil.open("rb") as stroem:
        return stroem.read(STOERST + 1)


def bekreftet(spoersmaal: str = "Skal dette lagres?") -> bool:
    """Somebody at a terminal is asked; a script has asked already by running the command."""
    if not (sys.stdin.isatty() and sys.stdout.isatty()):
        return True
    return UT.input(Text(f"{spoersmaal} [j/N] ")).strip().lower() in {"j", "ja"}
