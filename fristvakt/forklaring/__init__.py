"""A lifecycle explained to people: in words (`forklar`) and as a drawing (`tegn`)."""

from fristvakt.forklaring.forklar import Forklaring, Forklartfase, Forklartsteg, forklar, linjer, som_json
from fristvakt.forklaring.svg import tegn

__all__ = ["Forklaring", "Forklartfase", "Forklartsteg", "forklar", "linjer", "som_json", "tegn"]
