"""Where it goes when nobody answers, in words, by the rules in force for one contact in one agreement. Pure."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from datetime import date

from modeller.plan import Plan
from modeller.register import Kontakt, Register
from modeller.tekst import Tekst, oppramsing
from varsler.mottakere import dekning, koordinatoren
from varsler.regler import Slag, Varselregel, Varselregler
from varsler.regler.valg import Regelsett

RANG = Tekst(
    "første andre tredje fjerde femte sjette sjuende åttende", "første andre tredje fjerde femte sjette sjuande åttande"
)
"""Which Monday in the row, in words."""
MINNES = Tekst(
    "Er en frist ute, blir de som har saken hos parten, minnet på det hver mandag. Er ingenting registrert, ",
    "Er ein frist ute, blir dei som har saka hos parten, minte på det kvar måndag. Er ingenting registrert, ",
)
MINNES_IKKE = Tekst(
    "Er en frist ute, blir ikke kontakten minnet på det, for regelen er slått av. Er ingenting registrert, ",
    "Er ein frist ute, blir ikkje kontakten mint på det, for regelen er slått av. Er ingenting registrert, ",
)
INGEN = Tekst("får verken ledelsen eller koordinatoren vite det.", "får verken leiinga eller koordinatoren vite det.")
LEDELSEN = Tekst("ledelsen hos parten", "leiinga hos parten")
POSTMOTTAKET = Tekst("postmottaket hos parten", "postmottaket hos parten")
KOORDINATOREN = Tekst("koordinatoren", "koordinatoren")
OVERTAR = Tekst(" Den {} mandagen overtar koordinatoren saken.", " Den {} måndagen tek koordinatoren over saka.")


def trappen(
    plan: Plan, kontakt: Kontakt, register: Register, regler: Varselregler, dag: date, uleverbare: Collection[str]
) -> Tekst | None:
    """Who hears after whom that a deadline is past, when nothing is registered; None where nobody hears anything."""
    sett = Regelsett(plan, register, regler)
    egen = _regelen(sett.for_mottaker("", kontakt.part, kontakt.id))
    dekket = dekning(kontakt.part, plan.avtale, register, dag, uleverbare)
    vanlige = {m.epost for m in dekket.mottakere}
    ledelse = [
        m
        for m in dekket.ledelse
        if m.epost not in vanlige and _har_den_paa(sett.for_mottaker("", kontakt.part, m.kontakt))
    ]
    til: list[tuple[int, Tekst]] = []
    if ledelse and egen is not None and egen.ledelse_fra is not None:
        til.append((egen.ledelse_fra, LEDELSEN if ledelse[0].kontakt else POSTMOTTAKET))
    hun = next(iter(koordinatoren(plan, register, dag, uleverbare)), None)
    hennes = _regelen(sett.for_koordinator("", hun.kontakt)) if hun is not None else None
    overtar = Tekst("", "")
    if hennes is not None and hennes.paa:
        til.append((hennes.koordinator_fra, KOORDINATOREN))
        if hennes.koordinator_ganger:
            sist = _rang(hennes.koordinator_ganger)
            overtar = Tekst(OVERTAR.nb.format(sist.nb), OVERTAR.nn.format(sist.nn))
    minnes = egen is not None and egen.paa
    if not til and not minnes:
        return None
    foerst, videre = MINNES if minnes else MINNES_IKKE, _videre(til)
    return Tekst(foerst.nb + videre.nb + overtar.nb, foerst.nn + videre.nn + overtar.nn)


def _videre(til: Sequence[tuple[int, Tekst]]) -> Tekst:
    """Who hears on which Monday: `får ledelsen hos parten vite det den andre mandagen og koordinatoren den tredje`."""
    if not til:
        return INGEN
    nr, hvem = til[0]
    foerst = Tekst(f"{hvem.nb} vite det den {_rang(nr).nb} mandagen", f"{hvem.nn} vite det den {_rang(nr).nn} måndagen")
    resten = [Tekst(f"{hvem.nb} den {_rang(nr).nb}", f"{hvem.nn} den {_rang(nr).nn}") for nr, hvem in til[1:]]
    return Tekst(
        f"får {oppramsing([foerst.nb, *(en.nb for en in resten)])}.",
        f"får {oppramsing([foerst.nn, *(en.nn for en in resten)])}.",
    )


def _regelen(regler: Varselregler) -> Varselregel | None:
    return next((regel for regel in regler.regler if regel.slag is Slag.FORFALT), None)


def _har_den_paa(regler: Varselregler) -> bool:
    regel = _regelen(regler)
    return regel is not None and regel.paa


def _rang(nr: int) -> Tekst:
    return Tekst(RANG.nb.split()[nr - 1], RANG.nn.split()[nr - 1])
