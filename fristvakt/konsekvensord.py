"""What a fact leads to in words, as headings with their lines, in bokmål or nynorsk."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from itertools import groupby

from flyter.hvaom import Konsekvens
from fristvakt.konsekvensnavn import Hvem
from fristvakt.mottaksord import hva_de_faar, hvem_sin_post, hvem_som_faar_den, navn_paa
from fristvakt.utskrift import ARTSORD, fristord
from modeller.fakta import Fristart
from modeller.forskjell import Endring, Endringsslag, Varselendring, nye_parter
from modeller.plan import Plan, Plansteg, Status
from modeller.register import Register
from modeller.setninger import i_ord
from modeller.tekst import Maalform, dager, dato_kort, maaned_ord, oppramsing, stor
from varsler.mottaksendring import Mottaksendring
from varsler.regler import NAAR_DET_GJELDER
from varsler.vedtaksgang import satt_paa_vent

NAVNGIS = 6
"""So many of a kind are told one by one; the rest are counted, unless all are asked for."""


def endrer_noe(konsekvens: Konsekvens) -> bool:
    """Whether there is anything to tell."""
    return bool(
        konsekvens.endringer or konsekvens.varsler or konsekvens.mottak or konsekvens.tas_ut or not konsekvens.foer
    )


def avsnitt(konsekvens: Konsekvens, maalform: Maalform, *, alt: bool) -> Iterator[tuple[str, list[str]]]:
    """Headings with their lines, each list cut where it is long unless `alt`; what comes and goes is gathered."""
    etter, hvem = konsekvens.etter, Hvem(maalform, konsekvens.register, konsekvens.etter, konsekvens.foer)
    borte = hvem.sier("Steg som faller bort", "Steg som fell bort")
    for slag, overskrift in ((Endringsslag.NYTT, "Nye steg"), (Endringsslag.BORTE, borte)):
        if steg := [e.steg for e in konsekvens.endringer if e.slag is slag and not _for_sent_aa_gjenta(e)]:
            yield f"{overskrift}:", list(_grupper(steg, hvem, slag, etter.dag, alt=alt))
    for overskrift, linjer in (*_om_stegene(konsekvens, hvem), *_om_varslene(konsekvens, hvem)):
        if linjer:
            yield overskrift, hoeyst(linjer, alt=alt)


def _om_stegene(konsekvens: Konsekvens, hvem: Hvem) -> Iterator[tuple[str, list[str]]]:
    etter = konsekvens.etter
    endringer = {slag: [e for e in konsekvens.endringer if e.slag is slag] for slag in Endringsslag}
    yield "Ferdig:", [hvem.gjoer(e.steg) for e in endringer[Endringsslag.UTFOERT]]
    yield (
        hvem.sier("Må gjøres på nytt:", "Må gjerast på nytt:"),
        [hvem.gjoer(e.steg) for e in endringer[Endringsslag.GJENAAPNET]],
    )
    for_sent = [hvem.gjoer(e.steg) for e in endringer[Endringsslag.BORTE] if _for_sent_aa_gjenta(e)]
    yield (
        hvem.sier(
            "Var gjort, men bortfaller når det åpnes igjen, for tiden til det er ute:",
            "Var gjort, men fell bort når det blir opna igjen, for tida til det er ute:",
        ),
        for_sent,
    )
    # First what somebody counts on: a long list is cut, and must not hide the deadline behind our own advice.
    datoer = sorted(
        endringer[Endringsslag.DATO] + endringer[Endringsslag.ART], key=lambda e: e.steg.art not in NAAR_DET_GJELDER
    )
    # What has another date, or has become too late, is told with that; a matter turned down has no day to be done.
    fortalt = {e.steg.id for e in datoer} | {steg.id for steg in konsekvens.nylig_sene}
    anslag = [e for e in endringer[Endringsslag.PROGNOSE] if e.steg.id not in fortalt and not e.steg.avslaatt]
    yield hvem.sier("Datoer:", "Datoar:"), [f"{hvem.gjoer(e.steg)}: {_om_datoen(e, etter.dag, hvem)}" for e in datoer]
    yield (
        hvem.sier("Kan tidligst være gjort:", "Kan tidlegast vere gjort:"),
        [f"{hvem.gjoer(e.steg)}: {_om_prognosen(e, hvem)}" for e in anslag],
    )
    yield (
        "Ballen:",
        [
            f"{hvem.stegets(e.steg)}: {_om_ballen(e, hvem)}{_om_avklaringen(e, konsekvens, hvem)}"
            for e in endringer[Endringsslag.BALL]
        ],
    )
    andre = endringer[Endringsslag.PARTER]
    yield (
        hvem.sier("Hvem som er med:", "Kven som er med:"),
        [f"{hvem.stegets(e.steg)}: {_om_partene(e, hvem)}" for e in andre],
    )
    # What has become too late is told with its remark below.
    sene = {steg.id for steg in konsekvens.nylig_sene}
    merkede = [e.etter for e in endringer[Endringsslag.MERKNAD] if e.etter and e.steg.id not in sene]
    yield "Å merke seg:", [f"{hvem.gjoer(s)}: {_merknaden(s, etter, hvem)}" for s in merkede]
    yield (
        hvem.sier("Blir for sent:", "Blir for seint:"),
        [f"{hvem.gjoer(s)}: {_om_forsinkelsen(s, etter, hvem)}" for s in konsekvens.nylig_sene],
    )


def _om_varslene(konsekvens: Konsekvens, hvem: Hvem) -> Iterator[tuple[str, list[str]]]:
    varsler = [(steg, v) for v in konsekvens.varsler if (steg := hvem.finn(v.steg))]
    yield hvem.sier("Påminnelser:", "Påminningar:"), [f"{hvem.gjoer(s)}: {_om_varselet(v, hvem)}" for s, v in varsler]
    yield from om_mottaket(konsekvens.mottak, konsekvens.etter, konsekvens.register, hvem.maalform)


def om_mottaket(
    endringer: Iterable[Mottaksendring], plan: Plan, register: Register, maalform: Maalform
) -> Iterator[tuple[str, list[str]]]:
    """Who gets the mail of an agreement now, under whose mail it is."""
    hvem = Hvem(maalform, register, plan)
    for endring in endringer:
        yield (
            f"{hvem_sin_post(endring, register, maalform)} {hvem.sier('fra', 'frå')} {dato_kort(plan.dag)}:",
            [
                hvem_som_faar_den(endring, register, plan.dag, maalform),
                *(f"{hvem.gjoer(sak.steg)}: {hva_de_faar(sak, maalform)}" for sak in endring.saker),
            ],
        )


def veien(konsekvens: Konsekvens, maalform: Maalform) -> Iterator[tuple[str, list[str]]]:
    """The critical path to its goal, and the last meetings that do not delay it."""
    hvem, maal = Hvem(maalform, konsekvens.register, konsekvens.etter, konsekvens.foer), konsekvens.maal
    if maal is None:
        return
    navn = hvem.stegets(maal)
    yield (
        hvem.sier(f"Veien fram til «{navn}»:", f"Vegen fram til «{navn}»:"),
        [
            f"{hvem.gjoer(steg)}: {hvem.sier('tidligst', 'tidlegast')} {_naar_og_i(steg, hvem)}{_slakk(steg, hvem)}"
            for steg in konsekvens.kritisk_vei
            if steg.tidligst
        ],
    )
    ingen = hvem.sier("ingen, det er allerede for sent", "ingen, det er allereie for seint")
    if konsekvens.siste_vedtak:
        yield (
            hvem.sier(f"Siste møte som ikke gjør «{navn}» senere:", f"Siste møte som ikkje gjer «{navn}» seinare:"),
            [
                f"{en.organ.navn.paa(maalform)}: {dato_kort(en.moete) if en.moete else ingen} ({hvem.stegets(en.steg)})"
                for en in konsekvens.siste_vedtak
            ],
        )


def _for_sent_aa_gjenta(endring: Endring) -> bool:
    """Whether it was done, and has lapsed now that it is opened again: last year's, when this year's has opened."""
    foer, etter = endring.foer, endring.etter
    return bool(foer and etter and foer.status is Status.UTFOERT and etter.status is Status.BORTFALT)


def _grupper(steg: Sequence[Plansteg], hvem: Hvem, slag: Endringsslag, dag: date, *, alt: bool) -> Iterator[str]:
    """A year that comes or goes has a dozen steps: they are told together."""
    for (fase, aar), gruppe in groupby(steg, key=lambda s: (s.fasetittel.paa(hvem.maalform), s.aar)):
        egne = list(gruppe)
        if alt or (len(egne) <= NAVNGIS and aar is None):
            yield from (f"{hvem.gjoer(s)}{_naar_og_hos(s, hvem, slag, dag)}" for s in egne)
        else:
            titler = list(dict.fromkeys(s.tittel.paa(hvem.maalform) for s in egne))
            naar = f"{fase}{f' {aar}' if aar else ''}"
            yield f"{hvem.alene_om(egne, naar)}: {oppramsing(titler)}{_samlet(egne, hvem, slag)}"


def _naar_og_hos(steg: Plansteg, hvem: Hvem, slag: Endringsslag, dag: date) -> str:
    """A new step's date, and where the ball goes; of one that goes, where it was."""
    if slag is Endringsslag.BORTE:
        return f" (ballen er hos {hvem.parter(steg.ball)})" if steg.ball else ""
    if steg.utfoert:
        return f": gjort {dato_kort(steg.utfoert)}"
    naar = f": {fristord(steg, dag, hvem.maalform)}" if steg.frist else ""
    return naar + (f", ballen går til {hvem.parter(steg.ball)}" if steg.ball else "")


def _samlet(steg: Sequence[Plansteg], hvem: Hvem, slag: Endringsslag) -> str:
    datoer = sorted(s.frist for s in steg if s.frist)
    ballen = hvem.parter(dict.fromkeys(part for s in steg for part in s.ball))
    if slag is Endringsslag.BORTE:
        return f" (ballen er hos {ballen})" if ballen else ""
    deler = [f"første dato {dato_kort(datoer[0])}"] if datoer else []
    deler += [f"ballen går til {ballen}"] if ballen else []
    return f" ({', '.join(deler)})" if deler else ""


def hoeyst(linjer: Sequence[str], *, alt: bool) -> list[str]:
    """The first of many lines, and how many more there are; all of them when `alt`."""
    if alt or len(linjer) <= NAVNGIS + 1:
        return list(linjer)
    return [*linjer[:NAVNGIS], f"og {len(linjer) - NAVNGIS} til (--alt viser alle)"]


def _om_datoen(endring: Endring, dag: date, hvem: Hvem) -> str:
    foer, etter = endring.foer, endring.etter
    if etter is None or etter.frist is None:
        return hvem.sier("har ikke lenger noen dato", "har ikkje lenger nokon dato")
    naa = fristord(etter, dag, hvem.maalform)
    if foer and foer.art is not etter.art is Fristart.FRIST and not etter.forfalt(dag):
        naa = f"{naa} ({'møte' if etter.moete else 'frist'})"
    hvorfor = i_ord(etter.begrunnelse, hvem.maalform, dag.year)
    siden = f" – {hvorfor}" if hvorfor else ""
    if foer is None or foer.frist is None:
        return f"får datoen {naa}{siden}"
    if endring.slag is Endringsslag.ART:
        foer_var = ARTSORD[foer.art].paa(hvem.maalform)
        return f"{naa}, {hvem.sier('ikke', 'ikkje')} lenger {foer_var}{siden}"
    return f"{maaned_ord(foer.frist) if foer.bare_maaned else dato_kort(foer.frist)} blir {naa}{siden}"


def _om_prognosen(endring: Endring, hvem: Hvem) -> str:
    foer, etter = (_naar_og_i(steg, hvem) for steg in (endring.foer, endring.etter))
    if not etter:
        return hvem.sier(
            f"det går ikke lenger an å si, det var {foer}", f"det går ikkje lenger an å seie, det var {foer}"
        )
    return hvem.sier(f"{etter}, ikke {foer}", f"{etter}, ikkje {foer}") if foer else etter


def _naar_og_i(steg: Plansteg | None, hvem: Hvem) -> str:
    if steg is None or steg.tidligst is None:
        return ""
    organ = hvem.register.organer.get(steg.avgjoeres_i or "")
    return dato_kort(steg.tidligst) + (f" i {organ.navn.paa(hvem.maalform)}" if organ else "")


def _om_ballen(endring: Endring, hvem: Hvem) -> str:
    fra = hvem.parter(endring.foer.ball if endring.foer else ())
    til = hvem.parter(endring.etter.ball if endring.etter else ())
    if not til:
        return hvem.sier(f"{fra} har den ikke lenger", f"{fra} har han ikkje lenger")
    return hvem.sier(f"går fra {fra} til {til}", f"går frå {fra} til {til}") if fra else f"går til {til}"


def _om_avklaringen(endring: Endring, konsekvens: Konsekvens, hvem: Hvem) -> str:
    """Who hears that a step waits for them: it is the one thing a pause has us send."""
    if endring.etter is None or satt_paa_vent(endring.etter) is None:
        return ""
    egne = [rad for rad in konsekvens.avklaringer if rad.steg == endring.steg.id]
    if not egne:
        return f". Ingen hos {hvem.parter(endring.etter.ball)} får e-post om det"
    return f". E-post om det går til {navn_paa([(rad.kontakt, rad.mottaker) for rad in egne], konsekvens.register)}"


def _om_partene(endring: Endring, hvem: Hvem) -> str:
    kom, gikk = (hvem.parter(sorted(parter)) for parter in nye_parter(endring.foer or endring.steg, endring.steg))
    deler = [hvem.sier(f"{kom} kommer til", f"{kom} kjem til")] if kom else []
    deler += [f"{gikk} går ut"] if gikk else []
    return oppramsing(deler)


def _om_forsinkelsen(steg: Plansteg, plan: Plan, hvem: Hvem) -> str:
    merknader = i_ord(steg.merknader, hvem.maalform, plan.dag.year)
    if steg.tidligst:
        naar = f"{hvem.sier('kan tidligst være gjort', 'kan tidlegast vere gjort')} {dato_kort(steg.tidligst)}"
    else:
        naar = hvem.sier("kan ikke bli gjort i tide", "kan ikkje bli gjort i tide")
    etter = (
        f", {dager(-steg.slakk).paa(hvem.maalform)} etter {dato_kort(steg.frist)}" if steg.slakk and steg.frist else ""
    )
    return f"{naar}{etter}" + (f". {stor(merknader)}" if merknader else "")


def _merknaden(steg: Plansteg, plan: Plan, hvem: Hvem) -> str:
    return i_ord(steg.merknader, hvem.maalform, plan.dag.year) or "ingen merknad lenger"


def _om_varselet(varsel: Varselendring, hvem: Hvem) -> str:
    foer, etter = (dato_kort(dag) if dag else "" for dag in (varsel.foer, varsel.etter))
    if not etter:
        return hvem.sier(f"påminnelsen {foer} faller bort", f"påminninga {foer} fell bort") if foer else ""
    if not foer:
        return hvem.sier(f"ny påminnelse {etter}", f"ny påminning {etter}")
    return hvem.sier(
        f"neste påminnelse kommer {etter} i stedet for {foer}", f"neste påminning kjem {etter} i staden for {foer}"
    )


def _slakk(steg: Plansteg, hvem: Hvem) -> str:
    if steg.slakk is None:
        return ""
    antall = dager(abs(steg.slakk)).paa(hvem.maalform)
    return f" ({antall} å gå på)" if steg.slakk >= 0 else f" ({antall} {hvem.sier('for sent', 'for seint')})"
