"""Plans laid out as a table of a year: months across or down with the days in the cells, or a column of days a body."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date, datetime
from itertools import zip_longest
from typing import NamedTuple

from flyter.moeteplan.dager import les_klokke, maaned_av
from flyter.moeteplan.dagliste import aaret, les_dager
from flyter.moeteplan.gjenkjenning import nevner_organ
from flyter.moeteplan.lest import Uforstaatt, Uleselig, hoeyst
from flyter.moeteplan.moeteliste import LETER_I, Rad, Utlest
from flyter.moeteplan.tegn import celletekst, er_avlyst, sjekk_flyttet
from modeller.moeteplan import Moeteoppfoering
from modeller.tekst import MAANEDER

FAERREST_MAANEDER = 3
"""Months a row must name to be a heading; a list of meetings names one at a time."""
FLEST_RADER, FLEST_KOLONNER = 1_000, 100
"""A table of a year is less. Empty rows are not counted."""
_TOMT = frozenset({"", "-", "–", "—"})
_KLOKKEORD = frozenset({"tid", "klokkeslett", "kl", "kl.", "møtetid", "starttid", "start", "tidspunkt"})
_LINJER_NED = 5
"""Rows in which a table with a column a body must have its first day."""


class _Celle(NamedTuple):
    hvor: int
    verdi: object


def les_aarstabell(rader: Sequence[Rad], *, ark: str = "") -> Utlest | None:
    """The meetings of a table of a year, or None when the rows are no such table. `ark` is the sheet's name.

    The year is the one the sheet or the heading names; without one, days that do not say it are not understood.
    """
    hoeyst(len(rader))
    brede = any(celletekst(celle) for _, rad in rader for celle in rad[FLEST_KOLONNER:])
    rader = [(hvor, rad[:FLEST_KOLONNER]) for hvor, rad in rader if any(celletekst(celle) for celle in rad)]
    if len(rader) > FLEST_RADER or brede:
        return None
    ruter = [[_Celle(hvor, verdi) for verdi in rad] for hvor, rad in rader]
    paa_tvers = [list(kolonne) for kolonne in zip_longest(*ruter, fillvalue=_Celle(0, None))]
    for tabell in (ruter, paa_tvers):
        if any(_maaneder(rad) for rad in tabell):
            lest = Utlest.av(_fra_maaneder(tabell, _aar(rader, ark)))
            return lest if lest.oppfoeringer or lest.uforstaatt else None
    aar = _aar(rader, ark)
    for tabell in (ruter, paa_tvers):
        if (kolonner := _organkolonner(tabell, aar)) is not None:
            return Utlest.av(_fra_kolonner(tabell, *kolonner, aar=aar))
    return None


def nevnte_maaneder(rad: Sequence[object]) -> int:
    """How many months a row is the heading of; 0 for other rows."""
    return len({maaned for maaned, _ in _maaneder([_Celle(0, celle) for celle in rad]).values()})


def _aar(rader: Sequence[Rad], ark: str) -> int | None:
    """The year of the sheet's name, else of what stands above the first day."""
    over = [celletekst(celle) for _, rad in rader[:_LINJER_NED] for celle in rad if not isinstance(celle, date)]
    return aaret([ark]) or aaret(over)


def _maaneder(rad: Sequence[_Celle]) -> dict[int, tuple[int, int | None]]:
    """Month and year by place, of a row that is a heading of months; a heading over several columns is for all."""
    sagt = {plass: maaned for plass, celle in enumerate(rad) if (maaned := _maaned(celle.verdi))}
    if len({maaned for maaned, _ in sagt.values()}) < FAERREST_MAANEDER:
        return {}
    ut: dict[int, tuple[int, int | None]] = {}
    for plass in range(min(sagt), len(rad)):
        if plass in sagt:
            ut[plass] = sagt[plass]
        elif plass - 1 in ut and celletekst(rad[plass].verdi) == "":
            ut[plass] = ut[plass - 1]
    return ut


def _maaned(verdi: object) -> tuple[int, int | None] | None:
    if isinstance(verdi, date):  # «jan. 27» as Excel takes it
        dag = verdi.date() if isinstance(verdi, datetime) else verdi
        return (dag.month, dag.year) if dag.day == 1 else None
    ordene = celletekst(verdi).lower().split()
    if not 1 <= len(ordene) <= 2:
        return None
    aar = aaret(ordene[1:])
    maaned = maaned_av(ordene[0].rstrip("."))
    return (maaned, aar) if maaned and (aar or len(ordene) == 1) else None


def _fra_maaneder(tabell: Sequence[Sequence[_Celle]], aar: int | None) -> Iterator[Moeteoppfoering | Uforstaatt]:
    kolonner: dict[int, tuple[int, int | None]] = {}
    foerste, klokkeplass = 0, None
    organ = ""
    for rad in tabell:
        if nye := _maaneder(rad):
            kolonner, organ = nye, ""
            foerste = min(nye)
            klokkeplass = next((p for p, c in enumerate(rad) if celletekst(c.verdi).lower() in _KLOKKEORD), None)
            continue
        if not kolonner:
            continue
        # A body over several rows has its name in the first of them.
        foran = [t for p, c in enumerate(rad[:foerste]) if p != klokkeplass and (t := celletekst(c.verdi))]
        organ = next((t for t in foran if nevner_organ(t)), foran[0] if foran else organ)
        klokke = rad[klokkeplass].verdi if klokkeplass is not None and klokkeplass < len(rad) else None
        for plass, (maaned, sagt_aar) in kolonner.items():
            if plass < len(rad):
                yield from _cellen(rad[plass], organ, klokke, aar=sagt_aar or aar, maaned=maaned)


def _cellen(
    celle: _Celle, organ: str, klokke: object, *, aar: int | None, maaned: int | None
) -> Iterator[Moeteoppfoering | Uforstaatt]:
    if celletekst(celle.verdi) in _TOMT:
        return
    under = f", {MAANEDER[maaned - 1]}" if maaned else ""
    try:
        for dag in les_dager(celle.verdi, aar=aar, maaned=maaned):
            sjekk_flyttet(dag.merknad)
            yield Moeteoppfoering(
                kilde_id=None,
                dato=dag.dato,
                klokkeslett=dag.klokkeslett or les_klokke(klokke),
                # A name of no body we know by its word is shown as what it is, not passed over.
                tittel=dag.merknad if nevner_organ(organ) else ", ".join(filter(None, [organ, dag.merknad])),
                utvalg=organ,
                avlyst=er_avlyst(dag.merknad),
                hvor=celle.hvor,
            )
    except Uleselig as feil:
        yield Uforstaatt(hvor=celle.hvor, hva=f"{organ}{under}".lstrip(", "), grunn=feil.grunn)


def _organkolonner(tabell: Sequence[Sequence[_Celle]], aar: int | None) -> tuple[int, dict[int, str]] | None:
    """The heading's row, and the body over each column of days: where each word of the heading is a body's, over days,
    or has nothing below it, as a title.
    """
    for nr, rad in enumerate(tabell[:-1][:LETER_I]):
        navn = {
            plass: celletekst(celle.verdi)
            for plass, celle in enumerate(rad)
            if celletekst(celle.verdi)
            and any(plass < len(r) and celletekst(r[plass].verdi) not in _TOMT for r in tabell[nr + 1 :])
        }
        if not navn or not all(nevner_organ(ord_) for ord_ in navn.values()):
            continue
        under = tabell[nr + 1 : nr + 1 + _LINJER_NED]
        med_dager = {
            plass: ord_
            for plass, ord_ in navn.items()
            if any(plass < len(r) and _er_dager(r[plass].verdi, aar) for r in under)
            and not _er_dager(rad[plass].verdi, aar)
        }
        if med_dager and len(med_dager) == len(navn):
            return nr, med_dager
    return None


def _er_dager(verdi: object, aar: int | None) -> bool:
    try:
        return bool(les_dager("" if verdi is None else verdi, aar=aar))
    except Uleselig:
        return False


def _fra_kolonner(
    tabell: Sequence[Sequence[_Celle]], hode: int, navn: dict[int, str], *, aar: int | None
) -> Iterator[Moeteoppfoering | Uforstaatt]:
    for rad in tabell[hode + 1 :]:
        for plass, organ in navn.items():
            if plass < len(rad):
                yield from _cellen(rad[plass], organ, None, aar=aar, maaned=None)
