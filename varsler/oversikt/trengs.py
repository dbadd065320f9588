"""What needs the coordinator, the most pressing first: a wish, a no, a clarification to give, what stands, holes."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from modeller.kildestand import Kildestand, Ulage
from modeller.plan import Plan
from modeller.register import Register
from modeller.tekst import Maalform, Tekst, dato_kort
from varsler.oversikt.ball import Ball, ballene, hvor, sak_i_ord, samme_steg, ventende
from varsler.oversikt.brudd import er_loepet_ute
from varsler.oversikt.kildeord import om_kilden
from varsler.oversikt.lenker import Oversiktslenker, om_oensket
from varsler.oversikt.ord import Linje, bare_tittel, navngitt
from varsler.regler import Slag
from varsler.sak import Varselsak

LENGE_OVER = timedelta(weeks=6)
"""So long past its deadline a step has become the coordinator's own matter."""
OENSKE, NEI, HVILER, HOLDT, LENGE, LOEP, KILDE, HULL, ANBEFALT = range(9)
"""What presses most is least. What nobody is held to comes last, however long it has stood."""

VIL_HA_TID = Tekst(
    " ber om å få flytte {steg} til {til}{grunn}{venter}", " bed om å få flytte {steg} til {til}{grunn}{venter}"
)
AVSLAATT = Tekst(" har sagt nei: {steg}{venter}", " har sagt nei: {steg}{venter}")
AVKLARES = Tekst(" skal gi en avklaring: {steg}{venter}", " skal gje ei avklaring: {steg}{venter}")
UTEN_KONTAKT = Tekst(" mangler kontakt", " manglar kontakt")
IKKE_LEVERT = Tekst(": e-post til {} blir ikke tatt imot", ": e-post til {} blir ikkje teken imot")


@dataclass(frozen=True, slots=True, kw_only=True)
class Ukeavtale:
    """One agreement of the digest, with what its row noted: `fra`, the day of the last, whom mail cannot reach, the
    sources of meeting plans that somebody should see to, and whether there is nothing new (`uendret`).
    """

    sak: Varselsak
    fra: date
    dag: date
    uten_kontakt: Sequence[str]
    uleverbare: Sequence[tuple[str, str]]
    kilder: Sequence[Kildestand]
    uendret: bool = False

    @property
    def bare_med(self) -> bool:
        """Whether it is told only because something else goes: its own turn is another day."""
        return self.uendret and self.sak.rad.forfaller > self.dag

    @property
    def plan(self) -> Plan:
        """The agreement's plan."""
        return self.sak.plan


@dataclass(frozen=True, slots=True, kw_only=True)
class Trengs:
    """Something that needs her: how it ranks (least first), its line, how many matters it is, and which steps."""

    rang: tuple[int, ...]
    linje: Linje
    antall: int = 1
    om: frozenset[tuple[str, str]] = frozenset()
    bare_forfalt: bool = False
    """Whether there is nothing to it but that it has stood for long."""


def det_som_trengs(
    avtaler: Sequence[Ukeavtale],
    register: Register,
    maalform: Maalform,
    lenker: Oversiktslenker,
    kort: Mapping[str, str],
) -> list[Trengs]:
    """All of it in order, less what the message tells besides."""
    funnet: list[Trengs] = []
    staar: dict[int, list[Ball]] = {}
    for en in avtaler:
        for ball in ballene(en.plan):
            saken = list(_om_steget(en, ball, register, maalform, lenker, kort))
            funnet += saken
            if not saken and ball.id not in lenker.fortalt and (plass := _plass(ball)) is not None:
                staar.setdefault(plass, []).append(ball)
    for plass, baller in staar.items():
        like: dict[tuple[tuple[str, ...], str], list[Ball]] = {}
        for ball in samme_steg(baller):
            like.setdefault((tuple(sorted(ball.hos)), bare_tittel(ball.plan, ball.steg, maalform)), []).append(ball)
        funnet += (_staar(plass, samme, register, maalform, lenker, kort) for samme in like.values())
    funnet += _kilder(avtaler, register, maalform, lenker)
    funnet += _huller(avtaler, register, maalform, lenker)
    return sorted(funnet, key=lambda t: t.rang)


def _plass(ball: Ball) -> int | None:
    """How it ranks that a step stands where it does; None where that is no matter for the coordinator. What those who
    have it could have done long ago is one (of what waits for others, these are), and so is a decision that has lost
    its meeting or was put off for too long: its deadline will not hold, or did not.
    """
    if ball.steg.hvilende or not ball.kan_gjoeres:
        return None
    if ball.over > LENGE_OVER.days:
        return LENGE
    return (LENGE if ball.over else LOEP) if er_loepet_ute(ball.plan, ball.steg) else None


def _om_steget(
    en: Ukeavtale,
    ball: Ball,
    register: Register,
    maalform: Maalform,
    lenker: Oversiktslenker,
    kort: Mapping[str, str],
) -> Iterator[Trengs]:
    """The wishes there are, a no, and that it rests until the coordinator's own party has cleared something up."""
    plan, steg, om = en.plan, ball.steg, frozenset([ball.id])
    felt = {"steg": sak_i_ord([ball], maalform, kort), "venter": ventende([ball], register, maalform)}
    i_avtalen = hvor([ball], kort)
    for part, oenske in steg.oppfoelging.oensker.items():
        if om_oensket(plan, steg, part) in lenker.fortalt:
            continue
        grunn = f": «{oenske.grunn}»" if oenske.grunn else ""
        tekst = VIL_HA_TID.paa(maalform).format(til=dato_kort(oenske.til), grunn=grunn, **felt)
        yield Trengs(
            rang=(OENSKE, *ball.hast),
            linje=Linje(
                hvem=register.navn(part).paa(maalform),
                tekst=f"{tekst}{i_avtalen}",
                lenke=lenker.ja_eller_nei(en.sak, plan, steg, part),
            ),
            om=om,
        )
    if steg.hvilende and en.sak.rad.part in steg.ball and ball.id not in lenker.fortalt:
        yield Trengs(
            rang=(HVILER, *ball.hast),
            linje=Linje(
                hvem=navngitt(ball.hos, register, maalform),
                tekst=f"{AVKLARES.paa(maalform).format(**felt)}{i_avtalen}",
                lenke=lenker.avklaringen(en.sak, plan, steg),
            ),
            om=om,
        )
    if steg.avslaatt and ball.id not in lenker.fortalt:
        yield Trengs(
            rang=(NEI, *ball.hast),
            linje=Linje(
                hvem=navngitt(ball.hos, register, maalform),
                tekst=f"{AVSLAATT.paa(maalform).format(**felt)}{i_avtalen}",
                lenke=lenker.steget(plan, steg),
            ),
            om=om,
        )


def _staar(
    plass: int,
    baller: Sequence[Ball],
    register: Register,
    maalform: Maalform,
    lenker: Oversiktslenker,
    kort: Mapping[str, str],
) -> Trengs:
    """A step that stands, with all the parties and agreements that have it: one line."""
    sortert = sorted(baller, key=lambda b: (b.hast, b.id))
    foerste = sortert[0]
    en, om = len(sortert) == 1, frozenset(id_ for ball in sortert for id_ in ball.ider)
    tekst = f"{sak_i_ord(sortert, maalform, kort)}{ventende(sortert, register, maalform)}{hvor(sortert, kort)}"
    return Trengs(
        rang=(plass if any(ball.steg.forpliktende for ball in sortert) else ANBEFALT, *foerste.hast),
        linje=Linje(
            hvem=navngitt(foerste.hos, register, maalform),
            tekst=f": {tekst}",
            lenke=lenker.steget(foerste.plan, foerste.steg) if en else lenker.partens_saker(foerste.hos[0]),
        ),
        antall=len(om),
        om=om,
        bare_forfalt=plass == LENGE,
    )


def _kilder(
    avtaler: Iterable[Ukeavtale], register: Register, maalform: Maalform, lenker: Oversiktslenker
) -> Iterator[Trengs]:
    """The sources, each told once however many agreements its body's party is in."""
    for kilde in dict.fromkeys(kilde for en in avtaler for kilde in en.kilder):
        organ = register.organer.get(kilde.organ)
        if organ is not None:
            yield Trengs(
                rang=(HOLDT if kilde.ulage is Ulage.HOLDT else KILDE,),
                linje=Linje(
                    hvem=register.navn(organ.part).paa(maalform),
                    tekst=f": {om_kilden(kilde, organ, maalform)}",
                    lenke=lenker.moeteplanen(organ),
                ),
            )


def _huller(
    avtaler: Iterable[Ukeavtale], register: Register, maalform: Maalform, lenker: Oversiktslenker
) -> Iterator[Trengs]:
    """Parties that mail cannot reach, each told once however many agreements they are in."""
    uten = dict.fromkeys(part for en in avtaler for part in en.uten_kontakt)
    uleverbare = dict.fromkeys(par for en in avtaler for par in en.uleverbare)
    huller = [(part, UTEN_KONTAKT.paa(maalform), (Slag.UTEN_KONTAKT.value, part)) for part in uten]
    huller += [
        (part, IKKE_LEVERT.paa(maalform).format(adresse), (Slag.IKKE_LEVERT.value, adresse))
        for part, adresse in uleverbare
    ]
    for part, tekst, om in huller:
        if om not in lenker.fortalt:
            hvem = register.navn(part).paa(maalform)
            yield Trengs(rang=(HULL,), linje=Linje(hvem=hvem, tekst=tekst, lenke=lenker.kontaktene(part)))
