"""`fristvakt feed`: make, show, choose, renew and close calendar addresses, fetch one once, give a personal link."""

from __future__ import annotations

import asyncio
from collections.abc import Iterable
from dataclasses import replace
from datetime import datetime
from enum import StrEnum
from pathlib import Path
from typing import Annotated, Any

import typer

from fristvakt.innstillinger import les_innstillinger
from fristvakt.kalenderadresser import BESTEMT, Kalenderadresser
from fristvakt.kommandoer.valg import Mappe, SomJson
from fristvakt.utskrift import UT, skriv_json
from modeller.abonnement import (
    FLEST_VARSLER,
    VARSEL_DAGER,
    Abonnement,
    Abonnementsvalg,
    Detalj,
    Ferdige,
    Maalslag,
)
from modeller.tekst import Maalform
from tavle.kalenderklient import klient_i_ord, siden


class Maalformvalg(StrEnum):
    """A written standard, or the subscriber's own."""

    NB = "nb"
    NN = "nn"
    EGEN = "egen"


def les_varsel(tekst: str) -> tuple[int, ...]:
    """Days before a date, with commas between, or `ingen`."""
    if tekst.strip().lower() == "ingen":
        return ()
    try:
        return Abonnementsvalg(varsel_dager=tuple(int(del_) for del_ in tekst.split(","))).varsel_dager
    except ValueError:
        raise typer.BadParameter(
            f"«{tekst}» kan ikke brukes. Skriv dager før med komma mellom, for eksempel 7,1, eller ingen. Du kan ha "
            f"høyst {FLEST_VARSLER} varsler, fra {VARSEL_DAGER[0]} til {VARSEL_DAGER[-1]} dager før."
        ) from None


def feed(  # noqa: PLR0913, PLR0917 - one option for each thing that can be chosen
    slag: Annotated[Maalslag | None, typer.Argument(help="kontakt, part, avtale eller koordinator.")] = None,
    hvem: Annotated[str | None, typer.Argument(metavar="ID", help="Id-en til kontakten, parten eller avtalen.")] = None,
    kontakt: Annotated[
        str | None, typer.Option("--for", metavar="KONTAKT", help="Hvem den nye adressen er til: id-en til kontakten.")
    ] = None,
    maalform: Annotated[
        Maalformvalg | None, typer.Option("--maalform", help="nb, nn, eller egen: den mottakeren ellers får.")
    ] = None,
    ferdige: Annotated[
        Ferdige | None, typer.Option("--ferdige", help="Det som er gjort: merk med hake, eller fjern.")
    ] = None,
    varsel: Annotated[
        str | None,
        typer.Option("--varsel", metavar="DAGER", help="Varsle så mange dager før, som 7,1. Ellers: ingen."),
    ] = None,
    detalj: Annotated[Detalj | None, typer.Option("--detalj", help="Full eller kort tekst.")] = None,
    vis: Annotated[str | None, typer.Option("--vis", metavar="ID", help="Vis adressen og hvem som henter den.")] = None,
    velg: Annotated[str | None, typer.Option("--velg", metavar="ID", help="Endre valgene: bruk valgene over.")] = None,
    forny: Annotated[
        str | None, typer.Option("--forny", metavar="ID", help="Gi abonnementet med denne id-en en ny adresse.")
    ] = None,
    trekk: Annotated[
        str | None, typer.Option("--trekk", metavar="ID", help="Steng abonnementet med denne id-en.")
    ] = None,
    fil: Annotated[
        Path | None, typer.Option("--fil", metavar="FIL", help="Skriv kalenderen til en fil, én gang.")
    ] = None,
    lenke: Annotated[
        bool, typer.Option("--lenke", help="Gi den personlige lenken til kontakten eller parten.")
    ] = False,
    mappe: Mappe = None,
    som_json: SomJson = False,
) -> None:
    """Lag, vis, velg innhold i, forny eller steng kalenderadresser. Uten id vises alle."""
    from fristvakt.installasjon import aapne_begynt, klokke_i

    gjoeremaal = [hva for hva in (slag, vis, velg, forny, trekk) if hva]
    if len(gjoeremaal) > 1 or ((fil or lenke) and not slag) or (fil and lenke):
        raise typer.BadParameter("Lag, vis, velg, forny eller steng én adresse: ett om gangen.")
    if slag and not hvem:
        raise typer.BadParameter(f"Oppgi også id-en til {BESTEMT[slag]}.")
    valgt = _valgt(maalform, ferdige, varsel, detalj)
    if (valgt and not (velg or slag)) or (valgt and lenke):
        raise typer.BadParameter("Valg av innhold hører til en ny adresse, eller til --velg ID.")
    if velg and not valgt:
        raise typer.BadParameter("Oppgi hva som skal endres: --maalform, --ferdige, --varsel eller --detalj.")
    if kontakt and (not slag or fil or lenke):
        raise typer.BadParameter("--for hører til en ny adresse.")
    if lenke and slag not in {Maalslag.KONTAKT, Maalslag.PART}:
        raise typer.BadParameter("En personlig lenke er til en kontakt eller en part.")
    innstillinger = les_innstillinger(mappe=mappe)

    async def kjoer() -> None:
        async with aapne_begynt(innstillinger, klokke_i(innstillinger)) as installasjon:
            adresser = Kalenderadresser(installasjon=installasjon)
            if slag and hvem and lenke:
                _si({"lenke": await adresser.lenke(slag, hvem)}, "lenke", som_json=som_json)
            elif slag and hvem and fil:
                await _skriv_fil(adresser, slag, hvem, Abonnementsvalg(**valgt), fil, som_json=som_json)
            elif slag and hvem:
                ny, adresse = await adresser.ny(slag, hvem, Abonnementsvalg(**valgt), kontakt)
                _si({"id": ny.id, "adresse": adresse}, "adresse", som_json=som_json)
            elif id_ := vis or velg or forny or trekk:
                await _med_ett(adresser, id_, valgt, forny=bool(forny), trekk=bool(trekk), som_json=som_json)
            else:
                _list(await adresser.alle(), adresser.naa, som_json=som_json)

    asyncio.run(kjoer())


def _valgt(
    maalform: Maalformvalg | None, ferdige: Ferdige | None, varsel: str | None, detalj: Detalj | None
) -> dict[str, Any]:
    """The choices that were made, and no others."""
    valgt: dict[str, Any] = {}
    if maalform is not None:
        valgt["maalform"] = None if maalform is Maalformvalg.EGEN else Maalform(maalform.value)
    if ferdige is not None:
        valgt["ferdige"] = ferdige
    if varsel is not None:
        valgt["varsel_dager"] = les_varsel(varsel)
    if detalj is not None:
        valgt["detalj"] = detalj
    return valgt


async def _med_ett(
    adresser: Kalenderadresser, id_: str, valgt: dict[str, Any], *, forny: bool, trekk: bool, som_json: bool
) -> None:
    kjent = await adresser.vis(id_)
    if kjent is None:
        raise typer.BadParameter(f"Finner ikke noe åpent abonnement med id «{id_}».")
    if trekk:
        await adresser.trekk(id_)
        skriv_json({"trukket": id_}) if som_json else UT.print("Adressen er stengt.")
        return
    if forny and (fornyet := await adresser.forny(id_)):
        _si({"id": id_, "adresse": fornyet[1]}, "adresse", som_json=som_json)
        return
    if valgt:
        await adresser.velg(id_, replace(kjent[0].valg, **valgt))
        kjent = await adresser.vis(id_) or kjent
    abonnement, adresse = kjent
    if som_json:
        skriv_json({**_rad(abonnement, adresser.naa), "adresse": adresse})
        return
    UT.print(adresse or "Adressen kan ikke vises igjen. Forny den med --forny.", highlight=False, soft_wrap=True)
    for linje in _i_ord(abonnement, adresser.naa):
        UT.print(f"  {linje}", highlight=False, soft_wrap=True)


async def _skriv_fil(
    adresser: Kalenderadresser, slag: Maalslag, maal: str, valg: Abonnementsvalg, fil: Path, *, som_json: bool
) -> None:
    from fristvakt.filskriving import skriv_fil
    from fristvakt.installasjon import tavleadresse
    from tavle.abonnementskilde import Lagerabonnement
    from tavle.kilde import Tavleinfo
    from tavle.lagerkilde import Lagerkilde

    await adresser.krev(slag, maal)
    inst = adresser.installasjon
    kilde = Lagerkilde(inst.lager, inst.grunnlag, naa=inst.klokke.naa, info=Tavleinfo(versjon=""))
    feeder = Lagerabonnement(inst.lager, kilde, tavleadresse(inst.innstillinger))
    try:
        ics = await feeder.fil((slag, maal), None, valg, adresser.naa)
    except LookupError:  # an agreement that has not begun by the day the clock shows
        ics = None
    if ics is None:
        raise typer.BadParameter(f"Det er ingen kalender for {BESTEMT[slag]} «{maal}» nå.")
    await asyncio.to_thread(skriv_fil, fil, ics)
    hendelser = ics.count(b"BEGIN:VEVENT")
    if som_json:
        skriv_json({"fil": str(fil), "hendelser": hendelser})
    else:
        UT.print(f"Skrev {hendelser} datoer til {fil}. Filen blir ikke oppdatert.", highlight=False, soft_wrap=True)


def _si(svar: dict[str, str], noekkel: str, *, som_json: bool) -> None:
    skriv_json(svar) if som_json else UT.print(svar[noekkel], highlight=False, soft_wrap=True)


def _list(abonnementer: Iterable[Abonnement], naa: datetime, *, som_json: bool) -> None:
    alle = list(abonnementer)
    if som_json:
        skriv_json([_rad(a, naa) for a in alle])
    elif not alle:
        UT.print("Ingen abonnerer ennå. Lag en adresse med «fristvakt feed part ID».")
    for a in [] if som_json else alle:
        UT.print(f"{a.id}  {a.slag.value} {a.maal}", highlight=False)
        for linje in _i_ord(a, naa):
            UT.print(f"    {linje}", style="dim", highlight=False, soft_wrap=True)


def _rad(a: Abonnement, naa: datetime) -> dict[str, Any]:
    return {
        "id": a.id,
        "slag": a.slag.value,
        "maal": a.maal,
        "eier": {"slag": a.eier.slag.value, "id": a.eier.id} if a.eier else None,
        "opprettet": a.opprettet.isoformat(),
        "trukket": None,
        "sist_hentet": a.sist_hentet.isoformat() if a.sist_hentet else None,
        "klient": a.klient,
        "hentet_i_ord": _hentet(a, naa),
        "valg": {
            "maalform": a.valg.maalform.value if a.valg.maalform else None,
            "ferdige": a.valg.ferdige.value,
            "varsel_dager": list(a.valg.varsel_dager),
            "detalj": a.valg.detalj.value,
        },
    }


def _i_ord(a: Abonnement, naa: datetime) -> Iterable[str]:
    if a.eier and (a.eier.slag, a.eier.id) != (a.slag, a.maal):
        yield f"Til {BESTEMT[a.eier.slag]} {a.eier.id}."
    yield _hentet(a, naa)
    valg = a.valg
    ord_ = [
        f"målform {valg.maalform.value}" if valg.maalform else "egen målform",
        "det som er gjort, er merket" if valg.ferdige is Ferdige.MERK else "uten det som er gjort",
        f"varsel {', '.join(map(str, valg.varsel_dager))} dager før" if valg.varsel_dager else "uten varsel",
        "full tekst" if valg.detalj is Detalj.FULL else "kort tekst",
    ]
    yield f"Valg: {', '.join(ord_)}."


def _hentet(a: Abonnement, naa: datetime) -> str:
    if a.sist_hentet is None:
        return "Ikke hentet ennå."
    return f"Hentet {siden(a.sist_hentet, naa).nb} av {klient_i_ord(a.klient).nb}."
