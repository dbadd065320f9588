"""Meeting plans in the terminal and as data: what a reading means, and how far each body's plan reaches."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import datetime
from typing import Any

from rich.table import Table
from rich.text import Text

from flyter.drift import OSLO
from flyter.moeteplan.innlesing import Innlesing
from flyter.moeteplan.kildestand import er_foreldet, vert
from flyter.moeteplan.lest import Uforstaatt
from flyter.oppdatering import oslodag
from fristvakt.utskrift import NB, UT
from modeller.lager.moeteplankilder import Kildetilstand
from modeller.moeteplan import Moeteendring, Moeteslag, Sammenligning
from modeller.register import Organ, Register
from modeller.tekst import dato_kort, stor

SLAGORD = {
    Moeteslag.NY: "ny",
    Moeteslag.UENDRET: "uendret",
    Moeteslag.FLYTTET: "flyttet",
    Moeteslag.PASSERT: "flyttet til en dag som er passert",
    Moeteslag.AVLYST: "avlyst",
    Moeteslag.TILBAKE: "holdes likevel",
    Moeteslag.BORTE: "borte",
    Moeteslag.DOBBEL: "det samme møtet en gang til",
    Moeteslag.FOER: "før i dag",
}
FLYTTET = (Moeteslag.FLYTTET, Moeteslag.PASSERT)
KOLONNER = ("Dato", "Kl.", "Oppføring", "Lest som")
I_RO = (Moeteslag.UENDRET, Moeteslag.FOER)
"""What changes nothing, and is only counted unless all is asked for."""


def skriv_innlesing(innlesing: Innlesing, register: Register, *, i_ark: bool, alt: bool) -> None:
    """Print what each entry was read as and what it changes, then what was not understood, and why."""
    for organ, sammenligning in innlesing.per_organ.items():
        _skriv_organ(register.organer[organ], sammenligning, register, alt=alt)
    for obs in advarsler(innlesing, register):
        UT.print(obs, highlight=False, markup=False, style="bold")
    if blir := " ".join(filter(None, [det_som_blir(innlesing), raad_om_det_som_blir(innlesing)])):
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
            tabell.add_column(kolonne, overflow="fold", min_width=10 if kolonne == "Dato" else None)
        for en in vist:
            tabell.add_row(*(Text(celle) for celle in cellene(en)))
        UT.print(tabell)
    ellers = det_som_staar(sammenligning)
    if ellers and not alt:
        UT.print(f"{organ.navn.stor.nb}: {ellers}.", highlight=False, markup=False)


def det_som_staar(sammenligning: Sammenligning) -> str:
    """How many entries change nothing; empty for none."""
    return ", ".join(f"{sammenligning.antall(slag)} {SLAGORD[slag]}" for slag in I_RO if sammenligning.antall(slag))


def advarsler(innlesing: Innlesing, register: Register) -> Iterator[str]:
    """What somebody should look at twice: most of the meetings there are would go."""
    for organ, borte, av, aar in innlesing.frafall:
        i_aaret = f" i {aar}" if aar else " som kommer"
        yield (
            f"OBS: {borte} av {av} møter{i_aaret} i {register.organer[organ].navn.nb} blir borte. Sjekk at hele "
            "møteplanen er med, før du lagrer."
        )


def det_som_blir(innlesing: Innlesing) -> str:
    """That meetings stay which would have gone, had all of it been understood; empty for none."""
    if not innlesing.holder_igjen:
        return ""
    hvilke = "Ett møte" if innlesing.holder_igjen == 1 else f"{innlesing.holder_igjen} møter"
    return f"{hvilke} som ikke er med, blir stående fordi ikke alt ble forstått."


def raad_om_det_som_blir(innlesing: Innlesing) -> str:
    """What to write when the rest is no meetings; empty when that would not help."""
    if not innlesing.kan_slippes:
        return ""
    return "Er ikke oppføringene nedenfor møter, skriv --resten-er-ikke-moeter."


def cellene(endring: Moeteendring) -> Iterator[str]:
    """What an entry was read as, under `KOLONNER`."""
    en, moete = endring.oppfoering, endring.moete
    yield dato_kort(endring.dato)
    yield f"{en.klokkeslett:%H.%M}" if en and en.klokkeslett else ""
    yield (en.tittel or en.utvalg or en.kalender) if en else "står ikke i planen lenger"
    fra = f" fra {dato_kort(moete.dato)}" if moete and endring.slag in FLYTTET else ""
    yield SLAGORD[endring.slag].replace("flyttet", f"flyttet{fra}", 1)


def _skriv_liste(overskrift: str, listet: Iterable[Uforstaatt], *, i_ark: bool) -> None:
    for nr, en in enumerate(listet):
        if nr == 0:
            UT.print(overskrift)
        UT.print(f"• {linjen(en, i_ark=i_ark)}", highlight=False, markup=False, soft_wrap=True)


def linjen(en: Uforstaatt, *, i_ark: bool) -> str:
    """An entry that is not read in: where it stands, what it is and why."""
    sted = f"{'rad' if i_ark else 'linje'} {en.hvor}: " if en.hvor else ""
    return f"{sted}{en.hva}: {en.grunn.paa(NB)}"


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
