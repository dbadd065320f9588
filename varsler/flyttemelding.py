"""A moved date, told to those who know the old one, and to those whose wish for more time it answers."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date, timedelta

from modeller.oppfoelging import Innvilget
from modeller.plan import FERDIG, Plan, Plansteg
from modeller.varselrad import Fortalt, Jsonverdi, Utboksrad
from varsler.dekninger import Dekninger, alle_mottakere
from varsler.mottakere import Mottaker
from varsler.rader import iso, stegrad
from varsler.regler import NAAR_DET_GJELDER, Slag

SVARET_ER_NYTT = timedelta(days=45)
"""So long a yes to a wish is told to somebody who has been told nothing of the step: longer than a quiet period."""


def skal_ha_flyttemelding(steg: Plansteg) -> bool:
    """Whether a moved date of this step is told to those who know the old one.

    Also while the step waits or is to come, but only a date that somebody set or expects: they plan by it. Our own
    defaults move with every meeting plan and are no deadline; the reminder that comes names the date as it is then.
    """
    return _venter_noen(steg) and steg.forpliktende and steg.art in NAAR_DET_GJELDER


def flyttemeldinger(
    plan: Plan, steg: Plansteg, dekninger: Dekninger, fortalt: Mapping[tuple[str, str], Fortalt], i_dag: date
) -> Iterator[Utboksrad]:
    """What is owed about one step, due on the working day `i_dag`; `fortalt` is, by step id and address, what it was
    last told of the step. Whoever has taken over from an address that was told, counts as told.
    """
    if not _venter_noen(steg):
        return
    meldes = skal_ha_flyttemelding(steg)
    for mottaker in alle_mottakere(dekninger.for_ballen(steg)):
        sagt = fortalt.get((steg.id, mottaker.epost))
        svart = _ja(plan, steg, mottaker)
        gammel = sagt.frist if sagt is not None else _sagt_til_andre(steg, mottaker, dekninger, fortalt)
        if gammel == steg.frist or (svart is None and (gammel is None or not meldes)):
            continue
        data: dict[str, Jsonverdi] = {"milepael": "", "dato": iso(steg.frist) or None}
        if gammel is not None:
            data["gammel_dato"] = gammel.isoformat()
        if svart is not None:
            data["til"] = svart.oensket.isoformat()
            if sagt is None:  # who need not know who asked
                data["oensket_av"] = mottaker.part
        yield stegrad(plan, steg, Slag.FRIST_FLYTTET, mottaker, i_dag, data, "", iso(gammel), iso(steg.frist))


def _venter_noen(steg: Plansteg) -> bool:
    return not (steg.uavklart or steg.hvilende or steg.status in FERDIG)


def _ja(plan: Plan, steg: Plansteg, mottaker: Mottaker) -> Innvilget | None:
    """The wish of the recipient's party that the date answers, while that is news."""
    svart = steg.oppfoelging.innvilget.get(mottaker.part)
    if svart is None or svart.til != steg.frist:
        return None
    return svart if max(plan.registrert, plan.dag - SVARET_ER_NYTT) <= svart.sagt else None


def _sagt_til_andre(
    steg: Plansteg, mottaker: Mottaker, dekninger: Dekninger, fortalt: Mapping[tuple[str, str], Fortalt]
) -> date | None:
    """The date that one of those the recipient has taken over from was told last."""
    sagt = [s for epost in dekninger.tatt_over_fra(mottaker, steg) if (s := fortalt.get((steg.id, epost))) is not None]
    sist = max(sagt, key=lambda s: max((dag for _, dag in s.sagt), default=date.min), default=None)
    return sist.frist if sist is not None else None
