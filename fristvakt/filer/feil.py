"""What is wrong with an input file, said so that the one who wrote it can put it right."""

from __future__ import annotations

import difflib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from modeller.tekst import oppramsing

FLEST_VIST = 12


@dataclass(frozen=True, slots=True)
class Feil:
    """One fault: the file, its line where one can be pointed at, the key path, what is wrong and what would be right.

    `hva` and `riktig` are whole sentences in bokmål; `sti` reads like `part[2].rolle`, counted from 1, empty for
    faults of the whole file.
    """

    fil: Path
    linje: int | None
    sti: str
    hva: str
    riktig: str

    def __str__(self) -> str:
        sted = f"{self.fil}:{self.linje}" if self.linje else str(self.fil)
        sti = f"{self.sti}: " if self.sti else ""
        return f"{sted}: {sti}{self.hva} {self.riktig}".rstrip()


class Filfeil(ValueError):
    """The files cannot be used. `feil` holds every fault found, in order of file and line; nothing was stored."""

    def __init__(self, feil: Iterable[Feil]) -> None:
        self.feil: Sequence[Feil] = sorted(set(feil), key=lambda f: (str(f.fil), f.linje or 0, f.sti, f.hva))
        super().__init__("\n".join(str(feil) for feil in self.feil))


def naermest(ord_: str, kjente: Iterable[str]) -> str | None:
    """The known word most like the given one, None when nothing is alike."""
    treff = difflib.get_close_matches(ord_.lower(), sorted(kjente), n=1, cutoff=0.6)
    return treff[0] if treff else None


def forslag(
    ord_: str, kjente: Iterable[str], hva: str = "Gyldige verdier er", *, alle: bool = False, alle_med: str = ""
) -> str:
    """`Mente du «x»?` when something is alike, else the known words.

    Of many only some are told, unless `alle`: for a list that stands nowhere else. `alle_med` is the command that has
    them all.
    """
    kjente = list(kjente)
    if treff := naermest(ord_, kjente):
        return f"Mente du «{treff}»?"
    if not kjente:
        return ""
    if alle or len(kjente) <= FLEST_VIST:
        return f"{hva} {oppramsing([f'«{k}»' for k in kjente])}."
    hvor = f" («{alle_med}» viser alle)" if alle_med else ""
    return f"{hva} {', '.join(f'«{k}»' for k in kjente[:FLEST_VIST])} og {len(kjente) - FLEST_VIST} til{hvor}."
