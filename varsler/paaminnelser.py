"""Who is told of a reminder that has fallen due: those who have the ball, then up the ladder if they do not answer."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from modeller.plan import Plan, Plansteg
from modeller.varselrad import Fortalt, Jsonverdi, Utboksrad
from varsler.dekninger import Dekninger, alle_mottakere
from varsler.grunner import regelen
from varsler.rader import iso, stegrad
from varsler.regler import Slag
from varsler.tidspunkter import Varselpunkt, utloept_milepael


def paaminnelser(
    plan: Plan,
    steg: Plansteg,
    dekninger: Dekninger,
    punkt: Varselpunkt | None,
    fortalt: Mapping[tuple[str, str], Fortalt],
) -> Iterator[Utboksrad]:
    """What one step owes of the reminder that holds on the plan's day, if one does."""
    if punkt is None:
        return
    data: dict[str, Jsonverdi] = {
        "milepael": punkt.milepael,
        "dato": punkt.dato.isoformat() if punkt.dato else None,
        "regel": regelen(punkt, steg),
    }
    # The first word that the ball is somebody's is said once a round, whatever its date does afterwards.
    del_av_noekkel = (punkt.milepael, iso(punkt.dato))
    sagt_til = set()
    for mottaker in alle_mottakere(dekninger.for_ballen(steg)):
        sagt_til.add(mottaker.epost)
        yield stegrad(plan, steg, punkt.slag, mottaker, punkt.forfaller, data, *del_av_noekkel, punkt.forekomst)
    # Nobody hears of a party what it has not been told itself, on a day before; unless there is nobody there to tell.
    gaar_videre = punkt.til_ledelsen or (punkt.forekomst and punkt.koordinator is not None)
    if gaar_videre and sagt_til and not _er_sagt_foer(plan, steg, punkt, fortalt):
        return
    if punkt.til_ledelsen:
        for mottaker in (m for dekket in dekninger.for_ballen(steg) for m in dekket.ledelse):
            if mottaker.epost not in sagt_til:
                sagt_til.add(mottaker.epost)
                slag = Slag.LEDELSE_FORFALT if mottaker.kontakt else Slag.POSTMOTTAK_FORFALT
                yield stegrad(plan, steg, slag, mottaker, punkt.forfaller, data, *del_av_noekkel, punkt.forekomst)
    if punkt.koordinator is None:
        return
    # With the ball goes no date of its own: the coordinator is told which point on the route was past.
    if punkt.dato is None and (utloept := utloept_milepael(steg, punkt.forfaller)):
        data = {**data, "milepael": utloept.noekkel, "dato": utloept.dato.isoformat()}
        del_av_noekkel = (utloept.noekkel, iso(utloept.dato))
    for mottaker in dekninger.koordinator():
        if mottaker.epost not in sagt_til:
            slag = punkt.koordinator
            yield stegrad(plan, steg, slag, mottaker, punkt.forfaller, data, *del_av_noekkel, punkt.forekomst)


def _er_sagt_foer(plan: Plan, steg: Plansteg, punkt: Varselpunkt, fortalt: Mapping[tuple[str, str], Fortalt]) -> bool:
    """Whether somebody at the party has been told this, with the step's date as it is, on a day before the plan's.

    The ledger keeps no word on a step without a date.
    """
    return steg.frist is None or any(
        slag == punkt.slag and dag < plan.dag
        for (steg_id, _), sagt in fortalt.items()
        if steg_id == steg.id and sagt.frist == steg.frist
        for slag, dag in sagt.foerst
    )
