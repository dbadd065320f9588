"""The steps of one agreement: the lifecycle's steps spread over parties, years and delmål."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from modeller.avtalefold import Avtale
from modeller.fakta import Rolle
from modeller.livsloep import Fase, Livsloep, Steg
from modeller.register import Partsslag, Register
from modeller.regler import Utvalg


@dataclass(frozen=True, slots=True, eq=False)
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


class Instanser:
    """Every step of the agreement, found by id, and by key within a year, a delmål or a party."""

    def __init__(self, avtale: Avtale, livsloep: Livsloep, register: Register) -> None:
        self._avtale = avtale
        self._livsloep = livsloep
        self._register = register
        self._aarlige_noekler = {steg.noekkel for fase, steg in livsloep if fase.hvert_aar}
        self._per_noekkel: dict[str, list[Instans]] = {}
        self._valg: dict[tuple[int, str | None], list[tuple[str, bool]]] = {}
        self._plasser: dict[str, int] = {}
        self.alle: dict[str, Instans] = {}
        for fase in livsloep.faser:
            if not fase.hvert_aar:
                self._legg_til(fase, None, siste_aar=False)

    def legg_til_aar(self, foerste: int, siste: int, *, slutten_er_kjent: bool) -> None:
        """Spread the yearly phases over the years of the period, both ends included."""
        for fase in self._livsloep.faser:
            if fase.hvert_aar:
                for aar in range(foerste, siste + 1, fase.hvert_aar):
                    self._legg_til(fase, aar, siste_aar=slutten_er_kjent and aar == siste)

    def plass(self, steg_id: str) -> int:
        """The step's place in the order steps were made, the lifecycle's with the yearly phase last."""
        return self._plasser[steg_id]

    def i_rekkefoelge(self) -> list[Instans]:
        """The steps in the lifecycle's order, then by year."""
        plass = {fase.noekkel: nr for nr, fase in enumerate(self._livsloep.faser)}
        return sorted(self.alle.values(), key=lambda i: (plass[i.fase.noekkel], i.aar or 0))

    def med_noekkel(self, noekkel: str, fra: Instans) -> Sequence[Instans]:
        """The instances of a key as one step means it: its own year's (outside the yearly phase the first year's)
        and its own delmål's.
        """
        treff = self._per_noekkel.get(noekkel, ())
        if not treff:
            return ()
        if noekkel in self._aarlige_noekler:
            aar = fra.aar if fra.aar is not None else treff[0].aar
            treff = [i for i in treff if i.aar == aar]
        if fra.delmaal is not None and any(i.delmaal for i in treff):
            treff = [i for i in treff if i.delmaal in {None, fra.delmaal}]
        return treff

    def foran(self, instans: Instans) -> Iterator[Instans]:
        """The steps that must come first, required or not."""
        for krav in instans.steg.etter:
            for noekkel in krav.steg:
                yield from self.med_noekkel(noekkel, instans)

    def _legg_til(self, fase: Fase, aar: int | None, *, siste_aar: bool) -> None:
        for steg in fase:
            for delmaal in self._avtale.delmaal if steg.per_delmaal else (None,):
                for parter, uavklart in self._hvem(steg, delmaal):
                    ledd = [steg.noekkel, str(aar) if aar else None, delmaal]
                    if steg.hvem is not None and steg.hvem.hver:
                        ledd.append(parter[0])
                    instans = Instans(
                        ".".join(d for d in ledd if d), steg, fase, aar, delmaal, parter, uavklart, siste_aar
                    )
                    self._plasser[instans.id] = len(self._plasser)
                    self.alle[instans.id] = instans
                    self._per_noekkel.setdefault(steg.noekkel, []).append(instans)

    def _hvem(self, steg: Steg, delmaal: str | None) -> Iterator[tuple[tuple[str, ...], bool]]:
        if steg.hvem is None:
            yield (), False
            return
        avgjoer = steg.noekkel == self._livsloep.rolleavgjoerelse
        valgte = self.velg(steg.hvem.utvalg, delmaal)
        if steg.hvem.hver:
            yield from (((part,), uavklart and not avgjoer) for part, uavklart in valgte)
        elif sikre := tuple(part for part, uavklart in valgte if not uavklart):
            yield sikre, False

    def velg(self, utvalg: Utvalg, delmaal: str | None) -> list[tuple[str, bool]]:
        """The chosen parties in the agreement's order, each with whether its role is still undecided."""
        # By identity: a choice is one object of the lifecycle, and its sets are slow to hash.
        noekkel = (id(utvalg), delmaal)
        if noekkel not in self._valg:
            self._valg[noekkel] = self._velg(utvalg, delmaal)
        return self._valg[noekkel]

    def _velg(self, utvalg: Utvalg, delmaal: str | None) -> list[tuple[str, bool]]:
        if utvalg.leder:
            return [(leder, False)] if (leder := self._leder()) else []
        if utvalg.under_delmaal:
            navngitte = {p for d in self._avtale.delmaal.values() if delmaal in {None, d.id} for p in d.parter}
        else:
            navngitte = set(self._avtale.parter)
        return [
            (part, rolle is Rolle.UAVKLART and rolle not in utvalg.roller)
            for part, rolle in self._avtale.parter.items()
            if part in navngitte
            and (rolle in utvalg.roller or rolle is Rolle.UAVKLART)
            and self._slag(part) in utvalg.slag
        ]

    def _leder(self) -> str | None:
        if self._avtale.pilot in self._avtale.parter:
            return self._avtale.pilot
        kommuner = [p for p in self._avtale.parter if self._slag(p) is Partsslag.KOMMUNE]
        return kommuner[0] if kommuner else None

    def _slag(self, part: str) -> Partsslag:
        kjent = self._register.parter.get(part)
        return kjent.slag if kjent else Partsslag.ANNEN
