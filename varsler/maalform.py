"""Which written standard somebody is written to in."""

from __future__ import annotations

from modeller.register import Kontakt, PartsMaalform, Register
from modeller.tekst import Maalform


def maalform_for(part: str, kontakt: Kontakt | None, register: Register) -> Maalform:
    """The contact's own choice, else (as for a postmottak, None) the party's; a neutral party gets bokmål."""
    if kontakt is not None and kontakt.maalform is not None:
        return kontakt.maalform
    kjent = register.parter.get(part)
    return Maalform.NN if kjent and kjent.maalform is PartsMaalform.NYNORSK else Maalform.NB
