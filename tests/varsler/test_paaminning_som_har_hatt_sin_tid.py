"""A light nudge, without date and requirement, is told in its season and never about a season that was."""

from __future__ import annotations

from datetime import date

import pytest

from modeller.livsloep import Krav
from modeller.plan import Plansteg
from tests.varsler.varselbygg import slag, steg


def orientering(aapner: date, aapnet: date | None = None, **felt: object) -> Plansteg:
    """The nudge of a half-year, opened by the calendar."""
    naar = aapnet or aapner
    alt = {"krav": Krav.UTEN_KRAV, "frist": None, "begrunnelse": ()} | felt
    return steg(aapner=aapner, aapnet=naar, aapnet_registrert=naar, **alt)


VAAREN, HOESTEN = orientering(date(2024, 3, 1)), orientering(date(2024, 9, 1))


@pytest.mark.parametrize(
    ("lagt_inn", "steget", "sies"),
    [
        (date(2024, 3, 4), VAAREN, True),
        (date(2024, 8, 26), VAAREN, True),
        (date(2024, 11, 18), VAAREN, False),
        (date(2024, 11, 18), HOESTEN, True),
        (date(2025, 1, 6), HOESTEN, False),
    ],
)
def test_det_som_er_over_naar_avtalen_legges_inn_sies_ikke(lagt_inn: date, steget: Plansteg, sies: bool) -> None:
    assert slag(lagt_inn, steget, registrert=lagt_inn) == (["ligger_hos_dere"] if sies else [])


def test_det_sies_heller_ikke_naar_avtalen_begynner_aa_gjelde_for_sent() -> None:
    signert = date(2024, 11, 18)
    assert slag(signert, orientering(date(2024, 3, 1), signert)) == []
    assert slag(signert, orientering(date(2024, 9, 1), signert)) == ["ball"]


def test_det_som_kreves_eller_har_en_dato_sies_uansett() -> None:
    lagt_inn = date(2024, 11, 18)
    for steget in (
        orientering(date(2024, 3, 1), krav=Krav.PAAKREVD),
        orientering(date(2024, 3, 1), frist=date(2024, 11, 29)),
    ):
        assert slag(lagt_inn, steget, registrert=lagt_inn) == ["ligger_hos_dere"]
