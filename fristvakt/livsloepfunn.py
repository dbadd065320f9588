"""`livsloep sjekk`: the faults of built-in lifecycles and of an organisation's own, in the same words."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from flyter.livsloep import LIVSLOEP
from fristvakt.filer import Feil, Filfeil, egne_i
from fristvakt.filer.livsloepfeil import i_ord
from fristvakt.filer.livsloepfiler import les_livsloepfiler
from modeller.livsloep import Livsloep
from modeller.livsloepsjekk import sjekk


@dataclass(frozen=True, slots=True, kw_only=True)
class Funn:
    """One fault: the lifecycle or file it is in, the line where there is one, where in it, and what would be right."""

    hvor: str
    linje: int | None
    sti: str
    hva: str
    riktig: str

    def __str__(self) -> str:
        sted = f"{self.hvor}:{self.linje}" if self.linje else self.hvor
        return ": ".join(filter(None, (sted, self.sti, f"{self.hva} {self.riktig}".strip())))


def sjekk_navngitte(navn: Sequence[str], mappe: Path) -> tuple[tuple[str, ...], tuple[Funn, ...]]:
    """Check lifecycles by name, and files by path; without any, all there are. What was checked, and the faults."""
    filer = [Path(en) for en in navn if er_fil(en)]
    feil: list[Feil] = []
    fra_fil = les_livsloepfiler(filer, feil)
    i_mappen = {} if filer and len(filer) == len(navn) else egne_i(mappe, feil)
    kjente: dict[str, Livsloep] = {**LIVSLOEP, **{n: eget.livsloep for n, eget in (i_mappen | fra_fil).items()}}
    valgte = [en for en in navn if not er_fil(en)] or ([] if filer else [*kjente])
    innebygde = [funn for en in valgte if en in LIVSLOEP for funn in _innebygd(LIVSLOEP[en])]
    return (*valgte, *fra_fil), (*innebygde, *_fra_filer(feil))


def livsloep_fra(navn: str, kjente: Mapping[str, Livsloep]) -> Livsloep | None:
    """The lifecycle of that name, or in that file; None for an unknown name. Raises `Filfeil`."""
    if not er_fil(navn):
        return kjente.get(navn)
    feil: list[Feil] = []
    fra_fil = les_livsloepfiler([Path(navn)], feil)
    if feil:
        raise Filfeil(feil)
    return next((eget.livsloep for eget in fra_fil.values()), None)


def er_fil(navn: str) -> bool:
    """Whether it is a file that is meant, and not a name."""
    return navn.endswith(".toml")


def _innebygd(livsloep: Livsloep) -> Iterator[Funn]:
    for feil in sjekk(livsloep):
        hva, riktig = i_ord(feil, livsloep)
        yield Funn(hvor=livsloep.navn, linje=None, sti=feil.felt, hva=hva, riktig=riktig)


def _fra_filer(feil: Sequence[Feil]) -> Iterator[Funn]:
    for en in Filfeil(feil).feil:
        yield Funn(hvor=str(en.fil), linje=en.linje, sti=en.sti, hva=en.hva, riktig=en.riktig)
