"""Outbox rows as reminder rules make them, and the identities they are known by for ever."""

from __future__ import annotations

from datetime import date

from modeller.plan import Plan, Plansteg
from modeller.varselrad import Jsonverdi, Utboksrad
from varsler.mottakere import Mottaker
from varsler.regler import Slag

I_STEDET_FOR = "i_stedet_for"
"""The field of a row's data that names the contacts a postmottak gets it in place of; empty when there is none."""


def rad_med(
    noekkel: str,
    plan: Plan,
    steg: Plansteg,
    slag: Slag,
    mottaker: Mottaker,
    forfaller: date,
    data: dict[str, Jsonverdi],
) -> Utboksrad:
    """A row with an identity of its own, hung on a step."""
    if mottaker.i_stedet_for is not None:
        data = {**data, I_STEDET_FOR: [*mottaker.i_stedet_for]}
    return Utboksrad(
        noekkel=noekkel,
        avtale=plan.avtale,
        steg=steg.id,
        slag=slag,
        mottaker=mottaker.epost,
        kontakt=mottaker.kontakt,
        part=mottaker.part,
        forfaller=forfaller,
        data=data,
    )


def stegrad(
    plan: Plan,
    steg: Plansteg,
    slag: Slag,
    mottaker: Mottaker,
    forfaller: date,
    data: dict[str, Jsonverdi],
    *deler: str,
) -> Utboksrad:
    """A row about a step in its present round; `deler` tell it from others of its kind to the same address."""
    noekkel = noekkel_av(plan.avtale, steg.id, str(steg.runde), slag, *deler, mottaker.epost)
    return rad_med(noekkel, plan, steg, slag, mottaker, forfaller, data)


def noekkel_av(*deler: str) -> str:
    """The parts joined; a bar inside one would let two identities meet, so it is written otherwise."""
    return "|".join(del_.replace("|", "¦") for del_ in deler)


def iso(dag: date | None) -> str:
    """The day as a part of an identity; empty for none."""
    return dag.isoformat() if dag else ""
