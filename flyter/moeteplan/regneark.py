"""Meeting plans as rows: CSV as Excel and others write it, and .xlsx. The first row that names a date column leads,
else it may be a table of a year.
"""

from __future__ import annotations

import csv
import io
import re
import zipfile
from collections.abc import Iterable, Iterator, Sequence
from contextlib import suppress
from dataclasses import replace
from datetime import date

from flyter.moeteplan.aarstabell import les_aarstabell, nevnte_maaneder
from flyter.moeteplan.dager import les_dag
from flyter.moeteplan.gjenkjenning import nevner_organ
from flyter.moeteplan.lest import Lest, Planfeil, Uforstaatt, Uleselig, hoeyst
from flyter.moeteplan.moeteliste import Rad, les_liste, overskrift
from flyter.moeteplan.tegn import celletekst, dekod
from modeller.tekst import Tekst

SKILLETEGN = ";,\t|"
LENGSTE_FELT = 100_000
STOERST_UTPAKKET = 100_000_000
"""Bytes of a sheet unpacked."""
_IKKE_REGNET = re.compile(
    rb'<c (?![^<>]*t="str")[^<>]*>(?:<f\b[^<>]*/>|<f\b[^<>]*>[^<]*</f>)\s*+(?:<v\s*+/>|<v></v>)?+\s*+</c>'
)
"""A cell whose formula nobody has worked out: its workbook was written by a program that is no spreadsheet."""


class Uoversiktlig(Planfeil):
    """The rows are neither a list nor a table of a year."""


def les_csv(innhold: bytes) -> Lest:
    """The meetings of a CSV file. Raises `Planfeil` when no row is a heading with a date."""
    tekst = dekod(innhold)
    csv.field_size_limit(LENGSTE_FELT)
    # Strict: a quote that is never closed would make one entry of all that follows.
    leser = csv.reader(io.StringIO(tekst, newline=""), delimiter=_skilletegn(tekst[:10_000]), strict=True)
    rader: list[Rad] = []
    linje = 1
    try:
        for rad in leser:
            rader.append((linje, rad))
            linje = leser.line_num + 1
    except csv.Error:
        raise Planfeil(
            Tekst(
                "Raden kan ikke leses som CSV. Sjekk at hermetegn er lukket.",
                "Rada kan ikkje lesast som CSV. Sjekk at hermeteikn er lukka.",
            ),
            linje,
        ) from None
    return _les(rader, i_ark=False)


def _skilletegn(begynnelse: str) -> str:
    """What gives the fullest heading: titles may hold more commas than the list has semicolons."""

    def treff(tegn: str) -> tuple[int, int]:
        rader = list(enumerate(csv.reader(io.StringIO(begynnelse, newline=""), delimiter=tegn), 1))
        funnet = overskrift(rader)
        return len(funnet[1]) if funnet else max(nevnte_maaneder(rad) for _, rad in rader), begynnelse.count(tegn)

    return max(SKILLETEGN, key=treff)


def les_xlsx(innhold: bytes) -> Lest:
    """The meetings of all the sheets of a workbook that have a heading. Raises `Planfeil`."""
    from openpyxl import load_workbook  # noqa: PLC0415 - slow to load, and seldom needed

    _sjekk_arkivet(innhold)
    try:
        bok = load_workbook(io.BytesIO(innhold), read_only=True, data_only=True)
        arkene = {str(blad.title): list(enumerate(_rader(blad), 1)) for blad in bok.worksheets}
    except Planfeil:
        raise
    except Exception:  # noqa: BLE001 - what openpyxl raises for a broken workbook is anything
        raise _ikke_excel() from None
    lest: dict[str, Lest] = {}
    for navn, rader in arkene.items():
        with suppress(Uoversiktlig):
            lest[navn] = _les(rader, i_ark=True, ark=navn)
    lest = {n: ark for n, ark in lest.items() if len(lest) == 1 or overskrift(arkene[n]) is not None or _er_plan(ark)}
    if not lest:
        raise _ingen_overskrift()
    uten = [navn for navn, rader in arkene.items() if navn not in lest and _har_dager(rader)]
    return Lest(
        oppfoeringer=tuple(en for ark in lest.values() for en in ark.oppfoeringer),
        uforstaatt=(
            *(_i_arket(en, navn, alene=len(lest) == 1) for navn, ark in lest.items() for en in ark.uforstaatt),
            *(Uforstaatt(hvor=None, hva=f"Arket «{navn}»", grunn=_ingen_overskrift().grunn) for navn in uten),
        ),
        i_ark=True,
    )


def _er_plan(ark: Lest) -> bool:
    """Whether a table of a year is about meetings: one with sums by month is not."""
    return bool(ark.oppfoeringer) or any(nevner_organ(en.hva) for en in ark.uforstaatt)


def _i_arket(en: Uforstaatt, ark: str, *, alene: bool) -> Uforstaatt:
    """With the sheet's name, where rows of several are listed together."""
    return en if alene else replace(en, hva=f"{en.hva} (arket «{ark}»)")


def _har_dager(rader: Iterable[Rad]) -> bool:
    """Whether any cell is a day: then the sheet may be a plan, and must not be passed over in silence."""
    return any(isinstance(celle, date) or _er_dag(celletekst(celle)) for _, rad in rader for celle in rad)


def _er_dag(tekst: str) -> bool:
    try:
        les_dag(tekst)
    except Uleselig:
        return False
    return True


def _rader(blad: object) -> Iterator[Sequence[object]]:
    blad.reset_dimensions()  # type: ignore[attr-defined]  # openpyxl ships no types, and believes a size that is wrong
    for nr, rad in enumerate(blad.iter_rows(values_only=True)):  # type: ignore[attr-defined]
        hoeyst(nr)
        yield rad[:50]


def _sjekk_arkivet(innhold: bytes) -> None:
    """A workbook is a zip of XML: not too much of it, and no definitions that unfold into more."""
    try:
        feil = _arkivfeil(innhold)
    except Exception:  # noqa: BLE001 - what a broken archive raises is anything, from zlib and below
        feil = _ikke_excel()
    if feil is not None:
        raise feil


def _arkivfeil(innhold: bytes) -> Planfeil | None:
    with zipfile.ZipFile(io.BytesIO(innhold)) as arkiv:
        if sum(fil.file_size for fil in arkiv.infolist()) > STOERST_UTPAKKET:
            return Planfeil(
                Tekst(
                    "Arbeidsboken er for stor. Eksporter bare møteplanen.",
                    "Arbeidsboka er for stor. Eksporter berre møteplanen.",
                )
            )
        navn = arkiv.namelist()
        if any(_IKKE_REGNET.search(arkiv.read(fil)) for fil in navn if fil.startswith("xl/worksheets/sheet")):
            return Planfeil(
                Tekst(
                    "Arbeidsboken har formler som ikke er regnet ut. Åpne den i Excel, lagre den og prøv igjen.",
                    "Arbeidsboka har formlar som ikkje er rekna ut. Opne ho i Excel, lagre ho og prøv igjen.",
                )
            )
        utvider = any(b"<!DOCTYPE" in arkiv.read(fil) for fil in navn if fil.endswith((".xml", ".rels")))
        return _ikke_excel() if utvider or "xl/workbook.xml" not in navn else None


def _les(rader: Sequence[Rad], *, i_ark: bool, ark: str = "") -> Lest:
    """The rows of a list or of a table of a year, in a sheet of that name. Raises `Uoversiktlig` for others."""
    funnet = overskrift(rader)
    tabell = les_liste(rader, *funnet, ark=ark) if funnet is not None else les_aarstabell(rader, ark=ark)
    if tabell is None:
        raise _ingen_overskrift()
    return Lest(oppfoeringer=tabell.oppfoeringer, uforstaatt=tabell.uforstaatt, i_ark=i_ark)


def _ingen_overskrift() -> Uoversiktlig:
    return Uoversiktlig(
        Tekst(
            "Finner ingen overskriftsrad med «Dato». Kolonnene kan hete Dato, Organ, Tittel, Tid og Status, eller det "
            "kan være en kolonne for hver måned, med ett organ i hver rad.",
            "Finn inga overskriftsrad med «Dato». Kolonnane kan heite Dato, Organ, Tittel, Tid og Status, eller det "
            "kan vere ein kolonne for kvar månad, med eitt organ i kvar rad.",
        )
    )


def _ikke_excel() -> Planfeil:
    return Planfeil(
        Tekst(
            "Dette er ikke en Excel-arbeidsbok som kan leses. Lagre den som .xlsx, uten passord, eller som CSV.",
            "Dette er ikkje ei Excel-arbeidsbok som kan lesast. Lagre ho som .xlsx, utan passord, eller som CSV.",
        )
    )
