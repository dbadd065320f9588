"""What a reader should know beyond the date: a route that has run out, a matter postponed, and whom it delays."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from datetime import date
from typing import TYPE_CHECKING

from modeller.arbeidskalender import Rull
from modeller.avledning.framover import start
from modeller.avledning.fullfoering import avslaatt
from modeller.avledning.rute import Rute
from modeller.begrunnelse import Begrunnelse, Ledd, Verdi, med_grunn
from modeller.fakta import (
    Fristart,
    MoeteInnkalt,
    StegGjenaapnet,
    StegGjenopptatt,
    StegIkkeAktuelt,
    StegPauset,
    TekstversjonLaget,
    Utfall,
    VedtakFattet,
)
from modeller.plan import AAPEN, FERDIG, IKKE_AKTUELL
from modeller.tekst import Maalform, Tekst, dager, oppramsing

if TYPE_CHECKING:
    from modeller.avledning.knute import Knute

MANGE = 3
"""So many delayed steps are named; the rest are counted."""


def merknader(knute: Knute) -> Begrunnelse:
    """The remarks about one step: what is to be known while it is unfinished, and why it was declared not relevant."""
    if knute.ferdig:
        return tuple(_ikke_aktuelt(knute))
    if knute.instans.uavklart:
        return (Ledd("rolle_uavklart"),)
    ledd = list(_om_ballen(knute))
    if knute.status is AAPEN:
        ledd += _ny_tekst(knute)
    if knute.steg.frist.ventet_av:
        ledd += _senere_enn_ventet(knute)
    if knute.steg.vedtak:
        ledd += _om_behandlingen(knute)
        ledd += _om_vedtak(knute) if knute.status is AAPEN else _om_tapt_moete(knute)
    return tuple(ledd)


def _ikke_aktuelt(knute: Knute) -> Iterator[Ledd]:
    faktum = knute.fakta.ikke_aktuelt
    if knute.status is IKKE_AKTUELL and faktum is not None and isinstance(faktum.hendelse, StegIkkeAktuelt):
        yield med_grunn("ikke_aktuelt", faktum.skjedde, faktum.hendelse.grunn)


def _om_ballen(knute: Knute) -> Iterator[Ledd]:
    """Why the step is where it is: taken over, paused, taken up or opened again, or its meeting called off."""
    if (overtatt := knute.rom.avtale.overtatt_uferdig.get(knute.id)) and knute.instans.parter:
        register = knute.rom.register
        gamle = [register.navn(gammel) for gammel in overtatt.uten]
        felt: dict[str, Verdi] = {"dato": overtatt.dag, "hvem": register.navn(knute.instans.parter[0])}
        uten = Tekst(*(oppramsing([navn.paa(maalform) for navn in gamle]) for maalform in Maalform))
        yield Ledd("overtatt_uferdig", {**felt, "uten": uten})
    moetested = knute.naboer.moetested
    moetet = knute.rom.knuter[moetested].fakta if moetested else knute.fakta
    if moetet.avlyst is not None:
        avlysning = moetet.aapnet_igjen
        if avlysning is not None and isinstance(avlysning.hendelse, MoeteInnkalt):
            ledd = med_grunn("avlyst", moetet.avlyst, avlysning.hendelse.grunn)
            yield Ledd(ledd.setning, {**ledd.felt, "avlyst": avlysning.skjedde.isoformat()})
        else:
            yield Ledd("avlyst", {"dato": moetet.avlyst})
    igjen = knute.fakta.aapnet_igjen
    if igjen is not None and isinstance(igjen.hendelse, StegGjenaapnet):
        yield med_grunn("gjenaapnet", igjen.skjedde, igjen.hendelse.grunn)
    pauset = knute.fakta.pauset
    if pauset is not None and isinstance(pauset.hendelse, StegPauset):
        yield med_grunn("pauset", pauset.skjedde, pauset.hendelse.grunn)
    elif igjen is not None and isinstance(igjen.hendelse, StegGjenopptatt) and knute.status is AAPEN:
        yield med_grunn("gjenopptatt", igjen.skjedde, igjen.hendelse.merknad)


def _senere_enn_ventet(knute: Knute) -> Iterator[Ledd]:
    frist, ventet_av = knute.frist, knute.steg.frist.ventet_av
    if ventet_av and frist.art is Fristart.VENTET and frist.dato and frist.dato < knute.rom.naa:
        yield Ledd("senere_enn_ventet", {"hvem": ventet_av, "dato": frist.dato})


def _om_behandlingen(knute: Knute) -> Iterator[Ledd]:
    """That an earlier body does not meet on the day the way to the decision goes through."""
    for milepael in knute.frist.rute.milepaeler[:-1] if knute.frist.rute else ():
        organ = knute.rom.register.organer.get(milepael.noekkel.partition(":")[2]) if milepael.avlyst else None
        moete = next((m for m in organ.moeter if m.id == milepael.moete), None) if organ else None
        if organ is None or milepael.dato < knute.rom.naa or milepael.noekkel in knute.fakta.milepaeler:
            continue
        felt: dict[str, Verdi] = {"organ": organ.navn, "moete": milepael.dato}
        if moete is None or moete.avlyst:
            yield Ledd("behandlingen_er_avlyst", felt)
        else:
            yield Ledd("behandlingen_er_flyttet", {**felt, "til": moete.dato})


def _om_vedtak(knute: Knute) -> Iterator[Ledd]:
    yield from _paa_eldre_tekst(knute)
    sist = knute.uavgjort
    vedtak = sist.hendelse if sist else None
    if sist and isinstance(vedtak, VedtakFattet) and vedtak.utfall is Utfall.AVSLAATT:
        yield Ledd("avslaatt", {"dato": sist.skjedde})
        return
    gikk = _moetet_som_gikk(knute)
    if sist:
        yield Ledd("utsatt_foer" if gikk else "utsatt_i_moete", {"dato": sist.skjedde})
    elif (utgaatt := _utgaatt(knute)) is not None:
        yield utgaatt
    else:
        return
    yield from gikk
    yield _neste(knute, forberedt=bool(sist) or _paa_vei(knute))
    yield from _forsinker(knute)


def utsatt_siden(knute: Knute) -> date | None:
    """The day from which a matter that is prepared waits for a later meeting of its body: it was put off then, or the
    meeting it was on its way to was not held.
    """
    if knute.status is not AAPEN or avslaatt(knute):
        return None
    if knute.uavgjort is not None:
        return knute.uavgjort.skjedde
    rute = knute.frist.rute
    return rute.moete.dato if rute is not None and any(_borte(rute)) and _paa_vei(knute) else None


def _moetet_som_gikk(knute: Knute) -> Begrunnelse:
    """That the meeting which was to take up a matter put off is past and nobody has said what it came to; of several
    the last. `klart` is the day its decision should have been sent out, `foerst` that of the first of them.
    """
    siden = utsatt_siden(knute)
    ruter, part = knute.rom.ruter, knute.instans.parter[0]
    organ = ruter.organ(part, knute.fakta.organ, foerste=knute.steg.i_foerste_organ) if siden else None
    moete = ruter.siste_moete(organ, knute.rom.naa) if organ else None
    if siden is None or organ is None or moete is None or moete.dato <= siden:
        return ()
    klart, foerst = (
        knute.rom.kalender.rull(en.dato + ruter.saksutskrift(part), Rull.FRAM)
        for en in (moete, ruter.foerste_moete(organ, siden) or moete)
    )
    return (Ledd("nytt_moete_er_passert", {"moete": moete.dato, "klart": klart, "foerst": foerst}),)


def _om_tapt_moete(knute: Knute) -> Iterator[Ledd]:
    """A decision that is still to come has lost the meeting it could have been made in, and no other is in time."""
    rute, grense, neste = knute.frist.rute, knute.frist.grense, knute.neste_rute
    if rute is None or grense is None or (neste and neste.moete.dato <= rute.moete.dato):
        return
    tapt = rute if rute.moete.avlyst else knute.rom.ruter.tapt(knute.instans.parter[0], rute.organ, rute, grense)
    if tapt is None or tapt.foerste.dato < start(knute):  # one that it could not have reached either is no loss
        return
    yield from _borte(tapt)
    yield _neste(knute, forberedt=False)
    yield from _forsinker(knute)


def _neste(knute: Knute, *, forberedt: bool) -> Ledd:
    """The next meeting that the decision can reach; the day its saksframlegg must be ready, unless it is."""
    if (rute := knute.neste_rute) is None:
        return Ledd("ingen_flere_moeter")
    felt: dict[str, Verdi] = {"organ": rute.organ.navn, "dato": rute.moete.dato}
    if forberedt:
        return Ledd("neste_moete", felt)
    klart = rute.foerste
    return Ledd("neste_moete_med_milepael", {**felt, "milepael": klart.tittel, "klart": klart.dato})


def _paa_eldre_tekst(knute: Knute) -> Iterator[Ledd]:
    """A decision that was made on a text that has been replaced: it was made, but the step is not done."""
    versjoner = [
        (v.skjedde, v.hendelse.tekstversjon)
        for v in knute.fakta.vedtak
        if isinstance(v.hendelse, VedtakFattet) and v.hendelse.tekstversjon and v.hendelse.utfall.avgjort
    ]
    runde = knute.runde.fra
    if runde is None or not isinstance(runde.hendelse, TekstversjonLaget) or not versjoner:
        return
    dag, versjon = versjoner[-1]
    if versjon < runde.hendelse.nummer:
        yield Ledd("vedtak_paa_eldre_tekst", {"dato": dag, "versjon": versjon, "ny": runde.hendelse.nummer})


def _ny_tekst(knute: Knute) -> Iterator[Ledd]:
    """A text that came while the step was to be done on the one before: the same turn, but of something else."""
    runde = knute.runde
    ny = runde.fra.hendelse if runde.fra else None
    if runde.nr > 1 and runde.fra and isinstance(ny, TekstversjonLaget) and not any(_paa_eldre_tekst(knute)):
        yield Ledd("ny_tekst", {"dato": runde.fra.skjedde, "versjon": ny.nummer})


def _utgaatt(knute: Knute) -> Ledd | None:
    """The route to the meeting in the plan has run out: its saksframlegg is not in, or the meeting is past."""
    rute, dag = knute.frist.rute, knute.rom.naa
    if rute is None:
        return None
    if (borte := next(_borte(rute), None)) is not None:
        return borte
    if rute.moete.dato < dag:
        return Ledd("moetet_er_passert", {"moete": rute.moete.dato})
    if _paa_vei(knute) or rute.foerste.dato >= dag:
        return None
    return Ledd("loep_utgaatt", {"moete": rute.moete.dato, "dato": rute.foerste.dato})


def _borte(rute: Rute) -> Iterator[Ledd]:
    """That the meeting of a route is not held on its day, when it is not."""
    if rute.flyttet_til is not None:
        yield Ledd("moetet_er_flyttet", {"moete": rute.moete.dato, "til": rute.flyttet_til})
    elif rute.moete.avlyst:
        yield Ledd("moetet_er_avlyst", {"moete": rute.moete.dato})


def _paa_vei(knute: Knute) -> bool:
    """Whether a milestone has been reached: the matter has been handed over."""
    return bool(knute.fakta.milepaeler)


def _forsinker(knute: Knute) -> Iterator[Ledd]:
    """The later steps this one alone makes late, and by how much at the least: those that wait for it whatever is done,
    then what can be done with a reservation, and what is late with it only where nobody makes one.
    """
    klar = knute.klar
    if klar is None:
        return
    alle = _som_venter(knute)
    uansett = {annen.id for annen in _som_venter(knute, forbi_forbehold=False)}
    sene = [(annen, frist) for annen in alle if (frist := annen.frist.dato) is not None and klar > frist]
    for annen, frist in sorted(sene[:MANGE], key=lambda en: _rang(en[0], uansett)):
        felt: dict[str, Verdi] = {"hva": annen.instans.tittel, "frist": frist}
        sent: dict[str, Verdi] = {"tidligst": klar, "dager": dager((klar - frist).days)}
        if annen.steg.kan_ha_forbehold:
            etter = "_etter_fristen" if frist < knute.rom.naa else ""
            yield Ledd(f"med_forbehold{etter}", felt)
            yield Ledd(f"uten_forbehold{etter}", sent)
        else:
            yield Ledd("forsinker" if annen.id in uansett else "forsinker_uten_forbehold", felt | sent)
    if len(sene) > MANGE:
        yield Ledd("forsinker_flere", {"antall": len(sene) - MANGE})


def _rang(annen: Knute, uansett: Collection[str]) -> int:
    """What waits whatever is done first, then what a reservation lets through, then what follows on that."""
    return 1 if annen.steg.kan_ha_forbehold else 0 if annen.id in uansett else 2


def _som_venter(knute: Knute, *, forbi_forbehold: bool = True) -> list[Knute]:
    """Unfinished steps behind this one, nearest first, each kind of step once; of those behind a step that can be done
    with a reservation none without `forbi_forbehold`.
    """
    rom = knute.rom
    funnet: dict[str, Knute] = {}
    koe = list(rom.skjelett.bak.get(knute.id, ()))
    sett = set()
    while koe:
        annen = rom.knuter[koe.pop(0)]
        if annen.id in sett:
            continue
        sett.add(annen.id)
        if annen.status not in FERDIG:  # what is finished, with a reservation perhaps, holds nothing back any more
            funnet.setdefault(annen.steg.noekkel, annen)
            if forbi_forbehold or not annen.steg.kan_ha_forbehold:
                koe.extend(rom.skjelett.bak.get(annen.id, ()))
    return list(funnet.values())
