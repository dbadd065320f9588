"""A county's portfolio many times over: thousands of agreements derived in a batch, and what one change costs."""

from __future__ import annotations

import tempfile
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from time import perf_counter

from flyter.livsloep import LIVSLOEP
from flyter.ombygging import bygg_om
from flyter.registrer import Hendt, registerstroem, registrer_alle
from fristvakt.installasjon import grunnlag_med
from modeller.fakta import (
    AvtaleOpprettet,
    Avtalepart,
    Datoverdi,
    Hendelse,
    KontaktRegistrert,
    MoeteFlyttet,
    MoeteplanFastsatt,
    OrganRegistrert,
    PartRegistrert,
    Rolle,
    StegUtfoert,
    Utfall,
    VedtakFattet,
    avtalestroem,
)
from modeller.lager import faktalager
from modeller.lager.faktalager import NyttFaktum
from modeller.lager.lager import Lager
from modeller.register import Kontakt, Moete, Organ, Part, Partsslag
from modeller.tekst import lik

KOMMUNER = 350
BYGDEVEKST_HVER = 50
"""One agreement in so many is a bygdevekst agreement, with four municipalities and by far the most steps."""
SLAG = ("samarbeid", "distriktssatsing", "utviklingsavtale", "periode", "generell")
DAG = date(2025, 9, 1)
NAA = datetime(2025, 9, 1, 4, tzinfo=UTC)
MAANEDER = (2, 4, 6, 9, 11, 12)


@dataclass(frozen=True, slots=True, kw_only=True)
class Portefoelje:
    """So many agreements and steps, derived so many a second; seconds and agreements that one change cost."""

    avtaler: int
    steg: int
    per_sekund: float
    ett_faktum: float
    et_moete: float
    lener_seg_paa_moetet: int


async def portefoelje(antall: int, fremdrift: Callable[[int, int], None]) -> Portefoelje:
    """Store that many agreements in a database file, derive them all, then change one fact and move one meeting."""
    grunnlag = grunnlag_med(LIVSLOEP)
    with tempfile.TemporaryDirectory(prefix="fristvakt-ytelse-") as mappe:
        adresse = f"sqlite+aiosqlite:///{Path(mappe) / 'fristvakt.db'}"
        async with await Lager.aapne(adresse) as lager:
            async with lager.skriving() as tx:
                await faktalager.fyll(tx, dict(_stroemmer(antall)))
            begynte = perf_counter()
            ombygging = await bygg_om(lager, naa=NAA, grunnlag=grunnlag, fremdrift=fremdrift)
            sekunder = perf_counter() - begynte
            gjort = Hendt(
                stroem=avtalestroem("avtale-5"), hendelse=StegUtfoert(steg="orientering_vaar.2025.fylke"), skjedde=DAG
            )
            flyttet = MoeteFlyttet(organ="kommune-1-styre", moete="2025-9", til=date(2025, 9, 26))
            moete = Hendt(stroem=registerstroem(flyttet), hendelse=flyttet, skjedde=DAG)
            tider, beroert = [], []
            for hendt in (gjort, moete):
                begynte = perf_counter()
                async with lager.skriving() as tx:
                    registrert = await registrer_alle(tx, [hendt], av="ytelse", naa=NAA, grunnlag=grunnlag)
                tider.append(perf_counter() - begynte)
                beroert.append(len(registrert.planer))
    assert beroert[0] == 1, "a fact of an agreement costs that agreement alone"
    return Portefoelje(
        avtaler=len(ombygging.avtaler),
        steg=ombygging.endrede_steg,
        per_sekund=len(ombygging.avtaler) / sekunder,
        ett_faktum=tider[0],
        et_moete=tider[1],
        lener_seg_paa_moetet=beroert[1],
    )


def _stroemmer(antall: int) -> Iterator[tuple[str, list[NyttFaktum]]]:
    for hendelser in _registeret():
        stroem = registerstroem(hendelser[0])
        yield stroem, [_nytt(hendelse, f"{stroem}-{nr}") for nr, hendelse in enumerate(hendelser)]
    for nr in range(1, antall + 1):
        avtale = _avtale(nr)
        hendelser = [avtale, *_inngaatt(avtale)]
        yield avtalestroem(f"avtale-{nr}"), [_nytt(hendelse, f"{nr}-{n}") for n, hendelse in enumerate(hendelser)]


def _registeret() -> Iterator[list[Hendelse]]:
    for id_, slag in (
        ("kdd", Partsslag.DEPARTEMENT),
        ("distriktssenteret", Partsslag.STATLIG),
        ("fylke", Partsslag.FYLKESKOMMUNE),
        *((f"kommune-{nr}", Partsslag.KOMMUNE) for nr in range(KOMMUNER)),
    ):
        organ = f"{id_}-styre"
        har_organ = slag in {Partsslag.KOMMUNE, Partsslag.FYLKESKOMMUNE}
        yield [
            PartRegistrert(
                part=Part(
                    id=id_,
                    navn=lik(id_.title()),
                    slag=slag,
                    postmottak=f"post@{id_}.example",
                    rute=(organ,) if har_organ else (),
                )
            )
        ]
        yield [KontaktRegistrert(kontakt=Kontakt(id=id_, part=id_, navn="sekretariat", epost=f"sek@{id_}.example"))]
        if har_organ:
            yield [
                OrganRegistrert(organ=Organ(id=organ, part=id_, navn=lik(organ))),
                *(MoeteplanFastsatt(organ=organ, aar=aar, moeter=_moeter(aar)) for aar in range(2024, 2028)),
            ]


def _moeter(aar: int) -> tuple[Moete, ...]:
    return tuple(Moete(id=f"{aar}-{maaned}", dato=date(aar, maaned, 11)) for maaned in MAANEDER)


def _avtale(nr: int) -> AvtaleOpprettet:
    bygdevekst = nr % BYGDEVEKST_HVER == 0
    livsloep = "bygdevekst" if bygdevekst else SLAG[nr % len(SLAG)]
    kommuner = [f"kommune-{(nr + n) % KOMMUNER}" for n in range(4 if bygdevekst else 1)]
    andre = ["fylke", "kdd"] if bygdevekst else ["distriktssenteret" if livsloep == "samarbeid" else kommuner.pop()]
    parter = [*kommuner, "fylke", *andre] if not bygdevekst else [*kommuner, *andre]
    slutt = date(2028, 12, 30) - timedelta(days=nr % 700)
    datoer = {"avtaleslutt": Datoverdi(slutt)}
    if bygdevekst:
        datoer["forslagsfrist"] = Datoverdi(date(2025, 11, 28))
    if "oppstart" in LIVSLOEP[livsloep].datoer:
        datoer["oppstart"] = Datoverdi(date(2024, 6, 3))
    return AvtaleOpprettet(
        navn=lik(f"Avtale {nr}"),
        livsloep=livsloep,
        parter=tuple(Avtalepart(part, Rolle.HOVEDPART) for part in parter),
        koordinator="fylke",
        datoer=datoer,
    )


def _inngaatt(avtale: AvtaleOpprettet) -> Iterator[Hendelse]:
    """What put the agreement in force, a year ago; a bygdevekst agreement is still being made."""
    for part in avtale.parter:
        match avtale.livsloep:
            case "samarbeid" | "generell":
                yield StegUtfoert(steg=f"signering.{part.part}")
            case "utviklingsavtale":
                yield StegUtfoert(steg=f"avtaleinngaaelse.{part.part}")
            case "distriktssatsing":
                yield VedtakFattet(steg=f"politisk_behandling.{part.part}", utfall=Utfall.VEDTATT)
            case _:
                return


def _nytt(hendelse: Hendelse, nr: str) -> NyttFaktum:
    return NyttFaktum(
        id=f"{type(hendelse).__name__}-{nr}",
        skjedde=date(2024, 6, 3),
        registrert=NAA,
        av="ytelse",
        hendelse=hendelse,
    )
