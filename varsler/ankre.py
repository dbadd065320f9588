"""What a reminder rule counts from about one step: pure reading of the plan."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import NamedTuple

from modeller.fakta import Fristart
from modeller.plan import Plansteg
from varsler.regler import Anker, Retning, Varselregel
from varsler.vedtaksgang import (
    NESTE_MOETE,
    NYTT_MOETE,
    er_utsatt,
    neste_moetedag,
    nytt_moete_som_gikk,
    unaadd_foerste,
    utsatt_dag,
)
from varsler.ventende import Ventefrist


class Ankerdag(NamedTuple):
    """What a rule counts from: a milestone's key ('' for the step as a whole), its date, and the day it counts from
    where that is another.
    """

    milepael: str
    dato: date
    talt_fra: date | None = None


def ankre(
    regel: Varselregel, steg: Plansteg, fra: date, *, anslag: date | None, ventende: Ventefrist | None
) -> Iterator[Ankerdag]:
    """What the rule counts from, for a step known since `fra`: `anslag` is the day its party expects to be done,
    `ventende` the first deadline among those that wait for it.

    The meetings that a matter put off was on its way to stay among it once they are past: what their reminders overtook
    does not come back.
    """
    gikk = nytt_moete_som_gikk(steg) if regel.anker in {Anker.NESTE_MOETE, Anker.NYTT_MOETE} else None
    if regel.anker is Anker.NYTT_MOETE:
        if gikk:
            yield Ankerdag(NYTT_MOETE, gikk.moetet, gikk.klart)
        return
    if regel.anker is Anker.NESTE_MOETE and steg.frist is not None:
        utsatt = utsatt_dag(steg)
        igjen = utsatt if utsatt and utsatt > steg.frist else None
        yield from (Ankerdag(NESTE_MOETE, dag) for dag in (igjen, gikk and gikk.moetet) if dag)
    if (anker := _anker(regel, steg, fra, anslag, ventende)) is not None:
        yield Ankerdag(*anker)


def _anker(
    regel: Varselregel, steg: Plansteg, fra: date, anslag: date | None, ventende: Ventefrist | None
) -> tuple[str, date] | None:
    """The milestone key ('' for the step as a whole) and the date the rule counts from, if it applies now."""
    if regel.anker in {Anker.ANSLAGET, Anker.DE_SOM_VENTER}:
        venter = ventende.dato if ventende else None
        frist = anslag if regel.anker is Anker.ANSLAGET else venter
        egen = regel.anker is Anker.DE_SOM_VENTER and frist is not None and _egen_frist_foer(steg, frist)
        return ("", frist) if frist and not egen else None
    if steg.frist is None or (regel.bare_vedtak and not steg.milepaeler):
        return None
    match regel.anker:
        case Anker.NESTE_MOETE:
            return (NESTE_MOETE, dato) if (dato := neste_moetedag(steg)) else None
        case Anker.VEDTAKSMOETE:
            siste = steg.milepaeler[-1]
            gaar_sin_gang = any(m.naadd for m in steg.milepaeler) or steg.milepaeler[0].dato >= siste.dato
            ventes = len(steg.milepaeler) > 1 and gaar_sin_gang and not er_utsatt(steg)
            return (siste.noekkel, siste.dato) if ventes else None
        case Anker.MOETET:
            moetet = steg.milepaeler[-1]
            return None if moetet.dato < fra or er_utsatt(steg) else (moetet.noekkel, moetet.dato)
        case Anker.FOERSTE_MILEPAEL if steg.milepaeler:
            foerste = None if er_utsatt(steg) else unaadd_foerste(steg)
            if foerste is None or (regel.retning is Retning.ETTER and foerste.dato < fra):
                return None
            return foerste.noekkel, foerste.dato
        case _:
            return "", steg.frist


def _egen_frist_foer(steg: Plansteg, dag: date) -> bool:
    """Whether a deadline of its own comes first: then its own reminders say what there is to say."""
    return steg.art is Fristart.FRIST and steg.frist is not None and steg.frist <= dag
