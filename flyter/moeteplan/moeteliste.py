"""Rows of a list of meetings, a meeting a row below a heading that names the column of days."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import NamedTuple

from flyter.moeteplan.dager import les_klokke, maaned_av
from flyter.moeteplan.dagliste import Dag, aaret, les_dager
from flyter.moeteplan.gjenkjenning import nevner_organ
from flyter.moeteplan.lest import Uforstaatt, Uleselig, hoeyst
from flyter.moeteplan.tegn import celletekst, er_avlyst, sjekk_flyttet
from modeller.moeteplan import Moeteoppfoering

KOLONNER: Mapping[str, frozenset[str]] = {
    "dato": frozenset({
        "dato", "datoer", "datoar", "møtedato", "møtedatoer", "møtedatoar", "moetedato", "møtedag", "møtedager",
        "møtedagar", "dag", "startdato", "start date", "date",
    }),
    "utvalg": frozenset({
        "organ", "utvalg", "utval", "møteorgan", "politisk organ", "råd", "råd/utvalg", "nemnd", "politisk utvalg",
        "politisk utval", "navn på utvalg",
    }),
    "tittel": frozenset({"tittel", "møte", "emne", "navn", "namn", "beskrivelse", "merknad", "summary", "subject"}),
    "tid": frozenset(
        {"tid", "klokkeslett", "kl", "kl.", "starttid", "starttidspunkt", "start time", "start", "tidspunkt"}
    ),
    "status": frozenset({"status", "avlyst"}),
}  # fmt: skip
"""The words of a heading, by what stands below."""
LETER_I = 30
"""Rows down to which the heading is looked for: titles and notes may stand above it."""
Rad = tuple[int, Sequence[object]]
_AAR_I_ORDET = re.compile(r"(?<=\w)\s+(?:i\s+)?20\d{2}$")
_KRYSS = frozenset({"x", "xx", "✓", "✔", "ja", "1", "true"})


@dataclass(frozen=True, slots=True)
class Utlest:
    """The meetings of a sheet, and the rows or cells that were not understood."""

    oppfoeringer: tuple[Moeteoppfoering, ...]
    uforstaatt: tuple[Uforstaatt, ...]

    @classmethod
    def av(cls, lest: Iterable[Moeteoppfoering | Uforstaatt]) -> Utlest:
        """Each with its like."""
        alle = list(lest)
        return cls(
            tuple(en for en in alle if isinstance(en, Moeteoppfoering)),
            tuple(en for en in alle if isinstance(en, Uforstaatt)),
        )


class _Moete(NamedTuple):
    """What a row says of one meeting besides its day."""

    utvalg: str
    tittel: str
    klokkeslett: object
    status: object


def overskrift(rader: Iterable[Rad]) -> tuple[int, dict[str, int]] | None:
    """How many rows lead down to and with the heading, and where its columns are."""
    for nr, (_, rad) in enumerate(rader):
        if nr >= LETER_I:
            break
        ordene = _ordene(rad)
        kolonner = {
            navn: next(plass for plass, ord_ in enumerate(ordene) if ord_ in kjente)
            for navn, kjente in KOLONNER.items()
            if any(ord_ in kjente for ord_ in ordene)
        }
        if "dato" in kolonner:
            if ordene[kolonner["dato"]] == "dag":  # beside «Dato» it is the weekday
                andre = (plass for plass, ord_ in enumerate(ordene) if ord_ in KOLONNER["dato"] and ord_ != "dag")
                kolonner["dato"] = next(andre, kolonner["dato"])
            return nr + 1, kolonner
    return None


def les_liste(rader: Sequence[Rad], etter: int, kolonner: Mapping[str, int], *, ark: str = "") -> Utlest:
    """The meetings below a heading, as `overskrift` found it. `ark` is the sheet's name, and may say body and year."""
    hoeyst(len(rader))
    return Utlest.av(_lest(rader, etter, kolonner, ark))


def _lest(
    rader: Sequence[Rad], etter: int, kolonner: Mapping[str, int], ark: str
) -> Iterator[Moeteoppfoering | Uforstaatt]:
    over = [celletekst(celle) for _, rad in rader[:etter] for celle in rad if not isinstance(celle, date)]
    aar = aaret([ark]) or aaret(over)
    hodet = _ordene(rader[etter - 1][1])
    egne = set(kolonner.values())
    maanedsplass = next((plass for plass, ord_ in enumerate(hodet) if ord_ in {"måned", "månad", "mnd", "mnd."}), None)
    organer = {p: celletekst(rader[etter - 1][1][p]) for p, o in enumerate(hodet) if nevner_organ(o) and p not in egne}
    maaned: int | None = None
    organ = next((t for _, rad in rader[: etter - 1] if (t := _organoverskrift(rad))), "") if not organer else ""
    for hvor, rad in rader[etter:]:
        if _ordene(rad) == hodet:
            continue
        felt = {navn: rad[nr] if nr < len(rad) else None for navn, nr in kolonner.items()}
        if "utvalg" not in kolonner and (nytt := _organoverskrift(rad)):
            organ = nytt
            continue
        if maanedsplass is not None and maanedsplass < len(rad) and celletekst(rad[maanedsplass]):
            maaned = maaned_av(celletekst(rad[maanedsplass]).lower().rstrip(".")) or None
        if not any(celletekst(verdi) for verdi in felt.values()):
            continue
        moeter = list(_moeter(rad, felt, kolonner, organer, organ))
        try:
            dager = _dagene(felt["dato"], aar, maaned)
            for moete in moeter:
                for status in (celletekst(moete.status), *(dag.merknad for dag in dager)):
                    sjekk_flyttet(status)
        except Uleselig as feil:
            hva = next((m.tittel or m.utvalg for m in moeter if m.tittel or m.utvalg), celletekst(felt["dato"]))
            yield Uforstaatt(hvor=hvor, hva=hva, grunn=feil.grunn)
            continue
        for moete in moeter:
            yield from (_oppfoering(moete, dag, ark, hvor, utvalg_i_kolonne="utvalg" in kolonner) for dag in dager)


def _dagene(verdi: object, aar: int | None, maaned: int | None) -> list[Dag]:
    """The days of a cell, which may be of the month that its row, or one above it, names."""
    try:
        return les_dager("" if verdi is None else verdi, aar=aar)
    except Uleselig:
        if maaned is None or verdi is None:
            raise
        return les_dager(verdi, aar=aar, maaned=maaned)


def _moeter(
    rad: Sequence[object],
    felt: Mapping[str, object],
    kolonner: Mapping[str, int],
    organer: Mapping[int, str],
    organ: str,
) -> Iterator[_Moete]:
    """The meetings of a row: one, or one for each body whose column is marked."""
    tittel, status, klokke = celletekst(felt.get("tittel")), felt.get("status"), felt.get("tid")
    if "utvalg" in kolonner:
        yield _Moete(celletekst(felt["utvalg"]), tittel, klokke, status)
        return
    if not organer:
        ellers = [celletekst(c) for plass, c in enumerate(rad) if plass not in kolonner.values()]
        yield _Moete(organ or " ".join(filter(None, ellers)), tittel, klokke, status)
        return
    for plass, navn in organer.items():
        merke = celletekst(rad[plass]) if plass < len(rad) else ""
        if merke in {"", "-", "–"}:
            continue
        egen_klokke = None if merke.lower() in _KRYSS else les_klokke(rad[plass])
        sagt = "" if egen_klokke or merke.lower() in _KRYSS else merke
        yield _Moete(navn, ", ".join(filter(None, [tittel, sagt])), egen_klokke or klokke, status)


def _oppfoering(moete: _Moete, dag: Dag, ark: str, hvor: int, *, utvalg_i_kolonne: bool) -> Moeteoppfoering:
    # A name of no body we know by its word is shown as what it is, not passed over.
    fremmed = utvalg_i_kolonne and not nevner_organ(moete.utvalg)
    return Moeteoppfoering(
        kilde_id=None,
        dato=dag.dato,
        klokkeslett=les_klokke(moete.klokkeslett) or dag.klokkeslett,
        tittel=moete.tittel or dag.merknad or (moete.utvalg if fremmed else ""),
        utvalg=moete.utvalg,
        kalender=ark,
        avlyst=_avlyst(moete.status) or er_avlyst(moete.tittel) or er_avlyst(dag.merknad),
        hvor=hvor,
    )


def _organoverskrift(rad: Sequence[object]) -> str:
    """The body that a row is the heading of: alone in it, as its first word; else nothing."""
    fylt = [tekst for celle in rad if (tekst := celletekst(celle))]
    if len(fylt) != 1 or not nevner_organ(fylt[0].split()[0]):
        return ""
    return fylt[0]


def _ordene(rad: Sequence[object]) -> list[str]:
    """The words of a heading; «Datoer i 2027» is «datoer»."""
    return [_AAR_I_ORDET.sub("", celletekst(celle).lower().rstrip(":")) for celle in rad]


def _avlyst(verdi: object) -> bool:
    tekst = celletekst(verdi)
    return verdi is True or tekst.lower() in {"ja", "x", "true", "sann"} or er_avlyst(tekst)
