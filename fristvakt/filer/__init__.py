"""Input files in TOML: read, checked to the last fault, turned into core types, compared with what is stored."""

from fristvakt.filer.endringer import AV_FAKTAFIL, AV_FIL, Endring, endringer, som_fakta
from fristvakt.filer.feil import Feil, Filfeil
from fristvakt.filer.innlest import Avtalefil, Filfaktum, Innlest
from fristvakt.filer.les import les_avtalefiler
from fristvakt.filer.livsloepfiler import Egetlivsloep, egne_i, livsloep_i
from fristvakt.filer.skjema import SKJEMAER, skjema

__all__ = [
    "AV_FAKTAFIL",
    "AV_FIL",
    "SKJEMAER",
    "Avtalefil",
    "Egetlivsloep",
    "Endring",
    "Feil",
    "Filfaktum",
    "Filfeil",
    "Innlest",
    "egne_i",
    "endringer",
    "les_avtalefiler",
    "livsloep_i",
    "skjema",
    "som_fakta",
]
