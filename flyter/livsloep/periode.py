"""What follows a council period or is a short pilot, such as Tett på (LIVSLOEP.md section 6)."""

from flyter.livsloep.kilder import OXFORD, OXFORD_58, OXFORD_61, OXFORD_68
from flyter.livsloep.parter import ALLE_PARTER, KOMMUNER, PARTENE, VEILEDERNE
from modeller.avstand import Avstand
from modeller.livsloep import Fase, Fullfoeres, Hull, Krav, Livsloep, Steg
from modeller.regler import Etter, Foer, Gitt, HvertAar, IkkeSisteAar, alle, felles, hver, veiledende
from modeller.tekst import Tekst

OPPSTART = Fase(
    "oppstart",
    Tekst("Oppstart", "Oppstart"),
    (
        Steg(
            noekkel="ikraft",
            tittel=Tekst("Arbeidet er i gang", "Arbeidet er i gang"),
            omtale=Tekst("oppstarten", "oppstarten"),
            hvem=None,
            fullfoeres=Fullfoeres.BEREGNET,
            aapner=Gitt("oppstart"),
            frist=veiledende(Gitt("oppstart")),
            forventet=Tekst("Arbeidet er i gang fra oppstarten.", "Arbeidet er i gang frå oppstarten."),
        ),
        Steg(
            noekkel="forventninger",
            tittel=Tekst("Avklaring av forventninger", "Avklaring av forventningar"),
            omtale=Tekst("forventningsavklaringen", "forventningsavklaringa"),
            hvem=felles(PARTENE),
            krav=Krav.ANBEFALT,
            etter=(alle("ikraft"),),
            frist=veiledende(Etter("ikraft", Avstand(maaneder=2))),
            kilde=OXFORD_61,
            forventet=Tekst(
                "Avklar hva dere forventer av hverandre: ambisjoner, behov, mål og forpliktelser.",
                "Avklar kva de ventar av kvarandre: ambisjonar, behov, mål og forpliktingar.",
            ),
        ),
    ),
)

UNDERVEIS = Fase(
    "underveis",
    Tekst("Underveis", "Undervegs"),
    (
        Steg(
            noekkel="samtale",
            tittel=Tekst("Samtale om hvordan det går", "Samtale om korleis det går"),
            hvem=felles(VEILEDERNE),
            deltar=ALLE_PARTER,
            krav=Krav.ANBEFALT,
            betinget=IkkeSisteAar(),
            aapner=HvertAar(9, 15),
            etter=(alle("ikraft"),),
            frist=veiledende(HvertAar(11, 15)),
            forventet=Tekst(
                "Snakk med hver kommune om hvordan det går, og hva som bør justeres.",
                "Snakk med kvar kommune om korleis det går, og kva som bør justerast.",
            ),
        ),
    ),
    hvert_aar=1,
)

AVSLUTNING = Fase(
    "avslutning",
    Tekst("Vurdering og avslutning", "Vurdering og avslutning"),
    (
        Steg(
            noekkel="midtveisvurdering",
            tittel=Tekst("Midtveisvurdering", "Midtvegsvurdering"),
            hvem=felles(VEILEDERNE),
            deltar=ALLE_PARTER,
            krav=Krav.ANBEFALT,
            aapner=Foer("midtveis", Avstand(maaneder=2)),
            etter=(alle("ikraft"),),
            frist=veiledende(Gitt("midtveis")),
            varer_arbeidsdager=10,
            forventet=Tekst(
                "Vurder sammen med kommunene hva arbeidet har gitt så langt, og hva resten av tiden skal brukes til.",
                "Vurder saman med kommunane kva arbeidet har gitt så langt, og kva resten av tida skal brukast til.",
            ),
        ),
        Steg(
            noekkel="overgang",
            tittel=Tekst("Overgang til ordinær drift", "Overgang til ordinær drift"),
            omtale=Tekst("overgangen til ordinær drift", "overgangen til ordinær drift"),
            hvem=hver(KOMMUNER),
            krav=Krav.ANBEFALT,
            aapner=Foer("avtaleslutt", Avstand(maaneder=12)),
            etter=(alle("ikraft"),),
            frist=veiledende(Foer("avtaleslutt", Avstand(maaneder=2))),
            kilde=OXFORD_68,
            varer_arbeidsdager=20,
            forventet=Tekst(
                "Avklar hvordan arbeidsmåtene blir en del av den ordinære driften.",
                "Avklar korleis arbeidsmåtane blir ein del av den ordinære drifta.",
            ),
        ),
        Steg(
            noekkel="sluttevaluering",
            tittel=Tekst("Sluttevaluering", "Sluttevaluering"),
            hvem=felles(VEILEDERNE),
            deltar=ALLE_PARTER,
            krav=Krav.ANBEFALT,
            aapner=Foer("avtaleslutt", Avstand(maaneder=4)),
            etter=(alle("ikraft"),),
            frist=veiledende(Foer("avtaleslutt")),
            varer_arbeidsdager=20,
            forventet=Tekst(
                "Oppsummer hva arbeidet har gitt, og hva andre kan lære av det.",
                "Oppsummer kva arbeidet har gitt, og kva andre kan lære av det.",
            ),
        ),
        Steg(
            noekkel="avslutning",
            tittel=Tekst("Perioden er avsluttet", "Perioden er avslutta"),
            hvem=None,
            fullfoeres=Fullfoeres.BEREGNET,
            aapner=Gitt("avtaleslutt"),
            etter=(alle("ikraft"),),
            frist=veiledende(Gitt("avtaleslutt")),
            forventet=Tekst("Perioden er ute.", "Perioden er ute."),
        ),
    ),
)

PERIODE = Livsloep(
    navn="periode",
    tittel=Tekst("Pilot eller periodearbeid", "Pilot eller periodearbeid"),
    faser=(OPPSTART, UNDERVEIS, AVSLUTNING),
    ikraft="ikraft",
    datoer=("oppstart", "midtveis", "avtaleslutt"),
    dokumenter=(OXFORD,),
    hull=(
        Hull(
            noekkel="avtale",
            tekst=Tekst(
                "Kilden nevner ingen formell avtale mellom partene. I Bygdemiljøpakkene var det ingen.",
                "Kjelda nemner ingen formell avtale mellom partane. I Bygdemiljøpakkane var det ingen.",
            ),
            kilde=OXFORD_58,
        ),
    ),
)
