"""What a party can say of a step that lies with it."""

from __future__ import annotations

from datetime import date

import pytest

from tests.varsler.varselbygg import plan, steg
from varsler.svarlenke import Formaal
from varsler.svarvalg import svarmuligheter


@pytest.mark.parametrize(("dag", "kan_vaere_holdt"), [(4, False), (5, True), (6, True)])
def test_at_et_moete_er_holdt_kan_sies_fra_moetedagen(dag: int, kan_vaere_holdt: bool) -> None:
    moetet = steg(moete=True, frist=date(2024, 12, 5))
    avtalen = plan(moetet, dag=date(2024, 12, dag))
    formaal = [m.formaal for m in svarmuligheter(avtalen, moetet, "vaaler", er_kontakt=True)]
    assert (Formaal.FERDIG in formaal) is kan_vaere_holdt
    assert Formaal.PAA_SAKEN in formaal
