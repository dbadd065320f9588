"""The lifecycles, one file each, as pure data."""

from flyter.livsloep.bygdevekst import BYGDEVEKST
from flyter.livsloep.distriktssatsing import DISTRIKTSSATSING
from flyter.livsloep.generell import GENERELL
from flyter.livsloep.omstilling import OMSTILLING
from flyter.livsloep.periode import PERIODE
from flyter.livsloep.portefoelje import PORTEFOELJE
from flyter.livsloep.samarbeid import SAMARBEID
from flyter.livsloep.utviklingsavtale import UTVIKLINGSAVTALE

LIVSLOEP = {
    livsloep.navn: livsloep
    for livsloep in (
        BYGDEVEKST,
        SAMARBEID,
        DISTRIKTSSATSING,
        PORTEFOELJE,
        UTVIKLINGSAVTALE,
        OMSTILLING,
        PERIODE,
        GENERELL,
    )
}
"""Every built-in lifecycle by name."""

__all__ = [
    "BYGDEVEKST",
    "DISTRIKTSSATSING",
    "GENERELL",
    "LIVSLOEP",
    "OMSTILLING",
    "PERIODE",
    "PORTEFOELJE",
    "SAMARBEID",
    "UTVIKLINGSAVTALE",
]
