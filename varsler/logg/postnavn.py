"""What the record of a message calls the agreements and steps it was about, also those that are no longer there."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from modeller.fakta import AvtaleEndret, AvtaleOpprettet, Faktum
from modeller.livsloep import Livsloep
from modeller.plan import Plan
from modeller.register import Register
from modeller.tekst import Tekst
from varsler.logg.loggnavn import ET_STEG, Loggnavn, lagt_til
from varsler.regler import OM_REGISTERET, OVERSIKTER

EN_AVTALE = Tekst("En avtale som ikke er med lenger", "Ein avtale som ikkje er med lenger")
"""Of which not even the name is known."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Postnavn:
    """An agreement by the name it has, or had last, with the names of its steps; `finnes` says that it has a plan."""

    navn: Tekst
    finnes: bool
    loggnavn: Loggnavn

    @property
    def kjent(self) -> bool:
        """Whether anything was ever known of it."""
        return self.navn is not EN_AVTALE

    def har(self, steg_id: str) -> bool:
        """Whether the plan has the step."""
        return self.loggnavn.plan is not None and self.loggnavn.plan.finn(steg_id) is not None

    def kjenner(self, steg_id: str) -> bool:
        """Whether the step has, or had, a name, and is not just one that is no longer there."""
        noekkel, livsloep = steg_id.partition(".")[0], self.loggnavn.livsloep
        i_loepet = livsloep is not None and livsloep.finn(noekkel) is not None
        return self.har(steg_id) or steg_id in self.loggnavn.lagt_til or i_loepet

    def steg(self, steg_id: str, *, uten: str = "") -> Tekst:
        """The step's title with its year, after whose it is where that is another than `uten`; never an id."""
        navn = self.loggnavn.steg(steg_id, uten=uten)
        return ET_STEG if navn.nb == steg_id else navn


def postnavn(
    *,
    plan: Plan | None,
    fakta: Iterable[Faktum],
    register: Register,
    livsloep: Callable[[str], Livsloep | None],
) -> Postnavn:
    """The names of an agreement, from its plan (None: it has none) and its facts; `livsloep` finds a lifecycle."""
    fakta = tuple(fakta)
    navn, foelger = EN_AVTALE, plan.livsloep if plan else ""
    for faktum in fakta:
        match faktum.hendelse:
            case AvtaleOpprettet(navn=nytt, livsloep=loep):
                navn, foelger = nytt, foelger or loep
            case AvtaleEndret(navn=nytt) if nytt is not None:
                navn = nytt
    return Postnavn(
        navn=plan.navn if plan else navn,
        finnes=plan is not None,
        loggnavn=Loggnavn(register=register, plan=plan, livsloep=livsloep(foelger), lagt_til=lagt_til(fakta)),
    )


def om_en_avtale(slag: str) -> bool:
    """Whether an item of this kind is about the agreement it hangs on, and not about all there are."""
    return slag not in OVERSIKTER


def om_et_steg(slag: str) -> bool:
    """Whether an item of this kind is about the step it hangs on."""
    return slag not in OVERSIKTER | OM_REGISTERET
