"""TOML data to a model, with every fault told: what is wrong is taken out, and the rest is checked again."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Generic, TypeVar

from pydantic import BaseModel, ValidationError

from fristvakt.filer.feil import Feil
from fristvakt.filer.lesing import Raa
from fristvakt.filer.linjer import Sti
from fristvakt.filer.meldinger import kjente_felt, melding

FLEST = 100
"""Faults told per file: with more, the file is something else than it says."""

M = TypeVar("M", bound=BaseModel)
_Indekser = Mapping[Sti, tuple[int, ...]]


@dataclass(frozen=True, slots=True)
class Tolket(Generic[M]):
    """A file's model, less what was wrong in it.

    `tatt_ut` are the ids and keys of what was left out, so that whoever refers to them is not blamed for it.
    """

    raa: Raa
    modell: M
    indekser: _Indekser
    tatt_ut: frozenset[str]

    def feil(self, sti: Sti, hva: str, riktig: str) -> Feil:
        """A fault at a path of the model, placed in the file."""
        return self.raa.feil(_i_filen(sti, self.indekser), hva, riktig)


def tolk(raa: Raa, modell: type[M], feil: list[Feil]) -> Tolket[M] | None:
    """The file as a model, its faults added to `feil`; None when too much is wrong to make one."""
    borte: set[Sti] = set()
    antall = 0
    while True:
        data, indekser = _uten(raa.data, borte)
        try:
            ferdig = modell.model_validate(data)
        except ValidationError as avvist:
            for en in avvist.errors(include_url=False):
                sti = _uten_merker(tuple(en["loc"]), data)
                ekte = _i_filen(sti, indekser)
                if en["type"] == "egen" and _uten_sitt(ekte, borte, kjente_felt(modell, en["loc"])):
                    borte.add(ekte)  # what it lacks was wrong, and has been told
                    continue
                if en["type"] != "missing":
                    ut = ekte
                elif ekte in borte:  # already told: here it only takes the item it belonged to with it
                    borte.add(ekte[:-1])
                    continue
                else:
                    ut = ekte[:-1]
                noekler = kjente_felt(modell, en["loc"][:-1])
                feil.append(raa.feil(ekte, *melding(dict(en), noekler, _noekkel(ekte))))
                antall += 1
                borte.add(ut)
                if antall == FLEST:
                    feil.append(Feil(raa.fil, None, "", f"Filen har mer enn {FLEST} feil.", "Rett disse først."))
                    return None
            if () in borte:
                return None
        else:
            return Tolket(raa, ferdig, indekser, _id_er(raa.data, borte))


def _uten_sitt(sti: Sti, borte: set[Sti], felt: Iterable[str]) -> bool:
    """Whether something that belongs at the path was taken out."""
    return any((*sti, navn) in borte for navn in felt)


def _noekkel(sti: Sti) -> str:
    return next((del_ for del_ in reversed(sti) if isinstance(del_, str)), "")


def _uten(data: object, borte: set[Sti]) -> tuple[object, dict[Sti, tuple[int, ...]]]:
    """The data without the paths taken out, and for each list which of its items are left."""
    indekser: dict[Sti, tuple[int, ...]] = {}

    def kopi(verdi: object, ekte: Sti, ny: Sti) -> object:
        if isinstance(verdi, dict):
            return {n: kopi(v, (*ekte, n), (*ny, n)) for n, v in verdi.items() if (*ekte, n) not in borte}
        if isinstance(verdi, list):
            igjen = tuple(i for i in range(len(verdi)) if (*ekte, i) not in borte)
            indekser[ny] = igjen
            return [kopi(verdi[i], (*ekte, i), (*ny, nr)) for nr, i in enumerate(igjen)]
        return verdi

    return kopi(data, (), ()), indekser


def _i_filen(sti: Sti, indekser: _Indekser) -> Sti:
    return tuple(
        indekser[sti[:nr]][del_] if isinstance(del_, int) and sti[:nr] in indekser else del_
        for nr, del_ in enumerate(sti)
    )


def _uten_merker(loc: Sti, data: object) -> Sti:
    """Pydantic's path as it is in the file: no kinds of fact, no `[key]`, nothing inside a short form."""
    sti: Sti = ()
    for del_ in loc:
        if not isinstance(data, dict | list):
            break
        if del_ == "[key]" or (isinstance(data, dict) and del_ not in data and del_ == data.get("type")):
            continue
        sti = (*sti, del_)
        data = _ned(data, del_)
    return sti


def _ned(data: object, del_: str | int) -> object:
    if isinstance(data, list) and isinstance(del_, int):
        return data[del_]
    return data.get(del_) if isinstance(data, dict) else None


def _id_er(data: object, borte: set[Sti]) -> frozenset[str]:
    funnet: set[str] = set()
    for sti in borte:
        verdi = data
        for del_ in sti:
            verdi = _ned(verdi, del_)
        if isinstance(verdi, dict):
            funnet |= {verdi[n] for n in ("id", "noekkel") if isinstance(verdi.get(n), str)}
        elif isinstance(verdi, str) and sti[-1:] in {("id",), ("noekkel",)}:
            funnet.add(verdi)
    return frozenset(funnet)
