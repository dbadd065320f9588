"""What was derived is remembered, but only for the very facts it was derived from."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

import pytest

from flyter.livsloep import LIVSLOEP
from modeller.fakta import Datoverdi, Faktum
from modeller.lager.minne import Minne, UkjentLivsloep
from modeller.plan import Plan
from tests.rollebesetning import KALENDER, OPPRETTET, REGISTER, faktum

DAG = date(2024, 9, 2)


def planen(minne: Minne, fakta: Sequence[Faktum], dag: date = DAG) -> Plan:
    plan = minne.plan(fakta, LIVSLOEP, REGISTER, dag, KALENDER)
    assert plan is not None
    return plan


def test_samme_fakta_samme_dag_gir_den_samme_planen_igjen() -> None:
    minne, fakta = Minne(), [faktum(1, DAG, OPPRETTET)]
    foerste = planen(minne, fakta)
    assert planen(minne, list(fakta)) is foerste


def test_to_lagre_som_har_hoert_ulikt_under_samme_id_faar_hver_sin_plan() -> None:
    minne = Minne()
    for slutt in (date(2028, 12, 30), date(2029, 12, 30)):
        opprettet = replace(OPPRETTET, datoer={**OPPRETTET.datoer, "avtaleslutt": Datoverdi(slutt)})
        assert planen(minne, [faktum(1, DAG, opprettet)]).slutt == slutt


def test_det_som_hender_senere_endrer_ikke_dagens_plan_men_neste_dags() -> None:
    minne, i_morgen = Minne(), date(2024, 9, 3)
    fakta = [faktum(1, DAG, OPPRETTET)]
    foerste = planen(minne, fakta)
    fakta.append(faktum(2, i_morgen, replace(OPPRETTET, merknad=None)))
    assert planen(minne, fakta) is foerste
    assert planen(minne, fakta, i_morgen).dag == i_morgen


def test_det_som_har_ligget_lengst_uroert_gaar_foerst_ut() -> None:
    minne = Minne(husker=2)
    ett, to, tre = ([faktum(nr, DAG, OPPRETTET)] for nr in range(3))
    foerste = minne.register(ett, DAG)
    andre = minne.register(to, DAG)
    assert minne.register(ett, DAG) is foerste
    minne.register(tre, DAG)
    assert minne.register(ett, DAG) is foerste
    assert minne.register(to, DAG) is not andre


def test_foer_avtalen_er_opprettet_finnes_det_ingen_plan() -> None:
    fakta = [faktum(1, DAG, OPPRETTET)]
    assert Minne().plan(fakta, LIVSLOEP, REGISTER, date(2024, 9, 1), KALENDER) is None


def test_en_avtale_med_et_livsloep_som_ikke_finnes_sier_hvilket() -> None:
    fakta = [faktum(1, DAG, replace(OPPRETTET, livsloep="borte"))]
    with pytest.raises(UkjentLivsloep, match="«borte»"):
        Minne().plan(fakta, LIVSLOEP, REGISTER, DAG, KALENDER)
