"""Facts to JSON and back."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path
from typing import get_args

import pytest

from modeller.fakta import (
    AvtaleEndret,
    AvtaleOpprettet,
    Avtalepart,
    Datoverdi,
    Delmaal,
    Fristart,
    FristUtsatt,
    Hendelse,
    Rolle,
)
from modeller.lager import kodek
from modeller.lager.kodek import Kodekfeil, fra_json, til_json
from modeller.tekst import Tekst, lik
from tests.lager.lagerbygg import ETT_AV_HVERT

VERSJON_1 = Path(__file__).parent / "fakta_versjon_1.json"
"""One of each fact as version 1 wrote them. Never edit a line: a changed type must still read it."""
MED_KILDER = Path(__file__).parent / "fakta_med_kilder.json"
"""The same of what came to say where it stands."""
MED_KILDER_LEST = (
    AvtaleOpprettet(
        navn=lik("Avtale for Åmot"),
        livsloep="bygdevekst",
        parter=(Avtalepart("aamot", Rolle.HOVEDPART, "001 punkt 2"),),
        delmaal=(Delmaal("bolig", Tekst("Bolig", "Bustad"), ("aamot",), "001 punkt 6.3"),),
        datoer={"avtaleslutt": Datoverdi(date(2028, 12, 30), kilde="001 punkt 4")},
        kilder=("001", "003"),
        kilde="001",
    ),
    AvtaleEndret(kilder=(), tatt_bort=("pilot", "kilde")),
)


@pytest.mark.parametrize("hendelse", ETT_AV_HVERT, ids=lambda h: type(h).__name__)
def test_hvert_faktum_kommer_likt_tilbake(hendelse: Hendelse) -> None:
    assert fra_json(*til_json(hendelse)) == hendelse


def test_alle_faktatyper_er_proevd() -> None:
    assert {type(hendelse) for hendelse in ETT_AV_HVERT} == set(get_args(Hendelse))


@pytest.mark.parametrize("lagret", json.loads(VERSJON_1.read_text()), ids=lambda lagret: lagret["type"])
def test_foerste_versjon_av_hvert_faktum_kan_leses_for_alltid(lagret: dict[str, object]) -> None:
    hendelse = fra_json(str(lagret["type"]), 1, json.dumps(lagret["data"]))
    assert hendelse == next(h for h in ETT_AV_HVERT if type(h).__name__ == lagret["type"])


@pytest.mark.parametrize("lagret", json.loads(MED_KILDER.read_text()), ids=lambda lagret: lagret["type"])
def test_fakta_med_kilder_kan_leses_for_alltid_og_skrives_likt_igjen(lagret: dict[str, object]) -> None:
    hendelse = fra_json(str(lagret["type"]), 1, json.dumps(lagret["data"]))
    assert hendelse in MED_KILDER_LEST
    assert json.loads(til_json(hendelse)[2]) == lagret["data"]


def test_fakta_fra_foer_kildene_sier_ingenting_om_dem() -> None:
    """What was stored before an agreement could name its sources: every source of the lifecycle applies, as then."""
    opprettet, endret = (fra_json(r["type"], 1, json.dumps(r["data"])) for r in json.loads(VERSJON_1.read_text())[:2])
    assert isinstance(opprettet, AvtaleOpprettet)
    assert isinstance(endret, AvtaleEndret)
    assert (opprettet.kilder, opprettet.kilde, endret.kilder, endret.tatt_bort) == (None, None, None, ())


def test_gamle_versjoner_loeftes_trinn_for_trinn(monkeypatch: pytest.MonkeyPatch) -> None:
    """Say `FristUtsatt` once held `dager_art` and before that a flag: both are read, and version 3 is written."""
    monkeypatch.setitem(
        kodek.OPPGRADERINGER,
        ("FristUtsatt", 1),
        lambda d: {k: v for k, v in d.items() if k != "endelig"} | {"datoart": "frist" if d["endelig"] else "tentativ"},
    )
    monkeypatch.setitem(
        kodek.OPPGRADERINGER,
        ("FristUtsatt", 2),
        lambda d: {k: v for k, v in d.items() if k != "datoart"} | {"art": d["datoart"]},
    )
    ventet = FristUtsatt(steg="s", til=date(2029, 12, 31), art=Fristart.TENTATIV)
    assert fra_json("FristUtsatt", 1, '{"steg": "s", "til": "2029-12-31", "endelig": false}') == ventet
    assert fra_json("FristUtsatt", 2, '{"steg": "s", "til": "2029-12-31", "datoart": "tentativ"}') == ventet
    assert til_json(ventet)[1] == 3


def test_ukjent_faktatype_navngis() -> None:
    with pytest.raises(Kodekfeil, match="'MaaneneTelt'"):
        fra_json("MaaneneTelt", 1, "{}")


def test_nyere_versjon_enn_programmet_navngis() -> None:
    with pytest.raises(Kodekfeil, match="StegPauset has version 9, but this Fristvakt knows only up to 1"):
        fra_json("StegPauset", 9, "{}")


@pytest.mark.parametrize("data", ["{", "{}", '{"steg": 3}'])
def test_oedelagte_data_navngir_type_og_versjon(data: str) -> None:
    with pytest.raises(Kodekfeil, match="StegUtfoert version 1"):
        fra_json("StegUtfoert", 1, data)
