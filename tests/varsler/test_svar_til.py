"""Whom an answer to a mail goes to: where it goes to nobody, the mail does not ask for one."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date

import pytest

from modeller.livsloep import Fullfoeres
from modeller.tekst import Maalform
from tests.varsler.brevbygg import EKSEMPLER, UTLOEPT, eksempel, klokka, varslet
from tests.varsler.varselbygg import KOORDINATOR, OPPSETT, REGISTER, VAALER, i_maalform, som_lest, vedtak
from varsler.melding import Melding, skriv
from varsler.regler import TIL_KOORDINATOR, Slag
from varsler.svarmulighet import muligheter

BER_OM_SVAR = re.compile(
    r"svar\w* (du )?(bare |berre )?(«stemmer» )?på (denne )?e-posten|(med|til) koordinatoren", re.IGNORECASE
)
SI_FRA = re.compile(r"\b(si|sei) (gjerne )?fr[aå]\b(?! til de[mi])", re.IGNORECASE)
ANDRES = {Slag.TAKK, Slag.MAANEDSOVERSIKT}
"""What the week's digest tells the coordinator instead."""
EGNE = [slag for slag, (_, _, til, _) in EKSEMPLER.items() if til in {VAALER, KOORDINATOR} and slag not in ANDRES]
"""Kinds that the coordinator of the agreement can be the reader of."""


def til_koordinatoren(slag: Slag, maalform: Maalform, *, svar: bool = True) -> Melding:
    """A message of this kind to the one who coordinates the agreement."""
    if slag is Slag.LOEP_UTGAATT:  # of her own, it comes with the day that is past
        dag, oppsett = date(2024, 10, 9), replace(OPPSETT, svar=OPPSETT.svar if svar else None)
        sak = varslet(slag, UTLOEPT, dag, register=i_maalform(REGISTER, maalform))
        return skriv([sak], naa=klokka(dag), oppsett=oppsett)
    egen = "koordinator" if EKSEMPLER[slag][2] == KOORDINATOR else "vaaler.leder"
    return eksempel(slag, maalform, svar=svar, koordinator=egen)


def ber_om_et_svar_ingen_faar(melding: Melding) -> list[str]:
    """What a mail asks its reader to answer, with nobody at the other end."""
    if som_lest(melding)["Reply-To"]:
        return []
    bedt = [treff.group() for treff in BER_OM_SVAR.finditer(melding.tekst + melding.html)]
    kan_si_fra = melding.oppsett.svar is not None and all(any(muligheter(sak)) for sak in melding.saker)
    return bedt if kan_si_fra else bedt + SI_FRA.findall(melding.tekst)


@pytest.mark.parametrize("svar", [True, False])
@pytest.mark.parametrize("maalform", Maalform)
@pytest.mark.parametrize("slag", EGNE)
def test_koordinatoren_som_selv_leser_blir_ikke_bedt_om_aa_svare_seg_selv(
    slag: Slag, maalform: Maalform, svar: bool
) -> None:
    melding = til_koordinatoren(slag, maalform, svar=svar)
    assert som_lest(melding)["Reply-To"] is None
    assert ber_om_et_svar_ingen_faar(melding) == []


@pytest.mark.parametrize("svar", [True, False])
@pytest.mark.parametrize("maalform", Maalform)
@pytest.mark.parametrize("slag", [slag for slag in EKSEMPLER if slag not in TIL_KOORDINATOR | {Slag.UKESOVERSIKT}])
def test_uten_koordinator_ber_ingen_e_post_om_et_svar_som_ingen_faar(
    slag: Slag, maalform: Maalform, svar: bool
) -> None:
    assert ber_om_et_svar_ingen_faar(eksempel(slag, maalform, svar=svar, koordinator=None)) == []


@pytest.mark.parametrize(
    ("slag", "maalform", "sagt"),
    [
        (Slag.KONTAKTLISTE, Maalform.NB, "Er noe feil, retter du det med «fristvakt registrer»"),
        (Slag.KONTAKTLISTE, Maalform.NN, "Er noko feil, rettar du det med «fristvakt registrer»"),
        (Slag.AVKLARING, Maalform.NB, "Registrer når den er gitt"),
        (Slag.AVKLARING, Maalform.NN, "Registrer når ho er gitt"),
        (Slag.LOEP_UTGAATT, Maalform.NB, "Er saken meldt opp likevel, registrerer du det."),
        (Slag.LOEP_UTGAATT, Maalform.NN, "Er saka meld opp likevel, registrerer du det."),
    ],
)
def test_koordinatoren_faar_vite_hva_hun_selv_kan_gjoere(slag: Slag, maalform: Maalform, sagt: str) -> None:
    assert sagt in til_koordinatoren(slag, maalform).tekst


def test_den_som_skriver_teksten_og_selv_er_koordinator_registrerer_nummeret_selv() -> None:
    dag = date(2024, 10, 18)
    sak = varslet(Slag.BALL, vedtak(fullfoeres=Fullfoeres.TEKST, frist=date(2024, 11, 29), milepaeler=()), dag)
    til_egen = replace(sak, plan=replace(sak.plan, koordinator="koordinator"))
    melding = skriv([til_egen], naa=klokka(dag), oppsett=OPPSETT)
    assert "Når teksten er klar, registrerer du nummeret på den med «fristvakt registrer»." in melding.tekst
    assert ber_om_et_svar_ingen_faar(melding) == []


@pytest.mark.parametrize(("maalform", "lenken"), [(Maalform.NB, "Se kontaktene"), (Maalform.NN, "Sjå kontaktane")])
@pytest.mark.parametrize("slag", [Slag.IKKE_LEVERT, Slag.UTEN_KONTAKT])
def test_den_som_maa_rette_en_kontakt_faar_lenken_dit(slag: Slag, maalform: Maalform, lenken: str) -> None:
    melding = eksempel(slag, maalform)
    adresse = OPPSETT.partslenke("vaaler", maalform, "kontakter")
    assert f"{lenken}: {adresse}" in melding.tekst
    assert f'href="{adresse}"' in melding.html
    uten_tavle = eksempel(slag, maalform, tavla_naas=False)
    assert lenken not in uten_tavle.tekst and "/part/" not in uten_tavle.html
