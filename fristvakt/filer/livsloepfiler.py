"""The lifecycles an organisation has written itself: files read into core types, or refused with every fault."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from flyter.livsloep import LIVSLOEP
from fristvakt.filer.feil import Feil, Filfeil, forslag
from fristvakt.filer.lesing import Raa, les_raa
from fristvakt.filer.linjer import Sti
from fristvakt.filer.livsloepbygg import bygg, utvalgsnavn
from fristvakt.filer.livsloepfeil import i_ord
from fristvakt.filer.livsloepformat import Livsloepformat
from fristvakt.filer.tolk import Tolket, tolk
from modeller.livsloep import Livsloep
from modeller.livsloepsfeil import Feilslag, Livsloepsfeil
from modeller.livsloepsjekk import sjekk

MAPPE = "livsloep"
VEILEDNING = "docs/livsloepfil.md"
"""The folder, in the data folder or beside an agreement file, that own lifecycles lie in."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Egetlivsloep:
    """A lifecycle with the file it was read from and what stood there."""

    livsloep: Livsloep
    fil: Path
    tekst: str


def livsloep_i(mappe: Path) -> Mapping[str, Livsloep]:
    """The lifecycles that agreements in the folder can follow: the built-in ones and the folder's own.

    Raises `Filfeil` with every fault in the folder's own.
    """
    feil: list[Feil] = []
    egne = egne_i(mappe, feil)
    if feil:
        raise Filfeil(feil)
    return {**LIVSLOEP, **{navn: eget.livsloep for navn, eget in egne.items()}}


def egne_i(mappe: Path, feil: list[Feil]) -> dict[str, Egetlivsloep]:
    """The folder's own lifecycles by name, their faults added to `feil`."""
    return les_livsloepfiler(sorted((mappe / MAPPE).glob("*.toml")), feil)


def les_livsloepfiler(filer: Iterable[Path], feil: list[Feil]) -> dict[str, Egetlivsloep]:
    """The lifecycles in the files by name, the faults added to `feil`."""
    funnet: dict[str, Egetlivsloep] = {}
    for fil in filer:
        try:
            raa = les_raa(fil, veiledning=VEILEDNING)
        except Filfeil as filfeil:
            feil += filfeil.feil
            continue
        if (eget := les_livsloep(raa, feil)) is not None:
            legg_til(funnet, eget, feil)
    return funnet


def legg_til(funnet: dict[str, Egetlivsloep], eget: Egetlivsloep, feil: list[Feil]) -> None:
    """Add one to those that are found already; two different ones of the same name are a fault."""
    navn = eget.livsloep.navn
    foerst = funnet.setdefault(navn, eget)
    if foerst.tekst != eget.tekst:
        hva = f"Livsløpet «{navn}» står også i {foerst.fil}, med annet innhold."
        feil.append(Raa(eget.fil, {}, eget.tekst).feil(("navn",), hva, "Gi det ene et annet navn."))


def er_livsloepfil(raa: Raa) -> bool:
    """Whether the file is about a lifecycle."""
    return "fase" in raa.data


def les_livsloep(raa: Raa, feil: list[Feil]) -> Egetlivsloep | None:
    """The lifecycle in one file, its faults added to `feil`; None when it has any."""
    foer = len(feil)
    fil = tolk(raa, Livsloepformat, feil)
    if fil is None:
        return None
    urene = _urene(f.sti for f in feil[foer:])
    if fil.modell.navn in LIVSLOEP:
        hva = f"Livsløpet «{fil.modell.navn}» er innebygd."
        feil.append(fil.feil(("navn",), hva, "Gi deres eget et annet navn."))
    feil += _ukjente_utvalg(fil, urene)
    livsloep = bygg(fil.modell)
    # What stands in a step that has a fault already is not held against it.
    feil += [_feil(fil, en, livsloep) for en in sjekk(livsloep) if not _foelgefeil(fil, en, urene)]
    return None if len(feil) > foer else Egetlivsloep(livsloep=livsloep, fil=raa.fil, tekst=raa.tekst)


def _ukjente_utvalg(fil: Tolket[Livsloepformat], urene: set[str]) -> Iterator[Feil]:
    kjente = fil.modell.utvalg
    for i, fase in enumerate(fil.modell.fase):
        for j, steg in enumerate(fase.steg):
            for felt, navn in utvalgsnavn(steg):
                if navn not in kjente and f"utvalg.{navn}" not in urene:
                    hva = f"Utvalget «{navn}» finnes ikke."
                    yield fil.feil(("fase", i, "steg", j, felt), hva, forslag(navn, kjente, "Utvalgene er"))


_UREN = r"^fase\[\d+\](\.steg\[\d+\])?|^utvalg\.\w+|^datoer|^dokument|noekkel$"


def _urene(stier: Iterable[str]) -> set[str]:
    """What the shape of the file is wrong in: steps, phases and choices of parties as their paths are shown, and
    `datoer`, `dokument` and `noekkel` for any of these.
    """
    return {treff[0] for sti in stier for treff in re.finditer(_UREN, sti)}


def _foelgefeil(fil: Tolket[Livsloepformat], feil: Livsloepsfeil, urene: set[str]) -> bool:
    """Whether it may only be so because something else that is wrong was left out."""
    match feil.slag:
        case Feilslag.UKJENT_STEG | Feilslag.UKJENT_DATO:
            borte = "noekkel" in urene or any(re.fullmatch(r"fase\[\d+\]", sti) for sti in urene)
            dato = feil.slag is Feilslag.UKJENT_DATO and "datoer" in urene
            return borte or dato or bool(set(feil.navn) & fil.tatt_ut)
        case Feilslag.TOMT_UTVALG:
            return any(sti.startswith("utvalg") for sti in urene)
        case Feilslag.UKJENT_DOKUMENT:
            return "dokument" in urene
        case Feilslag.INGEN_MOETE if feil.navn:
            return not _stiene(fil, feil.navn).isdisjoint(urene)
        case _:
            return feil.steg is not None and not _stiene(fil, (feil.steg,)).isdisjoint(urene)


def _stiene(fil: Tolket[Livsloepformat], noekler: Iterable[str]) -> set[str]:
    """The paths of steps and of the phases they stand in, as they are shown."""
    return {
        fil.feil(sti, "", "").sti
        for i, fase in enumerate(fil.modell.fase)
        for j, steg in enumerate(fase.steg)
        if steg.noekkel in noekler
        for sti in (("fase", i), ("fase", i, "steg", j))
    }


def _feil(fil: Tolket[Livsloepformat], feil: Livsloepsfeil, livsloep: Livsloep) -> Feil:
    return fil.feil(_sti(fil, feil), *i_ord(feil, livsloep))


_I_FILEN = {"frist": ("frist", "art"), "hvem": ("hver", "felles")}
"""What a field of the core's step is called in the file, where that is something else."""


def _sti(fil: Tolket[Livsloepformat], feil: Livsloepsfeil) -> Sti:
    if feil.plass is None:
        return (feil.felt,)
    fase, steg = feil.plass
    if steg < 0:
        return ("fase", fase, feil.felt)
    oppgitt = fil.modell.fase[fase].steg[steg].model_fields_set
    felt = next((f for f in _I_FILEN.get(feil.felt, (feil.felt,)) if f in oppgitt), None)
    return ("fase", fase, "steg", steg, felt) if felt else ("fase", fase, "steg", steg)
