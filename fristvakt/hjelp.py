"""What `--help` says around our own words, in Norwegian: Typer writes it in English, and little of it can be chosen."""

from __future__ import annotations

import re
from typing import Any

import typer
from typer.core import TyperCommand, TyperGroup

PAA_NORSK = {
    "Usage: ": "Bruk: ",
    "[OPTIONS]": "[VALG]",
    "COMMAND [ARGS]...": "KOMMANDO …",
    "\nArguments:\n": "\nOrd:\n",
    "\nOptions:\n": "\nValg:\n",
    "\nCommands:\n": "\nKommandoer:\n",
    "Show this message and exit.": "Vis denne hjelpen.",
    "[required]": "[må være med]",
    "[default: ": "[ellers: ",
}
"""By what Typer writes, which none of our own texts hold."""
_BRUK = ((re.compile(r"\{([^{}]+)\}(\.\.\.)?"), r"\1"), (re.compile(r"\[\[([^]]+)\]\](\.\.\.)?"), r"[\1]"))
_GRENSER = ((re.compile(r"(\d+)<=x<=(\d+)"), r"fra \1 til \2"), (re.compile(r"x>=(\d+)"), r"minst \1"))
_TYPENAVN = re.compile(r"(--[\w-]+)?( <[A-Za-z\[\] ]+>)")


def paa_norsk(hjelp: str) -> str:
    """The help text with Typer's headings and marks in bokmål. Names of Python types say nothing to a user."""
    for engelsk, norsk in PAA_NORSK.items():
        hjelp = hjelp.replace(engelsk, norsk)
    bruk, skille, resten = hjelp.partition("\n\n")
    for moenster, norsk in _BRUK:
        bruk = moenster.sub(norsk, bruk)
    for moenster, norsk in _GRENSER:
        resten = moenster.sub(norsk, resten)
    return bruk + skille + _TYPENAVN.sub(_like_bredt, resten)


def _like_bredt(typenavn: re.Match[str]) -> str:
    """What stands for the type's name, as wide, so that the columns stay."""
    valg, navn = typenavn[1] or "", typenavn[2]
    verdi = (" N" if "int" in navn else " ORD") if valg else ""
    return valg + verdi.ljust(len(navn))


class Kommando(TyperCommand):
    """A command whose help is in Norwegian."""

    def get_help(self, ctx: Any) -> str:  # noqa: ANN401 - Typer's context class is private
        """The help text."""
        return paa_norsk(super().get_help(ctx))


class Kommandogruppe(TyperGroup):
    """The commands together, likewise."""

    def resolve_command(self, ctx: Any, args: list[str]) -> Any:  # noqa: ANN401 - as above
        """The command that is asked for. What is chosen before it would be the group's own, and heard by nobody."""
        for valg in self.params:
            kilde = ctx.get_parameter_source(valg.name)
            if kilde is not None and kilde.name == "COMMANDLINE":
                raise typer.BadParameter(f"Skriv {valg.opts[0]} etter «{args[0]}», ikke foran.")
        return super().resolve_command(ctx, args)

    def get_help(self, ctx: Any) -> str:  # noqa: ANN401 - as above
        """The help text."""
        return paa_norsk(super().get_help(ctx))
