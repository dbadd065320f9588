"""The command as its user meets it: run through its own entry point, in this process or in one of its own."""

from __future__ import annotations

import io
import json
import sys
from contextlib import redirect_stderr, redirect_stdout
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any
from unittest.mock import patch

import typer.main

from fristvakt.cli import main

KOMMANDOTRE = cache(typer.main.get_command)
"""The commands are the same each time, and take longer to put together than most of them take to run."""
ROT = Path(__file__).parents[2]
EKSEMPLER = ROT / "eksempler"
AVTALE = "engerdal-trysil-vaaler-aamot"
PULJE_2 = EKSEMPLER / f"{AVTALE}.toml"
ALLE = tuple(fil for fil in sorted(EKSEMPLER.glob("*.toml")) if fil.name != "register.toml")


@dataclass(frozen=True, slots=True, kw_only=True)
class Svar:
    """What the command answered with: exit code, standard output and standard error."""

    kode: int
    ut: str
    feil: str

    @property
    def linjer(self) -> list[str]:
        return self.feil.splitlines()

    def json(self) -> Any:  # noqa: ANN401 - whatever the document holds
        """The one JSON document on standard output, of a command that went well and had nothing else to say."""
        assert (self.kode, self.feil) == (0, "")
        return json.loads(self.ut)


def fristvakt(*ord_: object) -> Svar:
    """Run `fristvakt …` in this process. What it does not catch itself comes out here: a traceback is a failure."""
    ut, feil = io.StringIO(), io.StringIO()
    kode = 0
    tre = patch("typer.main.get_command", KOMMANDOTRE)
    with tre, patch.object(sys, "argv", ["fristvakt", *map(str, ord_)]), redirect_stdout(ut), redirect_stderr(feil):
        try:
            main()
        except SystemExit as slutt:
            kode = slutt.code if isinstance(slutt.code, int) else int(slutt.code is not None)
    return Svar(kode=kode, ut=ut.getvalue(), feil=feil.getvalue())


def rader(svar: Svar, **vilkaar: object) -> list[dict[str, Any]]:
    """The rows of the answer whose fields are as given."""
    return [rad for rad in svar.json() if all(rad[navn] == verdi for navn, verdi in vilkaar.items())]


def rad(svar: Svar, **vilkaar: object) -> dict[str, Any]:
    """The one row whose fields are as given."""
    funnet = rader(svar, **vilkaar)
    assert len(funnet) == 1, f"{len(funnet)} rows have {vilkaar}"
    return funnet[0]
