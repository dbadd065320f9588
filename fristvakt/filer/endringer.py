"""What a file read again changes: the facts that bring what is stored to what the file says, and a line for each.

Three things are compared: what the file says now, what files said the last time (the facts registered by `AV_FIL`), and
how things stand. Only what changed *in the file* becomes a fact, and only where things do not stand so already: a role
decided on the board, or a meeting moved there, is not undone because an unchanged file is read once more.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, date, datetime, time

from fristvakt.filer.avtaleendringer import avtaleendringer
from fristvakt.filer.innlest import Filfaktum, Innlest
from fristvakt.filer.registerendringer import registerendringer
from modeller.avtalefold import Avtale, UkjentAvtale, brett_avtale
from modeller.fakta import (
    Faktum,
    Hendelse,
    MoeteplanFastsatt,
    avtalestroem,
)
from modeller.register import Register
from modeller.registerfold import brett_register

AV_FIL = "fil"
"""Who registered what an agreement or register file says. Changes must be stored with it, or the next reading cannot
tell what the file said before."""
AV_FAKTAFIL = "faktafil"
"""Who registered a fact from a fact file."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Endring:
    """One fact to register (by `AV_FIL`), and what it says, in bokmål, for the one who loads the file."""

    stroem: str
    skjedde: date
    hendelse: Hendelse
    linje: str
    oppdiktet: bool = False
    kilde: str | None = None


def endringer(innlest: Innlest, gjeldende: Iterable[Faktum], dag: date) -> list[Endring]:
    """The facts that bring the stored agreements and register to what the files say; empty when nothing changed.

    `gjeldende` are the stored facts of the streams the files are about (or all facts), `dag` the day of loading.
    What is new dates from when the file says it began, what changed from `dag`. Register changes come first.
    """
    fakta = list(gjeldende)
    fra_fil = [f for f in fakta if f.av == AV_FIL]
    begynte = _begynte(innlest, dag)
    ut = [
        Endring(
            stroem=stroem,
            skjedde=begynte if ny else dag,
            hendelse=hendelse,
            linje=linje,
            oppdiktet=isinstance(hendelse, MoeteplanFastsatt) and hendelse.oppdiktet,
        )
        for stroem, hendelse, linje, ny in registerendringer(
            innlest.register, _register(fra_fil), _register(fakta), dag
        )
    ]
    for fil in innlest.avtaler.values():
        stroem = avtalestroem(fil.id)
        naa = _avtale(fakta, stroem)
        if naa is None:
            foerst = fil.opprettet or min([dag, *(f.skjedde for f in fil.fakta)])
            antall = len(fil.avtale.parter)
            linje = f"Ny avtale: {fil.avtale.navn.nb}, med {antall} {'part' if antall == 1 else 'parter'}."
            endring = Endring(stroem=stroem, skjedde=foerst, hendelse=fil.avtale, linje=linje, kilde=fil.avtale.kilde)
            ut.append(endring)
            continue
        sist = _avtale(fra_fil, stroem)
        for hendelse, linje, kilde in avtaleendringer(fil.avtale, sist or naa, naa, innlest.register):
            om = f"{naa.navn.nb}: {linje}"
            ut.append(Endring(stroem=stroem, skjedde=dag, hendelse=hendelse, linje=om, kilde=kilde))
    return ut


def som_fakta(
    innlest: Innlest, dag: date, registrert: datetime | None = None, *, med_faktafil: bool = True
) -> list[Faktum]:
    """What an empty installation would hold after loading the files: for `plan`, `hvem` and `simuler` on files alone.

    Each fact was registered at `registrert` (aware UTC), or, without it, in the morning of the day it happened.
    """
    rader: list[tuple[Endring | Filfaktum, str, str | None]] = [(e, AV_FIL, None) for e in endringer(innlest, (), dag)]
    if med_faktafil:
        rader += [(f, AV_FAKTAFIL, f.id) for fil in innlest.avtaler.values() for f in fil.fakta]
    numre: dict[str, int] = {}
    ut = []
    for rad, av, id_ in rader:
        nr = numre[rad.stroem] = numre.get(rad.stroem, 0) + 1
        ut.append(
            Faktum(
                id=id_ or f"fil-{hashlib.sha256(f'{rad.stroem} {nr}'.encode()).hexdigest()[:24]}",
                stroem=rad.stroem,
                nr=nr,
                skjedde=rad.skjedde,
                registrert=registrert or datetime.combine(rad.skjedde, time(7), UTC),
                av=av,
                hendelse=rad.hendelse,
                oppdiktet=rad.oppdiktet,
                kilde=rad.kilde,
            )
        )
    return ut


def _begynte(innlest: Innlest, dag: date) -> date:
    """When what is new in the register began: as it says, else before anything in the agreements."""
    if innlest.gjelder_fra is not None:
        return innlest.gjelder_fra
    dager = [fil.opprettet for fil in innlest.avtaler.values() if fil.opprettet]
    dager += [f.skjedde for fil in innlest.avtaler.values() for f in fil.fakta]
    return min([dag, *dager])


def _register(fakta: Iterable[Faktum]) -> Register:
    return brett_register(fakta, date.max)


def _avtale(fakta: Iterable[Faktum], stroem: str) -> Avtale | None:
    try:
        return brett_avtale([f for f in fakta if f.stroem == stroem], date.max)
    except UkjentAvtale:
        return None
