"""Who registered something, as a reader is told it."""

from __future__ import annotations

from typing import Final

from modeller.tekst import Tekst

FRA_EPOST: Final = Tekst("fra e-post", "frå e-post")
"""Where an answer by mail came from; it is stored in bokmål."""


def av_i_ord(av: str) -> Tekst:
    """Who registered a fact, from what is stored of it."""
    return Tekst(av, f"{av.removesuffix(FRA_EPOST.nb)}{FRA_EPOST.nn}" if av.endswith(FRA_EPOST.nb) else av)
