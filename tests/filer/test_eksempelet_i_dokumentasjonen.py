"""The files shown in `docs/filformat.md` are files a newcomer can begin with."""

from __future__ import annotations

import re
from pathlib import Path

from tests.fristvakt.kommandoproeve import ROT, fristvakt

FILER = ("avtalen.toml", "register.toml", "fakta/proeveavtalen.toml")


def test_filene_som_er_vist_kan_leses_som_de_staar(tmp_path: Path) -> None:
    vist = re.findall(r"```toml\n(.*?)```", (ROT / "docs" / "filformat.md").read_text(encoding="utf-8"), re.DOTALL)
    assert len(vist) == len(FILER)
    for navn, tekst in zip(FILER, vist, strict=True):
        fil = tmp_path / navn
        fil.parent.mkdir(exist_ok=True)
        fil.write_text(tekst, encoding="utf-8")
    plan = fristvakt("plan", str(tmp_path / "avtalen.toml"), "--naa", "2024-11-08", "--json").json()
    assert {s["status"] for s in plan if s["id"] == "forankring.trysil"} == {"utfoert"}
