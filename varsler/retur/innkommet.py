"""What a piece of mail that came back says, as data."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum


class Art(StrEnum):
    """What kind of mail it is, by its own account."""

    RAPPORT = "rapport"
    """A report of delivery (RFC 3464)."""
    FRAVAER = "fravaer"
    AUTOSVAR = "autosvar"
    SVAR = "svar"
    UFORSTAATT = "uforstaatt"


class Uforstaatt(StrEnum):
    """Why a piece of mail was not understood; worded in `varsler.retur.returord`."""

    FOR_DYP = "for_dyp"
    IKKE_EPOST = "ikke_epost"
    RAPPORT_UTEN_STATUS = "rapport_uten_status"
    LESEKVITTERING = "lesekvittering"
    KLAGE = "klage"
    UTEN_AVSENDER = "uten_avsender"
    AUTOMATIKK = "automatikk"
    UKJENT_MELDING = "ukjent_melding"
    ANNEN_ADRESSE = "annen_adresse"
    UKJENT_HANDLING = "ukjent_handling"
    ULESELIG = "uleselig"
    FEIL = "feil"


@dataclass(frozen=True, slots=True, kw_only=True)
class Leveringsstatus:
    """What a report says of one recipient. The addresses are as we would write them; None where there is none.

    `handling` is failed, delayed, delivered, relayed or expanded, `status` a status code of RFC 3463 and `diagnose`
    what the last server answered, with its SMTP code first where it was one.
    """

    opprinnelig: str | None
    endelig: str | None
    handling: str
    status: str
    diagnose: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Innkommet:
    """A piece of mail that was read. `skrevet` is the day in Oslo it says it was written, None when it says none.

    `ider` are the Message-IDs it may answer, the likeliest first. `om_innholdet` tells that a report is of a no to the
    message itself, not to its address, `sier_borte` that an answer says in so many words that its reader is away.
    `borte_til` and `tilbake` are as in `modeller.lager.returpost.Returpost`; `grunn` is why it was not understood.
    """

    art: Art
    avsender: str = ""
    emne: str = ""
    skrevet: date | None = None
    ider: tuple[str, ...] = ()
    statuser: tuple[Leveringsstatus, ...] = ()
    om_innholdet: bool = False
    sier_borte: bool = False
    borte_til: str | None = None
    tilbake: str | None = None
    grunn: Uforstaatt | None = None
