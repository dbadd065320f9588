"""The party that waited for a clarification reads in its mail that it came, and what it was."""

from __future__ import annotations

from datetime import date

from modeller.begrunnelse import formuler
from modeller.fakta import StegGjenopptatt, StegPauset
from modeller.setninger import SETNINGER
from modeller.tekst import Maalform
from tests.rollebesetning import Historie
from tests.varsler.tidsreise import reis

STEG = "forankring.aamot"


def paa_vent() -> Historie:
    return Historie().den(date(2024, 9, 5), StegPauset(steg=STEG, hos="innlandet", grunn="Tilskuddet må avklares."))


def test_den_som_ventet_paa_en_avklaring_leser_at_den_er_kommet_og_hva_den_var() -> None:
    historie = paa_vent().den(date(2024, 9, 12), StegGjenopptatt(steg=STEG, merknad="Tilskuddet er gitt."))
    foerst = next(
        m for m in reis(historie, date(2024, 9, 10), date(2024, 10, 31))
        if m.melding.mottaker == "sekretariat@aamot.example" and any(s.rad.steg == STEG for s in m.melding.saker)
    )  # fmt: skip
    assert foerst.dag == date(2024, 9, 12)
    assert "Merk: Tatt opp igjen 12.9.2024: «Tilskuddet er gitt»." in foerst.melding.tekst
    steg = historie.plan(date(2024, 9, 12)).finn(STEG)
    assert steg is not None
    assert formuler(steg.merknader, Maalform.NN, SETNINGER) == "teke opp att 12.9.2024: «Tilskuddet er gitt»"


def test_er_saken_satt_paa_vent_igjen_staar_bare_det() -> None:
    historie = paa_vent().den(date(2024, 9, 12), StegGjenopptatt(steg=STEG, merknad="Tilskuddet er gitt."))
    historie.den(date(2024, 9, 20), StegPauset(steg=STEG, hos="innlandet", grunn="Beløpet må avklares."))
    steg = historie.plan(date(2024, 9, 20)).finn(STEG)
    assert steg is not None
    assert [ledd.setning for ledd in steg.merknader] == ["pauset_med_grunn"]
