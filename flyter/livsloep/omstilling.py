"""Regional omstilling: a restructuring programme of up to six years (LIVSLOEP.md section 5)."""

from flyter.livsloep.kilder import OXFORD_52, OXFORD_63, OXFORD_64, OXFORD_OM_AVTALENE
from flyter.livsloep.parter import ALLE_PARTER, FYLKET, KOMMUNER, OMSTILLINGSSTYRET
from flyter.livsloep.valg import MANDAT_ETTER_VALGET
from modeller.avstand import Avstand
from modeller.livsloep import Fase, Fullfoeres, Hull, Krav, Livsloep, Steg
from modeller.regler import (
    Etter,
    Foer,
    Gitt,
    HvertAar,
    IkkeSisteAar,
    alle,
    felles,
    hver,
    veiledende,
    ventet,
)
from modeller.tekst import Tekst

INNOVASJON_NORGE = Tekst("Innovasjon Norge", "Innovasjon Norge")

AVKLARING = Fase(
    "avklaring",
    Tekst("Avklaring", "Avklaring"),
    (
        Steg(
            noekkel="konsekvensanalyse",
            tittel=Tekst("Konsekvensanalyse", "Konsekvensanalyse"),
            omtale=Tekst("konsekvensanalysen", "konsekvensanalysen"),
            hvem=felles(KOMMUNER),
            kilde=OXFORD_52,
            varer_arbeidsdager=60,
            forventet=Tekst(
                "Få utarbeidet en konsekvensanalyse som viser behovet for omstilling.",
                "Få utarbeidd ein konsekvensanalyse som viser behovet for omstilling.",
            ),
        ),
        Steg(
            noekkel="ramme",
            tittel=Tekst("Ramme og føringer for midlene", "Ramme og føringar for midlane"),
            omtale=Tekst("rammen for midlene", "ramma for midlane"),
            hvem=hver(FYLKET),
            etter=(alle("konsekvensanalyse"),),
            frist=veiledende(Etter("konsekvensanalyse", Avstand(maaneder=4))),
            kilde=OXFORD_52,
            varer_arbeidsdager=20,
            forventet=Tekst(
                "Fastsett rammen og gi føringer for hvordan midlene skal brukes. Kommunen kan få dem i inntil seks år.",
                "Fastset ramma og gi føringar for korleis midlane skal brukast. Kommunen kan få dei i inntil seks år.",
            ),
        ),
    ),
)

STRATEGI = Fase(
    "strategi",
    Tekst("Strategi og forankring", "Strategi og forankring"),
    (
        Steg(
            noekkel="strategi",
            tittel=Tekst("Strategi og forankring", "Strategi og forankring"),
            omtale=Tekst("strategien", "strategien"),
            hvem=felles(KOMMUNER),
            deltar=ALLE_PARTER,
            etter=(alle("konsekvensanalyse", "ramme"),),
            frist=veiledende(Etter("ramme", Avstand(maaneder=6))),
            kilde=OXFORD_52,
            varer_arbeidsdager=60,
            forventet=Tekst(
                "Bestem omfanget av arbeidet, og sørg for at det er forankret.",
                "Avgjer omfanget av arbeidet, og sørg for at det er forankra.",
            ),
        ),
        Steg(
            noekkel="ikraft",
            tittel=Tekst("Gjennomføringen er i gang", "Gjennomføringa er i gang"),
            omtale=Tekst("starten på gjennomføringen", "starten på gjennomføringa"),
            hvem=None,
            fullfoeres=Fullfoeres.BEREGNET,
            etter=(alle("strategi"),),
            frist=veiledende(Etter("strategi")),
            kilde=OXFORD_52,
            forventet=Tekst(
                "Gjennomføringsfasen begynner når strategien er klar.",
                "Gjennomføringsfasen tek til når strategien er klar.",
            ),
        ),
    ),
)

GJENNOMFOERING = Fase(
    "gjennomfoering",
    Tekst("Gjennomføring", "Gjennomføring"),
    (
        Steg(
            noekkel="programstatus",
            tittel=Tekst("Programstatusvurdering", "Programstatusvurdering"),
            omtale=Tekst("programstatusvurderingen", "programstatusvurderinga"),
            hvem=felles(OMSTILLINGSSTYRET),
            deltar=ALLE_PARTER,
            aapner=HvertAar(10, 15),
            etter=(alle("ikraft"),),
            frist=ventet(HvertAar(12, 31), av=INNOVASJON_NORGE),
            kilde=OXFORD_64,
            varer_arbeidsdager=10,
            forventet=Tekst(
                "Vurder resultatene og arbeidet i år, og foreslå forbedringer til neste års handlingsplan.",
                "Vurder resultata og arbeidet i år, og føreslå forbetringar til handlingsplanen for neste år.",
            ),
        ),
        Steg(
            noekkel="styringsseminar",
            tittel=Tekst(
                "Styringsseminar om handlingsplanen for {neste_aar}",
                "Styringsseminar om handlingsplanen for {neste_aar}",
            ),
            omtale=Tekst("styringsseminaret", "styringsseminaret"),
            hvem=felles(OMSTILLINGSSTYRET),
            deltar=ALLE_PARTER,
            moete=True,
            betinget=IkkeSisteAar(),
            aapner=HvertAar(10, 15),
            etter=(alle("programstatus"),),
            frist=veiledende(HvertAar(1, 31, aar_etter=1, bare_maaned=True)),
            kilde=OXFORD_64,
            forventet=Tekst(
                "Utarbeid neste års handlingsplan, og vurder arbeidsformen og samarbeidet.",
                "Utarbeid handlingsplanen for neste år, og vurder arbeidsforma og samarbeidet.",
            ),
        ),
        Steg(
            noekkel="handlingsplan",
            tittel=Tekst("Handlingsplan for {neste_aar}", "Handlingsplan for {neste_aar}"),
            omtale=Tekst("handlingsplanen", "handlingsplanen"),
            hvem=felles(OMSTILLINGSSTYRET),
            deltar=ALLE_PARTER,
            betinget=IkkeSisteAar(),
            aapner=HvertAar(10, 15),
            etter=(alle("styringsseminar"),),
            frist=veiledende(Etter("styringsseminar", Avstand(uker=2))),
            kilde=OXFORD_63,
            varer_arbeidsdager=10,
            forventet=Tekst(
                "Gjør handlingsplanen fra styringsseminaret ferdig.",
                "Gjer handlingsplanen frå styringsseminaret ferdig.",
            ),
        ),
        MANDAT_ETTER_VALGET,
    ),
    hvert_aar=1,
)

AVSLUTNING = Fase(
    "avslutning",
    Tekst("Avslutning", "Avslutning"),
    (
        Steg(
            noekkel="sluttevaluering",
            tittel=Tekst("Sluttevaluering", "Sluttevaluering"),
            omtale=Tekst("sluttevalueringen", "sluttevalueringa"),
            hvem=felles(OMSTILLINGSSTYRET),
            deltar=ALLE_PARTER,
            aapner=Foer("avtaleslutt", Avstand(maaneder=12)),
            etter=(alle("ikraft"),),
            frist=ventet(Foer("avtaleslutt"), av=INNOVASJON_NORGE),
            kilde=OXFORD_52,
            varer_arbeidsdager=60,
            forventet=Tekst(
                "Få programmet evaluert i løpet av det siste året.",
                "Få programmet evaluert i løpet av det siste året.",
            ),
        ),
        Steg(
            noekkel="viderefoering",
            tittel=Tekst("Videreføring av kompetanse og erfaringer", "Vidareføring av kompetanse og erfaringar"),
            hvem=felles(KOMMUNER),
            krav=Krav.ANBEFALT,
            aapner=Foer("avtaleslutt", Avstand(maaneder=12)),
            etter=(alle("ikraft"),),
            frist=veiledende(Foer("avtaleslutt", Avstand(maaneder=3))),
            kilde=OXFORD_52,
            varer_arbeidsdager=20,
            forventet=Tekst(
                "Avklar hvordan kompetansen og erfaringene fra programmet skal videreføres.",
                "Avklar korleis kompetansen og erfaringane frå programmet skal førast vidare.",
            ),
        ),
        Steg(
            noekkel="programslutt",
            tittel=Tekst("Programmet er avsluttet", "Programmet er avslutta"),
            hvem=None,
            fullfoeres=Fullfoeres.BEREGNET,
            aapner=Gitt("avtaleslutt"),
            etter=(alle("ikraft", "sluttevaluering"),),
            frist=veiledende(Gitt("avtaleslutt")),
            forventet=Tekst(
                "Programmet er avsluttet når perioden er ute og sluttevalueringen er gjort.",
                "Programmet er avslutta når perioden er ute og sluttevalueringa er gjord.",
            ),
        ),
    ),
)

OMSTILLING = Livsloep(
    navn="omstilling",
    tittel=Tekst("Regional omstilling", "Regional omstilling"),
    faser=(AVKLARING, STRATEGI, GJENNOMFOERING, AVSLUTNING),
    ikraft="ikraft",
    dokumenter=(OXFORD_OM_AVTALENE,),
    hull=(
        Hull(
            noekkel="periode",
            tekst=Tekst(
                "Kommunen kan få midler i inntil seks år. Det er ikke sagt når dette programmet slutter.",
                "Kommunen kan få midlar i inntil seks år. Det er ikkje sagt når dette programmet sluttar.",
            ),
            kilde=OXFORD_52,
            dato="avtaleslutt",
        ),
        Hull(
            noekkel="sluttevaluering",
            tekst=Tekst(
                "Kilden sier ikke hvem som står for sluttevalueringen. Her er det omstillingsstyret.",
                "Kjelda seier ikkje kven som står for sluttevalueringa. Her er det omstillingsstyret.",
            ),
            kilde=OXFORD_52,
        ),
    ),
)
