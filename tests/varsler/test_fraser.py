"""Dates in words: as Babel writes them, in mail and in the core, which has no library to ask."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from babel.dates import format_date

from modeller.tekst import Maalform, dato_kort, dato_lang, maaned_ord
from tavle.ord import ukedag
from varsler.fraser import dag_i_ord, naar_i_ord

AARET = [date(2024, 1, 1) + timedelta(nr) for nr in range(366)]


@pytest.mark.parametrize("maalform", list(Maalform))
def test_kjernen_skriver_datoer_som_babel(maalform: Maalform) -> None:
    for skriv, moenster in ((dato_kort, "d.M.y"), (dato_lang, "d. MMMM y"), (maaned_ord, "MMMM y")):
        ventet = [format_date(dag, moenster, locale=maalform.value) for dag in AARET]
        assert [skriv(dag) for dag in AARET] == ventet
    assert [ukedag(dag).paa(maalform) for dag in AARET] == [
        format_date(dag, "EEEE", locale=maalform.value) for dag in AARET
    ]


def test_dagen_staar_med_ukedag_paa_leserens_maalform() -> None:
    loerdag = date(2024, 11, 9)
    assert dag_i_ord(loerdag, Maalform.NB) == "lørdag 9. november 2024"
    assert dag_i_ord(loerdag, Maalform.NN) == "laurdag 9. november 2024"
    assert dag_i_ord(loerdag, Maalform.NN, bare_maaned=True) == "november 2024"


@pytest.mark.parametrize(
    ("dager", "nb", "nn"),
    [
        (13, "om 13 dager", "om 13 dagar"),
        (14, "om 2 uker", "om 2 veker"),
        (17, "om vel 2 uker", "om vel 2 veker"),
        (18, "om nesten 3 uker", "om nesten 3 veker"),
        (40, "om nesten 6 uker", "om nesten 6 veker"),
        (42, "om 6 uker", "om 6 veker"),
        (-40, "for nesten 6 uker siden", "for nesten 6 veker sidan"),
        (-45, "for vel 6 uker siden", "for vel 6 veker sidan"),
        (90, "om nesten 13 uker", "om nesten 13 veker"),
        (91, "om omtrent 3 måneder", "om omtrent 3 månader"),
    ],
)
def test_uker_sies_etter_det_som_er_naermest(dager: int, nb: str, nn: str) -> None:
    i_dag = date(2024, 9, 2)
    assert naar_i_ord(i_dag + timedelta(dager), i_dag, Maalform.NB) == nb
    assert naar_i_ord(i_dag + timedelta(dager), i_dag, Maalform.NN) == nn
