"""An agreement of the cast for each lifecycle there is, for property tests to draw: the built-in ones and our example
of an organisation's own.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, timedelta
from functools import cache
from pathlib import Path

from flyter.livsloep import BYGDEVEKST, LIVSLOEP
from fristvakt.filer.livsloepfiler import les_livsloepfiler
from fristvakt.medspillere import handlinger
from modeller.fakta import AvtaleOpprettet, Avtalepart, Datoverdi, Fristart, Rolle
from modeller.livsloep import Livsloep
from modeller.tekst import lik
from tests.rollebesetning import OPPRETTET, Historie

EGNE = Path(__file__).parents[2] / "eksempler" / "livsloep"
BEGYNNER, SLUTTER, LANGT = date(2024, 9, 2), date(2028, 12, 30), date(2026, 1, 5)
PARTER: Mapping[str, tuple[str, ...]] = {
    "samarbeid": ("innlandet", "distriktssenteret"),
    "distriktssatsing": ("innlandet", "trysil"),
    "portefoelje": ("innlandet",),
    "utviklingsavtale": ("innlandet", "trysil"),
    "omstilling": ("trysil", "omstillingsstyret", "innlandet"),
    "periode": ("trysil", "engerdal", "innlandet"),
    "generell": ("trysil", "engerdal", "innlandet"),
    "tettstedsavtale": ("trysil", "innlandet"),
}
"""Who has the obligations in an agreement that follows the lifecycle."""


class Proeveavtale:
    """A lifecycle, and the agreement of the cast that follows it.

    No dataclass: a failing example is to name it, not to print all that is in it.
    """

    def __init__(self, livsloep: Livsloep, opprettet: AvtaleOpprettet) -> None:
        self.livsloep = livsloep
        self.opprettet = opprettet

    def __repr__(self) -> str:
        return self.livsloep.navn

    def ny(self) -> Historie:
        """The agreement as it was entered."""
        return Historie(self.livsloep, self.opprettet)

    def langt(self) -> Historie:
        """The agreement on `LANGT`, when everybody has done what was theirs on the day it was due."""
        historie = self.ny()
        historie.fakta = list(_langt(self).fakta)
        return historie


@cache
def _langt(avtale: Proeveavtale) -> Historie:
    historie, dag = avtale.ny(), BEGYNNER
    while dag <= LANGT:
        while gjort := handlinger(historie.plan(dag), avtale.livsloep, dag):
            historie.den(dag, *gjort)
        dag += timedelta(days=7)
    return historie


def _avtale(livsloep: Livsloep) -> Proeveavtale:
    if livsloep is BYGDEVEKST:
        return Proeveavtale(livsloep, OPPRETTET)
    datoer = {navn: Datoverdi(date(2025, 6, 30), Fristart.VENTET) for navn in livsloep.datoer}
    opprettet = AvtaleOpprettet(
        navn=lik("En avtale"),
        livsloep=livsloep.navn,
        parter=(
            *(Avtalepart(part, Rolle.HOVEDPART) for part in PARTER[livsloep.navn]),
            Avtalepart("husbanken", Rolle.SAMARBEIDSPART),
        ),
        datoer={**datoer, "oppstart": Datoverdi(BEGYNNER), livsloep.slutt: Datoverdi(SLUTTER)},
    )
    return Proeveavtale(livsloep, opprettet)


_EGNE = [eget.livsloep for eget in les_livsloepfiler(sorted(EGNE.glob("*.toml")), []).values()]
PROEVEAVTALER = tuple(map(_avtale, (*LIVSLOEP.values(), *_EGNE)))
