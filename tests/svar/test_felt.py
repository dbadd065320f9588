"""What is typed in a field, read as people type it; what cannot be meant is told, and never stored."""

from __future__ import annotations

from datetime import time

import pytest

from tavle.svar.felt import Utfylt


@pytest.mark.parametrize(
    ("skrevet", "klokka"), [("09:30", time(9, 30)), ("09.30", time(9, 30)), ("09", time(9)), ("", None)]
)
def test_et_klokkeslett_leses_slik_det_skrives(skrevet: str, klokka: time | None) -> None:
    assert Utfylt({"fra": skrevet}).klokke("fra") == klokka


@pytest.mark.parametrize("skrevet", ["25:00", "halv ti", "09:30+02:00", "09:30Z", "09:30-00:00"])
def test_et_klokkeslett_er_det_som_staar_paa_veggen_og_ikke_i_en_annen_sone(skrevet: str) -> None:
    utfylt = Utfylt({"fra": skrevet})
    assert utfylt.klokke("fra") is None
    assert "er ikke et klokkeslett" in utfylt.feil["fra"].nb
