"""Mail and calendar name the source that applies to the agreement, and a pattern only as what it is."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from modeller.fakta import Fristart
from modeller.tekst import Maalform
from tests.kalendergull import LENKE
from tests.rollebesetning import OPPRETTET, REGISTER, Historie
from tests.varsler.varselbygg import BREVET, OPPSETT, saker, steg
from varsler.kalender.sammensetting import oppfoeringer
from varsler.ordlegging import i_sakord

DAG = date(2024, 9, 2)


@pytest.mark.parametrize(
    ("maalform", "kilde"),
    [
        (Maalform.NB, "ingen egen, men etter mønster av KDDs brev om bygdevekstavtaler, s. 2"),
        (Maalform.NN, "inga eiga, men etter mønster av KDDs brev om bygdevekstavtaler, s. 2"),
    ],
)
def test_e_posten_sier_naar_en_regel_bare_foelger_et_moenster(maalform: Maalform, kilde: str) -> None:
    vaar_egen = steg(kilde=None, moenster=BREVET, art=Fristart.VEILEDENDE)
    assert {i_sakord(sak, maalform, DAG, OPPSETT).kilde for sak in saker(DAG, vaar_egen)} == {kilde}


def test_e_posten_nevner_kilden_naar_den_gjelder() -> None:
    ord_ = {i_sakord(sak, Maalform.NB, DAG, OPPSETT).kilde for sak in saker(DAG, steg())}
    assert ord_ == {"KDDs brev om bygdevekstavtaler, s. 2"}


def test_kalenderen_til_en_avtale_uten_brevet_har_det_aldri_som_kilde() -> None:
    plan = Historie(opprettet=replace(OPPRETTET, kilder=("002",))).plan(DAG)
    for oppfoering in oppfoeringer(plan, REGISTER, LENKE):
        assert "Kilde: KDDs brev" not in oppfoering.beskrivelse.nb, oppfoering.steg
        assert "Kjelde: Brevet" not in oppfoering.beskrivelse.nn, oppfoering.steg
    forankring = next(o for o in oppfoeringer(plan, REGISTER, LENKE) if o.steg == "forankring.aamot")
    assert "Kilde: ingen egen, men etter mønster av KDDs brev om veien videre for pulje 2" in forankring.beskrivelse.nb
