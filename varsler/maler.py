"""The e-mail templates, opened once: undefined names are errors, HTML is escaped."""

from __future__ import annotations

from functools import cache
from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined, Template, select_autoescape

MALER = Path(__file__).resolve().parent.parent / "maler" / "epost"


@cache
def mal(navn: str) -> Template:
    """The template `navn` under `maler/epost`."""
    return _miljoe().get_template(navn)


@cache
def _miljoe() -> Environment:
    miljoe = Environment(
        loader=FileSystemLoader(MALER),
        autoescape=select_autoescape(enabled_extensions=("html",), default=False),
        undefined=StrictUndefined,
        keep_trailing_newline=True,
        auto_reload=False,
    )
    miljoe.globals.clear()  # functions of Jinja's that no template of ours uses, copied at each use
    return miljoe
