"""What those above a party are told of whether it is reminded: by the ledger and what it is owed, only what is so."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from modeller.varselrad import Jsonverdi

MINNES_IKKE = "minnes_ikke"
"""The field of a row's data that names the parties that nobody is reminded for by the week now."""
IKKE_MINNET = "ikke_minnet"
"""The field that names those that have not been."""


def unntatt(felt: str, parter: Iterable[str]) -> Mapping[str, Jsonverdi]:
    """What a row's data says of these parties: nothing when there are none, as there hardly ever are."""
    navn: list[Jsonverdi] = list(parter)
    return {felt: navn} if navn else {}


def uten_unntatte(felt: str, parter: Sequence[str], data: Mapping[str, object]) -> list[str]:
    """The parties without those that the row's data excepts."""
    unntak = data.get(felt)
    return [part for part in parter if not isinstance(unntak, list) or part not in unntak]
