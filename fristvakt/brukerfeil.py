"""What Typer and the operating system say in English, told in Norwegian: wrong words, and files out of reach."""

from __future__ import annotations

import errno
import re
from collections.abc import Mapping
from difflib import get_close_matches
from typing import Any

import typer

Bruksfeil: type[Exception] = typer.BadParameter.__mro__[1]
"""Typer's base of all usage errors, which it does not export."""

INNGANG = "Value error, "
IKKE_BLANT = re.compile(r"'(.*)' is not one of (.*)\.")


SYSTEMET_SIER: Mapping[int, str] = {
    errno.EACCES: "mangler tilgang",
    errno.EPERM: "det er ikke tillatt her",
    errno.EEXIST: "det ligger allerede noe annet der",
    errno.ENOENT: "den finnes ikke, og kan ikke lages her",
    errno.ENOTDIR: "en del av stien er en fil, ikke en mappe",
    errno.EISDIR: "det er en mappe, ikke en fil",
    errno.ENAMETOOLONG: "navnet er for langt",
    errno.ELOOP: "snarveiene går i ring",
    errno.EROFS: "disken kan bare leses",
    errno.ENOSPC: "disken er full",
    errno.EDQUOT: "kvoten på disken er brukt opp",
    errno.EIO: "disken svarer med feil",
    errno.EMFILE: "for mange filer er åpne",
    errno.ENFILE: "for mange filer er åpne",
}
"""Why a file or folder cannot be used, for what an operator may meet."""

INGEN_PLASS = {errno.ENOSPC, errno.EDQUOT}
"""Where the system does not tell of which file."""
FULL_DATABASE = "disk is full"
"""How SQLite says so."""


def systemfeil_i_ord(feil: Exception) -> str | None:
    """One line of bokmål about a file or folder the operating system will not let us use; None for another fault."""
    sted, nummer = getattr(feil, "filename", None), getattr(feil, "errno", None)
    if isinstance(sted, str):
        grunn = SYSTEMET_SIER.get(nummer or 0, f"systemet sier nei (feil {nummer})")
        return f"Får ikke brukt {sted}: {grunn}. Rett det, eller velg en annen mappe eller fil."
    if nummer in INGEN_PLASS or FULL_DATABASE in str(getattr(feil, "orig", "")):
        return "Det er ikke plass på disken til det som skulle skrives. Gjør plass, og prøv på nytt."
    return None


def i_ord(feil: Any, kommandoer: list[str]) -> str:  # noqa: ANN401 - Typer's error classes are private
    """One line of bokmål about a usage error; `kommandoer` are the commands there are."""
    match type(feil).__name__:
        case "NoArgsIsHelpError":  # without any words the help itself is the answer
            return str(feil.format_message())
        case "MissingParameter":
            return f"{_navn(feil)} mangler. {_hjelp(feil)}"
        case "NoSuchOption" if (tall := feil.option_name.lstrip("-"))[:1].isdigit():
            return f"Tall skrives uten minus foran: {tall}, ikke {feil.option_name}. {_hjelp(feil)}"
        case "NoSuchOption":
            return f"Finner ikke valget {feil.option_name}.{_mente(feil.possibilities or ())} {_hjelp(feil)}"
        case "BadParameter":
            return f"{_navn(feil)}: {_grunn(feil)}" if _navn(feil) else _grunn(feil)
        case "BadOptionUsage":
            return f"Valget {feil.option_name} mangler en verdi. {_hjelp(feil)}"
        case "UsageError" if feil.message.startswith("No such command"):
            ord_ = feil.message.split("'")[1]
            her = [*getattr(feil.ctx.command, "commands", kommandoer)] if feil.ctx else kommandoer
            return f"Finner ikke kommandoen «{ord_}».{_mente(get_close_matches(ord_, her, n=1))} {_hjelp(feil)}"
        case _:
            return f"Kommandoen kan ikke forstås slik den er skrevet. {_hjelp(feil)}"


def _grunn(feil: Any) -> str:  # noqa: ANN401 - as above
    """Our own words as they are; the few checks Typer makes itself, in ours."""
    grunn = str(feil.message).removeprefix(INNGANG)
    if grunn.startswith("Input should be greater than or equal to "):
        return f"må være minst {grunn.rsplit(' ', 1)[1]}."
    if grunn.startswith("Input should be less than or equal to "):
        return f"kan ikke være mer enn {grunn.rsplit(' ', 1)[1]}."
    if valg := IKKE_BLANT.match(grunn):
        return f"«{valg[1]}» finnes ikke. Velg mellom {valg[2].replace(chr(39), '')}."
    if grunn.startswith(("Input should be", "Value is not", "'")):
        return f"verdien kan ikke brukes. {_hjelp(feil)}"
    return grunn


def _navn(feil: Any) -> str:  # noqa: ANN401 - as above
    if feil.param is None:
        return ""
    valg = [v for v in feil.param.opts if v.startswith("-")]
    return str(valg[0] if valg else (feil.param.metavar or feil.param.name).split()[-1].strip("[]").upper())


def _mente(naere: Any) -> str:  # noqa: ANN401 - as above
    mente = " eller ".join(f"«{n}»" for n in naere)
    return f" Mente du {mente}?" if mente else ""


def _hjelp(feil: Any) -> str:  # noqa: ANN401 - as above
    sti = feil.ctx.command_path if feil.ctx else "fristvakt"
    return f"Se «{sti} --help»."
