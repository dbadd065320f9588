"""The answer to a wish for more time, and a moved date, reach whoever has the step now."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import date, timedelta

import pytest

from modeller.livsloep import Krav
from modeller.oppfoelging import Avslag, Innvilget, Oppfoelging
from modeller.plan import Plansteg
from modeller.register import Register
from modeller.tekst import Maalform
from modeller.varselrad import Fortalt, Utboksrad
from tests.varsler.brevbygg import brev
from tests.varsler.test_ny_mottaker import KOLLEGA, MED_KOLLEGA
from tests.varsler.varselbygg import REGISTER, VAALER, i_maalform, saker, steg, utsikt
from varsler.regler import Slag

DAG = date(2024, 10, 2)
GAMMEL, NY = date(2024, 11, 22), date(2024, 11, 29)
OENSKET = date(2024, 12, 6)
SAGT = {("innsending.vaaler", VAALER): Fortalt(GAMMEL, "", (("ball", date(2024, 9, 2)),))}
JA = Oppfoelging(innvilget={"vaaler": Innvilget(OENSKET, NY, DAG)})
NEI = Oppfoelging(avslag={"vaaler": Avslag(OENSKET, "Fristen er felles", DAG, "f1")})
BARE_STEGET = replace(KOLLEGA, avtaler=())
MED_BARE_STEGET = replace(REGISTER, kontakter={**REGISTER.kontakter, KOLLEGA.id: BARE_STEGET})


def overlatt(sagt: Oppfoelging, **felt: object) -> Plansteg:
    return steg(oppfoelging=replace(sagt, overlatt={"vaaler.leder": KOLLEGA.id}), **felt)


def svarene(
    steget: Plansteg,
    register: Register = MED_BARE_STEGET,
    fortalt: Mapping[tuple[str, str], Fortalt] = SAGT,
    dag: date = DAG,
) -> list[tuple[str, str]]:
    rader: tuple[Utboksrad, ...] = utsikt(dag, steget, register=register, fortalt=fortalt).rader
    return [(rad.slag, rad.mottaker) for rad in rader if rad.slag in {Slag.FRIST_FLYTTET, Slag.MER_TID_AVSLAG}]


@pytest.mark.parametrize(
    ("steget", "slag"), [(overlatt(JA), "frist_flyttet"), (overlatt(NEI, frist=GAMMEL), "mer_tid_avslag")]
)
def test_svaret_gaar_til_den_som_har_faatt_steget_overlatt(steget: Plansteg, slag: str) -> None:
    assert svarene(steget) == [(slag, KOLLEGA.epost)]


OM_NB = "Våler kommune ba om mer tid til «Innsending av forslaget», til fredag 6. desember 2024."
OM_NN = "Våler kommune bad om meir tid til «Innsending av forslaget», til fredag 6. desember 2024."
DATOENE = "men den nye datoen er fredag 29. november 2024. Før var {} fredag 22. november 2024."


@pytest.mark.parametrize(("maalform", "om", "den"), [(Maalform.NB, OM_NB, "den"), (Maalform.NN, OM_NN, "han")])
def test_den_som_har_faatt_steget_leser_hvem_som_ba_om_mer_tid(maalform: Maalform, om: str, den: str) -> None:
    register = i_maalform(MED_BARE_STEGET, maalform)
    ja, nei = f"Koordinatoren har svart ja, {DATOENE.format(den)}", "Koordinatoren har svart nei."
    for steget, sagt in ((overlatt(JA), ja), (overlatt(NEI, frist=GAMMEL), nei)):
        tekst = brev(saker(DAG, steget, register=register, fortalt=SAGT), KOLLEGA.epost, DAG).tekst
        assert f"{om} {sagt}" in tekst


def test_den_som_tar_over_etter_en_som_kjenner_den_gamle_datoen_faar_vite_at_den_er_flyttet() -> None:
    leder = REGISTER.kontakter["vaaler.leder"]
    for borte in (
        replace(leder, slutter=DAG, etterfoelger=KOLLEGA.id),
        replace(leder, stedfortreder=KOLLEGA.id),
    ):
        register = replace(MED_BARE_STEGET, kontakter={**MED_BARE_STEGET.kontakter, leder.id: borte})
        assert svarene(steg(), register) == [("frist_flyttet", KOLLEGA.epost)]
    assert svarene(overlatt(Oppfoelging())) == [("frist_flyttet", KOLLEGA.epost)]
    assert svarene(steg(), MED_KOLLEGA) == [("frist_flyttet", VAALER)], "who has come beside her knows no old date"


def test_et_ja_kommer_fram_ogsaa_om_raad_og_til_den_som_ikke_har_hoert_om_steget() -> None:
    assert svarene(overlatt(JA, krav=Krav.ANBEFALT)) == [("frist_flyttet", KOLLEGA.epost)]
    assert svarene(steg(oppfoelging=JA, krav=Krav.ANBEFALT)) == [("frist_flyttet", VAALER)]
    assert svarene(steg(oppfoelging=JA), fortalt={}) == [("frist_flyttet", VAALER)]
    sendt = brev(saker(DAG, steg(oppfoelging=JA)), VAALER, DAG)
    assert "Koordinatoren har svart ja, men den nye datoen er fredag 29. november 2024." in sendt.tekst
    assert "Før var" not in sendt.tekst
    assert "tidligere" not in sendt.emne


def test_et_svar_som_er_kommet_fram_eller_er_gammelt_sies_ikke_igjen() -> None:
    kjent = {("innsending.vaaler", VAALER): Fortalt(NY, "", (("frist_flyttet", DAG),))}
    assert svarene(overlatt(JA), fortalt=kjent) == []
    assert svarene(steg(oppfoelging=JA), fortalt={}, dag=DAG + timedelta(days=46)) == []
