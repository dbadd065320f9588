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
from modeller.plan import Status
from modeller.register import Forlatt, Register
from modeller.registerfold import brett_register
from modeller.setninger import i_ord
from modeller.tekst import Maalform
from tests.rollebesetning import KOMMUNER, REGISTER, Historie, fram_til_signering, moeter

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


def foer_teksten(dialog: date) -> Historie:
    """The proposal is in, and the text will be agreed on at a dialogue: until then no council can approve anything."""
    historie = Historie().fylket_blir_hovedpart(date(2024, 9, 17))
    historie.vedtar(date(2024, 11, 7), "forankring", *KOMMUNER)
    historie.vedtar(date(2024, 11, 16), "forankring_fylket", "innlandet")
    historie.gjoer(date(2024, 11, 29), "innsending")
    return historie.kaller_inn(date(2025, 1, 9), "tekstdialog", dialog)


FEBRUAR, MARS = f"{ORGAN}-20250227", f"{ORGAN}-20250327"


@pytest.mark.parametrize(
    ("dag", "moete", "dialog", "sagt"),
    [
        pytest.param(date(2025, 2, 20), MARS, date(2025, 2, 3), True, id="veien til møtet før var over"),
        pytest.param(date(2025, 1, 10), MARS, date(2025, 2, 3), True, id="saken kommer for sent til møtet før"),
        pytest.param(date(2025, 1, 10), MARS, date(2025, 1, 20), False, id="møtet før kan nås"),
        pytest.param(date(2025, 1, 10), FEBRUAR, date(2025, 2, 3), False, id="møtet etter er i tide"),
        pytest.param(date(2025, 2, 20), MARS, date(2025, 6, 10), False, id="saken kunne ikke nådd det"),
        pytest.param(date(2025, 1, 10), MARS, date(2025, 6, 10), False, id="saken kunne ikke nådd noen av dem"),
    ],
)
def test_en_sak_som_ikke_er_aapen_sier_at_moetet_er_borte_naar_ingen_andre_er_i_tide(
    dag: date, moete: str, dialog: date, sagt: bool
) -> None:
    historie = foer_teksten(dialog)
    historie.register = register((dag, MoeteAvlyst(organ=ORGAN, moete=moete)))
    steg = historie.steg("godkjenning.trysil", dag)
    assert steg.status is Status.VENTER
    sies = i_ord(steg.merknader, Maalform.NB, 2025)
    assert sies.startswith("møtet 27.3 er avlyst; neste møte i Trysil kommunestyre som kan nås, er 12.6") is sagt
    assert bool(sies) is sagt


def test_en_sak_aar_fram_i_tid_med_et_annet_moete_foer_fristen_sier_ingenting() -> None:
    historie, dag, moete = med_dialog(), date(2026, 8, 10), f"{ORGAN}-20281109"
    paa_det = [s.id for s in historie.plan(dag) if any(m.moete == moete for m in s.milepaeler)]
    assert paa_det, "something was to be decided there"
    historie.register = register((dag, MoeteAvlyst(organ=ORGAN, moete=moete)))
    stegene = [historie.steg(steg, dag) for steg in paa_det]
    assert [steg.merknader for steg in stegene] == [()] * len(stegene)


def test_registeret_husker_dagene_et_moete_har_staatt_paa() -> None:
    flyttet = register(
        (date(2026, 9, 1), MoeteFlyttet(organ=ORGAN, moete=MOETE, til=date(2026, 11, 12))),
        (date(2026, 9, 8), MoeteAvlyst(organ=ORGAN, moete=MOETE)),
    )
    moete = next(m for m in flyttet.organer[ORGAN].moeter if m.id == MOETE)
    forlatt = (Forlatt(date(2026, 11, 5), date(2026, 9, 1)), Forlatt(date(2026, 11, 12), date(2026, 9, 8)))
    assert moete.forlatt == forlatt


FORMANNSKAP, TIL_5_NOVEMBER = "trysil-formannskap", "trysil-formannskap-20261020"
"""The body before the council, and its meeting of 20.10, whose saksframlegg is due on 6.10."""


@pytest.mark.parametrize(
    ("dag", "hendelse", "sagt"),
    [
        pytest.param(
            date(2026, 10, 5),
            MoeteFlyttet(organ=FORMANNSKAP, moete=TIL_5_NOVEMBER, til=date(2026, 10, 13)),
            "møtet i Trysil formannskap 20.10 er flyttet til 13.10",
            id="fram",
        ),
        pytest.param(
            date(2026, 10, 12),
            MoeteFlyttet(organ=FORMANNSKAP, moete=TIL_5_NOVEMBER, til=date(2026, 10, 29)),
            "møtet i Trysil formannskap 20.10 er flyttet til 29.10",
            id="tilbake",
        ),
        pytest.param(
            date(2026, 10, 12),
            MoeteAvlyst(organ=FORMANNSKAP, moete=TIL_5_NOVEMBER),
            "møtet i Trysil formannskap 20.10 er avlyst",
            id="avlyst",
        ),
    ],
)
def test_et_formannskapsmoete_som_flyttes_sent_gir_ingen_milepael_som_var_over(
    dag: date, hendelse: Registerhendelse, sagt: str
) -> None:
    historie = med_dialog()
    foer = historie.steg("status_politisk.2026.trysil", dag)
    historie.register = register((dag, hendelse))
    etter = historie.steg("status_politisk.2026.trysil", dag)
    assert [m.dato for m in etter.milepaeler] == [m.dato for m in foer.milepaeler]
    assert [m.noekkel for m in etter.milepaeler if m.avlyst] == [f"behandling:{FORMANNSKAP}"]
    assert i_ord(etter.merknader, Maalform.NB, 2026).startswith(sagt)
    assert etter.frist == date(2026, 11, 5)


def test_et_formannskapsmoete_som_flyttes_i_god_tid_flytter_saksframlegget_med_seg() -> None:
    historie, dag = med_dialog(), date(2026, 9, 1)
    flyttet = MoeteFlyttet(organ=FORMANNSKAP, moete=TIL_5_NOVEMBER, til=date(2026, 10, 13))
    historie.register = register((dag, flyttet))
    trysil = historie.steg("status_politisk.2026.trysil", dag)
    assert (trysil.milepaeler[0].dato, trysil.milepaeler[2].dato) == (date(2026, 9, 29), date(2026, 10, 13))
    assert not any(m.avlyst for m in trysil.milepaeler)
