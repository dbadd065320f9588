"""Which facts registered together may be checked against one plan, because none of them changes what the other's
check looks at. It spares a derivation per fact when a whole history is loaded.
"""

from __future__ import annotations

from collections.abc import Iterable

from modeller.fakta import (
    Avtalehendelse,
    FristUtsatt,
    MilepaelNaadd,
    MoeteInnkalt,
    OrganValgt,
    StegGjenopptatt,
    StegPauset,
    StegUtfoert,
    VedtakFattet,
)
from modeller.livsloep import Livsloep
from modeller.plan import Plan
from modeller.regler import HvertAar
from modeller.tillegg import med_tillegg

OM_ETT_STEG = (
    FristUtsatt,
    MilepaelNaadd,
    MoeteInnkalt,
    OrganValgt,
    StegGjenopptatt,
    StegPauset,
    StegUtfoert,
    VedtakFattet,
)
"""Facts that finish, move or rest one step. They may bring steps, but take none away once the agreement is in force."""

FLYTTER = (FristUtsatt, MoeteInnkalt)
"""Those of them that may move the window of another step, counted from theirs."""


def gjelder_uten(hendelse: Avtalehendelse, nye: Iterable[Avtalehendelse], plan: Plan, livsloep: Livsloep) -> bool:
    """Whether a happening that `plan` has nothing against has nothing against it with the facts `nye` in it either.

    When the plan has an objection this says nothing: one of the new facts may have removed it. The rules follow what
    `modeller.kontroll` reads: the step itself, the steps it requires, the text version, and which steps there are.
    """
    if not isinstance(hendelse, OM_ETT_STEG):
        return False
    steg = plan.finn(hendelse.steg)
    mal = med_tillegg(livsloep, plan.tillegg).finn(steg.steg) if steg is not None else None
    if steg is None or mal is None:
        return False
    if steg.aar is not None and not _i_kraft(plan, livsloep):
        return False  # the years, and so the steps, move with the day the agreement is expected in force
    fast_vindu = mal.aapner is None or isinstance(mal.aapner, HvertAar)
    return all(
        (fast_vindu or not isinstance(ny, FLYTTER)) and _roerer_ikke(ny, hendelse.steg, mal.krever) for ny in nye
    )


def _roerer_ikke(ny: Avtalehendelse, steg_id: str, krever: tuple[str, ...]) -> bool:
    match ny:
        case MilepaelNaadd():
            return True  # no check asks whether a milestone has been reached
        case VedtakFattet(utfall=utfall) if not utfall.avgjort:
            return False  # may undo an approval that others lean on
        case _ if isinstance(ny, OM_ETT_STEG):
            return ny.steg != steg_id and ny.steg.partition(".")[0] not in krever
        case _:
            return False


def _i_kraft(plan: Plan, livsloep: Livsloep) -> bool:
    return any(steg.steg == livsloep.ikraft and steg.utfoert is not None for steg in plan)
