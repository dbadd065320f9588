"""What deriving everything anew changed: lines for people, one document for programs."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from flyter.ombygging import Flytting, Ombygging
from modeller.tekst import dato_kort
from modeller.varselrad import Utboksrad


def linjer(ombygging: Ombygging, *, proev: bool) -> Iterator[str]:
    """Every date that moved and every reminder that came or went, then a line that sums it up."""
    for overskrift, flyttinger in (("Datoer:", ombygging.datoer), ("Neste påminnelse:", ombygging.varsler)):
        if flyttinger:
            yield overskrift
            yield from (f"• {f.avtale}, {f.steg}: {_i_ord(f)}" for f in flyttinger)
    for overskrift, rader in (
        ("Påminnelser som kommer til:", ombygging.nye),
        ("Påminnelser som faller bort:", ombygging.trukne),
        ("Påminnelser som ikke blir sendt, fordi dagen deres er over:", ombygging.forbigaatte),
    ):
        if rader:
            yield overskrift
            yield from (f"• {r.avtale}, {r.steg}: {r.slag} {dato_kort(r.forfaller)} til {r.part}" for r in rader)
    antall = len(ombygging.avtaler)
    yield f"{antall} {'avtale' if antall == 1 else 'avtaler'} er regnet ut på nytt. {_endret(ombygging)}" + (
        " Ingenting er lagret." if proev else ""
    )


def rad(ombygging: Ombygging) -> dict[str, Any]:
    """The contract of `bygg-om --json`."""
    return {
        "avtaler": list(ombygging.avtaler),
        "endrede_steg": ombygging.endrede_steg,
        "datoer": _flyttinger(ombygging.datoer),
        "varsler": _flyttinger(ombygging.varsler),
        "nye": _rader(ombygging.nye),
        "trukne": _rader(ombygging.trukne),
        "forbigaatte": _rader(ombygging.forbigaatte),
    }


def _endret(ombygging: Ombygging) -> str:
    return f"{ombygging.endrede_steg} steg ble endret."


def _i_ord(flytting: Flytting) -> str:
    if flytting.fra is None or flytting.til is None:
        return f"{dato_kort(flytting.til)} (ny)" if flytting.til else f"{dato_kort(flytting.fra)} faller bort"  # type: ignore[arg-type]  # one of them is a day
    return f"{dato_kort(flytting.fra)} blir {dato_kort(flytting.til)}"


def _flyttinger(flyttinger: Sequence[Flytting]) -> list[dict[str, Any]]:
    return [
        {
            "avtale": f.avtale,
            "id": f.steg,
            "fra": f.fra.isoformat() if f.fra else None,
            "til": f.til.isoformat() if f.til else None,
        }
        for f in flyttinger
    ]


def _rader(rader: Sequence[Utboksrad]) -> list[dict[str, Any]]:
    return [
        {"avtale": r.avtale, "id": r.steg, "slag": r.slag, "part": r.part, "forfaller": r.forfaller.isoformat()}
        for r in rader
    ]
