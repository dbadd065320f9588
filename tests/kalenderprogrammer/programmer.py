"""Calendar programs no one here wrote, run over files: what each of them reads there."""

from __future__ import annotations

import ctypes.util
import json
import os
import shutil
import subprocess
import sys
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Any

import pytest

ROT = Path(__file__).parents[2]
MAPPE = ROT / ".venv" / "kalender"
PYTHON = MAPPE / "python" / "bin" / "python"
LESERE = Path(__file__).parent / "lesere"
PROGRAMMER = ("vobject", "recurring-ical-events", "ical.js", "node-ical")
"""Those that tell what they read, event by event; libical tells what is wrong."""

Kommando = Callable[[], Sequence[str]]


def les(program: str, filer: Sequence[Path]) -> Mapping[str, list[Any]]:
    """What the program reads, by the name of each file. Skips the test where the program is missing."""
    kjoert = subprocess.run(
        [*_KOMMANDOER[program](), *map(str, filer)],
        env={**os.environ, "TZ": "UTC"},
        capture_output=True,
        check=False,
        text=True,
    )
    assert kjoert.returncode == 0, f"{program}: {kjoert.stderr[-2000:]}"
    svar: Mapping[str, list[Any]] = json.loads(kjoert.stdout)
    return svar


def fra_pypi(navn: str) -> Path:
    """A program of the suite's own venv."""
    return _krev(PYTHON.with_name(navn), navn)


def _python(leser: str) -> Kommando:
    return lambda: (str(fra_pypi("python")), str(LESERE / leser))


def _node(leser: str) -> Kommando:
    def kommando() -> Sequence[str]:
        _krev(MAPPE / "node" / "stempel", "node")
        # A module is looked for where the script that imports it lies.
        skript = shutil.copy(LESERE / leser, MAPPE / "node")
        return (shutil.which("node") or str(_krev(Path(sys.executable).with_name("node"), "node")), str(skript))

    return kommando


def _libical() -> Sequence[str]:
    bibliotek = ctypes.util.find_library("ical")
    if bibliotek is None:
        pytest.skip("libical IS MISSING: run «make kalender», which says what to do")
    return (sys.executable, str(LESERE / "libical_leser.py"), bibliotek)


def _krev(sti: Path, navn: str) -> Path:
    if not sti.exists():
        pytest.skip(f"{navn} IS MISSING: run «make kalender», which says what to do")
    return sti


_KOMMANDOER: Mapping[str, Kommando] = {
    "vobject": _python("vobject_leser.py"),
    "recurring-ical-events": _python("recurring_leser.py"),
    "ical.js": _node("icaljs_leser.mjs"),
    "node-ical": _node("nodeical_leser.mjs"),
    "libical": _libical,
}
