"""What people have said about being told, in the past tense: whole facts, with a history and an undo like all else."""

from __future__ import annotations

from dataclasses import dataclass

from modeller.avstand import Avstand
from modeller.regelvalg import Samling


@dataclass(frozen=True, slots=True, kw_only=True)
class VarselregelSatt:
    """A reminder rule was turned off or on, or got another distance, for one step of a lifecycle or for all of them.

    `gjelder` is the stream it is of: `installasjon`, `avtale/ID`, `part/ID` or `kontakt/ID`. `steg` is a key of a
    lifecycle, not the id of one agreement's step. With neither `paa` nor `avstand` what holds otherwise holds again.
    """

    gjelder: str
    regel: str
    steg: str | None = None
    paa: bool | None = None
    avstand: Avstand | None = None
    grunn: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class VarselvalgTatt:
    """A contact chose how often what does not press is gathered."""

    kontakt: str
    samling: Samling
    grunn: str = ""
