"""Thanks: to those who were told that a step was theirs, when it is done, and hardly ever in a mail of its own."""

# ruff: noqa: ANN401 - the builders take any field of a step or a plan

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime
from typing import Any

import pytest

from modeller.fakta import Faktum, StegUtfoert, avtalestroem
from modeller.plan import Plansteg, Status
from modeller.varselrad import Fortalt, Utboksrad
from tests.varsler.varselbygg import OM_STEG, VAALER, plan, steg, utsikt
from varsler.regler import Slag
from varsler.takk import venter_naa

FREDAG, MANDAG = date(2024, 11, 22), date(2024, 11, 25)
GJORT = steg(status=Status.UTFOERT, utfoert=FREDAG, ball=(), aapnet=None, aapnet_registrert=None)
VIDERE = steg(part="trysil", steg="respons", foran=(GJORT.id,))
SAGT = {(GJORT.id, VAALER): Fortalt(date(2024, 11, 29))}


def takker(dag: date, *steg_: Plansteg, fortalt: Any = SAGT, **felt: Any) -> list[Utboksrad]:
    return [rad for rad in utsikt(dag, *steg_, fortalt=fortalt, **felt).rader if rad.slag == Slag.TAKK]


def test_den_som_fikk_vite_at_det_var_hens_tur_takkes_neste_mandag() -> None:
    (rad,) = takker(FREDAG, GJORT, VIDERE)
    assert (rad.mottaker, rad.forfaller) == (VAALER, MANDAG)
    assert takker(MANDAG, GJORT, VIDERE) == [rad]


def test_den_som_fikk_vite_om_et_steg_uten_dato_takkes_ogsaa() -> None:
    uten = GJORT._replace(frist=None)
    (rad,) = takker(FREDAG, uten, VIDERE, fortalt={(GJORT.id, VAALER): Fortalt(None)})
    assert (rad.mottaker, rad.forfaller) == (VAALER, MANDAG)


def test_en_dato_som_kommer_til_er_ingen_flyttet_dato() -> None:
    sagt = {(GJORT.id, VAALER): Fortalt(None, "", (("ball", date(2024, 9, 2)),))}
    assert "frist_flyttet" not in [rad.slag for rad in utsikt(FREDAG, steg(), fortalt=sagt).rader]


@pytest.mark.parametrize(
    "steget",
    [
        GJORT._replace(status=Status.BORTFALT),
        GJORT._replace(status=Status.IKKE_AKTUELL),
        GJORT._replace(status=Status.AAPEN, ball=("vaaler",), utfoert=None),
        GJORT._replace(utfoert=date(2024, 11, 7)),
    ],
)
def test_ingen_takkes_for_det_som_falt_bort_ble_aapnet_igjen_eller_er_gammelt(steget: Plansteg) -> None:
    assert takker(FREDAG, steget, VIDERE) == []


def test_ingen_takkes_for_det_hen_aldri_fikk_vite_om_heller_ikke_ved_innlesing_av_historie() -> None:
    assert takker(FREDAG, GJORT, VIDERE, fortalt={}) == []
    assert takker(FREDAG, GJORT, VIDERE, fortalt={(VIDERE.id, VAALER): Fortalt(FREDAG)}) == []


def test_etter_ti_arbeidsdager_er_det_for_sent() -> None:
    assert len(takker(date(2024, 12, 6), GJORT, VIDERE)) == 1
    assert takker(date(2024, 12, 9), GJORT, VIDERE) == []


def test_det_som_registreres_sent_takkes_det_for_mandagen_etter_at_det_ble_kjent() -> None:
    registrert = datetime(2024, 11, 27, 12, tzinfo=UTC)
    faktum = Faktum(
        id="f1",
        stroem=avtalestroem("hedmark"),
        nr=1,
        skjedde=FREDAG,
        registrert=registrert,
        av="test",
        hendelse=StegUtfoert(steg=GJORT.id),
    )
    (rad,) = takker(date(2024, 11, 27), GJORT, VIDERE, fakta=(faktum,))
    assert rad.forfaller == date(2024, 12, 2)


def test_en_takk_uten_noe_aa_fortelle_gaar_aldri_i_en_egen_melding() -> None:
    (rad,) = takker(FREDAG, GJORT)
    assert rad.forfaller > date(2024, 12, 31)


def test_koordinatoren_takkes_ikke() -> None:
    egen = replace(plan(GJORT, VIDERE, dag=FREDAG), koordinator="vaaler.leder")
    assert takker(FREDAG, GJORT, VIDERE, koordinator=egen.koordinator) == []


def test_en_virksomhet_som_ikke_vil_takke_slipper() -> None:
    assert takker(FREDAG, GJORT, VIDERE, regler=replace(OM_STEG, takk_arbeidsdager=0)) == []


def test_vi_venter_paa_dem_som_har_ballen_i_det_som_kommer_etter_og_i_det_ved_siden_av() -> None:
    ved_siden = steg(part="engerdal")
    samlet = steg(
        steg="samlet",
        part="kdd",
        status=Status.VENTER,
        ball=(),
        foran=(GJORT.id, ved_siden.id),
        venter_paa=(ved_siden.id,),
    )
    assert venter_naa(plan(GJORT, ved_siden, samlet), GJORT, "vaaler") == ["engerdal"]
    assert venter_naa(plan(GJORT, VIDERE), GJORT, "vaaler") == ["trysil"]
    assert venter_naa(plan(GJORT, steg(steg="neste", foran=(GJORT.id,))), GJORT, "vaaler") == []
