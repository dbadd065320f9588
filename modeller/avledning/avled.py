"""The one pure function everything else leans on: facts → plan."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import NamedTuple

from modeller.arbeidskalender import EN_DAG, Arbeidskalender
from modeller.avledning.framover import Framover
from modeller.avledning.frister import Frist, Frister
from modeller.avledning.fullfoering import Fullfoering, registrert_dag
from modeller.avledning.instanser import Instans, Instanser
from modeller.avledning.merknader import Merknader
from modeller.avledning.rute import ruter_gjennom
from modeller.avledning.tilstand import Tilstand
from modeller.avtalefold import Avtale, brett_avtale
from modeller.fakta import Faktum, StegPauset, TekstversjonLaget, Utfall, VedtakFattet
from modeller.kildevalg import kilde_for, slik_det_gjelder
from modeller.livsloep import Livsloep
from modeller.plan import FERDIG, Milepael, Plan, Plansteg, Status
from modeller.register import Register


def avled(
    fakta: Iterable[Faktum], livsloep: Livsloep, register: Register, naa: date, kalender: Arbeidskalender
) -> Plan:
    """Derive the plan of one agreement for the day `naa` (in Oslo).

    `fakta` are the facts of the agreement's stream, in any order; those dated after `naa` are ignored. Raises
    `modeller.avtalefold.UkjentAvtale` when the agreement had not been entered by then.
    """
    avtale = brett_avtale(fakta, naa)
    livsloep = slik_det_gjelder(livsloep, avtale.kilder)
    rom = _innred(avtale, livsloep, register, naa, kalender)
    steg = tuple(_plansteg(instans, rom, naa) for instans in rom.instanser.i_rekkefoelge())
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
        slutt=_slutt(avtale, livsloep),
        steg=steg,
        tekstversjon=_tekstversjon(avtale),
        datoer=avtale.datoer,
        partskilder=avtale.partskilder,
        kilder=avtale.kilder,
        kilde=avtale.kilde,
        loese_fakta=tuple(
            faktum for steg_id, om in avtale.stegfakta.items() if steg_id not in rom.instanser.alle for faktum in om
        ),
    )


class _Rom(NamedTuple):
    """The passes over one agreement, which call on each other as dates and states are asked for."""

    avtale: Avtale
    livsloep: Livsloep
    instanser: Instanser
    fullfoering: Fullfoering
    frister: Frister
    tilstand: Tilstand
    framover: Framover
    merknader: Merknader


def _innred(avtale: Avtale, livsloep: Livsloep, register: Register, naa: date, kalender: Arbeidskalender) -> _Rom:
    fullfoering = Fullfoering(avtale, livsloep)
    instanser = Instanser(avtale, livsloep, register)
    ruter = ruter_gjennom(register, kalender)
    tilstand = Tilstand(avtale, livsloep, instanser, fullfoering, naa)
    frister = Frister(avtale, livsloep, instanser, ruter, register, kalender, fullfoering.fakta, tilstand.utfoert)
    tilstand.kobl(frister)
    framover = Framover(frister, tilstand, fullfoering, ruter, kalender, naa)
    if (foerste := _foerste_aar(livsloep, instanser, frister, tilstand, naa)) is not None:
        slutt = _slutt(avtale, livsloep)
        # Without a known end the years go on as far as anybody plans: through next year.
        siste = slutt.year if slutt else max(foerste, naa.year) + 1
        instanser.legg_til_aar(foerste, siste, slutten_er_kjent=slutt is not None)
    merknader = Merknader(instanser, frister, tilstand, fullfoering, framover, naa)
    return _Rom(avtale, livsloep, instanser, fullfoering, frister, tilstand, framover, merknader)


def _foerste_aar(
    livsloep: Livsloep, instanser: Instanser, frister: Frister, tilstand: Tilstand, naa: date
) -> int | None:
    """The year the agreement came into force or is expected to; None when nothing can be said yet."""
    ikraft = instanser.alle[livsloep.ikraft]
    if (utfoert := tilstand.utfoert(ikraft)) is not None:
        return utfoert.year
    ventet = frister.frist(ikraft).dato
    return max(ventet, naa).year if ventet else None


def _plansteg(instans: Instans, rom: _Rom, naa: date) -> Plansteg:
    steg = instans.steg
    fakta = rom.fullfoering.fakta(instans.id)
    frist = rom.frister.frist(instans)
    status = rom.tilstand.status(instans)
    utfoert = rom.tilstand.utfoert(instans)
    tidligst = rom.framover.tidligst(instans)
    aapning = rom.tilstand.aapning(instans) if status is Status.AAPEN else None
    avslaatt = _utfall(rom.fullfoering.uavgjort(instans)) is Utfall.AVSLAATT if fakta.vedtak else False
    deltar = rom.instanser.velg(steg.deltar, instans.delmaal) if steg.deltar else []
    return Plansteg(
        id=instans.id,
        steg=steg.noekkel,
        fase=instans.fase.noekkel,
        fasetittel=instans.fase.tittel,
        aar=instans.aar,
        delmaal=instans.delmaal,
        parter=instans.parter,
        deltar=tuple(part for part, _ in deltar if part not in instans.parter),
        tittel=steg.tittel,
        forventet=steg.forventet,
        krav=rom.tilstand.krav(instans),
        frist=frist.dato,
        art=frist.art,
        bare_maaned=frist.bare_maaned,
        begrunnelse=frist.begrunnelse,
        kilde=kilde_for(steg, frist.dato, rom.avtale.datoer, rom.livsloep),
        moenster=steg.moenster,
        milepaeler=_milepaeler(frist, fakta.milepaeler, utfoert),
        aapner=rom.frister.aapner(instans),
        aapnet=aapning.dag if aapning else None,
        aapnet_registrert=aapning.registrert if aapning else None,
        utfoert=utfoert,
        forbehold=rom.fullfoering.forbehold(instans) if utfoert else None,
        tidligst=tidligst,
        slakk=(frist.dato - tidligst).days if frist.dato and tidligst and utfoert is None else None,
        status=status,
        ball=_ball(instans, status, fakta.pauset),
        venter_paa=_venter_paa(instans, status, rom),
        runde=rom.fullfoering.runde(instans).nr,
        uavklart=instans.uavklart,
        avslaatt=avslaatt,
        hvilende=status is Status.AAPEN and (avslaatt or fakta.pauset is not None),
        kan_ha_forbehold=steg.kan_ha_forbehold,
        moete=steg.moete,
        merknader=rom.merknader.om(instans) if status not in FERDIG else (),
        neste_skifte=_neste_skifte(instans, frist, status, rom, naa),
    )


def _ball(instans: Instans, status: Status, pauset: Faktum | None) -> tuple[str, ...]:
    if status is not Status.AAPEN:
        return ()
    if pauset is not None and isinstance(pauset.hendelse, StegPauset):
        return (pauset.hendelse.hos,)
    return instans.parter


def _venter_paa(instans: Instans, status: Status, rom: _Rom) -> tuple[str, ...]:
    if status is not Status.VENTER:
        return ()
    return tuple(sorted(rom.tilstand.aapne_foran(instans), key=rom.instanser.plass))


def _milepaeler(frist: Frist, naadde: dict[str, Faktum], utfoert: date | None) -> tuple[Milepael, ...]:
    if frist.rute is None:
        return ()
    if not naadde and utfoert is None:
        return frist.rute.milepaeler
    return tuple(
        Milepael(
            noekkel=m.noekkel,
            tittel=m.tittel,
            dato=m.dato,
            naadd=naadde[m.noekkel].skjedde if m.noekkel in naadde else _med_vedtaket(m, utfoert),
            moete=m.moete,
        )
        for m in frist.rute.milepaeler
    )


def _med_vedtaket(milepael: Milepael, utfoert: date | None) -> date | None:
    """A decision made means its last milestone is reached too; the earlier ones nobody may have registered."""
    return utfoert if milepael.noekkel.startswith("vedtak:") else None


def _neste_skifte(instans: Instans, frist: Frist, status: Status, rom: _Rom, naa: date) -> date | None:
    """The next day on which time alone may change the step: its window opens, its deadline or its route runs out, it
    lapses, or, for the step the period hangs on, a new year begins and brings the next year's steps.
    """
    nyttaar = date(naa.year + 1, 1, 1)
    baerer_aarene = instans.steg.noekkel == rom.livsloep.ikraft
    if status in FERDIG:
        return nyttaar if baerer_aarene and _slutt(rom.avtale, rom.livsloep) is None else None
    dager = [rom.tilstand.bortfaller(instans)]
    if status is Status.KOMMENDE:
        dager.append(rom.frister.aapner(instans))
    elif frist.dato is not None:
        dager.append(frist.dato + EN_DAG)
    if status is Status.AAPEN and frist.rute is not None:
        dager += [frist.rute.foerste.dato + EN_DAG, frist.rute.moete.dato + EN_DAG]
    if baerer_aarene:
        dager.append(nyttaar)
    return min((dag for dag in dager if dag is not None and dag > naa), default=None)


def _slutt(avtale: Avtale, livsloep: Livsloep) -> date | None:
    verdi = avtale.datoer.get(livsloep.slutt)
    return verdi.dato if verdi else None


def _tekstversjon(avtale: Avtale) -> int | None:
    siste = avtale.tekster[-1].hendelse if avtale.tekster else None
    return siste.nummer if isinstance(siste, TekstversjonLaget) else None


def _utfall(faktum: Faktum | None) -> Utfall | None:
    return faktum.hendelse.utfall if faktum and isinstance(faktum.hendelse, VedtakFattet) else None
