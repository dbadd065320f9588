"""What those who take part in a meeting are told of what surrounds it."""

from __future__ import annotations

from modeller.fakta import FristUtsatt, MoeteInnkalt
from modeller.faktaliste import gjeldende
from modeller.plan import FERDIG, Plan, Plansteg, Status
from modeller.tekst import Maalform, oppramsing
from varsler.stegord import tittel_i_ord


def avlyst_fordi(steg: Plansteg) -> str:
    """The reason somebody gave for calling a meeting off, or for not holding it at all, in their own words."""
    med_grunn = {"avlyst_med_grunn", "ikke_aktuelt_med_grunn"}
    grunner = (ledd.felt["grunn"] for ledd in steg.merknader if ledd.setning in med_grunn)
    return str(next(grunner, ""))


def flyttet_fordi(plan: Plan, steg: Plansteg) -> str:
    """The reason somebody gave for moving a meeting, in their own words; empty where none is known."""
    hendelser = (faktum.hendelse for faktum in reversed(gjeldende(plan.fakta, plan.dag)))
    satt = (h for h in hendelser if isinstance(h, MoeteInnkalt | FristUtsatt) and h.steg == steg.id)
    siste = next(satt, None)
    return siste.grunn if siste else ""


def faller_bort(plan: Plan, steg: Plansteg, part: str, maalform: Maalform) -> str:
    """What the recipient's party should have done before a meeting that is not to be held, and need not do now."""
    foran = (plan.finn(steg_id) for steg_id in steg.foran)
    uaktuelle = [s for s in foran if s and part in s.parter and s.status is Status.IKKE_AKTUELL]
    return oppramsing([f"«{tittel_i_ord(plan, s, maalform)}»" for s in uaktuelle])


def foer_moetet(plan: Plan, steg: Plansteg, part: str) -> list[Plansteg]:
    """What the recipient's party must have done before the meeting."""
    foran = (plan.finn(steg_id) for steg_id in steg.foran)
    return [s for s in foran if s and part in s.parter and s.status not in FERDIG and not s.uavklart]
