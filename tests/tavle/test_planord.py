"""What a party's page says of its meeting plans: fetched from where, how it goes, and what is missing."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from modeller.register import Organ
from modeller.tekst import Tekst
from tavle.planord import Planhenting, om_moeteplanen
from tests.rollebesetning import REGISTER
from tests.tavlebesetning import Proevekilde, klient_for

ORGAN = REGISTER.organer["trysil-kommunestyre"]
HENTET = replace(ORGAN, kalenderkilde="https://trysil.example/hemmelig.ics")
DAG = date(2026, 10, 30)
GOD = Planhenting(vert="trysil.example", hentet=date(2026, 10, 29), foreldet=False, feil=None, uforstaatt=0)


def sagt(organ: Organ, henting: Planhenting | None, dag: date = DAG) -> list[str]:
    return [setning.nb for setning in om_moeteplanen(organ, henting, dag)]


@pytest.mark.parametrize(
    ("henting", "ventet"),
    [
        (None, ["Planen er ikke hentet ennå."]),
        (GOD, ["Hentet fra trysil.example, sist 29.10.2026."]),
        (
            replace(GOD, foreldet=True, feil=Tekst("Kilden svarte ikke i tide.", "Kjelda svara ikkje i tide.")),
            ["Hentet fra trysil.example, sist 29.10.2026.", "Planen kan være foreldet.", "Kilden svarte ikke i tide."],
        ),
        (
            replace(GOD, uforstaatt=2),
            ["Hentet fra trysil.example, sist 29.10.2026.", "2 oppføringer ble ikke forstått."],
        ),
    ],
)
def test_en_plan_som_hentes_sier_hvordan_det_gaar(henting: Planhenting | None, ventet: list[str]) -> None:
    assert sagt(HENTET, henting) == ventet


def test_en_plan_som_er_skrevet_inn_sier_ingenting() -> None:
    assert sagt(ORGAN, GOD) == []


def test_i_november_savnes_planen_for_neste_aar() -> None:
    uten = replace(ORGAN, moeter=tuple(m for m in ORGAN.moeter if m.dato.year < 2027))
    assert sagt(uten, None, date(2026, 10, 31)) == []
    assert sagt(uten, None, date(2026, 11, 1)) == ["Møteplanen for 2027 er ikke lagt inn."]
    assert sagt(ORGAN, None, date(2026, 11, 1)) == []


async def test_siden_til_parten_viser_hvor_planen_hentes_fra_uten_hele_adressen() -> None:
    register = replace(REGISTER, organer={**REGISTER.organer, HENTET.id: HENTET})
    kilde = Proevekilde(registeret=register, hentinger={HENTET.id: GOD})
    async with klient_for(kilde) as tavla:
        nb = (await tavla.get("/part/trysil")).text
        nn = (await tavla.get("/part/trysil", params={"maal": "nn"})).text
    assert "Hentet fra trysil.example, sist 29.10.2026." in nb
    assert "Henta frå trysil.example, sist 29.10.2026." in nn
    assert "hemmelig" not in nb
