"""What can be wrong with a lifecycle, in bokmål: what is wrong and what would be right."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from fristvakt.filer.feil import forslag
from fristvakt.filer.meldinger import Melding
from modeller.fakta import Fristart
from modeller.livsloep import Livsloep
from modeller.livsloepsfeil import Feilslag, Livsloepsfeil

ARTSORD: Mapping[str, str] = {
    Fristart.FRIST: "en frist",
    Fristart.VENTET: "en ventet dato",
    Fristart.TENTATIV: "en tentativ dato",
}
_KILDE = "Skriv «kilde», eller la datoen være veiledende."


def i_ord(feil: Livsloepsfeil, livsloep: Livsloep) -> Melding:
    """One fault in words."""
    return _ORD[feil.slag](feil, livsloep)


def _lik(feil: Livsloepsfeil, _: Livsloep) -> Melding:
    hva = "Steget" if feil.steg else "Fasen"
    return f"{hva} «{feil.navn[0]}» står to ganger.", "Gi det ene en annen nøkkel, eller ta det bort."


def _ukjent_steg(feil: Livsloepsfeil, livsloep: Livsloep) -> Melding:
    kjente = [steg.noekkel for _, steg in livsloep]
    return f"Steget «{feil.navn[0]}» finnes ikke.", forslag(feil.navn[0], kjente, "Stegene er")


def _ukjent_dato(feil: Livsloepsfeil, livsloep: Livsloep) -> Melding:
    kjente = [*livsloep.datoer, *(steg.noekkel for _, steg in livsloep)]
    return f"«{feil.navn[0]}» er verken et steg eller en dato i livsløpet.", forslag(feil.navn[0], kjente, "Det finnes")


def _ukjent_dokument(feil: Livsloepsfeil, livsloep: Livsloep) -> Melding:
    dokumenter = [d.id for d in livsloep.dokumenter]
    riktig = forslag("", dokumenter, "Dokumentene er") or "Legg det til med [[dokument]]."
    return f"Kilden begynner ikke med id-en til et dokument: «{feil.navn[0]}».", riktig


def _ring(feil: Livsloepsfeil, _: Livsloep) -> Melding:
    if len(feil.navn) == 2:
        return f"Steget «{feil.steg}» venter på seg selv.", "Ta det bort fra «etter»."
    return f"Stegene venter på hverandre i ring: {' → '.join(feil.navn)}.", "Ta bort ett av leddene i «etter»."


def _datoring(feil: Livsloepsfeil, _: Livsloep) -> Melding:
    if len(feil.navn) == 2:
        return f"Datoen til «{feil.steg}» regnes fra seg selv.", "Regn den fra et annet steg eller en dato."
    hva = f"Datoene regnes fra hverandre i ring: {' → '.join(feil.navn)}."
    return hva, "Regn en av dem fra en dato avtalen gir."


def _frist_foer_aapning(feil: Livsloepsfeil, _: Livsloep) -> Melding:
    if feil.navn:
        hva = f"Fristen til «{feil.steg}» kan aldri holdes: «{feil.navn[0]}» må være gjort først, og åpner etter den."
    else:
        hva = f"Fristen til «{feil.steg}» kan aldri holdes: den er før steget åpner."
    return hva, "Sett fristen senere, eller la steget åpne tidligere."


def _ingen_moete(feil: Livsloepsfeil, livsloep: Livsloep) -> Melding:
    moeter = [steg.noekkel for _, steg in livsloep if steg.moete]
    riktig = (
        forslag("", moeter, "Skriv «setter»; møtene er") or "Lag et steg med moete = true, og skriv det i «setter»."
    )
    if feil.navn:
        return f"Steget «{feil.navn[0]}» er ikke et møte, så ingen kan kalle inn til det.", "Skriv moete = true på det."
    return f"Steget «{feil.steg}» kaller ikke inn til noe.", riktig


def _fast(hva: str, riktig: str) -> Callable[[Livsloepsfeil, Livsloep], Melding]:
    """A sentence with the step, and the first name, in it."""

    def ord_(feil: Livsloepsfeil, _: Livsloep) -> Melding:
        # Not format: what somebody wrote may hold braces.
        navn = feil.navn[0] if feil.navn else ""
        return hva.replace("<steg>", feil.steg or "").replace("<navn>", ARTSORD.get(navn, navn)), riktig

    return ord_


_ORD: Mapping[Feilslag, Callable[[Livsloepsfeil, Livsloep], Melding]] = {
    Feilslag.LIK_NOEKKEL: _lik,
    Feilslag.OPPTATT_NOEKKEL: _fast(
        "Nøkkelen «<navn>» er holdt av til steg som koordinatoren legger til.", "Bruk en annen nøkkel."
    ),
    Feilslag.UKJENT_STEG: _ukjent_steg,
    Feilslag.UKJENT_DATO: _ukjent_dato,
    Feilslag.UKJENT_DOKUMENT: _ukjent_dokument,
    Feilslag.RING: _ring,
    Feilslag.DATORING: _datoring,
    Feilslag.UTEN_KILDE: _fast("Steget «<steg>» har <navn>, men ingen kilde som sier det.", _KILDE),
    Feilslag.KILDEN_KREVER_IKKE: _fast(
        "Steget «<steg>» har <navn> fra et dokument som bare beskriver (for_alle).",
        "Bruk en annen kilde, eller la datoen være veiledende.",
    ),
    Feilslag.INGEN_GJOER_DET: _fast(
        "Ingen kan gjøre steget «<steg>».",
        'Skriv hvem med «hver» eller «felles», eller fullfoeres = "beregnet" når det følger av andre steg.',
    ),
    Feilslag.TOMT_UTVALG: _fast(
        "Ingen kan gjøre steget «<steg>»: ingen parter kan være blant «<navn>».",
        "Gi utvalget minst ett slag og én rolle.",
    ),
    Feilslag.IKKE_EN_PARTS: _fast(
        "Steget «<steg>» skal avgjøres i et møte i ett organ, men er ikke lagt til hver part.",
        "Bruk «hver» i stedet for «felles».",
    ),
    Feilslag.IKRAFT_ER_FLERE: _fast(
        "Steget «<steg>» setter avtalen i kraft, så det kan bare finnes én gang og må være ingens.",
        "La det være uten «hver», «felles» og «per_delmaal», i en fase som ikke er årlig.",
    ),
    Feilslag.AARLIG_UTEN_AAPNING: _fast(
        "Steget «<steg>» kommer hvert år, men sier ikke når det åpner.",
        "Skriv «aapner», ellers er alle årene åpne på en gang.",
    ),
    Feilslag.ALDRI_AKTUELT: _fast(
        "Steget «<steg>» blir aldri aktuelt: det gjelder bare noen år, men fasen er ikke årlig.",
        "Ta bort «betinget», eller flytt steget til en årlig fase.",
    ),
    Feilslag.BORTFALLER_FOERST: _fast(
        "Steget «<steg>» kan aldri bli gjort: det bortfaller når «<navn>» er gjort, og «<navn>» må være gjort først.",
        "Ta bort det ene leddet, i «bortfaller» eller «etter».",
    ),
    Feilslag.FRIST_FOER_AAPNING: _frist_foer_aapning,
    Feilslag.FRIST_FOER_FORGJENGER: _fast(
        "Fristen til «<steg>» er før fristen til «<navn>», som må være gjort først.",
        "Sett den senere, eller den andre tidligere.",
    ),
    Feilslag.INGEN_MOETE: _ingen_moete,
    Feilslag.ANDRE_MOETER: _fast(
        "Steget «<steg>» kaller inn til «<navn>», som det ikke er like mange av.",
        "Legg begge i samme fase, og la dem ha samme «hver» eller «felles» og samme «per_delmaal».",
    ),
    Feilslag.KALLER_IKKE_INN: _fast(
        "Steget «<steg>» har «setter», men er ingen innkalling.",
        'Skriv fullfoeres = "innkalling", eller ta bort «setter».',
    ),
    Feilslag.KOMMER_ALDRI: _fast(
        "Steget «<steg>» kommer aldri: det er beregnet, men har ingen påkrevde steg foran seg og ingen dag å komme på.",
        "Skriv «etter» med minst ett påkrevd steg, eller «aapner».",
    ),
    Feilslag.IKKE_ROLLE: _fast(
        "Steget «<navn>» avgjør ingen rolle.", 'Skriv fullfoeres = "rolle" på det, eller ta bort «rolleavgjoerelse».'
    ),
    Feilslag.NESTE_AAR_UTENFOR: _fast(
        "Tittelen på «<steg>» sier {neste_aar}, men fasen er ikke årlig.",
        "Flytt steget til en årlig fase, eller skriv om tittelen.",
    ),
    Feilslag.NESTE_AAR_UTEN_OMTALE: _fast(
        "Tittelen på «<steg>» sier {neste_aar}, og da må steget også ha «omtale».",
        "Skriv det en setning skal kalle steget: «søknaden om tilskudd».",
    ),
    Feilslag.KROELLPARENTES: _fast(
        "Tittelen på «<steg>» har krøllparenteser.", "Bare {neste_aar} kan stå i krøllparenteser."
    ),
}
