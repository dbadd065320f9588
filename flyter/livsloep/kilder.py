"""The source documents that state the rules of the lifecycles."""

from modeller.regler import Dokument, Kilde
from modeller.tekst import Tekst

SAMARBEIDSAVTALEN = Dokument(
    "000",
    Tekst("Samarbeidsavtalen Innlandet–Distriktssenteret", "Samarbeidsavtalen Innlandet–Distriktssenteret"),
)
AVTALEN = Dokument(
    "001",
    Tekst(
        "Bygdevekstavtalen for Engerdal, Trysil, Våler og Åmot",
        "Bygdevekstavtalen for Engerdal, Trysil, Våler og Åmot",
    ),
)
BREVET = Dokument(
    "003",
    Tekst("KDDs brev om veien videre for pulje 2", "Brevet frå KDD om vegen vidare for pulje 2"),
)
# The two research reports describe how such agreements work, and ask nothing of one of them in particular.
SINTEF = Dokument(
    "002",
    Tekst("Sintefs midtveisrapport om bygdevekstavtaler", "Midtvegsrapporten frå Sintef om bygdevekstavtalar"),
    for_alle=True,
)
OXFORD = Dokument(
    "004",
    Tekst("Oxford Researchs sluttrapport om I LAG", "Sluttrapporten frå Oxford Research om I LAG"),
    for_alle=True,
)
# What the same report retells of agreements and schemes themselves (I LAG, Agder, Regional omstilling) binds those that
# name it.
OXFORD_OM_AVTALENE = Dokument(OXFORD.id, OXFORD.tittel)


def _i(dokument: Dokument, punkt: str, nn: str | None = None) -> Kilde:
    """A place in a document; `nn` where nynorsk calls the place something else."""
    tittel = dokument.tittel
    return Kilde(dokument.id, punkt, Tekst(f"{tittel.nb}, {punkt}", f"{tittel.nn}, {nn or punkt}"))


BREV_TIDSPLAN = _i(BREVET, "«Tidsplan for avtalene»")
BREV_KOMMUNER = _i(BREVET, "«Politisk forankring i kommunene»")
BREV_FYLKER = _i(BREVET, "«Politisk forankring i fylkeskommunene»")
BREV_HANDLINGSPLAN = _i(BREVET, "«Arbeidet med handlingsplaner»")
AVTALE_2 = _i(AVTALEN, "punkt 2")
AVTALE_4 = _i(AVTALEN, "punkt 4")
AVTALE_5 = _i(AVTALEN, "punkt 5")
AVTALE_6 = _i(AVTALEN, "punkt 6")
AVTALE_7 = _i(AVTALEN, "punkt 7")
AVTALE_SIGNATUR = _i(AVTALEN, "signatursiden", "signatursida")
SINTEF_11 = _i(SINTEF, "punkt 1.1")
SINTEF_12 = _i(SINTEF, "punkt 1.2")
SINTEF_44 = _i(SINTEF, "punkt 4.4")
OXFORD_11 = _i(OXFORD, "punkt 1.1")
OXFORD_41 = _i(OXFORD, "punkt 4.1")
OXFORD_43 = _i(OXFORD, "punkt 4.3")
OXFORD_45 = _i(OXFORD, "punkt 4.5")
OXFORD_52 = _i(OXFORD, "punkt 5.2")
OXFORD_58 = _i(OXFORD, "punkt 5.8")
OXFORD_61 = _i(OXFORD, "punkt 6.1")
OXFORD_63 = _i(OXFORD, "punkt 6.3")
OXFORD_64 = _i(OXFORD, "punkt 6.4")
OXFORD_68 = _i(OXFORD, "punkt 6.8")
OXFORD_71 = _i(OXFORD, "punkt 7.1")
OXFORD_SAMMENDRAG = _i(OXFORD, "sammendraget", "samandraget")
SAMARBEID_MOETER = _i(SAMARBEIDSAVTALEN, "«Fremdrift, statusmøter og evaluering»")
SAMARBEID_KONTAKT = _i(SAMARBEIDSAVTALEN, "«Kontakt, møter og informasjon»")
SAMARBEID_PERIODE = _i(SAMARBEIDSAVTALEN, "«Avtaleperiode»")
