"""What a link is about as it stands now: its reader, the step and its agreement, or why it can be used no more."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from flyter.oppdatering import Grunnlag, avled_plan, hent_register
from modeller.fakta import Faktum, avtalestroem
from modeller.faktaliste import gjeldende
from modeller.lager import faktalager
from modeller.lager.lager import Tx
from modeller.livsloep import Livsloep, Steg
from modeller.plan import Plan, Plansteg
from modeller.register import Kontakt, Register
from modeller.tekst import Maalform, Tekst, dato_kort, oppramsing
from modeller.tillegg import med_tillegg
from tavle.svar.felt import med
from varsler.maalform import maalform_for
from varsler.svarlenke import PROEVE, UTEN_STEG, Formaal, LestLenke, Svarlenke, mottakermerke

FRA_EPOST = "fra e-post"


@dataclass(frozen=True, slots=True, kw_only=True)
class Leser:
    """Whom the link was sent to: a contact, or (None) the postmottak of `part`; `dag` is today in Oslo."""

    part: str
    kontakt: Kontakt | None
    epost: str
    register: Register
    dag: date

    @property
    def maalform(self) -> Maalform:
        """The written standard the mail was in."""
        return maalform_for(self.part, self.kontakt, self.register)

    @property
    def av(self) -> str:
        """Who registers, as the log says it: a role, never an address."""
        rolle = self.kontakt.navn if self.kontakt else "postmottak"
        return f"{rolle} hos {self.register.navn(self.part).nb}, {FRA_EPOST}"

    @property
    def hvem(self) -> Tekst:
        """The same, without where it came from, for the reader's own eyes."""
        navn = self.register.navn(self.part)
        rolle = self.kontakt.navn if self.kontakt else "Postmottak"
        return Tekst(f"{rolle}, {navn.nb}", f"{rolle}, {navn.nn}")


@dataclass(frozen=True, slots=True, kw_only=True)
class Svarsak:
    """A step that a link is about. `fakta` are those of the agreement that count, in order."""

    lenke: Svarlenke
    leser: Leser
    plan: Plan
    steg: Plansteg
    mal: Steg
    livsloep: Livsloep
    fakta: tuple[Faktum, ...]

    @property
    def part(self) -> str:
        """The party that answers."""
        return self.leser.part

    @property
    def register(self) -> Register:
        """The register of today."""
        return self.leser.register

    @property
    def dag(self) -> date:
        """Today in Oslo."""
        return self.leser.dag


@dataclass(frozen=True, slots=True)
class Hinder:
    """Why a link cannot be used, and how to get on. `leser` is None when nobody can be told apart by now."""

    tittel: Tekst
    tekst: Tekst
    leser: Leser | None = None


PAA_PROEVE = Tekst("E-posten var en prøve", "E-posten var ei prøve")
PAA_PROEVE_TEKST = Tekst(
    "Mens Fristvakt er i prøvemodus, registrerer lenkene ingenting. Når prøven er over, kommer mottakeren til et "
    "skjema her.",
    "Medan Fristvakt er i prøvemodus, registrerer lenkene ingenting. Når prøva er over, kjem mottakaren til eit "
    "skjema her.",
)
UTLOEPT = Tekst("Lenken virker ikke lenger", "Lenka verkar ikkje lenger")
UTLOEPT_TEKST = Tekst(
    "Lenker i e-post virker bare en tid. Denne ble sendt {sendt} og virket til og med {siste}. Bruk en lenke i en "
    "nyere e-post om saken, eller svar på e-posten, så hjelper koordinatoren deg.",
    "Lenker i e-post verkar berre ei tid. Denne vart send {sendt} og verka til og med {siste}. Bruk ei lenke i ein "
    "nyare e-post om saka, eller svar på e-posten, så hjelper koordinatoren deg.",
)
AAPNET_IGJEN = Tekst("Saken er åpnet igjen", "Saka er opna att")
AAPNET_IGJEN_TEKST = Tekst(
    "«{steg}» er åpnet igjen siden denne e-posten ble sendt, og lenken gjelder forrige runde. Bruk lenken i den siste "
    "e-posten om saken.",
    "«{steg}» er opna att sidan denne e-posten vart send, og lenka gjeld førre runde. Bruk lenka i den siste e-posten "
    "om saka.",
)
BORTE = Tekst("Saken finnes ikke lenger", "Saka finst ikkje lenger")
BORTE_TEKST = Tekst(
    "Avtalen er endret siden e-posten ble sendt, og dette skal ikke gjøres lenger. Svar på e-posten hvis du lurer på "
    "noe, så hjelper koordinatoren deg.",
    "Avtalen er endra sidan e-posten vart send, og dette skal ikkje gjerast lenger. Svar på e-posten om du lurer på "
    "noko, så hjelper koordinatoren deg.",
)
SLUTTET = Tekst("Du står ikke lenger som kontakt", "Du står ikkje lenger som kontakt")
SLUTTET_TEKST = Tekst(
    "Kontakten denne e-posten ble sendt til, har sluttet eller fått en annen adresse. Den som har tatt over, får "
    "egne e-poster. Er det feil, svarer du på e-posten, så retter koordinatoren det.",
    "Kontakten denne e-posten vart send til, har slutta eller fått ei anna adresse. Den som har teke over, får eigne "
    "e-postar. Er det feil, svarer du på e-posten, så rettar koordinatoren det.",
)
SLAATT_SAMMEN = Tekst("{part} er avløst", "{part} er avløyst")
SLAATT_SAMMEN_TEKST = Tekst(
    "{part} er avløst av {nye}, som har tatt over saken og får egne e-poster om den.",
    "{part} er avløyst av {nye}, som har teke over saka og får eigne e-postar om ho.",
)


async def slaa_opp(tx: Tx, lest: LestLenke, noekkel: bytes, dag: date, grunnlag: Grunnlag) -> Svarsak | Leser | Hinder:
    """What the link is about on `dag`: a step, only its reader (for what is about no step), or why it is closed."""
    lenke = lest.lenke
    register = (await hent_register(tx, dag)).register
    leser = finn_leser(register, lenke, noekkel, dag)
    stengt = _stengt(lest, register, leser, dag)
    if stengt is not None or leser is None:
        return stengt or Hinder(SLUTTET, SLUTTET_TEKST)
    if lenke.formaal in UTEN_STEG:
        return leser
    fakta = await faktalager.les_stroem(tx, avtalestroem(lenke.avtale))
    plan = avled_plan(fakta, register, dag, grunnlag) if fakta else None
    steg = plan.finn(lenke.steg) if plan else None
    if plan is None or steg is None:
        return Hinder(BORTE, BORTE_TEKST, leser)
    if steg.runde != lenke.runde:
        return Hinder(AAPNET_IGJEN, med(AAPNET_IGJEN_TEKST, steg=steg.navn), leser)
    if not _er_leserens(lenke, leser, plan, steg):
        return Hinder(BORTE, BORTE_TEKST, leser)
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
    )


def _stengt(lest: LestLenke, register: Register, leser: Leser | None, dag: date) -> Hinder | None:
    """Why nobody can answer by the link, whatever it is about."""
    lenke = lest.lenke
    if lenke.mottaker == PROEVE:
        return Hinder(PAA_PROEVE, PAA_PROEVE_TEKST)
    if dag > lenke.siste_dag:
        sendt = dato_kort(lest.skrevet.date())
        return Hinder(UTLOEPT, med(UTLOEPT_TEKST, sendt=sendt, siste=dato_kort(lenke.siste_dag)), leser)
    if (nye := register.avloest.get(lenke.part)) is not None:
        return _avloest(lenke.part, nye, register, leser)
    if leser is not None and leser.kontakt is not None and leser.kontakt.har_sluttet(dag):
        return Hinder(SLUTTET, SLUTTET_TEKST, leser)
    return None


def _er_leserens(lenke: Svarlenke, leser: Leser, plan: Plan, steg: Plansteg) -> bool:
    """Whether it is still the reader's to answer: the coordinator's, or that of a party of the step."""
    if lenke.formaal is not Formaal.SVAR_MER_TID:
        return leser.part in {*steg.ball, *steg.parter}
    naa = leser.register.kontakt_naa(plan.koordinator, plan.dag)
    utnevnt = leser.register.kontakter.get(plan.koordinator or "")
    if leser.kontakt is None:
        return leser.part in {k.part for k in (naa, utnevnt) if k is not None}
    return leser.kontakt == naa


def finn_leser(register: Register, lenke: Svarlenke, noekkel: bytes, dag: date) -> Leser | None:
    """The contact or postmottak that the link was sent to; None when no one has that address any more."""
    part = register.parter.get(lenke.part)
    postmottak = part.postmottak if part else None
    if postmottak and mottakermerke(noekkel, None, postmottak) == lenke.mottaker:
        return Leser(part=lenke.part, kontakt=None, epost=postmottak, register=register, dag=dag)
    for kontakt in register.kontakter.values():
        if mottakermerke(noekkel, kontakt.id, kontakt.epost) == lenke.mottaker:
            return Leser(part=lenke.part, kontakt=kontakt, epost=kontakt.epost, register=register, dag=dag)
    return None


def _avloest(part: str, nye: tuple[str, ...], register: Register, leser: Leser | None) -> Hinder:
    navn, andre = register.navn(part), [register.navn(ny) for ny in nye]
    tatt_over = Tekst(oppramsing([n.nb for n in andre]), oppramsing([n.nn for n in andre]))
    return Hinder(med(SLAATT_SAMMEN, part=navn), med(SLAATT_SAMMEN_TEKST, part=navn, nye=tatt_over), leser)
