"""Plans straight from agreement files, with no store: for `plan`, `hvem` and `frister` on files."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from fristvakt.filer import Innlest, les_avtalefiler, som_fakta
from fristvakt.kalender import arbeidskalender
from modeller.avledning import avled
from modeller.avtalefold import UkjentAvtale
from modeller.fakta import Faktum, avtalestroem
from modeller.livsloep import Livsloep
from modeller.plan import Plan
from modeller.register import Register
from modeller.registerfold import brett_register


@dataclass(frozen=True, slots=True)
class Planer:
    """The agreements' plans of one day with the register they lean on. `ikke_begynt` had not been entered by then."""

    planer: tuple[Plan, ...]
    register: Register
    ikke_begynt: tuple[str, ...] = ()


def planer_fra_filer(filer: Sequence[Path], naa: date, *, med_fakta: bool = True) -> Planer:
    """Derive the agreements in the files as of `naa`. Raises `Filfeil` with every fault."""
    innlest = les_avtalefiler(filer)
    return planer_fra_fakta(som_fakta(innlest, naa, med_faktafil=med_fakta), _livsloep(innlest), naa)


def planer_fra_fakta(fakta: Sequence[Faktum], livsloep: Mapping[str, Livsloep], naa: date) -> Planer:
    """Derive agreements from all facts; `livsloep` are the lifecycles by agreement."""
    register = brett_register([f for f in fakta if not f.stroem.startswith("avtale/")], naa)
    planer, ikke_begynt = [], []
    for avtale, dets in livsloep.items():
        egne = [f for f in fakta if f.stroem == avtalestroem(avtale)]
        try:
            planer.append(avled(egne, dets, register, naa, arbeidskalender()))
        except UkjentAvtale:
            ikke_begynt.append(avtale)
    return Planer(tuple(planer), register, tuple(ikke_begynt))


def _livsloep(innlest: Innlest) -> dict[str, Livsloep]:
    return {fil.id: innlest.livsloep[fil.avtale.livsloep] for fil in innlest.avtaler.values()}
