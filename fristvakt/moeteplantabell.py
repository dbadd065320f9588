"""Meeting plans in the terminal and as data: what a reading means, and how far each body's plan reaches."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import datetime
from typing import Any

from rich.table import Table

from flyter.drift import OSLO
from flyter.moeteplan.innlesing import Innlesing
from flyter.moeteplan.lest import Uforstaatt
from flyter.moeteplan.vert import vert
from flyter.oppdatering import oslodag
from fristvakt.utskrift import NB, UT
from modeller.kildestand import Kildetilstand, er_foreldet
from modeller.moeteplan import Moeteendring, Moeteslag, Sammenligning
from modeller.register import Organ, Register
from modeller.tekst import Maalform, Tekst, dato_kort, lik, stor

SLAGORD = {
    Moeteslag.NY: lik("ny"),
    Moeteslag.UENDRET: Tekst("uendret", "uendra"),
    Moeteslag.FLYTTET: Tekst("flyttet{fra}", "flytta{fra}"),
    Moeteslag.PASSERT: Tekst("flyttet{fra} til en dag som er passert", "flytta{fra} til ein dag som er passert"),
    Moeteslag.AVLYST: lik("avlyst"),
    Moeteslag.TILBAKE: Tekst("holdes likevel", "blir halde likevel"),
    Moeteslag.BORTE: lik("borte"),
    Moeteslag.DOBBEL: Tekst("det samme møtet en gang til", "det same møtet ein gong til"),
    Moeteslag.FOER: lik("før i dag"),
}
"""`{fra}` is the day it was moved from."""
KOLONNER = (lik("Dato"), lik("Kl."), lik("Oppføring"), Tekst("Lest som", "Lesen som"))
IKKE_DER = Tekst("står ikke i planen lenger", "står ikkje i planen lenger")
I_RO = (Moeteslag.UENDRET, Moeteslag.FOER)
"""What changes nothing, and is only counted unless all is asked for."""


def skriv_innlesing(innlesing: Innlesing, register: Register, *, i_ark: bool, alt: bool) -> None:
    """Print what each entry was read as and what it changes, then what was not understood, and why."""
    for organ, sammenligning in innlesing.per_organ.items():
        _skriv_organ(register.organer[organ], sammenligning, register, alt=alt)
    for obs in advarsler(innlesing, register):
        UT.print(obs.paa(NB), highlight=False, style="bold")
    if blir := " ".join(filter(None, [det_som_blir(innlesing).paa(NB), raad_om_det_som_blir(innlesing)])):
        UT.print(blir, highlight=False)
    _skriv_liste("Ikke forstått, og ikke lest inn:", innlesing.uforstaatt, i_ark=i_ark)
    if alt:
        _skriv_liste("Ikke møter i disse organene:", innlesing.andre, i_ark=i_ark)
    elif innlesing.andre:
        antall = len(innlesing.andre)
        UT.print(f"{antall} {'oppføring' if antall == 1 else 'oppføringer'} gjelder noe annet (--alt viser alle).")


def _skriv_organ(organ: Organ, sammenligning: Sammenligning, register: Register, *, alt: bool) -> None:
    vist = [en for en in sammenligning.endringer if alt or en.slag not in I_RO]
    navn = f"{organ.navn.nb}, {register.navn(organ.part).nb}"
    if vist:
        tabell = Table(title=stor(navn), title_justify="left", header_style="bold")
        for kolonne in KOLONNER:
            tabell.add_column(kolonne.paa(NB), overflow="fold", min_width=10 if kolonne is KOLONNER[0] else None)
        for en in vist:
            tabell.add_row(*cellene(en, NB))
        UT.print(tabell)
    ellers = det_som_staar(sammenligning, NB)
    if ellers and not alt:
        UT.print(f"{organ.navn.stor.nb}: {ellers}.", highlight=False)


def det_som_staar(sammenligning: Sammenligning, maalform: Maalform) -> str:
    """How many entries change nothing; empty for none."""
    antall = {slag: sammenligning.antall(slag) for slag in I_RO}
    return ", ".join(f"{antall[slag]} {SLAGORD[slag].paa(maalform)}" for slag in I_RO if antall[slag])


def advarsler(innlesing: Innlesing, register: Register) -> Iterator[Tekst]:
    """What somebody should look at twice: most of the meetings there are would go."""
    for organ, borte, av, aar in innlesing.frafall:
        i_aaret = lik(f"i {aar}") if aar else Tekst("som kommer", "som kjem")
        navn = register.organer[organ].navn
        yield Tekst(
            f"OBS: {borte} av {av} møter {i_aaret.nb} i {navn.nb} blir borte. Sjekk at hele møteplanen er med, før du "
            "lagrer.",
            f"OBS: {borte} av {av} møte {i_aaret.nn} i {navn.nn} blir borte. Sjekk at heile møteplanen er med, før du "
            "lagrar.",
        )


def det_som_blir(innlesing: Innlesing) -> Tekst:
    """That meetings stay which would have gone, had all of it been understood; empty for none."""
    antall = innlesing.holder_igjen
    if not antall:
        return lik("")
    nb, nn = ("Ett møte", "Eitt møte") if antall == 1 else (f"{antall} møter", f"{antall} møte")
    return Tekst(
        f"{nb} som ikke er med, blir stående fordi ikke alt ble forstått.",
        f"{nn} som ikkje er med, blir ståande fordi ikkje alt vart forstått.",
    )


def raad_om_det_som_blir(innlesing: Innlesing) -> str:
    """What to write when the rest is no meetings; empty when that would not help."""
    if not innlesing.kan_slippes:
        return ""
    return "Er ikke oppføringene nedenfor møter, skriv --resten-er-ikke-moeter."


def cellene(endring: Moeteendring, maalform: Maalform) -> Iterator[str]:
    """What an entry was read as, under `KOLONNER`."""
    en, moete = endring.oppfoering, endring.moete
    yield dato_kort(endring.dato)
    yield f"{en.klokkeslett:%H.%M}" if en and en.klokkeslett else ""
    yield (en.tittel or en.utvalg or en.kalender) if en else IKKE_DER.paa(maalform)
    dagen = dato_kort(moete.dato) if moete else ""
    fra = Tekst(f" fra {dagen}", f" frå {dagen}").paa(maalform) if moete else ""
    yield SLAGORD[endring.slag].paa(maalform).format(fra=fra)


def _skriv_liste(overskrift: str, listet: Iterable[Uforstaatt], *, i_ark: bool) -> None:
    for nr, en in enumerate(listet):
        if nr == 0:
            UT.print(overskrift)
        UT.print(f"• {linjen(en, NB, i_ark=i_ark)}", highlight=False, soft_wrap=True)


def linjen(en: Uforstaatt, maalform: Maalform, *, i_ark: bool) -> str:
    """An entry that is not read in: where it stands, what it is and why."""
    sted = f"{'rad' if i_ark else 'linje'} {en.hvor}: " if en.hvor else ""
    return f"{sted}{en.hva}: {en.grunn.paa(maalform)}"


def innlesingsrad(innlesing: Innlesing) -> dict[str, Any]:
    """The contract of `moeteplan les --json`, less what it leads to."""
    return {
        "organer": [
            {
                "organ": organ,
                "oppfoeringer": [_endringsrad(en) for en in sammenligning.endringer],
                "fakta": len(sammenligning.hendelser),
            }
            for organ, sammenligning in innlesing.per_organ.items()
        ],
        "ikke_forstaatt": [_uforstaattrad(en) for en in innlesing.uforstaatt],
        "andre": [_uforstaattrad(en) for en in innlesing.andre],
        "blir_staaende": innlesing.holder_igjen,
        "frafall": [en._asdict() for en in innlesing.frafall],
    }


def _endringsrad(endring: Moeteendring) -> dict[str, Any]:
    en, moete = endring.oppfoering, endring.moete
    return {
        "slag": endring.slag.value,
        "dato": endring.dato.isoformat(),
        "klokkeslett": f"{en.klokkeslett:%H:%M}" if en and en.klokkeslett else None,
        "tittel": en.tittel if en else None,
        "moete": moete.id if moete else None,
        "fra": moete.dato.isoformat() if moete else None,
        "hvor": en.hvor if en else None,
    }


def _uforstaattrad(en: Uforstaatt) -> dict[str, Any]:
    return {"hvor": en.hvor, "hva": en.hva, "grunn": {"nb": en.grunn.nb, "nn": en.grunn.nn}}


def organrad(organ: Organ, kilde: Kildetilstand | None, naa: datetime) -> dict[str, Any]:
    """The contract of `moeteplan --json`: a body, how far its plan reaches, and how it goes with fetching it."""
    dag = oslodag(naa)
    kommer = [moete.dato for moete in organ.moeter if moete.dato >= dag and not moete.avlyst]
    kilde = kilde if organ.kalenderkilde else None
    return {
        "organ": organ.id,
        "part": organ.part,
        "navn": {"nb": organ.navn.nb, "nn": organ.navn.nn},
        "neste": min(kommer).isoformat() if kommer else None,
        "siste": max(kommer).isoformat() if kommer else None,
        "kommende": len(kommer),
        "oppdiktet": organ.oppdiktet,
        "adresse": organ.kalenderkilde,
        "forsoekt": kilde.forsoekt.astimezone(OSLO).isoformat() if kilde else None,
        "hentet": kilde.hentet.astimezone(OSLO).isoformat() if kilde and kilde.hentet else None,
        "feil": {"nb": kilde.feil.nb, "nn": kilde.feil.nn} if kilde and kilde.feil else None,
        "foreldet": er_foreldet(kilde, naa) if kilde else None,
        "ikke_forstaatt": kilde.uforstaatt if kilde else None,
    }


def kildeord(organ: Organ, kilde: Kildetilstand | None, naa: datetime) -> str:
    """Where a body's plan is fetched from and how it goes, in a few words."""
    if organ.kalenderkilde is None:
        return "–"
    fra = vert(organ.kalenderkilde)
    if kilde is None:
        return f"{fra}, ikke hentet ennå"
    sist = f"sist hentet {dato_kort(oslodag(kilde.hentet))}" if kilde.hentet else "aldri hentet"
    deler = [fra, sist]
    if er_foreldet(kilde, naa):
        deler.append("FORELDET")
    if kilde.uforstaatt:
        deler.append(f"{kilde.uforstaatt} ikke forstått")
    return ", ".join(deler) + (f". {kilde.feil.nb}" if kilde.feil else "")
