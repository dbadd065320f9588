"""The month of a party in words: agreement by agreement, what lies with it, what comes and what it waits for."""

from __future__ import annotations

from collections.abc import Sequence

from modeller.register import Register
from modeller.tekst import Maalform, Tekst
from varsler.logg.loggnavn import liten
from varsler.oversikt.innhold import parten
from varsler.oversikt.lenker import Oversiktslenker
from varsler.oversikt.ord import Avsnitt, Linje, Oversikt, avsnitt, avtalene, bare_tittel, partene, steget
from varsler.sak import Varselsak

HOS = Tekst("Hos dere nå", "Hos dykk no")
KOMMER = Tekst("Kommer de neste seks ukene", "Kjem dei neste seks vekene")
VENTER = Tekst("Dere venter på andre", "De ventar på andre")
VENTER_PAA = Tekst("{steg} venter på {hvem}", "{steg} ventar på {hvem}")


def maaneden(saker: Sequence[Varselsak], register: Register, maalform: Maalform, lenker: Oversiktslenker) -> Oversikt:
    """The digest of these agreements; each item says the party it is for. What lies with it is answered from there."""
    antall, har_svar = 0, False
    alle: list[Avsnitt] = []
    partenes = [str(sak.rad.data["om_part"]) for sak in saker]
    for sak, part in zip(saker, partenes, strict=True):
        plan = sak.plan
        innhold = parten(plan, part)
        antall += len(innhold.hos)
        hvor = []
        if len({en.plan.avtale for en in saker}) > 1:
            hvor.append(plan.navn.paa(maalform))
        if len(set(partenes)) > 1:
            hvor.append(register.navn(part).paa(maalform))
        hos = [
            Linje(tekst=steget(plan, steg, maalform), lenke=lenker.svar(sak, plan, steg, part)) for steg in innhold.hos
        ]
        har_svar = har_svar or any(linje.lenke for linje in hos)
        deler = (
            (HOS, hos),
            (KOMMER, [Linje(tekst=steget(plan, steg, maalform)) for steg in innhold.kommer]),
            (
                VENTER,
                [
                    Linje(
                        tekst=VENTER_PAA.paa(maalform).format(
                            steg=bare_tittel(plan, steg, maalform), hvem=partene(paa, register, maalform)
                        )
                    )
                    for steg, paa in innhold.venter
                ],
            ),
        )
        for tittel, linjer in deler:
            ord_ = tittel.paa(maalform)
            hele = f"{', '.join(hvor)}: {liten(ord_)}" if hvor else ord_
            alle += avsnitt(hele, linjer, maalform, lenker.partens_saker(part))
    navn = dict.fromkeys(sak.plan.navn.paa(maalform) for sak in saker)
    return Oversikt(avsnitt=tuple(alle), avtaler=avtalene(navn, maalform), antall=antall, har_svar=har_svar)
