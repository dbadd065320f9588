"""What no fact about a step can change: the lifecycle spread over parties, years and delmål, with its fixed days."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache
from graphlib import TopologicalSorter
from typing import NamedTuple

from modeller.arbeidskalender import Arbeidskalender
from modeller.avledning.fastdag import fast_dag
from modeller.avledning.partsvalg import Deltaker, Partsvalg, partsslag
from modeller.avtalefold import Avtale
from modeller.fakta import Fristart
from modeller.livsloep import Fase, Fullfoeres, Krav, KravEtterRolle, Livsloep, Steg
from modeller.register import Register
from modeller.regler import (
    BareSisteAar,
    BareValgaar,
    Etter,
    Foer,
    HvertAar,
    IkkeSisteAar,
    Ingen,
    SisteMoete,
    ankeret,
    er_valgaar,
)
from modeller.tekst import Maalform, Tekst

AV_FAKTA_OM_SEG = frozenset({Fullfoeres.UTFOERT, Fullfoeres.VEDTAK, Fullfoeres.INNKALLING})
"""How a step is finished that nothing but a fact about itself, or the meeting it calls, can finish."""


class Aarene(NamedTuple):
    """The years of the period, both ends included, and whether the last is known to be the last."""

    foerste: int
    siste: int
    slutten_er_kjent: bool


@dataclass(frozen=True, eq=False)
class Instans:
    """One step of one agreement, before it has dates. `siste_aar` tells whether its year is the period's last."""

    id: str
    steg: Steg
    fase: Fase
    aar: int | None
    delmaal: str | None
    parter: tuple[str, ...]
    uavklart: bool = False
    siste_aar: bool = False

    @cached_property
    def tittel(self) -> Tekst:
        """The step's title, with the year after its own where it speaks of that."""
        tittel = self.steg.tittel
        if self.aar is None or "{" not in tittel.nb:
            return tittel
        return Tekst(*(tittel.paa(maalform).format(neste_aar=self.aar + 1) for maalform in Maalform))

    @cached_property
    def utenfor_aaret(self) -> bool:
        """Whether the step is one for other years of the period than its own."""
        match self.steg.betinget:
            case None | BareValgaar():  # in other years than those of an election the step is not made at all
                return False
            case IkkeSisteAar():
                return self.siste_aar
            case BareSisteAar():
                return not self.siste_aar


class Anker(NamedTuple):
    """Steps a date is counted from, and what a sentence calls them."""

    navn: Tekst
    steg: tuple[str, ...]


class Naboer(NamedTuple):
    """What of the agreement a step has to do with; steps by their ids."""

    krav: Krav
    deltar: tuple[str, ...]
    """The parties that take part without having the ball."""
    foran: tuple[str, ...]
    """The steps that hold this one back for as long as they are unfinished."""
    bortfaller_med: tuple[str, ...]
    """The steps whose completion makes this one lapse."""
    neste_aar: str | None
    """The same step a year (or more) later, whose opening makes this one lapse."""
    anker: Mapping[str, Anker]
    """What each anchor of its date rules means here; named dates are not among them."""
    moetested: str | None
    """The step of the meeting that this one calls."""
    gjelder: tuple[str, ...]
    """The steps it only is there for: the meeting it calls, those its window is counted back from, or those that what
    is only recommended follows upon.
    """
    uroert: Mapping[str, object]
    """What is known of the step for as long as no fact names it, by the names that `Knute` gives it."""


class Skjelett(NamedTuple):
    """Every step of an agreement with its neighbours, in the lifecycle's order, then by year."""

    instanser: Mapping[str, Instans]
    naboer: Mapping[str, Naboer]
    bak: Mapping[str, list[str]]
    """The steps that wait directly for each, with the yearly phases last."""
    framover: tuple[str, ...]
    """The steps in an order in which each comes after those that hold it back."""
    plass: Mapping[str, int]
    """Each step's place among them, with the yearly phases last."""
    hviler_paa: Mapping[str, frozenset[str]]
    """The steps, itself among them, that a step's date and window lean on, directly or through others. Those that lean
    on what something else can finish than facts about these steps are left out.
    """


def skjelett(
    livsloep: Livsloep, avtale: Avtale, register: Register, kalender: Arbeidskalender, aarene: Aarene | None
) -> Skjelett:
    """The steps of the agreement, without the yearly ones while `aarene` is None.

    They change only with parties, delmål, pilot and years, so the last ones made are kept: deriving an agreement again
    for another day, or with a fact more, finds them ready.
    """
    deltakere = tuple(Deltaker(part, rolle, partsslag(register, part)) for part, rolle in avtale.parter.items())
    delmaal = tuple((d.id, d.parter) for d in avtale.delmaal.values())
    return _bygg(livsloep, deltakere, delmaal, avtale.pilot, avtale.opprettet.skjedde.year, kalender, aarene)


@lru_cache(maxsize=64)
def _bygg(
    livsloep: Livsloep,
    deltakere: tuple[Deltaker, ...],
    delmaal: tuple[tuple[str, tuple[str, ...]], ...],
    pilot: str | None,
    opprettet: int,
    kalender: Arbeidskalender,
    aarene: Aarene | None,
) -> Skjelett:
    valg = Partsvalg(deltakere, delmaal, pilot)
    laget = list(_instanser(livsloep, valg, aarene))
    kart = _Kart(livsloep, laget)
    faser = {fase.noekkel: nr for nr, fase in enumerate(livsloep.faser)}
    i_orden = sorted(laget, key=lambda i: (faser[i.fase.noekkel], i.aar or 0))
    naboer = {i.id: _naboer(i, livsloep, valg, kart, kalender, opprettet) for i in laget}
    bak: dict[str, list[str]] = {}
    for id_, nabo in naboer.items():
        for foran in nabo.foran:
            bak.setdefault(foran, []).append(id_)
    framover = tuple(TopologicalSorter({id_: nabo.foran for id_, nabo in naboer.items()}).static_order())
    instanser = {i.id: i for i in i_orden}
    plass = {i.id: nr for nr, i in enumerate(laget)}
    return Skjelett(instanser, naboer, bak, framover, plass, dict(_hviler_paa(instanser, naboer)))


def _hviler_paa(instanser: Mapping[str, Instans], naboer: Mapping[str, Naboer]) -> Iterator[tuple[str, frozenset[str]]]:
    for id_ in instanser:
        funnet: set[str] = set()
        koe = [id_]
        while koe:
            neste = koe.pop()
            if neste in instanser and neste not in funnet:
                funnet.add(neste)
                koe += naboer[neste].gjelder
                koe += [steg for anker in naboer[neste].anker.values() for steg in anker.steg]
        if all(instanser[en].steg.fullfoeres in AV_FAKTA_OM_SEG for en in funnet):
            yield id_, frozenset(funnet)


def _instanser(livsloep: Livsloep, valg: Partsvalg, aarene: Aarene | None) -> Iterator[Instans]:
    for fase in livsloep.faser:
        if not fase.hvert_aar:
            yield from _av_fasen(fase, livsloep, valg, None, siste_aar=False)
    if aarene is None:
        return
    for fase in livsloep.faser:
        if fase.hvert_aar:
            for aar in range(aarene.foerste, aarene.siste + 1, fase.hvert_aar):
                siste = aarene.slutten_er_kjent and aar == aarene.siste
                yield from _av_fasen(fase, livsloep, valg, aar, siste_aar=siste)


def _av_fasen(
    fase: Fase, livsloep: Livsloep, valg: Partsvalg, aar: int | None, *, siste_aar: bool
) -> Iterator[Instans]:
    for steg in fase:
        if isinstance(steg.betinget, BareValgaar) and not (aar and er_valgaar(aar)):
            continue
        for delmaal in valg.delmaal if steg.per_delmaal else (None,):
            for parter, uavklart in _hvem(steg, delmaal, livsloep, valg):
                ledd = [steg.noekkel, str(aar) if aar else None, delmaal]
                if steg.hvem is not None and steg.hvem.hver:
                    ledd.append(parter[0])
                id_ = ".".join(d for d in ledd if d)
                yield Instans(id_, steg, fase, aar, delmaal, parter, uavklart, siste_aar)


def _hvem(
    steg: Steg, delmaal: str | None, livsloep: Livsloep, valg: Partsvalg
) -> Iterator[tuple[tuple[str, ...], bool]]:
    if steg.hvem is None:
        yield (), False
        return
    avgjoer = steg.noekkel == livsloep.rolleavgjoerelse
    valgte = valg.parter(steg.hvem.utvalg, delmaal)
    if steg.hvem.hver:
        yield from (((part,), uavklart and not avgjoer) for part, uavklart in valgte)
    elif sikre := tuple(part for part, uavklart in valgte if not uavklart):
        yield sikre, False


class _Kart:
    """The steps by key, as one step means it when it names another."""

    def __init__(self, livsloep: Livsloep, laget: Iterable[Instans]) -> None:
        self._aarlige = {steg.noekkel for fase, steg in livsloep if fase.hvert_aar}
        self._per_noekkel: dict[str, list[Instans]] = {}
        for instans in laget:
            self._per_noekkel.setdefault(instans.steg.noekkel, []).append(instans)

    def med_noekkel(self, noekkel: str, fra: Instans) -> Sequence[Instans]:
        """A key's own year (outside the yearly phase the first year) and own delmål."""
        treff = self._per_noekkel.get(noekkel, [])
        if treff and noekkel in self._aarlige:
            aar = fra.aar if fra.aar is not None else treff[0].aar
            treff = [i for i in treff if i.aar == aar]
        if fra.delmaal is not None and any(i.delmaal for i in treff):
            treff = [i for i in treff if i.delmaal in {None, fra.delmaal}]
        return treff

    def som_anker(self, noekkel: str, fra: Instans) -> tuple[str, ...]:
        """What a date is counted from: the same parties' step where they have one, else everybody's."""
        treff = [i for i in self.med_noekkel(noekkel, fra) if not i.uavklart]
        egne = [i for i in treff if i.parter and set(i.parter) == set(fra.parter)]
        return tuple(i.id for i in egne or treff)

    def finnes(self, instans: Instans, aar: int) -> str | None:
        """The id of the same step in another year, if there is one."""
        return next(
            (
                i.id
                for i in self._per_noekkel[instans.steg.noekkel]
                if i.aar == aar and i.delmaal == instans.delmaal and _samme_hvem(i, instans)
            ),
            None,
        )


def _samme_hvem(en: Instans, annen: Instans) -> bool:
    return en.parter == annen.parter or not (en.steg.hvem and en.steg.hvem.hver)


def _naboer(
    instans: Instans, livsloep: Livsloep, valg: Partsvalg, kart: _Kart, kalender: Arbeidskalender, opprettet: int
) -> Naboer:
    steg = instans.steg
    deltar = valg.parter(steg.deltar, instans.delmaal) if steg.deltar else []
    foran = [i for krav in steg.etter for noekkel in krav.steg for i in kart.med_noekkel(noekkel, instans)]
    noekler = (ankeret(steg.frist.regel), ankeret(steg.aapner))
    anker = {
        noekkel: Anker(annet.omtalt, kart.som_anker(noekkel, instans))
        for noekkel in noekler
        if noekkel and (annet := livsloep.finn(noekkel))
    }
    moetested = instans.id.replace(steg.noekkel, steg.setter or "", 1) if _kaller_inn(steg) else None
    krav = _krav(instans, valg)
    return Naboer(
        krav=krav,
        deltar=tuple(part for part, _ in deltar if part not in instans.parter),
        foran=tuple(i.id for i in foran if not i.uavklart and _krav(i, valg) is Krav.PAAKREVD),
        bortfaller_med=tuple(i.id for noekkel in steg.bortfaller for i in kart.med_noekkel(noekkel, instans)),
        neste_aar=kart.finnes(instans, instans.aar + instans.fase.hvert_aar) if instans.aar is not None else None,
        anker=anker,
        moetested=moetested,
        gjelder=(moetested,) if moetested else _gjelder(steg, krav, anker),
        uroert=_uroert(steg, instans.aar or opprettet, kalender),
    )


def _kaller_inn(steg: Steg) -> bool:
    return steg.fullfoeres is Fullfoeres.INNKALLING


def _gjelder(steg: Steg, krav: Krav, anker: Mapping[str, Anker]) -> tuple[str, ...]:
    """A meeting's own date is none of them, nor what a required step follows upon: that must be done all the same."""
    match steg.aapner, steg.frist.regel:
        case ((Foer(anker=navn) | SisteMoete(foer=navn)), _) if navn != steg.noekkel and navn in anker:
            return anker[navn].steg
        case _, Etter(anker=navn) if krav is not Krav.PAAKREVD and navn in anker:
            return anker[navn].steg
        case _:
            return ()


def _uroert(steg: Steg, aar: int, kalender: Arbeidskalender) -> Mapping[str, object]:
    kjent: dict[str, object] = {}
    if steg.fullfoeres in {Fullfoeres.UTFOERT, Fullfoeres.VEDTAK}:
        kjent |= {"faktum": None, "uavgjort": None, "utfoert": None}
    if steg.vedtak:  # its date and its window hang on the meeting plan besides
        return kjent
    if isinstance(steg.frist.regel, HvertAar | Ingen):
        etter_valg = isinstance(steg.betinget, BareValgaar)
        kjent["frist"] = fast_dag(steg.frist.regel, steg.frist.art, aar, kalender, etter_valg=etter_valg)
    if steg.aapner is None:
        kjent["aapner"] = None
    elif isinstance(steg.aapner, HvertAar):
        kjent["aapner"] = fast_dag(steg.aapner, Fristart.VEILEDENDE, aar, kalender).tidligst
    return kjent


def _krav(instans: Instans, valg: Partsvalg) -> Krav:
    krav = instans.steg.krav
    if isinstance(krav, KravEtterRolle):
        egne = {part for part, uavklart in valg.parter(krav.utvalg, None) if not uavklart}
        return Krav.PAAKREVD if egne & set(instans.parter) else Krav.ANBEFALT
    return krav
