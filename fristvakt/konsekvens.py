"""What a fact leads to, told before it is stored: lines for people, one document for programs."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from itertools import groupby
from typing import Any

from flyter.hvaom import Konsekvens
from fristvakt.utskrift import NB, UT, fristord, stegnavn
from modeller.forskjell import Endring, Endringsslag, Varselendring
from modeller.plan import Plan, Plansteg
from modeller.setninger import i_ord
from modeller.tekst import Maalform, dager, dato_kort, maaned_ord, oppramsing

NAVNGIS = 6
"""So many of a kind are told one by one; the rest are counted."""


def skriv(konsekvens: Konsekvens, *, med_vei: bool = False) -> None:
    """Print it; `med_vei` adds the critical path and the last meetings that do not delay its goal."""
    UT.print(konsekvens.etter.navn.nb, style="bold", highlight=False, markup=False, soft_wrap=True)
    avsnitt = list(_avsnitt(konsekvens))
    _skriv_avsnitt(avsnitt)
    if not konsekvens.endringer and konsekvens.foer:
        UT.print("  Ingenting annet i planen endrer seg." if avsnitt else "  Planen er som før.")
    if med_vei:
        _skriv_avsnitt(_veien(konsekvens))


def _skriv_avsnitt(avsnitt: Iterable[tuple[str, list[str]]]) -> None:
    for overskrift, linjer in avsnitt:
        UT.print(f"  {overskrift}", highlight=False, markup=False, soft_wrap=True)
        for linje in linjer:
            UT.print(f"  • {linje}", highlight=False, markup=False, soft_wrap=True)


def rad(konsekvens: Konsekvens) -> dict[str, Any]:
    """The contract of `hva-om --json`: one object per agreement."""
    etter = konsekvens.etter
    return {
        "avtale": etter.avtale,
        "per": etter.dag.isoformat(),
        "endringer": [
            {"id": e.steg.id, "slag": e.slag.value, "foer": _tilstand(e.foer), "etter": _tilstand(e.etter)}
            for e in konsekvens.endringer
        ],
        "nylig_sene": [steg.id for steg in konsekvens.nylig_sene],
        "varsler": [{"id": v.steg, "foer": _iso(v.foer), "etter": _iso(v.etter)} for v in konsekvens.varsler],
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
        "ball": list(steg.ball),
    }


def _avsnitt(konsekvens: Konsekvens) -> Iterator[tuple[str, list[str]]]:
    etter = konsekvens.etter
    endringer = {slag: [e for e in konsekvens.endringer if e.slag is slag] for slag in Endringsslag}
    hvem = _Hvem(konsekvens)
    for slag, overskrift in ((Endringsslag.NYTT, "Nye steg"), (Endringsslag.BORTE, "Steg som faller bort")):
        if endringer[slag]:
            yield f"{overskrift}:", list(_grupper([e.steg for e in endringer[slag]], hvem))
    for slag, overskrift in ((Endringsslag.UTFOERT, "Ferdig"), (Endringsslag.GJENAAPNET, "Må gjøres på nytt")):
        if endringer[slag]:
            yield f"{overskrift}:", _hoeyst([hvem.gjoer(e.steg) for e in endringer[slag]])
    datoer = endringer[Endringsslag.DATO] + endringer[Endringsslag.ART]
    if datoer:
        yield "Datoer:", _hoeyst([f"{hvem.gjoer(e.steg)}: {_om_datoen(e, etter.dag)}" for e in datoer])
    if baller := endringer[Endringsslag.BALL]:
        yield "Ballen:", _hoeyst([f"{hvem.stegets(e.steg)}: {_om_ballen(e, hvem)}" for e in baller])
    # What has become too late is told with its remark below.
    sene = {steg.id for steg in konsekvens.nylig_sene}
    if merkede := [e.etter for e in endringer[Endringsslag.MERKNAD] if e.etter and e.steg.id not in sene]:
        yield "Å merke seg:", _hoeyst([f"{hvem.gjoer(s)}: {_merknaden(s, etter)}" for s in merkede])
    if konsekvens.nylig_sene:
        yield (
            "Blir for sent:",
            _hoeyst([f"{hvem.gjoer(s)}: {_om_forsinkelsen(s, etter)}" for s in konsekvens.nylig_sene]),
        )
    if konsekvens.varsler:
        linjer = [f"{hvem.gjoer(steg)}: {_om_varselet(v)}" for v in konsekvens.varsler if (steg := hvem.finn(v.steg))]
        yield "Påminnelser:", _hoeyst(linjer)


def _veien(konsekvens: Konsekvens) -> Iterator[tuple[str, list[str]]]:
    hvem, maal = _Hvem(konsekvens), konsekvens.maal
    if maal is None:
        return
    navn = hvem.stegets(maal)
    yield (
        f"Veien fram til «{navn}»:",
        [
            f"{hvem.gjoer(steg)}: tidligst {dato_kort(steg.tidligst)}{_i_organ(steg, konsekvens)}{_slakk(steg)}"
            for steg in konsekvens.kritisk_vei
            if steg.tidligst
        ],
    )
    if konsekvens.siste_vedtak:
        yield (
            f"Siste møte som ikke gjør «{navn}» senere:",
            [
                f"{en.organ.navn.nb}: {dato_kort(en.moete) if en.moete else 'ingen, det er allerede for sent'} "
                f"({hvem.stegets(en.steg)})"
                for en in konsekvens.siste_vedtak
            ],
        )


class _Hvem:
    """Names steps and parties as the consequence has them."""

    def __init__(self, konsekvens: Konsekvens) -> None:
        self._konsekvens = konsekvens

    def finn(self, steg_id: str) -> Plansteg | None:
        foer = self._konsekvens.foer
        return self._konsekvens.etter.finn(steg_id) or (foer.finn(steg_id) if foer else None)

    def stegets(self, steg: Plansteg) -> str:
        """The step without who does it."""
        return stegnavn(self._konsekvens.etter, steg)

    def parter(self, parter: Iterable[str]) -> str:
        return oppramsing([self._konsekvens.register.kortnavn(part).nb for part in parter])

    def gjoer(self, steg: Plansteg) -> str:
        """The step after the one who does it, where that is one."""
        return f"{self.parter(steg.parter)}, {self.stegets(steg)}" if len(steg.parter) == 1 else self.stegets(steg)


def _grupper(steg: Sequence[Plansteg], hvem: _Hvem) -> Iterator[str]:
    """A year that comes or goes has a dozen steps: they are told together."""
    for (fase, aar), gruppe in groupby(steg, key=lambda s: (s.fasetittel.nb, s.aar)):
        egne = list(gruppe)
        if len(egne) <= NAVNGIS and aar is None:
            yield from (hvem.gjoer(s) for s in egne)
        else:
            titler = list(dict.fromkeys(s.tittel.nb for s in egne))
            yield f"{fase}{f' {aar}' if aar else ''}: {oppramsing(titler)}"


def _hoeyst(linjer: Sequence[str]) -> list[str]:
    if len(linjer) <= NAVNGIS + 1:
        return list(linjer)
    return [*linjer[:NAVNGIS], f"og {len(linjer) - NAVNGIS} til"]


def _om_datoen(endring: Endring, dag: date) -> str:
    foer, etter = endring.foer, endring.etter
    if etter is None or etter.frist is None:
        return "har ikke lenger noen dato"
    naa = fristord(etter, dag)
    hvorfor = i_ord(etter.begrunnelse, NB, dag.year)
    siden = f" – {hvorfor}" if hvorfor else ""
    if foer is None or foer.frist is None:
        return f"får datoen {naa}{siden}"
    return f"{maaned_ord(foer.frist) if foer.bare_maaned else dato_kort(foer.frist)} blir {naa}{siden}"


def _om_ballen(endring: Endring, hvem: _Hvem) -> str:
    fra = endring.foer.ball if endring.foer else ()
    til = endring.etter.ball if endring.etter else ()
    if not til:
        return f"{hvem.parter(fra)} har den ikke lenger"
    return f"går fra {hvem.parter(fra)} til {hvem.parter(til)}" if fra else f"går til {hvem.parter(til)}"


def _om_forsinkelsen(steg: Plansteg, plan: Plan) -> str:
    merknader = i_ord(steg.merknader, NB, plan.dag.year)
    naar = f"kan tidligst være gjort {dato_kort(steg.tidligst)}" if steg.tidligst else "kan ikke bli gjort i tide"
    over = f", {dager(-steg.slakk).nb} etter {dato_kort(steg.frist)}" if steg.slakk and steg.frist else ""
    return f"{naar}{over}" + (f". {merknader[:1].upper()}{merknader[1:]}" if merknader else "")


def _merknaden(steg: Plansteg, plan: Plan) -> str:
    return i_ord(steg.merknader, NB, plan.dag.year) or "ingen merknad lenger"


def _om_varselet(varsel: Varselendring) -> str:
    if varsel.etter is None:
        return f"påminnelsen {dato_kort(varsel.foer)} faller bort" if varsel.foer else ""
    if varsel.foer is None:
        return f"ny påminnelse {dato_kort(varsel.etter)}"
    return f"neste påminnelse kommer {dato_kort(varsel.etter)} i stedet for {dato_kort(varsel.foer)}"


def _i_organ(steg: Plansteg, konsekvens: Konsekvens) -> str:
    organ = konsekvens.register.organer.get(steg.avgjoeres_i or "")
    return f" i {organ.navn.nb}" if organ else ""


def _slakk(steg: Plansteg) -> str:
    if steg.slakk is None:
        return ""
    return f" ({dager(steg.slakk).nb} å gå på)" if steg.slakk >= 0 else f" ({dager(-steg.slakk).nb} for sent)"


def _iso(dag: date | None) -> str | None:
    return dag.isoformat() if dag else None
