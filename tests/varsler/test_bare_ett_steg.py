"""A colleague who was given one step is told of that step, and of nothing else of the party's."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from modeller.oppfoelging import Oppfoelging
from modeller.plan import Plansteg, Status
from modeller.register import Kontakt, Register
from modeller.tekst import Maalform, lik
from modeller.varselrad import Fortalt
from tests.varsler.brevbygg import brev
from tests.varsler.test_forklaring import forklart
from tests.varsler.varselbygg import REGISTER, VAALER, i_maalform, saker, steg, utsikt
from varsler.mottakere import dekning, partens_mottaker
from varsler.regler import STANDARDREGLER, Slag
from varsler.sak import Varselsak

DAG = date(2024, 10, 18)
MAANEDEN = date(2024, 10, 1)
KOLLEGA = Kontakt(id="vaaler.a-plan", part="vaaler", navn="Planlegger", epost="plan@vaaler.example", avtaler=())
MED_KOLLEGA = replace(REGISTER, kontakter={**REGISTER.kontakter, KOLLEGA.id: KOLLEGA})
ANDRE = steg(steg="respons", tittel=lik("Respons"), frist=date(2024, 11, 29))
MOETET = steg(
    steg="dialog", tittel=lik("Politisk dialog"), part="kdd", deltar=("vaaler",), moete=True, frist=date(2024, 12, 2)
)


def overlatt(steget: Plansteg, fra: str = "vaaler.leder") -> Plansteg:
    return steget._replace(oppfoelging=Oppfoelging(overlatt={fra: KOLLEGA.id}, overlatt_dag={fra: date(2024, 10, 17)}))


def til_kollegaen(dag: date, *stegene: Plansteg, register: Register = MED_KOLLEGA) -> list[Varselsak]:
    alle = saker(dag, *stegene, register=register, regler=STANDARDREGLER)
    return [sak for sak in alle if sak.rad.mottaker == KOLLEGA.epost]


@pytest.mark.parametrize(
    ("maalform", "sagt"),
    [
        (
            Maalform.NB,
            "Prosjektleder overlot «Innsending av forslaget» til deg 17.10.2024. Det er bare dette du får e-post om.",
        ),
        (
            Maalform.NN,
            "Prosjektleder overlét «Innsending av forslaget» til deg 17.10.2024. Det er berre dette du får e-post om.",
        ),
    ],
)
def test_kollegaen_faar_det_ene_steget_og_leser_at_det_er_det(maalform: Maalform, sagt: str) -> None:
    register = i_maalform(MED_KOLLEGA, maalform)
    sakene = til_kollegaen(DAG, overlatt(steg()), ANDRE, MOETET, register=register)
    assert {sak.steg.steg for sak in sakene} == {"innsending"}
    tekst = brev(sakene, KOLLEGA.epost, DAG).tekst
    assert sagt in tekst
    assert "ny kontakt" not in tekst


def test_maaneden_til_kollegaen_er_det_ene_steget() -> None:
    sakene = til_kollegaen(MAANEDEN, overlatt(steg()), ANDRE)
    assert {sak.slag for sak in sakene} <= {Slag.MAANEDSOVERSIKT, Slag.BALL, Slag.LIGGER_HOS_DERE}
    melding = brev([s for s in sakene if s.slag is Slag.MAANEDSOVERSIKT], KOLLEGA.epost, MAANEDEN)
    assert melding.emne.startswith("Oversikt for oktober 2024: én sak hos dere")
    assert "Innsending" in melding.tekst
    assert "Respons" not in melding.tekst
    assert til_kollegaen(MAANEDEN, ANDRE) == []


def test_den_som_bare_har_steg_spoerres_ikke_om_det_som_gjelder_parten() -> None:
    mottaker = partens_mottaker("vaaler", MED_KOLLEGA, DAG, ())
    assert mottaker is not None
    assert mottaker.kontakt == "vaaler.leder"


def test_kollegaen_har_steget_ogsaa_etter_at_den_som_overlot_det_har_sluttet() -> None:
    leder = REGISTER.kontakter["vaaler.leder"]
    ny = replace(leder, id="vaaler.ny", epost="ny@vaaler.example")
    for etterfoelger in (None, ny.id):
        borte = replace(leder, slutter=date(2024, 10, 18), etterfoelger=etterfoelger)
        kontakter = {**MED_KOLLEGA.kontakter, leder.id: borte} | ({ny.id: ny} if etterfoelger else {})
        om = ("vaaler", "hedmark", replace(MED_KOLLEGA, kontakter=kontakter), DAG, ())
        hos = {m.epost for m in dekning(*om, overlatt(steg()).oppfoelging).mottakere}
        assert hos == ({KOLLEGA.epost, ny.epost} if etterfoelger else {KOLLEGA.epost})


def test_er_kollegaen_borte_har_den_som_overlot_steget_det_som_stedfortreder() -> None:
    borte = replace(KOLLEGA, borte_til=date(2025, 1, 10), stedfortreder="vaaler.leder")
    register = replace(REGISTER, kontakter={**REGISTER.kontakter, borte.id: borte})
    alle = saker(DAG, overlatt(steg()), register=register, regler=STANDARDREGLER)
    assert {sak.rad.mottaker for sak in alle if sak.rad.part == "vaaler"} == {VAALER}


def test_ledelsen_som_er_alene_kan_overlate_et_steg_og_hoerer_fortsatt_om_det_som_er_over_fristen() -> None:
    leder = replace(REGISTER.kontakter["vaaler.leder"], ledelse=True)
    register = replace(MED_KOLLEGA, kontakter={**MED_KOLLEGA.kontakter, leder.id: leder})
    hos = dekning("vaaler", "hedmark", register, DAG, (), overlatt(steg()).oppfoelging)
    assert [m.epost for m in hos.mottakere] == [KOLLEGA.epost]
    assert [m.epost for m in hos.ledelse] == [VAALER]


def test_kollegaen_takkes_for_steget_og_ikke_den_som_overlot_det() -> None:
    gjort = steg(status=Status.UTFOERT, utfoert=date(2024, 10, 18), ball=(), aapnet=None, aapnet_registrert=None)
    fortalt = {(gjort.id, epost): Fortalt(date(2024, 11, 29)) for epost in (VAALER, KOLLEGA.epost)}
    rader = utsikt(DAG, overlatt(gjort), ANDRE, register=MED_KOLLEGA, fortalt=fortalt).rader
    assert [rad.mottaker for rad in rader if rad.slag == Slag.TAKK] == [KOLLEGA.epost]
    takket = saker(DAG, overlatt(gjort), ANDRE, register=MED_KOLLEGA, fortalt=fortalt)
    tekst = brev([sak for sak in takket if sak.slag is Slag.TAKK], KOLLEGA.epost, DAG).tekst
    assert "Takk. «Innsending av forslaget» er registrert som gjort" in tekst
    assert "Respons" not in tekst, "what comes next is not the colleague's"


def test_siden_om_hva_kollegaen_faar_viser_bare_steget() -> None:
    side = forklart(KOLLEGA.id, overlatt(steg()), ANDRE, register=MED_KOLLEGA)
    assert [linje.steg.steg for avtale in side.avtaler for linje in avtale.steg] == ["innsending"]
