"""How a decision goes, read from its milestones and remarks: which meeting it is on its way to, and what came of it."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date, timedelta
from typing import NamedTuple

from modeller.begrunnelse import Ledd
from modeller.plan import Milepael, Plansteg
from varsler.merknadsord import FORSINKELSER

NESTE_MOETE = "neste_moete"
"""Stands where a milestone's key does, for the meeting that takes a decision up again."""
NYTT_MOETE = "nytt_moete"
"""And for that meeting once it is past."""
VEDTAK = "vedtak:"
"""The key of the milestone that is the decision begins so."""
UTSATT = frozenset({"utsatt_i_moete", "utsatt_foer"})
"""The remarks that a body has put a decision off, with the day."""
PAUSET = frozenset({"pauset", "pauset_med_grunn"})
"""The remarks that somebody has paused the step, with the day."""


class Nyttmoete(NamedTuple):
    """A meeting that took up a matter put off, and the day its decision should have been sent out."""

    moetet: date
    klart: date


def loep_er_utgaatt(steg: Plansteg, dag: date) -> bool:
    """Whether the first milestone of a decision has passed on `dag` without being reached; a body that put the decision
    off had the matter before it, whoever registered that.
    """
    foerste = unaadd_foerste(steg)
    return foerste is not None and foerste.dato < dag and utsatt_dag(steg) is None


def utloept_milepael(steg: Plansteg, dag: date) -> Milepael | None:
    """The milestone that shows on `dag` that a decision's ordinary route has run out; the meeting once it is past."""
    if not loep_er_utgaatt(steg, dag):
        return None
    return steg.milepaeler[-1] if steg.milepaeler[-1].dato < dag else steg.milepaeler[0]


def vedtaksmoetet_er_over(steg: Plansteg, dag: date) -> bool:
    """Whether the way the plan has to a decision leads nowhere on `dag`: its meeting is past, is not held, or put the
    matter off.
    """
    if not steg.milepaeler:
        return False
    moetet = steg.milepaeler[-1]
    utsatt = utsatt_dag(steg)
    return moetet.avlyst or moetet.dato < dag or (utsatt is not None and moetet.dato <= utsatt)


def neste_moete(steg: Plansteg) -> Ledd | None:
    """The remark that names the next meeting (`organ`, `dato`) of the body that put the decision off."""
    return next((ledd for ledd in steg.merknader if ledd.setning == "neste_moete"), None) if er_utsatt(steg) else None


def neste_moetedag(steg: Plansteg) -> date | None:
    """The day that body meets next."""
    dag = ledd.felt["dato"] if (ledd := neste_moete(steg)) else None
    return dag if isinstance(dag, date) else None


def er_utsatt_for_lenge(steg: Plansteg) -> bool:
    """Whether a body has put the decision off, and its next meeting, if any, is too late for what waits for it."""
    setninger = {ledd.setning for ledd in steg.merknader}
    return not setninger.isdisjoint(UTSATT) and not setninger.isdisjoint(FORSINKELSER | {"ingen_flere_moeter"})


def naermeste_som_venter(steg: Plansteg) -> date | None:
    """The first date among those that the decision makes late."""
    datoer = (ledd.felt.get("frist") for ledd in steg.merknader if ledd.setning in FORSINKELSER)
    return min((dag for dag in datoer if isinstance(dag, date)), default=None)


def utsatt_i_moete(steg: Plansteg) -> date | None:
    """The day the body put the decision off, until the meeting that was to take it up again is past too."""
    return _dagen(steg, {"utsatt_i_moete"}, "dato")


def minnes_igjen(steg: Plansteg) -> date | None:
    """The day from which those who have a decision that was put off hear by the week again that it is late: once it
    should be known what came of the body's next meeting, when it has one. Before that they have said what happened.
    """
    if utsatt_i_moete(steg):
        moetet = neste_moetedag(steg)
        return moetet + timedelta(days=1) if moetet else None
    return _dagen(steg, {"nytt_moete_er_passert"}, "foerst") if utsatt_dag(steg) else None


def utsatt_dag(steg: Plansteg) -> date | None:
    """The day the body last put the decision off."""
    return _dagen(steg, UTSATT, "dato")


def nytt_moete_som_gikk(steg: Plansteg) -> Nyttmoete | None:
    """The meeting that was to take up a matter put off, when it is past and nobody has said what it decided."""
    gikk = next((ledd for ledd in steg.merknader if ledd.setning == "nytt_moete_er_passert"), None)
    moetet, klart = (gikk.felt["moete"], gikk.felt["klart"]) if gikk else (None, None)
    return Nyttmoete(moetet, klart) if isinstance(moetet, date) and isinstance(klart, date) else None


def moetet_som_gikk(steg: Plansteg) -> date | None:
    """The last meeting that may have decided, when it is past and nobody has said what it did."""
    return _dagen(steg, {"nytt_moete_er_passert", "moetet_er_passert"}, "moete")


def er_pauset(steg: Plansteg) -> bool:
    """Whether somebody has paused the step, also one that is not open yet and so rests anyway."""
    return _dagen(steg, PAUSET, "dato") is not None


def satt_paa_vent(steg: Plansteg) -> date | None:
    """The day the step was paused for a clarification, while it is."""
    return _dagen(steg, PAUSET, "dato") if steg.hvilende else None


def pausens_grunn(steg: Plansteg) -> str:
    """What the clarification that a step rests for is about, in the words of whoever asked for it."""
    return next((str(ledd.felt["grunn"]) for ledd in steg.merknader if ledd.setning == "pauset_med_grunn"), "")


def avlyst_den(steg: Plansteg) -> str:
    """The day (ISO) the meeting that the step is, or calls, was called off, while it has not been called anew."""
    dager = (ledd.felt.get("avlyst", "") for ledd in steg.merknader if ledd.setning in {"avlyst", "avlyst_med_grunn"})
    return str(next(dager, ""))


def er_utsatt(steg: Plansteg) -> bool:
    """Whether the meeting the matter was on its way to came to nothing: the body put it off, or did not meet."""
    return any(ledd.setning in UTSATT | {"moetet_er_avlyst", "moetet_er_flyttet"} for ledd in steg.merknader)


def unaadd_foerste(steg: Plansteg) -> Milepael | None:
    """The first milestone, unless it or any later one is reached: few register every point on the way."""
    if not steg.milepaeler or any(m.naadd for m in steg.milepaeler):
        return None
    return steg.milepaeler[0]


def neste_paa_veien(steg: Plansteg, dag: date) -> Milepael | None:
    """The point that is next on the way to a decision and can still lead there: the first, while none is reached, or
    the first ahead after those that are. None when only the decision is left.
    """
    if vedtaksmoetet_er_over(steg, dag):
        return None
    neste = unaadd_foerste(steg)
    if neste is None:
        naadde = [nr for nr, m in enumerate(steg.milepaeler) if m.naadd]
        etter = steg.milepaeler[naadde[-1] + 1 :] if naadde else ()
        neste = next((m for m in etter if m.dato >= dag), None)
    return None if neste is None or neste.noekkel.startswith(VEDTAK) else neste


def _dagen(steg: Plansteg, setninger: Collection[str], felt: str) -> date | None:
    """The day that the first of these remarks names."""
    dager = (ledd.felt[felt] for ledd in steg.merknader if ledd.setning in setninger)
    return next((dag for dag in dager if isinstance(dag, date)), None)
