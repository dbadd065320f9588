"""Samarbeidsavtale between a county and Distriktssenteret (LIVSLOEP.md section 2)."""

from flyter.livsloep.kilder import SAMARBEID_KONTAKT, SAMARBEID_MOETER, SAMARBEID_PERIODE, SAMARBEIDSAVTALEN
from flyter.livsloep.parter import DISTRIKTSSENTERET, PARTENE
from modeller.avstand import Avstand
from modeller.livsloep import Fase, Fullfoeres, Krav, Livsloep, Steg
from modeller.regler import (
    BareSisteAar,
    Etter,
    Foer,
    Fristregel,
    Gitt,
    HvertAar,
    IkkeSisteAar,
    alle,
    felles,
    hver,
    tentativ,
    veiledende,
)
from modeller.tekst import Tekst

INNGAAELSE = Fase(
    "inngaaelse",
    Tekst("Inngåelse", "Inngåing"),
    (
        Steg(
            noekkel="signering",
            tittel=Tekst("Signering", "Signering"),
            omtale=Tekst("signeringen", "signeringa"),
            hvem=hver(PARTENE),
            kilde=SAMARBEID_PERIODE,
            forventet=Tekst("Signer avtalen.", "Signer avtalen."),
        ),
        Steg(
            noekkel="ikraft",
            tittel=Tekst("Avtalen gjelder", "Avtalen gjeld"),
            omtale=Tekst("ikrafttredelsen", "ikraftsetjinga"),
            hvem=None,
            fullfoeres=Fullfoeres.BEREGNET,
            etter=(alle("signering"),),
            frist=veiledende(Etter("signering")),
            kilde=SAMARBEID_PERIODE,
            forventet=Tekst(
                "Avtalen gjelder fra den er signert av begge parter.",
                "Avtalen gjeld frå han er signert av begge partar.",
            ),
        ),
    ),
)


def _orientering(noekkel: str, tittel: Tekst, maaned: int) -> Steg:
    """The light nudge to keep each other informed: it has no deadline and lapses by itself a year later."""
    return Steg(
        noekkel=noekkel,
        tittel=tittel,
        hvem=hver(PARTENE),
        krav=Krav.UTEN_KRAV,
        aapner=HvertAar(maaned, 1),
        etter=(alle("ikraft"),),
        kilde=SAMARBEID_KONTAKT,
        forventet=Tekst(
            "Hold den andre parten og egen organisasjon orientert om aktiviteter og erfaringer.",
            "Hald den andre parten og eigen organisasjon orientert om aktivitetar og erfaringar.",
        ),
    )


AARLIG = Fase(
    "aarlig",
    Tekst("Hvert år", "Kvart år"),
    (
        _orientering("orientering_vaar", Tekst("Gjensidig orientering, vår", "Gjensidig orientering, vår"), 3),
        Steg(
            noekkel="statusmoete_innkalling",
            tittel=Tekst("Innkalling til statusmøte", "Innkalling til statusmøte"),
            hvem=felles(DISTRIKTSSENTERET),
            fullfoeres=Fullfoeres.INNKALLING,
            setter="statusmoete",
            betinget=IkkeSisteAar(),
            aapner=HvertAar(8, 15),
            etter=(alle("ikraft"),),
            frist=veiledende(Foer("statusmoete", Avstand(uker=4))),
            kilde=SAMARBEID_MOETER,
            forventet=Tekst("Ta initiativ til årets statusmøte.", "Ta initiativ til statusmøtet i år."),
        ),
        Steg(
            noekkel="statusmoete",
            tittel=Tekst("Statusmøte", "Statusmøte"),
            omtale=Tekst("statusmøtet", "statusmøtet"),
            hvem=felles(DISTRIKTSSENTERET),
            deltar=PARTENE,
            moete=True,
            betinget=IkkeSisteAar(),
            aapner=HvertAar(8, 15),
            etter=(alle("statusmoete_innkalling"),),
            frist=tentativ(HvertAar(11, 30, bare_maaned=True)),
            kilde=SAMARBEID_MOETER,
            forventet=Tekst(
                "Oppsummer og evaluer året: framdrift, videre arbeid og eventuelle nye prosjekter.",
                "Oppsummer og evaluer året: framdrift, vidare arbeid og eventuelle nye prosjekt.",
            ),
        ),
        Steg(
            noekkel="siste_statusmoete_innkalling",
            tittel=Tekst("Innkalling til siste statusmøte", "Innkalling til siste statusmøte"),
            hvem=felles(DISTRIKTSSENTERET),
            fullfoeres=Fullfoeres.INNKALLING,
            setter="siste_statusmoete",
            betinget=BareSisteAar(),
            aapner=HvertAar(8, 15),
            etter=(alle("ikraft"),),
            frist=veiledende(Foer("siste_statusmoete", Avstand(uker=6))),
            kilde=SAMARBEID_MOETER,
            forventet=Tekst(
                "Ta initiativ til siste møte i perioden. Sett av tid til å evaluere hele avtalen.",
                "Ta initiativ til siste møte i perioden. Set av tid til å evaluere heile avtalen.",
            ),
        ),
        Steg(
            noekkel="siste_statusmoete",
            tittel=Tekst("Siste statusmøte med evaluering", "Siste statusmøte med evaluering"),
            omtale=Tekst("siste statusmøte", "siste statusmøte"),
            hvem=felles(DISTRIKTSSENTERET),
            deltar=PARTENE,
            moete=True,
            betinget=BareSisteAar(),
            aapner=HvertAar(8, 15),
            etter=(alle("siste_statusmoete_innkalling"),),
            frist=tentativ(HvertAar(11, 30, bare_maaned=True)),
            kilde=SAMARBEID_MOETER,
            forventet=Tekst(
                "Evaluer hele avtalen, og forbered grunnlaget for en ny samarbeidsavtale.",
                "Evaluer heile avtalen, og førebu grunnlaget for ein ny samarbeidsavtale.",
            ),
        ),
        Steg(
            noekkel="referat",
            tittel=Tekst("Referat fra statusmøtet", "Referat frå statusmøtet"),
            hvem=felles(DISTRIKTSSENTERET),
            krav=Krav.ANBEFALT,
            betinget=IkkeSisteAar(),
            aapner=HvertAar(8, 15),
            etter=(alle("statusmoete"),),
            frist=veiledende(Etter("statusmoete", Avstand(uker=2))),
            forventet=Tekst(
                "Send referat fra statusmøtet til begge parter.",
                "Send referat frå statusmøtet til begge partar.",
            ),
        ),
        Steg(
            noekkel="siste_referat",
            tittel=Tekst("Referat fra siste statusmøte", "Referat frå siste statusmøte"),
            hvem=felles(DISTRIKTSSENTERET),
            krav=Krav.ANBEFALT,
            betinget=BareSisteAar(),
            aapner=HvertAar(8, 15),
            etter=(alle("siste_statusmoete"),),
            frist=veiledende(Etter("siste_statusmoete", Avstand(uker=2))),
            forventet=Tekst(
                "Send referat med evalueringen og grunnlaget for ny avtale til begge parter.",
                "Send referat med evalueringa og grunnlaget for ny avtale til begge partar.",
            ),
        ),
        _orientering("orientering_hoest", Tekst("Gjensidig orientering, høst", "Gjensidig orientering, haust"), 9),
    ),
    hvert_aar=1,
)

SLUTT = Fase(
    "slutt",
    Tekst("Avslutning", "Avslutning"),
    (
        Steg(
            noekkel="viderefoering",
            tittel=Tekst("Beslutning om ny avtale", "Avgjerd om ny avtale"),
            hvem=hver(PARTENE),
            krav=Krav.ANBEFALT,
            aapner=Foer("avtaleslutt", Avstand(maaneder=4)),
            etter=(alle("ikraft"),),
            frist=veiledende(Foer("avtaleslutt", Avstand(uker=2))),
            forventet=Tekst(
                "Ta stilling til om dere vil inngå en ny samarbeidsavtale.",
                "Ta stilling til om de vil inngå ein ny samarbeidsavtale.",
            ),
        ),
        Steg(
            noekkel="avslutning",
            tittel=Tekst("Avtalen er avsluttet", "Avtalen er avslutta"),
            hvem=None,
            fullfoeres=Fullfoeres.BEREGNET,
            aapner=Gitt("avtaleslutt"),
            etter=(alle("ikraft"),),
            frist=Fristregel(Gitt("avtaleslutt")),
            kilde=SAMARBEID_PERIODE,
            forventet=Tekst("Avtaleperioden er ute.", "Avtaleperioden er ute."),
        ),
    ),
)

SAMARBEID = Livsloep(
    navn="samarbeid",
    tittel=Tekst("Samarbeidsavtale", "Samarbeidsavtale"),
    faser=(INNGAAELSE, AARLIG, SLUTT),
    ikraft="ikraft",
    signering="signering",
    dokumenter=(SAMARBEIDSAVTALEN,),
)
