"""What was derived is remembered, but only for the very facts it was derived from."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from flyter.livsloep import BYGDEVEKST
from modeller.fakta import Datoverdi
from modeller.lager.minne import Minne
from tests.rollebesetning import KALENDER, OPPRETTET, REGISTER, faktum

DAG = date(2024, 9, 2)


def test_samme_fakta_samme_dag_gir_den_samme_planen_igjen() -> None:
    minne, fakta = Minne(), [faktum(1, DAG, OPPRETTET)]
    foerste = minne.plan(fakta, BYGDEVEKST, REGISTER, DAG, KALENDER)
    assert minne.plan(list(fakta), BYGDEVEKST, REGISTER, DAG, KALENDER) is foerste


def test_to_lagre_som_har_hoert_ulikt_under_samme_id_faar_hver_sin_plan() -> None:
    minne = Minne()
    for slutt in (date(2028, 12, 30), date(2029, 12, 30)):
        opprettet = replace(OPPRETTET, datoer={**OPPRETTET.datoer, "avtaleslutt": Datoverdi(slutt)})
        assert minne.plan([faktum(1, DAG, opprettet)], BYGDEVEKST, REGISTER, DAG, KALENDER).slutt == slutt


def test_det_som_hender_senere_endrer_ikke_dagens_plan_men_neste_dags() -> None:
    minne, i_morgen = Minne(), date(2024, 9, 3)
    fakta = [faktum(1, DAG, OPPRETTET)]
    foerste = minne.plan(fakta, BYGDEVEKST, REGISTER, DAG, KALENDER)
    fakta.append(faktum(2, i_morgen, replace(OPPRETTET, merknad=None)))
    assert minne.plan(fakta, BYGDEVEKST, REGISTER, DAG, KALENDER) is foerste
    assert minne.plan(fakta, BYGDEVEKST, REGISTER, i_morgen, KALENDER).dag == i_morgen


def test_det_som_har_ligget_lengst_uroert_gaar_foerst_ut() -> None:
    minne = Minne(husker=2)
    ett, to, tre = ([faktum(nr, DAG, OPPRETTET)] for nr in range(3))
    foerste = minne.register(ett, DAG)
    andre = minne.register(to, DAG)
    assert minne.register(ett, DAG) is foerste
    minne.register(tre, DAG)
    assert minne.register(ett, DAG) is foerste
    assert minne.register(to, DAG) is not andre
