"""What a contact has handed over is in the month of the colleague who has it, and not in its own."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import date

import pytest

from modeller.plan import Plansteg, Status
from modeller.register import Register
from modeller.tekst import Maalform, lik
from tests.varsler.brevbygg import brev
from tests.varsler.test_ny_mottaker import KOLLEGA, MED_KOLLEGA, overlatt
from tests.varsler.varselbygg import VAALER, i_maalform, saker, steg, vedtak
from varsler.regler import STANDARDREGLER, Slag
from varsler.sak import Varselsak

MAANEDEN = date(2024, 10, 1)
RESPONS = steg(steg="respons", frist=date(2024, 12, 2))


def maanedens(
    *stegene: Plansteg, til: str, register: Register = MED_KOLLEGA, uleverbare: Mapping[str, date] | None = None
) -> list[Varselsak]:
    alle = saker(MAANEDEN, *stegene, register=register, regler=STANDARDREGLER, uleverbare=uleverbare or {})
    return [s for s in alle if s.slag is Slag.MAANEDSOVERSIKT and s.rad.mottaker == til]


def test_den_som_har_overlatt_ett_steg_faar_oversikt_over_resten() -> None:
    melding = brev(maanedens(overlatt(steg()), RESPONS, til=VAALER), VAALER, MAANEDEN)
    assert melding.emne.startswith("Oversikt for oktober 2024: én sak hos dere")
    assert melding.tekst.count("https://svar.fristvakt.example/s/") == 2, "an answer, and how often mail comes"
    kollegaens = brev(maanedens(overlatt(steg()), RESPONS, til=KOLLEGA.epost), KOLLEGA.epost, MAANEDEN)
    assert kollegaens.emne.startswith("Oversikt for oktober 2024: 2 saker hos dere")


def test_den_som_har_overlatt_alt_faar_ingen_oversikt_over_det() -> None:
    assert maanedens(overlatt(steg()), overlatt(RESPONS), til=VAALER) == []
    assert len(maanedens(overlatt(steg()), overlatt(RESPONS), til=KOLLEGA.epost)) == 1


def test_det_en_kollega_ikke_kan_naas_om_staar_fortsatt_hos_den_som_overlot_det() -> None:
    borte = replace(KOLLEGA, slutter=date(2024, 9, 27))
    uten_kollega = replace(MED_KOLLEGA, kontakter={**MED_KOLLEGA.kontakter, KOLLEGA.id: borte})
    for register, uleverbare in ((MED_KOLLEGA, {KOLLEGA.epost: date(2024, 9, 30)}), (uten_kollega, {})):
        for_ = maanedens(overlatt(steg()), RESPONS, til=VAALER, register=register, uleverbare=uleverbare)
        melding = brev(for_, VAALER, MAANEDEN)
        assert melding.emne.startswith("Oversikt for oktober 2024: 2 saker hos dere")
        assert len(maanedens(overlatt(steg()), til=VAALER, register=register, uleverbare=uleverbare)) == 1


SNART = {"status": Status.KOMMENDE, "ball": (), "frist": date(2024, 10, 21)}
"""What comes in the month, and lies with nobody yet."""


def test_det_som_kommer_og_venter_er_ogsaa_kollegaens_naar_det_er_overlatt() -> None:
    kommer = overlatt(steg(steg="rapport", tittel=lik("Rapporten"), **SNART))
    plan = vedtak(part="trysil")
    venter = overlatt(
        steg(steg="signering", tittel=lik("Signering"), status=Status.VENTER, ball=(), venter_paa=(plan.id,))
    )
    assert maanedens(overlatt(steg()), kommer, venter, plan, til=VAALER) == []
    resten = brev(maanedens(RESPONS, kommer, venter, plan, til=VAALER), VAALER, MAANEDEN)
    assert "Innsending" in resten.tekst
    assert "Rapporten" not in resten.tekst
    assert "Signering" not in resten.tekst


@pytest.mark.parametrize(
    ("maalform", "ingenting"),
    [(Maalform.NB, "ikke gjøre noe akkurat nå"), (Maalform.NN, "ikkje gjere noko akkurat no")],
)
def test_den_som_har_overlatt_det_forfalte_leser_ikke_at_parten_ingenting_trenger_gjoere(
    maalform: Maalform, ingenting: str
) -> None:
    register = i_maalform(MED_KOLLEGA, maalform)
    kommer = steg(steg="rapport", **SNART)
    forfalt = steg(frist=date(2024, 9, 6))
    melding = brev(maanedens(overlatt(forfalt), kommer, til=VAALER, register=register), VAALER, MAANEDEN)
    assert ingenting not in melding.tekst
    assert ingenting in brev(maanedens(kommer, til=VAALER, register=register), VAALER, MAANEDEN).tekst
