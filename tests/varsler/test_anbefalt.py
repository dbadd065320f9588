"""What is recommended is told as that: no mail makes a requirement of it, or a deadline of its date."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from html import unescape

import pytest

from modeller.begrunnelse import Ledd
from modeller.fakta import Fristart
from modeller.livsloep import Krav
from modeller.plan import Plansteg, Status
from modeller.tekst import Maalform, lik
from tests.varsler.brevbygg import MOETE, brev, eksempel, klokka, varslet
from tests.varsler.varselbygg import KOORDINATOR, OPPSETT, REGISTER, VAALER, i_maalform, saker, steg, vedtak
from varsler.melding import Melding, skriv
from varsler.regler import STANDARDREGLER, Slag

DAG = date(2024, 9, 2)
RAAD = vedtak(krav=Krav.ANBEFALT)
SAGT = {
    Maalform.NB: "Dette er anbefalt, ikke påkrevd.",
    Maalform.NN: "Dette er tilrådd, ikkje påkravd.",
}


def brevet(steget: Plansteg, dag: date = DAG, maalform: Maalform = Maalform.NB) -> Melding:
    return brev(saker(dag, steget, register=i_maalform(REGISTER, maalform)), VAALER, dag)


@pytest.mark.parametrize("maalform", list(Maalform))
def test_et_anbefalt_steg_sier_at_det_er_anbefalt_og_har_ingen_frist(maalform: Maalform) -> None:
    melding = brevet(RAAD, maalform=maalform)
    for innhold in (melding.tekst, unescape(melding.html)):
        assert innhold.count(SAGT[maalform]) == 1
        assert "Fristen" not in innhold
        assert "Frist:" not in innhold
    innen = {Maalform.NB: "anbefalt innen 7.11.2024", Maalform.NN: "tilrådd innan 7.11.2024"}[maalform]
    assert f"Politisk forankring av forslaget – {innen}" in melding.emne


def test_datoen_for_et_anbefalt_steg_er_ikke_en_frist_som_er_passert() -> None:
    melding = brevet(RAAD._replace(aapnet=date(2024, 11, 20), frist=date(2024, 11, 7)), date(2024, 11, 20))
    assert "Anbefalt dato var torsdag 7. november 2024, for 13 dager siden." in melding.tekst
    assert "gikk ut før" not in melding.tekst
    assert "Anbefalt dato: torsdag 7. november 2024 (ikke en frist)" in melding.tekst


def test_et_paakrevd_steg_sier_ikke_noe_om_at_det_er_anbefalt() -> None:
    assert "anbefalt" not in brevet(vedtak()).tekst.lower()


def test_har_noen_satt_en_frist_for_det_anbefalte_staar_begge_deler() -> None:
    satt = RAAD._replace(begrunnelse=(Ledd("utsatt", {"dato": date(2024, 11, 7)}),))
    melding = brevet(satt)
    assert "Fristen er torsdag 7. november 2024" in melding.tekst
    assert "Dette er anbefalt, ikke påkrevd, men det er satt en frist for det." in melding.tekst


def test_et_anbefalt_moete_sies_om_moetet() -> None:
    assert "Møtet er anbefalt, ikke påkrevd." in brevet(MOETE._replace(krav=Krav.ANBEFALT)).tekst


@pytest.mark.parametrize("maalform", list(Maalform))
def test_det_sies_en_gang_naar_alle_avtalene_anbefaler_det_og_ved_hver_naar_bare_noen_gjoer_det(
    maalform: Maalform,
) -> None:
    veiledende = {"art": Fristart.VEILEDENDE}

    def i_to(andre: Krav) -> Melding:
        register = i_maalform(REGISTER, maalform)
        alle = [
            *saker(DAG, steg(krav=Krav.ANBEFALT, **veiledende), register=register),
            *saker(DAG, steg(krav=andre, **veiledende), register=register, avtale="solor", navn=lik("Solør")),
        ]
        return brev(alle, VAALER, DAG)

    begge, en = i_to(Krav.ANBEFALT), i_to(Krav.PAAKREVD)
    for melding in (begge, en):
        assert len(melding.samlesaker) == 1
        for innhold in (melding.tekst, unescape(melding.html)):
            assert innhold.count(SAGT[maalform]) == 1
    assert begge.samlesaker[0].felles.anbefalt
    assert [bool(egen.anbefalt) for egen in en.samlesaker[0].egne] == [True, False]


def test_oversikten_for_uka_kaller_ikke_det_anbefalte_over_fristen() -> None:
    dag = date(2025, 2, 3)
    melding = brev(saker(dag, RAAD, regler=replace(STANDARDREGLER, kontaktlister=None)), KOORDINATOR, dag)
    assert "«Politisk forankring av forslaget» (anbefalt innen 7.11.2024, passert)" in melding.tekst
    assert "over fristen" not in f"{melding.emne}{melding.tekst}"


def test_det_som_kommer_i_uka_sier_hva_som_er_anbefalt() -> None:
    dag = date(2024, 10, 28)
    melding = brev(saker(dag, RAAD, vedtak(part="trysil"), regler=STANDARDREGLER), KOORDINATOR, dag)
    assert "«Politisk forankring av forslaget», anbefalt (Våler)" in melding.tekst
    assert "«Politisk forankring av forslaget» (Trysil)" in melding.tekst


@pytest.mark.parametrize(
    ("andre", "nb", "nn"),
    [
        ((), "én anbefalt sak", "éi tilrådd sak"),
        ((steg(),), "2 saker hos dere, én av dem anbefalt", "2 saker hos dykk, éi av dei tilrådd"),
        ((steg(krav=Krav.ANBEFALT),), "2 anbefalte saker hos dere", "2 tilrådde saker hos dykk"),
    ],
)
def test_oversikten_for_maaneden_teller_det_anbefalte_for_seg(andre: tuple[Plansteg, ...], nb: str, nn: str) -> None:
    for maalform, ventet in zip(Maalform, (nb, nn), strict=True):
        alle = saker(
            date(2024, 12, 2),
            RAAD,
            *andre,
            register=i_maalform(REGISTER, maalform),
            regler=STANDARDREGLER,
        )
        maanedens = [sak for sak in alle if sak.slag is Slag.MAANEDSOVERSIKT and sak.rad.mottaker == VAALER]
        melding = skriv(maanedens, naa=klokka(date(2024, 12, 2)), oppsett=OPPSETT)
        assert ventet in melding.emne
        assert ("anbefalt innen" if maalform is Maalform.NB else "tilrådd innan") in melding.tekst
        assert melding.tekst.count("over fristen") == sum(en.krav is Krav.PAAKREVD for en in andre)


def test_det_andre_venter_paa_sier_hva_som_er_anbefalt() -> None:
    dag = date(2024, 11, 1)
    venter = steg(krav=Krav.ANBEFALT, status=Status.VENTER, ball=(), aapnet=None, venter_paa=("forankring.trysil",))
    melding = brev(saker(dag, venter, steg(steg="egen"), vedtak(part="trysil"), regler=STANDARDREGLER), VAALER, dag)
    assert "«Innsending av forslaget» (anbefalt) venter på Trysil kommune" in melding.tekst


@pytest.mark.parametrize("slag", [Slag.KOORDINATOR_ANSLAG, Slag.KOORDINATOR_MER_TID])
def test_koordinatoren_faar_vite_at_det_bare_er_anbefalt(slag: Slag) -> None:
    sak = varslet(slag, RAAD, DAG, om_part="vaaler", dato="2024-11-07", anslag="2024-12-01", til="2024-12-01")
    melding = skriv([sak], naa=klokka(DAG), oppsett=OPPSETT)
    assert "Dette er anbefalt, ikke påkrevd." in melding.tekst
    assert "risten" not in f"{melding.emne}{melding.tekst}"
    assert "anbefalt" not in eksempel(slag, Maalform.NB).tekst.lower()


def test_kalenderen_som_foelger_med_sier_det_samme() -> None:
    kalenderen = brevet(RAAD).kalender
    assert kalenderen is not None
    innhold = kalenderen.innhold.replace("\r\n ", "")
    assert "SUMMARY:Anbefalt: Politisk forankring av forslaget" in innhold
    assert "SUMMARY:Frist" not in innhold
    assert "Dette er anbefalt\\, ikke påkrevd." in innhold
