"""Contacts limited to agreements: which of those agreements nobody has heard of, and where the file says so."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from fristvakt.filer.feil import FLEST_VIST, Feil, forslag
from fristvakt.filer.formater import Registerfil
from fristvakt.filer.tolk import Tolket
from modeller.tekst import oppramsing

_LIVSLOEP, _ID = (re.compile(rf'^{noekkel}\s*=\s*["\']([^"\']+)', re.MULTILINE) for noekkel in ("livsloep", "id"))
_SAMMEN = "Les filene med avtalene i samme omgang, eller legg dem i samme mappe som registeret."
_IKKE_ENNAA = "Er avtalen ny, leser du filen med den i samme omgang."


@dataclass(frozen=True, slots=True)
class Avtalehenvisning:
    """A contact is limited to an agreement that has no file; `feil` is the fault if it is nowhere else. `naboer` are
    those that have.
    """

    avtale: str
    feil: Feil
    naboer: frozenset[str]


def henvisninger(registre: Sequence[Tolket[Registerfil]], mapper: Iterable[Path]) -> Iterator[Avtalehenvisning]:
    """Where contacts are limited to agreements that have no file in these folders, nor beside a register.

    One that shares its register with others may be read without them.
    """
    nevnte = [
        (fil, nr, plass, avtale)
        for fil in registre
        for nr, kontakt in enumerate(fil.modell.kontakt)
        for plass, avtale in enumerate(kontakt.avtaler or ())
    ]
    if not nevnte:
        return
    naboer = frozenset(id_ for mappe in {*mapper, *(f.raa.fil.parent for f in registre)} for id_ in _avtaler_i(mappe))
    for fil, nr, plass, avtale in nevnte:
        if avtale not in naboer:
            hva = f"Kontakten «{fil.modell.kontakt[nr].id}» er bare for avtalen «{avtale}», som ikke finnes."
            yield Avtalehenvisning(avtale, fil.feil(("kontakt", nr, "avtaler", plass), hva, ""), naboer)


def ukjente(henvisninger: Iterable[Avtalehenvisning], kjente: Collection[str]) -> list[Feil]:
    """The faults of those that are not among the agreements that are known; none while no agreement is.

    Several in one register are told as one: it is shared with agreements that were not given.
    """
    borte = [en for en in henvisninger if en.avtale not in kjente] if kjente else []
    etter_fil = {en.feil.fil: [like for like in borte if like.feil.fil == en.feil.fil] for en in borte}
    return [_samlet(like, kjente) for like in etter_fil.values()]


def _samlet(henvisninger: Sequence[Avtalehenvisning], kjente: Collection[str]) -> Feil:
    foerste = henvisninger[0]
    avtaler = list(dict.fromkeys(en.avtale for en in henvisninger))
    if len(avtaler) > 1:
        vist = [f"«{avtale}»" for avtale in avtaler[:FLEST_VIST]]
        vist += [f"{len(avtaler) - FLEST_VIST} til"] if len(avtaler) > FLEST_VIST else []
        hva = f"Noen kontakter er bare for avtaler som ikke finnes: {oppramsing(vist)}."
        return replace(foerste.feil, sti="", hva=hva, riktig=_SAMMEN)
    mente = forslag(foerste.avtale, sorted({*kjente, *foerste.naboer}), "Avtalene er")
    feil = replace(foerste.feil, riktig=f"{mente} {_IKKE_ENNAA}")
    if len(henvisninger) > 1:
        hva = f"Noen kontakter er bare for avtalen «{foerste.avtale}», som ikke finnes."
        return replace(feil, sti="", hva=hva)
    return feil


def _avtaler_i(mappe: Path) -> Iterator[str]:
    """Ids of the agreement files in the folder, also of those that something is wrong with."""
    for fil in mappe.glob("*.toml"):
        try:
            hode = fil.read_text(encoding="utf-8").partition("\n[")[0]
        except (OSError, UnicodeDecodeError):
            continue
        if _LIVSLOEP.search(hode) and (treff := _ID.search(hode)):
            yield treff[1]
