"""Words for the core's kinds (status, date, role) and the small grammar of days, in both written standards."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from modeller.fakta import Fristart
from modeller.plan import Plansteg, Status
from modeller.register import Partsslag
from modeller.tekst import Maalform, Tekst, lik
from tavle.kalendertekster import KALENDERTEKSTER
from tavle.moeteplantekster import MOETEPLANTEKSTER
from tavle.oppfoelgingstekster import OPPFOELGINGSTEKSTER
from tavle.posttekster import POSTTEKSTER
from tavle.svartekster import SVARTEKSTER
from tavle.tekster import TEKSTER
from tavle.varseltekster import VARSELTEKSTER
from varsler.logg.begrepsord import ARTSORD

Oversetter = Callable[..., str]
ALLE_TEKSTER = (
    TEKSTER | KALENDERTEKSTER | MOETEPLANTEKSTER | OPPFOELGINGSTEKSTER | POSTTEKSTER | SVARTEKSTER | VARSELTEKSTER
)

STATUSORD: dict[Status, Tekst] = {
    Status.KOMMENDE: Tekst("Kommer", "Kjem"),
    Status.VENTER: Tekst("Venter", "Ventar"),
    Status.AAPEN: Tekst("Har ballen", "Har ballen"),
    Status.UTFOERT: Tekst("Utført", "Utført"),
    Status.IKKE_AKTUELL: Tekst("Ikke aktuelt", "Ikkje aktuelt"),
    Status.BORTFALT: Tekst("Bortfalt", "Falle bort"),
}

STATUSFORKLARING: dict[Status, Tekst] = {
    Status.KOMMENDE: Tekst("Tiden er ikke inne ennå. Ingen venter.", "Tida er ikkje inne enno. Ingen ventar."),
    Status.VENTER: Tekst("Noen andre må gjøre sitt først.", "Nokon andre må gjere sitt først."),
    Status.AAPEN: Tekst("Parten kan gjøre steget nå.", "Parten kan gjere steget no."),
    Status.UTFOERT: Tekst("Steget er gjort.", "Steget er gjort."),
    Status.IKKE_AKTUELL: Tekst("Steget trengs ikke i denne avtalen.", "Steget trengst ikkje i denne avtalen."),
    Status.BORTFALT: Tekst(
        "Steget var valgfritt eller hørte til et år som er over.",
        "Steget var valfritt eller høyrde til eit år som er over.",
    ),
}

MOETEORD = Tekst("møte", "møte")


def artsord(steg: Plansteg) -> Tekst:
    """The kind of a step's date in a word: the set day of a meeting is no deadline for anyone."""
    return MOETEORD if steg.er_innkalt else ARTSORD[steg.art]


ARTSFORKLARING: dict[Fristart, Tekst] = {
    Fristart.FRIST: Tekst("Noen har satt en frist. Den kan forfalle.", "Nokon har sett ein frist. Han kan forfalle."),
    Fristart.VENTET: Tekst(
        "En kilde regner med denne datoen. Er den passert, er steget senere enn ventet.",
        "Ei kjelde reknar med denne datoen. Er han passert, er steget seinare enn venta.",
    ),
    Fristart.TENTATIV: Tekst("En foreløpig tid til datoen blir satt.", "Ei førebels tid til datoen blir sett."),
    Fristart.VEILEDENDE: Tekst(
        "Vårt eget forslag. Koordinatoren kan endre det.", "Vårt eige framlegg. Koordinatoren kan endre det."
    ),
}

OVER_ORD: dict[Fristart, Tekst] = {
    Fristart.FRIST: Tekst("Forfalt", "Forfalle"),
    Fristart.VENTET: Tekst("Senere enn ventet", "Seinare enn venta"),
}

SLAGSORD: dict[Partsslag, Tekst] = {
    Partsslag.KOMMUNE: lik("Kommune"),
    Partsslag.FYLKESKOMMUNE: lik("Fylkeskommune"),
    Partsslag.DEPARTEMENT: lik("Departement"),
    Partsslag.STATSFORVALTER: Tekst("Statsforvalter", "Statsforvaltar"),
    Partsslag.STATLIG: Tekst("Statlig virksomhet", "Statleg verksemd"),
    Partsslag.ANNEN: Tekst("Annen virksomhet", "Anna verksemd"),
}

KRAVORD: dict[str, Tekst] = {
    "paakrevd": Tekst("Påkrevd", "Påkravd"),
    "anbefalt": Tekst("Anbefalt", "Tilrådd"),
    "uten_krav": Tekst("Uten krav", "Utan krav"),
}

UKEDAGER = (
    Tekst("mandag", "måndag"), Tekst("tirsdag", "tysdag"), lik("onsdag"), lik("torsdag"), lik("fredag"),
    Tekst("lørdag", "laurdag"), lik("søndag"),
)  # fmt: skip


def oversetter(maalform: Maalform) -> Oversetter:
    """A function from a key of the texts (and what fills it) to text; KeyError for a key that does not exist."""

    def t(noekkel: str, /, **felt: object) -> str:
        tekst = ALLE_TEKSTER[noekkel].paa(maalform)
        return tekst.format(**felt) if felt else tekst

    return t


def dager(antall: int) -> Tekst:
    """`1 dag`, `3 dager`."""
    return lik("1 dag") if antall == 1 else Tekst(f"{antall} dager", f"{antall} dagar")


def naar(dag: date, frist: date) -> Tekst:
    """How far ahead a day lies: `i dag`, `i morgen`, `om 12 dager`; for a day behind, `for 2 dager siden`."""
    igjen = (frist - dag).days
    if igjen == 0:
        return lik("i dag")
    if igjen == 1:
        return Tekst("i morgen", "i morgon")
    if igjen > 0:
        return Tekst(f"om {igjen} dager", f"om {igjen} dagar")
    siden = dager(-igjen)
    return Tekst(f"for {siden.nb} siden", f"for {siden.nn} sidan")


def ukedag(dag: date) -> Tekst:
    """The name of the weekday."""
    return UKEDAGER[dag.weekday()]
