"""Whether a choice of reminder rule can be: the objections to registering it, in words its author can act on."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import astuple

from modeller.fakta import VarselregelSatt
from modeller.regelvalg import Regelvalg
from modeller.tekst import Tekst
from modeller.ukjent import finnes_ikke
from varsler.regler.regel import Anker
from varsler.regler.slag import OM_MOETET, OVERSIKTER, TIL_KOORDINATOR, Slag
from varsler.regler.standard import STANDARDREGLER

REGELNAVN = {regel.navn: regel for regel in STANDARDREGLER.regler}
"""The rules that can be set, by name."""
AV_SEG_SELV = frozenset({Slag.TAKK, Slag.KONTAKTLISTE, Slag.MOETEPLAN_MANGLER, Slag.NY_LENKE})
"""Kinds that go by the calendar, with other mail or to whoever asks for them."""
LENGST_DAGER = 366
DAGER_I = {"dager": 1, "arbeidsdager": 1.4, "uker": 7}
"""How long each unit of a distance is."""


def regelinnvendinger(valg: VarselregelSatt | Regelvalg, stegnoekler: Collection[str] | None) -> Iterator[Tekst]:
    """Why the choice cannot be made; `stegnoekler` are the steps there are (None: its step is known already)."""
    regel = REGELNAVN.get(valg.regel)
    if regel is None:
        yield _alltid(valg.regel) or finnes_ikke("varselregelen", valg.regel, REGELNAVN)
    steg = valg.steg if isinstance(valg, VarselregelSatt) else None
    if steg is not None and stegnoekler is not None and steg not in stegnoekler:
        yield finnes_ikke("steget", steg, stegnoekler)
    avstand = valg.avstand
    if avstand is None:
        return
    if valg.paa is False:
        yield Tekst(
            "En regel som er slått av, kan ikke ha avstand. Skriv bare det ene.",
            "Ein regel som er slått av, kan ikkje ha avstand. Skriv berre det eine.",
        )
    if avstand.maaneder:
        yield Tekst(
            "Avstanden i en varselregel er i dager, arbeidsdager eller uker, ikke i måneder.",
            "Avstanden i ein varselregel er i dagar, arbeidsdagar eller veker, ikkje i månader.",
        )
    elif sum(1 for del_ in astuple(avstand) if del_) != 1 or min(astuple(avstand)) < 0:
        yield Tekst(
            "Avstanden må være ett antall dager, arbeidsdager eller uker.",
            "Avstanden må vere eitt tal dagar, arbeidsdagar eller veker.",
        )
    elif sum(dager * getattr(avstand, enhet) for enhet, dager in DAGER_I.items()) > LENGST_DAGER:
        yield Tekst("Avstanden kan ikke være mer enn ett år.", "Avstanden kan ikkje vere meir enn eitt år.")
    if regel is not None and not har_avstand(regel.navn):
        yield Tekst(
            f"«{regel.navn}» har ingen avstand: den gjelder selve dagen. Den kan bare slås av og på.",
            f"«{regel.navn}» har ingen avstand: han gjeld sjølve dagen. Han kan berre slåast av og på.",
        )


def har_avstand(navn: str) -> bool:
    """Whether the rule of this name counts from something, so that the distance can be another."""
    regel = REGELNAVN[navn]
    return regel.anker not in {Anker.AAPNET, Anker.INNLEST} and any(astuple(regel.avstand))


def _alltid(navn: str) -> Tekst | None:
    """Why what is called this cannot be turned off by anybody; None when it is no kind of message at all."""
    if navn not in list(Slag):
        return None
    slag = Slag(navn)
    if slag in OM_MOETET:
        return Tekst(
            "Beskjed om at et møte er innkalt, flyttet eller avlyst, går alltid ut. Ellers kunne noen møte forgjeves.",
            "Melding om at eit møte er innkalla, flytta eller avlyst, går alltid ut. Elles kunne nokon møte fåfengt.",
        )
    if slag is Slag.FRIST_FLYTTET:
        return Tekst(
            "Beskjed om at en frist er flyttet, går alltid ut til dem som har fått den gamle. Ellers ville de holde "
            "feil dato.",
            "Melding om at ein frist er flytta, går alltid ut til dei som har fått den gamle. Elles ville dei halde "
            "feil dato.",
        )
    if slag in TIL_KOORDINATOR:
        return Tekst(
            "Det koordinatoren får beskjed om, kan ikke slås av. Koordinatoren er den som ser når noe stopper opp.",
            "Det koordinatoren får melding om, kan ikkje slåast av. Koordinatoren er den som ser når noko stoppar opp.",
        )
    regler = " eller ".join(f"«{regel.navn}»" for regel in REGELNAVN.values() if regel.slag is slag)
    if regler:
        return Tekst(f"Det er ingen varselregel som heter «{navn}». Mente du {regler}?",
                     f"Det er ingen varselregel som heiter «{navn}». Meinte du {regler}?")  # fmt: skip
    if slag in OVERSIKTER:
        return Tekst(
            f"«{navn}» er ingen varselregel. Oversiktene slås av og på for én kontakt om gangen, med lenken nederst i "
            f"e-posten eller med «fristvakt varsler sett {navn} av --for kontakt/ID».",
            f"«{navn}» er ingen varselregel. Oversiktene blir slått av og på for éin kontakt om gongen, med lenka "
            f"nedst i e-posten eller med «fristvakt varsler sett {navn} av --for kontakt/ID».",
        )
    if slag in AV_SEG_SELV:
        return Tekst(
            f"«{navn}» er ingen varselregel, og kan ikke slås av.",
            f"«{navn}» er ingen varselregel, og kan ikkje slåast av.",
        )
    return Tekst(
        f"«{navn}» er ingen varselregel. Den beskjeden følger av noe andre har gjort, og går alltid ut.",
        f"«{navn}» er ingen varselregel. Den meldinga følgjer av noko andre har gjort, og går alltid ut.",
    )
