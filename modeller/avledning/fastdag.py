"""A step's date as the passes hand it on, the rules that need nothing but the step's year, and spans."""

from __future__ import annotations

import calendar
from datetime import date, timedelta
from functools import lru_cache
from typing import NamedTuple

from modeller.arbeidskalender import Arbeidskalender, Rull
from modeller.avledning.rute import Rute
from modeller.avstand import Avstand
from modeller.begrunnelse import Begrunnelse, Ledd
from modeller.fakta import Fristart
from modeller.regler import HvertAar, Ingen
from modeller.tekst import maaned_ord


class Frist(NamedTuple):
    """A step's date. With month precision `dato` is the month's last day; `tidligst` is then its first. A decision's
    `rute` is to the last meeting before `grense`.
    """

    dato: date | None
    art: Fristart
    begrunnelse: Begrunnelse = ()
    bare_maaned: bool = False
    rute: Rute | None = None
    grense: date | None = None

    @property
    def tidligst(self) -> date | None:
        """The first day the date may mean."""
        return self.dato.replace(day=1) if self.dato and self.bare_maaned else self.dato


@lru_cache(maxsize=1024)  # many parties have the same day of the same year
def fast_dag(
    regel: HvertAar | Ingen, art: Fristart, aar: int, kalender: Arbeidskalender, *, etter_valg: bool = False
) -> Frist:
    """The date by a rule that only the step's year decides: any year, or (`etter_valg`) that of an election."""
    if isinstance(regel, Ingen):
        return Frist(None, art)
    aar += regel.aar_etter
    if regel.bare_maaned:
        siste = date(aar, regel.maaned, calendar.monthrange(aar, regel.maaned)[1])
        return Frist(siste, art, (Ledd("hvert_aar_maaned", {"maaned": maaned_ord(siste)}),), bare_maaned=True)
    dag = dag_i_maaned(aar, regel.maaned, regel.dag)
    dato = kalender.rull(dag, Rull.TILBAKE)
    return Frist(
        dato, art, (Ledd("hvert_valg" if etter_valg else "hvert_aar", {"dato": dag}), *om_arbeidsdagen(dag, dato))
    )


def om_arbeidsdagen(dag: date, dato: date) -> Begrunnelse:
    """The link from a day that was reckoned to the working day it was moved to; none when it is one."""
    if dato == dag:
        return ()
    return (Ledd("arbeidsdagen_foer" if dato < dag else "arbeidsdagen_etter", {"dato": dato}),)


def flytt(kalender: Arbeidskalender, dag: date, avstand: Avstand, fortegn: int) -> date:
    """The day that span after another (`fortegn` 1) or before it (-1), working day or not."""
    dag = _flytt_maaneder(dag, fortegn * avstand.maaneder)
    dag += fortegn * timedelta(days=avstand.dager, weeks=avstand.uker)
    return kalender.flytt(dag, fortegn * avstand.arbeidsdager)


def dag_i_maaned(aar: int, maaned: int, dag: int) -> date:
    """The day of the month, or its last when the month is shorter."""
    return date(aar, maaned, dag if dag <= 28 else min(dag, calendar.monthrange(aar, maaned)[1]))


def _flytt_maaneder(dag: date, maaneder: int) -> date:
    if not maaneder:
        return dag
    aar, maaned = divmod(dag.year * 12 + dag.month - 1 + maaneder, 12)
    return dag_i_maaned(aar, maaned + 1, dag.day)
