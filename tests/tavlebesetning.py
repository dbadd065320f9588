"""The board's fixed cast: a register, a plan built by hand and a source that shows them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, date, datetime

import httpx

from flyter.livsloep import LIVSLOEP
from modeller.fakta import (
    AvtaleOpprettet,
    Avtalepart,
    Delmaal,
    Faktum,
    FaktumAngret,
    Fristart,
    FristUtsatt,
    Hendelse,
    Rolle,
    StegUtfoert,
    Utfall,
    VedtakFattet,
    avtalestroem,
)
from modeller.livsloep import Krav, Livsloep
from modeller.plan import Milepael, Plan, Plansteg, Status
from modeller.register import Kontakt, Moete, Organ, Part, PartsMaalform, Partsslag, Register
from modeller.regler import Kilde
from modeller.tekst import Tekst, lik
from tavle.app import lag_app
from tavle.kilde import SendtMelding, StansetPost, Tavleinfo, Tilbakepost
from tavle.planord import Planhenting

DAG = date(2024, 11, 8)
NAA = datetime(2024, 11, 8, 9, 30, tzinfo=UTC)


def steg(noekkel: str, *parter: str, **felt: object) -> Plansteg:
    """A required open step of the phase `forslag` unless told otherwise."""
    status = felt.get("status", Status.AAPEN)
    aar = felt.get("aar")
    navn = [noekkel, *([str(aar)] if aar else []), *([parter[0]] if len(parter) == 1 else [])]
    grunn: dict[str, object] = {
        "id": ".".join(navn),
        "steg": noekkel,
        "fase": "forslag",
        "fasetittel": lik("Forslag"),
        "aar": None,
        "delmaal": None,
        "parter": parter,
        "deltar": (),
        "tittel": Tekst(f"Tittel for {noekkel}", f"Tittelen til {noekkel}"),
        "forventet": Tekst("Gjør det som trengs.", "Gjer det som trengst."),
        "krav": Krav.PAAKREVD,
        "frist": date(2024, 11, 29),
        "art": Fristart.FRIST,
        "bare_maaned": False,
        "begrunnelse": (),
        "kilde": None,
        "moenster": None,
        "milepaeler": (),
        "aapner": None,
        "aapnet": date(2024, 10, 1) if status is Status.AAPEN else None,
        "aapnet_registrert": date(2024, 10, 1) if status is Status.AAPEN else None,
        "utfoert": None,
        "forbehold": None,
        "tidligst": None,
        "slakk": None,
        "status": Status.AAPEN,
        "ball": parter if status is Status.AAPEN else (),
        "venter_paa": (),
        "runde": 1,
        "uavklart": False,
        "avslaatt": False,
        "hvilende": False,
        "kan_ha_forbehold": False,
        "moete": False,
        "merknader": (),
        "neste_skifte": None,
    }
    return Plansteg(**{**grunn, **felt})  # type: ignore[arg-type]  # a test says only what matters to it


KILDE = Kilde("003", "Tidsplan", Tekst("KDDs brev, «Tidsplan»", "Brevet frå KDD, «Tidsplan»"))
REGISTER = Register(
    parter={
        "engerdal": Part(id="engerdal", navn=lik("Engerdal kommune"), slag=Partsslag.KOMMUNE),
        "vaaler": Part(
            id="vaaler",
            navn=lik("Våler kommune"),
            slag=Partsslag.KOMMUNE,
            organisasjonsnummer="871034222",
            postmottak="postmottak@vaaler.example",
        ),
        "aamot": Part(id="aamot", navn=lik("Åmot kommune"), slag=Partsslag.KOMMUNE),
        "kdd": Part(
            id="kdd",
            navn=Tekst("Kommunal- og distriktsdepartementet (KDD)", "Kommunal- og distriktsdepartementet (KDD)"),
            slag=Partsslag.DEPARTEMENT,
            maalform=PartsMaalform.NYNORSK,
        ),
        "skurk": Part(id="skurk", navn=lik("<script>alert(1)</script> & \u202esønn"), slag=Partsslag.ANNEN),
    },
    kontakter={
        "vaaler-sekretariat": Kontakt(
            id="vaaler-sekretariat", part="vaaler", navn="Politisk sekretariat", epost="sekretariat@vaaler.example"
        ),
        "vaaler-gammel": Kontakt(
            id="vaaler-gammel",
            part="vaaler",
            navn="Tidligere prosjektleder",
            epost="leder@vaaler.example",
            avtaler=("pulje2",),
            slutter=date(2024, 9, 1),
        ),
    },
    organer={
        "vaaler-kommunestyre": Organ(
            id="vaaler-kommunestyre",
            part="vaaler",
            navn=lik("Kommunestyret"),
            papirer_dager=10,
            moeter=(
                Moete(id="m1", dato=date(2024, 11, 7)),
                Moete(id="m2", dato=date(2024, 12, 12)),
                Moete(id="m3", dato=date(2024, 12, 19), avlyst=True),
            ),
            oppdiktet=True,
        )
    },
)

FORANKRING_VAALER = steg(
    "forankring",
    "vaaler",
    tittel=Tekst("Politisk forankring av forslaget", "Politisk forankring av framlegget"),
    frist=date(2024, 11, 7),
    kilde=KILDE,
    milepaeler=(
        Milepael(noekkel="saksframlegg", tittel=lik("Saksframlegget er klart"), dato=date(2024, 10, 8)),
        Milepael(
            noekkel="vedtak:vaaler-kommunestyre",
            tittel=lik("Kommunestyret vedtar"),
            dato=date(2024, 11, 7),
            moete="m1",
        ),
    ),
    tidligst=date(2024, 12, 12),
    slakk=-35,
    kan_ha_forbehold=True,
)


def pulje2(**felt: object) -> Plan:
    """The pulje 2 agreement as the board's tests see it."""
    grunnlag: dict[str, object] = {
        "avtale": "pulje2",
        "navn": Tekst("Bygdevekstavtale for fire kommuner", "Bygdevekstavtale for fire kommunar"),
        "livsloep": "bygdevekst",
        "dag": DAG,
        "parter": {
            "engerdal": Rolle.HOVEDPART,
            "vaaler": Rolle.HOVEDPART,
            "aamot": Rolle.HOVEDPART,
            "kdd": Rolle.HOVEDPART,
            "skurk": Rolle.SAMARBEIDSPART,
        },
        "pilot": "engerdal",
        "koordinator": "vaaler-sekretariat",
        "delmaal": {"bolig": Delmaal(id="bolig", navn=Tekst("Boliger", "Bustader"), parter=("skurk",))},
        "saksnumre": {"vaaler": "24/1234"},
        "merknad": Tekst("Kildene er ufullstendige.", "Kjeldene er ufullstendige."),
        "opprettet": date(2024, 9, 1),
        "registrert": date(2024, 9, 1),
        "slutt": None,
        "tekstversjon": None,
        "steg": STEGENE,
        "loese_fakta": (faktum("l1", 9, StegUtfoert(steg="borte.vaaler")),),
    }
    return Plan(**{**grunnlag, **felt})  # type: ignore[arg-type]  # a test says only what matters to it


STEGENE = (
    steg("forankring", "engerdal", status=Status.UTFOERT, utfoert=date(2024, 10, 24), tidligst=date(2024, 10, 24)),
    FORANKRING_VAALER,
    steg("forankring", "aamot", frist=date(2024, 11, 21)),
    steg(
        "innsending",
        "engerdal",
        status=Status.VENTER,
        venter_paa=("forankring.vaaler", "forankring.aamot"),
        kan_ha_forbehold=True,
    ),
    steg("mandat", "aamot", frist=date(2024, 11, 1), art=Fristart.VEILEDENDE, krav=Krav.ANBEFALT),
    steg("forpliktelser", "skurk", frist=None, delmaal="bolig", krav=Krav.ANBEFALT),
    steg("respons", "kdd", fase="dialog", fasetittel=lik("Dialog"), frist=date(2024, 11, 5), art=Fristart.VENTET),
    steg(
        "tekstdialog",
        "kdd",
        fase="dialog",
        fasetittel=lik("Dialog"),
        status=Status.KOMMENDE,
        frist=date(2025, 1, 31),
        art=Fristart.TENTATIV,
        bare_maaned=True,
    ),
    steg(
        "ikraft", fase="dialog", fasetittel=lik("Dialog"), status=Status.VENTER, frist=None, tidligst=date(2025, 4, 1)
    ),
    *(
        steg(
            "aarsvurdering",
            "engerdal",
            "vaaler",
            aar=aar,
            fase="aarlig",
            fasetittel=lik("Hvert år"),
            status=Status.KOMMENDE,
            frist=date(aar, 12, 1),
            art=Fristart.VEILEDENDE,
        )
        for aar in (2025, 2026)
    ),
)


def faktum(
    id_: str, nr: int, hendelse: Hendelse, skjedde: date = date(2024, 10, 24), *, oppdiktet: bool = False
) -> Faktum:
    """A fact of the stream of the pulje 2 agreement."""
    return Faktum(
        id=id_, stroem="avtale/pulje2", nr=nr, skjedde=skjedde, registrert=NAA, av="Sekretariatet i Våler",
        hendelse=hendelse, oppdiktet=oppdiktet,
    )  # fmt: skip


FAKTA = (
    faktum(
        "f1",
        1,
        AvtaleOpprettet(navn=lik("Avtalen"), livsloep="bygdevekst", parter=(Avtalepart("engerdal", Rolle.HOVEDPART),)),
        date(2024, 9, 1),
    ),
    faktum("f2", 2, VedtakFattet(steg="forankring.engerdal", utfall=Utfall.VEDTATT), oppdiktet=True),
    faktum("f3", 3, FristUtsatt(steg="innsending.engerdal", til=date(2024, 12, 6), grunn="Feil dato")),
    faktum("f4", 4, FaktumAngret(faktum="f3")),
    faktum("f5", 5, StegUtfoert(steg="mandat.aamot"), date(2024, 12, 24)),
)

MELDING = SendtMelding(
    id="m-1",
    tid=NAA,
    til="sekretariat@vaaler.example",
    part="vaaler",
    emne="Forankring av <forslaget> forfalt",
    tekst="Hei.\n\nDere har ballen.",
    html="<!doctype html><style>p{color:#333}</style><p>Hei.</p><script>alert(1)</script>",
)


INFO = Tavleinfo(versjon="0.1.0", demoklokke=True, eksempeldata=True)


@dataclass
class Proevekilde:
    """A source over fixed plans; `feil` makes it fail."""

    planene: Sequence[Plan] = ()
    info: Tavleinfo = INFO
    meldinger: Sequence[SendtMelding] = (MELDING,)
    fakta_i_avtalen: Sequence[Faktum] = FAKTA
    registeret: Register = REGISTER
    fakta_i_registeret: Sequence[Faktum] = ()
    stanset_post: Sequence[StansetPost] = ()
    tilbakepost: Sequence[Tilbakepost] = ()
    hentinger: Mapping[str, Planhenting] = field(default_factory=dict)
    mangler_kopi: tuple[int, date] | None = None
    i_proeve: bool = False
    feil: Exception | None = None
    spurt_om: list[date] = field(default_factory=list)

    def naa(self) -> datetime:
        return NAA

    def livsloep(self, navn: str) -> Livsloep | None:
        return LIVSLOEP.get(navn)

    async def planer(self, dag: date) -> Sequence[Plan]:
        if self.feil:
            raise self.feil
        self.spurt_om.append(dag)
        return self.planene

    async def plan(self, avtale: str, dag: date) -> Plan | None:
        return next((plan for plan in self.planene if plan.avtale == avtale), None)

    async def fakta(self, avtale: str) -> Sequence[Faktum]:
        return [f for f in self.fakta_i_avtalen if f.stroem == avtalestroem(avtale)]

    async def registerfakta(self) -> Sequence[Faktum]:
        return self.fakta_i_registeret

    async def register(self, dag: date) -> Register:
        return self.registeret

    async def proevemodus(self) -> bool:
        return self.i_proeve

    async def planhentinger(self) -> Mapping[str, Planhenting]:
        return self.hentinger

    async def sendt(self, hoeyst: int, *, avtale: str = "", part: str = "") -> Sequence[SendtMelding]:
        return [m for m in self.meldinger if _passer(m, avtale, part)][:hoeyst]

    async def soek_i_post(self, soek: str, *, avtale: str = "", part: str = "") -> Sequence[SendtMelding]:
        return [
            m for m in self.meldinger if soek.casefold() in f"{m.emne} {m.til}".casefold() and _passer(m, avtale, part)
        ]

    async def uten_kopi(self) -> tuple[int, date] | None:
        return self.mangler_kopi

    async def stanset(self) -> Sequence[StansetPost]:
        return self.stanset_post

    async def tilbake(self, hoeyst: int) -> Sequence[Tilbakepost]:
        return self.tilbakepost[:hoeyst]

    async def melding(self, melding_id: str) -> SendtMelding | None:
        return next((m for m in self.meldinger if m.id == melding_id), None)


def _passer(melding: SendtMelding, avtale: str, part: str) -> bool:
    om = {grunn[0] for grunn in melding.journal.grunner}
    return (not avtale or avtale in om) and part in {"", melding.part}


def klient_for(kilde: Proevekilde) -> httpx.AsyncClient:
    """A client that talks to the board in this process."""
    transport = httpx.ASGITransport(lag_app(kilde), raise_app_exceptions=False)
    return httpx.AsyncClient(transport=transport, base_url="http://localhost:8000")
