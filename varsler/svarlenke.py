"""The signed links of a mail that its reader answers with: what each is for, whose it is, and until when."""

from __future__ import annotations

import hmac
from base64 import urlsafe_b64decode, urlsafe_b64encode
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date, datetime, timedelta
from enum import StrEnum
from functools import lru_cache
from hashlib import sha256
from typing import Final

from itsdangerous import BadData

from varsler.signatur import signerer

MINST: Final = timedelta(days=30)
"""So long after the message a link holds at least …"""
ETTER_DATOEN: Final = timedelta(days=14)
"""… and so long after the date it was about, which may lie far ahead …"""
HOEYST: Final = timedelta(days=180)
"""… but no longer than this."""
EGET: Final = timedelta(days=400)
"""So long a link to what is the reader's own holds: longer than a mail that comes once a year is kept."""
STI: Final = "/s/"
PROEVE: Final = "proeve"
"""Stands for the recipient in a message on trial, which somebody else reads: its links answer nothing."""
_SALT: Final = "svar"
_MERKE_BYTE: Final = 9


class Formaal(StrEnum):
    """The one thing a link can be used for."""

    SVAR = "svar"
    """Only shows the other answers there are."""
    FERDIG = "ferdig"
    MILEPAEL = "milepael"
    MOETE = "moete"
    """The party that called a meeting moves it or calls it off."""
    AVKLART = "avklart"
    """What a paused step waits for is clarified."""
    PAA_SAKEN = "paa_saken"
    MER_TID = "mer_tid"
    OVERLAT = "overlat"
    UTSETT = "utsett"
    SVAR_MER_TID = "svar_mer_tid"
    FLYTT = "flytt"
    """The coordinator moves the date of another party's step …"""
    FERDIG_FOR = "ferdig_for"
    """… or registers that it is done."""
    VALG = "valg"
    AVMELD = "avmeld"
    KONTAKTLISTE = "kontaktliste"


UTEN_STEG: Final = frozenset({Formaal.VALG, Formaal.AVMELD, Formaal.KONTAKTLISTE})
"""What is about the reader and its party, and about no step."""
KOORDINATORENS: Final = frozenset({Formaal.SVAR_MER_TID, Formaal.FLYTT, Formaal.FERDIG_FOR})
"""What whoever coordinates the agreement answers, whose step it is about."""
EGNE: Final = frozenset({Formaal.VALG, Formaal.AVMELD})
"""What is about the reader alone: how often mail comes, and whether digests do."""

_KODER: Final[Mapping[Formaal, str]] = {
    Formaal.SVAR: "s",
    Formaal.FERDIG: "f",
    Formaal.MILEPAEL: "i",
    Formaal.MOETE: "n",
    Formaal.AVKLART: "g",
    Formaal.PAA_SAKEN: "p",
    Formaal.MER_TID: "m",
    Formaal.OVERLAT: "o",
    Formaal.UTSETT: "u",
    Formaal.SVAR_MER_TID: "k",
    Formaal.FLYTT: "d",
    Formaal.FERDIG_FOR: "r",
    Formaal.VALG: "v",
    Formaal.AVMELD: "a",
    Formaal.KONTAKTLISTE: "l",
}
_FRA_KODE: Final = {kode: formaal for formaal, kode in _KODER.items()}


@dataclass(frozen=True, slots=True, kw_only=True)
class Svarlenke:
    """What a link says. `part` is the recipient's party and `mottaker` a mark of contact and address together, so that
    neither can be read out of the link and a corrected address closes those to the old one.

    `gjelder` is a milestone, or the party that the coordinator answers or acts for (empty: of all that have the step);
    `melding` the part of the Message-ID before the @. `avtale` and `steg` are empty for what is about no step. Good
    through `siste_dag`.
    """

    formaal: Formaal
    part: str
    mottaker: str
    melding: str
    siste_dag: date
    avtale: str = ""
    steg: str = ""
    runde: int = 1
    gjelder: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Svaradresser:
    """Where answers are given (`nettadresse`, without a closing slash), and the key that signs the links to there."""

    nettadresse: str
    noekkel: bytes = field(repr=False)

    def adresse(self, lenke: Svarlenke, naa: datetime) -> str:
        """The link as it stands in a message written at `naa` (aware)."""
        return f"{self.nettadresse}{STI}{skriv_token(self.noekkel, lenke, naa)}"

    def merke(self, kontakt: str | None, epost: str) -> str:
        """The mark of a recipient."""
        return mottakermerke(self.noekkel, kontakt, epost)


@dataclass(frozen=True, slots=True)
class Lenke:
    """A link in words."""

    tekst: str
    adresse: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Svarvalg:
    """The links of one item: the chief one, the others, and the one that leads to all of the others.

    `forklaring` says how it is registered when that cannot be done from the mail. All empty: nothing to answer.
    """

    hoved: Lenke | None = None
    andre: tuple[Lenke, ...] = ()
    samlet: Lenke | None = None
    forklaring: str = ""


INGEN_SVAR = Svarvalg()


@dataclass(frozen=True, slots=True)
class LestLenke:
    """A link whose signature is ours: what it says, and when it was written (aware)."""

    lenke: Svarlenke
    skrevet: datetime


def meldingsmerke(message_id: str) -> str:
    """The part of a Message-ID before the @, which is what sets ours apart."""
    return message_id.strip("<>").rpartition("@")[0]


def siste_dag(sendt: date, dato: date | None, *, eget: bool = False) -> date:
    """The last day of a link in a message sent on a day about a date (None: about none), or about the reader alone."""
    if eget:
        return sendt + EGET
    etter = (dato or sendt) + ETTER_DATOEN
    return min(max(sendt + MINST, etter), sendt + HOEYST)


@lru_cache(maxsize=1024)  # all links of a message are for the same
def mottakermerke(noekkel: bytes, kontakt: str | None, epost: str) -> str:
    """The mark of a contact (None for a postmottak) at an address: the same each time, and only we can make it."""
    innhold = f"mottaker\0{kontakt or ''}\0{epost.lower()}".encode()
    return urlsafe_b64encode(hmac.digest(noekkel, innhold, sha256)[:_MERKE_BYTE]).decode("ascii")


def med_formaal(lenke: Svarlenke, formaal: Formaal, gjelder: str) -> Svarlenke:
    """A link of the same message to the same reader for something else."""
    return replace(lenke, formaal=formaal, gjelder=gjelder)


def skriv_token(noekkel: bytes, lenke: Svarlenke, naa: datetime) -> str:
    """The link's last part, signed at `naa` (aware): lines of text, in letters that an address can have."""
    felter = (
        _KODER[lenke.formaal],
        str(lenke.siste_dag.toordinal()),
        lenke.part,
        lenke.mottaker,
        _pakk(lenke.melding),
        lenke.avtale,
        lenke.steg,
        str(lenke.runde),
        lenke.gjelder,
    )
    innhold = urlsafe_b64encode("\n".join(felter).encode()).rstrip(b"=")
    return signerer(noekkel, naa, _SALT).sign(innhold).decode("ascii")


def les_token(noekkel: bytes, token: str, naa: datetime) -> LestLenke | None:
    """What the link says, also when it has run out; None when it is not one of ours."""
    try:
        innhold, skrevet = signerer(noekkel, naa, _SALT).unsign(token, return_timestamp=True)
        felter = urlsafe_b64decode(innhold + b"=" * (-len(innhold) % 4)).decode().split("\n")
        kode, dag, part, mottaker, melding, avtale, steg, runde, gjelder = felter
        lenke = Svarlenke(
            formaal=_FRA_KODE[kode],
            siste_dag=date.fromordinal(int(dag)),
            part=part,
            mottaker=mottaker,
            melding=_pakk_ut(melding),
            avtale=avtale,
            steg=steg,
            runde=int(runde),
            gjelder=gjelder,
        )
    except (BadData, KeyError, ValueError):
        return None
    return LestLenke(lenke, skrevet)


def _pakk(sekstentall: str) -> str:
    """32 digits of a Message-ID in 22 letters; anything else as it is, after a mark."""
    try:
        return urlsafe_b64encode(bytes.fromhex(sekstentall)).decode("ascii").rstrip("=")
    except ValueError:
        return f"!{sekstentall}"


def _pakk_ut(pakket: str) -> str:
    if pakket.startswith("!"):
        return pakket[1:]
    return urlsafe_b64decode(pakket + "=" * (-len(pakket) % 4)).hex()
