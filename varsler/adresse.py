"""Addresses, names and subjects on their way into headers: checked, one line, domains in their ASCII form."""

from __future__ import annotations

import re
from email.headerregistry import Address

_STYRETEGN = re.compile(r"[\x00-\x1f\x7f\u0085\u2028\u2029]+")


class UgyldigAdresse(ValueError):
    """The address cannot be written in a message: no server will ever take it."""


def som_adresse(epost: str, navn: str = "") -> Address:
    """A header address; the domain in its ASCII form, since far from all servers take any other."""
    lokal, _, domene = epost.rpartition("@")
    if not lokal or not domene or _STYRETEGN.search(epost):
        raise UgyldigAdresse(f"not an e-mail address: {epost!r}")
    try:
        return Address(display_name=en_linje(navn), username=lokal, domain=domene.encode("idna").decode("ascii"))
    except (ValueError, IndexError) as feil:
        raise UgyldigAdresse(f"not an e-mail address: {epost!r}") from feil


def en_linje(tekst: str) -> str:
    """Without line breaks and control characters, which could begin a header of their own."""
    return " ".join(_STYRETEGN.sub(" ", tekst).split())
