"""Where boxes go in a drawing of what follows what: columns by the longest way there, rows so that arrows are short."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from graphlib import TopologicalSorter
from itertools import pairwise

Plass = tuple[int, int]
"""Column and row, from 0."""
Kant = tuple[str, str]
"""From what comes first to what follows it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Oppsett:
    """The places of the boxes, and for each arrow the places it passes, its two ends included."""

    plasser: dict[str, Plass]
    piler: tuple[tuple[Plass, ...], ...]
    kolonner: int
    rader: int


def sett_opp(noder: Sequence[str], kanter: Iterable[Kant], bredde: int) -> Oppsett:
    """Lay the nodes out, in their order as far as the arrows let them. `bredde` is how many columns there are.

    An arrow that others make unnecessary (a to c, where a leads to b and b to c) is left out. There must be no loop.
    """
    igjen = uten_omveier(set(kanter))
    kolonne = _kolonner(noder, igjen)
    plasser: dict[str, Plass] = {}
    piler: list[tuple[Plass, ...]] = []
    rad = 0
    for gruppe in _sammenhengende(noder, igjen):
        if len(gruppe) > 1:
            egne = sorted((noder.index(fra), noder.index(til)) for fra, til in igjen if fra in gruppe)
            kantene = [(noder[fra], noder[til]) for fra, til in egne]
            rad += _legg_ut(gruppe, kantene, kolonne, rad, plasser, piler)
    loese = [node for node in noder if node not in plasser]
    plasser |= dict(zip(loese, _ledige(plasser, piler, rad, bredde, len(loese)), strict=True))
    return Oppsett(
        plasser=plasser,
        piler=tuple(piler),
        kolonner=max((k for k, _ in plasser.values()), default=0) + 1,
        rader=max((r for _, r in plasser.values()), default=0) + 1,
    )


def lengste_vei(noder: Sequence[str], kanter: Iterable[Kant]) -> int:
    """How many columns the nodes need at least."""
    return max(_kolonner(noder, set(kanter)).values(), default=0) + 1


def uten_omveier(kanter: set[Kant]) -> set[Kant]:
    """The arrows that no other way of arrows makes unnecessary."""
    ut: dict[str, set[str]] = {node: set() for kant in kanter for node in kant}
    for fra, til in kanter:
        ut[fra].add(til)
    naar: dict[str, set[str]] = {}
    for node in TopologicalSorter(ut).static_order():  # what is led to comes before what leads there
        naar[node] = ut[node].union(*(naar[til] for til in ut[node]))
    return {(fra, til) for fra, til in kanter if not any(til in naar[mellom] for mellom in ut[fra])}


def _kolonner(noder: Sequence[str], kanter: set[Kant]) -> dict[str, int]:
    foran = {node: {fra for fra, til in kanter if til == node} for node in noder}
    kolonne: dict[str, int] = {}
    for node in TopologicalSorter(foran).static_order():
        kolonne[node] = max((kolonne[fra] + 1 for fra in foran[node]), default=0)
    for node in noder:  # what begins nothing but one later step stands right before it
        etter = [kolonne[til] for fra, til in kanter if fra == node]
        if not foran[node] and etter:
            kolonne[node] = min(etter) - 1
    return {node: kolonne[node] for node in noder}


def _sammenhengende(noder: Sequence[str], kanter: set[Kant]) -> list[set[str]]:
    grupper: list[set[str]] = []
    for node in noder:
        naboer = {node} | {b for kant in kanter if node in kant for b in kant}
        treff = [gruppe for gruppe in grupper if gruppe & naboer]
        slaatt = naboer.union(*treff)
        grupper = [gruppe for gruppe in grupper if gruppe not in treff]
        grupper.append(slaatt)
    return sorted(grupper, key=lambda gruppe: min(noder.index(n) for n in gruppe))


def _legg_ut(
    gruppe: set[str],
    kanter: Sequence[Kant],
    kolonne: dict[str, int],
    foerste_rad: int,
    plasser: dict[str, Plass],
    piler: list[tuple[Plass, ...]],
) -> int:
    """Place one connected group from a row on; returns how many rows it takes.

    An arrow over more than one column holds a place in each column it passes, so that no box stands in its way.
    """
    ledd: dict[tuple[str, ...], list[tuple[str, ...]]] = {(node,): [] for node in gruppe}
    veier = []
    for fra, til in kanter:
        mellom = [(fra, til, str(k)) for k in range(kolonne[fra] + 1, kolonne[til])]
        vei: list[tuple[str, ...]] = [(fra,), *mellom, (til,)]
        for en, neste in pairwise(vei):
            ledd.setdefault(neste, []).append(en)
        veier.append(vei)
    i_kolonne: dict[int, list[tuple[str, ...]]] = {}
    for en in ledd:
        i_kolonne.setdefault(kolonne[en[0]] if len(en) == 1 else int(en[2]), []).append(en)
    rader: dict[tuple[str, ...], int] = {}
    rekkefoelge = list(kolonne)
    for _, her in sorted(i_kolonne.items()):
        opptatt: set[int] = set()
        # What goes on from the column before comes first, then what begins here.
        for en in sorted(her, key=lambda e: (not ledd[e], _oenske(e, ledd, rader), rekkefoelge.index(e[0]))):
            rad = round(_oenske(en, ledd, rader))
            while rad in opptatt:
                rad += 1
            opptatt.add(rad)
            rader[en] = rad
    for en, rad in rader.items():
        if len(en) == 1:
            plasser[en[0]] = (kolonne[en[0]], foerste_rad + rad)
    for vei in veier:
        start = kolonne[vei[0][0]]
        piler.append(tuple((start + nr, foerste_rad + rader[en]) for nr, en in enumerate(vei)))
    return max(rader.values()) + 1


def _ledige(
    plasser: dict[str, Plass], piler: Sequence[Sequence[Plass]], rader: int, bredde: int, antall: int
) -> list[Plass]:
    """Places for those without arrows: to the right of the others, with a column free between, or all of them below."""
    brukt = [*plasser.values(), *(plass for pil in piler for plass in pil)]
    ytterst = [max(kolonne for kolonne, r in brukt if r == rad) for rad in range(rader)]
    blokk = max(ytterst, default=0) + 2  # under each other where that leaves room beside all of the rows
    foerste = {rad: blokk if blokk < bredde else ytterst[rad] + 2 for rad in range(rader)}
    ved_siden = [(kolonne, rad) for rad in range(rader) for kolonne in range(foerste[rad], bredde)]
    under = [(nr % bredde, rader + nr // bredde) for nr in range(antall)]
    return ved_siden[:antall] if len(ved_siden) >= antall else under


def _oenske(
    en: tuple[str, ...], ledd: dict[tuple[str, ...], list[tuple[str, ...]]], rader: dict[tuple[str, ...], int]
) -> float:
    """The row beside what comes before; the top for what nothing comes before."""
    foran = [rader[f] for f in ledd[en] if f in rader]
    return sum(foran) / len(foran) if foran else 0.0
