"""The day something is told when it may wait: after a quiet period, and gathered to one day of the week. Pure."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta
from functools import lru_cache

from modeller.arbeidskalender import Arbeidskalender, Rull
from modeller.varselrad import Utboksrad
from varsler.regler import OM_MOETET, OVERSIKTER, VENTER_PAA_SVAR, Slag, Stilleperiode

EN_DAG, EN_UKE = timedelta(days=1), timedelta(weeks=1)
HASTER = frozenset({Slag.TRE_ARBEIDSDAGER, Slag.PAA_DAGEN})
"""Kinds that never wait: what must be done in the days that come."""
STRAKS = OM_MOETET | VENTER_PAA_SVAR
"""Kinds that are part of no weekly gathering: an invitation is answered in the calendar, and others wait."""
GJENTAS = OVERSIKTER | {
    Slag.FORFALT,
    Slag.LEDELSE_FORFALT,
    Slag.POSTMOTTAK_FORFALT,
    Slag.HOLDER_OPP,
    Slag.SENERE_ENN_VENTET,
    Slag.KOORDINATOR_FORFALT,
    Slag.KOORDINATOR_HOLDER_OPP,
    Slag.KOORDINATOR_OVERTAR,
}
"""Kinds that come again by themselves, by the week or the month."""
LENGST = 60
"""Rounds after which a calendar with no working day outside its quiet periods is taken as it is."""


class Ro:
    """How days are moved by one set of quiet periods and, with `ukentlig`, to the Monday or the working day after."""

    def __init__(self, stille: tuple[Stilleperiode, ...], kalender: Arbeidskalender, *, ukentlig: bool) -> None:
        self._stille = stille
        self._kalender = kalender
        self._ukentlig = ukentlig
        self._flyttet: dict[date, date] = {}  # the same few days are asked about for every step

    def dag(self, dag: date) -> date:
        """The first day from `dag` on which what may wait is told; `dag` itself when it is one."""
        flyttet = self._flyttet.get(dag)
        if flyttet is None:
            flyttet = self._flyttet[dag] = self._flytt(dag)
        return flyttet

    def er_stille(self, dag: date) -> bool:
        """Whether the day is in a quiet period."""
        return any(periode.slutt(dag) for periode in self._stille)

    def stille_dager(self, fra: date, til: date) -> int:
        """So many days from `fra` through `til` are quiet."""
        return sum(self.er_stille(fra + timedelta(days=n)) for n in range((til - fra).days + 1))

    def _flytt(self, dag: date) -> date:
        fra = dag
        for _ in range(LENGST):
            slutt = next((s for s in (periode.slutt(dag) for periode in self._stille) if s), None)
            if slutt is not None:
                dag = self._kalender.rull(slutt + EN_DAG, Rull.FRAM)
            elif self._ukentlig and (samlet := self._samledag(dag)) != dag:
                dag = samlet
            else:
                return dag
        return fra

    def _samledag(self, dag: date) -> date:
        mandag = dag - timedelta(days=dag.weekday())
        denne = self._kalender.rull(mandag, Rull.FRAM)
        return denne if denne >= dag else self._kalender.rull(mandag + EN_UKE, Rull.FRAM)


@lru_cache(maxsize=32)
def ro_med(stille: tuple[Stilleperiode, ...], kalender: Arbeidskalender, *, ukentlig: bool) -> Ro:
    """How these move days, remembered from one plan to the next."""
    return Ro(stille, kalender, ukentlig=ukentlig)


def i_ro(rad: Utboksrad, ro: Ro) -> Utboksrad:
    """The row on the day its recipient is told, whose days `ro` moves.

    What is about a day that comes before then does not wait: a meeting in the quiet period, a deadline moved to it.
    """
    if rad.slag in HASTER:
        return rad
    til = ro.dag(rad.forfaller)
    if til == rad.forfaller or any(rad.forfaller <= dag <= til for dag in _dager(rad)):
        return rad
    if rad.slag in STRAKS and not ro.er_stille(rad.forfaller):
        return rad
    return replace(rad, forfaller=til)


def dag_med(rad: Utboksrad, ro: Ro) -> date:
    """The day the row would have been told on with these quiet periods: its own where they did not hold it back. What
    is repeated is passed over in a quiet period, and not held back.
    """
    if rad.slag in GJENTAS or not ro.er_stille(rad.forfaller):
        return rad.forfaller
    return i_ro(rad, ro).forfaller


def _dager(rad: Utboksrad) -> Iterator[date]:
    if rad.slag in {Slag.SEKS_UKER, Slag.TO_UKER}:
        return  # the reminder just before says it
    for felt in ("dato", "gammel_dato"):
        if isinstance(dag := rad.data.get(felt), str) and dag:
            yield date.fromisoformat(dag)
