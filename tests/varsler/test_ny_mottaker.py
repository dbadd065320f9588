"""Whoever gets mail in another's place, or after another, reads why: that the contact's does not arrive, or who gave it
over."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from modeller.oppfoelging import Oppfoelging
from modeller.plan import Plansteg
from modeller.register import Kontakt, Register
from modeller.tekst import Maalform, lik
from modeller.varselrad import Fortalt
from tests.varsler.brevbygg import brev
from tests.varsler.varselbygg import (
    KOORDINATOR,
    OPPSETT,
    POSTMOTTAK,
    REGISTER,
    VAALER,
    hver_mandag,
    i_maalform,
    saker,
    steg,
)
from varsler.mottakere import dekning

DAG = date(2024, 10, 18)
TIDLIGERE = {("respons.vaaler", VAALER): Fortalt(date(2024, 12, 2), "", (("ligger_hos_dere", date(2024, 9, 2)),))}
"""Våler has had mail about the agreement since it was entered."""
KOLLEGA = Kontakt(id="vaaler.plan", part="vaaler", navn="Planlegger", epost="plan@vaaler.example")
MED_KOLLEGA = replace(REGISTER, kontakter={**REGISTER.kontakter, KOLLEGA.id: KOLLEGA})


def til_postmottaket(register: Register = REGISTER, *, svar: bool = True, **felt: object) -> str:
    oppsett = OPPSETT if svar else replace(OPPSETT, svar=None)
    return brev(saker(DAG, steg(), register=register, **felt), POSTMOTTAK, DAG, oppsett=oppsett).tekst


def uten_kontakt(register: Register = REGISTER) -> Register:
    return replace(register, kontakter={k: v for k, v in register.kontakter.items() if v.part != "vaaler"})


def overlatt(steget: Plansteg, til: str = KOLLEGA.id) -> Plansteg:
    sagt = Oppfoelging(overlatt={"vaaler.leder": til}, overlatt_dag={"vaaler.leder": date(2024, 10, 17)})
    return steget._replace(oppfoelging=sagt)


def test_dekningen_sier_at_postmottaket_staar_inn_og_for_hvem() -> None:
    om = ("vaaler", "hedmark", REGISTER, DAG)
    assert dekning(*om, {VAALER}).mottakere[0].i_stedet_for == ("vaaler.leder",)
    assert dekning(*om, ()).mottakere[0].i_stedet_for is None
    assert dekning("vaaler", "hedmark", uten_kontakt(), DAG, ()).mottakere[0].i_stedet_for == ()
    assert dekning(*om, ()).ledelse[0].i_stedet_for is None, "it is told beside the contacts"


@pytest.mark.parametrize(
    ("maalform", "ber", "hvorfor", "lenke"),
    [
        (
            Maalform.NB,
            "Til postmottaket: fordel dette til den som har saken.",
            "E-post til Prosjektleder (vaaler@kontakt.example) kommer ikke fram, og derfor får dere den.",
            "Bruk lenken «Si fra hvem som har saken hos dere», så går neste e-post rett dit.",
        ),
        (
            Maalform.NN,
            "Til postmottaket: fordel dette til den som har saka.",
            "E-post til Prosjektleder (vaaler@kontakt.example) kjem ikkje fram, og difor får de han.",
            "Bruk lenka «Sei frå kven som har saka hos dykk», så går neste e-post rett dit.",
        ),
    ],
)
def test_postmottaket_faar_vite_hvem_e_posten_ikke_naar_og_hva_det_skal_gjoere(
    maalform: Maalform, ber: str, hvorfor: str, lenke: str
) -> None:
    register = i_maalform(REGISTER, maalform)
    tekst = til_postmottaket(register, uleverbare={VAALER: DAG}, fortalt=TIDLIGERE)
    assert f"{ber} {hvorfor} {lenke}" in tekst
    assert "Fristvakt følg" not in tekst


def test_fristvakt_begynner_ikke_naa_for_et_postmottak_som_har_hatt_paaminnelser() -> None:
    dag = date(2024, 12, 5)
    ligger = steg(aapnet=date(2024, 8, 20), aapnet_registrert=dag)
    fortalt = {("respons.vaaler", POSTMOTTAK): Fortalt(date(2024, 11, 8), "", (("postmottak_forfalt", DAG),))}
    til = saker(dag, ligger, registrert=dag, uleverbare={VAALER: dag}, fortalt=fortalt)
    tekst = brev(til, POSTMOTTAK, dag).tekst
    assert "Dette ligger hos dere:" in tekst
    assert "Fristvakt følg" not in tekst
    assert "E-post til Prosjektleder (vaaler@kontakt.example) kommer ikke fram" in tekst


def test_postmottaket_faar_vite_at_parten_ikke_har_noen_kontakt() -> None:
    tekst = til_postmottaket(uten_kontakt())
    assert "Fristvakt har ingen kontakt hos Våler kommune for dette, og derfor får dere e-posten." in tekst


def test_uten_lenker_svarer_postmottaket_paa_e_posten() -> None:
    tekst = til_postmottaket(uleverbare={VAALER: DAG}, svar=False)
    assert "Svar på denne e-posten med hvem som har saken nå, så retter koordinatoren det." in tekst
    assert "Bruk lenken" not in tekst
    ingen = til_postmottaket(uleverbare={VAALER: DAG}, svar=False, koordinator=None)
    assert "koordinatoren" not in ingen


def test_koordinatorens_postmottak_faar_vite_hvorfor() -> None:
    forfalt = {
        ("innsending.vaaler", VAALER): Fortalt(date(2024, 11, 29), "", hver_mandag("forfalt", date(2024, 12, 9)))
    }
    dag = date(2025, 1, 6)
    tekst = brev(saker(dag, steg(), uleverbare={KOORDINATOR: dag}, fortalt=forfalt), "post@engerdal.example", dag).tekst
    assert (
        f"Til postmottaket: fordel dette til den som koordinerer avtalen. E-post til Koordinator ({KOORDINATOR}) "
        "kommer ikke fram, og derfor får dere den."
    ) in tekst


@pytest.mark.parametrize(
    ("maalform", "sagt"),
    [
        (Maalform.NB, "Prosjektleder overlot dette til deg 17.10.2024."),
        (Maalform.NN, "Prosjektleder overlét dette til deg 17.10.2024."),
    ],
)
def test_den_som_faar_et_steg_overlatt_ser_av_hvem_og_naar(maalform: Maalform, sagt: str) -> None:
    register = i_maalform(MED_KOLLEGA, maalform)
    tekst = brev(saker(DAG, overlatt(steg()), register=register, fortalt=TIDLIGERE), KOLLEGA.epost, DAG).tekst
    assert sagt in tekst
    assert "Fristvakt følg" not in tekst
    fortalt = TIDLIGERE | {("innsending.vaaler", KOLLEGA.epost): Fortalt(date(2024, 11, 29))}
    senere = brev(saker(DAG, overlatt(steg()), register=register, fortalt=fortalt), KOLLEGA.epost, DAG).tekst
    assert sagt not in senere, "it is told once"


def test_den_som_har_noe_fra_foer_ser_hvilket_steg_som_ble_overlatt() -> None:
    andre = steg(steg="respons", tittel=lik("Respons"), frist=date(2024, 12, 2))
    fortalt = TIDLIGERE | {("respons.vaaler", KOLLEGA.epost): Fortalt(date(2024, 12, 2))}
    # Both contacts have the other step.
    to = replace(
        MED_KOLLEGA, kontakter={**MED_KOLLEGA.kontakter, "vaaler.plan": replace(KOLLEGA, avtaler=("hedmark",))}
    )
    tekst = brev(saker(DAG, overlatt(steg()), andre, register=to, fortalt=fortalt), KOLLEGA.epost, DAG).tekst
    assert "Prosjektleder overlot «Innsending av forslaget» til deg 17.10.2024." in tekst


def test_den_som_tar_over_for_en_som_har_sluttet_ser_det() -> None:
    leder = replace(REGISTER.kontakter["vaaler.leder"], slutter=date(2024, 10, 1), etterfoelger=KOLLEGA.id)
    register = replace(MED_KOLLEGA, kontakter={**MED_KOLLEGA.kontakter, leder.id: leder})
    tekst = brev(saker(DAG, steg(), register=register, fortalt=TIDLIGERE), KOLLEGA.epost, DAG).tekst
    assert "Du har tatt over etter Prosjektleder fra 1.10.2024. Derfor får du denne e-posten." in tekst
    assert "Fristvakt følg" not in tekst


def test_den_postmottaket_har_oppgitt_ser_at_det_var_postmottaket() -> None:
    kontakter = {**uten_kontakt().kontakter, KOLLEGA.id: KOLLEGA}
    register = replace(REGISTER, kontakter=kontakter, oppgitt_av_postmottak={KOLLEGA.id: date(2024, 10, 16)})
    fortalt = {("innsending.vaaler", POSTMOTTAK): Fortalt(date(2024, 11, 29), "", (("ball", date(2024, 9, 2)),))}
    tekst = brev(saker(DAG, steg(), register=register, fortalt=fortalt), KOLLEGA.epost, DAG).tekst
    assert "Postmottaket hos Våler kommune oppga 16.10.2024 at du har saken. Derfor får du denne e-posten." in tekst


def test_bare_en_part_som_ikke_har_hoert_noe_faar_vite_at_fristvakt_begynner_naa() -> None:
    dag = date(2024, 12, 5)
    ligger = steg(aapnet=date(2024, 8, 20), aapnet_registrert=dag)
    foerst = brev(saker(dag, ligger, register=MED_KOLLEGA, registrert=dag), KOLLEGA.epost, dag).tekst
    assert "Fristvakt følger nå opp «Bygdevekstavtale" in foerst
    samme_dag = {("respons.vaaler", VAALER): Fortalt(date(2024, 12, 2), "", (("ligger_hos_dere", dag),))}
    like_etter = brev(saker(dag, ligger, register=MED_KOLLEGA, registrert=dag, fortalt=samme_dag), KOLLEGA.epost, dag)
    assert "Fristvakt følger nå opp «Bygdevekstavtale" in like_etter.tekst, "one of two at the party is no later word"
    senere = brev(saker(dag, ligger, register=MED_KOLLEGA, registrert=dag, fortalt=TIDLIGERE), KOLLEGA.epost, dag).tekst
    assert "Fristvakt følger nå opp" not in senere
    assert "Fristvakt følger opp «Bygdevekstavtale Engerdal–Trysil–Våler–Åmot», og du er ny kontakt" in senere


def test_den_som_alt_har_faatt_e_post_om_avtalen_leser_ikke_at_hun_er_ny() -> None:
    """What lies with the party waited for a Monday, and something urgent went first."""
    dag = date(2024, 12, 5)
    ligger = steg(aapnet=date(2024, 8, 20), aapnet_registrert=dag)
    tekst = brev(saker(dag, ligger, registrert=dag, fortalt=TIDLIGERE), VAALER, dag).tekst
    assert "Dette ligger hos dere:" in tekst
    assert "ny kontakt" not in tekst
    assert "Fristvakt følg" not in tekst
