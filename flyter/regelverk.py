"""Which rules plans and reminders are derived with, known by a fingerprint, so that new ones are noticed."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Set as AbstractSet
from dataclasses import fields, is_dataclass
from enum import Enum

from flyter.oppdatering import Grunnlag


def fingeravtrykk(grunnlag: Grunnlag) -> str:
    """The same for the same lifecycles, days off and reminder rules, in any process."""
    regler = (grunnlag.livsloep, grunnlag.kalender.fridager, grunnlag.regler)
    return hashlib.sha256(_i_ord(regler).encode()).hexdigest()


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
