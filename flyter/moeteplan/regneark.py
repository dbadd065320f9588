"""Meeting plans as rows: CSV as Excel and others write it, and .xlsx. The first row that names a date column leads."""

from __future__ import annotations

import csv
import io
import zipfile
from collections.abc import Iterable, Iterator, Mapping, Sequence

from flyter.moeteplan.dager import les_dag, les_klokke
from flyter.moeteplan.lest import Lest, Planfeil, Uforstaatt, Uleselig, hoeyst
from flyter.moeteplan.tegn import dekod, er_avlyst
from modeller.moeteplan import Moeteoppfoering
from modeller.tekst import Tekst

KOLONNER: Mapping[str, frozenset[str]] = {
    "dato": frozenset({"dato", "møtedato", "moetedato", "dag", "startdato", "date"}),
    "utvalg": frozenset({"organ", "utvalg", "utval", "møteorgan", "råd", "råd/utvalg", "nemnd"}),
    "tittel": frozenset({"tittel", "møte", "emne", "navn", "namn", "beskrivelse", "merknad", "summary", "subject"}),
    "tid": frozenset({"tid", "klokkeslett", "kl", "kl.", "starttid", "start", "tidspunkt"}),
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


def les_csv(innhold: bytes) -> Lest:
    """The meetings of a CSV file. Raises `Planfeil` when no row is a heading with a date."""
    tekst = dekod(innhold)
    begynnelse = tekst[:10_000]
    skille = max(SKILLETEGN, key=begynnelse.count)
    csv.field_size_limit(LENGSTE_FELT)
    try:
        leser = csv.reader(io.StringIO(tekst, newline=""), delimiter=skille)
        rader = [(leser.line_num, rad) for rad in leser]
    except csv.Error:
        raise Planfeil(
            Tekst(
                "Filen kan ikke leses som CSV. Sjekk at hermetegn er lukket.",
                "Fila kan ikkje lesast som CSV. Sjekk at hermeteikn er lukka.",
            )
        ) from None
    return _les(rader, i_ark=False)


def les_xlsx(innhold: bytes) -> Lest:
    """The meetings of the first sheet of a workbook that has any. Raises `Planfeil`."""
    from openpyxl import load_workbook  # noqa: PLC0415 - slow to load, and seldom needed

    _sjekk_arkivet(innhold)
    try:
        bok = load_workbook(io.BytesIO(innhold), read_only=True, data_only=True)
        ark = [[(nr, rad) for nr, rad in enumerate(_rader(blad), 1)] for blad in bok.worksheets]
    except Exception:  # noqa: BLE001 - what openpyxl raises for a broken workbook is anything
        raise _ikke_excel() from None
    for rader in ark:
        if _overskrift(rader) is not None:
            return _les(rader, i_ark=True)
    raise _ingen_overskrift()


def _rader(blad: object) -> Iterator[Sequence[object]]:
    for nr, rad in enumerate(blad.iter_rows(values_only=True)):  # type: ignore[attr-defined]  # openpyxl ships no types
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
        tittel, utvalg = _tekst(felt.get("tittel")), _tekst(felt.get("utvalg"))
        try:
            dato = les_dag(felt["dato"] if felt["dato"] is not None else "")
        except Uleselig as feil:
            uforstaatt.append(Uforstaatt(hvor=hvor, hva=tittel or utvalg or _tekst(felt["dato"]), grunn=feil.grunn))
            continue
        oppfoeringer.append(
            Moeteoppfoering(
                kilde_id=None,
                dato=dato,
                klokkeslett=les_klokke(felt.get("tid")),
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
    return verdi is True or _tekst(verdi).lower() in {"avlyst", "ja", "x", "utgår", "kansellert", "true", "sann"}


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
