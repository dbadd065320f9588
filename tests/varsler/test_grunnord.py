"""Why an item was sent, in words, and what of the facts stands behind it."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest

from modeller.fakta import Faktum, FaktumAngret, FristUtsatt, MilepaelNaadd
from modeller.lager.leveringsforsoek import Klasse
from modeller.varselgrunn import Varselgrunn, varselgrunn
from tests.varsler.varselbygg import utsikt, vedtak
from varsler.grunner import faktagrunnlag, grunnen
from varsler.grunnord import ANKERORD, KLASSEORD, SLAGORD, grunn_i_ord
from varsler.regler import Anker, Slag

DAG = date(2024, 9, 24)


def faktum(nr: int, hendelse: object, skjedde: date = DAG) -> Faktum:
    return Faktum(
        id=f"f{nr}",
        stroem="avtale/hedmark",
        nr=nr,
        skjedde=skjedde,
        registrert=datetime(2024, 9, 24, 6, tzinfo=UTC),
        av="test",
        hendelse=hendelse,  # type: ignore[arg-type]
    )


def test_grunnen_har_regelen_det_den_regnes_fra_og_fakta_som_gjaldt() -> None:
    utsatt = FristUtsatt(steg="forankring.vaaler", til=date(2024, 11, 7))
    fakta = [
        faktum(1, utsatt),
        faktum(2, utsatt),
        faktum(3, FaktumAngret(faktum="f1")),
        faktum(4, MilepaelNaadd(steg="innsending", milepael="saksframlegg")),
        faktum(5, utsatt, date(2024, 12, 1)),
    ]
    [rad] = [r for r in utsikt(DAG, vedtak(aapnet=date(2024, 9, 2))).rader if r.slag == Slag.TO_UKER]
    grunn = grunnen(rad, faktagrunnlag(fakta, DAG))
    assert grunn == Varselgrunn(
        regel="to_uker",
        anker="foerste_milepael",
        talt_fra=date(2024, 10, 8),
        forfaller=DAG,
        fakta=("f2",),
        siste_faktum=5,
    )
    assert varselgrunn(grunn.som_json()) == grunn
    assert grunn_i_ord(grunn).nb == (
        "To uker før, regnet fra den første datoen på veien, 8.10.2024; skulle gå 24.9.2024. "
        "Fakta om steget: f2. Siste faktum i avtalen: nr. 5."
    )


@pytest.mark.parametrize("slag", Slag)
def test_hvert_slag_har_ord(slag: Slag) -> None:
    assert SLAGORD[slag].nb
    assert SLAGORD[slag].nn


def test_hvert_anker_og_hvert_svar_har_ord() -> None:
    assert set(ANKERORD) == set(Anker)
    assert set(KLASSEORD) == set(Klasse)
