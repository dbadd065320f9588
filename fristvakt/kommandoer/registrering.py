"""`fristvakt registrer` and `hva-om`: something that has happened, or might, with what it leads to."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from datetime import date
from typing import TYPE_CHECKING, Annotated, Any

import typer
from rich.text import Text

from fristvakt.innstillinger import les_innstillinger
from fristvakt.kommandoer.valg import Alt, Mappe, Naa, SomJson, les_dato, les_linje
from fristvakt.loekke import vent_paa
from fristvakt.utskrift import UT, skriv_avvik, skriv_json
from modeller.tekst import dato_kort

if TYPE_CHECKING:  # loaded when it is needed: what registers knows every lifecycle
    from flyter.hvaom import Konsekvens
    from flyter.registrer import Registrert
    from fristvakt.fortalt import Fortalt
    from fristvakt.installasjon import Installasjon


def registrer(  # noqa: PLR0913, PLR0917 - one per option
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
    proev: Annotated[bool, typer.Option("--proev", help="Vis hva det fører til, uten å lagre det.")] = False,
    alt: Alt = False,
    mappe: Mappe = None,
    naa: Naa = None,
    som_json: SomJson = False,
) -> None:
    """Vis hva noe som har hendt, fører til, og registrer det."""
    from flyter.registrer import registrer_alle
    from fristvakt.fortalt import les, som_hendt
    from fristvakt.installasjon import aapne_begynt, klokke_i
    from fristvakt.konsekvens import skriv_alle

    innstillinger = les_innstillinger(mappe=mappe)
    klokke = klokke_i(innstillinger, naa)
    fortalt = les(*_delt(hvor, ord_ or []), skjedde or klokke.dag())

    async def kjoer() -> tuple[Sequence[Konsekvens], Registrert | None]:
        async with aapne_begynt(innstillinger, klokke) as installasjon:
            konsekvenser = await _konsekvenser(installasjon, [fortalt])
            if not som_json:
                await _skriv_opplysninger(installasjon, fortalt)
                skriv_alle(konsekvenser, alt=alt)
            if proev or not (som_json or _bekreftet()):
                return konsekvenser, None
            async with installasjon.lager.skriving() as tx:
                hendt = await som_hendt(tx, fortalt)
                naa = klokke.naa()
                return konsekvenser, await registrer_alle(tx, [hendt], av=av, naa=naa, grunnlag=installasjon.grunnlag)

    konsekvenser, registrert = vent_paa(kjoer())
    if som_json:
        skriv_json(_rader(fortalt, registrert, konsekvenser))
    elif registrert is None:
        UT.print("Ingenting er lagret.")
    else:
        _si_fra(fortalt, registrert)


def hva_om(
    hvor: Annotated[str, typer.Argument(metavar="AVTALE", help="Id-en til avtalen, eller avtalefilen.")],
    fakta: Annotated[
        list[str],
        typer.Option(
            "--faktum",
            metavar="FAKTUM",
            help="Noe som kunne hende, for eksempel «moete_innkalt steg=politisk_dialog.2026 dato=2026-11-19». "
            "Legg til skjedde=DATO når det er en annen dag enn i dag. Kan gjentas.",
        ),
    ],
    maal: Annotated[
        str | None, typer.Option("--mot", metavar="STEG", help="Steget den kritiske veien går til. Ellers det neste.")
    ] = None,
    alt: Alt = False,
    mappe: Mappe = None,
    naa: Naa = None,
    som_json: SomJson = False,
) -> None:
    """Vis hva noe ville føre til, uten å lagre det. Du ser nye datoer, hvem som blir for sent ute, og veien fram."""
    from flyter.hvaom import hva_om as regn_ut
    from fristvakt.fortalt import les_setning, som_hendt
    from fristvakt.innlasting import aapne_avtalene
    from fristvakt.installasjon import klokke_i
    from fristvakt.konsekvens import skriv_alle
    from fristvakt.konsekvensrad import rad

    innstillinger = les_innstillinger(mappe=mappe)
    klokke = klokke_i(innstillinger, naa)

    async def kjoer() -> tuple[Sequence[Konsekvens], Sequence[str]]:
        async with aapne_avtalene(innstillinger, klokke, hvor) as her:
            fortalte = [les_setning(her.avtale, setning, klokke.dag()) for setning in fakta]
            async with her.lager.proeving() as tx:
                hendte = [await som_hendt(tx, fortalt) for fortalt in fortalte]
                return await regn_ut(tx, hendte, naa=klokke.naa(), grunnlag=her.grunnlag, maal=maal), her.avvik

    konsekvenser, avvik = vent_paa(kjoer())
    if som_json:
        skriv_json([rad(en) for en in konsekvenser])
        return
    skriv_alle(konsekvenser, med_vei=True, alt=alt)
    UT.print("Ingenting er lagret.")
    skriv_avvik(avvik)


async def _konsekvenser(installasjon: Installasjon, fortalte: Sequence[Fortalt]) -> Sequence[Konsekvens]:
    from flyter.hvaom import hva_om as regn_ut
    from fristvakt.fortalt import som_hendt

    async with installasjon.lager.proeving() as tx:
        hendte = [await som_hendt(tx, fortalt) for fortalt in fortalte]
        return await regn_ut(
            tx,
            hendte,
            naa=installasjon.klokke.naa(),
            grunnlag=installasjon.grunnlag,
            # What happens to an agreement has happened; in the register it may be known before its day.
            kan_ligge_fram=all(fortalt.avtale is None for fortalt in fortalte),
        )


async def _skriv_opplysninger(installasjon: Installasjon, fortalt: Fortalt) -> None:
    """Print what becomes another in the register itself: a new name moves no date."""
    from flyter.oppdatering import hent_register
    from fristvakt.registerforskjell import opplysningslinjer

    async with installasjon.lager.proeving() as tx:
        stand = await hent_register(tx, installasjon.klokke.dag())
    if linjer := list(opplysningslinjer(fortalt.faktum.hendelse(), stand.register)):
        UT.print("I registeret:", style="bold", highlight=False)
        for linje in linjer:
            UT.print(f"  • {linje}", highlight=False, soft_wrap=True)


def _delt(hvor: str, ord_: Sequence[str]) -> tuple[str | None, str, Sequence[str]]:
    """Agreement (None for the register), type and fields. Types have an underscore, and agreement ids never do."""
    if "_" in hvor:
        return None, hvor, ord_
    if not ord_ or "=" in ord_[0]:
        raise typer.BadParameter("Skriv også hva som har hendt i avtalen, for eksempel steg_utfoert.")
    return hvor, ord_[0], ord_[1:]


def _bekreftet() -> bool:
    """Somebody at a terminal is asked; a script has asked already by running the command."""
    if not (sys.stdin.isatty() and sys.stdout.isatty()):
        return True
    return UT.input(Text("Skal dette registreres? [j/N] ")).strip().lower() in {"j", "ja"}


def _si_fra(fortalt: Fortalt, registrert: Registrert) -> None:
    for faktum in registrert.fakta:
        sted = f"som nr. {faktum.nr} i {fortalt.avtale}" if fortalt.avtale else "i registeret"
        UT.print(f"Registrert {sted}: {fortalt.slag} {dato_kort(fortalt.faktum.skjedde)}.", highlight=False)
        ord_ = (
            "fristvakt registrer",
            *([fortalt.avtale] if fortalt.avtale else []),
            f"faktum_angret faktum={faktum.id}",
        )
        UT.print(f"Det angres med «{' '.join(ord_)}».", highlight=False, soft_wrap=True)


def _rader(fortalt: Fortalt, registrert: Registrert | None, konsekvenser: Sequence[Konsekvens]) -> list[dict[str, Any]]:
    """The contract of `registrer --json`: the fact as it was stored (`id` and `nr` None when it was only tried)."""
    from fristvakt.konsekvensrad import rad

    fulgte = [rad(en) for en in konsekvenser]
    flyttet = [
        {"avtale": en["avtale"], "id": e["id"], "fra": e["foer"]["frist"], "til": e["etter"]["frist"]}
        for en in fulgte
        for e in en["endringer"]
        if e["slag"] == "dato"
    ]
    lagret = [(f.id, f.nr) for f in registrert.fakta] if registrert else [(None, None)]
    return [
        {
            "id": id_,
            "nr": nr,
            "skjedde": fortalt.faktum.skjedde.isoformat(),
            "avtaler": sorted(en["avtale"] for en in fulgte),
            "flyttet": flyttet,
            "konsekvenser": fulgte,
        }
        for id_, nr in lagret
    ]
