"""`fristvakt registrer`: something that has happened in an agreement, or in the register that agreements lean on."""

from __future__ import annotations

import asyncio
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Annotated, Any

import typer

from fristvakt.innstillinger import les_innstillinger
from fristvakt.kommandoer.valg import Mappe, Naa, SomJson, les_dato, les_linje
from fristvakt.utskrift import UT, skriv_json, stegnavn
from modeller.fakta import FaktumAngret, avtalestroem
from modeller.lager import faktalager
from modeller.lager.lager import Tx
from modeller.lager.projeksjon import les_plan
from modeller.plan import Plan
from modeller.tekst import dato_kort

if TYPE_CHECKING:  # loaded when it is needed: what registers knows every lifecycle
    from flyter.registrer import Hendt, Registrert
    from fristvakt.filer.faktaformat import Faktumfelt
    from fristvakt.filer.registerfakta import Registervalg


@dataclass(frozen=True, slots=True, kw_only=True)
class Flyttet:
    """A step's date that a registration moved; None for no date."""

    avtale: str
    steg: str
    fra: date | None
    til: date | None


def registrer(
    hvor: Annotated[
        str,
        typer.Argument(
            metavar="[AVTALE] TYPE",
            help="Id-en til avtalen, og hva som har hendt, for eksempel steg_utfoert. "
            "Gjelder det kontakter, møter, organer eller parter i registeret, skriver du bare hva som har hendt.",
        ),
    ],
    ord_: Annotated[
        list[str] | None,
        typer.Argument(metavar="[FELT=VERDI…]", help="For eksempel steg=innsending. Se «fristvakt skjema fakta»."),
    ] = None,
    skjedde: Annotated[
        date | None, typer.Option("--skjedde", parser=les_dato, metavar="DATO", help="Dagen det hendte. Ellers i dag.")
    ] = None,
    av: Annotated[
        str, typer.Option("--av", parser=les_linje, metavar="ROLLE", help="Rollen til den som registrerer.")
    ] = "kommandolinje",
    mappe: Mappe = None,
    naa: Naa = None,
    som_json: SomJson = False,
) -> None:
    """Registrer noe som har hendt i en avtale eller i registeret."""
    from flyter.registrer import registrer_alle
    from fristvakt.faktaord import les_faktum, les_registerfaktum
    from fristvakt.installasjon import GRUNNLAG, aapne_begynt, klokke_i

    innstillinger = les_innstillinger(mappe=mappe)
    klokke = klokke_i(innstillinger, naa)
    dag = skjedde or klokke.dag()
    avtale, slag, felter = _delt(hvor, ord_ or [])
    fortalt = les_faktum(slag, felter, dag) if avtale else les_registerfaktum(slag, felter, dag)

    async def kjoer() -> tuple[Registrert, list[Flyttet]]:
        async with (
            aapne_begynt(innstillinger, klokke) as installasjon,
            installasjon.lager.skriving() as tx,
        ):
            foer = await _datoer(tx)
            hendt = await _hendt(tx, avtale, fortalt)
            registrert = await registrer_alle(tx, [hendt], av=av, naa=klokke.naa(), grunnlag=GRUNNLAG)
            etter = await _datoer(tx)
        return registrert, [
            Flyttet(avtale=noekkel[0], steg=noekkel[1], fra=fra, til=etter[noekkel])
            for noekkel, fra in foer.items()
            if noekkel in etter and etter[noekkel] != fra
        ]

    registrert, flyttet = asyncio.run(kjoer())
    if som_json:
        skriv_json(_rader(registrert, flyttet))
        return
    for faktum in registrert.fakta:
        sted = f"som nr. {faktum.nr} i {avtale}" if avtale else "i registeret"
        UT.print(f"Registrert {sted}: {slag} {dato_kort(dag)}.", highlight=False, markup=False)
        angre = " ".join(("fristvakt registrer", *([avtale] if avtale else []), f"faktum_angret faktum={faktum.id}"))
        UT.print(f"Det angres med «{angre}».", highlight=False, markup=False, soft_wrap=True)
    if avtale is None and not registrert.planer:
        UT.print("Ingen avtaler bygger på dette ennå.")
    for plan in registrert.planer.values():
        _fortell(plan, [f for f in flyttet if f.avtale == plan.avtale], dag, navngitt=avtale is None)


def _delt(hvor: str, ord_: Sequence[str]) -> tuple[str | None, str, Sequence[str]]:
    """Agreement (None for the register), type and fields. Types have an underscore, and agreement ids never do."""
    if "_" in hvor:
        return None, hvor, ord_
    if not ord_ or "=" in ord_[0]:
        raise typer.BadParameter("Skriv også hva som har hendt i avtalen, for eksempel steg_utfoert.")
    return hvor, ord_[0], ord_[1:]


async def _hendt(tx: Tx, avtale: str | None, fortalt: Faktumfelt | Registervalg) -> Hendt:
    from flyter.registrer import Hendt, registerstroem

    hendelse = fortalt.hendelse()
    if avtale is not None:
        stroem = avtalestroem(avtale)
    elif isinstance(hendelse, FaktumAngret):
        stroem = await _stroemmen_med(tx, hendelse.faktum)
    else:
        stroem = registerstroem(hendelse)
    return Hendt(
        stroem=stroem,
        hendelse=hendelse,
        skjedde=fortalt.skjedde,
        oppdiktet=fortalt.oppdiktet,
        kilde=fortalt.kilde,
    )


async def _stroemmen_med(tx: Tx, faktum_id: str) -> str:
    for faktum in await faktalager.les_register(tx):
        if faktum.id == faktum_id:
            return faktum.stroem
    raise typer.BadParameter(
        f"Registeret har ikke noe faktum med id «{faktum_id}». Gjelder det en avtale, skriver du id-en til den foran."
    )


async def _datoer(tx: Tx) -> Mapping[tuple[str, str], date | None]:
    return {(rad.avtale, rad.steg_id): rad.frist for rad in await les_plan(tx)}


def _fortell(plan: Plan, flyttet: Sequence[Flyttet], dag: date, *, navngitt: bool) -> None:
    """What it led to in one agreement: the dates that moved, and who has the ball from the day it happened."""
    if navngitt:
        UT.print(f"{plan.navn.nb} er regnet ut på nytt.", highlight=False, markup=False, soft_wrap=True)
    stegene = {steg.id: steg for steg in plan}
    for en in flyttet:
        if steg := stegene.get(en.steg):
            linje = f"  {', '.join([stegnavn(plan, steg), *steg.parter])}: {_i_ord(en)}."
            UT.print(linje, highlight=False, markup=False, soft_wrap=True)
    if navngitt and not flyttet:
        UT.print("  Ingen datoer er flyttet.")
    for steg in plan:
        if steg.aapnet == dag and steg.ball:
            linje = f"  Ballen ligger nå hos {', '.join(steg.ball)}: {stegnavn(plan, steg)}."
            UT.print(linje, highlight=False, markup=False, soft_wrap=True)


def _i_ord(en: Flyttet) -> str:
    if en.fra is None or en.til is None:
        return f"har fått datoen {dato_kort(en.til)}" if en.til else "har ikke lenger noen dato"
    return f"flyttet fra {dato_kort(en.fra)} til {dato_kort(en.til)}"


def _rader(registrert: Registrert, flyttet: Sequence[Flyttet]) -> list[dict[str, Any]]:
    """The contract of `registrer --json`."""
    foert = [{"avtale": f.avtale, "id": f.steg, "fra": _iso(f.fra), "til": _iso(f.til)} for f in flyttet]
    return [
        {
            "id": faktum.id,
            "nr": faktum.nr,
            "skjedde": faktum.skjedde.isoformat(),
            "avtaler": sorted(registrert.planer),
            "flyttet": foert,
        }
        for faktum in registrert.fakta
    ]


def _iso(dag: date | None) -> str | None:
    return dag.isoformat() if dag else None
