"""The one pure function everything else leans on: facts → plan."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping
from datetime import date
from types import MappingProxyType

from modeller.arbeidskalender import EN_DAG, Arbeidskalender
from modeller.avledning.fullfoering import avslaatt, forbehold, registrert_dag
from modeller.avledning.knute import Knute, Rom
from modeller.avledning.merknader import merknader, utsatt_siden
from modeller.avledning.skjelett import Aarene, skjelett
from modeller.avloesning import etter_avloesning
from modeller.avtalefold import Avtale, brett_avtale, brett_steg, gi_ballen_tilbake
from modeller.fakta import Faktum, StegLagtTil, StegPauset, TekstversjonLaget
from modeller.kildevalg import kilde_for, slik_det_gjelder
from modeller.livsloep import Livsloep
from modeller.oppfoelging import Oppfoelging
from modeller.plan import AAPEN, FERDIG, KOMMENDE, VENTER, Milepael, Plan, Plansteg, plansteg
from modeller.register import Register
from modeller.tillegg import med_tillegg

INGEN_GRENSER: Mapping[str, date] = MappingProxyType({})


def avled(
    fakta: Iterable[Faktum],
    livsloep: Livsloep,
    register: Register,
    naa: date,
    kalender: Arbeidskalender,
    *,
    ikke_foer: Mapping[str, date] = INGEN_GRENSER,
) -> Plan:
    """Derive the plan of one agreement for the day `naa` (in Oslo).

    `fakta` are the facts of the agreement's stream, in any order; those dated after `naa` are ignored. `ikke_foer`
    keeps decisions, by step id, from being expected before a day, to see what that would make late. Raises
    `modeller.avtalefold.UkjentAvtale` when the agreement had not been entered by then.
    """
    fakta = tuple(fakta)
    avtale = etter_avloesning(brett_avtale(fakta, naa), register)
    tillegg = tuple(f.hendelse for f in avtale.tillegg.values() if isinstance(f.hendelse, StegLagtTil))
    livsloep = med_tillegg(slik_det_gjelder(livsloep, avtale.kilder), tillegg)
    rom = _innred(avtale, livsloep, register, naa, kalender, ikke_foer)
    rom.gaa_framover()
    steg = tuple(map(_plansteg, rom.knuter.values()))
    rom.husk()
    loese = tuple(f for steg_id, om in avtale.stegfakta.items() if steg_id not in rom.knuter for f in om)
    rom.knuter.clear()  # the net's rings: without them nothing is left for the garbage collector to find
    return Plan(
        avtale=avtale.id,
        navn=avtale.navn,
        livsloep=livsloep.navn,
        dag=naa,
        parter=avtale.parter,
        pilot=avtale.pilot,
        koordinator=avtale.koordinator,
        delmaal=avtale.delmaal,
        saksnumre=avtale.saksnumre,
        merknad=avtale.merknad,
        opprettet=avtale.opprettet.skjedde,
        registrert=registrert_dag(avtale.opprettet),
        slutt=rom.slutt,
        steg=steg,
        tekstversjon=_tekstversjon(avtale),
        datoer=avtale.datoer,
        partskilder=avtale.partskilder,
        kilder=avtale.kilder,
        kilde=avtale.kilde,
        tillegg=tillegg,
        hull=tuple(hull for hull in livsloep.hull if hull.dato not in avtale.datoer),
        varselregler=avtale.varselregler,
        stegvarsler=livsloep.stegvarsler,
        loese_fakta=loese,
        fakta=fakta,
    )


def _innred(
    avtale: Avtale,
    livsloep: Livsloep,
    register: Register,
    naa: date,
    kalender: Arbeidskalender,
    ikke_foer: Mapping[str, date],
) -> Rom:
    """The steps of the agreement, first without the years, since the date it comes into force tells which they are."""
    stegfakta = {steg: gi_ballen_tilbake(brett_steg(fakta), avtale) for steg, fakta in avtale.stegfakta.items()}

    def rom(aarene: Aarene | None) -> Rom:
        omriss = skjelett(livsloep, avtale, register, kalender, aarene)
        return Rom(avtale, livsloep, register, kalender, stegfakta, omriss, naa, ikke_foer)

    uten_aar = rom(None)
    aarene = _aarene(uten_aar)
    return rom(aarene) if aarene else uten_aar


def _aarene(rom: Rom) -> Aarene | None:
    """The years of the period, from the one it came into force or is expected to, or the first that somebody has done
    something in; None when nothing can be said yet.
    """
    ikraft = rom.knuter[rom.livsloep.ikraft]
    gjort = tuple(_aar_noe_er_gjort(rom))
    if ikraft.utfoert is not None:
        foerste = ikraft.utfoert.year
    elif ikraft.frist.dato is not None:
        foerste = max(ikraft.frist.dato, rom.naa).year
    elif gjort:
        foerste = rom.naa.year
    else:
        return None
    # Without a known end the years go on as far as anybody plans: through next year.
    siste = rom.slutt.year if rom.slutt else max(foerste, rom.naa.year) + 1
    return Aarene(_med_det_som_er_gjort(foerste, gjort), siste, slutten_er_kjent=rom.slutt is not None)


def _aar_noe_er_gjort(rom: Rom) -> Iterator[tuple[int, int]]:
    """The years of steps that somebody has done something about, each with how often its phase comes."""
    hvert = {steg.noekkel: fase.hvert_aar for fase, steg in rom.livsloep if fase.hvert_aar}
    for steg_id, fakta in rom.stegfakta.items():
        noekkel, _, ledd = steg_id.partition(".")
        if noekkel in hvert and (fakta.utfoerte or fakta.vedtak or fakta.milepaeler or fakta.innkallinger):
            aar = ledd.partition(".")[0]
            if aar.isdecimal():  # it need not be, of a step that an earlier lifecycle did not have every year
                yield int(aar), hvert[noekkel]


def _med_det_som_er_gjort(foerste: int, gjort: Collection[tuple[int, int]]) -> int:
    """The first year, no later than any in `gjort`: an approval that is opened again undoes no year that was lived.

    A phase that comes every other year counts from the first, so that must be one from which it comes as it did.
    """
    tidligst = min([foerste, *(aar for aar, _ in gjort)])
    if tidligst == foerste:
        return foerste
    mulige = range(tidligst, tidligst - max(hvert for _, hvert in gjort), -1)
    return next((m for m in mulige if not any((aar - m) % hvert for aar, hvert in gjort)), tidligst)


def _plansteg(knute: Knute) -> Plansteg:
    instans, steg, fakta, naboer = knute.instans, knute.steg, knute.fakta, knute.naboer
    dato, art, begrunnelse, bare_maaned, rute, _ = knute.frist
    status, utfoert, tidligst = knute.status, knute.utfoert, knute.tidligst
    aapnet = knute.aapning if status is AAPEN else None
    fikk_nei = bool(fakta.vedtak) and avslaatt(knute)
    return plansteg(
        instans.id,
        steg.noekkel,
        instans.fase.noekkel,
        instans.fase.tittel,
        instans.aar,
        instans.delmaal,
        instans.parter,
        naboer.deltar,
        instans.tittel,
        steg.forventet,
        naboer.krav,
        instans.uavklart,
        steg.kan_ha_forbehold,
        steg.moete,
        dato,
        art,
        bare_maaned,
        begrunnelse,
        kilde_for(steg, dato, knute.rom.avtale.datoer, knute.rom.livsloep),
        steg.moenster,
        _milepaeler(knute) if rute else (),
        knute.aapner,
        aapnet.dag if aapnet else None,
        aapnet.registrert if aapnet else None,
        utfoert,
        forbehold(knute) if utfoert else None,
        tidligst,
        (dato - tidligst).days if dato and tidligst and utfoert is None else None,
        status,
        _ball(knute) if status is AAPEN else (),
        _venter_paa(knute) if status is VENTER else (),
        (knute.runde.nr if steg.ny_tekst_aapner else 1) + fakta.gjenaapninger,
        fikk_nei,
        status is AAPEN and (fikk_nei or fakta.pauset is not None),
        merknader(knute),
        _neste_skifte(knute),
        naboer.foran,
        knute.klar if utfoert is None else None,
        knute.neste_rute.organ.id if knute.neste_rute else None,
        fakta.ramme,
        _oppfoelging(knute),
        steg.fullfoeres,
    )


def _oppfoelging(knute: Knute) -> Oppfoelging:
    """What has been said since the step was opened; an estimate for an earlier text says nothing of this one. Of
    what is finished only whom it was handed over to is told still.
    """
    sagt = knute.fakta.oppfoelging
    if knute.status in FERDIG:
        return sagt.bare_overlatt
    return sagt.siden(knute.aapning.dag) if knute.status is AAPEN else sagt


def _ball(knute: Knute) -> tuple[str, ...]:
    pauset = knute.fakta.pauset
    if pauset is not None and isinstance(pauset.hendelse, StegPauset):
        return (pauset.hendelse.hos,)
    return knute.instans.parter


def _venter_paa(knute: Knute) -> tuple[str, ...]:
    return tuple(sorted(knute.aapne_foran, key=knute.rom.skjelett.plass.__getitem__))


def _milepaeler(knute: Knute) -> tuple[Milepael, ...]:
    naadde, utfoert = knute.fakta.milepaeler, knute.utfoert
    milepaeler = knute.frist.rute.milepaeler if knute.frist.rute else ()
    if not naadde and utfoert is None:
        return milepaeler
    return tuple(_naadd(m, naadde.get(m.noekkel), utfoert) for m in milepaeler)


def _naadd(milepael: Milepael, naadd: Faktum | None, utfoert: date | None) -> Milepael:
    """The milestone with the day it was reached. A decision made means its last milestone is reached too; the earlier
    ones nobody may have registered.
    """
    dag = naadd.skjedde if naadd else utfoert if milepael.noekkel.startswith("vedtak:") else None
    return milepael._replace(naadd=dag) if dag else milepael


def _neste_skifte(knute: Knute) -> date | None:
    """The next day on which time alone may change the step: its window opens, its deadline or its route runs out, it
    lapses, or, for the step the period hangs on, a new year begins and brings the next year's steps.
    """
    rom, status = knute.rom, knute.status
    baerer_aarene = knute.steg.noekkel == rom.livsloep.ikraft
    nyttaar = date(rom.naa.year + 1, 1, 1) if baerer_aarene else None
    if status in FERDIG:
        return nyttaar if rom.slutt is None else None
    frist = knute.frist
    dager = [knute.bortfaller, nyttaar]
    if status is KOMMENDE:
        dager.append(knute.aapner)
    elif frist.dato is not None:
        dager.append(frist.dato + EN_DAG)
    if status is AAPEN and frist.rute is not None:
        dager += [frist.rute.foerste.dato + EN_DAG, frist.rute.moete.dato + EN_DAG]
    utsatt = knute.uavgjort is not None or utsatt_siden(knute) is not None
    if status is AAPEN and utsatt and (neste := knute.neste_rute) is not None:
        # A matter put off waits for the meeting after, and when that has passed for the one after that.
        dager.append(neste.moete.dato + EN_DAG)
    return min([dag for dag in dager if dag is not None and dag > rom.naa], default=None)


def _tekstversjon(avtale: Avtale) -> int | None:
    siste = avtale.tekster[-1].hendelse if avtale.tekster else None
    return siste.nummer if isinstance(siste, TekstversjonLaget) else None
