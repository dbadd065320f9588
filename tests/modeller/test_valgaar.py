"""The election of councils every fourth year: mandates and political contacts are confirmed again, nobody is nagged."""

from __future__ import annotations

from datetime import date

import pytest

from flyter.livsloep import LIVSLOEP
from modeller.livsloep import Krav
from modeller.plan import Status
from modeller.setninger import i_ord
from modeller.tekst import Maalform
from tests.rollebesetning import KOMMUNER, fram_til_signering

MED_FOLKEVALGTE = ("bygdevekst", "distriktssatsing", "utviklingsavtale", "omstilling", "generell")


def test_bare_i_valgaaret_bekrefter_kommunene_og_fylket_mandatene() -> None:
    plan = fram_til_signering().plan(date(2027, 11, 2))
    mandater = {s.id for s in plan if s.steg == "valgmandat"}
    assert mandater == {f"valgmandat.2027.{part}" for part in (*KOMMUNER, "innlandet")}


def test_steget_aapner_etter_de_konstituerende_moetene_og_er_et_raad() -> None:
    historie = fram_til_signering()
    assert historie.steg("valgmandat.2027.trysil", date(2027, 10, 29)).status is Status.KOMMENDE
    steg = historie.steg("valgmandat.2027.trysil", date(2027, 11, 2))
    assert (steg.status, steg.krav, steg.kilde) == (Status.AAPEN, Krav.ANBEFALT, None)
    assert not steg.forfalt(date(2028, 3, 1))


def test_det_som_ikke_ble_bekreftet_bortfaller_etter_et_aar() -> None:
    assert fram_til_signering().steg("valgmandat.2027.trysil", date(2028, 11, 6)).status is Status.BORTFALT


def test_steget_holder_ingen_andre_tilbake() -> None:
    plan = fram_til_signering().plan(date(2027, 11, 20))
    assert not [s.id for s in plan if any(id_.startswith("valgmandat") for id_ in (*s.foran, *s.venter_paa))]


@pytest.mark.parametrize("navn", LIVSLOEP)
def test_livsloepene_med_folkevalgte_parter_har_steget(navn: str) -> None:
    assert (LIVSLOEP[navn].finn("valgmandat") is not None) == (navn in MED_FOLKEVALGTE)


def test_datoen_er_til_samme_tid_etter_hvert_valg_og_ikke_hvert_aar() -> None:
    steg = fram_til_signering().steg("valgmandat.2027.trysil", date(2027, 11, 2))
    assert i_ord(steg.begrunnelse, Maalform.NB) == "standarden i Fristvakt, til samme tid etter hvert valg: 15.12.2027"
    assert i_ord(steg.begrunnelse, Maalform.NN) == "standarden i Fristvakt, til same tid etter kvart val: 15.12.2027"
