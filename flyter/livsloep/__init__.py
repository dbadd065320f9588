"""The lifecycles, one file each, as pure data."""

from flyter.livsloep.bygdevekst import BYGDEVEKST
from flyter.livsloep.samarbeid import SAMARBEID

LIVSLOEP = {livsloep.navn: livsloep for livsloep in (BYGDEVEKST, SAMARBEID)}
"""Every built-in lifecycle by name."""

__all__ = ["BYGDEVEKST", "LIVSLOEP", "SAMARBEID"]
