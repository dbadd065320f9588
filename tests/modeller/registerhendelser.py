"""The cast's register as facts, and what can happen to it: meetings called off and moved, parties that merge."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from typing import get_args

from hypothesis import strategies as st

from modeller.fakta import (
    Faktum,
    Hendelse,
    KontaktRegistrert,
    MoeteAvlyst,
    MoeteFlyttet,
    MoeteplanFastsatt,
    OrganRegistrert,
    PartAvloest,
    PartRegistrert,
    Registerhendelse,
)
from modeller.register import Moete, Organ, Register
from modeller.registerfold import brett_register
from tests.rollebesetning import REGISTER, kommune

NYKOMMUNE = kommune("nykommune", "Ny")


def registeret(naa: date, *senere: tuple[date, Hendelse]) -> Register:
    """The cast's register as of a day, with what has happened to it since."""
    fra_starten: list[Hendelse] = [
        *(PartRegistrert(part=p) for p in (*REGISTER.parter.values(), NYKOMMUNE[0])),
        *(OrganRegistrert(organ=o) for o in REGISTER.organer.values()),
        *(
            MoeteplanFastsatt(organ=o.id, aar=aar, moeter=tuple(m for m in o.moeter if m.dato.year == aar))
            for o in REGISTER.organer.values()
            for aar in range(2024, 2029)
        ),
        *(KontaktRegistrert(kontakt=k) for k in REGISTER.kontakter.values()),
    ]
    hendt = [(date(2024, 1, 1), h) for h in fra_starten] + list(senere)
    assert all(isinstance(h, get_args(Registerhendelse)) for _, h in hendt)
    return brett_register(
        [
            Faktum(
                id=f"r{nr}",
                stroem="r",
                nr=nr,
                skjedde=d,
                registrert=datetime(2024, 1, 1, tzinfo=UTC),
                av="t",
                hendelse=h,
            )
            for nr, (d, h) in enumerate(hendt, start=1)
        ],
        naa,
    )


def hendelser_i(register: Register) -> st.SearchStrategy[Registerhendelse]:
    """What can happen in the register as it stands."""
    moeter = [(organ, moete) for organ in register.organer.values() for moete in organ.moeter if not moete.avlyst]
    avlyst = st.sampled_from(moeter).map(lambda m: MoeteAvlyst(organ=m[0].id, moete=m[1].id))
    flyttet = st.builds(_flyttet, st.sampled_from(moeter), st.integers(-20, 40).filter(bool))
    gamle = [part for part in ("engerdal", "trysil", "husbanken") if part not in register.avloest]
    if not gamle:
        return avlyst | flyttet
    return avlyst | flyttet | st.sampled_from(gamle).map(_avloest)


def _flyttet(moetet: tuple[Organ, Moete], dager: int) -> MoeteFlyttet:
    organ, moete = moetet
    return MoeteFlyttet(organ=organ.id, moete=moete.id, til=moete.dato + timedelta(days=dager))


def _avloest(part: str) -> PartAvloest:
    return PartAvloest(part=part, av=("distriktssenteret" if part == "husbanken" else NYKOMMUNE[0].id,))
