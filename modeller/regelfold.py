"""What has been said about reminder rules, folded into what stands, with the day it could first be known."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from datetime import date

from modeller.fakta import Faktum, FaktumAngret, VarselregelSatt
from modeller.faktaliste import angrede, gjeldende
from modeller.regelvalg import SattRegel


def brett_regler(fakta: Collection[Faktum], naa: date) -> tuple[SattRegel, ...]:
    """The choices of one or more streams as of `naa`, in the order they were made; the last one of each rule and step
    of a stream stands.

    One that is undone leaves a mark behind, as a choice taken back: what was due while it held is not told late.
    """
    om_regler = [f for f in fakta if isinstance(f.hendelse, VarselregelSatt) and f.skjedde <= naa]
    return _brett(om_regler, fakta, naa) if om_regler else ()


def _brett(om_regler: Sequence[Faktum], fakta: Collection[Faktum], naa: date) -> tuple[SattRegel, ...]:
    ider = {f.id for f in om_regler}
    hendt = [f for f in fakta if f.skjedde <= naa]
    angringer = [f for f in hendt if isinstance(f.hendelse, FaktumAngret)]
    beroert = {f.id: f for f in om_regler}
    mot = {f.id: f.hendelse.faktum for f in angringer if isinstance(f.hendelse, FaktumAngret)}
    fra: dict[tuple[str, str, str | None], date] = {}
    satt: dict[tuple[str, str, str | None], SattRegel] = {}
    for faktum in sorted((*om_regler, *angringer), key=lambda f: f.nr):
        gjaldt = faktum.id
        while gjaldt in mot:  # an undo may be undone itself
            gjaldt = mot[gjaldt]
        if gjaldt in ider:
            noekkel = _noekkel(beroert[gjaldt])
            fra[noekkel] = max(fra.get(noekkel, date.min), faktum.skjedde, faktum.registrert.date())
    angret = angrede(hendt)
    for faktum in gjeldende((*om_regler, *angringer), naa):
        if isinstance(faktum.hendelse, VarselregelSatt) and faktum.id not in angret:
            valg = faktum.hendelse
            noekkel = _noekkel(faktum)
            satt.pop(noekkel, None)
            satt[noekkel] = SattRegel(
                gjelder=valg.gjelder,
                regel=valg.regel,
                steg=valg.steg,
                paa=valg.paa,
                avstand=valg.avstand,
                fra=fra[noekkel],
                satt=faktum.skjedde,
            )
    for (gjelder, regel, steg), dag in fra.items():
        if (gjelder, regel, steg) not in satt:
            satt[gjelder, regel, steg] = SattRegel(
                gjelder=gjelder, regel=regel, steg=steg, paa=None, avstand=None, fra=dag, satt=dag
            )
    return tuple(satt.values())


def _noekkel(faktum: Faktum) -> tuple[str, str, str | None]:
    valg = faktum.hendelse
    assert isinstance(valg, VarselregelSatt)
    return valg.gjelder, valg.regel, valg.steg
