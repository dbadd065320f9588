"""`--help` is in Norwegian throughout, also what Typer writes around our own words."""

from __future__ import annotations

import re

import pytest

from fristvakt.cli import KOMMANDOER
from tests.fristvakt.kommandoproeve import fristvakt

ENGELSK = re.compile(
    r"\b(usage|options?|commands?|arguments?|args|required|default|show this|str|int|range)\b", re.IGNORECASE
)


@pytest.mark.parametrize("kommando", ["", *(k.rstrip("_") for k in KOMMANDOER)])
def test_hjelpen_er_paa_norsk(kommando: str) -> None:
    svar = fristvakt(*filter(None, [kommando]), "--help")
    assert (svar.kode, svar.feil) == (0, "")
    assert svar.ut.startswith(f"Bruk: fristvakt {kommando}".rstrip())
    assert "Vis denne hjelpen." in svar.ut
    assert not ENGELSK.findall(svar.ut)


def test_hjelpen_viser_ordene_valgene_og_grensene() -> None:
    frister = fristvakt("frister", "--help").ut
    assert "Bruk: fristvakt frister [VALG] [FIL…]\n" in frister
    assert re.search(r"--dager N +Hvor mange dager fram\.  \[ellers: 90; fra 1 til 3650\]", frister)
    assert "Bruk: fristvakt registrer [VALG] [AVTALE] TYPE [FELT=VERDI…]\n" in fristvakt("registrer", "--help").ut
    assert "--til DATO" in fristvakt("simuler", "--help").ut


def test_uten_ord_vises_hjelpen() -> None:
    assert "Kommandoer:" in fristvakt().feil


def test_listen_over_kommandoer_kutter_ingen_forklaring() -> None:
    assert "..." not in fristvakt("--help").ut
    assert "..." not in fristvakt("livsloep", "--help").ut
