"""What a fact leads to, as the document programs get: the contract of `hva-om --json` and `POST /api/hva-om`."""

from __future__ import annotations

from datetime import date
from typing import Any

from flyter.hvaom import Konsekvens
from modeller.plan import Plansteg
from modeller.setninger import i_ord
from modeller.tekst import Maalform
from varsler.mottaksendring import Mottaksendring


def rad(konsekvens: Konsekvens) -> dict[str, Any]:
    """One object per agreement."""
    etter = konsekvens.etter
    return {
        "avtale": etter.avtale,
        "per": etter.dag.isoformat(),
        "tas_ut": konsekvens.tas_ut,
        "endringer": [
            {"id": e.steg.id, "slag": e.slag.value, "foer": _tilstand(e.foer), "etter": _tilstand(e.etter)}
            for e in konsekvens.endringer
        ],
        "nylig_sene": [steg.id for steg in konsekvens.nylig_sene],
        "varsler": [{"id": v.steg, "foer": _iso(v.foer), "etter": _iso(v.etter)} for v in konsekvens.varsler],
        "mottak": [mottaksrad(en) for en in konsekvens.mottak],
        "avklaringer": [{"id": r.steg, "part": r.part, "til": r.mottaker} for r in konsekvens.avklaringer],
        "slakk": {steg.id: steg.slakk for steg in etter if steg.slakk is not None},
        "maal": konsekvens.maal.id if konsekvens.maal else None,
        "kritisk_vei": [
            {"id": steg.id, "tidligst": _iso(steg.tidligst), "avgjoeres_i": steg.avgjoeres_i, "slakk": steg.slakk}
            for steg in konsekvens.kritisk_vei
        ],
        "siste_vedtak": [
            {"id": en.steg.id, "organ": en.organ.id, "moete": _iso(en.moete)} for en in konsekvens.siste_vedtak
        ],
    }


def mottaksrad(endring: Mottaksendring) -> dict[str, Any]:
    """A party, or the coordinator, whose mail goes to others."""
    return {
        "part": endring.part,
        "koordinator": endring.koordinator,
        "foer": [mottaker.epost for mottaker in endring.foer],
        "etter": [mottaker.epost for mottaker in endring.etter],
        "steg": [{"id": s.steg.id, "straks": s.straks, "neste": _iso(s.neste)} for s in endring.saker],
    }


def _tilstand(steg: Plansteg | None) -> dict[str, Any] | None:
    if steg is None:
        return None
    return {
        "frist": _iso(steg.frist),
        "frist_art": steg.art.value,
        "begrunnelse": {maalform.value: i_ord(steg.begrunnelse, maalform) for maalform in Maalform},
        "tidligst": _iso(steg.tidligst),
        "slakk": steg.slakk,
        "status": steg.status.value,
        "parter": list(steg.parter),
        "deltar": list(steg.deltar),
        "ball": list(steg.ball),
    }


def _iso(dag: date | None) -> str | None:
    return dag.isoformat() if dag else None
