"""What a fact leads to, told before it is stored, in lines for people."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from itertools import groupby

from flyter.hvaom import Konsekvens
from flyter.mottak import Avtalemottak
from fristvakt.mottaksord import hva_de_faar, hvem_sin_post, hvem_som_faar_den, navn_paa
from fristvakt.utskrift import ARTSORD, NB, UT, fristord, stegnavn
from modeller.fakta import Fristart
from modeller.forskjell import Endring, Endringsslag, Varselendring, nye_parter
from modeller.plan import Plan, Plansteg, Status
from modeller.register import Register
from modeller.setninger import i_ord
from modeller.tekst import dager, dato_kort, maaned_ord, oppramsing, stor
from varsler.mottaksendring import Mottaksendring
from varsler.regler import NAAR_DET_GJELDER
from varsler.tidspunkter import satt_paa_vent

NAVNGIS = 6
"""So many of a kind are told one by one; the rest are counted, unless all are asked for."""


def skriv_alle(konsekvenser: Sequence[Konsekvens], *, med_vei: bool = False, alt: bool = False) -> None:
    """Print what some facts lead to; of several agreements, those where nothing changes are only counted."""
    endret = [en for en in konsekvenser if _endrer_noe(en)]
    for en in endret or konsekvenser[:1]:
        skriv(en, med_vei=med_vei, alt=alt)
    if not konsekvenser:
        UT.print("Ingen avtaler bygger på dette ennå.")
    elif ellers := len(konsekvenser) - max(len(endret), 1):
        UT.print(f"I {'én annen avtale' if ellers == 1 else f'{ellers} andre avtaler'} er alt som før.")


def som_avsnitt(konsekvenser: Sequence[Konsekvens]) -> list[tuple[str, list[tuple[str, list[str]]]]]:
    """The same for a page: by agreement where something changes, headings with their lines."""
    return [(en.etter.navn.nb, list(_avsnitt(en, alt=True))) for en in konsekvenser if _endrer_noe(en)]


def skriv(konsekvens: Konsekvens, *, med_vei: bool = False, alt: bool = False) -> None:
    """Print it; `med_vei` adds the critical path and the last meetings that do not delay its goal, `alt` leaves nothing
    out.
    """
    UT.print(konsekvens.etter.navn.nb, style="bold", highlight=False, markup=False, soft_wrap=True)
    if konsekvens.tas_ut:
        UT.print("  Hele avtalen faller bort. Dette forsvinner med den:")
    avsnitt = list(_avsnitt(konsekvens, alt=alt))
    _skriv_avsnitt(avsnitt)
    if not konsekvens.endringer and konsekvens.foer and not konsekvens.tas_ut:
        UT.print("  Ingenting annet i planen endrer seg." if avsnitt else "  Planen er som før.")
    if med_vei:
        _skriv_avsnitt(_veien(konsekvens))


def skriv_mottak(mottak: Avtalemottak, *, alt: bool = False) -> None:
    """Print who gets the mail of an agreement now."""
    UT.print(mottak.plan.navn.nb, style="bold", highlight=False, markup=False, soft_wrap=True)
    for overskrift, linjer in _om_mottaket(mottak.endringer, mottak.plan, mottak.register):
        _skriv_avsnitt([(overskrift, _hoeyst(linjer, alt=alt))])


def _endrer_noe(konsekvens: Konsekvens) -> bool:
    return bool(
        konsekvens.endringer or konsekvens.varsler or konsekvens.mottak or konsekvens.tas_ut or not konsekvens.foer
    )


def _skriv_avsnitt(avsnitt: Iterable[tuple[str, list[str]]]) -> None:
    for overskrift, linjer in avsnitt:
        UT.print(f"  {overskrift}", highlight=False, markup=False, soft_wrap=True)
        for linje in linjer:
            UT.print(f"  • {linje}", highlight=False, markup=False, soft_wrap=True)


def _avsnitt(konsekvens: Konsekvens, *, alt: bool) -> Iterator[tuple[str, list[str]]]:
    """Headings with their lines, each list cut where it is long unless `alt`; what comes and goes is gathered."""
    etter, hvem = konsekvens.etter, _Hvem(konsekvens.register, konsekvens.etter, konsekvens.foer)
    for slag, overskrift in ((Endringsslag.NYTT, "Nye steg"), (Endringsslag.BORTE, "Steg som faller bort")):
        if steg := [e.steg for e in konsekvens.endringer if e.slag is slag and not _for_sent_aa_gjenta(e)]:
            yield f"{overskrift}:", list(_grupper(steg, hvem, slag, etter.dag, alt=alt))
    for overskrift, linjer in (*_om_stegene(konsekvens, hvem), *_om_varslene(konsekvens, hvem)):
        if linjer:
            yield overskrift, _hoeyst(linjer, alt=alt)


def _om_stegene(konsekvens: Konsekvens, hvem: _Hvem) -> Iterator[tuple[str, list[str]]]:
    etter = konsekvens.etter
    endringer = {slag: [e for e in konsekvens.endringer if e.slag is slag] for slag in Endringsslag}
    yield "Ferdig:", [hvem.gjoer(e.steg) for e in endringer[Endringsslag.UTFOERT]]
    yield "Må gjøres på nytt:", [hvem.gjoer(e.steg) for e in endringer[Endringsslag.GJENAAPNET]]
    for_sent = [hvem.gjoer(e.steg) for e in endringer[Endringsslag.BORTE] if _for_sent_aa_gjenta(e)]
    yield "Var gjort, men bortfaller når det åpnes igjen, for tiden til det er ute:", for_sent
    # First what somebody counts on: a long list is cut, and must not hide the deadline behind our own advice.
    datoer = sorted(
        endringer[Endringsslag.DATO] + endringer[Endringsslag.ART], key=lambda e: e.steg.art not in NAAR_DET_GJELDER
    )
    # What has another date, or has become too late, is told with that; a matter turned down has no day to be done.
    fortalt = {e.steg.id for e in datoer} | {steg.id for steg in konsekvens.nylig_sene}
    anslag = [e for e in endringer[Endringsslag.PROGNOSE] if e.steg.id not in fortalt and not e.steg.avslaatt]
    yield "Datoer:", [f"{hvem.gjoer(e.steg)}: {_om_datoen(e, etter.dag)}" for e in datoer]
    yield "Kan tidligst være gjort:", [f"{hvem.gjoer(e.steg)}: {_om_prognosen(e, konsekvens.register)}" for e in anslag]
    yield (
        "Ballen:",
        [
            f"{hvem.stegets(e.steg)}: {_om_ballen(e, hvem)}{_om_avklaringen(e, konsekvens, hvem)}"
            for e in endringer[Endringsslag.BALL]
        ],
    )
    andre = endringer[Endringsslag.PARTER]
    yield "Hvem som er med:", [f"{hvem.stegets(e.steg)}: {_om_partene(e, hvem)}" for e in andre]
    # What has become too late is told with its remark below.
    sene = {steg.id for steg in konsekvens.nylig_sene}
    merkede = [e.etter for e in endringer[Endringsslag.MERKNAD] if e.etter and e.steg.id not in sene]
    yield "Å merke seg:", [f"{hvem.gjoer(s)}: {_merknaden(s, etter)}" for s in merkede]
    yield "Blir for sent:", [f"{hvem.gjoer(s)}: {_om_forsinkelsen(s, etter)}" for s in konsekvens.nylig_sene]


def _om_varslene(konsekvens: Konsekvens, hvem: _Hvem) -> Iterator[tuple[str, list[str]]]:
    varsler = [(steg, v) for v in konsekvens.varsler if (steg := hvem.finn(v.steg))]
    yield "Påminnelser:", [f"{hvem.gjoer(steg)}: {_om_varselet(v)}" for steg, v in varsler]
    yield from _om_mottaket(konsekvens.mottak, konsekvens.etter, konsekvens.register)


def _om_mottaket(
    endringer: Iterable[Mottaksendring], plan: Plan, register: Register
) -> Iterator[tuple[str, list[str]]]:
    hvem = _Hvem(register, plan)
    for endring in endringer:
        yield (
            f"{hvem_sin_post(endring, register)} fra {dato_kort(plan.dag)}:",
            [
                hvem_som_faar_den(endring, register, plan.dag),
                *(f"{hvem.gjoer(sak.steg)}: {hva_de_faar(sak)}" for sak in endring.saker),
            ],
        )


def _veien(konsekvens: Konsekvens) -> Iterator[tuple[str, list[str]]]:
    hvem, maal = _Hvem(konsekvens.register, konsekvens.etter, konsekvens.foer), konsekvens.maal
    if maal is None:
        return
    navn = hvem.stegets(maal)
    yield (
        f"Veien fram til «{navn}»:",
        [
            f"{hvem.gjoer(steg)}: tidligst {_naar_og_i(steg, konsekvens.register)}{_slakk(steg)}"
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

    def __init__(self, register: Register, etter: Plan, foer: Plan | None = None) -> None:
        self._register, self._etter, self._foer = register, etter, foer

    def finn(self, steg_id: str) -> Plansteg | None:
        return self._etter.finn(steg_id) or (self._foer.finn(steg_id) if self._foer else None)

    def stegets(self, steg: Plansteg) -> str:
        """The step without who does it."""
        return stegnavn(self._etter, steg)

    def parter(self, parter: Iterable[str]) -> str:
        return oppramsing([self._register.kortnavn(part).nb for part in parter])

    def gjoer(self, steg: Plansteg) -> str:
        """The step after the one who does it, where that is one."""
        return f"{self.parter(steg.parter)}, {self.stegets(steg)}" if len(steg.parter) == 1 else self.stegets(steg)

    def alene_om(self, steg: Iterable[Plansteg], navn: str) -> str:
        """What several steps are called together, after the one who does them all, where that is one."""
        parter = {part for s in steg for part in s.parter}
        return f"{self.parter(parter)}, {navn[:1].lower()}{navn[1:]}" if len(parter) == 1 else navn


def _for_sent_aa_gjenta(endring: Endring) -> bool:
    """Whether it was done, and has lapsed now that it is opened again: last year's, when this year's has opened."""
    foer, etter = endring.foer, endring.etter
    return bool(foer and etter and foer.status is Status.UTFOERT and etter.status is Status.BORTFALT)


def _grupper(steg: Sequence[Plansteg], hvem: _Hvem, slag: Endringsslag, dag: date, *, alt: bool) -> Iterator[str]:
    """A year that comes or goes has a dozen steps: they are told together."""
    for (fase, aar), gruppe in groupby(steg, key=lambda s: (s.fasetittel.nb, s.aar)):
        egne = list(gruppe)
        if alt or (len(egne) <= NAVNGIS and aar is None):
            yield from (f"{hvem.gjoer(s)}{_naar_og_hos(s, hvem, slag, dag)}" for s in egne)
        else:
            titler = list(dict.fromkeys(s.tittel.nb for s in egne))
            naar = f"{fase}{f' {aar}' if aar else ''}"
            yield f"{hvem.alene_om(egne, naar)}: {oppramsing(titler)}{_samlet(egne, hvem, slag)}"


def _naar_og_hos(steg: Plansteg, hvem: _Hvem, slag: Endringsslag, dag: date) -> str:
    """A new step's date, and where the ball goes; of one that goes, where it was."""
    if slag is Endringsslag.BORTE:
        return f" (ballen er hos {hvem.parter(steg.ball)})" if steg.ball else ""
    if steg.utfoert:
        return f": gjort {dato_kort(steg.utfoert)}"
    naar = f": {fristord(steg, dag)}" if steg.frist else ""
    return naar + (f", ballen går til {hvem.parter(steg.ball)}" if steg.ball else "")


def _samlet(steg: Sequence[Plansteg], hvem: _Hvem, slag: Endringsslag) -> str:
    datoer = sorted(s.frist for s in steg if s.frist)
    ballen = hvem.parter(dict.fromkeys(part for s in steg for part in s.ball))
    if slag is Endringsslag.BORTE:
        return f" (ballen er hos {ballen})" if ballen else ""
    deler = [f"første dato {dato_kort(datoer[0])}"] if datoer else []
    deler += [f"ballen går til {ballen}"] if ballen else []
    return f" ({', '.join(deler)})" if deler else ""


def _hoeyst(linjer: Sequence[str], *, alt: bool) -> list[str]:
    if alt or len(linjer) <= NAVNGIS + 1:
        return list(linjer)
    return [*linjer[:NAVNGIS], f"og {len(linjer) - NAVNGIS} til (--alt viser alle)"]


def _om_datoen(endring: Endring, dag: date) -> str:
    foer, etter = endring.foer, endring.etter
    if etter is None or etter.frist is None:
        return "har ikke lenger noen dato"
    naa = fristord(etter, dag)
    if foer and foer.art is not etter.art is Fristart.FRIST and not etter.forfalt(dag):
        naa = f"{naa} ({'møte' if etter.moete else 'frist'})"
    hvorfor = i_ord(etter.begrunnelse, NB, dag.year)
    siden = f" – {hvorfor}" if hvorfor else ""
    if foer is None or foer.frist is None:
        return f"får datoen {naa}{siden}"
    if endring.slag is Endringsslag.ART:
        return f"{naa}, ikke lenger {ARTSORD[foer.art]}{siden}"
    return f"{maaned_ord(foer.frist) if foer.bare_maaned else dato_kort(foer.frist)} blir {naa}{siden}"


def _om_prognosen(endring: Endring, register: Register) -> str:
    foer, etter = (_naar_og_i(steg, register) for steg in (endring.foer, endring.etter))
    return f"{etter}, ikke {foer}" if foer and etter else etter or f"det går ikke lenger an å si, det var {foer}"


def _naar_og_i(steg: Plansteg | None, register: Register) -> str:
    return f"{dato_kort(steg.tidligst)}{_i_organ(steg, register)}" if steg and steg.tidligst else ""


def _om_ballen(endring: Endring, hvem: _Hvem) -> str:
    fra = endring.foer.ball if endring.foer else ()
    til = endring.etter.ball if endring.etter else ()
    if not til:
        return f"{hvem.parter(fra)} har den ikke lenger"
    return f"går fra {hvem.parter(fra)} til {hvem.parter(til)}" if fra else f"går til {hvem.parter(til)}"


def _om_avklaringen(endring: Endring, konsekvens: Konsekvens, hvem: _Hvem) -> str:
    """Who hears that a step waits for them: it is the one thing a pause has us send."""
    if endring.etter is None or satt_paa_vent(endring.etter) is None:
        return ""
    egne = [rad for rad in konsekvens.avklaringer if rad.steg == endring.steg.id]
    if not egne:
        return f". Ingen hos {hvem.parter(endring.etter.ball)} får e-post om det"
    return f". E-post om det går til {navn_paa([(rad.kontakt, rad.mottaker) for rad in egne], konsekvens.register)}"


def _om_partene(endring: Endring, hvem: _Hvem) -> str:
    kom, gikk = nye_parter(endring.foer or endring.steg, endring.steg)
    deler = [f"{hvem.parter(sorted(kom))} kommer til"] if kom else []
    deler += [f"{hvem.parter(sorted(gikk))} går ut"] if gikk else []
    return oppramsing(deler)


def _om_forsinkelsen(steg: Plansteg, plan: Plan) -> str:
    merknader = i_ord(steg.merknader, NB, plan.dag.year)
    naar = f"kan tidligst være gjort {dato_kort(steg.tidligst)}" if steg.tidligst else "kan ikke bli gjort i tide"
    over = f", {dager(-steg.slakk).nb} etter {dato_kort(steg.frist)}" if steg.slakk and steg.frist else ""
    return f"{naar}{over}" + (f". {stor(merknader)}" if merknader else "")


def _merknaden(steg: Plansteg, plan: Plan) -> str:
    return i_ord(steg.merknader, NB, plan.dag.year) or "ingen merknad lenger"


def _om_varselet(varsel: Varselendring) -> str:
    if varsel.etter is None:
        return f"påminnelsen {dato_kort(varsel.foer)} faller bort" if varsel.foer else ""
    if varsel.foer is None:
        return f"ny påminnelse {dato_kort(varsel.etter)}"
    return f"neste påminnelse kommer {dato_kort(varsel.etter)} i stedet for {dato_kort(varsel.foer)}"


def _i_organ(steg: Plansteg, register: Register) -> str:
    organ = register.organer.get(steg.avgjoeres_i or "")
    return f" i {organ.navn.nb}" if organ else ""


def _slakk(steg: Plansteg) -> str:
    if steg.slakk is None:
        return ""
    return f" ({dager(steg.slakk).nb} å gå på)" if steg.slakk >= 0 else f" ({dager(-steg.slakk).nb} for sent)"
