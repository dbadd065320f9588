"""The fields of the board's forms: read as text, and turned away with a reason the reader can act on."""

from __future__ import annotations

from typing import Final

from starlette.datastructures import FormData

from modeller.tekst import Tekst

LENGST: Final = 100
"""Characters of a role or a file's name."""
ROLLEN = Tekst(
    f"Skriv rollen din med noen få ord på én linje (høyst {LENGST} tegn).",
    f"Skriv rolla di med nokre få ord på éi linje (høgst {LENGST} teikn).",
)


class Skjemafeil(ValueError):
    """A field of the form, `felt` where the page shows it by the field, cannot be used; `grunn` says what to do."""

    def __init__(self, grunn: Tekst, felt: str = "") -> None:
        super().__init__(grunn.nb)
        self.grunn = grunn
        self.felt = felt


def felt(skjema: FormData, navn: str) -> str:
    """A field of text; empty when it is not there."""
    verdi = skjema.get(navn)
    return verdi if isinstance(verdi, str) else ""


def rollen(av: str) -> str:
    """Who registers. Raises `Skjemafeil` for what cannot be shown to others."""
    if len(av) > LENGST or not av.strip() or not av.isprintable():
        raise Skjemafeil(ROLLEN, "av")
    return av.strip()
