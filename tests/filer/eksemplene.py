"""The example agreements as the tests read them: what the files say, and a plan for any day."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from functools import cache
from pathlib import Path

from flyter.livsloep import LIVSLOEP
from fristvakt.filer import Innlest, les_avtalefiler, som_fakta
from fristvakt.kalender import arbeidskalender
from modeller.avledning import avled
from modeller.fakta import Faktum, avtalestroem
from modeller.plan import Plan
from modeller.register import Register
from modeller.registerfold import brett_register

MAPPE = Path(__file__).parents[2] / "eksempler"
PULJE_2 = "engerdal-trysil-vaaler-aamot"
AVTALER = (PULJE_2, "indre-namdal", "innlandet-distriktssenteret")
"""Those whose facts are told to the end, so that the demo is alive on every day."""
FOERSTE_DAG = date(2024, 9, 2)
"""The first day the demo is shown from (`make start NAA=2024-09-02`)."""


@cache
def innlest() -> Innlest:
    return les_avtalefiler(sorted(MAPPE.glob("*.toml")))


@cache
def fakta() -> Mapping[str, list[Faktum]]:
    alle = som_fakta(innlest(), FOERSTE_DAG)
    return {id_: [f for f in alle if f.stroem == avtalestroem(id_)] for id_ in innlest().avtaler}


@cache
def register() -> Register:
    alle = som_fakta(innlest(), FOERSTE_DAG)
    return brett_register([f for f in alle if not f.stroem.startswith("avtale/")], date(2029, 12, 31))


def plan(avtale: str, dag: date, av: list[Faktum] | None = None) -> Plan:
    livsloep = LIVSLOEP[innlest().avtaler[avtale].avtale.livsloep]
    return avled(fakta()[avtale] if av is None else av, livsloep, register(), dag, arbeidskalender())
