"""Steps with a deadline that wait for others: whom a step holds up, and from when."""

from __future__ import annotations

from datetime import date
from typing import NamedTuple

from modeller.fakta import Fristart
from modeller.plan import Plan, Plansteg, Status


def holdt_opp(plan: Plan, steg: Plansteg, til: date) -> list[Plansteg]:
    """The steps with a deadline by `til` that can do nothing before this one is done, nearest deadline first."""
    ventende = (s for s in plan if steg.id in s.venter_paa and _har_frist_og_venter(s))
    return sorted((s for s in ventende if s.frist is not None and s.frist <= til), key=lambda s: s.frist or til)


def _har_frist_og_venter(steg: Plansteg) -> bool:
    venter = bool(steg.parter) and steg.status is Status.VENTER and not steg.uavklart and not steg.kan_ha_forbehold
    return venter and steg.forpliktende and steg.art is Fristart.FRIST and steg.frist is not None


class Ventefrist(NamedTuple):
    """The first deadline among those that wait for a step, and whether only its month is known."""

    dato: date
    bare_maaned: bool


def ventendes_frister(plan: Plan) -> dict[str, Ventefrist]:
    """By the id of an open step, the first deadline among those that wait for it."""
    frister: dict[str, Ventefrist] = {}
    for steg in plan:
        if steg.frist is not None and _har_frist_og_venter(steg):
            for paa in steg.venter_paa:
                kjent = frister.get(paa)
                if kjent is None or steg.frist < kjent.dato:
                    frister[paa] = Ventefrist(steg.frist, steg.bare_maaned)
                elif steg.frist == kjent.dato and steg.bare_maaned:  # it may be due before the other
                    frister[paa] = Ventefrist(steg.frist, bare_maaned=True)
    return frister
