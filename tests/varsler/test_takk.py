"""Thanks: to those who were told that a step was theirs, when it is done, and hardly ever in a mail of its own."""

# ruff: noqa: ANN401 - the builders take any field of a step or a plan

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, date, datetime
from typing import Any

import pytest

from modeller.fakta import Faktum, StegUtfoert, avtalestroem
from modeller.plan import Plansteg, Status
from modeller.tekst import Maalform, lik
from modeller.varselrad import Fortalt, Utboksrad
from tests.varsler.brevbygg import brev
from tests.varsler.varselbygg import OM_STEG, REGISTER, VAALER, i_maalform, plan, saker, steg, utsikt
from varsler.regler import Slag
from varsler.takk import har_mer, venter_naa

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


NESTE = {Maalform.NB: "Det neste hos dere er", Maalform.NN: "Det neste hos dykk er"}
INGENTING = {
    Maalform.NB: "Dere trenger ikke gjøre mer i denne avtalen nå",
    Maalform.NN: "De treng ikkje gjere meir i denne avtalen no",
}


def brevet(maalform: Maalform, *steg_: Plansteg, gjort: Sequence[Plansteg] = (GJORT,)) -> str:
    """What Våler reads on the Monday of its thanks, and of whatever else it is told of these steps."""
    sagt = {(en.id, VAALER): Fortalt(date(2024, 11, 29)) for en in gjort}
    alle = saker(MANDAG, *gjort, *steg_, fortalt=sagt, register=i_maalform(REGISTER, maalform))
    return brev(alle, VAALER, MANDAG).tekst


@pytest.mark.parametrize("maalform", Maalform)
def test_det_neste_sies_en_gang_i_meldingen(maalform: Maalform) -> None:
    gjort = [GJORT._replace(id=f"gjort{nr}.vaaler", steg=f"gjort{nr}") for nr in range(3)]
    neste = steg(steg="neste", tittel=lik("Rapport"), frist=date(2025, 6, 2), status=Status.KOMMENDE, ball=())
    tekst = brevet(maalform, neste, gjort=gjort)
    assert tekst.count("Takk. ") == 3
    assert tekst.count(f"{NESTE[maalform]} «Rapport» (frist 2.6.2025).") == 1
    assert tekst.index(NESTE[maalform]) > tekst.rindex("Takk. ")
    assert INGENTING[maalform] not in tekst


@pytest.mark.parametrize("maalform", Maalform)
def test_det_som_er_over_fristen_eller_staar_i_meldingen_er_ikke_det_neste(maalform: Maalform) -> None:
    over = steg(steg="over", tittel=lik("Rapport"), frist=date(2024, 11, 15))
    naa = steg(steg="naa", tittel=lik("Rapport"), frist=date(2025, 3, 3), aapnet=MANDAG, aapnet_registrert=MANDAG)
    for en in (over, naa):
        tekst = brevet(maalform, en)
        assert "Takk. " in tekst and "\nRapport\n" in tekst
        assert NESTE[maalform] not in tekst and INGENTING[maalform] not in tekst


@pytest.mark.parametrize("maalform", Maalform)
def test_den_som_er_ferdig_faar_vite_det_en_gang(maalform: Maalform) -> None:
    gjort = [GJORT._replace(id=f"gjort{nr}.vaaler", steg=f"gjort{nr}") for nr in range(2)]
    videre = VIDERE._replace(foran=tuple(en.id for en in gjort))
    assert brevet(maalform, videre, gjort=gjort).count(INGENTING[maalform]) == 1
    uten_dato = steg(steg="uten_dato", frist=None)
    assert har_mer(plan(uten_dato), "vaaler") and not har_mer(plan(*gjort, VIDERE), "vaaler")
