"""What a county does for all its district programmes together (LIVSLOEP.md section 3, the portfolio step)."""

from flyter.livsloep.kilder import OXFORD_45, OXFORD_OM_AVTALENE
from flyter.livsloep.parter import FYLKET
from modeller.livsloep import Fase, Fullfoeres, Hull, Livsloep, Steg
from modeller.regler import Gitt, HvertAar, alle, hver, veiledende
from modeller.tekst import Tekst

OPPSTART = Fase(
    "oppstart",
    Tekst("Oppstart", "Oppstart"),
    (
        Steg(
            noekkel="ikraft",
            tittel=Tekst("Programmene følges samlet", "Programma blir følgde samla"),
            omtale=Tekst("oppstarten", "oppstarten"),
            hvem=None,
            fullfoeres=Fullfoeres.BEREGNET,
            aapner=Gitt("oppstart"),
            frist=veiledende(Gitt("oppstart")),
            forventet=Tekst(
                "Fra denne dagen får fylkesutvalget én samlet status for distriktsprogrammene.",
                "Frå denne dagen får fylkesutvalet éin samla status for distriktsprogramma.",
            ),
        ),
    ),
)

AARLIG = Fase(
    "aarlig",
    Tekst("Hvert år", "Kvart år"),
    (
        Steg(
            noekkel="statusrapport",
            tittel=Tekst("Status for distriktsprogrammene", "Status for distriktsprogramma"),
            omtale=Tekst("statusrapporten", "statusrapporten"),
            hvem=hver(FYLKET),
            fullfoeres=Fullfoeres.VEDTAK,
            i_foerste_organ=True,  # fylkesutvalget
            aapner=HvertAar(9, 1),
            etter=(alle("ikraft"),),
            frist=veiledende(HvertAar(12, 10)),
            kilde=OXFORD_45,
            forventet=Tekst(
                "Legg fram én samlet status for alle distriktsprogrammene for fylkesutvalget.",
                "Legg fram éin samla status for alle distriktsprogramma for fylkesutvalet.",
            ),
        ),
    ),
    hvert_aar=1,
)

PORTEFOELJE = Livsloep(
    navn="portefoelje",
    tittel=Tekst("Distriktsportefølje", "Distriktsportefølje"),
    faser=(OPPSTART, AARLIG),
    ikraft="ikraft",
    datoer=("oppstart", "avtaleslutt"),
    dokumenter=(OXFORD_OM_AVTALENE,),
    hull=(
        Hull(
            noekkel="tidspunkt",
            tekst=Tekst(
                "Kilden sier ikke når på året statusen legges fram.",
                "Kjelda seier ikkje når på året statusen blir lagd fram.",
            ),
            kilde=OXFORD_45,
        ),
    ),
)
