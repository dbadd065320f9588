"""The week of a coordinator in words: what needs her first, then who waits on whom, what comes and what is new."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from datetime import date

from modeller.livsloep import Krav
from modeller.plan import Plan, Plansteg
from modeller.register import Register
from modeller.tekst import Maalform, Tekst, dato_kort
from varsler.fraser import ANBEFALT, dag_i_ord, ukedag_i_ord
from varsler.oversikt.ball import Ball, ballene, balllinjer, i_avtalene, ventende
from varsler.oversikt.brudd import Brudd, bruddet, bruddet_i_ord, holder_ikke, slags_brudd
from varsler.oversikt.innhold import TO_UKER, kommer
from varsler.oversikt.kildeord import fra_json
from varsler.oversikt.lenker import Oversiktslenker
from varsler.oversikt.nytt import nytt
from varsler.oversikt.ord import AVTALER, NAVN, Linje, Oversikt, avsnitt, avtalene, bare_tittel, kortnavn, partene_kort
from varsler.oversikt.trengs import Trengs, Ukeavtale, det_som_trengs
from varsler.oversikt.uendret import uendret
from varsler.sak import Varselsak
from varsler.svarlenke import Lenke

OGSAA = Tekst("Dette bør du også se på", "Dette bør du òg sjå på")
VENTER = Tekst("Hvem har ballen, og hvem venter", "Kven har ballen, og kven ventar")
KOMMER = Tekst("Kommer de neste to ukene", "Kjem dei neste to vekene")
KOMMER_IKKE = Tekst("Datoer som ikke holder", "Datoar som ikkje held")
ENDRET = Tekst("Nytt siden {}", "Nytt sidan {}")
UENDRET = Tekst("Uendret siden sist", "Uendra sidan sist")
I_LOEPET_AV = "i løpet av {}"


def ukeavtale(sak: Varselsak) -> Ukeavtale:
    """Read from what its row noted."""
    data = sak.rad.data
    uten, uleverbare = data.get("uten_kontakt"), data.get("uleverbare")
    return Ukeavtale(
        sak=sak,
        fra=date.fromisoformat(str(data["fra"])),
        dag=date.fromisoformat(str(data["dato"])),
        uten_kontakt=[str(part) for part in uten] if isinstance(uten, list) else [],
        uleverbare=[(str(en[0]), str(en[1])) for en in uleverbare if isinstance(en, list)]
        if isinstance(uleverbare, list)
        else [],
        kilder=fra_json(data.get("kilder")),
        uendret=data.get("uendret") is True,
    )


def uken(saker: Sequence[Varselsak], register: Register, maalform: Maalform, lenker: Oversiktslenker) -> Oversikt:
    """The digest of these agreements. Nothing is told in two places, and nothing that the message's own items tell. On
    another day than its own there is nothing in one that only goes along with other mail.
    """
    avtaler = sorted(map(ukeavtale, saker), key=lambda en: en.plan.navn.paa(maalform))
    planer = [en.plan for en in avtaler]
    if all(en.bare_med and en.plan.dag > en.dag for en in avtaler):
        return Oversikt(avsnitt=(), avtaler=avtalene([plan.navn.paa(maalform) for plan in planer], maalform), antall=0)
    kort = kortnavn(planer, maalform) if len(avtaler) > 1 else dict.fromkeys([planer[0].avtale], "")
    trengs = det_som_trengs(avtaler, register, maalform, lenker, kort)
    i_korthet = _i_korthet(avtaler)
    viktigst, alle_andre = trengs[:NAVN], trengs[NAVN:]
    resten = [en for en in alle_andre if not en.bare_forfalt or not {avtale for avtale, _ in en.om} <= i_korthet.keys()]
    fortalt = lenker.fortalt.union(*(en.om for en in (*viktigst, *resten)))
    baller = {ball.id: ball for plan in planer for ball in ballene(plan)}
    datoer = list(_datoer([plan for plan in planer if plan.avtale not in i_korthet], fortalt))
    kommer_ikke = [(plan, dato, steg, hva) for plan, dato, steg, hva in datoer if holder_ikke(plan, steg)]
    kommer_da = [(plan, dato, steg, hva) for plan, dato, steg, hva in datoer if not holder_ikke(plan, steg)]
    paa_vei = {(plan.avtale, steg.id) for plan, _, steg, _ in datoer}
    andre = [ball for ball in baller.values() if ball.id not in fortalt and ball.id not in paa_vei]
    utfoerlig = [ball for ball in andre if ball.plan.avtale not in i_korthet]
    fra = min(en.fra for en in avtaler)
    alt_nytt = lenker.avtalen(planer[0]) if len(planer) == 1 else lenker.nytt(fra, avtaler[0].sak.rad.kontakt)
    deler: tuple[tuple[str, Iterable[Linje], Lenke | None], ...] = (
        (OGSAA.paa(maalform), (en.linje for en in resten), lenker.tavla()),
        (VENTER.paa(maalform), balllinjer(utfoerlig, register, maalform, kort), lenker.tavla()),
        (KOMMER.paa(maalform), _kommer(kommer_da, baller, register, maalform, kort), lenker.tavla()),
        (KOMMER_IKKE.paa(maalform), _kommer(kommer_ikke, baller, register, maalform, kort), lenker.tavla()),
        (ENDRET.paa(maalform).format(dato_kort(fra)), nytt(avtaler, register, maalform, kort), alt_nytt),
        (UENDRET.paa(maalform), uendret(i_korthet.values(), andre, register, maalform, kort, lenker), lenker.tavla()),
    )
    return Oversikt(
        avsnitt=tuple(en for tittel, linjer, hvor in deler for en in avsnitt(tittel, linjer, maalform, hvor)),
        avtaler=avtalene([plan.navn.paa(maalform) for plan in planer], maalform),
        antall=sum(en.antall for en in trengs),
        viktigst=tuple(en.linje for en in viktigst),
        har_flere=bool(alle_andre),
        er_resten=bool(lenker.fortalt),
        hvor=_hvor(trengs, planer, maalform),
        over=sum(ball.forfalt and not ball.steg.er_innkalt for ball in andre),
        brutt=len(kommer_ikke),
        uendret=all(en.uendret for en in avtaler),
    )


def _i_korthet(avtaler: Sequence[Ukeavtale]) -> dict[str, Plan]:
    """The agreements that a line is enough for: those with nothing new, unless it is the turn of them all."""
    alle_uendret = all(en.uendret for en in avtaler)
    return {en.plan.avtale: en.plan for en in avtaler if en.bare_med or (en.uendret and not alle_uendret)}


def _hvor(trengs: Sequence[Trengs], planer: Sequence[Plan], maalform: Maalform) -> str:
    """Where what needs her is: the only agreement there is, or so many of them."""
    if len(planer) == 1:
        return f"«{planer[0].navn.paa(maalform)}»"
    antall = len({avtale for en in trengs for avtale, _ in en.om})
    return AVTALER.paa(maalform).format(antall) if antall > 1 else ""


def _datoer(
    planer: Sequence[Plan], fortalt: Collection[tuple[str, str]]
) -> Iterator[tuple[Plan, date, Plansteg, Tekst | None]]:
    for plan in planer:
        for dato, steg, milepael in kommer(plan, plan.dag + TO_UKER):
            if (plan.avtale, steg.id) not in fortalt:
                yield plan, dato, steg, milepael.tittel if milepael else None


def _kommer(
    datoer: Sequence[tuple[Plan, date, Plansteg, Tekst | None]],
    baller: Mapping[tuple[str, str], Ball],
    register: Register,
    maalform: Maalform,
    kort: Mapping[str, str],
) -> Iterator[Linje]:
    """The dates in order; what falls on one day in several agreements, or with several parties, is one line.
    Where only the month is known, that is told and no day; a date that will not hold says why.
    """
    like: dict[tuple[date, bool, str, str], list[tuple[Plan, Plansteg, Brudd | None]]] = {}
    for plan, dato, steg, milepael in datoer:
        tittel = bare_tittel(plan, steg, maalform)
        hva = f"{milepael.paa(maalform)}, {tittel}" if milepael else tittel
        hva = f"{hva}, {ANBEFALT.paa(maalform)}" if steg.krav is Krav.ANBEFALT else hva
        brudd = bruddet(plan, steg)
        noekkel = (dato, steg.bare_maaned and not milepael, hva, slags_brudd(brudd, maalform))
        like.setdefault(noekkel, []).append((plan, steg, brudd))
    for (dato, bare_maaned, hva, _), steder in sorted(like.items(), key=lambda en: en[0]):
        planer = list({plan.avtale: plan for plan, _, _ in steder}.values())
        parter = [part for _, steg, _ in steder for part in steg.ball or steg.parter]
        hvem = f" ({partene_kort(parter, register, maalform)})" if parter else ""
        alle_brudd = [ett for _, _, ett in steder if ett]
        derfor = f", {bruddet_i_ord(alle_brudd, maalform, som_ventet=True)}" if alle_brudd else ""
        hos = [ball for plan, steg, _ in steder if (ball := baller.get((plan.avtale, steg.id))) is not None]
        hvor = i_avtalene(planer, kort, maalform)
        yield Linje(
            hvem=I_LOEPET_AV.format(dag_i_ord(dato, maalform, bare_maaned=True))
            if bare_maaned
            else ukedag_i_ord(dato, maalform),
            tekst=f": {hva}{hvem}{derfor}{ventende(hos, register, maalform)}{hvor}",
        )
