"""Finds the line of every key in a TOML text, so that a fault can point at it.

`tomllib` gives values without places. This scanner walks a text that `tomllib` has already accepted, so it need not
check anything: it only follows the structure and notes where each key and list item begins.
"""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import lru_cache

Sti = tuple[str | int, ...]

_BLANKE = " \t\r\n"
_BARE = frozenset("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_-")


@lru_cache(maxsize=8)  # asked for at each fault, and only when there is one
def linjer(tekst: str) -> Mapping[Sti, int]:
    """The line number, from 1, of every key path in a valid TOML text; list items by index from 0."""
    leser = _Leser(tekst)
    leser.dokument()
    return leser.funnet


def finn_linje(funnet: Mapping[Sti, int], sti: Sti) -> int | None:
    """The line of the path, or of the nearest thing around it (a missing key has no line of its own)."""
    for lengde in range(len(sti), 0, -1):
        if (linje := funnet.get(sti[:lengde])) is not None:
            return linje
    return None


@dataclass(slots=True)
class _Leser:
    tekst: str
    i: int = 0
    funnet: dict[Sti, int] = field(default_factory=dict)
    antall: dict[Sti, int] = field(default_factory=dict)
    linje: int = 1
    talt: int = 0

    def dokument(self) -> None:
        tabell: Sti = ()
        while self._hopp(kommentarer=True):
            if self.tekst.startswith("[[", self.i):
                self.i += 2
                sti = self._navngitt(self._noekkel())
                nr = self.antall.get(sti, 0)
                self.antall[sti] = nr + 1
                tabell = (*sti, nr)
                self._merk_alle(tabell)
                self.i = self.tekst.index("]]", self.i) + 2
            elif self.tekst[self.i] == "[":
                self.i += 1
                tabell = self._navngitt(self._noekkel())
                self._merk_alle(tabell)
                self.i = self.tekst.index("]", self.i) + 1
            else:
                self._par(tabell)

    def _navngitt(self, deler: tuple[str, ...]) -> Sti:
        """A table name with the index of the latest item wherever it passes through a list of tables."""
        sti: Sti = ()
        for nr, del_ in enumerate(deler):
            sti = (*sti, del_)
            if nr < len(deler) - 1 and sti in self.antall:
                sti = (*sti, self.antall[sti] - 1)
        return sti

    def _par(self, tabell: Sti) -> None:
        start = self.i
        sti = (*tabell, *self._noekkel())
        for lengde in range(len(tabell) + 1, len(sti) + 1):
            self._merk(sti[:lengde], start)
        self.i = self.tekst.index("=", self.i) + 1
        self._verdi(sti)

    def _verdi(self, sti: Sti) -> None:
        self._hopp(kommentarer=False)
        tegn = self.tekst[self.i]
        if tegn == "[":
            self._liste(sti)
        elif tegn == "{":
            self.i += 1
            while self._hopp(kommentarer=True) and self.tekst[self.i] != "}":
                self._par(sti)
                self._hopp(kommentarer=True)
                self.i += self.tekst[self.i] == ","
            self.i += 1
        elif tegn in "\"'":
            self._streng()
        else:
            while self.i < len(self.tekst) and self.tekst[self.i] not in ",]}#\r\n":
                self.i += 1

    def _liste(self, sti: Sti) -> None:
        self.i += 1
        nr = 0
        while self._hopp(kommentarer=True) and self.tekst[self.i] != "]":
            self._merk((*sti, nr))
            self._verdi((*sti, nr))
            nr += 1
            self._hopp(kommentarer=True)
            self.i += self.tekst[self.i] == ","
        self.i += 1

    def _streng(self) -> str:
        tegn = self.tekst[self.i]
        grense = tegn * 3 if self.tekst.startswith(tegn * 3, self.i) else tegn
        start = self.i
        self.i += len(grense)
        while not self.tekst.startswith(grense, self.i):
            self.i += 2 if tegn == '"' and self.tekst[self.i] == "\\" else 1
        self.i += len(grense)
        while len(grense) > 1 and self.i < len(self.tekst) and self.tekst[self.i] == tegn:
            self.i += 1  # quotes that belong to the text, right before the closing three
        return self.tekst[start : self.i]

    def _noekkel(self) -> tuple[str, ...]:
        deler: list[str] = []
        while self._hopp(kommentarer=False):
            if self.tekst[self.i] in "\"'":
                deler.append(str(tomllib.loads(f"x = {self._streng()}")["x"]))
            else:
                start = self.i
                while self.i < len(self.tekst) and self.tekst[self.i] in _BARE:
                    self.i += 1
                deler.append(self.tekst[start : self.i])
            self._hopp(kommentarer=False)
            if self.tekst[self.i] != ".":
                break
            self.i += 1
        return tuple(deler)

    def _hopp(self, *, kommentarer: bool) -> bool:
        """Pass blanks, with `kommentarer` also comments; whether any text is left."""
        while self.i < len(self.tekst):
            if self.tekst[self.i] in _BLANKE:
                self.i += 1
            elif kommentarer and self.tekst[self.i] == "#":
                slutt = self.tekst.find("\n", self.i)
                self.i = len(self.tekst) if slutt < 0 else slutt
            else:
                return True
        return False

    def _merk_alle(self, sti: Sti) -> None:
        """Note a table and those around it that have no heading of their own."""
        for lengde in range(1, len(sti) + 1):
            self._merk(sti[:lengde])

    def _merk(self, sti: Sti, start: int | None = None) -> None:
        """Note the line of a path the first time it is seen. Places come in rising order, so count from the last."""
        sted = self.i if start is None else start
        self.linje += self.tekst.count("\n", self.talt, sted)
        self.talt = max(self.talt, sted)
        self.funnet.setdefault(sti, self.linje)
