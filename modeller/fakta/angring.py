"""The one happening that may be of any stream: that an earlier one is undone."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class FaktumAngret:
    """An earlier fact of the same stream is undone: the fold passes over it."""

    faktum: str
    grunn: str = ""
