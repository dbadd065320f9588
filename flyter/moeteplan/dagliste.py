"""Several days in one cell, and days whose month or year is said once for many; what is unclear is not read."""

from __future__ import annotations

import re
from datetime import date, time
from typing import NamedTuple

from flyter.moeteplan.dager import (
    AAR,
    UKEDAG,
    ikke_en_dag,
    les_dag,
    les_klokke_ved_dagen,
    maaned_av,
    mangler,
    sjekk_ukedagen,
    uten_klokke,
)
from flyter.moeteplan.lest import Uleselig
from modeller.tekst import MAANEDER, Tekst

LENGSTE_MOETE = 6
"""Days after the first of a meeting that is written with its first and its last."""
LENGST = 500
"""Characters of a cell: the days of a year are less."""
_LEDD = re.compile(
    rf"(?:(?P<ukedag>{UKEDAG})\.?\s*(?:den\s+)?)?(?P<dag>\d{{1,2}})"
    r"(?:\.?\s?(?P<ord>[a-z]{3,9})\.?(?:\s(?P<aar1>\d{4}))?"
    r"|\.\s?(?P<mnd1>\d{1,2})(?:\.\s?(?P<aar2>\d{4}|\d{2})|\.)?"
    r"|/(?P<mnd2>\d{1,2})(?:-(?P<aar3>\d{4}|\d{2}))?"
    r"|\.)?"
)
_BEGYNNER_EN_DAG = re.compile(rf"(?:(?:{UKEDAG})\.?,?\s*)?\d{{1,2}}\s*[./,;]", re.IGNORECASE)
_BARE_DAGER = re.compile(r"\d{1,2}\.?(?: \d{1,2}\.?)+")
_SKILLE = re.compile(r"\s*(?:[,;+&]|\bog\b)\s*")
_KOMMA_I_DAG = re.compile(rf"\b({UKEDAG})\.?,\s*(?=\d)")
_MERKNAD = re.compile(r"\s*\(([^()]*)\)\s*")
_MERKE = re.compile(r"§(\d+)§")
_STREK = re.compile(r"\s*[-–—]\s*")
_AARSTALL = re.compile(r"(?<!\d)(20\d{2})(?!\d)")
_HEL_DATO = re.compile(r"\d{1,2}\.\s?(?:\d{1,2}\.|[a-zæøå]+\.?)\s?\d{4}", re.IGNORECASE)


class Dag(NamedTuple):
    """A day of a cell, with the time of day and the remark that stand by it there."""

    dato: date
    klokkeslett: time | None = None
    merknad: str = ""


def les_dager(verdi: object, *, aar: int | None = None, maaned: int | None = None) -> list[Dag]:
    """The days of a cell: one, or several by commas, «og» or lines. `aar` and `maaned` are those said above the cell.

    A month or a year at the end holds for the days before it. A meeting over some days counts from the first. Raises
    `Uleselig` for all of the cell when any of it is unclear.
    """
    if isinstance(verdi, date):
        dato = les_dag(verdi)
        if maaned is not None and (dato.month, dato.year) != (maaned, aar or dato.year):
            raise _under_en_annen(dato.isoformat(), maaned)
        return [Dag(dato, les_klokke_ved_dagen(verdi))]
    skrevet = _paa_en_linje(f"{verdi:g}" if isinstance(verdi, float) else str(verdi))
    merknad = ", ".join(en.strip() for en in _MERKNAD.findall(skrevet) if en.strip())
    tekst = _MERKNAD.sub(" ", skrevet.lower()).strip()
    if not tekst:
        raise mangler()
    if len(tekst) > LENGST:
        raise ikke_en_dag(tekst)
    if maaned is None and (hel := _hel_dag(tekst)):
        return [Dag(hel, les_klokke_ved_dagen(tekst), merknad)]
    klokke = les_klokke_ved_dagen(tekst)
    if maaned is not None and _BARE_DAGER.fullmatch(tekst):
        tall = tekst.replace(".", "").split()
        if tall[1:] == [str(maaned)]:  # «7. 3.» under March is one day, or two
            raise ikke_en_dag(tekst)
        tekst = ", ".join(tall)
    dager = _dagene(uten_klokke(tekst), aar, maaned)
    merknader = _ved_hver(skrevet) if merknad and len(dager) > 1 else [merknad] * len(dager)
    if len(merknader) != len(dager):
        raise ikke_en_dag(tekst)
    return [Dag(dato, klokke, ved) for dato, ved in zip(dager, merknader, strict=True)]


def _ved_hver(skrevet: str) -> list[str]:
    """The remark of each day of several: «(avlyst)» is of the day it stands by."""
    merknader = _MERKNAD.findall(skrevet)
    numre = iter(range(len(merknader)))
    merket = _MERKNAD.sub(lambda _: f" §{next(numre)}§ ", skrevet)
    ledd = [en for en in _SKILLE.split(merket) if en.strip()]
    return [", ".join(merknader[int(nr)].strip() for nr in _MERKE.findall(en)) for en in ledd]


def aaret(tekster: list[str]) -> int | None:
    """The year that texts name, when they name one. The days of decisions («vedtatt 12.11.2026») are not counted."""
    funnet = {int(aar) for tekst in tekster for aar in _AARSTALL.findall(_HEL_DATO.sub(" ", tekst))}
    return funnet.pop() if len(funnet) == 1 else None


def _paa_en_linje(skrevet: str) -> str:
    """A day a line becomes days by commas; one day over two lines («torsdag» above «5.2») is one."""
    ut = ""
    for linje in (" ".join(en.split()) for en in skrevet.splitlines()):
        ny_dag = _BEGYNNER_EN_DAG.match(linje + ".") and any(tegn.isdigit() for tegn in ut)
        ut += (", " if ny_dag else " ") + linje
    return ut.strip()


def _hel_dag(tekst: str) -> date | None:
    """The day, where it is one that says all itself. Raises `Uleselig` for one whose weekday is another."""
    try:
        return les_dag(tekst)
    except Uleselig:
        return None


def _dagene(tekst: str, aar: int | None, maaned: int | None) -> list[date]:
    ledd = [en for en in _SKILLE.split(_KOMMA_I_DAG.sub(r"\1 ", tekst)) if en]
    dager: list[date] = []
    sist_maaned, sist_aar = maaned, aar
    har_aar = False
    for nr, en in enumerate(reversed(ledd)):
        fra_til = [en] if _LEDD.fullmatch(en) else _STREK.split(en)
        treff = [_LEDD.fullmatch(del_) for del_ in fra_til]
        if not 1 <= len(treff) <= 2 or any(t is None for t in treff):
            raise ikke_en_dag(tekst)
        spennet: list[date] = []
        for t in reversed(treff):
            assert t is not None, "looked at above"
            sagt_maaned = _sagt_maaned(t, tekst)
            if maaned is not None and sagt_maaned not in {None, maaned}:
                raise _under_en_annen(tekst, maaned)
            sist_maaned = sagt_maaned or sist_maaned
            skrevet_aar = t["aar1"] or t["aar2"] or t["aar3"]
            if skrevet_aar and nr and not har_aar:
                # «14.1.2027, 11.02»: the last may be a time of day.
                raise ikke_en_dag(tekst)
            har_aar = har_aar or bool(skrevet_aar)
            sist_aar = int(skrevet_aar) % 100 + 2000 if skrevet_aar and len(skrevet_aar) == 2 else sist_aar
            sist_aar = int(skrevet_aar) if skrevet_aar and len(skrevet_aar) == 4 else sist_aar
            spennet.insert(0, _dag(t, sist_maaned, sist_aar, tekst))
        if len(spennet) == 2 and not 0 < (spennet[1] - spennet[0]).days <= LENGSTE_MOETE:
            raise ikke_en_dag(tekst)
        dager.insert(0, spennet[0])
    if not dager:
        raise mangler()
    return dager


def _sagt_maaned(treff: re.Match[str], tekst: str) -> int | None:
    if treff["ord"]:
        maaned = maaned_av(treff["ord"])
        if not maaned:
            raise ikke_en_dag(tekst)
        return maaned
    tall = treff["mnd1"] or treff["mnd2"]
    return int(tall) if tall else None


def _dag(treff: re.Match[str], maaned: int | None, aar: int | None, tekst: str) -> date:
    if maaned is None:
        raise ikke_en_dag(tekst)
    if aar is None:
        raise _uten_aar(tekst)
    try:
        dag = date(aar, maaned, int(treff["dag"]))
    except ValueError:
        raise ikke_en_dag(tekst) from None
    if dag.year not in AAR:
        les_dag(dag)  # which says so
    if treff["ukedag"]:
        sjekk_ukedagen(treff["ukedag"], dag)
    return dag


def _uten_aar(tekst: str) -> Uleselig:
    vist = tekst[:40]
    return Uleselig(
        Tekst(
            f"«{vist}» mangler årstall. Skriv det i datoen, i navnet på arket eller i en rad over tabellen.",
            f"«{vist}» manglar årstal. Skriv det i datoen, i namnet på arket eller i ei rad over tabellen.",
        )
    )


def _under_en_annen(tekst: str, maaned: int) -> Uleselig:
    vist, navn = tekst[:40], MAANEDER[maaned - 1]
    return Uleselig(
        Tekst(
            f"«{vist}» står under {navn}, men er en annen måned eller et annet år.",
            f"«{vist}» står under {navn}, men er ein annan månad eller eit anna år.",
        )
    )
