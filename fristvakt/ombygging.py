"""What deriving everything anew changed: lines for people, one document for programs."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import groupby
from typing import Any

from flyter.ombygging import Flytting, Ombygging
from modeller.plan import Plan, Plansteg
from modeller.tekst import dato_kort, oppramsing
from modeller.varselrad import Utboksrad


def linjer(ombygging: Ombygging, *, proev: bool) -> Iterator[str]:
    """Agreement by agreement, every date that moved and every reminder that came or went, then a line to sum it up."""
    for avtale in _endrede(ombygging):
        plan = ombygging.planer.get(avtale)
        yield f"{plan.navn.nb} ({avtale})" if plan else avtale
        for overskrift, rader in _avsnitt(ombygging, avtale):
            if rader:
                yield f"  {overskrift}"
                yield from (f"  • {rad}" for rad in rader)
    ingenting = " Ingenting er lagret." if proev else ""
    yield f"{_avtalene(ombygging)} er regnet ut på nytt. {ombygging.endrede_steg} steg ble endret.{ingenting}"
    if tidens := "".join(_av_tiden(ombygging)):
        yield tidens


def rad(ombygging: Ombygging) -> dict[str, Any]:
    """The contract of `bygg-om --json`."""
    return {
        "avtaler": list(ombygging.avtaler),
        "endrede_steg": ombygging.endrede_steg,
        "datoer": _datoer(ombygging, ombygging.datoer),
        "varsler": [
            _steg(ombygging, v.avtale, v.steg) | {"kommer": [*map(_iso, v.kommer)], "gaar": [*map(_iso, v.gaar)]}
            for v in ombygging.varsler
        ],
        "nye": _rader(ombygging, ombygging.nye),
        "trukne": _rader(ombygging, ombygging.trukne),
        "forbigaatte": _rader(ombygging, ombygging.forbigaatte),
        "tiden": {
            "datoer": _datoer(ombygging, ombygging.tiden.datoer),
            "nye": _rader(ombygging, ombygging.tiden.nye),
            "trukne": _rader(ombygging, ombygging.tiden.trukne),
        },
    }


@dataclass(frozen=True, slots=True)
class EldreEnnLagret:
    """The day asked for comes before the one that what is stored was derived on: the rules cannot be told from the
    days between.
    """

    dag: date
    sist: date

    def hvorfor_ikke(self) -> str:
        """Why nothing can be shown, and what to ask instead."""
        return (
            f"Det som er lagret, er regnet ut per {dato_kort(self.sist)}. Hva nye regler endrer, kan vises for den "
            f"dagen og senere, men ikke for {dato_kort(self.dag)}. Velg en senere dag med --naa."
        )

    def i_stedet(self, ombygging: Ombygging) -> str:
        """What is said where the differences would stand."""
        return (
            f"{_avtalene(ombygging)} er regnet ut på nytt per {dato_kort(self.dag)}. Det som var lagret, var regnet ut "
            f"per {dato_kort(self.sist)}, så forskjellen sier ikke hva reglene har endret, og er ikke vist."
        )


def _avtalene(ombygging: Ombygging) -> str:
    antall = len(ombygging.avtaler)
    return f"{antall} {'avtale' if antall == 1 else 'avtaler'}"


def _av_tiden(ombygging: Ombygging) -> Iterator[str]:
    """What would have come without new rules too, summed up: nobody can do anything about it here."""
    tiden = ombygging.tiden
    steg = len({(f.avtale, f.steg) for f in tiden.datoer})
    deler = [
        f"datoen for {steg} steg er en annen" if steg else "",
        f"{_paaminnelser(len(tiden.nye))} skal sendes nå" if tiden.nye else "",
        f"{_paaminnelser(len(tiden.trukne))} i køen skal ikke sendes likevel" if tiden.trukne else "",
    ]
    if hva := oppramsing([del_ for del_ in deler if del_]):
        yield f"Utenom dette har tiden gått siden det sist ble regnet ut: {hva}. Det skyldes ikke reglene."


def _paaminnelser(antall: int) -> str:
    return f"{antall} {'påminnelse' if antall == 1 else 'påminnelser'}"


def _endrede(ombygging: Ombygging) -> Iterator[str]:
    grupper: tuple[Iterable[Any], ...] = (ombygging.datoer, ombygging.varsler, ombygging.nye)
    endret = {e.avtale for gruppe in (*grupper, ombygging.trukne, ombygging.forbigaatte) for e in gruppe}
    return (avtale for avtale in sorted(endret | set(ombygging.avtaler)) if avtale in endret)


def _avsnitt(ombygging: Ombygging, avtale: str) -> Iterator[tuple[str, list[str]]]:
    flyttinger = [f for f in ombygging.datoer if f.avtale == avtale]
    yield "Datoer:", [_datolinje(ombygging, list(egne)) for _, egne in groupby(flyttinger, key=lambda f: f.steg)]
    varsler = [v for v in ombygging.varsler if v.avtale == avtale]
    yield (
        "Påminnelser framover:",
        [f"{_navn(ombygging, avtale, v.steg)}: {_kommer_og_gaar(v.kommer, v.gaar)}" for v in varsler],
    )
    for overskrift, rader in (
        ("Skal sendes nå:", ombygging.nye),
        ("Skal ikke sendes likevel:", ombygging.trukne),
        ("Blir ikke sendt, fordi dagen er over:", ombygging.forbigaatte),
    ):
        yield overskrift, [_varsellinje(ombygging, r) for r in rader if r.avtale == avtale]


def _datolinje(ombygging: Ombygging, flyttinger: Sequence[Flytting]) -> str:
    """One step's own date and those of its milestones."""
    foerste = flyttinger[0]
    eget = _i_ord(foerste) if foerste.milepael is None else None
    deler = [eget] if eget else []
    # The deciding meeting is seldom another day than the step's own.
    deler += [f"{_milepael(ombygging, f)} {ord_}" for f in flyttinger if f.milepael and (ord_ := _i_ord(f)) != eget]
    return f"{_navn(ombygging, foerste.avtale, foerste.steg)}: {'; '.join(deler)}"


def _varsellinje(ombygging: Ombygging, rad: Utboksrad) -> str:
    til = ombygging.register.navn(rad.part).nb
    return f"{_navn(ombygging, rad.avtale, rad.steg)}: {dato_kort(rad.forfaller)} til {til}"


def _navn(ombygging: Ombygging, avtale: str, steg_id: str) -> str:
    """The step as a reader knows it, with its party where several have one of the kind, and its id."""
    steg = _finn(ombygging, avtale, steg_id)
    if steg is None:
        return f"{steg_id} (er ikke i planen)"
    egen = steg.parter[0] if steg.id.endswith(tuple(f".{part}" for part in steg.parter)) else None
    hos = f" hos {ombygging.register.kortnavn(egen).nb}" if egen else ""
    return f"{steg.navn.nb}{hos} ({steg_id})"


def _milepael(ombygging: Ombygging, flytting: Flytting) -> str:
    steg = _finn(ombygging, flytting.avtale, flytting.steg)
    titler = {m.noekkel: m.tittel.nb for m in steg.milepaeler} if steg else {}
    return _med_liten(titler.get(flytting.milepael or "", flytting.milepael or ""))


def _med_liten(tittel: str) -> str:
    return tittel[:1].lower() + tittel[1:]


def _finn(ombygging: Ombygging, avtale: str, steg_id: str) -> Plansteg | None:
    plan: Plan | None = ombygging.planer.get(avtale)
    return plan.finn(steg_id) if plan else None


def _kommer_og_gaar(kommer: Sequence[date], gaar: Sequence[date]) -> str:
    deler = [
        f"{oppramsing([*map(dato_kort, dager)])} {hva}"
        for dager, hva in ((kommer, "kommer til"), (gaar, "faller bort"))
        if dager
    ]
    return ", ".join(deler)


def _i_ord(flytting: Flytting) -> str:
    if flytting.fra is None or flytting.til is None:
        return f"{dato_kort(flytting.til)} (ny)" if flytting.til else f"{dato_kort(flytting.fra)} faller bort"  # type: ignore[arg-type]  # one of them is a day
    return f"{dato_kort(flytting.fra)} blir {dato_kort(flytting.til)}"


def _steg(ombygging: Ombygging, avtale: str, steg_id: str) -> dict[str, Any]:
    steg = _finn(ombygging, avtale, steg_id)
    return {"avtale": avtale, "id": steg_id, "tittel": steg.navn.nb if steg else None}


def _datoer(ombygging: Ombygging, flyttinger: Sequence[Flytting]) -> list[dict[str, Any]]:
    return [
        _steg(ombygging, f.avtale, f.steg) | {"milepael": f.milepael, "fra": _iso(f.fra), "til": _iso(f.til)}
        for f in flyttinger
    ]


def _iso(dag: date | None) -> str | None:
    return dag.isoformat() if dag else None


def _rader(ombygging: Ombygging, rader: Sequence[Utboksrad]) -> list[dict[str, Any]]:
    return [
        _steg(ombygging, r.avtale, r.steg) | {"slag": r.slag, "part": r.part, "forfaller": r.forfaller.isoformat()}
        for r in rader
    ]
