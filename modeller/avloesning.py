"""Parties that have ended and those that took their place, as one agreement sees it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace

from modeller.avtalefold import Avtale, Overtatt, brett_steg
from modeller.fakta import Delmaal, Faktum, Rolle, RolleEndret, StegLagtTil, StegPauset, VedtakFattet
from modeller.register import Register

Avloest = Mapping[str, tuple[str, ...]]
STERKEST = tuple(Rolle)


def etter_avloesning(avtale: Avtale, register: Register) -> Avtale:
    """The agreement with those who have taken over in the place of parties that have ended.

    They have the roles, delmål and steps of the ones before them. A step several had one each of is done by the one
    that came of them only when it was done by all; what that one has done since, and the role it has been given since,
    is its own.
    """
    avloest = register.avloest
    if not avloest:
        return avtale
    avtale = _med_arvinger_i_fakta(avtale, avloest)
    if not avtale.parter.keys() & avloest.keys():
        return avtale
    arv = _Arv(avtale, register)
    roller = {ny: arv.rolle(ny) for part in avtale.parter for ny in arvinger(part, avloest)}
    return replace(
        avtale,
        parter={ny: rolle for ny, (rolle, _) in roller.items() if rolle is not None},
        partskilder={p: k for p, k in avtale.partskilder.items() if p not in avloest},
        pilot=arvinger(avtale.pilot, avloest)[0] if avtale.pilot else None,
        delmaal={id_: _delmaal(delmaal, avloest) for id_, delmaal in avtale.delmaal.items()},
        rollefakta=_under_nye_navn(avtale.rollefakta, roller),
        rolleavgjoerelser=_under_nye_navn(avtale.rolleavgjoerelser, roller),
        stegfakta=_stegfakta(avtale, arv, roller, avloest),
        overtatt_uferdig=dict(_uferdige(avtale, arv, roller, avloest)),
    )


def arvinger(part: str, avloest: Avloest) -> tuple[str, ...]:
    """Those who have the party's place today: the heirs of its heirs too. In a ring nobody does, and it keeps it."""
    funnet: list[str] = []
    koe, sett = [part], {part}
    while koe:
        denne = koe.pop(0)
        if denne not in avloest:
            funnet.append(denne)
        nye = [ny for ny in avloest.get(denne, ()) if ny not in sett]
        sett.update(nye)
        koe += nye
    return tuple(funnet) or (part,)


class _Arv:
    """What a party has of its own and from those it has taken the place of."""

    def __init__(self, avtale: Avtale, register: Register) -> None:
        self._avtale = avtale
        self._register = register

    def rolle(self, part: str, sett: frozenset[str] = frozenset()) -> tuple[Rolle | None, str]:
        """The party's role, the strongest of those it inherits, and whose it was; None when it has left."""
        egen = self._avtale.parter.get(part)
        forgjengere = self._overtatt_fra(part, sett)
        siste = self._avtale.rollefakta.get(part)
        if not forgjengere or (siste is not None and self._er_siden(siste, forgjengere)):
            return (siste.hendelse.rolle if siste and isinstance(siste.hendelse, RolleEndret) else egen), part
        arvede = [self.rolle(g, sett | {part}) for g in forgjengere]
        funnet = [(rolle, hvem) for rolle, hvem in (*arvede, (egen, part)) if rolle is not None]
        return min(funnet, key=lambda par: STERKEST.index(par[0]), default=(None, part))

    def fakta(self, foran: str, part: str, sett: frozenset[str] = frozenset()) -> list[Faktum]:
        """The facts about the party's step, with what it inherits."""
        egne = self._avtale.stegfakta.get(f"{foran}.{part}", [])
        forgjengere = self._overtatt_fra(part, sett)
        if not forgjengere:
            return egne
        arvede = list(self._hver_sine(foran, part, forgjengere, sett).values())
        siden = [f for f in egne if self._er_siden(f, forgjengere)]
        return sorted((*_felles(arvede), *siden), key=lambda f: (f.skjedde, f.nr))

    def uferdig(self, foran: str, part: str) -> Overtatt | None:
        """When the party took over, and from whom that had not done the step, where others of them had."""
        forgjengere = self._overtatt_fra(part, frozenset())
        ferdig = {hvem: _er_ferdig(fakta) for hvem, fakta in self._hver_sine(foran, part, forgjengere).items()}
        uten = tuple(sorted(hvem for hvem, er_ferdig in ferdig.items() if not er_ferdig and hvem != part))
        if not uten or not any(ferdig.values()):
            return None
        return Overtatt(max(self._register.avloest_dag[gammel] for gammel in uten), uten)

    def _hver_sine(
        self, foran: str, part: str, forgjengere: Iterable[str], sett: frozenset[str] = frozenset()
    ) -> dict[str, list[Faktum]]:
        """The facts about the step of each of those that became the party, itself among them when it was one."""
        forgjengere = list(forgjengere)
        arvede = {g: self.fakta(foran, g, sett | {part}) for g in forgjengere}
        rollefaktum = self._avtale.rollefakta.get(part)
        kom_siden = rollefaktum is not None and bool(forgjengere) and self._er_siden(rollefaktum, forgjengere)
        if forgjengere and part in self._avtale.parter and not kom_siden:
            egne = self._avtale.stegfakta.get(f"{foran}.{part}", [])
            arvede[part] = [f for f in egne if not self._er_siden(f, forgjengere)]
        return arvede

    def er_med(self, part: str, sett: frozenset[str] = frozenset()) -> bool:
        """Whether the party, or one it has taken the place of, is party to the agreement by its facts."""
        return part in self._avtale.parter or bool(self._forgjengere(part, sett))

    def _overtatt_fra(self, part: str, sett: frozenset[str]) -> list[str]:
        i_ring = not sett and part in self._register.avloest
        return [] if i_ring else self._forgjengere(part, sett)  # in a ring each keeps its own

    def _forgjengere(self, part: str, sett: frozenset[str]) -> list[str]:
        avloest = self._register.avloest
        sett |= {part}
        return [g for g, av in avloest.items() if part in av and g not in sett and self.er_med(g, sett)]

    def _er_siden(self, faktum: Faktum, forgjengere: Iterable[str]) -> bool:
        return faktum.skjedde >= max(self._register.avloest_dag[g] for g in forgjengere)


def _felles(lister: Sequence[list[Faktum]]) -> list[Faktum]:
    """The facts that count for the one several became.

    What only some of them had come to is for that one to take up again.
    """
    if not all(lister):
        return []
    uferdige = [fakta for fakta in lister if not _er_ferdig(fakta)]
    return max(uferdige or lister, key=lambda fakta: (fakta[-1].skjedde, fakta[-1].nr))


def _er_ferdig(fakta: Sequence[Faktum]) -> bool:
    steg = brett_steg(fakta)
    vedtak = steg.vedtak[-1].hendelse if steg.vedtak else None
    if isinstance(vedtak, VedtakFattet):
        return vedtak.utfall.avgjort
    return steg.utfoert is not None or steg.ikke_aktuelt is not None or bool(steg.innkallinger)


def _under_nye_navn(fakta: Mapping[str, Faktum], roller: Mapping[str, tuple[Rolle | None, str]]) -> dict[str, Faktum]:
    return {**fakta, **{ny: fakta[hvem] for ny, (_, hvem) in roller.items() if hvem in fakta}}


def _delmaal(delmaal: Delmaal, avloest: Avloest) -> Delmaal:
    return replace(delmaal, parter=_alle_arvinger(delmaal.parter, avloest))


def _alle_arvinger(parter: Iterable[str], avloest: Avloest) -> tuple[str, ...]:
    return tuple(dict.fromkeys(ny for part in parter for ny in arvinger(part, avloest)))


def _med_arvinger_i_fakta(avtale: Avtale, avloest: Avloest) -> Avtale:
    """A step somebody was named for, or was asked to clear up, goes with their place."""
    return replace(
        avtale,
        tillegg={id_: _med_arvinger(faktum, avloest) for id_, faktum in avtale.tillegg.items()},
        stegfakta={id_: [_med_arvinger(f, avloest) for f in fakta] for id_, fakta in avtale.stegfakta.items()},
    )


def _med_arvinger(faktum: Faktum, avloest: Avloest) -> Faktum:
    match faktum.hendelse:
        case StegLagtTil(parter=parter) as lagt_til if avloest.keys() & set(parter):
            return replace(faktum, hendelse=replace(lagt_til, parter=_alle_arvinger(parter, avloest)))
        case StegPauset(hos=hos) as pauset if hos in avloest:
            return replace(faktum, hendelse=replace(pauset, hos=arvinger(hos, avloest)[0]))
        case _:
            return faktum


def _uferdige(
    avtale: Avtale, arv: _Arv, roller: Mapping[str, object], avloest: Avloest
) -> Iterator[tuple[str, Overtatt]]:
    for steg_id in avtale.stegfakta:
        foran, _, part = steg_id.rpartition(".")
        if foran and steg_id not in avtale.tillegg and (part in roller or arv.er_med(part)):
            for arving in arvinger(part, avloest):
                if uferdig := arv.uferdig(foran, arving):
                    yield f"{foran}.{arving}", uferdig


def _stegfakta(avtale: Avtale, arv: _Arv, roller: Mapping[str, object], avloest: Avloest) -> dict[str, list[Faktum]]:
    """The facts about each party's own steps, under the ids those steps have now."""
    nye: dict[str, list[Faktum]] = {}
    for steg_id, fakta in avtale.stegfakta.items():
        foran, _, part = steg_id.rpartition(".")
        if not foran or steg_id in avtale.tillegg or not (part in roller or arv.er_med(part)):
            nye[steg_id] = fakta
            continue
        for arving in arvinger(part, avloest):
            if arvet := arv.fakta(foran, arving):
                nye[f"{foran}.{arving}"] = arvet
    return nye
