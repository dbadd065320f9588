"""The month of a party in words, over all its agreements: what lies with it, what comes and what it waits for."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from modeller.plan import Plansteg
from modeller.register import Register
from modeller.tekst import Maalform, Tekst
from varsler.oversikt.innhold import parten
from varsler.oversikt.lenker import Oversiktslenker
from varsler.oversikt.ord import Linje, Oversikt, avsnitt, avtalene, bare_tittel, kortnavn, partene, steget
from varsler.sak import Varselsak

HOS = Tekst("Hos dere nå", "Hos dykk no")
KOMMER = Tekst("Kommer de neste seks ukene", "Kjem dei neste seks vekene")
VENTER = Tekst("Dere venter på andre", "De ventar på andre")
VENTER_PAA = Tekst("{steg} venter på {hvem}", "{steg} ventar på {hvem}")
LINJER_HOS = 15
"""So many of its own matters are listed at the most: each of them is answered from its line."""


def maaneden(saker: Sequence[Varselsak], register: Register, maalform: Maalform, lenker: Oversiktslenker) -> Oversikt:
    """The digest of these agreements, the nearest dates first; each item says the party it is for. What lies with it is
    answered from there.
    """
    kort = kortnavn([sak.plan for sak in saker], maalform)
    partenes = dict.fromkeys(str(sak.rad.data["om_part"]) for sak in saker)
    hos: list[tuple[date, Linje]] = []
    kommer: list[tuple[date, Linje]] = []
    venter: list[tuple[date, Linje]] = []
    for sak in saker:
        plan, part = sak.plan, str(sak.rad.data["om_part"])
        innhold = parten(plan, part)
        hvor = [kort[plan.avtale]] if len(kort) > 1 else []
        hvor += [register.kortnavn(part).paa(maalform)] if len(partenes) > 1 else []
        sist = f" – {', '.join(hvor)}" if hvor else ""
        for steg in innhold.hos:
            linje = Linje(tekst=f"{steget(plan, steg, maalform)}{sist}", lenke=lenker.svar(sak, plan, steg, part))
            hos.append((_dato(steg), linje))
        kommer += ((_dato(steg), Linje(tekst=f"{steget(plan, steg, maalform)}{sist}")) for steg in innhold.kommer)
        for steg, paa in innhold.venter:
            felt = {"steg": bare_tittel(plan, steg, maalform), "hvem": partene(paa, register, maalform)}
            venter.append((_dato(steg), Linje(tekst=f"{VENTER_PAA.paa(maalform).format(**felt)}{sist}")))
    resten = lenker.partens_saker(next(iter(partenes)))
    return Oversikt(
        avsnitt=(
            *avsnitt(HOS.paa(maalform), _i_rekkefoelge(hos), maalform, resten, plass=LINJER_HOS),
            *avsnitt(KOMMER.paa(maalform), _i_rekkefoelge(kommer), maalform, resten),
            *avsnitt(VENTER.paa(maalform), _i_rekkefoelge(venter), maalform, resten),
        ),
        avtaler=avtalene(dict.fromkeys(sak.plan.navn.paa(maalform) for sak in saker), maalform),
        antall=len(hos),
        har_svar=any(linje.lenke for _, linje in hos),
    )


def _dato(steg: Plansteg) -> date:
    return steg.frist or date.max


def _i_rekkefoelge(linjer: Sequence[tuple[date, Linje]]) -> list[Linje]:
    return [linje for _, linje in sorted(linjer, key=lambda en: en[0])]
