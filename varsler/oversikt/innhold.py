"""What a digest tells of one agreement, as data read off the plan."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from datetime import date, timedelta
from typing import NamedTuple

from modeller.livsloep import Krav
from modeller.plan import AAPEN, FERDIG, KOMMENDE, VENTER, Milepael, Plan, Plansteg
from varsler.oversikt.brudd import er_loepet_ute, holder_ikke
from varsler.tidspunkter import kan_gjoeres
from varsler.vedtaksgang import satt_paa_vent

TO_UKER = timedelta(weeks=2)
SEKS_UKER = timedelta(weeks=6)
ET_HALVAAR = timedelta(days=183)


class Kommer(NamedTuple):
    """A date ahead: a step's own, or that of a milestone on its way."""

    dato: date
    steg: Plansteg
    milepael: Milepael | None


class Parten(NamedTuple):
    """What one party's month holds: the steps that lie with it, what comes, and what it waits for. What waits for
    others and is overdue lies with it too, when it can be done with a reservation.
    """

    hos: tuple[Plansteg, ...]
    kommer: tuple[Plansteg, ...]
    venter: tuple[tuple[Plansteg, tuple[str, ...]], ...]
    """Its waiting steps, each with the parties that have the ball."""
    overlatt: bool = False
    """Whether there is more, which a colleague has been given."""

    def __bool__(self) -> bool:
        """Whether there is anything to tell: whoever can only wait is left in peace."""
        return bool(self.hos or self.kommer)


def kommer(plan: Plan, til: date) -> list[Kommer]:
    """The first date of each unfinished step from the plan's day through `til`, in order."""
    funnet = (_neste_dato(plan, steg, til) for steg in plan if steg.frist is not None and _teller(steg))
    return sorted((k for k in funnet if k), key=lambda k: (k.dato, k.steg.id))


def datoer_framover(plan: Plan) -> Iterator[date]:
    """Every date ahead that a digest may tell of."""
    dag = plan.dag
    for steg in plan:
        if steg.frist is None or steg.status in FERDIG or not _teller(steg):
            continue
        if steg.frist > dag:
            yield steg.frist
        for milepael in steg.milepaeler:
            if milepael.naadd is None and milepael.dato > dag:
                yield milepael.dato
                break


def overlatte(plan: Plan, kontakt: str | None) -> Iterator[tuple[Plansteg, str]]:
    """The steps that a contact has handed over, each with the colleague who has been given it."""
    if kontakt is None:
        return
    for steg in plan:
        if (kollega := steg.oppfoelging.kontakten(kontakt)) != kontakt:
            yield steg, kollega


def parten(
    plan: Plan,
    part: str,
    kontakt: str | None = None,
    uten_kollega: Collection[str] = (),
    bare: Collection[str] | None = None,
) -> Parten:
    """The month of one party; for a contact without the steps it has handed over, which are in the colleague's.
    `uten_kollega` are those of them (by id) whose colleague cannot be reached: nobody else would be told. `bare` are
    the steps of a colleague who has been given them, and is told of nothing else.
    """
    hos_andre = {steg.id for steg, _ in overlatte(plan, kontakt)}.difference(uten_kollega)
    if bare is not None:
        hos_andre |= {steg.id for steg in plan}.difference(bare)
    egne = [s for s in plan if part in (*s.parter, *s.ball) and not s.uavklart and s.status not in FERDIG]
    hos = tuple(
        s for s in egne if (s.status is AAPEN and part in s.ball) or (forfalt_ventende(s, plan.dag) and kan_gjoeres(s))
    )
    senest = plan.dag + SEKS_UKER
    snart = tuple(
        s
        for s in plan
        if s.frist is not None
        and plan.dag <= s.frist <= senest
        and (
            (part in s.parter and s.status in {KOMMENDE, VENTER} and _teller(s))
            or (part in s.deltar and part not in s.parter and s.er_innkalt and _teller(s))
        )
    )
    venter = []
    for steg in egne:
        if steg.status is VENTER and steg not in hos and (steg.frist is None or steg.frist <= plan.dag + ET_HALVAAR):
            foran = (plan.finn(id_) for id_ in steg.venter_paa)
            paa = dict.fromkeys(hvem for s in foran if s for hvem in s.ball if hvem != part)
            if paa:
                venter.append((steg, tuple(paa)))
        elif satt_paa_vent(steg) is not None and part not in steg.ball:
            venter.append((steg, steg.ball))
    alle = (*hos, *snart, *(steg for steg, _ in venter))
    return Parten(
        hos=_etter_dato(tuple(s for s in hos if s.id not in hos_andre)),
        kommer=_etter_dato(tuple(s for s in snart if s.id not in hos_andre)),
        venter=tuple(
            sorted((v for v in venter if v[0].id not in hos_andre), key=lambda v: (v[0].frist or date.max, v[0].id))
        ),
        overlatt=any(s.id in hos_andre for s in alle),
    )


def krever_noe(plan: Plan, dag: date) -> bool:
    """Whether there is anything on `dag` for the coordinator to see to whether or not it is new: overdue, turned down,
    without a meeting to be decided in, or with a wish to answer.
    """
    i_arbeid = (steg for steg in plan if steg.status in {AAPEN, VENTER})
    return any(
        steg.avslaatt or steg.oppfoelging.oensker or _er_forfalt(steg, dag) or er_loepet_ute(plan, steg)
        for steg in i_arbeid
    )


def er_nylig_forfalt(plan: Plan, fra: date, dag: date) -> bool:
    """Whether a deadline from `fra` on, and before `dag`, has passed with the step still to be done."""
    return any(steg.frist is not None and steg.frist >= fra and _er_forfalt(steg, dag) for steg in plan)


def _er_forfalt(steg: Plansteg, dag: date) -> bool:
    return (steg.status is AAPEN and steg.forfalt(dag)) or forfalt_ventende(steg, dag)


def forfalt_ventende(steg: Plansteg, dag: date) -> bool:
    """Whether the step waits for others and is overdue all the same."""
    return steg.status is VENTER and steg.forfalt(dag) and not steg.uavklart and steg.krav is not Krav.UTEN_KRAV


def _etter_dato(stegene: tuple[Plansteg, ...]) -> tuple[Plansteg, ...]:
    return tuple(sorted(stegene, key=lambda s: (s.frist or date.max, s.id)))


def _teller(steg: Plansteg) -> bool:
    """Whether somebody is to do it: it is not finished, hangs on no undecided role and rests for no clarification."""
    return steg.status not in FERDIG and not steg.uavklart and not steg.hvilende and steg.krav is not Krav.UTEN_KRAV


def _neste_dato(plan: Plan, steg: Plansteg, til: date) -> Kommer | None:
    """Its own date when that will not hold for what it waits for: nobody is on the way there."""
    milepael = steg.foerste_milepael
    if milepael is not None and plan.dag <= milepael.dato <= til and not holder_ikke(plan, steg):
        return Kommer(milepael.dato, steg, milepael)
    return Kommer(steg.frist, steg, None) if steg.frist is not None and plan.dag <= steg.frist <= til else None
