"""Reminder rules as data: which message, counted from what, how often, for which steps, to whom."""

from varsler.regler.regel import (
    ALLE_ARTER,
    NAAR_DET_GJELDER,
    Anker,
    Gjentas,
    Retning,
    Varselregel,
    Varselregler,
)
from varsler.regler.slag import (
    FOELGER_MED,
    OM_MOETET,
    OM_REGISTERET,
    OVERSIKTER,
    TIL_KOORDINATOR,
    UTEN_DATO,
    VENTER_PAA_SVAR,
    Slag,
)
from varsler.regler.standard import STANDARDREGLER
from varsler.regler.stille import Stilleperiode

__all__ = [
    "ALLE_ARTER",
    "FOELGER_MED",
    "NAAR_DET_GJELDER",
    "OM_MOETET",
    "OM_REGISTERET",
    "OVERSIKTER",
    "STANDARDREGLER",
    "TIL_KOORDINATOR",
    "UTEN_DATO",
    "VENTER_PAA_SVAR",
    "Anker",
    "Gjentas",
    "Retning",
    "Slag",
    "Stilleperiode",
    "Varselregel",
    "Varselregler",
]
