"""That a date ahead will not hold: what those who have it have said, a route that has run out, or a prognosis."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date
from typing import NamedTuple

from modeller.fakta import Fristart
from modeller.livsloep import Krav
from modeller.plan import AAPEN, KOMMENDE, VENTER, Plan, Plansteg
from modeller.tekst import Maalform, Tekst, dato_kort
from varsler.regler import NAAR_DET_GJELDER
from varsler.tidspunkter import kan_gjoeres
from varsler.vedtaksgang import er_utsatt_for_lenge, utsatt_i_moete

ANSLAG = Tekst("regner med å være ferdig {}", "reknar med å vere ferdig {}")
GRUNNER = {
    "loep_utgaatt": Tekst("det ordinære løpet er gått ut", "det ordinære løpet har gått ut"),
    "moetet_er_avlyst": Tekst("møtet er avlyst", "møtet er avlyst"),
    "moetet_er_flyttet": Tekst("møtet er flyttet", "møtet er flytta"),
}
"""What has happened to the route, by the remark that the plan makes."""
UTSATT = Tekst("saken er utsatt", "saka er utsett")
PROGNOSE = Tekst("datoen holder ikke", "datoen held ikkje")
FOERST = Tekst("det som skal gjøres først, er tidligst klart {}", "det som skal gjerast først, er tidlegast klart {}")
"""Of a meeting that somebody has called, and may hold all the same."""
TIDLIGST = Tekst("tidligst {}", "tidlegast {}")
OG_SENERE = Tekst("og senere", "og seinare")
PASSERT = "moetet_er_passert"


class Brudd(NamedTuple):
    """Why a date will not hold, and the day that is reckoned with instead, where one is."""

    hvorfor: Tekst
    dag: date | None


def bruddet(plan: Plan, steg: Plansteg) -> Brudd | None:
    """Why the date of an unfinished step will not hold; None when it may, or is past."""
    if steg.frist is None or steg.frist < plan.dag:
        return None
    if (anslag := _anslaget(steg, plan.dag)) is not None:
        return Brudd(ANSLAG, anslag)
    senere = steg.tidligst if steg.tidligst is not None and steg.tidligst > steg.frist else None
    grunn = next((GRUNNER[ledd.setning] for ledd in steg.merknader if ledd.setning in GRUNNER), None)
    if grunn is not None:
        return Brudd(grunn, senere)
    if senere and utsatt_i_moete(steg):
        return Brudd(UTSATT, senere)
    if senere and steg.status in {KOMMENDE, VENTER} and steg.er_innkalt:
        return Brudd(FOERST, senere)
    bare_kan_vente = steg.status in {KOMMENDE, VENTER} and not kan_gjoeres(steg)
    return Brudd(PROGNOSE, senere) if senere and bare_kan_vente else None


def holder_ikke(plan: Plan, steg: Plansteg) -> bool:
    """Whether what the step waits for is so late that its own date will not hold."""
    brudd = bruddet(plan, steg)
    return brudd is not None and brudd.hvorfor in {PROGNOSE, FOERST}


def er_loepet_ute(plan: Plan, steg: Plansteg) -> bool:
    """Whether a decision that has a deadline cannot be made by it any more, or never set out on its way, or was put off
    until after what waits for it, and nobody has said when it will be made: a matter for the coordinator.
    """
    if steg.status is not AAPEN or steg.art not in NAAR_DET_GJELDER or steg.krav is Krav.UTEN_KRAV:
        return False
    if steg.hvilende or steg.uavklart or steg.avslaatt or _anslaget(steg, plan.dag) is not None:
        return False
    if er_utsatt_for_lenge(steg):
        return True
    if steg.art is not Fristart.FRIST:
        return False
    setninger = {ledd.setning for ledd in steg.merknader}
    paa_vei = any(milepael.naadd for milepael in steg.milepaeler)
    return not setninger.isdisjoint(GRUNNER) or (PASSERT in setninger and not paa_vei)


def bruddet_i_ord(brudd: Collection[Brudd], maalform: Maalform, *, som_ventet: bool = False) -> str:
    """Breaches of one kind in words: `det ordinære løpet er gått ut, tidligst 12.12.2024 og senere`. With `som_ventet`
    the reader knows that the date does not hold.
    """
    dager = sorted({ett.dag for ett in brudd if ett.dag})
    hvorfor = next(iter(brudd)).hvorfor
    naar = f"{dato_kort(dager[0])}{f' {OG_SENERE.paa(maalform)}' if len(dager) > 1 else ''}" if dager else ""
    if hvorfor in {ANSLAG, FOERST}:
        return hvorfor.paa(maalform).format(naar)
    grunn = "" if som_ventet and hvorfor is PROGNOSE else hvorfor.paa(maalform)
    return ", ".join(filter(None, (grunn, TIDLIGST.paa(maalform).format(naar) if naar else "")))


def slags_brudd(brudd: Brudd | None, maalform: Maalform) -> str:
    """What is told as one: the same reason, and the same day too of what people have said or called."""
    if brudd is None:
        return ""
    return bruddet_i_ord([brudd], maalform) if brudd.hvorfor in {ANSLAG, FOERST} else brudd.hvorfor.paa(maalform)


def _anslaget(steg: Plansteg, dag: date) -> date | None:
    """The day those who have the step say they will be done, when it is not past."""
    sagt = [a.dato for part, a in steg.oppfoelging.anslag.items() if part in (steg.ball or steg.parter)]
    return max(sagt) if sagt and max(sagt) >= dag else None
