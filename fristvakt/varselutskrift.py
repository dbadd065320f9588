"""How what a contact is told is written in a terminal, and read from one."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import Any

from fristvakt.faktaord import Faktafeil
from modeller.tekst import Maalform, Tekst, dato_kort, oppramsing
from varsler.forklaring import Regellinje, Stegforklaring, Varselforklaring
from varsler.forklaringsord import paa_maalform
from varsler.regler.kontroll import DAGER_I, LENGST_DAGER
from varsler.stegord import tittel_i_ord, tittel_med_dato

SOM_ELLERS = "som-ellers"
REGLENE = Tekst("Reglene", "Reglane")
HOEYST = {enhet: int(LENGST_DAGER / dager) for enhet, dager in DAGER_I.items()}
"""The longest distance in each unit."""
ANDRE = Tekst("Andre regler her", "Andre reglar her")
AV = Tekst("slått av", "slått av")


def les_hva(ord_: str) -> list[str]:
    """`av`, `paa`, `3uker` or `som-ellers` as the fields of the fact. Raises `Faktafeil`."""
    if ord_ in {"av", "paa", "på"}:
        return [f"paa={'false' if ord_ == 'av' else 'true'}"]
    if ord_ == SOM_ELLERS:
        return []
    treff = re.fullmatch(r"([0-9]{1,9})\s*(dager|arbeidsdager|uker|dag|arbeidsdag|uke)", ord_)
    if treff is None:
        raise Faktafeil(
            f"«{ord_}» kan ikke brukes. Skriv av, paa, en avstand som 3uker, 5arbeidsdager eller 10dager, eller "
            f"{SOM_ELLERS}."
        )
    if not int(treff[1]):
        raise Faktafeil(f"«{ord_}» er ingen avstand. Den korteste er 1dag. Skriv av for å slå påminnelsen av.")
    enhet = {"dag": "dager", "arbeidsdag": "arbeidsdager", "uke": "uker"}.get(treff[2], treff[2])
    if int(treff[1]) > HOEYST[enhet]:
        hoeyst = oppramsing([f"{antall}{navn}" for navn, antall in HOEYST.items()], "eller")
        raise Faktafeil(f"«{ord_}» er for langt. Avstanden kan være høyst ett år: {hoeyst}.")
    return [f"avstand={{ {enhet} = {int(treff[1])} }}"]


def linjer(forklart: Varselforklaring, maalform: Maalform) -> Iterator[str]:
    """The page as lines."""
    yield f"{forklart.kontakt.navn}, {forklart.part.paa(maalform)}"
    yield from (f"  {tekst.paa(maalform)}" for tekst in (*forklart.hvor, *forklart.naar))
    yield ""
    yield f"{REGLENE.paa(maalform)}:"
    yield from _regellinjer(forklart.regler, maalform, "  ")
    for avtale in forklart.avtaler:
        yield ""
        yield avtale.plan.navn.paa(maalform)
        yield from (f"  {tekst.paa(maalform)}" for tekst in avtale.merknader)
        if avtale.avvik:
            yield f"  {ANDRE.paa(maalform)}:"
            yield from _regellinjer(avtale.avvik, maalform, "    ")
        for steg in avtale.steg:
            yield f"  {tittel_med_dato(avtale.plan, steg.steg, maalform)}"
            yield from _steglinjer(steg, maalform)


def _steglinjer(steg: Stegforklaring, maalform: Maalform) -> Iterator[str]:
    yield from (f"    {dato_kort(dag)}: {hva.paa(maalform)}" for dag, hva in steg.neste)
    yield from (f"    {tekst.paa(maalform)}" for tekst in steg.merknader)
    if steg.avvik:
        yield f"    {ANDRE.paa(maalform)}:"
        yield from _regellinjer(steg.avvik, maalform, "      ")


def _regellinjer(regler: Iterable[Regellinje], maalform: Maalform, innrykk: str) -> Iterator[str]:
    for linje in regler:
        staar = f"{linje.naar.paa(maalform)}" if linje.paa else AV.paa(maalform)
        yield f"{innrykk}• {paa_maalform(linje.kalt, maalform)}: {staar} ({linje.hvem.paa(maalform)})"


def rad(forklart: Varselforklaring, maalform: Maalform) -> dict[str, Any]:
    """The contract of `varsler forklar --json`."""

    def ord_(tekster: Iterable[Tekst]) -> list[str]:
        return [tekst.paa(maalform) for tekst in tekster]

    def regler(rader: Iterable[Regellinje]) -> list[dict[str, Any]]:
        return [
            {
                "regel": linje.regel,
                "kalt": linje.kalt.paa(maalform),
                "naar": linje.naar.paa(maalform),
                "paa": linje.paa,
                "hvem": linje.hvem.paa(maalform),
            }
            for linje in rader
        ]

    return {
        "kontakt": forklart.kontakt.id,
        "navn": forklart.kontakt.navn,
        "part": forklart.kontakt.part,
        "hvor": ord_(forklart.hvor),
        "naar": ord_(forklart.naar),
        "regler": regler(forklart.regler),
        "avtaler": [
            {
                "avtale": avtale.plan.avtale,
                "merknader": ord_(avtale.merknader),
                "regler": regler(avtale.avvik),
                "steg": [
                    {
                        "id": steg.steg.id,
                        "tittel": tittel_i_ord(avtale.plan, steg.steg, maalform),
                        "dato": steg.steg.frist.isoformat() if steg.steg.frist else None,
                        "neste": [{"dag": dag.isoformat(), "hva": hva.paa(maalform)} for dag, hva in steg.neste],
                        "merknader": ord_(steg.merknader),
                        "regler": regler(steg.avvik),
                    }
                    for steg in avtale.steg
                ],
            }
            for avtale in forklart.avtaler
        ],
    }
