"""Requests for more time: the coordinator is asked, and a party that gets no is told. Yes is a moved deadline."""

from __future__ import annotations

from collections.abc import Container, Iterator
from datetime import date

from modeller.plan import Plan, Plansteg
from modeller.varselrad import Utboksrad
from varsler.dekninger import Dekninger
from varsler.rader import noekkel_av, rad_med
from varsler.regler import Slag


def oenskevarsler(
    plan: Plan, steg: Plansteg, dekninger: Dekninger, fortalt: Container[tuple[str, str]], i_dag: date
) -> Iterator[Utboksrad]:
    """What is owed about one step, due on the working day `i_dag`; `fortalt` has the step ids and addresses of what has
    been told.

    Each request and each answer is told once, and never one from before the agreement was registered here.
    """
    for part, oenske in steg.oppfoelging.oensker.items():
        if oenske.sagt >= plan.registrert:
            for mottaker in dekninger.koordinator():
                noekkel = noekkel_av(plan.avtale, steg.id, Slag.KOORDINATOR_MER_TID, oenske.faktum, mottaker.epost)
                frist = steg.frist.isoformat() if steg.frist else None
                data = {"om_part": part, "dato": frist, "til": oenske.til.isoformat(), "grunn": oenske.grunn}
                yield rad_med(noekkel, plan, steg, Slag.KOORDINATOR_MER_TID, mottaker, i_dag, {**data})
    for part, avslag in steg.oppfoelging.avslag.items():
        if avslag.sagt >= plan.registrert:
            for mottaker in dekninger.hos(part, steg):
                noekkel = noekkel_av(plan.avtale, steg.id, Slag.MER_TID_AVSLAG, avslag.faktum, mottaker.epost)
                data = {"til": avslag.til.isoformat(), "grunn": avslag.grunn}
                if (steg.id, mottaker.epost) not in fortalt:  # who need not know who asked
                    data["oensket_av"] = part
                yield rad_med(noekkel, plan, steg, Slag.MER_TID_AVSLAG, mottaker, i_dag, {**data})
