"""What a file read again changes: the facts that bring what is stored to what the file says, and a line for each.

Three things are compared: what the file says now, what files said the last time (the facts registered by `AV_FIL`), and
how things stand. Only what changed *in the file* becomes a fact, and only where things do not stand so already: a role
decided on the board, or a meeting moved there, is not undone because an unchanged file is read once more.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime, time
from typing import TypeVar

from fristvakt.filer.innlest import Innlest
from fristvakt.filer.registerendringer import registerendringer
from modeller.avtalefold import AVTALESLUTT, Avtale, UkjentAvtale, brett_avtale
from modeller.fakta import (
    AvtaleEndret,
    AvtaleForlenget,
    AvtaleOpprettet,
    DatoSatt,
    Datoverdi,
    Delmaal,
    DelmaalEndret,
    Faktum,
    Hendelse,
    MoeteplanFastsatt,
    Rolle,
    RolleEndret,
    avtalestroem,
)
from modeller.register import Register
from modeller.registerfold import brett_register
from modeller.tekst import Tekst, dato_kort, maaned_ord

AV_FIL = "fil"
"""Who registered what an agreement or register file says. Changes must be stored with it, or the next reading cannot
tell what the file said before."""
AV_FAKTAFIL = "faktafil"
"""Who registered a fact from a fact file."""

T = TypeVar("T")


@dataclass(frozen=True, slots=True, kw_only=True)
class Endring:
    """One fact to register (by `AV_FIL`), and what it says, in bokmål, for the one who loads the file."""

    stroem: str
    skjedde: date
    hendelse: Hendelse
    linje: str
    oppdiktet: bool = False


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
            linje = f"Ny avtale: {fil.avtale.navn.nb}, med {len(fil.avtale.parter)} parter."
            ut.append(Endring(stroem=stroem, skjedde=foerst, hendelse=fil.avtale, linje=linje))
            continue
        sist = _avtale(fra_fil, stroem)
        for hendelse, linje in _avtaleendringer(fil.avtale, sist or naa, naa, innlest.register):
            ut.append(Endring(stroem=stroem, skjedde=dag, hendelse=hendelse, linje=f"{naa.navn.nb}: {linje}"))
    return ut


def som_fakta(
    innlest: Innlest, dag: date, registrert: datetime | None = None, *, med_faktafil: bool = True
) -> list[Faktum]:
    """What an empty installation would hold after loading the files: for `plan`, `hvem` and `simuler` on files alone.

    Each fact was registered at `registrert` (aware UTC), or, without it, in the morning of the day it happened.
    """
    rader: list[tuple[str, date, Hendelse, str, bool, str | None]] = [
        (e.stroem, e.skjedde, e.hendelse, AV_FIL, e.oppdiktet, None) for e in endringer(innlest, (), dag)
    ]
    if med_faktafil:
        rader += [
            (f.stroem, f.skjedde, f.hendelse, AV_FAKTAFIL, f.oppdiktet, f.id)
            for fil in innlest.avtaler.values()
            for f in fil.fakta
        ]
    numre: dict[str, int] = {}
    ut = []
    for stroem, skjedde, hendelse, av, oppdiktet, id_ in rader:
        nr = numre[stroem] = numre.get(stroem, 0) + 1
        ut.append(
            Faktum(
                id=id_ or f"fil-{hashlib.sha256(f'{stroem} {nr}'.encode()).hexdigest()[:24]}",
                stroem=stroem,
                nr=nr,
                skjedde=skjedde,
                registrert=registrert or datetime.combine(skjedde, time(7), UTC),
                av=av,
                hendelse=hendelse,
                oppdiktet=oppdiktet,
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


def _avtaleendringer(
    fil: AvtaleOpprettet, sist: Avtale, naa: Avtale, register: Register
) -> Iterator[tuple[Hendelse, str]]:
    yield from _beskrivelse(fil, sist, naa)
    roller = {p.part: p.rolle for p in fil.parter}
    for part, rolle in _ulike(roller, sist.parter, naa.parter):
        yield RolleEndret(part=part, rolle=rolle), _rollelinje(register.navn(part).nb, rolle, naa.parter.get(part))
    for id_, delmaal in _ulike({d.id: d for d in fil.delmaal}, sist.delmaal, naa.delmaal):
        if delmaal is None:
            borte = Delmaal(id_, naa.delmaal[id_].navn)
            yield DelmaalEndret(delmaal=borte), f"Delmålet «{borte.navn.nb}» er tatt ut."
        else:
            ord_ = "er endret" if id_ in naa.delmaal else "er nytt"
            yield DelmaalEndret(delmaal=delmaal), f"Delmålet «{delmaal.navn.nb}» {ord_}."
    for navn, verdi in _ulike(fil.datoer, sist.datoer, naa.datoer):
        yield _dato(navn, verdi, naa.datoer.get(navn))


def _ulike(fil: Mapping[str, T], sist: Mapping[str, T], naa: Mapping[str, T]) -> Iterator[tuple[str, T | None]]:
    """What the file says otherwise than the last time and than things stand; None for what it no longer has."""
    for noekkel in dict.fromkeys([*fil, *sist]):
        verdi = fil.get(noekkel)
        if verdi != sist.get(noekkel) and verdi != naa.get(noekkel):
            yield noekkel, verdi


def _rollelinje(navn: str, rolle: Rolle | None, foer: Rolle | None) -> str:
    if rolle is None:
        return f"{navn} er ikke lenger part."
    if foer is None:
        return f"{navn} er ny part, med rollen {rolle.value}."
    return f"{navn} er {rolle.value}, før {foer.value}."


def _dato(navn: str, verdi: Datoverdi | None, foer: Datoverdi | None) -> tuple[Hendelse, str]:
    if verdi is None:
        return DatoSatt(navn=navn, verdi=None), f"Datoen «{navn}» er tatt bort."
    ny = _datoord(verdi)
    if foer is None:
        return DatoSatt(navn=navn, verdi=verdi), f"Datoen «{navn}» er satt til {ny}."
    if navn == AVTALESLUTT and verdi == Datoverdi(verdi.dato) and verdi.dato > foer.dato:
        return AvtaleForlenget(til=verdi.dato), f"Avtalen er forlenget fra {_datoord(foer)} til {ny}."
    return DatoSatt(navn=navn, verdi=verdi), f"Datoen «{navn}» er {ny}, før {_datoord(foer)}."


def _datoord(verdi: Datoverdi) -> str:
    return f"{maaned_ord(verdi.dato) if verdi.bare_maaned else dato_kort(verdi.dato)} ({verdi.art.value})"


def _beskrivelse(fil: AvtaleOpprettet, sist: Avtale, naa: Avtale) -> Iterator[tuple[Hendelse, str]]:
    """Name, pilot, coordinator, note and case numbers, as one fact. What the file leaves out stays as it was."""

    def endret(hent: Callable[[AvtaleOpprettet | Avtale], T | None]) -> T | None:
        verdi = hent(fil)
        return verdi if verdi not in {None, hent(sist), hent(naa)} else None

    navn = endret(lambda a: a.navn)
    pilot = endret(lambda a: a.pilot)
    koordinator = endret(lambda a: a.koordinator)
    merknad = endret(lambda a: a.merknad)
    saksnumre = fil.saksnumre if fil.saksnumre not in (sist.saksnumre, naa.saksnumre) else None
    if saksnumre is not None:
        # Numbers given on the board stay, unless the file had them and no longer has.
        egne = {part: nr for part, nr in naa.saksnumre.items() if part not in sist.saksnumre}
        saksnumre = {**egne, **saksnumre}
    linjer = [
        *([f"Nytt navn: {navn.nb}."] if isinstance(navn, Tekst) else []),
        *([f"Ny pilot: {pilot}."] if pilot else []),
        *([f"Ny koordinator: {koordinator}."] if koordinator else []),
        *(["Saksnumrene er endret."] if saksnumre is not None else []),
        *(["Merknaden er endret."] if merknad else []),
    ]
    if linjer:
        hendelse = AvtaleEndret(
            navn=navn, pilot=pilot, koordinator=koordinator, saksnumre=saksnumre, merknad=merknad
        )  # fmt: skip
        yield hendelse, " ".join(linjer)
