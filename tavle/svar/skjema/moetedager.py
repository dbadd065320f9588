"""The days a body meets, for whoever registers what a meeting came to: which it was, and whether there was one."""

from __future__ import annotations

from datetime import date

from modeller.arbeidskalender import EN_DAG
from modeller.plan import Milepael
from modeller.register import Organ
from modeller.tekst import Tekst, dato_kort, oppramsing
from tavle.svar.sak import Svarsak
from varsler.logg.loggnavn import liten
from varsler.vedtaksgang import UTSATT

VEDTAK = "vedtak:"
UAVGJORT = UTSATT | {"avslaatt"}
"""The remarks that a meeting has had the matter without deciding it for good."""

SAA_MANGE = 4
"""So many of the meetings that can have decided are named."""


def vedtakspunkt(sak: Svarsak) -> Milepael | None:
    """The point on the way at which the matter is decided."""
    return next((m for m in sak.steg.milepaeler if m.noekkel.startswith(VEDTAK)), None)


def avgjoerende(sak: Svarsak) -> Organ | None:
    """The body that is to decide; None when nobody knows which."""
    punkt = vedtakspunkt(sak)
    egne = [o.id for o in sak.register.organer.values() if o.part in sak.steg.parter]
    organ = punkt.noekkel.removeprefix(VEDTAK) if punkt else sak.steg.avgjoeres_i
    return sak.register.organer.get(organ or (egne[0] if len(egne) == 1 else ""))


def foreslaatt_moetedag(sak: Svarsak) -> date | None:
    """The day of the meeting that has decided by now; today, when nobody knows when the body meets. None when no
    meeting can have, and when several can: no date is better than a wrong one.
    """
    organ, dag = avgjoerende(sak), sak.dag
    mulige = _paa_planen(sak, organ) if organ else set()
    if mulige:
        return mulige.pop() if len(mulige) == 1 else None
    return None if organ and har_plan(organ, dag) else dag


def _paa_planen(sak: Svarsak, organ: Organ) -> set[date]:
    """The days by now on which the body can have decided: it met, and the matter was on its way there or put off to
    later.
    """
    punkt, fra, dag = vedtakspunkt(sak), _tidligst(sak), sak.dag
    holdt = {m.dato for m in organ.moeter if not m.avlyst and m.dato <= dag}
    if punkt is None or punkt.dato < fra:
        return {dato for dato in holdt if dato >= fra}
    ventet = punkt.dato
    if punkt.avlyst:
        # On another day, when it was moved; when it was called off, any of those after it.
        flyttet = next((m.dato for m in organ.moeter if m.id == punkt.moete and not m.avlyst), None)
        if flyttet is None:
            return {dato for dato in holdt if dato > punkt.dato}
        ventet = flyttet
    return {ventet, *(dato for dato in holdt if dato > ventet)} if ventet <= dag else holdt & {dag}


def om_moetedagene(sak: Svarsak) -> Tekst | None:
    """What is known of the day where none is proposed: the last meetings that can have decided, or when the body that
    is to decide meets the next time; None when nobody knows.
    """
    organ = avgjoerende(sak)
    if organ and (mulige := sorted(_paa_planen(sak, organ))):
        dager = oppramsing([dato_kort(dag) for dag in mulige[-SAA_MANGE:]])
        return Tekst(f"{organ.navn.nb} har hatt møte {dager}.", f"{organ.navn.nn} har hatt møte {dager}.").stor
    neste = next((m.dato for m in organ.moeter if not m.avlyst and m.dato > sak.dag), None) if organ else None
    if organ is None or neste is None:
        return None
    navn = organ.navn if " " in organ.navn.nb else Tekst(liten(organ.navn.nb), liten(organ.navn.nn))
    return Tekst(f"Neste møte i {navn.nb} er {dato_kort(neste)}.", f"Neste møte i {navn.nn} er {dato_kort(neste)}.")


def uten_moete(organ: Organ | None, dag: date) -> Tekst | None:
    """That the body had no meeting that day, by a plan that says which days it met; None when it may have had one."""
    if organ is None or not har_plan(organ, dag):
        return None
    dager = sorted(m.dato for m in organ.moeter if not m.avlyst)
    if dag in dager:
        return None
    foer, etter = [d for d in dager if d < dag][-1:], [d for d in dager if d > dag][:1]
    naermest = " og ".join(dato_kort(d) for d in (*foer, *etter))
    nb = f"{organ.navn.nb} har ikke møte {dato_kort(dag)} i møteplanen."
    nn = f"{organ.navn.nn} har ikkje møte {dato_kort(dag)} i møteplanen."
    if naermest:
        nb, nn = f"{nb} Nærmest er {naermest}.", f"{nn} Nærmast er {naermest}."
    return Tekst(
        f"{nb} Rett datoen, eller kryss av hvis det var møte likevel.",
        f"{nn} Rett datoen, eller kryss av om det var møte likevel.",
    ).stor


def har_plan(organ: Organ, dag: date) -> bool:
    """Whether it is known which days of that year the body meets."""
    return any(m.dato.year == dag.year for m in organ.moeter)


def _tidligst(sak: Svarsak) -> date:
    """The first day that can have decided: after the step came, and after the meeting that put it off."""
    uavgjort = (ledd.felt["dato"] for ledd in sak.steg.merknader if ledd.setning in UAVGJORT)
    dager = [sak.steg.aapnet, *(dag + EN_DAG for dag in uavgjort if isinstance(dag, date))]
    return max((dag for dag in dager if dag is not None), default=date.min)
