"""A store with the fixed cast's register and its agreement, as it is after the first files have been read."""

from __future__ import annotations

from datetime import date, datetime

from flyter.livsloep import LIVSLOEP
from flyter.registrer import Hendt, registerstroem, registrer_alle
from fristvakt.installasjon import grunnlag_med
from modeller.fakta import (
    Hendelse,
    KontaktRegistrert,
    MoeteplanFastsatt,
    OrganRegistrert,
    PartRegistrert,
    avtalestroem,
)
from modeller.lager.lager import Lager
from tests.rollebesetning import AVTALE, OPPRETTET, REGISTER

BEGYNTE = date(2024, 3, 1)


async def fyll(lager: Lager, naa: datetime) -> None:
    """Register it all at `naa`, with the meetings of that year."""
    hendelser: list[Hendelse] = [PartRegistrert(part=part) for part in REGISTER.parter.values()]
    hendelser += [KontaktRegistrert(kontakt=kontakt) for kontakt in REGISTER.kontakter.values()]
    for organ in REGISTER.organer.values():
        moeter = tuple(moete for moete in organ.moeter if moete.dato.year == naa.year)
        hendelser += [OrganRegistrert(organ=organ), MoeteplanFastsatt(organ=organ.id, aar=naa.year, moeter=moeter)]
    hendte = [Hendt(stroem=registerstroem(h), hendelse=h, skjedde=BEGYNTE) for h in hendelser]
    hendte.append(Hendt(stroem=avtalestroem(AVTALE), hendelse=OPPRETTET, skjedde=BEGYNTE))
    async with lager.skriving() as tx:
        await registrer_alle(tx, hendte, av="test", naa=naa, grunnlag=grunnlag_med(LIVSLOEP))
