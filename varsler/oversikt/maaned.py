"""The month of a party in words, over all its agreements: what lies with it, what comes and what it waits for."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from datetime import date

from modeller.livsloep import Krav
from modeller.plan import Plan, Plansteg
from modeller.register import Register
from modeller.tekst import Maalform, Tekst, dato_kort, oppramsing
from varsler.fraser import ANBEFALT
from varsler.oversikt.ball import OG_TIL
from varsler.oversikt.brudd import bruddet, bruddet_i_ord
from varsler.oversikt.innhold import Parten, parten
from varsler.oversikt.lenker import Oversiktslenker
from varsler.oversikt.ord import (
    NAVN,
    Linje,
    Oversikt,
    avsnitt,
    avtalene,
    bare_tittel,
    kortnavn,
    partene,
    steget,
)
from varsler.sak import Varselsak
from varsler.stegord import er_raad

HOS = Tekst("Hos dere nå", "Hos dykk no")
KOMMER = Tekst("Kommer de neste seks ukene", "Kjem dei neste seks vekene")
VENTER = Tekst("Dere venter på andre", "De ventar på andre")
VENTER_PAA = Tekst("{steg} venter på {hvem}", "{steg} ventar på {hvem}")
SOM_REGNER_MED = Tekst(", som regner med å være ferdig {}", ", som reknar med å vere ferdig {}")
Likt = tuple[tuple[str, ...], str, str]
"""What is so of all that waits in one line: for whom, until when if somebody has said so, and in which agreement."""
LINJER_HOS = 15
"""So many of its own matters are listed at the most: each of them is answered from its line."""


def maaneden(saker: Sequence[Varselsak], register: Register, maalform: Maalform, lenker: Oversiktslenker) -> Oversikt:
    """The digest of these agreements, the nearest dates first; each item says the party it is for. What lies with it is
    answered from there. What the message's own items tell is not told again.
    """
    kort = kortnavn([sak.plan for sak in saker], maalform)
    partenes = dict.fromkeys(str(sak.rad.data["om_part"]) for sak in saker)
    hos: list[tuple[date, Linje]] = []
    kommer: list[tuple[date, Linje]] = []
    overlatt, anbefalt = False, 0
    venter: dict[Likt, list[tuple[date, str]]] = {}
    for sak in saker:
        plan, part = sak.plan, str(sak.rad.data["om_part"])
        bare = _stegene(sak, "bare_overlatt")
        partens = parten(plan, part, sak.rad.kontakt, _stegene(sak, "uten_kollega") or (), bare)
        innhold = _uten_det_fortalte(partens, plan, lenker.fortalt)
        hvor = [kort[plan.avtale]] if len(kort) > 1 else []
        hvor += [register.kortnavn(part).paa(maalform)] if len(partenes) > 1 else []
        sist = f" – {', '.join(hvor)}" if hvor else ""
        for steg in innhold.hos:
            linje = Linje(tekst=f"{_med_brudd(plan, steg, maalform)}{sist}", lenke=lenker.svar(sak, plan, steg, part))
            hos.append((_dato(steg), linje))
            anbefalt += steg.krav is Krav.ANBEFALT
        kommer += ((_dato(steg), Linje(tekst=f"{_med_brudd(plan, steg, maalform)}{sist}")) for steg in innhold.kommer)
        for steg, paa in innhold.venter:
            like = venter.setdefault((paa, _anslaget(plan, steg, maalform), sist), [])
            like.append((_dato(steg), _ventende(plan, steg, maalform)))
        overlatt = overlatt or innhold.overlatt
    resten = lenker.partens_saker(next(iter(partenes)))
    return Oversikt(
        avsnitt=(
            *avsnitt(HOS.paa(maalform), _i_rekkefoelge(hos), maalform, resten, plass=LINJER_HOS),
            *avsnitt(KOMMER.paa(maalform), _i_rekkefoelge(kommer), maalform, resten),
            *avsnitt(VENTER.paa(maalform), _som_venter(venter, register, maalform), maalform, resten),
        ),
        avtaler=avtalene(dict.fromkeys(sak.plan.navn.paa(maalform) for sak in saker), maalform),
        antall=len(hos),
        anbefalt=anbefalt,
        overlatt=overlatt,
        er_resten=bool(lenker.fortalt),
        har_svar=any(linje.lenke for _, linje in hos),
    )


def _stegene(sak: Varselsak, felt: str) -> list[str] | None:
    """The steps that a field of the row names; None when it names none."""
    ider = sak.rad.data.get(felt)
    return [*map(str, ider)] if isinstance(ider, list) else None


def _uten_det_fortalte(innhold: Parten, plan: Plan, fortalt: Collection[tuple[str, str]]) -> Parten:
    return innhold._replace(
        hos=tuple(steg for steg in innhold.hos if (plan.avtale, steg.id) not in fortalt),
        kommer=tuple(steg for steg in innhold.kommer if (plan.avtale, steg.id) not in fortalt),
        venter=tuple(en for en in innhold.venter if (plan.avtale, en[0].id) not in fortalt),
    )


def _som_venter(
    venter: Mapping[Likt, Sequence[tuple[date, str]]],
    register: Register,
    maalform: Maalform,
) -> list[Linje]:
    """What waits for the same parties, and as long, in one line, the nearest dates first."""
    linjer = []
    for (paa, anslag, sist), sakene in venter.items():
        i_rekkefoelge = sorted(sakene, key=lambda en: en[0])
        titler = list(dict.fromkeys(tittel for _, tittel in i_rekkefoelge))
        nevnt = [*titler[:NAVN], OG_TIL.paa(maalform).format(len(titler) - NAVN)] if len(titler) > NAVN + 1 else titler
        felt = {"steg": oppramsing(nevnt), "hvem": partene(paa, register, maalform)}
        linjer.append((i_rekkefoelge[0][0], Linje(tekst=f"{VENTER_PAA.paa(maalform).format(**felt)}{anslag}{sist}")))
    return _i_rekkefoelge(linjer)


def _anslaget(plan: Plan, steg: Plansteg, maalform: Maalform) -> str:
    """When the party that a paused step waits for says that it is cleared up, while that is ahead."""
    sagt = [a.dato for part, a in steg.oppfoelging.anslag.items() if part in steg.ball] if steg.hvilende else []
    return SOM_REGNER_MED.paa(maalform).format(dato_kort(max(sagt))) if sagt and max(sagt) >= plan.dag else ""


def _med_brudd(plan: Plan, steg: Plansteg, maalform: Maalform) -> str:
    """The step with its date, and that this will not hold when that is so."""
    brudd = bruddet(plan, steg)
    ord_ = steget(plan, steg, maalform)
    return f"{ord_}, {bruddet_i_ord([brudd], maalform)}" if brudd else ord_


def _ventende(plan: Plan, steg: Plansteg, maalform: Maalform) -> str:
    """What waits, with its date only where that is overdue."""
    if not steg.forfalt(plan.dag) or er_raad(steg):
        tittel = bare_tittel(plan, steg, maalform)
        return f"{tittel} ({ANBEFALT.paa(maalform)})" if steg.krav is Krav.ANBEFALT else tittel
    return steget(plan, steg, maalform)


def _dato(steg: Plansteg) -> date:
    return steg.frist or date.max


def _i_rekkefoelge(linjer: Sequence[tuple[date, Linje]]) -> list[Linje]:
    return [linje for _, linje in sorted(linjer, key=lambda en: en[0])]
