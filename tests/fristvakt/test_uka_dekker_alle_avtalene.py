"""The coordinator's week through the real queue: it is about all her agreements with something overdue."""

from __future__ import annotations

from datetime import date
from itertools import pairwise
from typing import Any

import pytest

from tests.fristvakt.kommandoproeve import EKSEMPLER, PULJE_2, fristvakt

KOORDINATOR = "koordinator@kdd.example"
SPENN = ("--fra", "2024-10-07", "--til", "2025-06-16")
FORFALT_I_BEGGE = "2024-12-09"
LENGST = 35


@pytest.fixture(scope="module")
def ukene(tmp_path_factory: pytest.TempPathFactory) -> list[dict[str, Any]]:
    """Her messages with the week's digest in them, when nobody answers."""
    with pytest.MonkeyPatch.context() as m:
        m.setenv("FRISTVAKT_MAPPE", str(tmp_path_factory.mktemp("ingen") / "data"))
        filer = (PULJE_2, EKSEMPLER / "hjerteregionen.toml")
        meldinger = fristvakt("simuler", *filer, *SPENN, "--ingen-svarer", "--json").json()
    hennes = [en for en in meldinger if en["til"] == KOORDINATOR and en["tid"] >= FORFALT_I_BEGGE]
    return [en for en in hennes if any(sak["slag"] == "ukesoversikt" for sak in en["saker"])]


def test_hver_oversikt_tar_med_alle_avtalene_med_noe_over_fristen(ukene: list[dict[str, Any]]) -> None:
    for en in ukene:
        avtaler = {sak["avtale"] for sak in en["saker"] if sak["slag"] == "ukesoversikt"}
        assert avtaler == {"engerdal-trysil-vaaler-aamot", "hjerteregionen"}, en["tid"]


def test_det_gaar_aldri_lang_tid_mellom_oversiktene_mens_noe_er_over_fristen(ukene: list[dict[str, Any]]) -> None:
    dager = [date.fromisoformat(en["tid"][:10]) for en in ukene]
    assert len(dager) == len(set(dager))
    assert max((b - a).days for a, b in pairwise(dager)) <= LENGST
