"""What a party's page says of its meeting plans: fetched from where, how it goes, and what is missing."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from modeller.register import Organ
from modeller.tekst import Tekst
from tavle.planord import Planhenting, kilderader, om_moeteplanen
from tests.rollebesetning import REGISTER
from tests.tavlebesetning import Proevekilde, klient_for, pulje2

ORGAN = REGISTER.organer["trysil-kommunestyre"]
HENTET = replace(ORGAN, kalenderkilde="https://trysil.example/hemmelig.ics")
DAG = date(2026, 10, 30)
GOD = Planhenting(
    vert="trysil.example",
    forsoekt=date(2026, 10, 30),
    hentet=date(2026, 10, 29),
    foreldet=False,
    feil=None,
    uforstaatt=0,
)


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
            [
                "Hentet fra trysil.example, sist 29.10.2026.",
                "Fristvakt forsto ikke 2 oppføringer. Velg «Hent nå og se» for å se hvilke.",
            ],
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


NEDE = Tekst("Kilden svarte ikke i tide.", "Kjelda svara ikkje i tide.")


@pytest.mark.parametrize(
    ("henting", "ventet"),
    [
        (GOD, []),
        (None, ["Planen er ikke hentet ennå."]),
        (replace(GOD, feil=NEDE), ["Har ikke virket siden 29.10.2026.", NEDE.nb]),
        (
            replace(GOD, feil=NEDE, foreldet=True),
            ["Har ikke virket siden 29.10.2026.", NEDE.nb, "Planen kan være foreldet."],
        ),
        (replace(GOD, feil=NEDE, foreldet=True, hentet=None), ["Har aldri virket.", NEDE.nb]),
        (replace(GOD, uforstaatt=1), ["Fristvakt forsto ikke én oppføring. Velg «Hent nå og se» for å se hvilken."]),
    ],
)
def test_en_kilde_sier_siden_naar_den_ikke_har_virket(henting: Planhenting | None, ventet: list[str]) -> None:
    register = replace(REGISTER, organer={**REGISTER.organer, HENTET.id: HENTET})
    [rad] = kilderader(register, {HENTET.id: henting} if henting else {})
    assert [setning.nb for setning in rad.setninger] == ventet
    assert rad.i_orden is (not ventet)


async def test_forsiden_sier_fra_om_en_moeteplan_noen_maa_se_paa() -> None:
    register = replace(REGISTER, organer={**REGISTER.organer, HENTET.id: HENTET})
    for henting, sagt_fra in ((GOD, False), (replace(GOD, feil=NEDE), True)):
        kilde = Proevekilde(planene=(pulje2(),), registeret=register, hentinger={HENTET.id: henting})
        async with klient_for(kilde) as tavla:
            nb = (await tavla.get("/")).text
            nn = (await tavla.get("/", params={"maal": "nn"})).text
        assert ("Møteplanen til ett organ må ses på" in nb) is sagt_fra
        assert ("Møteplanen til eitt organ må sjåast på" in nn) is sagt_fra


async def test_siden_om_tavla_viser_kildene_og_de_som_feiler_foerst() -> None:
    annet = replace(REGISTER.organer["aamot-kommunestyre"], kalenderkilde="https://aamot.example/hemmelig.ics")
    register = replace(REGISTER, organer={**REGISTER.organer, HENTET.id: HENTET, annet.id: annet})
    hentinger = {HENTET.id: replace(GOD, feil=NEDE), annet.id: replace(GOD, vert="aamot.example")}
    async with klient_for(Proevekilde(registeret=register, hentinger=hentinger)) as tavla:
        nb = (await tavla.get("/om")).text
        nn = (await tavla.get("/om", params={"maal": "nn"})).text
    assert nb.index("trysil.example") < nb.index("aamot.example")
    assert "Har ikke virket siden 29.10.2026." in nb
    assert "Har ikkje verka sidan 29.10.2026." in nn
    assert "I orden" in nb
    assert "hemmelig" not in nb
    async with klient_for(Proevekilde()) as tavla:
        assert "Møteplaner som hentes" not in (await tavla.get("/om")).text
