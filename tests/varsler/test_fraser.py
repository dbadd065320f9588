"""Dates in words: as Babel writes them, in mail and in the core, which has no library to ask."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from babel.dates import format_date

from modeller.tekst import Maalform, dato_kort, dato_lang, maaned_ord
from tavle.ord import ukedag
from varsler.fraser import dag_i_ord

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
