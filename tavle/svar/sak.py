"""What a link is about as it stands now: its reader, the step and its agreement, or why it can be used no more."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass, replace
from datetime import date

from flyter.grunnlag import Grunnlag
from flyter.oppdatering import avled_plan, hent_register
from modeller.arbeidskalender import Arbeidskalender
from modeller.fakta import Faktum, StegOverlatt, avtalestroem
from modeller.faktaliste import gjeldende
from modeller.lager import faktalager, hovedboker
from modeller.lager.lager import Tx
from modeller.livsloep import Livsloep, Steg
from modeller.plan import Plan, Plansteg
from modeller.register import Register
from modeller.tekst import Maalform, dato_kort
from modeller.tillegg import med_tillegg
from tavle.svar.felt import med
from tavle.svar.hinder import (
    AAPNET_IGJEN,
    AAPNET_IGJEN_TEKST,
    PAA_PROEVE,
    PAA_PROEVE_TEKST,
    SLUTTET,
    SLUTTET_TEKST,
    UTLOEPT,
    UTLOEPT_TEKST,
    Hinder,
    avloest,
    borte,
    hos_andre,
    ikke_for_parten,
    ikke_koordinator,
)
from tavle.svar.leser import Leser, finn_leser, med_avtalene, staar_for_parten
from varsler.maalform import maalform_for
from varsler.stegord import stegtittel
from varsler.svarlenke import EGNE, KOORDINATORENS, PROEVE, UTEN_STEG, Formaal, LestLenke, Svarlenke


@dataclass(frozen=True, slots=True, kw_only=True)
class Svarsak:
    """A step that a link is about. `fakta` are those of the agreement that count, in order, `uleverbare` the addresses
    that turn mail away.
    """

    lenke: Svarlenke
    leser: Leser
    plan: Plan
    steg: Plansteg
    mal: Steg
    livsloep: Livsloep
    fakta: tuple[Faktum, ...]
    kalender: Arbeidskalender
    uleverbare: Collection[str] = ()

    @property
    def part(self) -> str:
        """The party that answers, or that the coordinator answers for."""
        gjelder = self.lenke.gjelder
        for_andre = self.lenke.formaal in KOORDINATORENS and gjelder in self.register.parter
        return gjelder if for_andre else self.leser.part

    @property
    def parter(self) -> tuple[str, ...]:
        """The same, all of them where the coordinator answers for a step that several have."""
        felles = self.lenke.formaal in KOORDINATORENS and not self.lenke.gjelder
        return (self.steg.ball or self.steg.parter) if felles else (self.part,)

    @property
    def register(self) -> Register:
        """The register of today."""
        return self.leser.register

    @property
    def dag(self) -> date:
        """Today in Oslo."""
        return self.leser.dag

    @property
    def for_andre(self) -> bool:
        """Whether the reader registers what others have done."""
        return self.lenke.formaal is Formaal.FERDIG_FOR

    @property
    def er_koordinators(self) -> bool:
        """Whether the reader is the one who coordinates the agreement now."""
        if self.lenke.formaal in KOORDINATORENS:  # which is all they lead to
            return True
        naa = self.register.kontakt_naa(self.plan.koordinator, self.dag)
        return naa is not None and self.leser.kontakt == naa


async def slaa_opp(tx: Tx, lest: LestLenke, noekkel: bytes, dag: date, grunnlag: Grunnlag) -> Svarsak | Leser | Hinder:
    """What the link is about on `dag`: a step, only its reader (for what is about no step), or why it is closed."""
    lenke = lest.lenke
    register = (await hent_register(tx, dag)).register
    leser = finn_leser(register, lenke, noekkel, dag)
    stengt = _stengt(lest, register, leser, dag, await _overlatt(tx, lenke, dag))
    if stengt is not None or leser is None:
        return stengt or Hinder(SLUTTET, SLUTTET_TEKST, maalform_for(lenke.part, None, register))
    if lenke.formaal in UTEN_STEG:
        hvem = f"kontakt/{leser.kontakt.id}" if lenke.formaal in EGNE and leser.kontakt else f"part/{leser.part}"
        if lenke.formaal is not Formaal.AVMELD:
            leser = await med_avtalene(tx, leser, grunnlag.livsloep)
        return replace(leser, fakta=gjeldende(await faktalager.les_stroem(tx, hvem), dag))
    fakta = await faktalager.les_stroem(tx, avtalestroem(lenke.avtale))
    plan = avled_plan(fakta, register, dag, grunnlag) if fakta else None
    steg = plan.finn(lenke.steg) if plan else None
    if plan is None or steg is None:
        return borte(leser.maalform, er_koordinator=lenke.formaal in KOORDINATORENS)
    if steg.runde != lenke.runde:
        return Hinder(AAPNET_IGJEN, med(AAPNET_IGJEN_TEKST, steg=stegtittel(plan, steg)), leser.maalform)
    if (andres := _andres(lenke, leser, plan, steg)) is not None:
        return andres
    livsloep = med_tillegg(grunnlag.livsloep[plan.livsloep], plan.tillegg)
    mal = livsloep.finn(steg.steg)
    assert mal is not None, "a plan is made of its lifecycle's steps"
    return Svarsak(
        lenke=lenke,
        leser=leser,
        plan=plan,
        steg=steg,
        mal=mal,
        livsloep=livsloep,
        fakta=gjeldende(fakta, dag),
        kalender=grunnlag.kalender,
        uleverbare=await hovedboker.uleverbare(tx),
    )


async def leser_av(tx: Tx, lenke: Svarlenke, noekkel: bytes, dag: date) -> Leser | None:
    """Whom the link was sent to, if such a link could be answered on `dag` but for its age."""
    register = (await hent_register(tx, dag)).register
    leser = finn_leser(register, lenke, noekkel, dag)
    if leser is None:
        return None
    overlatt = await _overlatt(tx, lenke, dag)
    return leser if _hindret(lenke, register, leser, leser.maalform, dag, overlatt) is None else None


async def _overlatt(tx: Tx, lenke: Svarlenke, dag: date) -> Collection[str]:
    """The contacts whom the step has been handed over to: they answer for it, whatever else they are told of."""
    if not _om_partens_steg(lenke):
        return ()
    fakta = gjeldende(await faktalager.les_stroem(tx, avtalestroem(lenke.avtale)), dag)
    return [
        f.hendelse.til_kontakt for f in fakta if isinstance(f.hendelse, StegOverlatt) and f.hendelse.steg == lenke.steg
    ]


def _stengt(
    lest: LestLenke, register: Register, leser: Leser | None, dag: date, overlatt: Collection[str]
) -> Hinder | None:
    """Why nobody can answer by the link, whatever it is about; `overlatt` are those its step was handed over to."""
    lenke = lest.lenke
    maalform = leser.maalform if leser else maalform_for(lenke.part, None, register)
    if lenke.mottaker == PROEVE:
        return Hinder(PAA_PROEVE, PAA_PROEVE_TEKST, maalform)
    if dag > lenke.siste_dag:
        sendt = dato_kort(lest.skrevet.date())
        utloept = med(UTLOEPT_TEKST, sendt=sendt, siste=dato_kort(lenke.siste_dag))
        return Hinder(UTLOEPT, utloept, maalform, kan_fornyes=True)
    return _hindret(lenke, register, leser, maalform, dag, overlatt)


def _hindret(
    lenke: Svarlenke,
    register: Register,
    leser: Leser | None,
    maalform: Maalform,
    dag: date,
    overlatt: Collection[str],
) -> Hinder | None:
    """Why whoever had the link sent cannot answer by it, whether it has run out or not."""
    eget = lenke.formaal in EGNE
    if not eget and (nye := register.avloest.get(lenke.part)) is not None:
        return avloest(lenke.part, nye, register, maalform)
    if leser is not None and leser.kontakt is not None and leser.kontakt.har_sluttet(dag):
        return Hinder(SLUTTET, SLUTTET_TEKST, maalform)
    avtale = lenke.avtale if _om_partens_steg(lenke) else ""
    if leser is not None and not eget and not staar_for_parten(leser, avtale, overlatt):
        return ikke_for_parten(register.navn(lenke.part), maalform)
    return None


def _om_partens_steg(lenke: Svarlenke) -> bool:
    """Whether it is answered for a party of the agreement; a coordinator answers for the agreement, of any party."""
    return lenke.formaal not in UTEN_STEG | KOORDINATORENS


def _andres(lenke: Svarlenke, leser: Leser, plan: Plan, steg: Plansteg) -> Hinder | None:
    """Why it is not the reader's to answer any more: others have the step, or coordinate the agreement."""
    if lenke.formaal is Formaal.AVKLART and not steg.hvilende:
        return None  # whoever answered gave the step back by it, and is to read what was answered
    if lenke.formaal not in KOORDINATORENS:
        hos = steg.ball or steg.parter
        return None if leser.part in hos else hos_andre(plan, steg, leser.part, leser.register, leser.maalform)
    naa = leser.register.kontakt_naa(plan.koordinator, plan.dag)
    utnevnt = leser.register.kontakter.get(plan.koordinator or "")
    if leser.kontakt is None:
        er_hennes = leser.part in {k.part for k in (naa, utnevnt) if k is not None}
    else:
        er_hennes = leser.kontakt == naa
    return None if er_hennes else ikke_koordinator(leser.maalform)
