"""Meeting plans as rows: CSV as Excel and others write it, and .xlsx. The first row that names a date column leads."""

from __future__ import annotations

import csv
import io
import re
import zipfile
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date

from flyter.moeteplan.dager import les_dag, les_klokke, les_klokke_ved_dagen
from flyter.moeteplan.lest import Lest, Planfeil, Uforstaatt, Uleselig, hoeyst
from flyter.moeteplan.tegn import dekod, er_avlyst
from modeller.moeteplan import Moeteoppfoering
from modeller.tekst import Tekst

KOLONNER: Mapping[str, frozenset[str]] = {
    "dato": frozenset({"dato", "møtedato", "moetedato", "møtedag", "dag", "startdato", "start date", "date"}),
    "utvalg": frozenset({"organ", "utvalg", "utval", "møteorgan", "politisk organ", "råd", "råd/utvalg", "nemnd"}),
    "tittel": frozenset({"tittel", "møte", "emne", "navn", "namn", "beskrivelse", "merknad", "summary", "subject"}),
    "tid": frozenset(
        {"tid", "klokkeslett", "kl", "kl.", "starttid", "starttidspunkt", "start time", "start", "tidspunkt"}
    ),
    "status": frozenset({"status", "avlyst"}),
}
"""The words of a heading, by what stands below."""
SKILLETEGN = ";,\t|"
LETER_I = 30
"""Rows down to which the heading is looked for: titles and notes may stand above it."""
LENGSTE_FELT = 100_000
STOERST_UTPAKKET = 100_000_000
"""Bytes of a sheet unpacked."""
Rad = tuple[int, Sequence[object]]
_FLYTTET = re.compile(r"\b(?:flytt\w*|utsatt|utsett\w*)\b", re.IGNORECASE)
_IKKE_REGNET = re.compile(
    rb'<c (?![^<>]*t="str")[^<>]*>(?:<f\b[^<>]*/>|<f\b[^<>]*>[^<]*</f>)\s*+(?:<v\s*+/>|<v></v>)?+\s*+</c>'
)
"""A cell whose formula nobody has worked out: its workbook was written by a program that is no spreadsheet."""


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
        funnet = _overskrift(enumerate(csv.reader(io.StringIO(begynnelse, newline=""), delimiter=tegn), 1))
        return len(funnet[1]) if funnet else 0, begynnelse.count(tegn)

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
    lest = {navn: _les(rader, i_ark=True) for navn, rader in arkene.items() if _overskrift(rader) is not None}
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


def _i_arket(en: Uforstaatt, ark: str, *, alene: bool) -> Uforstaatt:
    """With the sheet's name, where rows of several are listed together."""
    return en if alene else replace(en, hva=f"{en.hva} (arket «{ark}»)")


def _har_dager(rader: Iterable[Rad]) -> bool:
    """Whether any cell is a day: then the sheet may be a plan, and must not be passed over in silence."""
    return any(isinstance(celle, date) or _er_dag(_tekst(celle)) for _, rad in rader for celle in rad)


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


def _les(rader: Sequence[Rad], *, i_ark: bool) -> Lest:
    funnet = _overskrift(rader)
    if funnet is None:
        raise _ingen_overskrift()
    etter, kolonner = funnet
    hoeyst(len(rader))
    oppfoeringer: list[Moeteoppfoering] = []
    uforstaatt: list[Uforstaatt] = []
    for hvor, rad in rader[etter:]:
        felt = {navn: rad[nr] if nr < len(rad) else None for navn, nr in kolonner.items()}
        if not any(_tekst(verdi) for verdi in felt.values()):
            continue
        ellers = [] if "utvalg" in kolonner else [_tekst(c) for n, c in enumerate(rad) if n not in kolonner.values()]
        tittel, utvalg = _tekst(felt.get("tittel")), _tekst(felt.get("utvalg")) or " ".join(filter(None, ellers))
        try:
            dato = les_dag(felt["dato"] if felt["dato"] is not None else "")
            _sjekk_statusen(_tekst(felt.get("status")))
        except Uleselig as feil:
            uforstaatt.append(Uforstaatt(hvor=hvor, hva=tittel or utvalg or _tekst(felt["dato"]), grunn=feil.grunn))
            continue
        oppfoeringer.append(
            Moeteoppfoering(
                kilde_id=None,
                dato=dato,
                klokkeslett=les_klokke(felt.get("tid")) or les_klokke_ved_dagen(felt["dato"]),
                tittel=tittel,
                utvalg=utvalg,
                avlyst=_avlyst(felt.get("status")) or er_avlyst(tittel),
                hvor=hvor,
            )
        )
    return Lest(oppfoeringer=tuple(oppfoeringer), uforstaatt=tuple(uforstaatt), i_ark=i_ark)


def _overskrift(rader: Iterable[Rad]) -> tuple[int, dict[str, int]] | None:
    """How many rows lead down to and with the heading, and where its columns are."""
    for nr, (_, rad) in enumerate(rader):
        if nr >= LETER_I:
            break
        ordene = [_tekst(celle).lower().rstrip(":") for celle in rad]
        kolonner = {
            navn: next(plass for plass, ord_ in enumerate(ordene) if ord_ in kjente)
            for navn, kjente in KOLONNER.items()
            if any(ord_ in kjente for ord_ in ordene)
        }
        if "dato" in kolonner:
            return nr + 1, kolonner
    return None


def _avlyst(verdi: object) -> bool:
    tekst = _tekst(verdi)
    return verdi is True or tekst.lower() in {"ja", "x", "true", "sann"} or er_avlyst(tekst)


def _sjekk_statusen(status: str) -> None:
    """A meeting that was moved has two days, and the row has one."""
    if _FLYTTET.search(status) and not er_avlyst(status):
        raise Uleselig(
            Tekst(
                f"Statusen er «{status[:60]}», så det er uklart om datoen er den gamle eller den nye. Skriv den nye "
                "datoen, og la status stå tom.",
                f"Statusen er «{status[:60]}», så det er uklart om datoen er den gamle eller den nye. Skriv den nye "
                "datoen, og lat status stå tom.",
            )
        )


def _tekst(verdi: object) -> str:
    return "" if verdi is None else " ".join(str(verdi).split())[:500]


def _ingen_overskrift() -> Planfeil:
    return Planfeil(
        Tekst(
            "Finner ingen overskriftsrad med «Dato». Kolonnene kan hete Dato, Organ, Tittel, Tid og Status.",
            "Finn inga overskriftsrad med «Dato». Kolonnane kan heite Dato, Organ, Tittel, Tid og Status.",
        )
    )


def _ikke_excel() -> Planfeil:
    return Planfeil(
        Tekst(
            "Dette er ikke en Excel-arbeidsbok som kan leses. Lagre den som .xlsx, uten passord, eller som CSV.",
            "Dette er ikkje ei Excel-arbeidsbok som kan lesast. Lagre ho som .xlsx, utan passord, eller som CSV.",
        )
    )
