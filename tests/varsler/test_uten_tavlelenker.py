"""Where the board is out of reach of those who read the mail, no link in it leads there."""

from __future__ import annotations

import pytest

from modeller.tekst import Maalform
from tests.varsler.brevbygg import eksempel
from varsler.regler import Slag

TAVLA = "http://127.0.0.1:8000"


@pytest.mark.parametrize("maalform", list(Maalform))
@pytest.mark.parametrize("slag", list(Slag))
def test_ingen_lenke_foerer_til_en_tavle_leseren_ikke_naar(slag: Slag, maalform: Maalform) -> None:
    med, uten = eksempel(slag, maalform), eksempel(slag, maalform, tavla_naas=False)
    assert TAVLA in med.tekst
    for skrevet in (uten.tekst, uten.html, uten.kalender.innhold if uten.kalender else ""):
        assert TAVLA not in skrevet
        assert 'href=""' not in skrevet
    assert "\n\n\n" not in uten.tekst.replace("\r", "")
    assert not any(linje.endswith(("tavla:", "saken:", "saka:")) for linje in uten.tekst.splitlines())


def test_kalenderdelen_er_den_samme_for_hovedboka_med_og_uten_lenke() -> None:
    med, uten = (eksempel(Slag.MOETE_INNKALT, Maalform.NB, tavla_naas=naas).kalender for naas in (True, False))
    assert med is not None
    assert uten is not None
    assert "URL:" in med.innhold
    assert "URL:" not in uten.innhold
    assert "Mer i Fristvakt" not in uten.innhold
    assert med.hasher == uten.hasher
