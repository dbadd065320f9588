"""The line of every key is found, however the file is laid out."""

from __future__ import annotations

import tomllib
from pathlib import Path

import pytest

from fristvakt.filer.linjer import Sti, finn_linje, linjer

VRIEN = '''\
# en = "kommentar"
a.b = 1
"rar nøkkel" = """
[ikke.en.tabell]
x = 1"""
liste = [ # kommentar ]
  "en]",
  { x = 1, y = [2,
    3] },
]
tom = [ ]
raa = \'\'\'c = "d"\'\'\'
[tabell."med punktum.i"]
dato = 2024-11-07 # [slutt]
[[rad]]
id = "en\\" #"
[rad.under]
z = 1
[[rad]]
[[rad.barn]]
q = { }
'''


@pytest.mark.parametrize(
    ("sti", "linje"),
    [
        (("a", "b"), 2),
        (("rar nøkkel",), 3),
        (("liste",), 6),
        (("liste", 0), 7),
        (("liste", 1, "y", 1), 9),
        (("tom",), 11),
        (("raa",), 12),
        (("tabell",), 13),
        (("tabell", "med punktum.i", "dato"), 14),
        (("rad", 0, "id"), 16),
        (("rad", 0, "under", "z"), 18),
        (("rad", 1), 19),
        (("rad", 1, "barn", 0, "q"), 21),
    ],
)
def test_linjen_til_en_noekkel(sti: Sti, linje: int) -> None:
    tomllib.loads(VRIEN)
    assert linjer(VRIEN)[sti] == linje


def test_det_som_mangler_faar_linjen_til_det_som_er_rundt() -> None:
    assert finn_linje(linjer(VRIEN), ("rad", 0, "navn")) == 15
    assert finn_linje(linjer(VRIEN), ("navn",)) is None


def test_hver_noekkel_i_eksemplene_har_sin_linje() -> None:
    for fil in (Path(__file__).parents[2] / "eksempler").rglob("*.toml"):
        tekst = fil.read_text(encoding="utf-8")
        funnet, rader = linjer(tekst), tekst.split("\n")
        for sti in _stier(tomllib.loads(tekst)):
            if isinstance(sti[-1], str):
                assert sti[-1] in rader[funnet[sti] - 1], (fil, sti)


def _stier(data: object, rundt: Sti = ()) -> list[Sti]:
    barn = data.items() if isinstance(data, dict) else enumerate(data) if isinstance(data, list) else ()
    return [sti for noekkel, verdi in barn for sti in ((*rundt, noekkel), *_stier(verdi, (*rundt, noekkel)))]
