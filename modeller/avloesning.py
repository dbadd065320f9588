"""Parties that have ended and those that took their place, as one agreement sees it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from modeller.avtalefold import Avtale
from modeller.fakta import Delmaal, Faktum

Avloest = Mapping[str, tuple[str, ...]]


def etter_avloesning(avtale: Avtale, avloest: Avloest) -> Avtale:
    """The agreement with those who have taken over in the place of parties that have ended.

    They have the roles, delmål and steps of the ones before them. A step several had one each of is done by the one
    that came of them only when it was done by all.
    """
    if not avloest or not (avtale.parter.keys() & avloest.keys()):
        return avtale
    arvinger = {part: _arvinger(part, avloest) for part in avtale.parter}
    forgjengere: dict[str, list[str]] = {}
    for part, nye in arvinger.items():
        for ny in nye:
            forgjengere.setdefault(ny, []).append(part)
    return replace(
        avtale,
        parter={ny: avtale.parter[gamle[0]] for ny, gamle in forgjengere.items()},
        partskilder={p: k for p, k in avtale.partskilder.items() if p not in avloest},
        pilot=arvinger.get(avtale.pilot, (avtale.pilot,))[0] if avtale.pilot else None,
        delmaal={id_: _delmaal(delmaal, arvinger) for id_, delmaal in avtale.delmaal.items()},
        stegfakta=_stegfakta(avtale.stegfakta, arvinger, forgjengere),
    )


def _arvinger(part: str, avloest: Avloest) -> tuple[str, ...]:
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


def _delmaal(delmaal: Delmaal, arvinger: Mapping[str, tuple[str, ...]]) -> Delmaal:
    parter = [ny for part in delmaal.parter for ny in arvinger.get(part, (part,))]
    return replace(delmaal, parter=tuple(dict.fromkeys(parter)))


def _stegfakta(
    stegfakta: Mapping[str, list[Faktum]],
    arvinger: Mapping[str, tuple[str, ...]],
    forgjengere: Mapping[str, Sequence[str]],
) -> dict[str, list[Faktum]]:
    """The facts about each party's own steps, under the ids those steps have now."""
    nye: dict[str, list[Faktum]] = {}
    for steg_id, fakta in stegfakta.items():
        foran, _, part = steg_id.rpartition(".")
        if not foran or part not in arvinger:
            nye[steg_id] = fakta
            continue
        for arving in arvinger[part]:
            gamle = forgjengere[arving]
            egne = [stegfakta.get(f"{foran}.{gammel}", []) for gammel in gamle]
            # What only some of them had come to is for the one they became to take up again.
            if len(gamle) == 1 or all(egne):
                nye[f"{foran}.{arving}"] = max(egne, key=lambda f: (f[-1].skjedde, f[-1].nr))
    return nye
