"""`Grunnlag`, the rules plans and reminders are derived with, and their fingerprint, so that new ones are noticed."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Set as AbstractSet
from dataclasses import dataclass, fields, is_dataclass
from enum import Enum
from functools import cached_property

from modeller.arbeidskalender import Arbeidskalender
from modeller.livsloep import Livsloep
from modeller.varselrad import Varsle
from varsler.regler import STANDARDREGLER, Varselregler


@dataclass(frozen=True, kw_only=True)  # no slots: the fingerprint is kept on the object
class Grunnlag:
    """What a plan and its reminders are derived with, besides facts: lifecycles by name, working days, reminder rules.

    `regler` are the reminder rules that `varsle` goes by.
    """

    livsloep: Mapping[str, Livsloep]
    kalender: Arbeidskalender
    varsle: Varsle
    regler: Varselregler = STANDARDREGLER

    @cached_property
    def fingeravtrykk(self) -> str:
        """The same for the same lifecycles, days off and reminder rules, in any process."""
        regler = (self.livsloep, self.kalender.fridager, self.regler)
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
