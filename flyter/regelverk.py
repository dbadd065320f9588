"""Which rules plans and reminders are derived with, known by a fingerprint, so that new ones are noticed."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Set as AbstractSet
from dataclasses import fields, is_dataclass
from enum import Enum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from flyter.oppdatering import Grunnlag

_sist: tuple[tuple[object, ...], str] | None = None
"""The rules last asked about, and theirs: a process has one set, and putting it in words takes its time."""


def fingeravtrykk(grunnlag: Grunnlag) -> str:
    """The same for the same lifecycles, days off and reminder rules, in any process."""
    global _sist  # noqa: PLW0603 - what is remembered
    regler = (grunnlag.livsloep, grunnlag.kalender.fridager, grunnlag.regler)
    if _sist is None or any(en is not annen for en, annen in zip(_sist[0], regler, strict=True)):
        _sist = (regler, hashlib.sha256(_i_ord(regler).encode()).hexdigest())
    return _sist[1]


def _i_ord(verdi: object) -> str:
    """The value in words that do not depend on the order of a set or on what is remembered beside it."""
    match verdi:
        case Enum():
            return f"{type(verdi).__name__}.{verdi.name}"
        case Mapping():
            return f"{{{','.join(sorted(f'{_i_ord(k)}:{_i_ord(v)}' for k, v in verdi.items()))}}}"
        case AbstractSet():
            return f"{{{','.join(sorted(map(_i_ord, verdi)))}}}"
        case tuple() | list():
            return f"({','.join(map(_i_ord, verdi))})"
        case _ if is_dataclass(verdi):
            felter = (felt.name for felt in fields(verdi) if not felt.name.startswith("_"))
            return f"{type(verdi).__name__}({','.join(f'{n}={_i_ord(getattr(verdi, n))}' for n in felter)})"
        case _:
            return repr(verdi)
