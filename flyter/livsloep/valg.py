"""The step that every election of councils brings, the same in each lifecycle that has elected parties."""

from flyter.livsloep.parter import FOLKEVALGTE
from modeller.livsloep import Krav, Steg
from modeller.regler import BareValgaar, HvertAar, alle, hver, veiledende
from modeller.tekst import Tekst

# The new councils are constituted by the end of October, and choose who is to speak for them then. The advice is ours.
MANDAT_ETTER_VALGET = Steg(
    noekkel="valgmandat",
    tittel=Tekst("Mandat og kontakter etter valget", "Mandat og kontaktar etter valet"),
    hvem=hver(FOLKEVALGTE),
    krav=Krav.ANBEFALT,
    betinget=BareValgaar(),
    aapner=HvertAar(11, 1),
    etter=(alle("ikraft"),),
    frist=veiledende(HvertAar(12, 15)),
    forventet=Tekst(
        "Bekreft mandat og politiske kontakter etter valget.",
        "Stadfest mandat og politiske kontaktar etter valet.",
    ),
)
