"""What a party can say of a step that lies with it."""

from __future__ import annotations

from datetime import date

import pytest

from tests.varsler.brevbygg import brev
from tests.varsler.varselbygg import VAALER, plan, saker, steg
from varsler.svarlenke import Formaal
from varsler.svarmulighet import svarmuligheter


@pytest.mark.parametrize(("dag", "kan_vaere_holdt"), [(4, False), (5, True), (6, True)])
def test_at_et_moete_er_holdt_kan_sies_fra_moetedagen(dag: int, kan_vaere_holdt: bool) -> None:
    moetet = steg(moete=True, frist=date(2024, 12, 5))
    avtalen = plan(moetet, dag=date(2024, 12, dag))
    formaal = [m.formaal for m in svarmuligheter(avtalen, moetet, "vaaler", er_kontakt=True)]
    assert (Formaal.FERDIG in formaal) is kan_vaere_holdt
    assert Formaal.PAA_SAKEN not in formaal, "a meeting is called, held, moved or called off"
    assert {Formaal.MOETE, Formaal.OVERLAT, Formaal.UTSETT} <= {*formaal}
    postmottak = [m.formaal for m in svarmuligheter(avtalen, moetet, "vaaler", er_kontakt=False)]
    assert Formaal.MOETE not in postmottak


@pytest.mark.parametrize(
    ("dag", "foerst", "andre"),
    [
        (date(2024, 12, 2), "Flytt eller avlys møtet:\n", "Andre svar: en kollega overtar, minn meg senere:\n"),
        (
            date(2024, 12, 5),
            "Registrer at møtet er holdt:\n",
            "Andre svar: flytt eller avlys møtet, en kollega overtar, minn meg senere:\n",
        ),
    ],
)
def test_den_som_har_kalt_inn_til_et_moete_har_et_svar_ogsaa_foer_dagen(dag: date, foerst: str, andre: str) -> None:
    moetet = steg(moete=True, frist=date(2024, 12, 5))
    tekst = brev(saker(dag, moetet), VAALER, dag).tekst
    assert foerst in tekst and andre in tekst
    assert "vi er på saken" not in tekst
