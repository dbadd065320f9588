"""Facts of a fact file that say otherwise than when they were read: what was stored is undone, what stands now is told.

Only a fact with an id of its own can be known again when it is changed; any other is a new fact.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date

from flyter.registrer import Hendt
from fristvakt.filer import AV_FAKTAFIL
from modeller.fakta import Faktum, FaktumAngret
from modeller.faktaliste import angrede
from modeller.tekst import dato_kort

RETTET = "Rettet i faktafilen"
"""Why such a fact is undone, by which a correction is known from an undoing that shall stand."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Faktafilendringer:
    """What of the fact files is to be registered, how many of them are facts that were not known, and a line in bokmål
    for each that was changed.
    """

    hendte: tuple[Hendt, ...]
    nye: int
    linjer: tuple[str, ...]


def endret_i_faktafilene(hendte: Sequence[Hendt], lagret: Iterable[Faktum], dag: date) -> Faktafilendringer:
    """Hold the facts of fact files, ids and all, against those that are stored on `dag`; what lies ahead is left.

    A changed one gets a number after its id. One that somebody has undone stays undone; that it is changed is told.
    """
    lagret = sorted(lagret, key=lambda f: f.nr)
    utgaver = _utgaver(lagret, {hendt.id for hendt in hendte})
    angret = angrede(lagret)
    rettede = {
        f.hendelse.faktum
        for f in lagret
        if isinstance(f.hendelse, FaktumAngret) and f.av == AV_FAKTAFIL and f.hendelse.grunn == RETTET
    }
    siste_id: dict[str, str] = {}
    ut: list[Hendt] = []
    linjer: list[str] = []
    for hendt in hendte:
        assert hendt.id is not None, "a fact of a file has an id"
        egne = utgaver.get(hendt.id, [])
        siste = egne[-1] if egne else None
        siste_id[hendt.id] = siste.id if siste else hendt.id
        ligger_fram = hendt.skjedde > dag
        if siste is None:
            ut += [] if ligger_fram else [_med_siste(hendt, siste_id)]
        elif isinstance(hendt.hendelse, FaktumAngret) or _sier_det_samme(hendt, siste):
            continue
        elif siste.id in angret and siste.id not in rettede:
            linjer.append(f"{_hva(hendt)} er endret i faktafilen, men er angret. Endringen er ikke lagret.")
        else:
            if siste.id not in angret:
                angring = FaktumAngret(faktum=siste.id, grunn=RETTET)
                ut.append(Hendt(stroem=siste.stroem, hendelse=angring, skjedde=siste.skjedde))
                linjer.append(f"{_hva(hendt)} er rettet i faktafilen. Det som sto der før, er angret.")
            if not ligger_fram:
                siste_id[hendt.id] = f"{hendt.id}-{len(egne) + 1}"
                ut.append(replace(hendt, id=siste_id[hendt.id]))
    nye = sum(hendt.id is not None for hendt in ut)
    return Faktafilendringer(hendte=tuple(ut), nye=nye, linjer=tuple(linjer))


def _utgaver(lagret: Iterable[Faktum], ider: set[str | None]) -> dict[str, list[Faktum]]:
    """By the id in the file, what has been stored of it, the last word last."""
    funnet: dict[str, list[Faktum]] = {}
    for faktum in lagret:
        foerst = re.sub(r"-\d+$", "", faktum.id)
        for id_ in (faktum.id, foerst):
            if id_ in ider:
                funnet.setdefault(id_, []).append(faktum)
                break
    return funnet


def _sier_det_samme(hendt: Hendt, lagret: Faktum) -> bool:
    return (hendt.hendelse, hendt.skjedde) == (lagret.hendelse, lagret.skjedde)


def _med_siste(hendt: Hendt, siste_id: dict[str, str]) -> Hendt:
    """An undo is of what stands now of the fact it names."""
    hendelse = hendt.hendelse
    if not isinstance(hendelse, FaktumAngret):
        return hendt
    return replace(hendt, hendelse=replace(hendelse, faktum=siste_id.get(hendelse.faktum, hendelse.faktum)))


def _hva(hendt: Hendt) -> str:
    slag = re.sub(r"(?<!^)(?=[A-Z])", "_", type(hendt.hendelse).__name__).lower()
    steg = getattr(hendt.hendelse, "steg", None)
    return f"«{slag}{f' {steg}' if steg else ''}» {dato_kort(hendt.skjedde)}"
