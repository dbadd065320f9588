"""When each open phase of an agreement can realistically be finished, and what decides it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from itertools import groupby

from modeller.kritisk import kritisk_vei
from modeller.livsloep import Krav
from modeller.plan import FERDIG, Plan, Plansteg, Status
from modeller.tekst import Tekst

I_GANG = frozenset({Status.AAPEN, Status.VENTER})


@dataclass(frozen=True, slots=True, kw_only=True)
class Faseprognose:
    """The earliest realistic end of one phase (of one year): the day `sist`, its last required step, can be done.

    `vedtak` is the decision on the way there that is made last, None when no body has anything left to decide; its
    `tidligst` is the meeting, its `avgjoeres_i` the body. `slakk` is the calendar days left to the date of `sist`.
    """

    fase: str
    tittel: Tekst
    aar: int | None
    ferdig: date
    sist: Plansteg
    vedtak: Plansteg | None

    @property
    def slakk(self) -> int | None:
        """Negative when the phase cannot be finished in time; None when its last step has no date."""
        return self.sist.slakk


def prognose(plan: Plan) -> tuple[Faseprognose, ...]:
    """One for each phase that somebody works on or waits in, in the order of the plan."""
    return tuple(_prognoser(plan))


def _prognoser(plan: Plan) -> Iterator[Faseprognose]:
    for (fase, aar), gruppe in groupby(plan, key=lambda steg: (steg.fase, steg.aar)):
        uferdige = [s for s in gruppe if s.status not in FERDIG and s.krav is Krav.PAAKREVD and s.parter]
        maalt = [(steg.tidligst, steg) for steg in uferdige if steg.tidligst is not None]
        if not maalt or not any(steg.status in I_GANG for steg in uferdige):
            continue
        ferdig, sist = max(maalt, key=lambda par: par[0])
        vedtak = [steg for steg in kritisk_vei(plan, sist) if steg.avgjoeres_i]
        yield Faseprognose(
            fase=fase,
            tittel=sist.fasetittel,
            aar=aar,
            ferdig=ferdig,
            sist=sist,
            vedtak=vedtak[-1] if vedtak else None,
        )
