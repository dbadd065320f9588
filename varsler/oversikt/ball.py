"""Who has the ball and who waits, in a coordinator's week: by whom it lies with, what is most late first."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from modeller.livsloep import Krav
from modeller.plan import VENTER, Plan, Plansteg
from modeller.register import Register
from modeller.tekst import Maalform, Tekst, dato_kort, lik
from modeller.venting import hvem_venter
from varsler.oversikt.brudd import ANSLAG, OG_SENERE, Brudd, bruddet, bruddet_i_ord
from varsler.oversikt.innhold import forfalt_ventende
from varsler.oversikt.ord import (
    AVTALER,
    NAVN,
    PASSERT,
    Linje,
    bare_tittel,
    er_passert,
    for_sent,
    navngitt,
    partene_kort,
)
from varsler.stegord import er_raad, tittel_med_dato
from varsler.tidspunkter import kan_gjoeres
from varsler.vedtaksgang import neste_moetedag, utsatt_i_moete

ANDRE_VENTER = Tekst(". {} venter", ". {} ventar")
VENTER_PAA_ANDRE = Tekst("venter på andre", "ventar på andre")
MED_FORBEHOLD = Tekst("kan gjøres med forbehold", "kan gjerast med atterhald")
OG_TIL = lik("{} til")


@dataclass(frozen=True, slots=True, kw_only=True)
class Ball:
    """A step that is open, or is overdue while it waits: who has it, who waits for it, how many days it is over its
    deadline and past its date of any kind, why a date ahead will not hold, and when those who have it say they will be
    done.
    """

    plan: Plan
    steg: Plansteg
    hos: tuple[str, ...]
    venter: tuple[str, ...]
    over: int
    forbi: int
    brudd: Brudd | None
    anslag: date | None
    ider: frozenset[tuple[str, str]]
    """The agreement and the step; of what is told as one, all of them."""

    @property
    def id(self) -> tuple[str, str]:
        """The agreement and the step."""
        return self.plan.avtale, self.steg.id

    @property
    def kan_gjoeres(self) -> bool:
        """Whether those who have it can do anything about it."""
        return kan_gjoeres(self.steg)

    @property
    def forfalt(self) -> bool:
        """Whether it is over a deadline: the date of what is recommended is none."""
        return self.over > 0 and not er_raad(self.steg)

    @property
    def hast(self) -> tuple[int, int, int]:
        """What is most late is least; then what most wait for."""
        return -self.over, -self.forbi, -len(self.venter)


def ballene(plan: Plan) -> Iterator[Ball]:
    """The open steps of a plan, and what is overdue though it waits for others."""
    ventende: dict[str, tuple[Plansteg, list[str]]] = {}
    for venting in hvem_venter([plan]):
        venter = ventende.setdefault(venting.steg.id, (venting.steg, []))[1]
        if venting.venter is not None:
            venter.append(venting.venter)
    for steg in plan:  # what is turned down, or asked more time for, may lie with nobody
        if steg.avslaatt or steg.oppfoelging.oensker or forfalt_ventende(steg, plan.dag):
            ventende.setdefault(steg.id, (steg, []))
    for steg, venter in ventende.values():
        sagt = [a.dato for part, a in steg.oppfoelging.anslag.items() if part in steg.ball]
        yield Ball(
            plan=plan,
            steg=steg,
            hos=steg.ball or steg.parter,
            venter=tuple(dict.fromkeys(venter)),
            over=steg.dager_over(plan.dag),
            forbi=max((plan.dag - steg.frist).days, 0) if steg.frist else 0,
            brudd=bruddet(plan, steg),
            anslag=max(sagt) if sagt else None,
            ider=frozenset({(plan.avtale, steg.id)}),
        )


def balllinjer(
    baller: Iterable[Ball], register: Register, maalform: Maalform, kort: Mapping[str, str]
) -> Iterator[Linje]:
    """First what is late or has an estimate: those that lie with the same parties together, and one step in several
    agreements as one. Then what others wait for that is in time, each kind of step in one line. `kort` names the
    agreements, empty for the only one.
    """
    sene: dict[tuple[str, ...], list[Ball]] = {}
    i_rute: dict[tuple[str, Krav], list[Ball]] = {}
    for ball in samme_steg(baller):
        if ball.over or ball.anslag or ((ball.forbi or ball.brudd) and ball.venter):
            sene.setdefault(tuple(sorted(ball.hos)), []).append(ball)
        elif ball.venter:
            i_rute.setdefault((bare_tittel(ball.plan, ball.steg, maalform), ball.steg.krav), []).append(ball)
    for hos in sorted(sene, key=lambda hos: (min(b.hast for b in sene[hos]), hos)):
        yield _hos_de_samme(sene[hos], register, maalform, kort)
    for like in sorted(i_rute.values(), key=lambda like: (min(_dato(b) for b in like), like[0].id)):
        yield _i_rute(sorted(like, key=lambda b: (_dato(b), b.id)), register, maalform, kort)


def _hos_de_samme(baller: Sequence[Ball], register: Register, maalform: Maalform, kort: Mapping[str, str]) -> Linje:
    like: dict[str, list[Ball]] = {}
    for ball in sorted(baller, key=lambda b: (b.hast, b.id)):
        like.setdefault(bare_tittel(ball.plan, ball.steg, maalform), []).append(ball)
    linjer = [_linje(samme, register, maalform, kort) for samme in like.values()]
    hvem = navngitt(baller[0].hos, register, maalform)
    if len(linjer) == 1:
        return Linje(hvem=hvem, tekst=f": {linjer[0]}")
    return Linje(hvem=hvem, tekst=":", under=tuple(Linje(tekst=linje) for linje in linjer))


def _i_rute(baller: Sequence[Ball], register: Register, maalform: Maalform, kort: Mapping[str, str]) -> Linje:
    foerste = baller[0]
    tittel = tittel_med_dato(foerste.plan, foerste.steg, maalform)
    if any(ball.steg.frist != foerste.steg.frist for ball in baller):
        tittel = f"{tittel.removesuffix(')')} {OG_SENERE.paa(maalform)})"
    planer = list({ball.plan.avtale: ball.plan for ball in baller}.values())
    hos = tuple(dict.fromkeys(part for ball in baller for part in ball.hos))
    return Linje(
        hvem=navngitt(hos, register, maalform) if len(hos) <= NAVN else partene_kort(hos, register, maalform),
        tekst=f": {tittel}{ventende(baller, register, maalform)}{i_avtalene(planer, kort, maalform)}",
    )


def _dato(ball: Ball) -> date:
    return ball.steg.frist or date.max


def samme_steg(baller: Iterable[Ball]) -> Iterator[Ball]:
    """What several parties of an agreement have one each of, and is alike for all of them, as one."""
    like: dict[tuple[object, ...], Ball] = {}
    for ball in baller:
        steg = ball.steg
        hva = (ball.plan.avtale, steg.steg, steg.navn, steg.delmaal, steg.krav)
        likt = (*hva, steg.frist, steg.status, ball.brudd, ball.anslag, utsatt_i_moete(steg), neste_moetedag(steg))
        foer = like.get(likt)
        if foer is None:
            like[likt] = ball
        else:
            hos = tuple(dict.fromkeys((*foer.hos, *ball.hos)))
            venter = tuple(dict.fromkeys(p for p in (*foer.venter, *ball.venter) if p not in hos))
            like[likt] = replace(foer, hos=hos, venter=venter, ider=foer.ider | ball.ider)
    yield from like.values()


def _linje(baller: Sequence[Ball], register: Register, maalform: Maalform, kort: Mapping[str, str]) -> str:
    return f"{sak_i_ord(baller, maalform, kort)}{ventende(baller, register, maalform)}{hvor(baller, kort)}"


def sak_i_ord(baller: Sequence[Ball], maalform: Maalform, kort: Mapping[str, str]) -> str:
    """The step with its date, how late it is and when it will be done; one in several agreements by each of them:
    `«Signering» i 2 avtaler: Troms (frist 1.8.2024, 5 uker over fristen); Vestland (…)`. Several of one title in an
    agreement are told by their dates.
    """
    tittel = bare_tittel(baller[0].plan, baller[0].steg, maalform)
    if len(baller) == 1:
        return f"{tittel}{_parentes(baller, maalform)}"
    i_avtale: dict[str, list[Ball]] = {}
    for ball in baller:
        i_avtale.setdefault(ball.plan.avtale, []).append(ball)
    if len(i_avtale) == 1:
        datoer = _datoene(baller, maalform)
        return f"{tittel}: {datoer}" if datoer else tittel
    navngitte = [f"{kort[avtale]}{_parentes(egne, maalform)}" for avtale, egne in [*i_avtale.items()][:NAVN]]
    if len(i_avtale) > NAVN:
        navngitte.append(OG_TIL.paa(maalform).format(len(i_avtale) - NAVN))
    return f"{tittel} i {AVTALER.paa(maalform).format(len(i_avtale))}: {'; '.join(navngitte)}"


def ventende(baller: Sequence[Ball], register: Register, maalform: Maalform) -> str:
    """Who waits for it, as a sentence after another; empty when nobody does."""
    parter = dict.fromkeys(part for ball in baller for part in ball.venter)
    return ANDRE_VENTER.paa(maalform).format(partene_kort(parter, register, maalform)) if parter else ""


def hvor(baller: Sequence[Ball], kort: Mapping[str, str]) -> str:
    """Which agreement a line is about, last in it, unless it has said so."""
    navn = kort[baller[0].plan.avtale]
    return f" – {navn}" if navn and len({ball.plan.avtale for ball in baller}) == 1 else ""


def _hale(ball: Ball, maalform: Maalform) -> Iterator[str]:
    if ball.forfalt:
        yield for_sent(ball.steg, ball.plan.dag, maalform)
    elif er_passert(ball.steg, ball.plan.dag):
        yield PASSERT
    elif ball.brudd and not ball.anslag:
        yield bruddet_i_ord([ball.brudd], maalform)
    if ball.steg.status is VENTER and not ball.steg.er_innkalt:
        yield (MED_FORBEHOLD if ball.kan_gjoeres else VENTER_PAA_ANDRE).paa(maalform)
    if ball.anslag:
        yield ANSLAG.paa(maalform).format(dato_kort(ball.anslag))


def _parentes(baller: Sequence[Ball], maalform: Maalform) -> str:
    """The same without the title, in one pair of brackets."""
    datoer = _datoene(baller, maalform)
    return f" ({datoer})" if datoer else ""


def _datoene(baller: Sequence[Ball], maalform: Maalform) -> str:
    """The date of each, and how late it is: `frist 1.8.2024, 5 uker over fristen; frist 1.11.2024`."""
    return "; ".join(dict.fromkeys(en for ball in baller if (en := _datoen(ball, maalform))))


def _datoen(ball: Ball, maalform: Maalform) -> str:
    datoen = tittel_med_dato(ball.plan, ball.steg, maalform).removeprefix(bare_tittel(ball.plan, ball.steg, maalform))
    return ", ".join(del_ for del_ in (datoen.strip(" ()"), *_hale(ball, maalform)) if del_)


def i_avtalene(planer: Collection[Plan], kort: Mapping[str, str], maalform: Maalform) -> str:
    """The agreements, last in a line; nothing where the digest is about one."""
    if len(planer) > NAVN:
        return f" – {AVTALER.paa(maalform).format(len(planer))}"
    navn = [kort[plan.avtale] for plan in planer]
    return f" – {'; '.join(navn)}" if all(navn) else ""
