"""One of each fact type, and short ways to make facts and outbox rows."""

from __future__ import annotations

from datetime import UTC, date, datetime

from modeller.avstand import Avstand
from modeller.fakta import (
    AvtaleAvsluttet,
    AvtaleEndret,
    AvtaleForlenget,
    AvtaleOpprettet,
    Avtalepart,
    DatoSatt,
    Datoverdi,
    Delmaal,
    DelmaalEndret,
    FaktumAngret,
    FerdigAnslaatt,
    Fristart,
    FristUtsatt,
    Hendelse,
    KalenderkildeFjernet,
    KalenderkildeSatt,
    KontaktlisteBekreftet,
    KontaktRegistrert,
    KontaktSluttet,
    MerTidAvslaatt,
    MerTidOensket,
    MilepaelNaadd,
    MoeteAvlyst,
    MoeteFlyttet,
    MoeteInnkalt,
    MoeteplanFastsatt,
    NavnEndret,
    OrganRegistrert,
    OrganValgt,
    PaaminnelserUtsatt,
    PartAvloest,
    PartRegistrert,
    ProevemodusSatt,
    Rolle,
    RolleEndret,
    StedfortrederSatt,
    StegGjenaapnet,
    StegGjenopptatt,
    StegIkkeAktuelt,
    StegLagtTil,
    StegOverlatt,
    StegPauset,
    StegUtfoert,
    TekstversjonLaget,
    Utfall,
    VarselregelSatt,
    VarselvalgTatt,
    VedtakFattet,
)
from modeller.lager.faktalager import NyttFaktum
from modeller.regelvalg import Samling
from modeller.register import Kontakt, Moete, Organ, Part, PartsMaalform, Partsslag
from modeller.tekst import Maalform, Tekst
from modeller.varselrad import Utboksrad

NAA = datetime(2024, 9, 2, 6, 0, tzinfo=UTC)
DAG = date(2024, 9, 2)

ETT_AV_HVERT: tuple[Hendelse, ...] = (
    AvtaleOpprettet(
        navn=Tekst("Bygdevekstavtale for Åmot", "Bygdevekstavtale for Åmot"),
        livsloep="bygdevekst",
        parter=(Avtalepart("aamot", Rolle.HOVEDPART), Avtalepart("innlandet", Rolle.UAVKLART)),
        pilot="aamot",
        koordinator="kdd-koordinator",
        delmaal=(Delmaal("bosetting", Tekst("Bosetting", "Busetjing"), ("aamot",)),),
        datoer={"forslagsfrist": Datoverdi(date(2024, 11, 29), Fristart.VENTET, bare_maaned=True)},
        saksnumre={"aamot": "24/1"},
        merknad=Tekst("Oppdiktet", "Oppdikta"),
    ),
    AvtaleEndret(saksnumre={"kdd": "24/2"}),
    RolleEndret(part="innlandet", rolle=None),
    DelmaalEndret(delmaal=Delmaal("skole", Tekst("Skole", "Skule"))),
    DatoSatt(navn="avtaleslutt", verdi=Datoverdi(date(2028, 12, 31))),
    AvtaleForlenget(til=date(2029, 12, 31)),
    FristUtsatt(steg="innsending", til=date(2024, 12, 6), grunn="Snø", art=Fristart.TENTATIV),
    StegUtfoert(steg="signering", forbehold="budsjett", vedtaksdato=date(2025, 3, 28), lenke="https://aamot.example/"),
    MilepaelNaadd(steg="forankring.aamot", milepael="papirer:aamot-ks"),
    VedtakFattet(steg="forankring.aamot", utfall=Utfall.VEDTATT_MED_FORBEHOLD, organ="aamot-ks", tekstversjon=2),
    MoeteInnkalt(steg="politisk_dialog.2026", dato=date(2026, 5, 5)),
    TekstversjonLaget(nummer=2, redaksjonell=True, grunn="Skrivefeil"),
    OrganValgt(steg="forankring.aamot", organ=None),
    StegIkkeAktuelt(steg="evaluering", grunn="Avtalt"),
    StegGjenaapnet(steg="innsending", grunn="Et vedlegg manglet"),
    StegLagtTil(
        id="avklaring",
        tittel=Tekst("Avklaring", "Avklaring"),
        parter=("aamot",),
        forventet=Tekst("Avklar.", "Avklar."),
        frist=date(2026, 5, 5),
        art=Fristart.VENTET,
        etter=("respons",),
        fyller="oppfoelging",
        grunn="Avtalt i møte",
    ),
    AvtaleAvsluttet(til=date(2027, 6, 30), grunn="Partene er enige"),
    StedfortrederSatt(kontakt="radgiver", stedfortreder="leder", til=date(2026, 8, 14), grunn="Permisjon"),
    NavnEndret(part="aamot", navn=Tekst("Åmot kommune", "Åmot kommune"), grunn="Nytt navn"),
    PartAvloest(part="aamot", av=("elverum",), grunn="Sammenslåing"),
    StegPauset(steg="innsending", hos="kdd", grunn="Venter på svar"),
    StegGjenopptatt(steg="innsending"),
    FerdigAnslaatt(steg="forankring.aamot", part="aamot", dato=date(2024, 11, 14), merknad="Saksframlegget er klart"),
    PaaminnelserUtsatt(steg="forankring.aamot", kontakt="radgiver", til=date(2024, 11, 4)),
    MerTidOensket(steg="forankring.aamot", part="aamot", til=date(2024, 12, 19), grunn="Møtet er flyttet"),
    MerTidAvslaatt(steg="forankring.aamot", part="aamot", grunn="Fristen er felles"),
    StegOverlatt(steg="forankring.aamot", kontakt="radgiver", til_kontakt="leder", grunn="Bytte av oppgaver"),
    VarselregelSatt(gjelder="part/aamot", regel="i_god_tid", steg="forankring", avstand=Avstand(uker=8)),
    VarselvalgTatt(kontakt="radgiver", samling=Samling.UKENTLIG),
    FaktumAngret(faktum="f1", grunn="Feil dato"),
    PartRegistrert(
        part=Part(
            id="aamot",
            navn=Tekst("Åmot kommune", "Åmot kommune"),
            slag=Partsslag.KOMMUNE,
            maalform=PartsMaalform.BOKMAAL,
            rute=("aamot-fs", "aamot-ks"),
        )
    ),
    KontaktRegistrert(
        kontakt=Kontakt(
            id="aamot-1",
            part="aamot",
            navn="Kommunedirektøren",
            epost="kd@aamot.example",
            maalform=Maalform.NN,
            avtaler=("a",),
            slutter=date(2027, 1, 1),
        )
    ),
    KontaktSluttet(kontakt="aamot-1"),
    KontaktlisteBekreftet(part="aamot"),
    OrganRegistrert(organ=Organ(id="aamot-ks", part="aamot", navn=Tekst("Kommunestyret", "Kommunestyret"))),
    MoeteplanFastsatt(organ="aamot-ks", aar=2024, moeter=(Moete(id="m1", dato=date(2024, 11, 7)),), oppdiktet=True),
    MoeteAvlyst(organ="aamot-ks", moete="m1"),
    MoeteFlyttet(organ="aamot-ks", moete="m1", til=date(2024, 11, 14)),
    KalenderkildeSatt(organ="aamot-ks", adresse="https://aamot.example/moeter.ics", grunn="Møteplanen er der"),
    KalenderkildeFjernet(organ="aamot-ks", grunn="Ny adresse"),
    ProevemodusSatt(paa=True, grunn="Vi prøver først"),
)


def nytt(id_: str, hendelse: Hendelse | None = None) -> NyttFaktum:
    """A fact to append; a step done when nothing is said."""
    return NyttFaktum(
        id=id_, skjedde=DAG, registrert=NAA, av="test", hendelse=hendelse or StegUtfoert(steg="innsending")
    )


def rad(
    noekkel: str, mottaker: str = "post@aamot.example", forfaller: date = DAG, avtale: str = "a", slag: str = "ball"
) -> Utboksrad:
    """An outbox row."""
    return Utboksrad(
        noekkel=noekkel,
        avtale=avtale,
        steg="innsending",
        slag=slag,
        mottaker=mottaker,
        kontakt=None,
        part="aamot",
        forfaller=forfaller,
        data={"frist": "2024-11-29"},
    )
