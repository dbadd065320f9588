"""What a coordinator's yes to a party that asks for more time can be to: a day that comes, after the date there is."""

from __future__ import annotations

from datetime import date

from modeller.arbeidskalender import Arbeidskalender
from modeller.plan import Plansteg
from modeller.tekst import Tekst, dato_kort, lik, maaned_ord
from tavle.ord import ukedag

PASSERT = Tekst(
    "Den nye datoen er passert. Skriv en dag som kommer.", "Den nye datoen er passert. Skriv ein dag som kjem."
)


LOERDAG = 5


def merk_fridag(dag: date, kalender: Arbeidskalender) -> Tekst | None:
    """That a date that was chosen is no working day, for whoever chose it to see; None when it is one."""
    if kalender.er_arbeidsdag(dag):
        return None
    hva = ukedag(dag) if dag.weekday() >= LOERDAG else lik("fridag")
    naar = dato_kort(dag)
    return Tekst(f"Merk at {naar} er en {hva.nb}.", f"Merk at {naar} er ein {hva.nn}.")


def innvending_mot_ja(til: date, steg: Plansteg, dag: date) -> Tekst | None:
    """Why the step's date cannot be moved to `til` for one who needs more time, answered on `dag`; None when it can."""
    if steg.frist is not None and til <= steg.frist:
        frist = maaned_ord(steg.frist) if steg.bare_maaned else dato_kort(steg.frist)
        return Tekst(
            f"Det gir ikke mer tid: datoen er nå {frist}. Skriv en senere dag, eller svar nei.",
            f"Det gir ikkje meir tid: datoen er no {frist}. Skriv ein seinare dag, eller svar nei.",
        )
    return PASSERT if til <= dag else None
