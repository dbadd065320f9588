"""What is registered, as the reader of a form or a receipt sees it: the sentence, and what was filled in with it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from modeller.fakta import Faktum, KontaktRegistrert, MilepaelNaadd, RolleEndret, StegUtfoert, VedtakFattet
from modeller.tekst import Tekst, dato_kort, lik, stor
from tavle.svar.leser import Leser
from tavle.svar.sak import Svarsak
from varsler.logg.faktaord import begrunnelsen, faktumsetning
from varsler.logg.loggnavn import Loggnavn

DATO = Tekst("Dato", "Dato")
MOETEDATO = Tekst("Møtet var", "Møtet var")
SAKSNUMMER = lik("Saksnummer")
LENKE = Tekst("Lenke", "Lenke")
EPOST = Tekst("E-postadresse", "E-postadresse")


@dataclass(frozen=True, slots=True)
class Linje:
    """A fact in words, with who registered it and when (aware), what was written with it in `ord_`, and the rest that
    was filled in: each with what it is called.
    """

    setning: Tekst
    av: str
    registrert: datetime
    ord_: str = ""
    opplysninger: tuple[tuple[Tekst, str], ...] = ()


def linjer(sak: Svarsak | Leser, fakta: Sequence[Faktum]) -> tuple[Linje, ...]:
    """The facts as lines; those of several steps each with its step."""
    navn = Loggnavn(register=sak.register)
    if isinstance(sak, Svarsak):
        navn = replace(navn, plan=sak.plan, livsloep=sak.livsloep)
    flere = len({getattr(f.hendelse, "steg", None) for f in fakta} - {None}) > 1
    steget = navn.steg(sak.steg.id) if isinstance(sak, Svarsak) and not flere else None
    return tuple(
        Linje(
            setning=_med_dagen(f, _uten_steget(faktumsetning(f, navn, None), steget)),
            av=f.av,
            registrert=f.registrert,
            ord_=begrunnelsen(f.hendelse),
            opplysninger=tuple(_opplysninger(f)),
        )
        for f in fakta
    )


def _opplysninger(faktum: Faktum) -> Iterator[tuple[Tekst, str]]:
    """What the sentence does not say of what was filled in."""
    match faktum.hendelse:
        case StegUtfoert(saksnummer=saksnummer, lenke=lenke) | VedtakFattet(saksnummer=saksnummer, lenke=lenke):
            yield MOETEDATO if isinstance(faktum.hendelse, VedtakFattet) else DATO, dato_kort(faktum.skjedde)
            if saksnummer:
                yield SAKSNUMMER, saksnummer
            if lenke:
                yield LENKE, lenke
        case RolleEndret():
            yield DATO, dato_kort(faktum.skjedde)
        case KontaktRegistrert(kontakt=kontakt):
            yield EPOST, kontakt.epost
        case _:
            pass


def _med_dagen(faktum: Faktum, setning: Tekst) -> Tekst:
    """A milestone with the day it was reached, which a log has in a column of its own."""
    if not isinstance(faktum.hendelse, MilepaelNaadd):
        return setning
    dag = dato_kort(faktum.skjedde)
    return Tekst(f"{setning.nb} {dag}", f"{setning.nn} {dag}")


def _uten_steget(setning: Tekst, steget: Tekst | None) -> Tekst:
    """The sentence without the step before it, which the page says anyway."""
    if steget is None:
        return setning
    return Tekst(stor(setning.nb.removeprefix(f"{steget.nb}: ")), stor(setning.nn.removeprefix(f"{steget.nn}: ")))
