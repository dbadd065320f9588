"""`fristvakt start`: serve the board and the feeds, and let the flows run on time."""

from __future__ import annotations

import asyncio
from datetime import datetime
from typing import Annotated

import typer
from rich.text import Text

from fristvakt.innstillinger import Innstillinger, les_innstillinger
from fristvakt.klokke import Klokke
from fristvakt.kommandoer.valg import Mappe, Naa, SomJson
from fristvakt.utskrift import UT, skriv_json
from modeller.tekst import dato_lang


def start(
    mappe: Mappe = None,
    adresse: Annotated[str | None, typer.Option("--adresse", help="Adressen tjenesten svarer på.")] = None,
    port: Annotated[int | None, typer.Option("--port", help="Porten tjenesten svarer på. 0 velger en ledig.")] = None,
    naa: Naa = None,
    demo: Annotated[bool, typer.Option("--demo", help="Vis eksempelavtalene i en egen datamappe.")] = False,
    som_json: SomJson = False,
) -> None:
    """Start tjenesten: tavle, kalenderfeeder og automatisk e-post. Med --naa alene: demoen på den dagen."""
    from fristvakt import tjeneste
    from fristvakt.demo import demoinnstillinger, last_eksempler, registrer_dagens, spill_av, toem
    from fristvakt.filer import Innlest
    from fristvakt.installasjon import Installasjon, varselregler
    from modeller.lager.laas import Tjeneste, laas_mappe
    from modeller.lager.lager import Lager

    # Another day than today is shown with the examples, unless a folder is named to be seen on that day.
    demo = demo or (naa is not None and mappe is None)
    # A demo sends nothing out of the house, so nothing need be right about how.
    ingen_epost = dict.fromkeys(("smtp_vert", "smtp_bruker", "smtp_passord", "arkivadresse"), "") if demo else {}
    innstillinger = les_innstillinger(mappe=mappe, adresse=adresse, port=port, **ingen_epost)
    if demo:
        innstillinger = demoinnstillinger(innstillinger, mappe, naa)
    if naa and innstillinger.smtp_vert:
        raise typer.BadParameter(
            "--naa kan ikke brukes når e-post går ut av huset. Bruk --demo, eller fjern FRISTVAKT_SMTP_VERT."
        )
    klokke, regler = Klokke.fra(naa), varselregler(innstillinger)
    innlest: list[Innlest] = []

    async def last(installasjon: Installasjon) -> None:
        innlest.append(await last_eksempler(installasjon.lager, klokke.naa()))

    async def opplev(installasjon: Installasjon) -> None:
        await spill_av(installasjon.drift, klokke.naa())

    async def dagens(lager: Lager, tid: datetime) -> int:
        return await registrer_dagens(lager, innlest[0], tid, regler) if innlest else 0

    def si_fra(med: Innstillinger) -> None:
        nettadresse, svaradresse = med.tavleadresse, med.svaradresse
        laas.fortell(Tjeneste(adresse=nettadresse, forskyvning=klokke.forskyvning))
        if som_json:
            skriv_json(
                {
                    "adresse": nettadresse,
                    "svaradresse": svaradresse,
                    "mappe": str(innstillinger.mappe),
                    "naa": klokke.naa().isoformat(),
                }
            )
            return
        UT.print("Fristvakt svarer på", Text(nettadresse, style="bold"), highlight=False)
        if svaradresse:
            UT.print(f"E-posten kan besvares på {svaradresse}", highlight=False)
        UT.print(f"Data ligger i {innstillinger.mappe.resolve()}. Stopp med Ctrl+C.", highlight=False, soft_wrap=True)
        if naa:
            UT.print(f"Klokka er stilt til {dato_lang(naa)}.", highlight=False)

    with laas_mappe(innstillinger.mappe) as laas:
        if demo:
            toem(innstillinger)
        asyncio.run(
            tjeneste.kjoer(
                innstillinger,
                klokke,
                demoklokke=naa is not None,
                eksempeldata=demo,
                naar_klar=si_fra,
                foerst=last if demo else tjeneste.ingenting,
                saa=opplev if demo else tjeneste.ingenting,
                demo=dagens if demo else None,
            )
        )
