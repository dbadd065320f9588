"""An agreement's facts folded into what is known about it and about each of its steps."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from typing import NamedTuple

from modeller.fakta import (
    AvtaleAvsluttet,
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
    StegGjenaapnet,
    StegGjenopptatt,
    StegIkkeAktuelt,
    StegLagtTil,
    StegPauset,
    StegUtfoert,
    TekstversjonLaget,
    VarselregelSatt,
    VedtakFattet,
)
from modeller.faktaliste import gjeldende
from modeller.moeteramme import INGEN_RAMME, Moeteramme
from modeller.oppfoelging import INGEN_OPPFOELGING, Oppfoelging, brett_oppfoelging
from modeller.regelfold import brett_regler
from modeller.regelvalg import SattRegel
from modeller.tekst import Tekst

AVTALESLUTT = "avtaleslutt"


@dataclass(slots=True, kw_only=True)
class Stegfakta:
    """What the facts say of one step: every completion, decision, call and postponement in order, else the latest."""

    utfoerte: list[Faktum] = field(default_factory=list)
    vedtak: list[Faktum] = field(default_factory=list)
    milepaeler: dict[str, Faktum] = field(default_factory=dict)
    innkallinger: list[Faktum] = field(default_factory=list)
    utsettelser: list[Faktum] = field(default_factory=list)
    organ: str | None = None
    ikke_aktuelt: Faktum | None = None
    pauset: Faktum | None = None
    aapnet_igjen: Faktum | None = None
    """The fact that gave the ball back: a pause that ended, work that must be done again, a meeting called off."""
    gjenaapninger: int = 0
    avlyst: date | None = None
    """The day a meeting was called for, when it has been called off and not called anew."""
    ramme: Moeteramme = INGEN_RAMME
    """The time and place of the last call, also of one that has been called off."""
    oppfoelging: Oppfoelging = INGEN_OPPFOELGING

    @property
    def utfoert(self) -> Faktum | None:
        """The latest completion."""
        return self.utfoerte[-1] if self.utfoerte else None


class Overtatt(NamedTuple):
    """A party took over on a day, from some that had not done a step that others of those that became one had."""

    dag: date
    uten: tuple[str, ...]


@dataclass(slots=True, kw_only=True)
class Avtale:
    """An agreement as its facts tell it on one day."""

    id: str
    opprettet: Faktum
    navn: Tekst
    livsloep: str
    parter: dict[str, Rolle]
    partskilder: dict[str, str]
    """Where it stands what role a party has, for those that somebody has given a source."""
    pilot: str | None
    koordinator: str | None
    delmaal: dict[str, Delmaal]
    datoer: dict[str, Datoverdi]
    saksnumre: dict[str, str]
    merknad: Tekst | None
    kilder: tuple[str, ...] | None
    """Ids of the documents that apply; None: every one of the lifecycle's."""
    kilde: str | None
    rollefakta: dict[str, Faktum]
    """The fact that gave each party its present role, where it was not so from the start."""
    rolleavgjoerelser: dict[str, Faktum]
    """The fact by which a party whose role was undecided decided it."""
    datofakta: dict[str, Faktum]
    """The fact that gave each named date its day, where it was not so from the start."""
    tekster: list[Faktum]
    tillegg: dict[str, Faktum]
    """The facts that added steps of the agreement's own, by step id."""
    stegfakta: dict[str, list[Faktum]]
    """Facts that name a step, by step id, in order."""
    varselregler: tuple[SattRegel, ...] = ()
    """What has been said of the reminder rules in this agreement."""
    overtatt_uferdig: Mapping[str, Overtatt] = field(default_factory=dict)
    """By step id, what must be done again since only some of those that became one had done it."""


class UkjentAvtale(ValueError):
    """The facts hold no `AvtaleOpprettet` that has happened: there is no agreement on that day."""


def brett_avtale(fakta: Iterable[Faktum], naa: date) -> Avtale:
    """Fold the facts of one agreement's stream as of `naa`. Raises `UkjentAvtale` before it was entered."""
    avtale: Avtale | None = None
    fakta = tuple(fakta)
    for faktum in gjeldende(fakta, naa):
        hendelse = faktum.hendelse
        if isinstance(hendelse, AvtaleOpprettet):
            avtale = avtale or _opprett(faktum, hendelse)
        elif avtale is not None:
            _ta_inn(avtale, faktum)
    if avtale is None:
        raise UkjentAvtale(f"no agreement had been entered in this stream by {naa}")
    avtale.varselregler = brett_regler(fakta, naa)
    return avtale


def _opprett(faktum: Faktum, ny: AvtaleOpprettet) -> Avtale:
    return Avtale(
        id=faktum.stroem.removeprefix("avtale/"),
        opprettet=faktum,
        navn=ny.navn,
        livsloep=ny.livsloep,
        parter={p.part: p.rolle for p in ny.parter},
        partskilder={p.part: p.kilde for p in ny.parter if p.kilde},
        pilot=ny.pilot,
        koordinator=ny.koordinator,
        delmaal={d.id: d for d in ny.delmaal},
        datoer=dict(ny.datoer),
        saksnumre=dict(ny.saksnumre),
        merknad=ny.merknad,
        kilder=ny.kilder,
        kilde=ny.kilde,
        rollefakta={},
        rolleavgjoerelser={},
        datofakta={},
        tekster=[],
        tillegg={},
        stegfakta={},
    )


def _ta_inn(avtale: Avtale, faktum: Faktum) -> None:
    hendelse = faktum.hendelse
    match hendelse:
        case AvtaleEndret():
            _endre(avtale, hendelse)
        case RolleEndret(part=part, rolle=rolle):
            _gi_rolle(avtale, faktum, part, rolle)
        case DelmaalEndret(delmaal=delmaal):
            if delmaal.parter:
                avtale.delmaal[delmaal.id] = replace(delmaal, kilde=delmaal.kilde or faktum.kilde)
            else:
                avtale.delmaal.pop(delmaal.id, None)
        case DatoSatt(navn=navn, verdi=verdi):
            _merk_dato(avtale, faktum, navn, verdi.dato if verdi else None)
            if verdi is None:
                avtale.datoer.pop(navn, None)
            else:
                avtale.datoer[navn] = replace(verdi, kilde=verdi.kilde or faktum.kilde)
        case AvtaleForlenget(til=til) | AvtaleAvsluttet(til=til):
            _merk_dato(avtale, faktum, AVTALESLUTT, til)
            avtale.datoer[AVTALESLUTT] = Datoverdi(til, kilde=faktum.kilde)
        case TekstversjonLaget():
            avtale.tekster.append(faktum)
        case VarselregelSatt():
            pass  # its step is one of the lifecycle, not of the agreement
        case _:
            if isinstance(hendelse, StegLagtTil):
                avtale.tillegg[hendelse.steg] = faktum
            steg = getattr(hendelse, "steg", None)
            if isinstance(steg, str):
                avtale.stegfakta.setdefault(steg, []).append(faktum)


def _merk_dato(avtale: Avtale, faktum: Faktum, navn: str, dato: date | None) -> None:
    kjent = avtale.datoer.get(navn)
    if kjent is None or kjent.dato != dato:  # told again, the day is as old as it was
        avtale.datofakta[navn] = faktum


def _endre(avtale: Avtale, ny: AvtaleEndret) -> None:
    avtale.navn = ny.navn or avtale.navn
    avtale.pilot = ny.pilot or avtale.pilot
    avtale.koordinator = ny.koordinator or avtale.koordinator
    avtale.merknad = ny.merknad or avtale.merknad
    avtale.kilde = ny.kilde or avtale.kilde
    if ny.kilder is not None:
        avtale.kilder = ny.kilder
    if ny.saksnumre is not None:
        avtale.saksnumre = dict(ny.saksnumre)
    for navn in ny.tatt_bort:
        setattr(avtale, navn, None)


def _gi_rolle(avtale: Avtale, faktum: Faktum, part: str, rolle: Rolle | None) -> None:
    if faktum.kilde and rolle is not None:
        avtale.partskilder[part] = faktum.kilde
    else:
        avtale.partskilder.pop(part, None)  # what stood in the old source was the old role
    if part in avtale.parter and avtale.parter[part] is rolle:
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
    fakta = tuple(fakta)
    steg = Stegfakta(oppfoelging=brett_oppfoelging(fakta))
    for faktum in fakta:
        match faktum.hendelse:
            case StegUtfoert():
                steg.utfoerte.append(faktum)
            case VedtakFattet():
                steg.vedtak.append(faktum)
            case MilepaelNaadd(milepael=milepael):
                steg.milepaeler[milepael] = faktum
            case MoeteInnkalt(dato=None):
                steg.avlyst = _innkalt_til(steg.innkallinger)
                steg.innkallinger, steg.aapnet_igjen = [], faktum
            case MoeteInnkalt(fra=fra, til=til, sted=sted):
                steg.innkallinger.append(faktum)
                steg.avlyst = None
                steg.ramme = Moeteramme(fra, til, sted)
            case FristUtsatt() | StegLagtTil():
                steg.utsettelser.append(faktum)
            case OrganValgt(organ=organ):
                steg.organ = organ
            case _:
                _flytt_ballen(steg, faktum)
    return steg


def _innkalt_til(innkallinger: list[Faktum]) -> date | None:
    siste = innkallinger[-1].hendelse if innkallinger else None
    return siste.dato if isinstance(siste, MoeteInnkalt) else None


def gi_ballen_tilbake(steg: Stegfakta, avtale: Avtale) -> Stegfakta:
    """End the step's pause when the party it waits for has left the agreement."""
    pauset = steg.pauset.hendelse if steg.pauset else None
    if isinstance(pauset, StegPauset) and pauset.hos not in avtale.parter and pauset.hos in avtale.rollefakta:
        steg.pauset, steg.aapnet_igjen = None, avtale.rollefakta[pauset.hos]
    return steg


def _flytt_ballen(steg: Stegfakta, faktum: Faktum) -> None:
    match faktum.hendelse:
        case StegIkkeAktuelt():
            steg.ikke_aktuelt = faktum
        case StegGjenaapnet():
            steg.utfoerte, steg.vedtak, steg.milepaeler = [], [], {}
            steg.ikke_aktuelt, steg.aapnet_igjen = None, faktum
            steg.gjenaapninger += 1
        case StegPauset():
            steg.pauset = faktum
        case StegGjenopptatt():
            steg.pauset, steg.aapnet_igjen = None, faktum
        case _:
            pass
