"""Distriktssatsing (I LAG), an agreement between a county and one municipality (LIVSLOEP.md section 3)."""

from flyter.livsloep.kilder import (
    OXFORD_11,
    OXFORD_41,
    OXFORD_43,
    OXFORD_63,
    OXFORD_71,
    OXFORD_OM_AVTALENE,
    OXFORD_SAMMENDRAG,
)
from flyter.livsloep.parter import ALLE_PARTER, FYLKET, KOMMUNER, PARTENE
from flyter.livsloep.valg import MANDAT_ETTER_VALGET
from modeller.avstand import Avstand
from modeller.livsloep import Fase, Fullfoeres, Hull, Krav, Livsloep, Steg
from modeller.regler import Etter, Foer, Fristregel, Gitt, HvertAar, alle, felles, hver, veiledende
from modeller.tekst import Tekst

INNGAAELSE = Fase(
    "inngaaelse",
    Tekst("Inngåelse", "Inngåing"),
    (
        # The source tells neither of a signature nor of any order between the agreement and the start.
        Steg(
            noekkel="avtaletekst",
            tittel=Tekst("Enighet om avtalen", "Semje om avtalen"),
            omtale=Tekst("enigheten om avtalen", "semja om avtalen"),
            hvem=felles(PARTENE),
            fullfoeres=Fullfoeres.TEKST,
            kilde=OXFORD_63,
            forventet=Tekst(
                "Lag samarbeidsavtalen: ansvar og roller, mål, og hva hver av dere skal bidra med.",
                "Lag samarbeidsavtalen: ansvar og roller, mål, og kva kvar av dykk skal bidra med.",
            ),
        ),
        Steg(
            noekkel="politisk_behandling",
            tittel=Tekst("Politisk behandling av avtalen", "Politisk behandling av avtalen"),
            omtale=Tekst("den politiske behandlingen", "den politiske behandlinga"),
            hvem=hver(KOMMUNER),
            fullfoeres=Fullfoeres.VEDTAK,
            krav=Krav.ANBEFALT,
            ny_tekst_aapner=True,
            krever=("avtaletekst",),
            etter=(alle("avtaletekst"),),
            frist=veiledende(Etter("avtaletekst", Avstand(maaneder=3))),
            kilde=OXFORD_63,
            forventet=Tekst(
                "Få samarbeidsavtalen behandlet politisk. Det styrker eierskapet til arbeidet.",
                "Få samarbeidsavtalen behandla politisk. Det styrkjer eigarskapen til arbeidet.",
            ),
        ),
        Steg(
            noekkel="ikraft",
            tittel=Tekst("Satsingen er i gang", "Satsinga er i gang"),
            omtale=Tekst("oppstarten", "oppstarten"),
            hvem=None,
            fullfoeres=Fullfoeres.BEREGNET,
            aapner=Gitt("oppstart"),
            frist=Fristregel(Gitt("oppstart")),
            kilde=OXFORD_11,
            forventet=Tekst(
                "Kommunen er med i satsingen fra oppstarten.", "Kommunen er med i satsinga frå oppstarten."
            ),
        ),
    ),
)

AARLIG = Fase(
    "aarlig",
    Tekst("Hvert år", "Kvart år"),
    (
        # The meetings come every month, but nobody is to be told of each.
        Steg(
            noekkel="prosjektledermoeter",
            tittel=Tekst("Månedlige prosjektledermøter", "Månadlege prosjektleiarmøte"),
            omtale=Tekst("prosjektledermøtene", "prosjektleiarmøta"),
            hvem=felles(FYLKET),
            deltar=KOMMUNER,
            krav=Krav.UTEN_KRAV,
            aapner=HvertAar(1, 10),
            etter=(alle("ikraft"),),
            kilde=OXFORD_43,
            forventet=Tekst(
                "Sett opp prosjektledermøtene for året. De holdes hver måned.",
                "Set opp prosjektleiarmøta for året. Dei blir haldne kvar månad.",
            ),
        ),
        Steg(
            noekkel="samlinger",
            tittel=Tekst("Felles samlinger", "Felles samlingar"),
            omtale=Tekst("samlingene", "samlingane"),
            hvem=felles(FYLKET),
            deltar=ALLE_PARTER,
            krav=Krav.UTEN_KRAV,
            aapner=HvertAar(1, 10),
            etter=(alle("ikraft"),),
            kilde=OXFORD_41,
            forventet=Tekst(
                "Planlegg årets samlinger for kommunene og laget rundt, fysiske og digitale.",
                "Planlegg samlingane i år for kommunane og laget rundt, fysiske og digitale.",
            ),
        ),
        MANDAT_ETTER_VALGET,
    ),
    hvert_aar=1,
)


def _rapport(noekkel: str, tittel: Tekst, forventet: Tekst) -> Steg:
    """A report on the whole programme, on the day the agreement has been given for it."""
    return Steg(
        noekkel=noekkel,
        tittel=tittel,
        hvem=felles(FYLKET),
        deltar=ALLE_PARTER,
        aapner=Foer(noekkel, Avstand(maaneder=3)),
        etter=(alle("ikraft"),),
        frist=veiledende(Gitt(noekkel)),
        kilde=OXFORD_SAMMENDRAG,
        varer_arbeidsdager=20,
        forventet=forventet,
    )


RAPPORTER = Fase(
    "rapporter",
    Tekst("Følgeforskning", "Følgjeforsking"),
    (
        _rapport(
            "midtveisrapport",
            Tekst("Midtveisrapport", "Midtvegsrapport"),
            Tekst(
                "Følg opp at midtveisrapporten blir levert, og gjør den kjent for partene.",
                "Følg opp at midtvegsrapporten blir levert, og gjer han kjend for partane.",
            ),
        ),
        _rapport(
            "sluttrapport",
            Tekst("Sluttrapport", "Sluttrapport"),
            Tekst(
                "Følg opp at sluttrapporten blir levert, og gjør den kjent for partene.",
                "Følg opp at sluttrapporten blir levert, og gjer han kjend for partane.",
            ),
        ),
    ),
)

SLUTT = Fase(
    "slutt",
    Tekst("Videreføring", "Vidareføring"),
    (
        Steg(
            noekkel="viderefoering",
            tittel=Tekst("Plan for videreføring", "Plan for vidareføring"),
            hvem=hver(KOMMUNER),
            krav=Krav.ANBEFALT,
            aapner=Foer("avtaleslutt", Avstand(maaneder=12)),
            etter=(alle("ikraft"),),
            frist=veiledende(Foer("avtaleslutt", Avstand(maaneder=2))),
            kilde=OXFORD_71,
            varer_arbeidsdager=20,
            forventet=Tekst(
                "Lag en plan for hvordan arbeidet skal videreføres og forankres, med flere enn prosjektlederen om det.",
                "Lag ein plan for korleis arbeidet skal førast vidare og forankrast, med fleire enn prosjektleiaren "
                "om det.",
            ),
        ),
        Steg(
            noekkel="avslutning",
            tittel=Tekst("Satsingen er avsluttet", "Satsinga er avslutta"),
            hvem=None,
            fullfoeres=Fullfoeres.BEREGNET,
            aapner=Gitt("avtaleslutt"),
            etter=(alle("ikraft"),),
            frist=Fristregel(Gitt("avtaleslutt")),
            kilde=OXFORD_11,
            forventet=Tekst("Perioden er ute.", "Perioden er ute."),
        ),
    ),
)

DISTRIKTSSATSING = Livsloep(
    navn="distriktssatsing",
    tittel=Tekst("Distriktssatsing", "Distriktssatsing"),
    faser=(INNGAAELSE, AARLIG, RAPPORTER, SLUTT),
    ikraft="ikraft",
    datoer=("oppstart", "midtveisrapport", "sluttrapport", "avtaleslutt"),
    dokumenter=(OXFORD_OM_AVTALENE,),
    hull=(
        Hull(
            noekkel="oppfoelging",
            tekst=Tekst(
                "Avtalen sier ikke entydig hvordan den følges opp.",
                "Avtalen seier ikkje eintydig korleis han blir følgd opp.",
            ),
            kilde=OXFORD_63,
        ),
        Hull(
            noekkel="brudd",
            tekst=Tekst(
                "Avtalen sier ikke hva som skjer hvis den blir brutt.",
                "Avtalen seier ikkje kva som hender dersom han blir broten.",
            ),
            kilde=OXFORD_63,
        ),
    ),
)
