"""RRULE as days: what a rule gives between its start and a last day, in time that follows the days alone."""

from __future__ import annotations

import re
from calendar import monthrange
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import islice

from flyter.moeteplan.lest import Uleselig
from modeller.tekst import Tekst

UKEDAGER = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")
_UKEDAG = re.compile(r"([+-]?\d{1,2})?(MO|TU|WE|TH|FR|SA|SU)")
_TALL = re.compile(r"[+-]?\d{1,3}")
HYPPIGHETER = ("DAILY", "WEEKLY", "MONTHLY", "YEARLY")
KJENTE = {
    "FREQ", "INTERVAL", "COUNT", "UNTIL", "WKST", "BYDAY", "BYMONTH", "BYMONTHDAY", "BYSETPOS", "BYWEEKNO", "BYYEARDAY",
}  # fmt: skip
KLOKKESLETT = {"BYHOUR", "BYMINUTE", "BYSECOND"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Regel:
    """A rule that gives days. `ukedager` are (which one or 0, weekday from Monday = 0); `slutt` is UNTIL as it stands.

    `klokkeslett` are the hour, minute and second it names, which must be those it starts at.
    """

    hyppighet: str
    hver: int = 1
    antall: int | None = None
    slutt: str | None = None
    ukestart: int = 0
    ukedager: tuple[tuple[int, int], ...] = ()
    maaneder: tuple[int, ...] = ()
    maanedsdager: tuple[int, ...] = ()
    plasser: tuple[int, ...] = ()
    uker: tuple[int, ...] = ()
    aarsdager: tuple[int, ...] = ()
    klokkeslett: tuple[tuple[str, str], ...] = ()


def les_regel(verdi: str) -> Regel:
    """The rule of an RRULE value. Raises `Uleselig` for what is wrong, or rarer than a meeting plan has use for."""
    par = [del_.partition("=") for del_ in verdi.upper().strip().strip(";").split(";")]
    deler = {navn: innhold for navn, _, innhold in par}
    ukjente = sorted(deler.keys() - KJENTE - KLOKKESLETT)
    if len(deler) != len(par) or ukjente or "" in deler.values():
        raise _ugyldig(verdi)
    if deler.get("FREQ") not in HYPPIGHETER:
        raise Uleselig(
            Tekst(
                f"Gjentakelsen «{deler.get('FREQ', '')}» er ikke en møteplan: møter gjentas daglig, ukentlig, månedlig "
                "eller årlig.",
                f"Gjentakinga «{deler.get('FREQ', '')}» er ikkje ein møteplan: møte blir tekne opp att dagleg, kvar "
                "veke, kvar månad eller kvart år.",
            )
        )
    try:
        regel = Regel(
            hyppighet=deler["FREQ"],
            hver=_tall(deler.get("INTERVAL", "1"), 1, 999),
            antall=_tall(deler["COUNT"], 1, 999) if "COUNT" in deler else None,
            slutt=deler.get("UNTIL"),
            ukestart=UKEDAGER.index(deler.get("WKST", "MO")),
            ukedager=tuple(_ukedag(del_) for del_ in _liste(deler, "BYDAY")),
            maaneder=tuple(_tall(del_, 1, 12) for del_ in _liste(deler, "BYMONTH")),
            maanedsdager=tuple(_tall(del_, -31, 31) for del_ in _liste(deler, "BYMONTHDAY")),
            plasser=tuple(_tall(del_, -366, 366) for del_ in _liste(deler, "BYSETPOS")),
            uker=tuple(_tall(del_, -53, 53) for del_ in _liste(deler, "BYWEEKNO")),
            aarsdager=tuple(_tall(del_, -366, 366) for del_ in _liste(deler, "BYYEARDAY")),
            klokkeslett=tuple((navn, deler[navn]) for navn in sorted(KLOKKESLETT & deler.keys())),
        )
    except ValueError:
        raise _ugyldig(verdi) from None
    nummerert = any(nr for nr, _ in regel.ukedager)
    if (regel.antall and regel.slutt) or (nummerert and regel.hyppighet in {"DAILY", "WEEKLY"}):
        raise _ugyldig(verdi)
    i_lengre = regel.hyppighet in {"MONTHLY", "YEARLY"}  # of a week, programs disagree on where the first begins
    if regel.plasser and not (i_lengre and (regel.ukedager or regel.maaneder or regel.maanedsdager)):
        raise _ugyldig(verdi)
    if regel.maanedsdager and (regel.hyppighet == "WEEKLY" or nummerert):
        raise _ugyldig(verdi)
    if (regel.uker or regel.aarsdager) and not _er_klar_om_aaret(regel, nummerert=nummerert):
        raise _ugyldig(verdi)
    return regel


def _er_klar_om_aaret(regel: Regel, *, nummerert: bool) -> bool:
    """Whether all programs read a rule by weeks or days of the year alike: with nothing more to pick among, and weeks
    that are numbered as here, not around New Year, where programs disagree on which year a day is of.
    """
    if regel.hyppighet != "YEARLY" or regel.maaneder or regel.maanedsdager or regel.plasser:
        return False
    if not regel.uker:
        return not regel.ukedager
    ved_nyttaar = any(abs(uke) in {1, 52, 53} for uke in regel.uker)
    enkle = regel.ukedager and not nummerert and not regel.aarsdager
    return bool(enkle) and not ved_nyttaar and regel.ukestart == 0 and regel.hver == 1


def dager(regel: Regel, start: date, til: date) -> Iterator[date]:
    """The days from `start` through `til`, at most COUNT of them; UNTIL is the caller's."""
    alle = (dag for periode in _perioder(regel, start, til) for dag in periode if start <= dag <= til)
    yield from islice(alle, regel.antall)


def _perioder(regel: Regel, start: date, til: date) -> Iterator[list[date]]:
    match regel.hyppighet:
        case "DAILY":
            for nr in range(0, (til - start).days + 1, regel.hver):
                yield _plukket(regel, _filtrert(regel, [start + timedelta(days=nr)]))
        case "WEEKLY":
            uke = start - timedelta(days=(start.weekday() - regel.ukestart) % 7)
            ukedager = {ukedag for _, ukedag in regel.ukedager} or {start.weekday()}
            while uke <= til:
                i_uka = [uke + timedelta(days=n) for n in range(7)]
                egne = [
                    d for d in i_uka if d.weekday() in ukedager and (not regel.maaneder or d.month in regel.maaneder)
                ]
                yield _plukket(regel, egne)
                uke += timedelta(weeks=regel.hver)
        case "MONTHLY":
            nr = start.year * 12 + start.month - 1
            while date(nr // 12, nr % 12 + 1, 1) <= til:
                yield _plukket(regel, _i_maaneden(regel, nr // 12, nr % 12 + 1, start))
                nr += regel.hver
        case _:
            for aar in range(start.year, til.year + 1, regel.hver):
                yield _plukket(regel, _i_aaret(regel, aar, start))


def _i_maaneden(regel: Regel, aar: int, maaned: int, start: date) -> list[date]:
    if regel.maaneder and maaned not in regel.maaneder:
        return []
    lengde = monthrange(aar, maaned)[1]
    alle = [date(aar, maaned, dag) for dag in range(1, lengde + 1)]
    if not regel.ukedager and not regel.maanedsdager:
        return alle[start.day - 1 : start.day]
    return [dag for dag in alle if _ukedagen_passer(regel, dag, alle) and _maanedsdagen_passer(regel, dag)]


def _i_aaret(regel: Regel, aar: int, start: date) -> list[date]:
    if regel.uker:
        ukedager = {ukedag for _, ukedag in regel.ukedager}
        return [dag for dag in _alle_i(aar) if dag.weekday() in ukedager and _uka_passer(regel, dag)]
    if regel.aarsdager:
        alle = _alle_i(aar)
        return [dag for nr, dag in enumerate(alle, 1) if {nr, nr - len(alle) - 1} & {*regel.aarsdager}]
    if regel.maaneder or regel.maanedsdager or not regel.ukedager:
        helt = not regel.maanedsdager and not regel.ukedager and not regel.maaneder
        maaneder = (start.month,) if helt else regel.maaneder or range(1, 13)
        return [dag for maaned in sorted(set(maaneder)) for dag in _i_maaneden(regel, aar, maaned, start)]
    alle = _alle_i(aar)
    return [dag for dag in alle if _ukedagen_passer(regel, dag, alle)]


def _alle_i(aar: int) -> list[date]:
    return [date(aar, 1, 1) + timedelta(days=n) for n in range((date(aar, 12, 31) - date(aar, 1, 1)).days + 1)]


def _uka_passer(regel: Regel, dag: date) -> bool:
    """Whether BYWEEKNO has the day's week, of the year the week is of, counted from either end."""
    aar, uke, _ = dag.isocalendar()
    ukene = date(aar, 12, 28).isocalendar().week
    return uke in regel.uker or uke - ukene - 1 in regel.uker


def _filtrert(regel: Regel, kandidater: list[date]) -> list[date]:
    ukedager = {ukedag for _, ukedag in regel.ukedager}
    return [
        dag
        for dag in kandidater
        if (not regel.maaneder or dag.month in regel.maaneder)
        and (not ukedager or dag.weekday() in ukedager)
        and _maanedsdagen_passer(regel, dag)
    ]


def _ukedagen_passer(regel: Regel, dag: date, alle: Sequence[date]) -> bool:
    """Whether BYDAY has the day; a numbered weekday is counted within `alle`, from either end."""
    if not regel.ukedager:
        return True
    foran = (dag - alle[0]).days // 7 + 1
    bak = -((alle[-1] - dag).days // 7 + 1)
    return any(ukedag == dag.weekday() and nr in {0, foran, bak} for nr, ukedag in regel.ukedager)


def _maanedsdagen_passer(regel: Regel, dag: date) -> bool:
    lengde = monthrange(dag.year, dag.month)[1]
    return not regel.maanedsdager or dag.day in regel.maanedsdager or dag.day - lengde - 1 in regel.maanedsdager


def _plukket(regel: Regel, periode: list[date]) -> list[date]:
    if not regel.plasser:
        return periode
    steder = {plass - 1 if plass > 0 else len(periode) + plass for plass in regel.plasser}
    return [dag for nr, dag in enumerate(periode) if nr in steder]


def _liste(deler: dict[str, str], navn: str) -> list[str]:
    return deler[navn].split(",") if navn in deler else []


def _tall(tekst: str, minst: int, hoeyst: int) -> int:
    if not _TALL.fullmatch(tekst) or not minst <= int(tekst) <= hoeyst or int(tekst) == 0:
        raise ValueError(tekst)
    return int(tekst)


def _ukedag(tekst: str) -> tuple[int, int]:
    treff = _UKEDAG.fullmatch(tekst)
    if treff is None or (treff[1] and not 1 <= abs(int(treff[1])) <= 53):
        raise ValueError(tekst)
    return int(treff[1] or 0), UKEDAGER.index(treff[2])


def _ugyldig(verdi: str) -> Uleselig:
    return Uleselig(
        Tekst(
            f"Gjentakelsesregelen «{verdi[:80]}» er ugyldig eller støttes ikke. Før opp hvert møte for seg.",
            f"Gjentakingsregelen «{verdi[:80]}» er ugyldig eller ikkje støtta. Før opp kvart møte for seg.",
        )
    )
