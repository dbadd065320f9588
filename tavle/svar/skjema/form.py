"""What every form of an answer has in common: its words, its fields, and what it comes to."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Generic, TypeVar

from flyter.innfoering import Hendt
from modeller.fakta import (
    Avtalehendelse,
    Faktum,
    Hendelse,
    MoeteInnkalt,
    RolleEndret,
    StegIkkeAktuelt,
    StegUtfoert,
    VedtakFattet,
    avtalestroem,
)
from modeller.livsloep import Fullfoeres
from modeller.plan import FERDIG, Plansteg
from modeller.tekst import Maalform, Tekst
from tavle.svar.felt import Felt, Utfylt
from tavle.svar.leser import Leser
from tavle.svar.sak import Svarsak

UENDRET = Tekst("Det står slik fra før. Ingenting er endret.", "Det står slik frå før. Ingenting er endra.")

Sak = TypeVar("Sak", Svarsak, Leser)

FRAM_I_TID = Tekst("Datoen er fram i tid. Registrer det når det er gjort.", "Datoen er fram i tid. Registrer det når "
                   "det er gjort.")  # fmt: skip


@dataclass(frozen=True, slots=True)
class Gjort:
    """It has been answered already: by this fact, or (None) it need not be done any more."""

    faktum: Faktum | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Svarskjema(Generic[Sak]):
    """A form about a step, or (`Leser`) about its reader alone.

    `hovedfelt` is where an objection to the whole is shown; `gjort` tells whether there is nothing left to
    answer, and `les` what the filled-in form comes to. Raises `Skjemafeil` by way of `Utfylt.krev`.
    """

    hovedfelt: str
    tittel: Callable[[Sak], Tekst]
    ingress: Callable[[Sak], Tekst]
    felter: Callable[[Sak], Sequence[Felt]]
    les: Callable[[Sak, Utfylt], Sequence[Hendt]]
    gjort: Callable[[Sak], Gjort | None]
    knapp: Tekst
    takk: Callable[[Sak], Tekst]
    linjer: Callable[[Sak, Maalform], Sequence[str]] = lambda *_: ()
    """What the reader is to look over before answering."""
    kvittering: Callable[[Sak, Sak], Tekst | None] = lambda *_: None
    """What to say in place of `takk` of how it was before and is now; None when there is nothing more to say."""
    uendret: Callable[[Sak, Utfylt], Tekst] = lambda *_: UENDRET
    """What to say when what was filled in stands so already, and nothing was answered before that says it."""
    aapent: Callable[[Sak], bool] = lambda _: True
    """Whether there is anything to fill in yet; when there is not, `ingress` says why."""
    staar: Callable[[Sak], Faktum | None] = lambda _: None
    """What was answered last and stands, which another answer takes the place of; None: nothing yet."""


def hendt(sak: Svarsak, hendelse: Avtalehendelse, skjedde: date | None = None) -> Hendt:
    """A happening of the agreement, today unless another day is given."""
    return Hendt(stroem=avtalestroem(sak.plan.avtale), hendelse=hendelse, skjedde=skjedde or sak.dag)


def skjedd_dato(utfylt: Utfylt, sak: Svarsak) -> date | None:
    """The day something was done: not ahead."""
    dag = utfylt.dato("dato")
    if dag is not None and dag > sak.dag:
        utfylt.feil["dato"] = FRAM_I_TID
    return dag


def siste(sak: Svarsak, om: Callable[[Hendelse], bool]) -> Faktum | None:
    """The last fact of the agreement that this is so of."""
    return next((f for f in reversed(sak.fakta) if om(f.hendelse)), None)


def ferdig_fra_foer(sak: Svarsak) -> Gjort | None:
    """Whether the step is finished, or need not be done, whoever said so."""
    steg = sak.steg
    if steg.status not in FERDIG:
        return None
    moetet = moetet_som_settes(sak)

    def avgjorde(hendelse: Hendelse) -> bool:
        match hendelse:
            case StegUtfoert(steg=om) | VedtakFattet(steg=om) | StegIkkeAktuelt(steg=om):
                return om == steg.id
            case MoeteInnkalt(steg=om):
                return moetet is not None and om == moetet.id
            case RolleEndret(part=part):
                return steg.fullfoeres is Fullfoeres.ROLLE and part in steg.parter
            case _:
                return False

    return Gjort(siste(sak, avgjorde))


def moetet_som_settes(sak: Svarsak) -> Plansteg | None:
    """The meeting that the step calls, when it is one that calls a meeting."""
    steg = sak.steg
    return next(
        (
            s
            for s in sak.plan
            if sak.mal.setter is not None and (s.steg, s.aar, s.delmaal) == (sak.mal.setter, steg.aar, steg.delmaal)
        ),
        None,
    )
