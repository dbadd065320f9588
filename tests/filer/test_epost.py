"""E-mail addresses in files."""

from __future__ import annotations

from pydantic import TypeAdapter

from fristvakt.filer.felter import Epost


def test_en_adresse_leses_med_smaa_bokstaver_saa_en_postkasse_er_en() -> None:
    assert TypeAdapter(Epost).validate_python("Saksbehandler@VAALER.example") == "saksbehandler@vaaler.example"
