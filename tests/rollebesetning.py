"""The fixed cast of the tests: four councils, a county, the ministry and others; the meeting plans are made up."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import UTC, date, datetime, time, timedelta

from flyter.livsloep import BYGDEVEKST
from fristvakt.kalender import arbeidskalender
from modeller.avledning import avled
from modeller.fakta import (
    Avtalehendelse,
    AvtaleOpprettet,
    Avtalepart,
    Datoverdi,
    Delmaal,
    Faktum,
    Fristart,
    MilepaelNaadd,
    MoeteInnkalt,
    Rolle,
    RolleEndret,
    StegUtfoert,
    TekstversjonLaget,
    Utfall,
    VedtakFattet,
    avtalestroem,
)
from modeller.livsloep import Livsloep
from modeller.plan import Plan, Plansteg
from modeller.register import Kontakt, Moete, Organ, Part, Partsslag, Register
from modeller.tekst import Tekst, lik

KALENDER = arbeidskalender()
AVTALE = "bygdevekst-innlandet"
KOMMUNER = ("engerdal", "trysil", "vaaler", "aamot")
KOMMUNESTYRER_2024 = (date(2024, 9, 26), date(2024, 11, 7), date(2024, 12, 12))
FORMANNSKAP_2024 = (date(2024, 9, 10), date(2024, 10, 22), date(2024, 11, 26))
KOMMUNESTYRER = {
    2024: KOMMUNESTYRER_2024,
    2025: (date(2025, 2, 27), date(2025, 3, 27), date(2025, 6, 12), date(2025, 9, 25), date(2025, 10, 30)),
    2026: (date(2026, 2, 26), date(2026, 4, 23), date(2026, 6, 11), date(2026, 9, 24), date(2026, 11, 5)),
    2027: (date(2027, 2, 25), date(2027, 4, 22), date(2027, 6, 10), date(2027, 9, 2), date(2027, 11, 18)),
    2028: (date(2028, 2, 24), date(2028, 4, 20), date(2028, 6, 8), date(2028, 9, 21), date(2028, 11, 9)),
}


def moeter(organ: str, datoer: Iterable[date]) -> tuple[Moete, ...]:
    """A meeting plan from dates, each meeting with a stable id."""
    return tuple(Moete(id=f"{organ}-{dato:%Y%m%d}", dato=dato) for dato in datoer)


def kommune(part: str, navn: str) -> tuple[Part, Organ, Organ]:
    """A municipality with formannskap 16 days before its kommunestyre."""
    formannskap, kommunestyre = f"{part}-formannskap", f"{part}-kommunestyre"
    datoer = [dato for aar in KOMMUNESTYRER.values() for dato in aar]
    return (
        Part(
            id=part,
            navn=lik(f"{navn} kommune"),
            slag=Partsslag.KOMMUNE,
            postmottak=f"postmottak@{part}.example",
            rute=(formannskap, kommunestyre),
        ),
        Organ(
            id=formannskap,
            part=part,
            navn=lik(f"{navn} formannskap"),
            moeter=moeter(formannskap, (dato - timedelta(days=16) for dato in datoer)),
        ),
        Organ(
            id=kommunestyre,
            part=part,
            navn=lik(f"{navn} kommunestyre"),
            papirer_dager=10,
            moeter=moeter(kommunestyre, datoer),
        ),
    )


def rollebesetning() -> Register:
    """The register the tests share."""
    navn = {"engerdal": "Engerdal", "trysil": "Trysil", "vaaler": "Våler", "aamot": "Åmot"}
    kommuner = [kommune(part, navn[part]) for part in KOMMUNER]
    fylkesutvalg = Organ(
        id="innlandet-fylkesutvalg",
        part="innlandet",
        navn=lik("Innlandet fylkesutvalg"),
        moeter=moeter(
            "innlandet-fylkesutvalg", (date(aar, m, 16) for aar in range(2024, 2029) for m in (1, 3, 5, 9, 10, 11))
        ),
    )
    parter = [
        *(k[0] for k in kommuner),
        Part(
            id="innlandet",
            navn=lik("Innlandet fylkeskommune"),
            slag=Partsslag.FYLKESKOMMUNE,
            postmottak="post@innlandet.example",
            rute=("innlandet-fylkesutvalg",),
        ),
        Part(
            id="kdd",
            navn=Tekst("Kommunal- og distriktsdepartementet", "Kommunal- og distriktsdepartementet"),
            slag=Partsslag.DEPARTEMENT,
            postmottak="postmottak@kdd.example",
        ),
        *(
            Part(id=navn.lower(), navn=lik(navn), slag=slag, postmottak=f"post@{navn.lower()}.example")
            for navn, slag in (
                ("Husbanken", Partsslag.STATLIG),
                ("Distriktssenteret", Partsslag.STATLIG),
                ("Omstillingsstyret", Partsslag.ANNEN),
            )
        ),
    ]
    kontakter = [
        Kontakt(id=f"sekretariat.{p.id}", part=p.id, navn="sekretariat", epost=f"sekretariat@{p.id}.example")
        for p in parter
    ]
    return Register(
        parter={p.id: p for p in parter},
        kontakter={k.id: k for k in kontakter},
        organer={o.id: o for o in [fylkesutvalg, *(o for k in kommuner for o in k[1:])]},
    )


REGISTER = rollebesetning()


def faktum(nr: int, skjedde: date, hendelse: Avtalehendelse, registrert: date | None = None) -> Faktum:
    """A fact of the cast's agreement; registered at noon of the day it happened unless told otherwise."""
    return Faktum(
        id=f"f{nr}",
        stroem=avtalestroem(AVTALE),
        nr=nr,
        skjedde=skjedde,
        registrert=datetime.combine(registrert or skjedde, time(12), UTC),
        av="test",
        hendelse=hendelse,
    )


OPPRETTET = AvtaleOpprettet(
    navn=Tekst("Bygdevekstavtale for fire kommuner", "Bygdevekstavtale for fire kommunar"),
    livsloep="bygdevekst",
    parter=(
        *(Avtalepart(k, Rolle.HOVEDPART) for k in KOMMUNER),
        Avtalepart("innlandet", Rolle.UAVKLART),
        Avtalepart("kdd", Rolle.HOVEDPART),
        Avtalepart("husbanken", Rolle.SAMARBEIDSPART),
    ),
    pilot="trysil",
    koordinator="sekretariat.innlandet",
    delmaal=(
        Delmaal("d1", lik("Rekruttering"), ("engerdal", "trysil", "vaaler", "aamot", "innlandet")),
        Delmaal("d3", lik("Bolig"), ("engerdal", "trysil", "vaaler", "aamot", "husbanken")),
    ),
    datoer={
        "forslagsfrist": Datoverdi(date(2024, 11, 29)),
        "tekstdialog": Datoverdi(date(2025, 1, 31), Fristart.TENTATIV, bare_maaned=True),
        "avtaleslutt": Datoverdi(date(2028, 12, 30)),
    },
)


class Historie:
    """An agreement told as sentences: each call is a fact on a day, and `plan` asks how things stand."""

    def __init__(self, livsloep: Livsloep = BYGDEVEKST, opprettet: AvtaleOpprettet = OPPRETTET) -> None:
        self.livsloep = livsloep
        self.register = REGISTER
        self.fakta: list[Faktum] = []
        self.den(date(2024, 3, 1), opprettet)

    def den(self, dag: date, *hendelser: Avtalehendelse, registrert: date | None = None) -> Historie:
        """On this day this happened."""
        for hendelse in hendelser:
            self.fakta.append(faktum(len(self.fakta) + 1, dag, hendelse, registrert))
        return self

    def fylket_blir_hovedpart(self, dag: date) -> Historie:
        """The county decides to be hovedpart."""
        return self.den(dag, RolleEndret(part="innlandet", rolle=Rolle.HOVEDPART))

    def vedtar(self, dag: date, steg: str, *parter: str, utfall: Utfall = Utfall.VEDTATT) -> Historie:
        """These parties' bodies treat the step on this day."""
        return self.den(dag, *(VedtakFattet(steg=f"{steg}.{part}", utfall=utfall) for part in parter))

    def gjoer(self, dag: date, *steg: str) -> Historie:
        """These steps are done."""
        return self.den(dag, *(StegUtfoert(steg=s) for s in steg))

    def naar(self, dag: date, steg: str, milepael: str) -> Historie:
        """A milestone of a step is reached."""
        return self.den(dag, MilepaelNaadd(steg=steg, milepael=milepael))

    def kaller_inn(self, dag: date, steg: str, dato: date) -> Historie:
        """A meeting between parties is given its date."""
        return self.den(dag, MoeteInnkalt(steg=steg, dato=dato))

    def enes(self, dag: date, nummer: int, *, redaksjonell: bool = False) -> Historie:
        """The parties agree on a numbered text."""
        grunn = "språkvask" if redaksjonell else ""
        return self.den(dag, TekstversjonLaget(nummer=nummer, redaksjonell=redaksjonell, grunn=grunn))

    def plan(self, naa: date) -> Plan:
        """The plan as of a day."""
        return avled(self.fakta, self.livsloep, self.register, naa, KALENDER)

    def steg(self, steg_id: str, naa: date) -> Plansteg:
        """One step of the plan as of a day."""
        steg = self.plan(naa).finn(steg_id)
        assert steg is not None, f"planen har ikke steget {steg_id}"
        return steg


def fram_til_signering() -> Historie:
    """The story of pulje 2 up to signatures: in force 28.3.2025, signed 25.4.2025."""
    historie = Historie().fylket_blir_hovedpart(date(2024, 9, 17))
    historie.vedtar(date(2024, 11, 7), "forankring", *KOMMUNER)
    historie.vedtar(date(2024, 11, 16), "forankring_fylket", "innlandet")
    historie.gjoer(date(2024, 11, 29), "innsending")
    historie.gjoer(date(2025, 1, 10), "respons")
    historie.kaller_inn(date(2025, 1, 10), "tekstdialog", date(2025, 1, 23)).gjoer(date(2025, 1, 23), "tekstdialog")
    historie.enes(date(2025, 2, 3), 1)
    historie.vedtar(date(2025, 2, 27), "godkjenning", "engerdal", "trysil", "aamot")
    historie.vedtar(date(2025, 3, 16), "godkjenning", "innlandet")
    historie.vedtar(date(2025, 3, 20), "godkjenning", "kdd")
    historie.vedtar(date(2025, 3, 28), "godkjenning", "vaaler")
    return historie.gjoer(date(2025, 4, 25), *(f"signering.{p}" for p in (*KOMMUNER, "innlandet", "kdd")))
