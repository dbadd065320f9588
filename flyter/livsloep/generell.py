"""Any agreement with parties and an end: a status meeting and a plan each year, an evaluation at the end."""

from flyter.livsloep.parter import PARTENE
from flyter.livsloep.valg import MANDAT_ETTER_VALGET
from modeller.avstand import Avstand
from modeller.livsloep import Fase, Fullfoeres, Krav, Livsloep, Steg
from modeller.regler import Foer, Gitt, HvertAar, IkkeSisteAar, alle, felles, hver, veiledende
from modeller.tekst import Tekst

# All of it is our own advice: no source says how an agreement that may be about anything is to be followed up.

INNGAAELSE = Fase(
    "inngaaelse",
    Tekst("Inngåelse", "Inngåing"),
    (
        Steg(
            noekkel="signering",
            tittel=Tekst("Signering", "Signering"),
            omtale=Tekst("signeringen", "signeringa"),
            hvem=hver(PARTENE),
            krav=Krav.ANBEFALT,
            frist=veiledende(Foer("oppstart")),
            forventet=Tekst("Signer avtalen.", "Signer avtalen."),
        ),
        Steg(
            noekkel="ikraft",
            tittel=Tekst("Avtalen gjelder", "Avtalen gjeld"),
            omtale=Tekst("oppstarten", "oppstarten"),
            hvem=None,
            fullfoeres=Fullfoeres.BEREGNET,
            aapner=Gitt("oppstart"),
            frist=veiledende(Gitt("oppstart")),
            forventet=Tekst("Avtalen gjelder fra oppstarten.", "Avtalen gjeld frå oppstarten."),
        ),
    ),
)

AARLIG = Fase(
    "aarlig",
    Tekst("Hvert år", "Kvart år"),
    (
        Steg(
            noekkel="statusmoete",
            tittel=Tekst("Statusmøte", "Statusmøte"),
            omtale=Tekst("statusmøtet", "statusmøtet"),
            hvem=felles(PARTENE),
            moete=True,
            krav=Krav.ANBEFALT,
            aapner=HvertAar(9, 1),
            etter=(alle("ikraft"),),
            frist=veiledende(HvertAar(11, 30, bare_maaned=True)),
            forventet=Tekst(
                "Gå gjennom status sammen: hva er gjort, og hva må endres?",
                "Gå gjennom status saman: kva er gjort, og kva må endrast?",
            ),
        ),
        Steg(
            noekkel="plan",
            tittel=Tekst("Plan for {neste_aar}", "Plan for {neste_aar}"),
            omtale=Tekst("planen for neste år", "planen for neste år"),
            hvem=felles(PARTENE),
            krav=Krav.ANBEFALT,
            betinget=IkkeSisteAar(),
            aapner=HvertAar(9, 1),
            etter=(alle("ikraft"),),
            frist=veiledende(HvertAar(12, 15)),
            varer_arbeidsdager=10,
            forventet=Tekst("Bli enige om hva dere skal gjøre neste år.", "Bli samde om kva de skal gjere neste år."),
        ),
        MANDAT_ETTER_VALGET,
    ),
    hvert_aar=1,
)

SLUTT = Fase(
    "slutt",
    Tekst("Avslutning", "Avslutning"),
    (
        Steg(
            noekkel="sluttevaluering",
            tittel=Tekst("Sluttevaluering", "Sluttevaluering"),
            hvem=felles(PARTENE),
            krav=Krav.ANBEFALT,
            aapner=Foer("avtaleslutt", Avstand(maaneder=6)),
            etter=(alle("ikraft"),),
            frist=veiledende(Foer("avtaleslutt")),
            varer_arbeidsdager=20,
            forventet=Tekst(
                "Vurder hva avtalen har gitt, og om samarbeidet skal fortsette.",
                "Vurder kva avtalen har gitt, og om samarbeidet skal halde fram.",
            ),
        ),
        Steg(
            noekkel="avslutning",
            tittel=Tekst("Avtalen er avsluttet", "Avtalen er avslutta"),
            hvem=None,
            fullfoeres=Fullfoeres.BEREGNET,
            aapner=Gitt("avtaleslutt"),
            etter=(alle("ikraft"),),
            frist=veiledende(Gitt("avtaleslutt")),
            forventet=Tekst("Avtaleperioden er ute.", "Avtaleperioden er ute."),
        ),
    ),
)

GENERELL = Livsloep(
    navn="generell",
    tittel=Tekst("Generell avtale", "Generell avtale"),
    faser=(INNGAAELSE, AARLIG, SLUTT),
    ikraft="ikraft",
    signering="signering",
    datoer=("oppstart", "avtaleslutt"),
)
