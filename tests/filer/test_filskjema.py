"""The JSON Schemas accept what the reader accepts, and say what a key is for."""

from __future__ import annotations

import json
import tomllib
from datetime import date
from pathlib import Path

import jsonschema  # type: ignore[import-untyped]
import pytest

from fristvakt.filer import SKJEMAER, skjema

EKSEMPLER = Path(__file__).parents[2] / "eksempler"


def _som_json(fil: Path) -> dict[str, object]:
    data: dict[str, object] = json.loads(
        json.dumps(tomllib.loads(fil.read_text(encoding="utf-8")), default=date.isoformat)
    )
    return data


@pytest.mark.parametrize(
    ("hva", "filer"),
    [
        ("register", [EKSEMPLER / "register.toml"]),
        ("avtale", [f for f in sorted(EKSEMPLER.glob("*.toml")) if f.name != "register.toml"]),
        ("fakta", sorted((EKSEMPLER / "fakta").glob("*.toml"))),
    ],
)
def test_eksemplene_foelger_skjemaet(hva: str, filer: list[Path]) -> None:
    jsonschema.Draft202012Validator.check_schema(skjema(hva))
    assert filer
    for fil in filer:
        jsonschema.validate(_som_json(fil), skjema(hva))


def test_skjemaet_avviser_en_ukjent_noekkel() -> None:
    data = _som_json(EKSEMPLER / "indre-namdal.toml")
    with pytest.raises(jsonschema.ValidationError):
        jsonschema.validate({**data, "farge": "rød"}, skjema("avtale"))


@pytest.mark.parametrize("hva", SKJEMAER)
def test_hver_noekkel_i_skjemaet_er_forklart(hva: str) -> None:
    svar = skjema(hva)
    modeller = [svar, *svar.get("$defs", {}).values()]
    uten = [
        (modell.get("title"), navn)
        for modell in modeller
        for navn, felt in modell.get("properties", {}).items()
        if "description" not in felt and "const" not in felt
    ]
    assert uten == []
