"""Why a link cannot be used, and how its reader gets on."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from modeller.plan import Plan, Plansteg
from modeller.register import Register
from modeller.tekst import Maalform, Tekst, oppramsing
from tavle.svar.felt import med
from varsler.stegord import stegtittel


@dataclass(frozen=True, slots=True)
class Hinder:
    """Why a link cannot be used, and how to get on, said in the written standard of the mail it stood in."""

    tittel: Tekst
    tekst: Tekst
    maalform: Maalform
    kan_fornyes: bool = False
    """Whether a fresh link can be asked for, to the address this one was sent to."""


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
    "nyere e-post, eller be om en ny her. Den nye går til samme e-postadresse som den gamle.",
    "Lenker i e-post verkar berre ei tid. Denne vart send {sendt} og verka til og med {siste}. Bruk ei lenke i ein "
    "nyare e-post, eller be om ei ny her. Den nye går til same e-postadresse som den gamle.",
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
    "Avtalen er endret siden e-posten ble sendt, og dette skal ikke gjøres lenger.",
    "Avtalen er endra sidan e-posten vart send, og dette skal ikkje gjerast lenger.",
)
BORTE_FOR_ANDRE = Tekst(
    f"{BORTE_TEKST.nb} Svar på e-posten hvis du lurer på noe, så hjelper koordinatoren deg.",
    f"{BORTE_TEKST.nn} Svar på e-posten om du lurer på noko, så hjelper koordinatoren deg.",
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
IKKE_FOR_PARTEN = Tekst("Du svarer ikke lenger for {part}", "Du svarer ikkje lenger for {part}")
IKKE_FOR_PARTEN_TEKST = Tekst(
    "Kontakten denne e-posten ble sendt til, svarer ikke lenger for {part} i denne saken. De som gjør det nå, får egne "
    "e-poster. Er det feil, svarer du på e-posten, så retter koordinatoren det.",
    "Kontakten denne e-posten vart send til, svarer ikkje lenger for {part} i denne saka. Dei som gjer det no, får "
    "eigne e-postar. Er det feil, svarer du på e-posten, så rettar koordinatoren det.",
)
HOS_ANDRE = Tekst("Steget ligger ikke hos dere nå", "Steget ligg ikkje hos dykk no")
HOS_ANDRE_TEKST = Tekst(
    "«{steg}» lå hos {part} da e-posten ble sendt. Nå ligger det hos {andre}. Er det feil, svarer du på e-posten, så "
    "retter koordinatoren det.",
    "«{steg}» låg hos {part} då e-posten vart send. No ligg det hos {andre}. Er det feil, svarer du på e-posten, så "
    "rettar koordinatoren det.",
)
IKKE_KOORDINATOR = Tekst("Du er ikke lenger koordinator", "Du er ikkje lenger koordinator")
IKKE_KOORDINATOR_TEKST = Tekst(
    "Bare koordinatoren for avtalen kan gjøre dette. Den som er koordinator nå, får egne e-poster om saken.",
    "Berre koordinatoren for avtalen kan gjere dette. Den som er koordinator no, får eigne e-postar om saka.",
)


def borte(maalform: Maalform, *, er_koordinator: bool) -> Hinder:
    """The step is no longer there; whoever coordinates the agreement has nobody to ask."""
    return Hinder(BORTE, BORTE_TEKST if er_koordinator else BORTE_FOR_ANDRE, maalform)


def ikke_for_parten(part: Tekst, maalform: Maalform) -> Hinder:
    """The reader is still here, but no longer for the party it was written to as."""
    return Hinder(med(IKKE_FOR_PARTEN, part=part), med(IKKE_FOR_PARTEN_TEKST, part=part), maalform)


def hos_andre(plan: Plan, steg: Plansteg, part: str, register: Register, maalform: Maalform) -> Hinder:
    """The step is with others than the reader's party; whom, everybody in the agreement may know."""
    hos = _navnene(steg.ball or steg.parter, register)
    return Hinder(
        HOS_ANDRE, med(HOS_ANDRE_TEKST, steg=stegtittel(plan, steg), part=register.navn(part), andre=hos), maalform
    )


def ikke_koordinator(maalform: Maalform) -> Hinder:
    """Somebody else coordinates the agreement by now."""
    return Hinder(IKKE_KOORDINATOR, IKKE_KOORDINATOR_TEKST, maalform)


def avloest(part: str, nye: Sequence[str], register: Register, maalform: Maalform) -> Hinder:
    """The party has ended; those that took its place are written to by themselves."""
    navn, tatt_over = register.navn(part), _navnene(nye, register)
    return Hinder(med(SLAATT_SAMMEN, part=navn), med(SLAATT_SAMMEN_TEKST, part=navn, nye=tatt_over), maalform)


def _navnene(parter: Sequence[str], register: Register) -> Tekst:
    navn = [register.navn(part) for part in parter]
    return Tekst(oppramsing([n.nb for n in navn]), oppramsing([n.nn for n in navn]))
