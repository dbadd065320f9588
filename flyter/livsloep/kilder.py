"""The source documents that state the rules of the lifecycles."""

from modeller.regler import Kilde
from modeller.tekst import Tekst


def _avtale(punkt: str) -> Kilde:
    return Kilde(
        "001",
        punkt,
        Tekst(
            f"Bygdevekstavtalen for Engerdal, Trysil, Våler og Åmot, {punkt}",
            f"Bygdevekstavtalen for Engerdal, Trysil, Våler og Åmot, {punkt}",
        ),
    )


def _brev(punkt: str) -> Kilde:
    return Kilde(
        "003",
        punkt,
        Tekst(
            f"KDDs brev om veien videre for pulje 2, «{punkt}»",
            f"Brevet frå KDD om vegen vidare for pulje 2, «{punkt}»",
        ),
    )


def _sintef(punkt: str) -> Kilde:
    return Kilde(
        "002",
        punkt,
        Tekst(
            f"Sintefs midtveisrapport om bygdevekstavtaler, {punkt}",
            f"Midtvegsrapporten frå Sintef om bygdevekstavtalar, {punkt}",
        ),
    )


BREV_TIDSPLAN = _brev("Tidsplan for avtalene")
BREV_KOMMUNER = _brev("Politisk forankring i kommunene")
BREV_FYLKER = _brev("Politisk forankring i fylkeskommunene")
BREV_HANDLINGSPLAN = _brev("Arbeidet med handlingsplaner")
AVTALE_2 = _avtale("punkt 2")
AVTALE_4 = _avtale("punkt 4")
AVTALE_5 = _avtale("punkt 5")
AVTALE_6 = _avtale("punkt 6")
AVTALE_7 = _avtale("punkt 7")
AVTALE_SIGNATUR = _avtale("signatursiden")
SINTEF_13 = _sintef("punkt 1.3")
SINTEF_44 = _sintef("punkt 4.4")
OXFORD_63 = Kilde(
    "004",
    "punkt 6.3",
    Tekst(
        "Oxford Researchs sluttrapport om I LAG, punkt 6.3",
        "Sluttrapporten frå Oxford Research om I LAG, punkt 6.3",
    ),
)
SAMARBEID_MOETER = Kilde(
    "000",
    "Fremdrift, statusmøter og evaluering",
    Tekst(
        "Samarbeidsavtalen Innlandet–Distriktssenteret, «Fremdrift, statusmøter og evaluering»",
        "Samarbeidsavtalen Innlandet–Distriktssenteret, «Fremdrift, statusmøter og evaluering»",
    ),
)
SAMARBEID_KONTAKT = Kilde(
    "000",
    "Kontakt, møter og informasjon",
    Tekst(
        "Samarbeidsavtalen Innlandet–Distriktssenteret, «Kontakt, møter og informasjon»",
        "Samarbeidsavtalen Innlandet–Distriktssenteret, «Kontakt, møter og informasjon»",
    ),
)
SAMARBEID_PERIODE = Kilde(
    "000",
    "Avtaleperiode",
    Tekst(
        "Samarbeidsavtalen Innlandet–Distriktssenteret, «Avtaleperiode»",
        "Samarbeidsavtalen Innlandet–Distriktssenteret, «Avtaleperiode»",
    ),
)
