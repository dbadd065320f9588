"""Machine-readable rows: the one place where the contracts of `fristvakt plan` and `fristvakt hvem` are built."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from typing import Any

from modeller.livsloep import Hull
from modeller.plan import Milepael, Plan, Plansteg, Venting
from modeller.prognose import prognose
from modeller.register import Register
from modeller.regler import Kilde
from modeller.setninger import i_ord
from modeller.tekst import Maalform
from modeller.ventesum import kjeder, per_par, per_part
from modeller.venting import hvem_venter
from tavle.kjedeord import kjede_i_ord

Rad = dict[str, Any]


def planrader(plan: Plan, register: Register) -> list[Rad]:
    """One row per step and party of the plan, in the plan's order; a step without party gives one with `part` None.

    `register` tells which milestones lean on a made-up meeting plan. Dates are ISO days in Europe/Oslo.
    """
    return [_planrad(plan, steg, part, register) for steg in plan for part in steg.parter or (None,)]


def ventingrader(ventinger: Iterable[Venting]) -> list[Rad]:
    """One row per waiting party and open step it waits for, in the order given."""
    return [
        {
            "venter": v.venter,
            "paa": v.paa,
            "avtale": v.avtale,
            "steg": v.steg.steg,
            "siden": v.siden.isoformat(),
            "frist": _iso(v.frist),
            "dager_over": v.dager_over,
            "id": v.steg.id,
            "aar": v.steg.aar,
        }
        for v in ventinger
    ]


def hullrad(hull: Hull) -> Rad:
    """Something the sources leave unsaid about an agreement, in both written standards, and where it would stand."""
    return {
        "id": hull.noekkel,
        "tekst": {"nb": hull.tekst.nb, "nn": hull.tekst.nn},
        "kilde": {"nb": hull.kilde.tittel.nb, "nn": hull.kilde.tittel.nn},
    }


def prognoserader(plan: Plan) -> list[Rad]:
    """One row per open phase: when it can be finished, and what decides it."""
    return [
        {
            "avtale": plan.avtale,
            "fase": p.fase,
            "tittel": p.tittel.nb,
            "aar": p.aar,
            "ferdig": p.ferdig.isoformat(),
            "steg": p.sist.id,
            "slakk": p.slakk,
            "organ": p.vedtak.avgjoeres_i if p.vedtak else None,
            "moete": _iso(p.vedtak.tidligst) if p.vedtak else None,
            "vedtak": p.vedtak.id if p.vedtak else None,
        }
        for p in prognose(plan)
    ]


def oppsummering(planer: Sequence[Plan], register: Register) -> Rad:
    """Who waits on whom over all the plans: per party, per pair, and the chains in words."""
    ventinger = hvem_venter(planer)
    return {
        "parter": [
            {
                "part": s.part,
                "steg": s.steg,
                "avtaler": s.avtaler,
                "venter": list(s.venter),
                "forfalt": s.forfalt,
                "lengst": {"avtale": s.lengst.avtale, "id": s.lengst.steg.id, "siden": s.lengst.siden.isoformat()},
            }
            for s in per_part(ventinger)
        ],
        "par": [
            {
                "venter": s.venter,
                "paa": s.paa,
                "siden": s.siden.isoformat(),
                "steg": [{"avtale": v.avtale, "id": v.steg.id, "siden": v.siden.isoformat()} for v in s.ventinger],
            }
            for s in per_par(ventinger)
        ],
        "kjeder": [
            {
                "avtale": k.avtale,
                "steg": [steg.id for steg in k.steg],
                "i_ord": {"nb": (i_ord_ := kjede_i_ord(k, register)).nb, "nn": i_ord_.nn},
            }
            for k in kjeder(planer)
        ],
    }


def oppdiktet_organ(noekkel: str, register: Register) -> bool:
    """Whether the milestone `papirer:<organ>`, `behandling:<organ>` or `vedtak:<organ>` leans on a made-up plan."""
    organ = register.organer.get(noekkel.partition(":")[2])
    return organ is not None and organ.oppdiktet


def _planrad(plan: Plan, steg: Plansteg, part: str | None, register: Register) -> Rad:
    return {
        "avtale": plan.avtale,
        "steg": steg.steg,
        "fase": steg.fase,
        "aar": steg.aar,
        "part": part,
        "tittel": steg.tittel.nb,
        "frist": _iso(steg.frist),
        "frist_art": steg.art.value,
        "tidligst": _iso(steg.tidligst),
        "slakk": steg.slakk,
        "status": steg.status.value,
        "forfalt": steg.forfalt(plan.dag),
        "venter_paa": venter_paa(plan, steg, part),
        "krav": steg.krav.value,
        "milepaeler": list(_milepaeler(steg.milepaeler, register)),
        "begrunnelse": {maalform.value: i_ord(steg.begrunnelse, maalform) for maalform in Maalform},
        "kilde": _kilde(steg.kilde),
        "moenster": _kilde(steg.moenster),
        "merknader": {maalform.value: i_ord(steg.merknader, maalform, plan.dag.year) for maalform in Maalform},
        "id": steg.id,
        "delmaal": steg.delmaal,
        "runde": steg.runde,
    }


def venter_paa(plan: Plan, steg: Plansteg, part: str | None) -> list[str]:
    """Ids of the parties with the open steps that `steg` waits for, sorted, never `part` itself."""
    aapne = (plan.finn(steg_id) for steg_id in steg.venter_paa)
    return sorted({b for aapent in aapne if aapent is not None for b in aapent.ball} - {part})


def _milepaeler(milepaeler: Sequence[Milepael], register: Register) -> Iterator[Rad]:
    for nr, milepael in enumerate(milepaeler):
        yield {
            "noekkel": milepael.noekkel,
            "tittel": milepael.tittel.nb,
            "dato": milepael.dato.isoformat(),
            "naadd": _iso(milepael.naadd),
            "moete": milepael.moete,
            # A milestone is counted back from the meetings after it: one made-up plan there makes its day made up too.
            "oppdiktet": any(oppdiktet_organ(m.noekkel, register) for m in milepaeler[nr:]),
        }


def _kilde(kilde: Kilde | None) -> str | None:
    if kilde is None:
        return None
    return f"{kilde.dokument}: {kilde.tittel.nb}" if kilde.dokument else kilde.tittel.nb


def _iso(dag: date | None) -> str | None:
    return dag.isoformat() if dag else None
