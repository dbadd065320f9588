"""A party that took over from others is told so in the first mail it gets about the agreement, and not again."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from modeller.fakta import MilepaelNaadd, PartAvloest, PartRegistrert
from modeller.plan import Plan
from modeller.register import PartsMaalform
from tests.modeller.registerhendelser import NYKOMMUNE, registeret
from tests.rollebesetning import Historie
from tests.varsler.tidsreise import Fortalt, reis

SLAATT_SAMMEN = date(2024, 10, 21)


class MedSammenslaaing(Historie):
    """The story with Engerdal and Trysil merged (or the one taking over from the other), as the register has it."""

    def __init__(self, av: str, maalform: PartsMaalform = PartsMaalform.BOKMAAL) -> None:
        super().__init__()
        self._av = av
        self._ny = replace(NYKOMMUNE[0], maalform=maalform, postmottak="post@nykommune.example")
        self.den(SLAATT_SAMMEN, MilepaelNaadd(steg="forankring.vaaler", milepael="saksframlegg"))

    def plan(self, naa: date) -> Plan:
        gamle = [gammel for gammel in ("engerdal", "trysil") if gammel != self._av]
        avloest = [(SLAATT_SAMMEN, PartAvloest(part=gammel, av=(self._av,))) for gammel in gamle]
        self.register = registeret(naa, (date(2024, 1, 2), PartRegistrert(part=self._ny)), *avloest)
        return super().plan(naa)


def til(meldinger: list[Fortalt], mottaker: str) -> list[str]:
    return [m.melding.tekst for m in meldinger if m.melding.mottaker == mottaker and m.dag >= SLAATT_SAMMEN]


@pytest.mark.parametrize(
    ("maalform", "setning"),
    [
        (
            PartsMaalform.BOKMAAL,
            (
                "Ny kommune har tatt over etter Engerdal kommune og Trysil kommune 21.10.2024. "
                "Derfor får dere denne e-posten."
            ),
        ),
        (
            PartsMaalform.NYNORSK,
            (
                "Ny kommune har teke over etter Engerdal kommune og Trysil kommune 21.10.2024. "
                "Difor får de denne e-posten."
            ),
        ),
    ],
)
def test_den_foerste_meldingen_sier_hvem_parten_har_tatt_over_etter(maalform: PartsMaalform, setning: str) -> None:
    meldinger = list(reis(MedSammenslaaing("nykommune", maalform), date(2024, 10, 1), date(2024, 12, 20)))
    foerste, *resten = til(meldinger, "post@nykommune.example")
    assert foerste.count(setning) == 1
    [html] = [m.melding.html for m in meldinger if m.melding.tekst == foerste]
    assert setning in html
    assert resten
    assert not any("over etter" in tekst for tekst in resten)


def test_den_som_har_faatt_post_om_avtalen_foer_trenger_ikke_aa_hoere_det() -> None:
    meldinger = list(reis(MedSammenslaaing("trysil"), date(2024, 10, 1), date(2024, 12, 20)))
    sagt = til(meldinger, "sekretariat@trysil.example")
    assert sagt
    assert not any("over etter" in tekst for tekst in sagt)
