"""Where each step stands on a day: done, lapsed, open, or waiting, and for which open steps."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from typing import TYPE_CHECKING, NamedTuple

from modeller.avledning.fullfoering import (
    aldri_aktuell,
    antall_runder,
    faktum_i_runde,
    registrert_dag,
)
from modeller.livsloep import BEREGNET, PAAKREVD
from modeller.plan import AAPEN, BORTFALT, IKKE_AKTUELL, KOMMENDE, VENTER, Status
from modeller.regler import BareValgaar, ankeret

if TYPE_CHECKING:
    from modeller.avledning.knute import Knute


INGEN: frozenset[str] = frozenset()
ET_AAR = timedelta(days=365)


class Aapning(NamedTuple):
    """When a step became open, and the day the cause of it was registered."""

    dag: date
    registrert: date


class HelRunde(NamedTuple):
    """A round in which all of these steps were finished, and the day the last of them was."""

    dag: date
    steg: tuple[Knute, ...]
    nr: int


def foran(knute: Knute) -> list[Knute]:
    """The steps that hold this one back for as long as they are unfinished."""
    knuter = knute.rom.knuter
    return [knuter[id_] for id_ in knute.naboer.foran]


def utfoert(knute: Knute) -> date | None:
    """The day the step was finished."""
    if knute.steg.fullfoeres is not BEREGNET:
        return knute.faktum.skjedde if knute.faktum else None
    steg, runde = knute.steg, knute.hel_runde
    if (steg.etter and runde is None) or (steg.aapner is not None and knute.aapner is None):
        return None
    # One that waits for no step is done the day its window opens.
    dager = [dag for dag in (runde.dag if runde else None, knute.aapner) if dag is not None]
    dag = max(dager, default=None)
    return dag if dag is not None and dag <= knute.rom.naa else None


def status(knute: Knute) -> Status:
    """Where a step that is not done stands (DESIGN.md section 3)."""
    if _ikke_aktuell(knute):
        return IKKE_AKTUELL
    dag = knute.rom.naa
    if knute.bortfaller is not None and knute.bortfaller <= dag:
        return BORTFALT
    # A window counted from a date nobody has set cannot have opened.
    if knute.steg.aapner is not None and (knute.aapner is None or knute.aapner > dag):
        return KOMMENDE
    if knute.instans.uavklart:
        return VENTER
    # Computed steps have nobody to act: they wait for others or for time.
    if not knute.uferdige_foran and knute.steg.fullfoeres is not BEREGNET:
        return AAPEN
    return VENTER if knute.aapne_foran else KOMMENDE


def aapne_foran(knute: Knute) -> frozenset[str]:
    """Ids of the open steps this one waits for, directly or through others."""
    svar = INGEN
    for annen in knute.uferdige_foran:
        svar |= {annen.id} if annen.status is AAPEN else annen.aapne_foran
    return svar


def aapning(knute: Knute) -> Aapning:
    """When the step became open: the last of what opened it."""
    grunner = list(_aapningsgrunner(knute))
    return Aapning(max(dag for dag, _ in grunner), max(registrert for _, registrert in grunner))


def bortfaller(knute: Knute) -> date | None:
    """The day the step lapses or lapsed if it is not done by then."""
    naboer = knute.naboer
    slutten = knute.rom.dagen_etter_slutt if _slutter_med_avtalen(knute) else None
    if not naboer.bortfaller_med and naboer.neste_aar is None and knute.steg.betinget is None:
        return slutten  # the most, and nothing to choose between
    knuter = knute.rom.knuter
    dager = [slutten, *[knuter[id_].utfoert for id_ in naboer.bortfaller_med]]
    if naboer.neste_aar is not None:
        dager.append(knuter[naboer.neste_aar].aapner)
    elif isinstance(knute.steg.betinget, BareValgaar) and knute.aapner is not None:
        dager.append(knute.aapner + ET_AAR)  # there is none the year after to make it lapse
    return min([dag for dag in dager if dag is not None], default=None)


def hel_runde(knute: Knute) -> HelRunde | None:
    """The first round in which all that a computed step waits for was finished."""
    ventet_paa = tuple(annen for annen in knute.foran if not _ikke_aktuell(annen))
    if not ventet_paa:
        return None
    runder = (_hel(ventet_paa, nr) for nr in range(1, antall_runder(knute.rom) + 1))
    return next((runde for runde in runder if runde is not None), None)


def _hel(knuter: tuple[Knute, ...], nr: int) -> HelRunde | None:
    """What was finished stays so: a party that got its role only after that day is not waited for."""
    fra = {knute.id: _rolle_fra(knute) for knute in knuter}
    grense = min(fra.values())
    while True:
        med = tuple(knute for knute in knuter if fra[knute.id] <= grense)
        dager = [dag for knute in med if (dag := utfoert_i_runde(knute, nr)) is not None]
        if len(dager) < len(med):
            return None
        if max(dager) <= grense or len(med) == len(knuter):
            return HelRunde(max(dager), med, nr)
        grense = max(dager)


def _rolle_fra(knute: Knute) -> date:
    rollefakta = knute.rom.avtale.rollefakta
    fakta = [f for part in knute.instans.parter if (f := rollefakta.get(part)) is not None]
    return max((f.skjedde for f in fakta), default=date.min)


def utfoert_i_runde(knute: Knute, nr: int) -> date | None:
    """The day the step was finished in that round."""
    if not knute.steg.ny_tekst_aapner:
        return knute.utfoert
    faktum = faktum_i_runde(knute, nr)
    return faktum.skjedde if faktum else None


def _ikke_aktuell(knute: Knute) -> bool:
    """Whether the step is not to be done, or only is there for what is not."""
    if aldri_aktuell(knute) or _kommer_etter_slutten(knute):
        return True
    uaktuelt = False
    for id_ in knute.naboer.gjelder:
        annen = knute.rom.knuter.get(id_)
        if annen is not None and not (aldri_aktuell(annen) or _kommer_etter_slutten(annen)):
            return False
        uaktuelt = uaktuelt or annen is not None
    return uaktuelt


def _kommer_etter_slutten(knute: Knute) -> bool:
    """Whether a step that lapses with the agreement would open only after its end."""
    slutt, aapner = knute.rom.slutt, knute.aapner
    return slutt is not None and aapner is not None and aapner > slutt and _slutter_med_avtalen(knute)


def _slutter_med_avtalen(knute: Knute) -> bool:
    """Whether the step lapses with the agreement: what recurs and what is only recommended do."""
    return knute.instans.aar is not None or knute.naboer.krav is not PAAKREVD


def _aapningsgrunner(knute: Knute) -> Iterator[tuple[date, date]]:
    avtale = knute.rom.avtale
    fakta = [
        avtale.opprettet,
        knute.runde.fra,
        knute.fakta.aapnet_igjen,
        avtale.tillegg.get(knute.id),
        *(avtale.rollefakta.get(part) for part in knute.instans.parter),
    ]
    if (moetet := knute.naboer.moetested) is not None:
        fakta.append(knute.rom.knuter[moetet].fakta.aapnet_igjen)  # called off, it must be called again
    for annen in knute.foran:
        if annen.steg.fullfoeres is BEREGNET:
            yield from _aapningsgrunner_av_beregnet(annen)
        else:
            fakta.append(annen.faktum)
    yield from ((f.skjedde, registrert_dag(f)) for f in fakta if f is not None)
    if (aapner := knute.aapner) is not None and aapner <= knute.rom.naa:
        # A window that is counted from a date somebody has moved opened no earlier than that was known.
        satt = avtale.datofakta.get(ankeret(knute.steg.aapner) or "")
        yield (max(aapner, satt.skjedde), max(aapner, registrert_dag(satt))) if satt else (aapner, aapner)


def _aapningsgrunner_av_beregnet(knute: Knute) -> Iterator[tuple[date, date]]:
    runde = knute.hel_runde
    if runde is None:
        if knute.utfoert is not None:
            yield knute.utfoert, knute.utfoert
        return
    for annen in runde.steg:
        if faktum := faktum_i_runde(annen, runde.nr):
            yield faktum.skjedde, registrert_dag(faktum)
