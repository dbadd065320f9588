"""Addresses, names and texts on their way into a message: checked, and read as what they are."""

from __future__ import annotations

import re
from email.headerregistry import Address
from functools import lru_cache

NAVN_MAKS = 100
"""Longer names are cut in headers, which some servers take only so much of."""
_STYRETEGN = re.compile(r"[\x00-\x1f\x7f\u0085\u2028\u2029]+")
_USYNLIG = re.compile("[\x00-\x08\x0e-\x1f\x7f\ud800-\udfff\ufeff\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]")
"""What cannot be seen: control characters but line breaks and tabs, halves of characters, and the marks that turn the
reading direction, with which a name can be made to look like another.
"""


class UgyldigAdresse(ValueError):
    """The address cannot be written in a message: no server will ever take it."""


@lru_cache(maxsize=1024)  # the sender's and the coordinator's are in every message
def som_adresse(epost: str, navn: str = "") -> Address:
    """A header address; the domain in its ASCII form, since far from all servers take any other."""
    lokal, _, domene = epost.rpartition("@")
    if not lokal or not domene or _STYRETEGN.search(epost):
        raise UgyldigAdresse(f"not an e-mail address: {epost!r}")
    vist = en_linje(navn)[:NAVN_MAKS].rstrip()
    try:
        return Address(display_name=vist, username=lokal, domain=domene.encode("idna").decode("ascii"))
    except (ValueError, IndexError) as feil:
        raise UgyldigAdresse(f"not an e-mail address: {epost!r}") from feil


def krev_mulig(epost: str) -> None:
    """Raises `UgyldigAdresse` for an address that cannot be anybody's, by RFC 5321 and the names set aside for no use.

    Nobody is asked whether it exists: that is seen when a message is sent.
    """
    # Here, since only what is entered is looked at so closely.
    from email_validator import EmailNotValidError, validate_email  # noqa: PLC0415

    som_adresse(epost)
    try:
        validate_email(epost, check_deliverability=False, strict=True)
    except EmailNotValidError as feil:
        raise UgyldigAdresse(f"not an e-mail address: {epost!r}") from feil


def en_linje(tekst: str) -> str:
    """Without line breaks and control characters, which could begin a header of their own."""
    return " ".join(_STYRETEGN.sub(" ", rett_fram(tekst)).split())


def rett_fram(tekst: str) -> str:
    """Text that reads as it is written: without what cannot be seen, which Norwegian has no need of."""
    return tekst if er_rett_fram(tekst) else _USYNLIG.sub("", tekst)


def er_rett_fram(tekst: str) -> bool:
    """Whether all of it is print and line feeds, as nearly every text is: told in a fraction of the time."""
    return tekst.replace("\n", "").isprintable()
