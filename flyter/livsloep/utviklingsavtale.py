"""Utviklingsavtale between a county and one municipality, as in Agder (LIVSLOEP.md section 4)."""

from flyter.livsloep.kilder import OXFORD_63, OXFORD_OM_AVTALENE
from flyter.livsloep.parter import FYLKET, PARTENE
from flyter.livsloep.valg import MANDAT_ETTER_VALGET
from modeller.avstand import Avstand
from modeller.livsloep import Fase, Fullfoeres, Hull, Krav, Livsloep, Steg
from modeller.regler import Etter, Foer, Gitt, HvertAar, alle, felles, hver, tentativ, veiledende
from modeller.tekst import Tekst

INNGAAELSE = Fase(
    "inngaaelse",
    Tekst("Inngåelse", "Inngåing"),
    (
        Steg(
            noekkel="avtaleinngaaelse",
            tittel=Tekst("Inngåelse av avtalen", "Inngåing av avtalen"),
            omtale=Tekst("inngåelsen av avtalen", "inngåinga av avtalen"),
            hvem=hver(PARTENE),
            kilde=OXFORD_63,
            forventet=Tekst("Inngå avtalen.", "Inngå avtalen."),
        ),
        Steg(
            noekkel="ikraft",
            tittel=Tekst("Avtalen gjelder", "Avtalen gjeld"),
            omtale=Tekst("ikrafttredelsen", "ikraftsetjinga"),
            hvem=None,
            fullfoeres=Fullfoeres.BEREGNET,
            etter=(alle("avtaleinngaaelse"),),
            frist=veiledende(Etter("avtaleinngaaelse")),
            forventet=Tekst(
                "Avtalen gjelder fra begge parter har inngått den.",
                "Avtalen gjeld frå begge partar har inngått han.",
            ),
        ),
    ),
)

AARLIG = Fase(
    "aarlig",
    Tekst("Hvert år", "Kvart år"),
    (
        # The light nudge: no deadline, and it lapses by itself a year later.
        Steg(
            noekkel="orientering",
            tittel=Tekst("Orientering i egen organisasjon", "Orientering i eigen organisasjon"),
            hvem=hver(PARTENE),
            krav=Krav.UTEN_KRAV,
            aapner=HvertAar(3, 1),
            etter=(alle("ikraft"),),
            kilde=OXFORD_63,
            forventet=Tekst(
                "Hold egen organisasjon orientert om arbeidet med avtalen.",
                "Hald eigen organisasjon orientert om arbeidet med avtalen.",
            ),
        ),
        # Who calls the meetings is not stated: the county has one such agreement with each municipality, so it does.
        Steg(
            noekkel="statusmoete_innkalling",
            tittel=Tekst("Innkalling til statusmøte", "Innkalling til statusmøte"),
            hvem=felles(FYLKET),
            fullfoeres=Fullfoeres.INNKALLING,
            setter="statusmoete",
            aapner=HvertAar(8, 15),
            etter=(alle("ikraft"),),
            frist=veiledende(Foer("statusmoete", Avstand(uker=4))),
            forventet=Tekst("Kall inn til årets statusmøte.", "Kall inn til statusmøtet i år."),
        ),
        Steg(
            noekkel="statusmoete",
            tittel=Tekst("Statusmøte", "Statusmøte"),
            omtale=Tekst("statusmøtet", "statusmøtet"),
            hvem=felles(FYLKET),
            deltar=PARTENE,
            moete=True,
            aapner=HvertAar(8, 15),
            etter=(alle("statusmoete_innkalling"),),
            frist=tentativ(HvertAar(11, 30, bare_maaned=True)),
            kilde=OXFORD_63,
            forventet=Tekst(
                "Gjennomfør administrativt statusmøte om oppfølgingen av avtalen.",
                "Gjennomfør administrativt statusmøte om oppfølginga av avtalen.",
            ),
        ),
        MANDAT_ETTER_VALGET,
    ),
    hvert_aar=1,
)

ANNETHVERT_AAR = Fase(
    "annethvert_aar",
    Tekst("Annethvert år", "Annakvart år"),
    (
        Steg(
            noekkel="politisk_moete_innkalling",
            tittel=Tekst("Innkalling til politisk møte", "Innkalling til politisk møte"),
            hvem=felles(FYLKET),
            fullfoeres=Fullfoeres.INNKALLING,
            setter="politisk_moete",
            aapner=HvertAar(2, 1),
            etter=(alle("ikraft"),),
            frist=veiledende(Foer("politisk_moete", Avstand(uker=6))),
            forventet=Tekst(
                "Kall inn politikerne i kommunen og fylkeskommunen til møte.",
                "Kall inn politikarane i kommunen og fylkeskommunen til møte.",
            ),
        ),
        Steg(
            noekkel="politisk_moete",
            tittel=Tekst("Politisk møte", "Politisk møte"),
            omtale=Tekst("det politiske møtet", "det politiske møtet"),
            hvem=felles(FYLKET),
            deltar=PARTENE,
            moete=True,
            aapner=HvertAar(2, 1),
            etter=(alle("politisk_moete_innkalling"),),
            frist=tentativ(HvertAar(11, 30, bare_maaned=True)),
            kilde=OXFORD_63,
            forventet=Tekst(
                "Gjennomfør møtet mellom politikerne i kommunen og fylkeskommunen.",
                "Gjennomfør møtet mellom politikarane i kommunen og fylkeskommunen.",
            ),
        ),
    ),
    hvert_aar=2,
)

SLUTT = Fase(
    "slutt",
    Tekst("Avslutning", "Avslutning"),
    (
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

UTVIKLINGSAVTALE = Livsloep(
    navn="utviklingsavtale",
    tittel=Tekst("Utviklingsavtale", "Utviklingsavtale"),
    faser=(INNGAAELSE, AARLIG, ANNETHVERT_AAR, SLUTT),
    ikraft="ikraft",
    dokumenter=(OXFORD_OM_AVTALENE,),
    hull=(
        Hull(
            noekkel="periode",
            tekst=Tekst("Kilden oppgir ingen avtaleperiode.", "Kjelda oppgir ingen avtaleperiode."),
            kilde=OXFORD_63,
            dato="avtaleslutt",
        ),
        Hull(
            noekkel="innkalling",
            tekst=Tekst(
                "Kilden sier ikke hvem som kaller inn til møtene. Her er det fylkeskommunen.",
                "Kjelda seier ikkje kven som kallar inn til møta. Her er det fylkeskommunen.",
            ),
            kilde=OXFORD_63,
        ),
    ),
)
