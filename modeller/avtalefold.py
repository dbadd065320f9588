"""An agreement's facts folded into what is known about it and about each of its steps."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date

from modeller.fakta import (
    AvtaleEndret,
    AvtaleForlenget,
    AvtaleOpprettet,
    DatoSatt,
    Datoverdi,
    Delmaal,
    DelmaalEndret,
    Faktum,
    FristUtsatt,
    MilepaelNaadd,
    MoeteInnkalt,
    OrganValgt,
    Rolle,
    RolleEndret,
    StegGjenopptatt,
    StegIkkeAktuelt,
    StegPauset,
    StegUtfoert,
    TekstversjonLaget,
    VedtakFattet,
)
from modeller.faktaliste import gjeldende
from modeller.tekst import Tekst

AVTALESLUTT = "avtaleslutt"


@dataclass(slots=True, kw_only=True)
class Stegfakta:
    """What the facts say of one step: the latest of each kind, and every decision in order."""

    utfoert: Faktum | None = None
    vedtak: list[Faktum] = field(default_factory=list)
    milepaeler: dict[str, Faktum] = field(default_factory=dict)
    innkallinger: list[Faktum] = field(default_factory=list)
    utsettelser: list[Faktum] = field(default_factory=list)
    organ: str | None = None
    ikke_aktuelt: Faktum | None = None
    pauset: Faktum | None = None
    gjenopptatt: Faktum | None = None


@dataclass(slots=True, kw_only=True)
class Avtale:
    """An agreement as its facts tell it on one day."""

    id: str
    opprettet: Faktum
    navn: Tekst
    livsloep: str
    parter: dict[str, Rolle]
    pilot: str | None
    koordinator: str | None
    delmaal: dict[str, Delmaal]
    datoer: dict[str, Datoverdi]
    saksnumre: dict[str, str]
    merknad: Tekst | None
    rollefakta: dict[str, Faktum]
    """The fact that gave each party its present role, where it was not so from the start."""
    rolleavgjoerelser: dict[str, Faktum]
    """The fact by which a party whose role was undecided decided it."""
    datofakta: dict[str, Faktum]
    tekster: list[Faktum]
    stegfakta: dict[str, list[Faktum]]
    """Facts that name a step, by step id, in order."""


class UkjentAvtale(ValueError):
    """The facts hold no `AvtaleOpprettet` that has happened: there is no agreement on that day."""


def brett_avtale(fakta: Iterable[Faktum], naa: date) -> Avtale:
    """Fold the facts of one agreement's stream as of `naa`. Raises `UkjentAvtale` before it was entered."""
    avtale: Avtale | None = None
    for faktum in gjeldende(fakta, naa):
        hendelse = faktum.hendelse
        if isinstance(hendelse, AvtaleOpprettet):
            avtale = avtale or _opprett(faktum, hendelse)
        elif avtale is not None:
            _ta_inn(avtale, faktum)
    if avtale is None:
        raise UkjentAvtale(f"no agreement had been entered in this stream by {naa}")
    return avtale


def _opprett(faktum: Faktum, ny: AvtaleOpprettet) -> Avtale:
    return Avtale(
        id=faktum.stroem.removeprefix("avtale/"),
        opprettet=faktum,
        navn=ny.navn,
        livsloep=ny.livsloep,
        parter={p.part: p.rolle for p in ny.parter},
        pilot=ny.pilot,
        koordinator=ny.koordinator,
        delmaal={d.id: d for d in ny.delmaal},
        datoer=dict(ny.datoer),
        saksnumre=dict(ny.saksnumre),
        merknad=ny.merknad,
        rollefakta={},
        rolleavgjoerelser={},
        datofakta={},
        tekster=[],
        stegfakta={},
    )


def _ta_inn(avtale: Avtale, faktum: Faktum) -> None:
    hendelse = faktum.hendelse
    match hendelse:
        case AvtaleEndret():
            avtale.navn = hendelse.navn or avtale.navn
            avtale.pilot = hendelse.pilot or avtale.pilot
            avtale.koordinator = hendelse.koordinator or avtale.koordinator
            avtale.merknad = hendelse.merknad or avtale.merknad
            if hendelse.saksnumre is not None:
                avtale.saksnumre = dict(hendelse.saksnumre)
        case RolleEndret(part=part, rolle=rolle):
            _gi_rolle(avtale, faktum, part, rolle)
        case DelmaalEndret(delmaal=delmaal):
            if delmaal.parter:
                avtale.delmaal[delmaal.id] = delmaal
            else:
                avtale.delmaal.pop(delmaal.id, None)
        case DatoSatt(navn=navn, verdi=verdi):
            avtale.datofakta[navn] = faktum
            if verdi is None:
                avtale.datoer.pop(navn, None)
            else:
                avtale.datoer[navn] = verdi
        case AvtaleForlenget(til=til):
            avtale.datofakta[AVTALESLUTT] = faktum
            avtale.datoer[AVTALESLUTT] = Datoverdi(til)
        case TekstversjonLaget():
            avtale.tekster.append(faktum)
        case _:
            steg = getattr(hendelse, "steg", None)
            if isinstance(steg, str):
                avtale.stegfakta.setdefault(steg, []).append(faktum)


def _gi_rolle(avtale: Avtale, faktum: Faktum, part: str, rolle: Rolle | None) -> None:
    if avtale.parter.get(part) is rolle:
        return  # told again: the role is as old as it was
    if avtale.parter.get(part) is Rolle.UAVKLART and rolle is not Rolle.UAVKLART:
        avtale.rolleavgjoerelser[part] = faktum
    if rolle is Rolle.UAVKLART:
        avtale.rolleavgjoerelser.pop(part, None)
    avtale.rollefakta[part] = faktum
    if rolle is None:
        avtale.parter.pop(part, None)
    else:
        avtale.parter[part] = rolle


def brett_steg(fakta: Iterable[Faktum]) -> Stegfakta:
    """One step's facts, already in order, folded into the latest of each kind."""
    steg = Stegfakta()
    for faktum in fakta:
        match faktum.hendelse:
            case StegUtfoert():
                steg.utfoert = faktum
            case VedtakFattet():
                steg.vedtak.append(faktum)
            case MilepaelNaadd(milepael=milepael):
                steg.milepaeler[milepael] = faktum
            case MoeteInnkalt():
                steg.innkallinger.append(faktum)
            case FristUtsatt():
                steg.utsettelser.append(faktum)
            case OrganValgt(organ=organ):
                steg.organ = organ
            case StegIkkeAktuelt():
                steg.ikke_aktuelt = faktum
            case StegPauset():
                steg.pauset = faktum
            case StegGjenopptatt():
                steg.pauset, steg.gjenopptatt = None, faktum
            case _:
                pass
    return steg
