"""`fristvakt post`: what was sent, read again, searched for, and taken out for the archive."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Annotated, Any

import typer

from fristvakt.innstillinger import les_innstillinger
from fristvakt.klokke import OSLO
from fristvakt.kommandoer.valg import Mappe, SomJson
from fristvakt.loekke import vent_paa
from fristvakt.utskrift import UT, skriv_json
from modeller.lager.hovedboker import SendtMelding, les_sendt
from modeller.lager.lager import Tx

PARTER = "part/"
"""What the streams of parties begin with."""


def post(
    melding: Annotated[str | None, typer.Argument(help="Id-en til en melding. Uten id vises listen.")] = None,
    avtale: Annotated[str | None, typer.Option("--avtale", metavar="AVTALE", help="Bare post om avtalen.")] = None,
    part: Annotated[str | None, typer.Option("--part", metavar="PART", help="Bare post til parten.")] = None,
    soek: Annotated[
        str | None,
        typer.Option(
            "--soek",
            metavar="ORD",
            help="Bare post med ordene i emne, tekst, adresse, svar eller navn på avtale, part, kontakt.",
        ),
    ] = None,
    antall: Annotated[int, typer.Option("--antall", min=1, help="Hvor mange som vises.")] = 50,
    eksporter: Annotated[
        Path | None,
        typer.Option("--eksporter", metavar="MAPPE", help="Legg alle meldingene i en ny mappe for arkivet, som .eml."),
    ] = None,
    mappe: Mappe = None,
    som_json: SomJson = False,
) -> None:
    """Vis e-posten som er sendt. Med en id vises også hvorfor den gikk, og hva som kom av den."""
    from fristvakt.installasjon import aapne_begynt
    from fristvakt.postarkiv import eksporter_post
    from fristvakt.postjournal import Navn, i_linjer, les_navnene, som_json as journal_som_json
    from modeller.lager.postjournal import Journalpost, les_journal, les_navn, med_ord
    from varsler.lenkeskjul import PERSONLIG_LENKE, uten_personlige_lenker
    from varsler.levering import MaildirLevering
    from varsler.posttekst import Posttekster

    innstillinger = les_innstillinger(mappe=mappe)
    maildir = MaildirLevering(innstillinger.maildir)

    async def hent() -> tuple[Sequence[Journalpost], Navn]:
        async with aapne_begynt(innstillinger) as installasjon, installasjon.lager.lesing() as tx:
            await _krev_kjent(tx, avtale, part)
            alle = await les_sendt(
                tx,
                message_id=f"<{melding.strip('<>')}>" if melding else None,
                avtale=avtale,
                part=part,
                hoeyst=None if melding or eksporter or soek else antall,
            )
            journal, kalt = await les_journal(tx, alle), await les_navn(tx) if soek else {}
            funnet = med_ord(journal, soek or "", kalt, Posttekster(maildir).av)
            funnet = funnet if eksporter else funnet[-antall:]
            omtalt = funnet if melding or eksporter else ()
            return funnet, await les_navnene(tx, omtalt, installasjon.grunnlag, installasjon.klokke.dag())

    journal, navn = vent_paa(hent())
    meldinger = [en.melding for en in journal]
    if melding and not meldinger:
        raise typer.BadParameter(f"Finner ingen melding med id «{melding}».")
    if eksporter:
        eksport = eksporter_post(journal, maildir, eksporter, navn)
        if som_json:
            skriv_json({"mappe": str(eksporter), "meldinger": eksport.meldinger, "uten_kopi": eksport.uten_kopi})
            return
        hvor = f"{_meldinger(eksport.meldinger)} ligger i {eksporter}. Indeksen er {eksport.indeks.name}."
        UT.print(hvor, highlight=False, soft_wrap=True)
        if eksport.uten_kopi:
            UT.print(f"{_meldinger(eksport.uten_kopi)} har ingen kopi i datamappen og står bare i indeksen.")
    elif som_json:
        skriv_json([_rad(en.melding) | journal_som_json(en) for en in journal])
    elif melding:
        epost = maildir.les(meldinger[0].fil) if meldinger[0].fil else None
        kropp = epost.get_body(("plain",)) if epost else None
        tekst = kropp.get_content() if kropp else "Teksten ligger ikke i datamappen."
        UT.print(uten_personlige_lenker(tekst, PERSONLIG_LENKE.nb), highlight=False, soft_wrap=True)
        for linje in i_linjer(journal[0], navn):
            UT.print(linje, highlight=False, soft_wrap=True)
    elif not meldinger:
        UT.print("Fant ingen e-post som passer." if avtale or part or soek else "Ingen e-post er sendt ennå.")
    else:
        _list_opp(meldinger)


async def _krev_kjent(tx: Tx, avtale: str | None, part: str | None) -> None:
    """Refuse an agreement or a party nobody knows, with the nearest there is; one that has ended is known."""
    from modeller.lager import faktalager
    from modeller.ukjent import finnes_ikke, ukjent_part

    if avtale is not None and avtale not in (kjente := await faktalager.avtaler(tx)):
        raise typer.BadParameter(finnes_ikke("avtalen", avtale, kjente).nb)
    if part is not None:
        parter = {
            f.stroem.removeprefix(PARTER) for f in await faktalager.les_register(tx) if f.stroem.startswith(PARTER)
        }
        if part not in parter:
            raise typer.BadParameter(ukjent_part(part, sorted(parter)).nb)


def _list_opp(meldinger: Iterable[SendtMelding]) -> None:
    for m in meldinger:
        tid = m.sendt_tid.astimezone(OSLO)
        UT.print(f"{tid:%d.%m.%Y %H:%M}  {m.mottaker}  {m.emne}", highlight=False, soft_wrap=True)
        UT.print(f"    {m.message_id.strip('<>')}", style="dim", highlight=False, soft_wrap=True)
        if m.proeve_til:
            UT.print(f"    Prøve: gikk til {m.proeve_til} i stedet", style="dim", highlight=False, soft_wrap=True)


def _meldinger(antall: int) -> str:
    return "1 melding" if antall == 1 else f"{antall} meldinger"


def _rad(m: SendtMelding) -> dict[str, Any]:
    return {
        "id": m.message_id.strip("<>"),
        "tid": m.sendt_tid.astimezone(OSLO).isoformat(),
        "til": m.mottaker,
        "part": m.part,
        "emne": m.emne,
        "fil": m.fil,
        "svar": m.svar,
        "proeve_til": m.proeve_til or None,
        "saker": [
            {
                "avtale": p.avtale,
                "steg": p.steg,
                "slag": p.slag,
                "grunn": p.grunn.som_json() if p.grunn else None,
            }
            for p in m.poster
        ],
    }
