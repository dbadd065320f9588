"""`fristvakt koe`: the mail that has not gone, and why; and sending again what was laid aside."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Annotated, Any

import typer
from rich.table import Table

from fristvakt import koehandling
from fristvakt.hjelp import Kommando, Kommandogruppe
from fristvakt.innstillinger import les_innstillinger
from fristvakt.klokke import OSLO
from fristvakt.kommandoer.valg import Mappe, SomJson
from fristvakt.loekke import vent_paa
from fristvakt.utskrift import UT, skriv_json
from modeller.lager import utboks
from modeller.lager.hovedboker import UtenKopi, uten_kopi
from modeller.lager.tabeller import Utbokstilstand
from modeller.lager.utboks import Koerad
from modeller.tekst import dato_kort

app = typer.Typer(cls=Kommandogruppe, rich_markup_mode=None)


@app.callback(invoke_without_command=True)
def liste(sammenheng: typer.Context, mappe: Mappe = None, som_json: SomJson = False) -> None:
    """Vis e-posten som ikke er sendt, og hvorfor. «send-paa-nytt» sender det som er lagt til side."""
    from fristvakt.installasjon import aapne_begynt
    from varsler.proevemodus import er_paa

    if sammenheng.invoked_subcommand is not None:
        return

    async def hent() -> tuple[tuple[Koerad, ...], bool, UtenKopi | None]:
        async with aapne_begynt(les_innstillinger(mappe=mappe)) as installasjon, installasjon.lager.lesing() as tx:
            paa_proeve = await er_paa(tx, installasjon.klokke.dag())
            return await utboks.les_stanset(tx), paa_proeve, await uten_kopi(tx)

    stanset, paa_proeve, mangler_kopi = vent_paa(hent())
    if som_json:
        skriv_json([_rad(k) for k in stanset])
    elif stanset:
        UT.print(_tabell(stanset))
    else:
        UT.print("Ingenting er stanset.")
    if mangler_kopi and not som_json:
        UT.print(_om_kopier(mangler_kopi), highlight=False, soft_wrap=True)
    if paa_proeve and not som_json:
        UT.print("Prøvemodus er på: all e-post går til koordinatoren. Slå det av med «fristvakt proevemodus av».")


@app.command("send-paa-nytt", cls=Kommando)
def send_paa_nytt(
    ider: Annotated[list[str] | None, typer.Argument(metavar="[ID]…", help="Id-ene fra listen.")] = None,
    alle: Annotated[bool, typer.Option("--alle", help="Alt som er lagt til side.")] = False,
    mappe: Mappe = None,
    som_json: SomJson = False,
) -> None:
    """Send det som er lagt til side, på nytt. Det som ikke lenger skal gjøres, faller ut av seg selv."""
    from fristvakt.filer.feil import forslag
    from fristvakt.installasjon import aapne_begynt

    if bool(ider) == alle:
        raise typer.BadParameter("Oppgi hvilke meldinger det gjelder, eller --alle.")

    async def kjoer() -> int:
        async with aapne_begynt(les_innstillinger(mappe=mappe)) as installasjon, installasjon.lager.skriving() as tx:
            doede = await koehandling.lagt_til_side(tx)
            for id_ in ider or ():
                if id_ not in doede:
                    raise typer.BadParameter(
                        f"Finner ingenting med id «{id_}» som er lagt til side. {forslag(id_, doede, 'Id-ene er')}"
                    )
            valgte = [doede[id_] for id_ in ider] if ider else list(doede.values())
            return await koehandling.send_paa_nytt(tx, valgte, installasjon.klokke.dag())

    antall = vent_paa(kjoer())
    if som_json:
        skriv_json({"sendes_paa_nytt": antall})
    else:
        saker = "1 sak" if antall == 1 else f"{antall} saker"
        UT.print(f"{saker} går med neste utsending, så sant det fortsatt skal gjøres.")


def _om_kopier(mangler: UtenKopi) -> str:
    sist = dato_kort(mangler.sist)
    hvilke = (
        f"1 melding ble sendt {sist}"
        if mangler.antall == 1
        else (f"{mangler.antall} meldinger, den siste {sist}, ble sendt")
    )
    return f"{hvilke} uten at det var mulig å ta vare på en kopi i datamappen."


def _rad(k: Koerad) -> dict[str, Any]:
    return {
        "id": k.id,
        "til": k.rad.mottaker,
        "part": k.rad.part,
        "avtale": k.rad.avtale,
        "steg": k.rad.steg,
        "slag": k.rad.slag,
        "forfalt": k.rad.forfaller.isoformat(),
        "lagt_til_side": k.tilstand is Utbokstilstand.DOED,
        "grunn": k.merknad,
        "forsoek": k.forsoek,
        "neste_forsoek": k.neste_forsoek.astimezone(OSLO).isoformat() if k.neste_forsoek else None,
    }


def _tabell(stanset: Sequence[Koerad]) -> Table:
    tabell = Table(title="E-post som ikke er sendt", title_justify="left", header_style="bold")
    for kolonne in ("Id", "Til", "Avtale og steg", "Hva skjer", "Grunn"):
        tabell.add_column(kolonne, overflow="fold", no_wrap=kolonne == "Id")
    for k in stanset:
        hva = "lagt til side"
        if k.tilstand is not Utbokstilstand.DOED:
            hva = f"prøves igjen {k.neste_forsoek.astimezone(OSLO):%d.%m. kl. %H.%M}" if k.neste_forsoek else "venter"
        tabell.add_row(k.id, k.rad.mottaker, f"{k.rad.avtale}\n{k.rad.steg}", hva, k.merknad or "")
    return tabell
