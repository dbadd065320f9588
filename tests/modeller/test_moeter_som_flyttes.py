"""A body's meeting that is moved or called off under way: both leave a day that somebody had planned for."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, date, datetime, time

import pytest

from modeller.fakta import (
    Faktum,
    KontaktRegistrert,
    MoeteAvlyst,
    MoeteFlyttet,
    MoeteplanFastsatt,
    OrganRegistrert,
    PartRegistrert,
    Registerhendelse,
)
from modeller.register import Forlatt, Register
from modeller.registerfold import brett_register
from modeller.setninger import i_ord
from modeller.tekst import Maalform
from tests.rollebesetning import REGISTER, Historie, fram_til_signering, moeter

ORGAN, MOETE = "trysil-kommunestyre", "trysil-kommunestyre-20261105"
DIALOG = date(2026, 11, 19)


def register(*fakta: tuple[date, Registerhendelse]) -> Register:
    """The cast's register as of the last of these facts, told as facts itself."""
    foer = [(date(2024, 1, 2), hendelse) for hendelse in _som_fakta(REGISTER)]
    alle = [*foer, *fakta]
    return brett_register(
        [
            Faktum(
                id=f"r{nr}",
                stroem="register",
                nr=nr,
                skjedde=dag,
                registrert=datetime.combine(dag, time(12), UTC),
                av="test",
                hendelse=hendelse,
            )
            for nr, (dag, hendelse) in enumerate(alle, start=1)
        ],
        alle[-1][0],
    )


def _som_fakta(kjent: Register) -> Iterator[Registerhendelse]:
    yield from (PartRegistrert(part=part) for part in kjent.parter.values())
    yield from (KontaktRegistrert(kontakt=kontakt) for kontakt in kjent.kontakter.values())
    for organ in kjent.organer.values():
        yield OrganRegistrert(organ=organ)
        for aar in sorted({moete.dato.year for moete in organ.moeter}):
            i_aaret = tuple(moete for moete in organ.moeter if moete.dato.year == aar)
            yield MoeteplanFastsatt(organ=organ.id, aar=aar, moeter=i_aaret)


def med_dialog() -> Historie:
    """The political dialogue is on 19.11, and Trysil's matter on its way to the council of 5.11."""
    historie = fram_til_signering().kaller_inn(date(2026, 8, 3), "politisk_dialog.2026", DIALOG)
    return historie.naar(date(2026, 10, 5), "status_politisk.2026.trysil", "saksframlegg")


def uten_5_november() -> tuple[Registerhendelse, ...]:
    """The ways a meeting can leave its day."""
    resten = [moete.dato for moete in REGISTER.organer[ORGAN].moeter if moete.dato.year == 2026]
    resten.remove(date(2026, 11, 5))
    return (
        MoeteAvlyst(organ=ORGAN, moete=MOETE),
        MoeteFlyttet(organ=ORGAN, moete=MOETE, til=date(2026, 11, 26)),
        MoeteplanFastsatt(organ=ORGAN, aar=2026, moeter=moeter(ORGAN, resten)),
    )


@pytest.mark.parametrize("hendelse", uten_5_november(), ids=lambda h: type(h).__name__)
def test_et_moete_som_forlater_dagen_sin_kvelden_foer_flytter_ingen_frist_tilbake(hendelse: Registerhendelse) -> None:
    historie, dag = med_dialog(), date(2026, 11, 4)
    historie.register = register((dag, hendelse))
    trysil = historie.steg("status_politisk.2026.trysil", dag)
    assert (trysil.frist, trysil.forfalt(dag)) == (date(2026, 11, 5), False)
    assert trysil.milepaeler[-1].avlyst


@pytest.mark.parametrize("hendelse", uten_5_november(), ids=lambda h: type(h).__name__)
def test_et_moete_som_forlater_dagen_sin_i_god_tid_gir_moetet_foer_som_frist(hendelse: Registerhendelse) -> None:
    historie, dag = med_dialog(), date(2026, 8, 10)
    historie.register = register((dag, hendelse))
    assert historie.steg("status_politisk.2026.trysil", dag).frist == date(2026, 9, 24)


def test_et_flyttet_moete_omtales_som_flyttet() -> None:
    historie, dag = med_dialog(), date(2026, 11, 4)
    historie.register = register((dag, uten_5_november()[1]))
    trysil = historie.steg("status_politisk.2026.trysil", dag)
    assert i_ord(trysil.merknader, Maalform.NB, 2026).startswith(
        "møtet 5.11 er flyttet til 26.11; neste møte i Trysil kommunestyre er 26.11"
    )
    assert i_ord(trysil.merknader, Maalform.NN, 2026).startswith("møtet 5.11 er flytta til 26.11; neste møte")


def test_et_moete_som_flyttes_men_likevel_er_i_tide_er_den_nye_fristen() -> None:
    historie, dag = med_dialog(), date(2026, 11, 4)
    historie.register = register((dag, MoeteFlyttet(organ=ORGAN, moete=MOETE, til=date(2026, 11, 10))))
    trysil = historie.steg("status_politisk.2026.trysil", dag)
    assert (trysil.frist, trysil.milepaeler[-1].avlyst) == (date(2026, 11, 10), False)


def test_en_moeteplan_som_fastsettes_paa_nytt_uten_endring_forlater_ingen_dag() -> None:
    alle = [moete.dato for moete in REGISTER.organer[ORGAN].moeter if moete.dato.year == 2026]
    igjen = register((date(2026, 8, 3), MoeteplanFastsatt(organ=ORGAN, aar=2026, moeter=moeter(ORGAN, alle))))
    assert not any(moete.forlatt for moete in igjen.organer[ORGAN].moeter)


def test_registeret_husker_dagene_et_moete_har_staatt_paa() -> None:
    flyttet = register(
        (date(2026, 9, 1), MoeteFlyttet(organ=ORGAN, moete=MOETE, til=date(2026, 11, 12))),
        (date(2026, 9, 8), MoeteAvlyst(organ=ORGAN, moete=MOETE)),
    )
    moete = next(m for m in flyttet.organer[ORGAN].moeter if m.id == MOETE)
    forlatt = (Forlatt(date(2026, 11, 5), date(2026, 9, 1)), Forlatt(date(2026, 11, 12), date(2026, 9, 8)))
    assert moete.forlatt == forlatt
