"""The month of a party in words: agreement by agreement, what lies with it, what comes and what it waits for."""

from __future__ import annotations

from collections.abc import Sequence

from modeller.plan import Plan
from modeller.register import Register
from modeller.tekst import Maalform, Tekst, oppramsing
from varsler.logg.loggnavn import liten
from varsler.oversikt.innhold import parten
from varsler.oversikt.ord import Avsnitt, Oversikt, avsnitt, bare_tittel, partene, steget

HOS = Tekst("Hos dere nå", "Hos dykk no")
KOMMER = Tekst("Kommer de neste seks ukene", "Kjem dei neste seks vekene")
VENTER = Tekst("Dere venter på andre", "De ventar på andre")
VENTER_PAA = Tekst("{steg} venter på {hvem}", "{steg} ventar på {hvem}")


def maaneden(avtaler: Sequence[tuple[Plan, str]], register: Register, maalform: Maalform) -> Oversikt:
    """The digest of these agreements, each with the party it is for."""
    antall = 0
    alle: list[Avsnitt] = []
    flere_parter = len({part for _, part in avtaler}) > 1
    for plan, part in avtaler:
        innhold = parten(plan, part)
        antall += len(innhold.hos)
        hvor = []
        if len({p.avtale for p, _ in avtaler}) > 1:
            hvor.append(plan.navn.paa(maalform))
        if flere_parter:
            hvor.append(register.navn(part).paa(maalform))
        deler = (
            (HOS, [steget(plan, steg, maalform) for steg in innhold.hos]),
            (KOMMER, [steget(plan, steg, maalform) for steg in innhold.kommer]),
            (
                VENTER,
                [
                    VENTER_PAA.paa(maalform).format(
                        steg=bare_tittel(plan, steg, maalform), hvem=partene(paa, register, maalform)
                    )
                    for steg, paa in innhold.venter
                ],
            ),
        )
        for tittel, linjer in deler:
            ord_ = tittel.paa(maalform)
            alle += avsnitt(f"{', '.join(hvor)}: {liten(ord_)}" if hvor else ord_, linjer, maalform)
    navn = dict.fromkeys(f"«{plan.navn.paa(maalform)}»" for plan, _ in avtaler)
    return Oversikt(avsnitt=tuple(alle), avtaler=oppramsing(list(navn)), antall=antall)
