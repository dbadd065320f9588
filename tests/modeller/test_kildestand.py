"""How it stands with the source of a meeting plan: what the matter is, since when, and when it is worth telling."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest

from modeller.kildestand import Kildestand, Kildetilstand, Ulage, i_ulage_siden, kildestand
from modeller.tekst import lik

NATT = datetime(2026, 3, 2, 1, 10, tzinfo=UTC)
EN_NATT = timedelta(days=1)
FEIL = lik("Kilden svarte 503.")
FRISK = Kildetilstand(organ="o", adresse="https://a.example/a.ics", forsoekt=NATT, hentet=NATT)
SVIKTER = replace(FRISK, forsoekt=NATT + EN_NATT, feil=FEIL)
HOLDT = replace(SVIKTER, holdt=True)
UFORSTAATT = replace(FRISK, uforstaatt=2)


def test_en_kilde_i_orden_er_det_ingenting_aa_si_om() -> None:
    assert i_ulage_siden(HOLDT, FRISK) is None
    assert kildestand(FRISK, date(2026, 12, 1)) is None


@pytest.mark.parametrize(
    ("foer", "naa", "siden"),
    [
        (None, HOLDT, HOLDT.forsoekt),
        (FRISK, HOLDT, HOLDT.forsoekt),
        (replace(HOLDT, siden=NATT), HOLDT, NATT),
        (replace(SVIKTER, siden=NATT), HOLDT, HOLDT.forsoekt),
        (replace(HOLDT, siden=NATT, adresse="https://b.example/"), HOLDT, HOLDT.forsoekt),
        (replace(HOLDT, siden=None), HOLDT, HOLDT.forsoekt),
        (replace(UFORSTAATT, siden=NATT), replace(UFORSTAATT, forsoekt=NATT + EN_NATT), NATT),
        (replace(UFORSTAATT, siden=NATT), replace(UFORSTAATT, forsoekt=NATT + EN_NATT, uforstaatt=1), NATT),
        (replace(UFORSTAATT, siden=NATT), replace(UFORSTAATT, forsoekt=NATT + EN_NATT, uforstaatt=3), NATT + EN_NATT),
    ],
)
def test_den_samme_ulagen_igjen_er_ingen_ny(foer: Kildetilstand | None, naa: Kildetilstand, siden: datetime) -> None:
    assert i_ulage_siden(foer, naa) == siden


def test_en_plan_som_holdes_igjen_fortelles_straks() -> None:
    stand = kildestand(replace(HOLDT, siden=HOLDT.forsoekt), date(2026, 3, 3))
    assert stand == Kildestand("o", Ulage.HOLDT, date(2026, 3, 3), date(2026, 3, 2), 0)
    assert kildestand(replace(HOLDT, siden=HOLDT.forsoekt), date(2026, 3, 2)) is None


def test_en_kilde_som_svikter_faar_noen_netter_paa_seg() -> None:
    svikter = replace(SVIKTER, siden=SVIKTER.forsoekt)
    assert kildestand(svikter, date(2026, 3, 4)) is None
    assert kildestand(svikter, date(2026, 3, 5)) == Kildestand("o", Ulage.SVIKTER, date(2026, 3, 5), date(2026, 3, 2))


def test_en_kilde_som_aldri_har_virket_fortelles_straks() -> None:
    aldri = replace(SVIKTER, hentet=None, siden=SVIKTER.forsoekt)
    assert kildestand(aldri, date(2026, 3, 3)) == Kildestand("o", Ulage.SVIKTER, date(2026, 3, 3))


def test_dagen_er_dagen_i_oslo() -> None:
    sent = datetime(2026, 3, 2, 23, 30, tzinfo=UTC)
    assert kildestand(replace(HOLDT, siden=sent), date(2026, 3, 2)) is None
    assert kildestand(replace(HOLDT, siden=sent), date(2026, 3, 3)) is not None
